import Crypto
import Foundation
import Glibc

/// The key that signs heads, in a file outside the database: whoever can change the database, or holds a copy of it,
/// cannot sign with it. Made on first need, with access for its owner only. Never logged, never shown.
public struct SigningKeyFile: Sendable {
    /// Nil where no place was named: heads are not signed then.
    public let path: String?

    public init(path: String?) { self.path = path }

    private static let version = "cornerstone-signing-key-1"

    /// The key's public half, where there is a key already: 64 hex digits.
    ///
    /// - Throws: `HeadRefusal` where the file is there and cannot be used.
    public func publicKey() throws -> String? {
        guard let path, FileManager.default.fileExists(atPath: path) else { return nil }
        return Hex.text(try SigningKeyFile.read(path).publicKey.rawRepresentation)
    }

    /// The key; made where there is none.
    func key() throws -> Curve25519.Signing.PrivateKey {
        guard let path else { throw HeadRefusal.noPlaceForKey }
        if !FileManager.default.fileExists(atPath: path) { try SigningKeyFile.make(path) }
        return try SigningKeyFile.read(path)
    }

    private static func read(_ path: String) throws -> Curve25519.Signing.PrivateKey {
        var facts = stat()
        guard stat(path, &facts) == 0, let bytes = FileManager.default.contents(atPath: path) else {
            throw HeadRefusal.keyNotReadable(path: path)
        }
        guard facts.st_mode & 0o077 == 0 else { throw HeadRefusal.keyOpenToOthers(path: path) }
        let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard words.count == 2, words[0] == version, let raw = Hex.bytes(String(words[1])),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: raw)
        else { throw HeadRefusal.keyDamaged(path: path) }
        return key
    }

    /// Under a passing name first, and linked to its own: of two who make it at once, one's key stands, whole.
    private static func make(_ path: String) throws {
        let key = Curve25519.Signing.PrivateKey()
        let text = "\(version) \(Hex.text(key.rawRepresentation))\n"
        let draft = "\(path).\(Hex.text(SecretToken.randomBytes(8)))"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw HeadRefusal.keyNotMade(path: path) }
        defer { unlink(draft) }
        var bytes = Array(text.utf8)
        let isWritten = write(descriptor, &bytes, bytes.count) == bytes.count && fsync(descriptor) == 0
        close(descriptor)
        guard isWritten, link(draft, path) == 0 || errno == EEXIST else { throw HeadRefusal.keyNotMade(path: path) }
    }
}

/// Why a head could not be signed, written or compared, in a sentence that says what to do.
public enum HeadRefusal: Error, Sendable, Equatable {
    case noPlaceForKey
    case keyNotReadable(path: String)
    case keyOpenToOthers(path: String)
    case keyDamaged(path: String)
    case keyNotMade(path: String)
    case emptyJournal
    case notWritten(path: String)

    public var sentence: String {
        switch self {
        case .noPlaceForKey: "No place is set for the signing key. Set CORNERSTONE_SIGNING_KEY to a file."
        case .keyNotReadable(let path): "The signing key \(path) cannot be read. Let the program's account read it."
        case .keyOpenToOthers(let path):
            "Others may open the signing key \(path). Close it with chmod 600, and make a new one if anybody else could have read it."
        case .keyDamaged(let path):
            "\(path) holds no signing key. Put the key back from where you keep it; without it, move the file away and a new key is made."
        case .keyNotMade(let path):
            "The signing key \(path) could not be made. Let the program write to its folder, or set CORNERSTONE_SIGNING_KEY to another file."
        case .emptyJournal: "The journal is empty, so there is no head to sign yet."
        case .notWritten(let path): "The head could not be written to \(path). Let the program write there."
        }
    }
}
