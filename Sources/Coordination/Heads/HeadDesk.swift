import Foundation
import Glibc
public import Partnership
public import Vocabulary

/// Signs the journal's head, keeps it outside the database, and holds a journal against a head that was kept.
public struct HeadDesk: Sendable {
    private let keeping: any Keeping
    private let members: any MemberRegister
    private let key: SigningKeyFile

    public init(keeping: any Keeping, members: any MemberRegister, key: SigningKeyFile) {
        self.keeping = keeping
        self.members = members
        self.key = key
    }

    /// The journal's head as it stands, signed. The key is made on first need.
    ///
    /// - Throws: `HeadRefusal`.
    public func sign() async throws -> SignedHead {
        guard let head = try await keeping.head() else { throw HeadRefusal.emptyJournal }
        let name = try await members.profile()?.name ?? ""
        return try SignedHead(partnership: name, head: head, key: try key.key())
    }

    /// The public half of the key; nil while there is none.
    public func publicKey() throws -> String? { try key.publicKey() }

    /// Writes the head into a folder, under a name of its own; a head that lies there already is left as it is.
    ///
    /// - Returns: the path; nil where nothing was entered since.
    @discardableResult
    public func keep(in folder: String) async throws -> String? {
        let signed: SignedHead
        do {
            signed = try await sign()
        } catch HeadRefusal.emptyJournal {
            return nil
        }
        let path = "\(folder)/\(signed.fileName)"
        guard !FileManager.default.fileExists(atPath: path) else { return nil }
        let draft = path + ".partial"
        do {
            try Data(signed.text.utf8).write(to: URL(fileURLWithPath: draft))
        } catch {
            throw HeadRefusal.notWritten(path: path)
        }
        guard rename(draft, path) == 0 else { throw HeadRefusal.notWritten(path: path) }
        return path
    }

    /// Lines for `check`.
    public func lines(keptIn folder: String?) -> [CheckLine] { [keyLine, folderLine(folder)].compactMap(\.self) }

    private var keyLine: CheckLine {
        do {
            guard let known = try publicKey() else {
                return CheckLine(
                    "signing key", .well, "None yet: it is made when the first head is signed (journal head).")
            }
            return CheckLine(
                "signing key", .well, "Public key \(known). Keep it outside this machine, beside the signed heads.")
        } catch {
            let sentence = (error as? HeadRefusal)?.sentence ?? "The signing key cannot be used."
            return CheckLine("signing key", .wrong, sentence)
        }
    }

    private func folderLine(_ folder: String?) -> CheckLine? {
        guard let folder else { return nil }
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) && isFolder.boolValue
        guard isThere, FileManager.default.isWritableFile(atPath: folder) else {
            return CheckLine(
                "signed heads", .wrong,
                "Heads cannot be written to the folder \(folder). Make it, or let the program write there.")
        }
        return CheckLine("signed heads", .well, "Kept every hour in \(folder). Copy them off this machine.")
    }
}

/// What holding a journal against a signed head came to.
public enum HeadVerdict: Sendable, Equatable {
    /// The file is not a signed head, whole and in order.
    case damaged
    /// The signature does not fit what the file says.
    case badSignature
    /// Signed, but with another key than the one expected.
    case otherKey(found: String, expected: String)
    /// Signed well, and this is how the journal stands to it.
    case compared(SignedHead, HeadComparison, isKeyKnown: Bool)

    /// In a sentence that says what it means.
    public var sentence: String {
        switch self {
        case .damaged: "The file is not a signed head, or it was damaged. Use another copy of it."
        case .badSignature:
            "The signature does not fit the head: the file was changed after it was signed. Use another copy of it."
        case .otherKey(let found, let expected):
            "The head was signed with the key \(found), not with \(expected). Find out who signed it; it proves nothing here."
        case .compared(let signed, .grown(let by), let isKeyKnown):
            "The journal is whole up to entry \(signed.head.sequence), where the head was signed, "
                + (by == 0 ? "and nothing came after it." : "and has grown by \(by) since.")
                + (isKeyKnown
                    ? ""
                    : " Whose key signed it is not known here: give --key with the public key you kept, \(signed.publicKey).")
        case .compared(let signed, .cutShort(let end), _):
            "The journal was cut short: the head was signed at entry \(signed.head.sequence), the journal ends with \(end). "
                + "Keep this database as it is, and restore a backup that reaches the head."
        case .compared(let signed, .writtenAnew, _):
            "The journal was written anew: entry \(signed.head.sequence) is not the one that was signed. "
                + "Keep this database as it is, and restore a backup that holds it."
        }
    }
}

extension HeadDesk {
    /// Recomputes the whole journal and holds it against a signed head.
    ///
    /// - Parameters:
    ///   - text: the file.
    ///   - key: the public key that was kept outside; this installation's own where none is given.
    /// - Returns: the verdict, and what recomputing found; nil where the head could not be trusted so far.
    public func verify(_ text: String, key expected: String?) async throws -> (HeadVerdict, VerifyReport?) {
        guard let signed = SignedHead(text: text) else { return (.damaged, nil) }
        guard signed.isGenuine else { return (.badSignature, nil) }
        let known = try expected?.lowercased() ?? publicKey()
        if let known, known != signed.publicKey { return (.otherKey(found: signed.publicKey, expected: known), nil) }
        let report = try await keeping.verify(head: signed.head)
        guard let comparison = report.comparison else { return (.damaged, report) }
        return (.compared(signed, comparison, isKeyKnown: known != nil), report)
    }
}
