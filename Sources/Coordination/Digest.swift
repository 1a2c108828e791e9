import Crypto

/// The one digest of the house: SHA-256, written in lower-case hex.
public enum Digest {
    public static func hex(of bytes: some Sequence<UInt8>) -> String {
        var hash = SHA256()
        hash.update(data: Array(bytes))
        return hex(hash.finalize())
    }

    /// One digest over several named files: each name and content with its length before it, in the order given.
    public static func hex(of files: [(path: String, bytes: [UInt8])]) -> String {
        var hash = SHA256()
        for file in files {
            hash.update(data: Array("\(file.path.utf8.count):\(file.path)\(file.bytes.count):".utf8))
            hash.update(data: file.bytes)
        }
        return hex(hash.finalize())
    }

    static func hex(_ digest: SHA256.Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(64)
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
