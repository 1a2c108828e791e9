/// A table of plain text for a terminal: columns as wide as their widest cell, numbers to the right.
struct PlainTable {
    private var rows: [[String]]
    private let right: Set<Int>
    /// The first column is cut to this many characters.
    private let widest: Int

    init(_ heading: [String], right: Set<Int> = [], widest: Int = 60) {
        self.right = right
        self.widest = widest
        rows = []
        add(heading)
    }

    /// - Parameter indent: how deep the first cell stands below the one before.
    mutating func add(_ row: [String], indent: Int = 0) {
        rows.append(
            row.enumerated().map { column, cell in
                column == 0 ? String(repeating: "  ", count: indent) + cut(cell) : cut(cell)
            })
    }

    var text: String {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
        return rows.map { row in
            var line = row.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - cell.count)
                return right.contains(column) ? space + cell : cell + space
            }.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }

    /// One line, without the controls a terminal would obey.
    private func cut(_ text: String) -> String {
        let clean = PlainTable.line(text)
        return clean.count > widest ? clean.prefix(widest - 1) + "…" : clean
    }

    /// A text on one line: breaks become spaces, and characters a terminal would obey are left out.
    static func line(_ text: String) -> String {
        var words = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator:
                if scalar.properties.isWhitespace { words.append(" ") }
            case .format: continue
            default: words.unicodeScalars.append(scalar)
            }
        }
        return words.split(separator: " ").joined(separator: " ")
    }
}
