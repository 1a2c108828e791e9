/// Text made safe inside HTML, in elements and in quoted attributes alike: the one place where pages and papers do it.
///
/// Works on bytes. Going by `Character` would let a quotation mark through when a combining mark follows it, since the two
/// are one `Character`; a browser still sees the quotation mark. Control characters are left out.
package enum EscapedText {
    package static func of(_ text: String) -> String {
        guard text.utf8.contains(where: needsCare) else { return text }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 32)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            case UInt8(ascii: "'"): bytes += "&#39;".utf8
            case 0x00...0x08, 0x0B...0x1F, 0x7F: break
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func needsCare(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
        case 0x00...0x08, 0x0B...0x1F, 0x7F: true
        default: false
        }
    }
}
