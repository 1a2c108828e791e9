import Crypto
import Foundation
public import Partnership

/// A secret that is shown once and kept only as its digest: session tokens, one-time links.
public struct SecretToken: Sendable {
    /// 32 random bytes in base64url, without padding.
    public let text: String

    public init() {
        text = Data(SecretToken.randomBytes(32)).base64EncodedString()
            .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
            .replacingOccurrences(of: "=", with: "")
    }

    public init(text: String) { self.text = text }

    /// Whether it has the form in which secrets are handed out; no other is one of ours.
    public var isWellFormed: Bool { TokenText.isOurs(text) }

    public var digest: TokenDigest { TokenDigest(hex: Digest.hex(of: Array(text.utf8))) }

    /// The token that guards the forms of a session: follows from the session's secret and says nothing about it.
    public var formToken: String {
        let key = SymmetricKey(data: Array(text.utf8))
        let code = HMAC<SHA256>.authenticationCode(for: Array("form".utf8), using: key)
        return code.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// From the operating system's source.
    static func randomBytes(_ count: Int) -> [UInt8] {
        SymmetricKey(size: SymmetricKeySize(bitCount: count * 8)).withUnsafeBytes(Array.init)
    }
}
