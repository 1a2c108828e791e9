/// Reads `application/x-www-form-urlencoded`: a query string or a submitted form.
///
/// A pure function over bytes. What is not percent-encoded properly is kept as it stands: people paste addresses.
enum URLEncodedReader {
    /// More fields than any page of ours sends.
    static let fieldLimit = 12_000

    /// - Throws: `FormFault.tooManyFields`.
    static func read(_ bytes: some Collection<UInt8>, limit: Int = fieldLimit) throws(FormFault) -> FormFields {
        var fields: [FormFields.Field] = []
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            guard fields.count < limit else { throw .tooManyFields(limit: limit) }
            let name: String
            let value: String
            if let equals = pair.firstIndex(of: UInt8(ascii: "=")) {
                name = decode(pair[..<equals])
                value = decode(pair[pair.index(after: equals)...])
            } else {
                name = decode(pair)
                value = ""
            }
            guard !name.isEmpty else { continue }
            fields.append(.init(name: name, value: value))
        }
        return FormFields(fields)
    }

    static func read(_ text: String, limit: Int = fieldLimit) throws(FormFault) -> FormFields {
        try read(Array(text.utf8), limit: limit)
    }

    private static func decode(_ bytes: some Collection<UInt8>) -> String {
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index != bytes.endIndex {
            let byte = bytes[index]
            index = bytes.index(after: index)
            if byte == UInt8(ascii: "+") {
                plain.append(0x20)
            } else if byte == UInt8(ascii: "%"), let (value, next) = hexPair(bytes, at: index) {
                plain.append(value)
                index = next
            } else {
                plain.append(byte)
            }
        }
        return FormFields.text(plain)
    }

    private static func hexPair<Bytes: Collection<UInt8>>(
        _ bytes: Bytes, at index: Bytes.Index
    ) -> (UInt8, Bytes.Index)? {
        guard index != bytes.endIndex, let high = digit(bytes[index]) else { return nil }
        let second = bytes.index(after: index)
        guard second != bytes.endIndex, let low = digit(bytes[second]) else { return nil }
        return (high << 4 | low, bytes.index(after: second))
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

/// Writes a query string: the address of a view is made of nothing else.
enum QueryWriter {
    static func write(_ fields: [(name: String, value: String)]) -> String {
        fields.filter { !$0.value.isEmpty }
            .map { "\(encode($0.name))=\(encode($0.value))" }
            .joined(separator: "&")
    }

    /// Percent-encodes everything but letters, digits and `-._~`.
    static func encode(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
            default: bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
