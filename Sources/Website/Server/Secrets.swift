import Crypto

/// Tokens of forms and the signatures of small cookies: all made from the session's own secret, so that none outlives it.
enum Secrets {
    /// 128 random bits, in hex.
    static func fresh() -> String {
        SymmetricKey(size: .bits128).withUnsafeBytes { hex($0) }
    }

    /// The token every form of a session carries.
    static func formToken(_ secret: String) -> String { sign("form", with: secret) }

    /// A text that only the holder of the secret can have made.
    static func sign(_ text: String, with secret: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array(text.utf8), using: SymmetricKey(data: Array(secret.utf8)))
        return String(hex(code).prefix(32))
    }

    /// Compares without telling how far two texts agree.
    static func areEqual(_ one: String, _ other: String) -> Bool {
        let (left, right) = (Array(one.utf8), Array(other.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
