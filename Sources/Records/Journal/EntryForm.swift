import Crypto

/// The bytes an entry's digest is taken over: one field a line, each with its length in bytes before it, a missing
/// one as a dash. `Documentation/reference/journal.md` describes the form and how to make it by hand.
struct EntryForm {
    private(set) var bytes: [UInt8] = []

    /// Stands before the first entry's digest.
    static let noDigest = String(repeating: "0", count: 64)

    init() {
        bytes.reserveCapacity(512)
        begin()
    }

    /// Starts again in the same memory.
    mutating func begin() {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: "cornerstone-entry-1\n".utf8)
    }

    mutating func field(_ text: String) {
        append(length: text.utf8.count)
        bytes.append(contentsOf: text.utf8)
        bytes.append(0x0A)
    }

    mutating func field(_ text: String?) {
        if let text { field(text) } else { missing() }
    }

    mutating func field(_ number: some BinaryInteger) { field(String(number)) }

    mutating func field(raw: UnsafeRawBufferPointer) {
        append(length: raw.count)
        bytes.append(contentsOf: raw)
        bytes.append(0x0A)
    }

    mutating func missing() { bytes += [0x2D, 0x0A] }

    private mutating func append(length: Int) {
        bytes.append(contentsOf: String(length).utf8)
        bytes.append(0x3A)
    }

    var digest: String { HexDigest.text(SHA256.hash(data: bytes)) }

    /// SHA-256 over the salt and the payload's bytes as they are stored.
    static func payloadDigest(salt: some Sequence<UInt8>, body: UnsafeRawBufferPointer) -> String {
        var hash = SHA256()
        hash.update(data: Array(salt))
        hash.update(bufferPointer: body)
        return HexDigest.text(hash.finalize())
    }
}

/// SHA-256 as it is stored: 64 lower-case hex digits.
enum HexDigest {
    private static let digits = Array("0123456789abcdef".utf8)

    static func text(_ digest: SHA256.Digest) -> String {
        String(unsafeUninitializedCapacity: 64) { buffer in
            var index = 0
            for byte in digest {
                buffer[index] = digits[Int(byte >> 4)]
                buffer[index + 1] = digits[Int(byte & 15)]
                index += 2
            }
            return index
        }
    }
}

/// Where the 16 random bytes of each payload come from: without them a short payload could be guessed from its
/// digest after it was erased.
public struct SaltSource: Sendable {
    let make: @Sendable () -> [UInt8]

    public init(_ make: @escaping @Sendable () -> [UInt8]) { self.make = make }

    /// The machine's random source.
    public static let system = SaltSource {
        var generator = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        for _ in 0..<2 {
            let word = generator.next()
            for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> (8 * UInt64(shift)))) }
        }
        return bytes
    }
}
