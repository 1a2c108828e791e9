/// The form of a secret as this program writes it: 32 bytes in base64url without padding, 43 characters.
///
/// The last character carries four bits only, so that every secret has one spelling and no other. What has another form
/// was never handed out by this program.
enum TokenText {
    static let length = 43

    static func isOurs(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == length, let last = bytes.last, let bits = value(last) else { return false }
        return bits & 0b11 == 0 && bytes.allSatisfy { value($0) != nil }
    }

    private static func value(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
        case UInt8(ascii: "-"): 62
        case UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
