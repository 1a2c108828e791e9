import ActionPlans
import Frameworks
import Tables
import Vocabulary

/// What stands for the rows below it: levels given by headings, by rows of their own and by cells that are left
/// empty further down.
struct Carrying {
    /// A cell's text that holds until the column says something else.
    struct Carried {
        var number: String?
        var text: String
        var place: Place
        var isUsed = false
    }

    var headings: [PlanLevel] = []
    private(set) var rows: [RowLevel] = []
    private var cells: [Int: Carried] = [:]
    private var leading: [Int: String] = [:]
    /// Levels under which no action stood.
    private var unused: [Unused] = []

    /// A level without actions. A plain row in the column of actions may be an action without lead and deadline.
    struct Unused {
        let text: String
        let place: Place
        var row: Row?
        var path: [PlanLevel] = []
    }

    /// Hands over the levels without actions that were found since the last time.
    mutating func takeUnused() -> [Unused] {
        defer { unused = [] }
        return unused
    }

    private mutating func dropRows(from first: Int) {
        for (index, row) in rows.enumerated().dropFirst(first) where !row.isUsed {
            let path = Self.path(under: headings, rows[..<index])
            unused.append(Unused(text: row.printed, place: row.place, row: row.row, path: path))
        }
        rows.removeSubrange(first...)
    }

    private static func path(under headings: [PlanLevel], _ rows: ArraySlice<RowLevel>) -> [PlanLevel] {
        rows.reduce(into: headings) { path, row in
            path.append(PlanLevel(level: next(after: path.last?.level), number: row.number, text: row.text))
        }
    }

    /// The level a row of its own would give now.
    func levelOfRow(in table: PlanTable) -> PlanLevel.Kind {
        let hasAim = !headings.isEmpty || table.levels.contains { $0.level == .aim && cells[$0.index] != nil }
        return hasAim ? .objective : .aim
    }

    mutating func startAgain(under headings: [PlanLevel]) {
        dropAll()
        self.headings = headings
    }

    mutating func dropAll() {
        dropRows(from: 0)
        dropCells(Array(cells.keys))
        leading = [:]
    }

    private mutating func dropCells(_ columns: [Int]) {
        for column in columns.sorted() {
            guard let cell = cells.removeValue(forKey: column), !cell.isUsed else { continue }
            let text = cell.number.map { "\($0) \(cell.text)" } ?? cell.text
            unused.append(Unused(text: text, place: cell.place))
        }
    }

    /// A row of its own names a level. Rows that look alike stand on one level; one directly below another, looking
    /// different, stands under it.
    mutating func enter(_ level: RowLevel, in table: PlanTable) {
        let keep = rowsAbove(level)
        dropRows(from: keep)
        rows.append(level)
        dropCells(table.levels.filter { $0.level != .aim }.map(\.index))
        leading = [:]
    }

    private func rowsAbove(_ level: RowLevel) -> Int {
        if let same = rows.firstIndex(where: { $0.look == level.look }) { return same }
        guard let last = rows.last else { return 0 }
        if level.look.depth > 0, last.look.depth > 0 {
            return rows.firstIndex { $0.look.depth >= level.look.depth } ?? rows.count
        }
        let isNested = !last.isUsed && rows.count < (headings.isEmpty ? 3 : 2)
        return isNested ? rows.count : rows.count - 1
    }

    /// Takes the level cells of a row; an empty one stands for the one above it.
    mutating func take(_ row: Row, in table: PlanTable) {
        let levels = table.levels
        for (position, column) in levels.enumerated() {
            let numbers = table.levelNumber(of: column.level ?? .aim)
            let number = numbers.flatMap { PrintedNumber.cleaned(row.text($0)) }
            let text = row.text(column.index)
            guard !text.isEmpty || number != nil else { continue }
            let place = row.place(column: column.index)
            if cells[column.index]?.isSame(text: text, number: number) == true { continue }
            let finer = levels[(position + 1)...].map(\.index)
            dropCells([column.index] + finer)
            cells[column.index] = Self.cell(text, number: number, place: place)
        }
    }

    /// Sets one level cell that stands alone in its row, and holds for the rows below.
    mutating func take(_ text: String, number: String?, column: Int, place: Place, in table: PlanTable) {
        let levels = table.levels
        let finer = levels.drop { $0.index != column }.map(\.index)
        dropCells(finer)
        cells[column] = Self.cell(text, number: number, place: place)
    }

    private static func cell(_ text: String, number: String?, place: Place) -> Carried {
        let text = text.replacing("\n", with: " ")
        if let number { return Carried(number: number, text: text.isEmpty ? number : text, place: place) }
        let named = LevelName(text)
        return Carried(number: named.number, text: named.text, place: place)
    }

    /// The levels of an action, from the highest; marks them as used.
    mutating func path(in table: PlanTable) -> [PlanLevel] {
        var path = headings
        func add(_ wanted: PlanLevel.Kind, _ number: String?, _ text: String) {
            let next = Self.next(after: path.last?.level)
            let kind = Self.rank(wanted) > Self.rank(next) ? wanted : next
            path.append(PlanLevel(level: kind, number: number, text: text))
        }
        let levels = table.levels
        for column in levels where column.level == .aim { addCell(column, .aim, add) }
        for index in rows.indices {
            rows[index].isUsed = true
            add(.aim, rows[index].number, rows[index].text)
        }
        for column in levels where column.level != .aim {
            addCell(column, column.level == .task ? .task : .objective, add)
        }
        return path
    }

    private mutating func addCell(
        _ column: PlanColumn, _ kind: PlanLevel.Kind, _ add: (PlanLevel.Kind, String?, String) -> Void
    ) {
        guard let cell = cells[column.index] else { return }
        cells[column.index]?.isUsed = true
        add(kind, cell.number, cell.text)
    }

    private static func rank(_ kind: PlanLevel.Kind) -> Int { kind == .aim ? 0 : kind == .objective ? 1 : 2 }

    private static func next(after kind: PlanLevel.Kind?) -> PlanLevel.Kind {
        switch kind {
        case nil: .aim
        case .aim: .objective
        case .objective, .task: .task
        }
    }

    /// Carries first cells that are no levels: an outcome or area that stands for the rows below it.
    mutating func leadingCells(_ texts: [String], in table: PlanTable) -> [String] {
        var texts = texts
        var isFirst = true
        for column in table.columns.prefix(table.text) where !column.holds(.number) && column.part != .levelNumber {
            if column.level != nil {
                isFirst = isFirst && texts[column.index].isEmpty
            } else if column.holds(.timescale) || column.holds(.ignored) {
                isFirst = false
            } else if !texts[column.index].isEmpty {
                leading[column.index] = texts[column.index]
                isFirst = false
            } else if isFirst {
                texts[column.index] = leading[column.index] ?? ""
            }
        }
        return texts
    }
}

extension Carrying.Carried {
    fileprivate func isSame(text: String, number: String?) -> Bool {
        let text = text.replacing("\n", with: " ")
        if let number, number != self.number { return false }
        if text.isEmpty || text == self.text { return true }
        let named = LevelName(text)
        if named.text == self.text, number != nil || named.number == self.number { return true }
        let folded = Folding.words(text).filter { !["continued", "cont", "contd"].contains($0) }
        return folded == Folding.words(self.text)
    }
}
