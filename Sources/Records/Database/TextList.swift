/// A list of texts, some of them missing, in one column: a flat JSON array of strings and nulls, `["HO","CSP",null]`.
///
/// Written and read by hand because a page of 2,000 actions reads 6,000 of them. Any JSON reader reads it too.
enum TextList {
    static func written(_ items: [String?]) -> String {
        var bytes: [UInt8] = [0x5B]
        for (index, item) in items.enumerated() {
            if index > 0 { bytes.append(0x2C) }
            guard let item else {
                bytes.append(contentsOf: "null".utf8)
                continue
            }
            bytes.append(0x22)
            for byte in item.utf8 { append(byte, to: &bytes) }
            bytes.append(0x22)
        }
        bytes.append(0x5D)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func append(_ byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case 0x22, 0x5C: bytes += [0x5C, byte]
        case 0..<0x20:
            let digits = Array("0123456789abcdef".utf8)
            bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        default: bytes.append(byte)
        }
    }

    /// Nil for anything this does not write.
    static func read(_ text: String) -> [String?]? {
        var text = text
        return text.withUTF8 { read($0) }
    }

    private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> [String?]? {
        guard bytes.count >= 2, bytes[0] == 0x5B, bytes[bytes.count - 1] == 0x5D else { return nil }
        let end = bytes.count - 1
        var items: [String?] = []
        var index = 1
        while index < end {
            if bytes[index] == 0x22 {
                guard let (item, after) = string(bytes, from: index + 1, end: end) else { return nil }
                items.append(item)
                index = after
            } else {
                guard index + 4 <= end, bytes[index..<(index + 4)].elementsEqual("null".utf8) else { return nil }
                items.append(nil)
                index += 4
            }
            guard index < end else { break }
            guard bytes[index] == 0x2C, index + 1 < end else { return nil }
            index += 1
        }
        return items
    }

    private static func string(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, end: Int
    ) -> (String, after: Int)? {
        var index = start
        while index < end, bytes[index] != 0x22, bytes[index] != 0x5C { index += 1 }
        guard index < end else { return nil }
        if bytes[index] == 0x22 {
            return (String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self), index + 1)
        }
        var plain = Array(bytes[start..<index])
        while index < end {
            switch bytes[index] {
            case 0x22: return (String(decoding: plain, as: UTF8.self), index + 1)
            case 0x5C:
                guard index + 1 < end else { return nil }
                guard bytes[index + 1] == 0x75 else {
                    plain.append(bytes[index + 1])
                    index += 2
                    continue
                }
                guard index + 5 < end,
                    let code = UInt8(String(decoding: bytes[(index + 4)..<(index + 6)], as: UTF8.self), radix: 16)
                else { return nil }
                plain.append(code)
                index += 6
            default:
                plain.append(bytes[index])
                index += 1
            }
        }
        return nil
    }
}
