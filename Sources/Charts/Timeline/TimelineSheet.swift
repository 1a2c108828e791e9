import Vocabulary

/// How the rows of a timeline are laid on sheets: which stands where, so that no row is split, no heading stands alone at
/// the foot of a sheet, and every sheet has its axis and its key.
struct TimelineSheet {
    static let labelLeft = 26.0
    static let labelSize = 13.0
    static let axisSize = 12.5
    static let noteSize = 12.0
    static let lineHeight = 16.0
    static let laneHeight = 21.0
    static let headHeight = 58.0
    static let groupSize = 14.0
    /// Longer wordings end in an ellipsis, and the sheet says where the rest stands.
    static let textLines = 6
    /// An action with more promises than this goes on in a second row.
    static let lanesOfRow = 16

    /// A heading or an action, with the height it takes.
    enum Item {
        case heading(lines: [String])
        case row(Row)

        var height: Double {
            switch self {
            case .heading(let lines): Double(lines.count) * 18 + 8
            case .row(let row): row.height
            }
        }
    }

    struct Row {
        let name: [String]
        let text: [String]
        let state: TimelineState
        let lanes: [TimelineLane]
        /// The number of its first lane; nil where there is only one.
        let firstNumber: Int?

        var height: Double {
            max(
                Double(name.count + text.count) * TimelineSheet.lineHeight,
                Double(lanes.count) * TimelineSheet.laneHeight) + 11
        }
    }

    var items: [Item] = []
    var isCut = false

    var height: Double { items.reduce(0) { $0 + $1.height } }

    /// The names of its first and last row, for its description.
    var ends: (first: String, last: String)? {
        let rows = items.compactMap { item -> Row? in if case .row(let row) = item { row } else { nil } }
        guard let first = rows.first?.name.first, let last = rows.last?.name.first else { return nil }
        return (first, last)
    }

    // MARK: Laying out

    /// - Parameters:
    ///   - room: the height there is for rows on one sheet.
    ///   - first: the same for the first sheet.
    static func sheets(
        of groups: [TimelineGroup], on format: TimelineFormat = .screen, room: Double, first: Double
    ) -> [TimelineSheet] {
        var sheets: [TimelineSheet] = []
        var sheet = TimelineSheet()
        for group in groups {
            var heading = heading(group.title, format)
            for row in group.rows.flatMap({ rows($0, format) }) {
                let needed = row.row.height + (heading?.height ?? 0)
                if sheet.height + needed > (sheets.isEmpty ? first : room), !sheet.items.isEmpty {
                    sheets.append(sheet)
                    sheet = TimelineSheet()
                    if heading == nil { heading = Self.heading(group.title, format, isContinued: true) }
                }
                if let item = heading { sheet.items.append(item) }
                heading = nil
                sheet.items.append(.row(row.row))
                sheet.isCut = sheet.isCut || row.isCut
            }
        }
        if !sheet.items.isEmpty || sheets.isEmpty { sheets.append(sheet) }
        return sheets
    }

    private static func heading(_ title: String, _ format: TimelineFormat, isContinued: Bool = false) -> Item? {
        guard !title.isEmpty else { return nil }
        let words = isContinued ? "\(title) (continued)" : title
        return .heading(
            lines: LineBreaks.lines(words, width: format.width - 24, size: groupSize, isBold: true, limit: 3).lines)
    }

    private static func rows(_ row: TimelineRow, _ format: TimelineFormat) -> [(row: Row, isCut: Bool)] {
        let parts = stride(from: 0, to: max(1, row.lanes.count), by: lanesOfRow)
        return parts.map { start in
            let isFirst = start == 0
            let name = LineBreaks.lines(
                isFirst ? row.name : "\(row.name) (continued)", width: format.labelWidth, size: labelSize, isBold: true,
                limit: 4)
            let text = LineBreaks.lines(
                isFirst ? row.text : "", width: format.labelWidth, size: labelSize, limit: textLines)
            return (
                Row(
                    name: name.lines, text: text.lines, state: row.state,
                    lanes: Array(row.lanes.dropFirst(start).prefix(lanesOfRow)),
                    firstNumber: row.lanes.count > 1 ? start + 1 : nil), name.isCut || text.isCut
            )
        }
    }
}
