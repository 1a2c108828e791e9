import ActionPlans
import Frameworks
import Tables

/// A column of a plan table as it is read.
struct PlanColumn: Hashable {
    enum Part: Hashable {
        case whole
        /// The column gives the day work begins; another gives its end.
        case opens
        case due
        /// One month of a grid.
        case month
        /// The number of the level that another column words.
        case levelNumber
    }

    let index: Int
    /// As printed; nil where the column has none.
    let heading: String?
    var reading: ColumnReading
    var part = Part.whole
    /// Only a part of its heading is known: a person should look at it.
    var isGuessed = false

    func holds(_ meaning: ColumnMeaning) -> Bool { reading.holds(meaning) }

    /// The level the column gives, if it gives one.
    var level: ColumnMeaning? {
        guard let meaning = reading.meanings.first, [.aim, .objective, .task].contains(meaning) else { return nil }
        return meaning
    }
}

/// How the rows of a plan table are to be read: its columns, and where its rows begin.
struct PlanTable {
    var columns: [PlanColumn]
    /// The column that says what is to be done.
    var text: Int
    /// Rows before this one are title and header.
    var firstRow: Int
    /// A theme printed above the header, which stands for the rows below it.
    var rowAbove: Int?
    /// The header's lines, folded, to know them again on a new page; empty where the table has none.
    var headerKeys: [[String]]

    var isGrid: Bool { columns.contains { $0.part == .month } }
    var number: Int? { columns.firstIndex { $0.holds(.number) } }
    var timescales: [PlanColumn] { columns.filter { $0.holds(.timescale) && $0.part != .month } }
    /// Columns that give a level, from the highest to the finest.
    var levels: [PlanColumn] {
        let order: [ColumnMeaning] = [.aim, .objective, .task]
        let levels = columns.filter { $0.level != nil && $0.part != .levelNumber }
        return order.flatMap { meaning in levels.filter { $0.level == meaning } }
    }

    func levelNumber(of meaning: ColumnMeaning) -> Int? {
        columns.firstIndex { $0.part == .levelNumber && $0.level == meaning }
    }

    /// Whether two tables have the same columns, so that one goes on where the other stopped.
    func continues(_ other: PlanTable) -> Bool {
        columns.count == other.columns.count
            && zip(columns, other.columns).allSatisfy { $0.reading == $1.reading && $0.part == $1.part }
    }
}

/// Makes a plan table of a header, or says that the table is not a plan.
struct TableShaping {
    let table: SourceTable
    let header: HeaderRow
    /// Meanings a person has confirmed, by column counted from 0.
    let confirmed: [Int: ColumnReading]
    /// The only table of its file gets the benefit of the doubt.
    let isOnlyTable: Bool
    let deadlines: Deadlines

    /// Nil where the table is not a plan.
    func plan() -> PlanTable? {
        var columns = firstReading()
        guard !Self.isRegisterOfRisks(header.headings) else { return nil }
        settleYears(&columns)
        settleUnknownDates(&columns)
        settleLevels(&columns)
        settleLeads(&columns)
        guard let text = settleText(&columns) else { return nil }
        settleLevelNumbers(&columns)
        settleDates(&columns)
        guard isPlan(columns, text: text) else { return nil }
        let keys = header.rows.map { row in (0..<table.width).map { Folding.key(table.rows[row].text($0)) } }
        return PlanTable(
            columns: columns, text: text, firstRow: header.rows.upperBound, rowAbove: themeAbove(), headerKeys: keys)
    }

    /// A row directly above the header that looks like the theme rows below it, or calls itself one.
    private func themeAbove() -> Int? {
        let index = header.rows.lowerBound - 1
        guard index >= 0, let column = table.rows[index].onlyColumn else { return nil }
        guard !HeadingTrail.isAboutThePlan(table.rows[index].text(column)) else { return nil }
        let level = Self.level(table.rows[index], column)
        if level.look.label != nil || headerIsRepeatedBelowTheme() { return index }
        let below = table.rows[header.rows.upperBound...].prefix(200)
        let themes = below.lazy.compactMap { row in row.onlyColumn.map { Self.level(row, $0) } }
        return themes.contains { $0.look == level.look && $0.look.isPlain == false } ? index : nil
    }

    /// "Theme, header, rows; theme, header, rows": the row above the first header is a theme like the others.
    private func headerIsRepeatedBelowTheme() -> Bool {
        let keys = header.headings.map { Folding.key($0) }
        return table.rows.indices.dropFirst(header.rows.upperBound + 1).contains { index in
            table.rows[index - 1].onlyColumn != nil
                && keys.indices.allSatisfy { Folding.key(table.rows[index].text($0)) == keys[$0] }
        }
    }

