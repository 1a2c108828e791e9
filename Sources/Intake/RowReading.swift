import ActionPlans
import Frameworks
import Tables
import Vocabulary

/// Reads the rows of plan tables one after another, across page breaks, and makes actions of them.
struct RowReading {
    private let reading: Reading
    private(set) var table: PlanTable
    private var carrying = Carrying()
    private var pending: PendingAction?
    private var above = WordingAbove()
    private var numbersInText = false
    /// Columns of levels in which a cell alone in its row words the level itself, for the rows below it.
    private var columnsOfTheirOwn: Set<Int> = []
    /// Whether rows of one cell were seen to stand above the level of their column.
    private var rowsStandAbove = false
    private let guess: ColumnGuess
    /// The texts of the row above, for the cells merged with it.
    private var merged: [String] = []

    init(_ reading: Reading, _ table: PlanTable, under headings: [PlanLevel], guess: ColumnGuess) {
        self.reading = reading
        self.table = table
        self.guess = guess
        carrying.headings = headings
    }

    /// Goes on with another table of the same columns; what was carried stands while the heading stays the same.
    mutating func goOn(_ table: PlanTable, under headings: [PlanLevel]) {
        if headings != carrying.headings {
            finishAction()
            carrying.startAgain(under: headings)
            settleUnused()
        }
        self.table = table
    }

    mutating func read(_ source: SourceTable) {
        numbersInText = numbersInText || hasNumbersInText(source)
        lookAtRowsOfOneCell(source)
        if let above = table.rowAbove, let column = source.rows[above].onlyColumn {
            enterLevel(source.rows[above], min(column, table.text))
        }
        for (index, row) in source.rows.enumerated() where index >= table.firstRow {
            read(withMergedTexts(row))
        }
    }

    /// A cell merged over several rows speaks for each of them: lead, deadline, measure. Levels carry down by
    /// themselves, and below a merged action stand only more of its cells.
    private mutating func withMergedTexts(_ row: Row) -> Row {
        defer {
            merged = row.cells.indices.map { column in
                row.cells[column].isMerged && column < merged.count ? merged[column] : row.cells[column].text
            }
        }
        guard row.cells.contains(where: \.isMerged), !row.text(table.text).isEmpty else { return row }
        var row = row
        for column in table.columns where column.level == nil && column.index < min(row.cells.count, merged.count) {
            if row.cells[column.index].isMerged { row.cells[column.index].text = merged[column.index] }
        }
        return row
    }

    /// A cell alone in a column of levels is that level where the rows below leave the column empty; where they word a
    /// level of their own, the cell stands above it.
    private mutating func lookAtRowsOfOneCell(_ source: SourceTable) {
        var empty: Set<Int> = []
        for (index, row) in source.rows.enumerated().dropFirst(table.firstRow) {
            guard let column = row.onlyColumn, column < table.columns.count, table.columns[column].level != nil,
                let next = source.rows[(index + 1)...].first(where: { !$0.isBlank })
            else { continue }
            if next.text(column).isEmpty {
                empty.insert(column)
            } else if next.onlyColumn == nil {
                rowsStandAbove = true
            }
        }
        columnsOfTheirOwn = rowsStandAbove ? [] : empty
    }

    /// Ends the plan: the last action is made, and levels without actions are named.
    mutating func finish() {
        finishAction()
        carrying.dropAll()
        settleUnused()
    }

    private mutating func finishAction() {
        guard let action = pending else { return }
        pending = nil
        ActionMaking(reading: reading, table: table, numbersInText: numbersInText).make(action, &above)
    }

    private func hasNumbersInText(_ source: SourceTable) -> Bool {
        guard table.number == nil else { return false }
        var filled = 0
        var numbered = 0
        for row in source.rows.dropFirst(table.firstRow) where !row.text(table.text).isEmpty {
            filled += 1
            if PrintedNumber.split(row.text(table.text)) != nil { numbered += 1 }
        }
        return numbered > 0 && numbered * 2 >= filled
    }

    // MARK: One row

    private mutating func read(_ row: Row) {
        if row.isBlank || repeatsHeader(row) { return }
        if let reason = RowSorting.reasonToLeave(row) { return reading.leave(row, because: reason) }
        if let column = row.onlyColumn { return readOnly(row, column) }
        let text = row.text(table.text)
        if text.isEmpty { return readWithoutText(row) }
        if goesOn(row, text) { return join(row) }
        if isNumberedLevel(row) { return enterLevel(row, table.text) }
        begin(row)
    }

