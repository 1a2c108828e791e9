import ActionPlans
import Frameworks
import Tables
import Vocabulary

/// Goes through a document once, from top to bottom, and reads each table and list of milestones it meets.
struct DocumentWalk {
    private let reading: Reading
    private let guess: ColumnGuess
    private let choices: ReadingChoices
    private let outline: Outline
    private var trail: HeadingTrail
    private var rows: RowReading?
    /// Meanings a person confirmed for the columns of the plan being read, which hold for its next pages too.
    private var confirmed: [Int: ColumnReading] = [:]
    private let isOnlyTable: Bool

    init(_ reading: Reading, guess: ColumnGuess, choices: ReadingChoices, outline: Outline, title: DocumentTitle) {
        self.reading = reading
        self.guess = guess
        self.choices = choices
        self.outline = outline
        reading.title = title.text
        reading.ragged = Set(outline.problems.filter { $0.code == "ragged-row" }.map(\.place.line))
        trail = HeadingTrail(title: title.heading, takesLines: !outline.marksHeadings)
        isOnlyTable = outline.tables.count == 1
    }

    mutating func read() {
        let lists = PairList.runs(in: outline.parts, reading.deadlines)
        var index = 0
        while index < outline.parts.count {
            if let list = lists[index] {
                finish()
                let levels = trail.levels()
                for pair in list.pairs { PairList.action(pair, under: levels, reading) }
                for part in outline.parts[index..<list.end] { trail.pass(part) }
                index = list.end
                continue
            }
            if case .table(let table) = outline.parts[index] { read(table) }
            trail.pass(outline.parts[index])
            index += 1
        }
        finish()
    }

    private mutating func finish() {
        rows?.finish()
        rows = nil
        confirmed = [:]
    }

    private mutating func read(_ table: SourceTable) {
        let chosen = chosen(for: table)
        if let header = HeaderRow.find(in: table, guess) {
            let inherited = chosen.merging(inheritable(header)) { own, _ in own }
                .merging(remembered(header)) { own, _ in own }
            let shaping = TableShaping(
                table: table, header: header, confirmed: inherited, isOnlyTable: isOnlyTable || !chosen.isEmpty,
                deadlines: reading.deadlines)
            guard let plan = shaping.plan() else { return leave(table) }
            leaveRowsAbove(plan, of: table)
            return take(table, plan, confirmed: inherited)
        }
        if chosen.isEmpty, let plan = rows?.table, HeaderlessTable.continues(table, plan, reading.deadlines) {
            return take(table, plan.withoutHeader(), confirmed: confirmed)
        }
        guard let plan = HeaderlessTable.plan(table, reading.deadlines, confirmed: chosen) else { return leave(table) }
        if plan.columns.count > 2 {
            let found =
                plan.firstRow > 0 ? "None of the headings of this table is known" : "This table has no header row"
            reading.warn(
                "no-header", at: table.sheet.place,
                "\(found); its columns were guessed from what they hold. Check them.")
        }
        take(table, plan, confirmed: chosen)
    }

    private func chosen(for table: SourceTable) -> [Int: ColumnReading] {
        var meanings: [Int: ColumnReading] = [:]
        for choice in choices.columns where choice.table == table.number {
            meanings[choice.column - 1] = choice.meaning
        }
        return meanings
    }

    /// What this sender's headings meant before. One that stands over two columns of the table says of neither.
    private func remembered(_ header: HeaderRow) -> [Int: ColumnReading] {
        guard !choices.remembered.isEmpty else { return [:] }
        let keys = header.headings.map(RememberedHeading.key)
        var meanings: [Int: ColumnReading] = [:]
        for known in choices.remembered {
            let columns = keys.indices.filter { keys[$0] == known.heading }
            if columns.count == 1 { meanings[columns[0]] = known.meaning }
        }
        return meanings
    }

    /// Confirmed meanings pass to the next page where the headings are the same.
    private func inheritable(_ header: HeaderRow) -> [Int: ColumnReading] {
        guard let before = rows?.table, !confirmed.isEmpty, before.columns.count == header.headings.count else {
            return [:]
        }
        let same = zip(before.columns, header.headings).allSatisfy { Folding.key($0.heading ?? "") == Folding.key($1) }
        return same ? confirmed : [:]
    }

    private mutating func take(_ table: SourceTable, _ plan: PlanTable, confirmed: [Int: ColumnReading]) {
        list(plan, of: table)
        let levels = trail.levels(grid: plan.isGrid, caption: table.sheet.name)
        if rows != nil, rows?.table.continues(plan) == true {
            rows?.goOn(plan, under: levels)
        } else {
            finish()
            rows = RowReading(reading, plan, under: levels, guess: guess)
        }
        self.confirmed = confirmed
        rows?.read(table)
    }

    private func list(_ plan: PlanTable, of table: SourceTable) {
        for column in plan.columns {
            reading.columns.append(
                ReadColumn(
                    table: table.number, column: column.index + 1, heading: column.heading, meaning: column.reading))
            guard let heading = column.heading, column.isGuessed, plan.firstRow > 0 else { continue }
            if column.reading != ColumnReading(.notes), !isListed(heading) {
                var place = table.sheet.place
                place.column = column.index + 1
                reading.warn(
                    "column-guessed", at: place,
                    "The column “\(heading.beginning(60))” was taken for \(column.reading). Confirm it or choose another meaning."
                )
            }
        }
    }

    /// Whether a column of the same heading was listed for an earlier table, and so was warned of already.
    private func isListed(_ heading: String) -> Bool {
        reading.columns.dropLast().contains { $0.heading == heading }
    }

    private func leave(_ table: SourceTable) {
        let reason =
            isOnlyTable
            ? "No row with the headings of a plan was found: an action, and its lead, deadline or measure."
            : "This table has no column for what is to be done with a lead, a deadline or a measure beside it."
        reading.leave(table.beginning, at: table.sheet.place, because: reason)
    }

    private func leaveRowsAbove(_ plan: PlanTable, of table: SourceTable) {
        for (index, row) in table.rows.prefix(plan.firstRow - plan.headerKeys.count).enumerated()
        where !row.isBlank && index != plan.rowAbove {
            if reading.title == nil, reading.actions.isEmpty, let only = row.onlyColumn {
                reading.title = row.text(only).replacing("\n", with: " ")
                continue
            }
            reading.leave(row, because: "The row stands above the header of the table.")
        }
    }
}

extension PlanTable {
    /// The same columns for a page that prints no header.
    func withoutHeader() -> PlanTable {
        var table = self
        table.firstRow = 0
        table.rowAbove = nil
        table.columns = columns.map {
            PlanColumn(index: $0.index, heading: $0.heading, reading: $0.reading, part: $0.part)
        }
        return table
    }
}
