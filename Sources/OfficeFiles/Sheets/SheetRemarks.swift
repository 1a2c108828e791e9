import Vocabulary

/// What a person should look at in a sheet, in plain sentences.
struct SheetRemarks {
    private(set) var problems: [Problem] = []
    private let name: String

    init(_ lines: SheetLines) {
        name = lines.sheet.name
        let months = lines.sheet.remarks.filter { if case .monthShown = $0.kind { true } else { false } }
        if let first = months.first { addMonths(months.count, first) }
        for remark in lines.sheet.remarks { add(remark) }
        addCovered(lines.covered)
        addHiddenRows(lines)
        addHiddenColumns(lines)
    }

    private mutating func add(_ severity: Problem.Severity, _ code: String, _ row: Int?, _ column: Int?, _ text: String)
    {
        let place = Place(sheet: name, row: row, column: column.map { $0 + 1 })
        problems.append(Problem(place: place, severity: severity, code: code, message: text))
    }

    private mutating func add(_ remark: CellRemark) {
        let cell = CellReference(row: remark.row, column: remark.column).printed
        switch remark.kind {
        case .formula:
            add(
                .warning, "formula-without-result", remark.row, remark.column,
                "The formula in cell \(cell) has no result in the file; the cell was read as empty. Open the file in its own program, save it, and send it again."
            )
        case .fault(let fault):
            add(
                .warning, "formula-fault", remark.row, remark.column,
                "Cell \(cell) shows the error \(fault.shown) and was read as empty. Mend the formula, or type the value."
            )
        case .missingText:
            add(
                .error, "missing-text", remark.row, remark.column,
                "The text of cell \(cell) is missing from the file; the cell was read as empty. Open the file in its own program and save it once more."
            )
        case .noDay:
            add(
                .warning, "no-such-day", remark.row, remark.column,
                "Cell \(cell) is set as a date, and its number is no day of the calendar. Type the date again.")
        case .monthShown: return
        }
    }

    private mutating func addMonths(_ count: Int, _ first: CellRemark) {
        let cell = CellReference(row: first.row, column: first.column).printed
        let others = count > 1 ? " and \(count - 1) more" : ""
        add(
            .warning, "month-shown", first.row, first.column,
            "Cell \(cell)\(others) shows a month, and the file holds its first day: that day was read. Where the end of the month is meant, type the last day."
        )
    }

    private mutating func addCovered(_ covered: CoveredWords) {
        guard let first = covered.first else { return }
        let cell = CellReference(row: first.row, column: first.column).printed
        let more = covered.count - 1
        let others = more == 0 ? "" : more == 1 ? ", and so does 1 other cell" : ", and so do \(more) other cells"
        add(
            .warning, "covered-text", first.row, first.column,
            "Cell \(cell) lies under a merged cell and holds text that is not shown (“\(first.words.shown)”)\(others). Such text was left out. Undo the merging there if it belongs to the plan."
        )
    }

    private mutating func addHiddenRows(_ lines: SheetLines) {
        let hidden = Set(lines.sheet.hiddenRows)
        guard !hidden.isEmpty else { return }
        let rows = lines.lines.map(\.number).filter(hidden.contains)
        guard let first = rows.first else { return }
        let which =
            rows.count == 1 ? "Row \(first) is hidden" : "\(rows.count) rows are hidden, the first is row \(first)"
        add(
            .warning, "hidden-rows", first, nil,
            "\(which) in the sheet “\(name.shown)”; what they hold was read too. Delete it there if it does not belong to the plan."
        )
    }

    private mutating func addHiddenColumns(_ lines: SheetLines) {
        guard !lines.sheet.hiddenColumns.isEmpty else { return }
        var used = [Bool](repeating: false, count: SheetLimits.lastColumn)
        for at in lines.kept { used[Int(lines.sheet.cells[Int(at)].column)] = true }
        var found: Set<Int> = []
        for range in lines.sheet.hiddenColumns.prefix(1_000) {
            for column in range.clamped(to: 0...lines.width) where column < used.count && used[column] {
                found.insert(column)
            }
        }
        guard let first = found.min() else { return }
        let letters = CellReference.letters(first)
        let which =
            found.count == 1
            ? "Column \(letters) is hidden" : "\(found.count) columns are hidden, the first is \(letters)"
        add(
            .warning, "hidden-columns", nil, first,
            "\(which) in the sheet “\(name.shown)”; what they hold was read too. Delete it there if it does not belong to the plan."
        )
    }
}