    /// A header printed again on a new page, also with a heading worded a little differently.
    private func repeatsHeader(_ row: Row) -> Bool {
        let filled = row.filled
        guard filled.count >= 2, !table.headerKeys.isEmpty, filled.allSatisfy({ row.cells[$0].text.utf8.count <= 80 })
        else { return false }
        let keys = filled.map { Folding.key(row.cells[$0].text) }
        for line in table.headerKeys {
            let same = zip(filled, keys).count { column, key in column < line.count && line[column] == key }
            if same == filled.count { return true }
            if same * 2 >= filled.count, same >= 2,
                filled.allSatisfy({ guess.guess(row.cells[$0].text).certainty == .whole })
            {
                return true
            }
        }
        return namesColumnsAgain(row, filled)
    }

    /// "Reference | Actions | Lead person" over columns headed "Ref | Action | Lead": other words for the same columns.
    private func namesColumnsAgain(_ row: Row, _ filled: [Int]) -> Bool {
        guard filled.count * 2 >= table.columns.count(where: { $0.heading != nil }) else { return false }
        let guesses = filled.map { guess.guess(row.cells[$0].text) }
        guard guesses.allSatisfy({ $0.certainty == .whole }) else { return false }
        let same = zip(filled, guesses).count { column, guess in
            column < table.columns.count && table.columns[column].reading == guess.reading
        }
        return same >= 2 && same * 2 >= filled.count
    }

    private mutating func readOnly(_ row: Row, _ column: Int) {
        let cell = row.cells[column]
        guard column < table.columns.count else { return leaveExtra(row, column) }
        if table.columns[column].holds(.number), PrintedNumber.isNumber(cell.text), column != table.text {
            return reading.leave(row, because: "The row has a number and no words.")
        }
        let isFirst = row.cells[..<column].allSatisfy(\.isEmpty) && column <= table.text
        let mayBeLevel = column == table.text || table.columns[column].level != nil || column == 0 || isFirst
        if !mayBeLevel || RowSorting.beginsMidSentence(cell.text) || goesOnUnfinished(cell.text, column) {
            if pending != nil { return join(row) }
            if !mayBeLevel { return reading.leave(row, because: "The row says nothing of what is to be done.") }
        }
        if cell.text.utf8.count > 400 {
            return reading.leave(row, because: "A passage of text across the table is not an action.")
        }
        if column == table.text, isActionAlone(cell) { return begin(row) }
        enterLevel(row, column)
    }

    /// A cell of text alone is an action, not a heading, in a grid, and where the levels have columns of their own.
    private func isActionAlone(_ cell: Cell) -> Bool {
        if table.isGrid { return !cell.isBold }
        if numbersInText, PrintedNumber.split(cell.text) != nil { return true }
        let hasLevelBefore = table.levels.contains { $0.index < table.text }
        let letters = cell.text.filter(\.isLetter)
        return hasLevelBefore && !cell.isBold && !letters.allSatisfy(\.isUppercase)
    }

    private mutating func enterLevel(_ row: Row, _ column: Int) {
        finishAction()
        let cell = row.cells[column]
        let place = row.place(column: column)
        let kind = carrying.levelOfRow(in: table)
        let numbers = table.columns[column].level.flatMap { table.levelNumber(of: $0) } ?? table.number
        let number = numbers.flatMap { $0 == column ? nil : PrintedNumber.cleaned(row.text($0)) }
        let isOwn = table.columns[column].level?.rawValue == kind.rawValue || columnsOfTheirOwn.contains(column)
        if carrying.rows.isEmpty, isOwn {
            return carrying.take(cell.text, number: number, column: column, place: place, in: table)
        }
        let text = number.map { "\($0). \(cell.text)" } ?? cell.text
        var level = RowLevel(text, isBold: cell.isBold, place: place)
        if column == table.text, level.look.isPlain, Folding.words(text).count >= 2 { level.row = row }
        carrying.enter(level, in: table)
        settleUnused()
    }

    /// A heading row with nothing below it is left and named; a plain one in the column of actions is an action.
    private mutating func settleUnused() {
        for level in carrying.takeUnused() {
            guard let row = level.row else {
                reading.leave(level.text, at: level.place, because: "No action stands under this heading row.")
                continue
            }
            let texts = (0..<table.columns.count).map { row.text($0) }
            let action = PendingAction(texts: texts, path: level.path, place: row.place, number: nil)
            ActionMaking(reading: reading, table: table, numbersInText: numbersInText).make(action, &above)
        }
    }

