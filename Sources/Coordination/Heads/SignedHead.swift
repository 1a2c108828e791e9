import Crypto
import Foundation
public import Vocabulary

/// The last entry of a journal and its digest, signed: a small text to be kept where nobody who may write to the
/// database can reach it. Only such a thing shows a journal that was cut short or written anew.
///
/// The signature is taken over the lines before it, in this form and with line feeds, so that a copy whose line ends were
/// changed on the way still verifies.
public struct SignedHead: Sendable, Equatable {
    public let partnership: String
    public let head: JournalHead
    /// Ed25519, 64 lower-case hex digits.
    public let publicKey: String
    /// Ed25519, 128 lower-case hex digits.
    public let signature: String

    static let version = "cornerstone-head-1"

    init(partnership: String, head: JournalHead, key: Curve25519.Signing.PrivateKey) throws {
        self.partnership = SignedHead.oneLine(partnership)
        self.head = head
        publicKey = Hex.text(key.publicKey.rawRepresentation)
        let form = SignedHead.form(self.partnership, head, publicKey)
        signature = Hex.text(try key.signature(for: Data(form.utf8)))
    }

    /// The file as it is written.
    public var text: String { SignedHead.form(partnership, head, publicKey) + "signature: \(signature)\n" }

    /// `cornerstone-head-412-3f9a1b2c.txt`: two heads that differ never bear one name.
    public var fileName: String { "cornerstone-head-\(head.sequence)-\(head.digest.prefix(8)).txt" }

    /// Reads a file; nil for anything that is not one, whole and in order.
    public init?(text: String) {
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(SignedHead.trimmed)
        while lines.last?.isEmpty == true { lines.removeLast() }
        guard lines.count == 7, lines[0] == SignedHead.version else { return nil }
        func value(_ line: Int, _ name: String) -> String? {
            lines[line].hasPrefix("\(name): ") ? String(lines[line].dropFirst(name.count + 2)) : nil
        }
        guard let partnership = value(1, "partnership"), let number = value(2, "sequence").flatMap({ Int64($0) }),
            number > 0, let recorded = value(3, "recorded").flatMap(InstantText.read),
            let digest = value(4, "digest"), Hex.isHex(digest, bytes: 32),
            let publicKey = value(5, "public-key"), Hex.isHex(publicKey, bytes: 32),
            let signature = value(6, "signature"), Hex.isHex(signature, bytes: 64)
        else { return nil }
        self.partnership = partnership
        head = JournalHead(sequence: JournalSequence(number), recorded: recorded, digest: digest)
        self.publicKey = publicKey
        self.signature = signature
    }

    /// Whether the signature was made over this head with the key the file names. Whose key that is, the file cannot say.
    public var isGenuine: Bool {
        guard let key = Hex.bytes(publicKey), let signature = Hex.bytes(signature),
            let known = try? Curve25519.Signing.PublicKey(rawRepresentation: key)
        else { return false }
        return known.isValidSignature(signature, for: Data(SignedHead.form(partnership, head, publicKey).utf8))
    }

    private static func form(_ partnership: String, _ head: JournalHead, _ publicKey: String) -> String {
        """
        \(version)
        partnership: \(partnership)
        sequence: \(head.sequence)
        recorded: \(InstantText.written(head.recorded))
        digest: \(head.digest)
        public-key: \(publicKey)

        """
    }

    private static func trimmed(_ line: Substring) -> String {
        var line = line
        while let last = line.last, last == " " || last == "\t" { line.removeLast() }
        return String(line)
    }

    /// A name that cannot pretend to be another line, nor end in white space that a copy loses.
    private static func oneLine(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            let isBreak = scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
            return isBreak ? " " : scalar
        }
        let line = trimmed(String(String.UnicodeScalarView(scalars))[...])
        return line.isEmpty ? "(no name)" : line
    }
}

/// Bytes as lower-case hex digits.
enum Hex {
    private static let digits = Array("0123456789abcdef".utf8)

    static func text(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    static func isHex(_ text: String, bytes: Int) -> Bool {
        text.utf8.count == 2 * bytes && text.utf8.allSatisfy { digits.contains($0) }
    }

    static func bytes(_ text: String) -> [UInt8]? {
        let values = text.utf8.map { digits.firstIndex(of: $0) }
        guard values.count.isMultiple(of: 2), !values.contains(nil) else { return nil }
        return stride(from: 0, to: values.count, by: 2).map { UInt8((values[$0] ?? 0) << 4 | (values[$0 + 1] ?? 0)) }
    }
}

/// An instant as `2026-11-21T09:30:00.000000Z`, to the microsecond.
enum InstantText {
    private static let inDay: Int64 = 86_400_000_000

    static func written(_ instant: Instant) -> String {
        let inDay = ((instant.microseconds % self.inDay) + self.inDay) % self.inDay
        let day = Day(number: Int((instant.microseconds - inDay) / self.inDay))
        let seconds = inDay / 1_000_000
        func padded(_ number: Int64, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(day.iso)T\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
            + ".\(padded(inDay % 1_000_000, 6))Z"
    }

    /// Nil for anything `written` does not write.
    static func read(_ text: String) -> Instant? {
        guard text.utf8.count == 27, let day = Day(iso: String(text.prefix(10))) else { return nil }
        let numbers = text.dropFirst(11).split(whereSeparator: { ":.Z".contains($0) }).compactMap { Int64($0) }
        guard numbers.count == 4 else { return nil }
        let micro = ((numbers[0] * 60 + numbers[1]) * 60 + numbers[2]) * 1_000_000 + numbers[3]
        let instant = Instant(microseconds: Int64(day.number) * inDay + micro)
        return written(instant) == text ? instant : nil
    }
}
