package import Vocabulary

/// Numbers tables and rows, holds to the caps, and passes blocks on in reading order.
///
/// The problems of a table follow its last row, so that a table's rows stand together.
package struct BlockCollector {
    private let pass: (Block) -> Void
    private var table = 0
    private var row = 0
    private var inTable = false
    private var held: [Problem] = []
    private var listed: [String: Int] = [:]
    private var rows = 0
    private var cells = 0
    package private(set) var isFull = false
    /// Set by documents with page marks.
    package var page: Int?
    /// Set by workbooks: the sheet that is read.
    package var sheet: String?

    private let caps: TableCaps

    package init(_ pass: @escaping (Block) -> Void, caps: TableCaps = .document) {
        self.pass = pass
        self.caps = caps
    }

    package mutating func heading(level: Int, _ text: String, line: Int?, row: Int? = nil) {
        guard !text.isEmpty else { return }
        endTable()
        let place = Place(sheet: sheet, page: page, line: line, row: row)
        pass(.heading(Heading(level: level, text: text, place: place)))
    }

    package mutating func paragraph(_ text: String, isListItem: Bool = false, line: Int?, row: Int? = nil) {
        guard !text.isEmpty else { return }
        endTable()
        let place = Place(sheet: sheet, page: page, line: line, row: row)
        pass(.paragraph(Paragraph(text: text, isListItem: isListItem, place: place)))
    }

    package mutating func beginTable(name: String? = nil, line: Int?) {
        endTable()
        table += 1
        row = 0
        inTable = true
        pass(.sheet(Sheet(name: name, place: Place(sheet: sheet, page: page, table: table, line: line))))
    }

    /// - Parameter number: the number of the row in its sheet; counted from the beginning of the table where nil.
    package mutating func addRow(_ found: [Cell], line: Int?, number: Int? = nil, isHeader: Bool = false) {
        // A line of marks alone has no cell, and is no row.
        guard !isFull, !found.isEmpty else { return }
        guard rows < caps.rows, cells + found.count <= caps.cells else {
            isFull = true
            problem(
                .error, "too-many-rows", line: line,
                "Reading stopped at \(line.map { "line \($0)" } ?? "row \(number ?? row)"): the file has more than \(caps.rows) rows or \(caps.cells) cells. Split it and send the parts."
            )
            return
        }
        row = number ?? row + 1
        rows += 1
        cells += found.count
        let place = Place(sheet: sheet, page: page, table: table, line: line, row: row)
        pass(.row(Row(cells: capped(found, at: place), place: place, isHeader: isHeader)))
    }

    /// Which row of the open table a problem is about.
    package enum RowOfProblem { case current, none, number(Int) }

    /// A problem at a line, and a column if it has one; the table is known here.
    package mutating func problem(
        _ severity: Problem.Severity, _ code: String, line: Int?, row which: RowOfProblem = .current,
        column: Int? = nil, _ message: String
    ) {
        let place =
            inTable
            ? Place(sheet: sheet, page: page, table: table, line: line, row: number(of: which), column: column)
            : Place(sheet: sheet, page: page, line: line)
        report(Problem(place: place, severity: severity, code: code, message: message))
    }

    private func number(of which: RowOfProblem) -> Int? {
        switch which {
        case .current: row
        case .none: nil
        case .number(let number): number
        }
    }

    package mutating func report(_ problem: Problem) {
        listed[problem.code, default: 0] += 1
        guard listed[problem.code, default: 0] <= ReadingLimits.problemsOfOneCode else { return }
        if inTable { held.append(problem) } else { pass(.problem(problem)) }
    }

    package mutating func endTable() {
        inTable = false
        for problem in held { pass(.problem(problem)) }
        held = []
    }

    package mutating func finish() {
        endTable()
        for (code, count) in listed.sorted(by: { $0.key < $1.key }) where count > ReadingLimits.problemsOfOneCode {
            let more = count - ReadingLimits.problemsOfOneCode
            pass(
                .problem(
                    Problem(
                        place: Place(), severity: .warning, code: "more-problems",
                        message:
                            "\(more) more problems of the kind \"\(code)\" are not listed one by one. Mend those listed and read the file again."
                    )))
        }
    }

    private mutating func capped(_ found: [Cell], at place: Place) -> [Cell] {
        let longest = ReadingLimits.cellCharacters
        guard found.count > ReadingLimits.columns || found.contains(where: { $0.text.utf8.count > longest }) else {
            return found
        }
        var kept = Array(found.prefix(ReadingLimits.columns))
        if found.count > kept.count {
            problem(
                .error, "too-many-columns", line: place.line,
                "Row \(row) has \(found.count) columns; only the first \(ReadingLimits.columns) were read. Check the separators of this row."
            )
        }
        for column in kept.indices where kept[column].text.utf8.count > longest {
            let scalars = kept[column].text.unicodeScalars
            guard scalars.count > longest else { continue }
            kept[column].text = String(String.UnicodeScalarView(scalars.prefix(longest)))
            problem(
                .error, "cell-too-long", line: place.line, column: column + 1,
                "A cell has more than \(longest) characters; only the first \(longest) were read. Check for a missing closing quotation mark, or shorten the cell."
            )
        }
        return kept
    }
}
