/// How wide a text is likely to stand, without a font at hand: the widths of Helvetica, which the fonts that drawings name
/// share, and generous guesses for every other script.
enum LetterWidths {
    /// Of a thousandth of the size of the letters, for the characters from space to tilde.
    private static let narrow: [Int] = [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
        556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667,
        556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556,
        556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722,
        500, 500, 500, 334, 260, 334, 584,
    ]

    static func width(_ text: some StringProtocol, size: Double, isBold: Bool = false) -> Double {
        var total = 0
        for scalar in text.unicodeScalars { total += width(scalar) }
        return Double(total) / 1000 * size * (isBold ? 1.09 : 1.02)
    }

    private static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x20...0x7E: narrow[Int(scalar.value) - 0x20]
        case 0x300...0x36F, 0x200B...0x200F: 0
        case 0x2026, 0x2014: 1000
        case 0x1100...0x11FF, 0x2E80...0xA4CF, 0xAC00...0xD7FF, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFFEF: 1000
        case 0x1F000...: 1250
        case 0xA0...0x24F: 640
        default: 720
        }
    }
}

/// Breaks a text into lines that fit a column.
enum LineBreaks {
    /// The lines, and whether words were left out: the last line ends with an ellipsis then.
    static func lines(
        _ text: String, width: Double, size: Double, isBold: Bool = false, limit: Int = .max
    ) -> (lines: [String], isCut: Bool) {
        var lines: [String] = []
        var line = ""
        func fits(_ text: some StringProtocol) -> Bool {
            LetterWidths.width(text, size: size, isBold: isBold) <= width
        }
        for word in text.split(whereSeparator: \.isWhitespace) {
            let longer = line.isEmpty ? String(word) : "\(line) \(word)"
            if fits(longer) {
                line = longer
                continue
            }
            if !line.isEmpty { lines.append(line) }
            line = ""
            // A word wider than the column is broken where it has to be.
            for letter in word {
                if !line.isEmpty, !fits(line + String(letter)) {
                    lines.append(line)
                    line = ""
                }
                line.append(letter)
            }
            if lines.count > limit { break }
        }
        if !line.isEmpty { lines.append(line) }
        guard lines.count > limit else { return (lines, false) }
        lines.removeSubrange(limit...)
        if let last = lines.popLast() { lines.append(shortened(last, fits)) }
        return (lines, true)
    }

    /// A text on one line, cut with an ellipsis where it does not fit.
    static func line(_ text: String, width: Double, size: Double) -> String {
        let broken = lines(text, width: width, size: size, limit: 1)
        return broken.lines.first ?? ""
    }

    private static func shortened(_ line: String, _ fits: (String) -> Bool) -> String {
        var line = line
        while !line.isEmpty, !fits(line + " …") { line.removeLast() }
        while line.last == " " { line.removeLast() }
        return line + " …"
    }
}
