/// Wording as printed, cut by Unicode scalars so that each part can be handed back unchanged.
struct PrintedText {
    let text: String
    private let scalars: [Unicode.Scalar]

    init(_ text: String) {
        self.text = text
        scalars = Array(text.unicodeScalars)
    }

    var count: Int { scalars.count }

    /// Without white space at either end; nil where nothing is left.
    func trimmed(_ range: Range<Int>) -> String? {
        cut(range) { $0.properties.isWhitespace || Self.unseen.contains($0) }
    }

    /// Without the white space and marks that separate parts of a cell.
    func piece(_ range: Range<Int>) -> String? {
        cut(range) { scalar in
            switch scalar {
            case ",", ";", ".", ":", "&", "\u{2022}", "\u{25CF}", "|": true
            default:
                scalar.properties.isWhitespace || scalar.properties.generalCategory == .dashPunctuation
                    || Self.unseen.contains(scalar)
            }
        }
    }

    /// Marks without width that files carry at either end of a cell.
    private static let unseen: Set<Unicode.Scalar> = ["\u{200B}", "\u{200E}", "\u{200F}", "\u{2060}", "\u{FEFF}"]

    /// A part on one line: every run of white space is one space.
    func line(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        var hasSpace = false
        for scalar in scalars[range] {
            if scalar.properties.isWhitespace {
                hasSpace = true
            } else {
                if hasSpace, !view.isEmpty { view.append(" ") }
                hasSpace = false
                view.append(scalar)
            }
        }
        return String(view)
    }

    private func cut(_ range: Range<Int>, isSeparator: (Unicode.Scalar) -> Bool) -> String? {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isSeparator(scalars[start]) { start += 1 }
        while end > start, isSeparator(scalars[end - 1]) { end -= 1 }
        guard start < end else { return nil }
        return TimescaleScanner.string(scalars[start..<end])
    }
}