    /// "1 | PREVENTION | | |": a number and a heading, and nothing else.
    private func isNumberedLevel(_ row: Row) -> Bool {
        guard let number = table.number, !table.isGrid, row.filled == [number, table.text].sorted() else {
            return false
        }
        let letters = row.text(table.text).filter(\.isLetter)
        return row.cells[table.text].isBold || (letters.count > 3 && letters.allSatisfy(\.isUppercase))
    }

    private mutating func readWithoutText(_ row: Row) {
        let levels = table.levels.filter { !row.text($0.index).isEmpty }
        let says: (PlanColumn) -> Bool = { $0.level == nil && !$0.holds(.number) && !row.text($0.index).isEmpty }
        let others = table.columns.contains(where: says)
        if let finest = levels.last {
            if !others {
                if levels.count == 1 { return enterLevel(row, finest.index) }
                leaveNumber(row)
                return carrying.take(row, in: table)
            }
            reading.warn(
                "empty-cell-row", at: row.place(column: table.text),
                "The row does not say what is to be done; the text of “\(finest.heading ?? "its first column")” was taken."
            )
            return begin(row, text: row.text(finest.index), without: finest.index)
        }
        if others, pending != nil { return join(row) }
        reading.leave(row, because: "The row says nothing of what is to be done.")
    }

    private func leaveNumber(_ row: Row) {
        guard let number = table.number, !row.text(number).isEmpty else { return }
        reading.leave(row.text(number), at: row.place(column: number), because: "The number stands beside no action.")
    }

    /// A row cut by a page break goes on with the action above it.
    private func goesOn(_ row: Row, _ text: String) -> Bool {
        guard pending != nil, !table.isGrid, RowSorting.beginsMidSentence(text) else { return false }
        let telling = table.columns.filter {
            $0.holds(.number) || $0.level != nil || $0.holds(.leads) || $0.holds(.timescale)
        }
        return telling.allSatisfy { $0.index == table.text || row.text($0.index).isEmpty }
    }

    private func goesOnUnfinished(_ text: String, _ column: Int) -> Bool {
        guard let before = pending?.texts[column].trimmed, let last = before.last, !before.isEmpty else { return false }
        return last == "," || last == ";" || last == ":" || before.hasSuffix(" and") || before.hasSuffix(" of")
    }

    private mutating func join(_ row: Row) {
        leaveExtras(row)
        var rest = row
        for column in table.columns where column.level != nil && column.index < rest.cells.count {
            let text = rest.cells[column.index].text
            guard !text.isEmpty else { continue }
            rest.cells[column.index].text = ""
            reading.leave(text, at: row.place(column: column.index), because: "No action stands beside it.")
        }
        pending?.join(rest, upTo: table.columns.count)
    }

    private mutating func begin(_ row: Row, text: String? = nil, without column: Int? = nil) {
        finishAction()
        leaveExtras(row)
        carrying.take(row, in: table)
        settleUnused()
        var texts = (0..<table.columns.count).map { row.text($0) }
        if let text { texts[table.text] = text }
        texts = carrying.leadingCells(texts, in: table)
        var path = carrying.path(in: table)
        let number = column == nil ? nil : path.removeLast().number
        pending = PendingAction(texts: texts, path: path, place: row.place, number: number)
    }

    private func leaveExtras(_ row: Row) {
        for column in row.filled where column >= table.columns.count { leaveExtra(row, column) }
    }

    private func leaveExtra(_ row: Row, _ column: Int) {
        let place = row.place(column: column)
        reading.leave(row.text(column), at: place, because: "The cell stands beyond the last column of the table.")
        reading.warnOfSurplus(
            "The row has more cells than the table has columns. Check where this one belongs.", at: place)
    }
}

/// An action whose row may still go on below.
struct PendingAction {
    /// One for each column of the table.
    var texts: [String]
    let path: [PlanLevel]
    let place: Place
    /// The number of the level whose words became the action.
    let number: String?

    mutating func join(_ row: Row, upTo width: Int) {
        for column in row.filled where column < width {
            let text = row.text(column)
            texts[column] = texts[column].isEmpty ? text : texts[column] + "\n" + text
        }
    }
}
