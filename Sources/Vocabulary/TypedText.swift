/// A text as somebody typed it, measured against what a field takes.
///
/// Length is counted in Unicode scalars, so that a text cannot hide thousands of marks behind one letter.
public struct TypedText: Hashable, Sendable {
    /// What a field takes.
    public enum Kind: Hashable, Sendable {
        /// One line: a title, a name.
        case line
        /// Several lines: a note, a reason.
        case paragraphs
    }

    /// What is wrong with it.
    public enum Fault: Hashable, Sendable {
        case missing
        case tooLong(length: Int, limit: Int)
        /// A character that cannot be printed, such as a null.
        case unprintable
    }

    /// Without the spaces and line breaks around it.
    public let text: String
    public let fault: Fault?

    public init(_ typed: String, upTo limit: Int, _ kind: Kind = .paragraphs, required: Bool = true) {
        let scalars = typed.unicodeScalars
        let isBlank: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace }
        guard let first = scalars.firstIndex(where: { !isBlank($0) }),
            let last = scalars.lastIndex(where: { !isBlank($0) })
        else {
            text = ""
            fault = required ? .missing : nil
            return
        }
        text = String(scalars[first...last])
        let length = text.unicodeScalars.count
        if length > limit {
            fault = .tooLong(length: length, limit: limit)
        } else if text.unicodeScalars.contains(where: { Self.isUnprintable($0, kind) }) {
            fault = .unprintable
        } else {
            fault = nil
        }
    }

    public var isEmpty: Bool { text.isEmpty }

    private static func isUnprintable(_ scalar: Unicode.Scalar, _ kind: Kind) -> Bool {
        switch scalar {
        case "\n", "\r", "\t": kind == .line
        default: scalar.properties.generalCategory == .control
        }
    }
}

extension TypedText.Fault {
    /// The fault as a sentence about a named thing: "Enter the reason.", "Shorten the note to 4,000 characters ...".
    public func words(_ field: String, _ name: String) -> RefusalWords {
        switch self {
        case .missing:
            RefusalWords("\(field)-missing", field: field, "Enter \(name).")
        case .tooLong(let length, let limit):
            RefusalWords(
                "\(field)-too-long", field: field,
                "Shorten \(name) to \(limit.printed) characters or fewer; it has \(length.printed).")
        case .unprintable:
            RefusalWords(
                "\(field)-unprintable", field: field,
                "Type \(name) again without control characters; it holds one that cannot be printed.")
        }
    }
}

extension Int {
    /// With commas between thousands: "12,345".
    public var printed: String {
        let digits = Array(String(magnitude))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return self < 0 ? "\u{2212}" + text : text
    }

    /// "1 day", "34 days".
    public func counted(_ singular: String, _ plural: String? = nil) -> String {
        "\(printed) \(self == 1 ? singular : plural ?? singular + "s")"
    }
}