    private static func level(_ row: Row, _ column: Int) -> RowLevel {
        RowLevel(row.cells[column].text, isBold: row.cells[column].isBold, place: row.place)
    }

    private func firstReading() -> [PlanColumn] {
        let isGrid = header.months >= 3
        return header.headings.indices.map { index in
            let heading = header.headings[index].isEmpty ? nil : header.headings[index]
            var column = PlanColumn(index: index, heading: heading, reading: header.guesses[index].reading)
            if let meaning = confirmed[index] {
                column.reading = meaning
            } else if isGrid, MonthHeading.matches(header.headings[index]) {
                column.reading = ColumnReading(.timescale)
                column.part = .month
            } else if heading == nil {
                column.reading = ColumnReading(hasText(index) ? .notes : .ignored)
            } else if header.guesses[index].isNumberOfNext {
                column.part = .levelNumber
            }
            column.isGuessed = header.guesses[index].certainty == .contained && confirmed[index] == nil
            return column
        }
    }

    private func hasText(_ column: Int) -> Bool {
        table.rows[header.rows.upperBound...].contains { !$0.text(column).isEmpty }
    }

    private func values(_ column: Int) -> some Sequence<String> {
        table.rows[header.rows.upperBound...].lazy.prefix(200).map { $0.text(column) }.filter { !$0.isEmpty }
    }

    /// A level's column that holds only numbers numbers it; one that rates ("High", "Low") is no level.
    private func settleLevels(_ columns: inout [PlanColumn]) {
        for level in [ColumnMeaning.aim, .objective, .task] {
            let same = columns.indices.filter { columns[$0].level == level && confirmed[$0] == nil }
            for index in same where columns[index].part == .whole {
                if isRating(index) {
                    columns[index].reading = ColumnReading(.notes)
                } else if same.count > 1, hasText(index), values(index).allSatisfy(PrintedNumber.isNumber) {
                    columns[index].part = .levelNumber
                }
            }
            for index in same where columns[index].part == .levelNumber {
                let words = columns.contains { $0.level == level && $0.part == .whole }
                if !words {
                    columns[index] = PlanColumn(index: index, heading: columns[index].heading, reading: .init(level))
                }
            }
        }
    }

    /// The number of a level whose words became the action is the action's number.
    private func settleLevelNumbers(_ columns: inout [PlanColumn]) {
        for index in columns.indices where columns[index].part == .levelNumber {
            guard !columns.contains(where: { $0.level == columns[index].level && $0.part == .whole }) else { continue }
            columns[index].part = .whole
            columns[index].reading = ColumnReading(columns.contains { $0.holds(.number) } ? .notes : .number)
        }
    }

    private func isRating(_ column: Int) -> Bool {
        let isPriority = Folding.heading(header.headings[column]).contains("priority")
        return hasText(column)
            && values(column).allSatisfy { value in
                Self.ratings.contains(value.lowercased()) || (isPriority && value.utf8.count == 1)
            }
    }

    private static let ratings: Set<String> = [
        "high", "medium", "low", "urgent", "essential", "desirable", "critical", "normal", "must", "should", "could",
        "red",
        "amber", "green",
    ]

    /// An accountable column without leads beside it is the column of leads.
    private func settleLeads(_ columns: inout [PlanColumn]) {
        guard !columns.contains(where: { $0.holds(.leads) }) else { return }
        for index in columns.indices where columns[index].holds(.owner) && confirmed[index] == nil {
            columns[index].reading = ColumnReading(.leads)
        }
    }

    /// Exactly one column says what is to be done. Of several the one headed "action" does; where there is none, the
    /// finest level or a column of deliverables.
    private func settleText(_ columns: inout [PlanColumn]) -> Int? {
        let candidates = columns.indices.filter { columns[$0].holds(.text) && columns[$0].part == .whole }
        if let confirmed = candidates.first(where: { confirmed[$0] != nil }) {
            return demote(&columns, candidates, keeping: confirmed)
        }
        if !candidates.isEmpty {
            let best = candidates.max { rank($0) < rank($1) || (rank($0) == rank($1) && $0 > $1) }
            return demote(&columns, candidates, keeping: best ?? candidates[0])
        }
        guard let promoted = promotable(columns) else { return nil }
        columns[promoted].reading = ColumnReading(.text)
        return promoted
    }

    private func rank(_ column: Int) -> Int {
        let words = Folding.heading(header.headings[column])
        let certain = header.guesses[column].certainty == .whole ? 1 : 0
        if words.contains("action") { return 6 + certain }
        if words.contains("activity") { return 4 + certain }
        return words.contains("how") ? certain : 2 + certain
    }

