import Tables
public import Vocabulary

/// An analyst's CSV file as columns of text under the names of its first row.
public struct AnalysisTable: Sendable {
    public let names: [String]
    /// Column after column; all of one length.
    let columns: [[String]]
    /// The row of the file, its header counted, of each record.
    let rowNumbers: [Int]
    /// What the reader of the file could not take.
    public let problems: [Problem]

    public var count: Int { rowNumbers.count }

    /// The largest file an analyst may hand in, in bytes.
    public static let largestFile = 200 * 1024 * 1024
    /// Its header counted; a longer one is refused.
    private static let caps = TableCaps(rows: 4_000_001, cells: 40_000_000)

    /// - Throws: `AnalysisProblems` when there is no header, no record, or the file is not a table.
    public init(csv bytes: [UInt8], name: String) throws(AnalysisProblems) {
        var names: [String]?
        var columns: [[String]] = []
        var rowNumbers: [Int] = []
        var problems: [Problem] = []
        var tables = 0
        DocumentReader.read(bytes, name: name, kind: .csv, caps: Self.caps) { block in
            switch block {
            case .sheet: tables += 1
            case .problem(let problem): problems.append(problem)
            case .row(let row) where tables <= 1:
                let cells = row.cells.map { TrimmedText.of($0.text) }
                guard let known = names else {
                    names = cells
                    columns = cells.map { _ in [] }
                    return
                }
                guard cells.contains(where: { !$0.isEmpty }) else { return }
                for column in known.indices { columns[column].append(column < cells.count ? cells[column] : "") }
                rowNumbers.append(row.place.row ?? rowNumbers.count + 2)
            default: break
            }
        }
        // A table that was cut would give figures of a part as if they were of the whole.
        let cut = problems.filter { $0.severity == .error && ($0.code == "too-many-rows" || rowNumbers.isEmpty) }
        if let refused = cut.first { throw AnalysisProblems([refused]) }
        guard let names, !rowNumbers.isEmpty else {
            throw AnalysisProblems(
                "no-table",
                "\(name) holds no table. Give a CSV file: names of columns in its first line, a record in each line below."
            )
        }
        self.names = names
        self.columns = columns
        self.rowNumbers = rowNumbers
        self.problems = problems
    }

    /// The place of a column: by its name as written, else without regard to case.
    func place(of name: String) -> Int? {
        if let exact = names.firstIndex(of: name) { return exact }
        let folded = names.indices.filter { names[$0].lowercased() == name.lowercased() }
        return folded.count == 1 ? folded[0] : nil
    }
}

/// White space at both ends taken off.
enum TrimmedText {
    static func of(_ text: String) -> String {
        if let first = text.utf8.first, let last = text.utf8.last, isLetter(first), isLetter(last) { return text }
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
            first.properties.isWhitespace || last.properties.isWhitespace
        else { return text }
        let scalars = text.unicodeScalars.drop { $0.properties.isWhitespace }
        let end = scalars.lastIndex { !$0.properties.isWhitespace }
        return end.map { String(scalars[...$0]) } ?? ""
    }

    /// A character of one byte that is no white space.
    private static func isLetter(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F }
}
