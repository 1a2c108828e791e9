public import ActionPlans
public import Frameworks
import Vocabulary

/// A plan printed in a layout of its framework pack: a table for each aim or objective, a row for each action, in the
/// plan's order, withdrawn actions included.
///
/// Whatever an action says that the layout has no column for stands in one last column, each part with its name; a
/// layout without a column for the status gets one. So a layout decides where something stands, never whether.
public struct LayoutTable: Sendable {
    public let layout: PlanLayout
    private let picture: PlanPicture
    private let cells: LayoutCells
    private let hasMore: Bool

    public init(_ picture: PlanPicture, _ layout: PlanLayout, names: StaffNames, words: StatusWords) {
        self.layout = layout
        self.picture = picture
        let cells = LayoutCells(picture, layout, names: names, words: words)
        self.cells = cells
        hasMore = picture.plan.actions.indices.contains { !cells.more($0).isEmpty }
    }

    /// The plan as a part of a paper: wide where the layout is printed across the sheet.
    ///
    /// - Parameters:
    ///   - id: stable within the paper; more than one plan needs more than one.
    ///   - title: the layout's own title where nothing else is said.
    public static func sections(
        for picture: PlanPicture, layout: PlanLayout, names: StaffNames, words: StatusWords, id: String = "plan",
        title: String? = nil
    ) -> [PaperSection] {
        let table = LayoutTable(picture, layout, names: names, words: words)
        return [
            PaperSection(
                id: id, title: title ?? layout.title, isWide: layout.orientation == .landscape, blocks: table.blocks)
        ]
    }

    /// The columns: those of the layout, then what it has none for.
    public var columns: [PaperColumn] {
        var columns = layout.columns.map { PaperColumn($0.heading, share: $0.share) }
        let whole = max(1, layout.columns.reduce(0) { $0 + $1.share })
        if !layout.holds(.status) { columns.append(PaperColumn("Status", share: max(1, whole / 8))) }
        if hasMore { columns.append(PaperColumn("More", share: max(1, whole / 6))) }
        return columns
    }

    /// The statement of the layout, then each table under its headings.
    public var blocks: [PaperBlock] {
        var blocks: [PaperBlock] = layout.statement.map { [.paragraph($0)] } ?? []
        var shown: [PlanLevel] = []
        let parts = tables()
        for part in parts {
            for (depth, level) in part.way.enumerated() where !shown.starts(with: part.way[...depth]) {
                blocks.append(.heading(level.printed))
            }
            shown = part.way
            blocks.append(.table(table(part)))
        }
        if parts.isEmpty { blocks.append(.table(table(Part(way: [], positions: 0..<0)))) }
        return blocks
    }

    /// Actions that follow each other under the same aim or objective.
    private struct Part {
        let way: [PlanLevel]
        let positions: Range<Int>
    }

    private func tables() -> [Part] {
        let actions = picture.plan.actions
        var parts: [Part] = []
        var start = 0
        while start < actions.count {
            let way = above(actions[start])
            var end = start + 1
            while end < actions.count, above(actions[end]) == way { end += 1 }
            parts.append(Part(way: way, positions: start..<end))
            start = end
        }
        return parts
    }

    /// The levels that stand above an action's table.
    private func above(_ action: Action) -> [PlanLevel] {
        action.wording.path.filter { layout.division.isAbove($0.level) }
    }

    private func table(_ part: Part) -> PaperTable {
        var rows: [PaperRow] = []
        var before: [PlanLevel]?
        for position in part.positions {
            let path = picture.plan.actions[position].wording.path
            let groups = path.filter { !layout.division.isAbove($0.level) && !layout.holds(LayoutPart($0.level)) }
            var isParted = before == nil
            for (depth, group) in groups.enumerated()
            where !Self.same(path, before ?? [], upTo: group) {
                rows.append(.group(group.printed, level: depth + 1))
                isParted = true
            }
            rows.append(.cells(row(position, path, before: isParted ? nil : before)))
            before = path
        }
        return PaperTable(
            caption: caption(part), columns: columns, rows: rows, empty: "There is no action in this plan.")
    }

    private func row(_ position: Int, _ path: [PlanLevel], before: [PlanLevel]?) -> [PaperCell] {
        var row = layout.columns.map { column -> PaperCell in
            if column.parts == [.status] { return cells.status(position) }
            if let kind = column.parts.first?.level, layout.levels == .once, let before,
                let level = path.last(where: { $0.level == kind }), Self.same(path, before, upTo: level)
            {
                return PaperCell("")
            }
            return PaperCell(cells.text(column.parts, position), isHeading: column.parts.contains(.text))
        }
        if !layout.holds(.status) { row.append(cells.status(position)) }
        if hasMore { row.append(PaperCell(cells.more(position))) }
        return row
    }

    /// Whether two ways are the same down to a level of the first.
    private static func same(_ path: [PlanLevel], _ other: [PlanLevel], upTo level: PlanLevel) -> Bool {
        guard let end = path.firstIndex(of: level) else { return false }
        return other.starts(with: path[...end])
    }

    /// How many actions it has; what they belong to stands above.
    private func caption(_ part: Part) -> String {
        let count = part.positions.count == 1 ? "1 action" : "\(part.positions.count.printed) actions"
        return part.way.last?.number.map { "\($0): \(count)" } ?? count
    }
}

extension PlanLayout.Division {
    /// Whether a level stands above the table rather than in it.
    func isAbove(_ level: PlanLevel.Kind) -> Bool {
        switch self {
        case .aim: level == .aim
        case .objective: level != .task
        case .plan: false
        }
    }
}

extension LayoutPart {
    init(_ level: PlanLevel.Kind) {
        switch level {
        case .aim: self = .aim
        case .objective: self = .objective
        case .task: self = .task
        }
    }

    /// The level it holds; nil for any other part.
    var level: PlanLevel.Kind? { PlanLevel.Kind(rawValue: rawValue) }
}

extension PlanLevel {
    /// Number and text, where the text does not say the number itself: "1.1 Intelligence", "Objective 1: …".
    var printed: String {
        guard let number else { return text }
        let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "." && $0 != "-" }
        return words.prefix(3).contains { $0 == number[...] } ? text : "\(number) \(text)"
    }
}