    private func demote(_ columns: inout [PlanColumn], _ candidates: [Int], keeping text: Int) -> Int {
        for index in candidates where index != text {
            let rest = columns[index].reading.meanings.filter { $0 != .text }
            let isFree = index < text && !columns.contains { $0.level == .task }
            columns[index].reading = rest.isEmpty ? ColumnReading(isFree ? .task : .notes) : ColumnReading(rest)
        }
        return text
    }

    private func promotable(_ columns: [PlanColumn]) -> Int? {
        let levels = [ColumnMeaning.task, .objective, .aim]
        let products = columns.indices.filter { index in
            let words = Folding.heading(header.headings[index])
            return (columns[index].holds(.measure) || columns[index].holds(.outcome))
                && words.contains { ["milestone", "deliverable", "output"].contains($0) }
        }
        func last(_ level: ColumnMeaning) -> Int? {
            columns.lastIndex { $0.level == level && $0.part == .whole && confirmed[$0.index] == nil }
        }
        let isGrid = columns.contains { $0.part == .month }
        let free = isGrid ? columns.firstIndex { $0.part != .month && hasText($0.index) && !$0.holds(.number) } : nil
        return last(levels[0]) ?? products.first ?? last(levels[1]) ?? last(levels[2]) ?? free
            ?? columns.firstIndex { $0.holds(.outcome) }
    }

    /// Where no heading names a deadline, a column that holds little else than dates is one: "Target", "Frequency".
    private func settleUnknownDates(_ columns: inout [PlanColumn]) {
        guard !columns.contains(where: { $0.holds(.timescale) }) else { return }
        for index in columns.indices where mayHoldDates(columns[index]) && confirmed[index] == nil {
            let values = Array(values(index))
            let dated = values.count { HeaderlessTable.isDated($0, deadlines) }
            guard dated >= 2, dated * 5 >= values.count * 3 else { continue }
            columns[index].reading = ColumnReading(.timescale)
            columns[index].isGuessed = true
            return
        }
    }

    private func mayHoldDates(_ column: PlanColumn) -> Bool {
        let open: [ColumnMeaning] = [.notes, .measure, .outcome, .progress]
        return column.reading.meanings.allSatisfy(open.contains) && column.part == .whole
    }

    /// Columns headed by years are a grid like one of months, where they hold marks and not figures.
    private func settleYears(_ columns: inout [PlanColumn]) {
        guard !columns.contains(where: { $0.holds(.timescale) }) else { return }
        let years = columns.indices.filter {
            MonthHeading.isYearHeading(header.headings[$0]) && header.guesses[$0].certainty == .unknown
                && confirmed[$0] == nil
        }
        let marks = years.flatMap { values($0) }
        guard years.count >= 2, marks.contains(where: MonthHeading.isMark),
            marks.allSatisfy({ $0.utf8.count <= 60 && !$0.contains { $0.isNumber || "£$€%".contains($0) } })
        else { return }
        for index in years {
            columns[index].reading = ColumnReading(.timescale)
            columns[index].part = .month
        }
    }

    /// Two date columns, one of beginnings and one of ends, make one timescale.
    private func settleDates(_ columns: inout [PlanColumn]) {
        let dates = columns.indices.filter {
            columns[$0].reading == ColumnReading(.timescale) && columns[$0].part == .whole
        }
        guard dates.count > 1 else { return }
        let opening: Set<String> = ["start", "from", "begin", "commence", "commencement", "open", "beginning"]
        let opens = dates.filter { !opening.isDisjoint(with: Folding.heading(header.headings[$0])) }
        guard opens.count == 1, let first = opens.first else { return }
        guard let end = dates.first(where: { $0 != first }) else { return }
        columns[first].part = .opens
        columns[end].part = .due
    }

    private func isPlan(_ columns: [PlanColumn], text: Int) -> Bool {
        if columns.contains(where: { $0.part == .month }) { return true }
        if columns[text].holds(.timescale) { return true }
        let promised: [ColumnMeaning] = [.leads, .owner, .timescale, .measure, .progress, .outcome]
        let beside = Set(columns.indices.filter { $0 != text }.flatMap { columns[$0].reading.meanings })
        let telling = promised.filter(beside.contains)
        let wasPromoted = !header.guesses[text].reading.holds(.text) && confirmed[text] == nil
        if wasPromoted { return beside.contains(.timescale) || telling.count >= 2 }
        if !telling.isEmpty { return true }
        return isOnlyTable && header.guesses[text].certainty == .whole
    }

    /// Registers of risks have leads and actions too, and are not plans.
    private static func isRegisterOfRisks(_ headings: [String]) -> Bool {
        let words = Set(headings.flatMap { Folding.heading($0) })
        return !words.isDisjoint(with: ["likelihood", "probability"]) && words.contains("risk")
            || words.contains("hazard")
    }
}
