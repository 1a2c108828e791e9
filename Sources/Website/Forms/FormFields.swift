/// The fields of a submitted form, in the order they came: names and values as text, nothing decided.
///
/// Line ends are `\n`, control characters are dropped and broken UTF-8 is repaired, so that no later room meets them.
struct FormFields: Sendable, Equatable {
    struct Field: Sendable, Equatable {
        let name: String
        let value: String
    }

    private(set) var fields: [Field] = []

    init(_ fields: [Field] = []) { self.fields = fields }

    /// The first value of a name, without white space around it; empty when the form did not hold it.
    subscript(_ name: String) -> String {
        fields.first { $0.name == name }.map { FormFields.trimmed($0.value) } ?? ""
    }

    /// The first value exactly as typed: for passwords, where every space counts.
    func exact(_ name: String) -> String { fields.first { $0.name == name }?.value ?? "" }

    /// Every value of a name: tick boxes.
    func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map { FormFields.trimmed($0.value) } }

    func holds(_ name: String) -> Bool { fields.contains { $0.name == name } }

    /// Every field whose name begins so, with the rest of its name: `answer-17` under `answer-` is `17`.
    func beginning(_ prefix: String) -> [(rest: String, value: String)] {
        fields.compactMap { field in
            guard field.name.hasPrefix(prefix) else { return nil }
            return (String(field.name.dropFirst(prefix.count)), FormFields.trimmed(field.value))
        }
    }

    mutating func add(_ name: String, _ value: String) { fields.append(Field(name: name, value: value)) }

    /// A value without white space around it.
    static func trimmed(_ text: String) -> String {
        let isSpace: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace || $0 == "\u{FEFF}" }
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isSpace($0) }),
            let last = scalars.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(scalars[first...last])
    }

    /// Text from bytes as they came: UTF-8 repaired, `\r\n` and `\r` folded to `\n`, other control characters left out.
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        var clean: [UInt8] = []
        clean.reserveCapacity(bytes.underestimatedCount)
        var afterReturn = false
        for byte in bytes {
            switch byte {
            case 0x0D: clean.append(0x0A)
            case 0x0A: if !afterReturn { clean.append(0x0A) }
            case 0x09, 0x20...0x7E, 0x80...0xFF: clean.append(byte)
            default: break
            }
            afterReturn = byte == 0x0D
        }
        return String(decoding: clean, as: UTF8.self)
    }
}

/// Why a submitted form could not be read at all. None of these comes from a browser that shows our pages.
enum FormFault: Error, Equatable {
    case tooManyFields(limit: Int)
    case notAForm
    case tooLarge(limit: Int)
    case brokenMultipart
    /// The connection ended, or what it sent was no request any more, in the middle of the form.
    case brokenOff
}
