import Mustache

/// Makes text safe inside HTML, in elements and in quoted attributes alike.
///
/// Works on bytes. The library's own escaping goes by `Character` and lets a quotation mark through when a combining
/// mark follows it, since the two are one `Character`; a browser still sees the quotation mark.
struct PageText: MustacheContentType {
    /// The name templates are parsed under; see `Pages`.
    static let name = "PAGE"

    func escapeText(_ text: String) -> String { PageText.escaped(text) }

    static func escaped(_ text: String) -> String {
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
