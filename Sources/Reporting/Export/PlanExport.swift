public import ActionPlans
public import OfficeFiles
import Tables
public import Vocabulary

/// A plan as a file that people edit and bring back: one row an action, exactly what its reader may see, nothing else.
///
/// The plan's own wording stands in columns that are read back; where each action stands is added for people. Members
/// appear by their post, never by name. Whatever the file is saved as, the heading of its first column says which plan
/// it is and as of which entry.
public struct PlanExport: Sendable, Equatable {
    public let mark: ExportMark
    public let title: String
    /// The highest marking of anything in it.
    public let marking: Marking
    public let day: Day
    public let isToday: Bool
    /// What the rows were chosen by, in words; nil for the whole plan.
    public let filter: String?
    /// A cell for each column of `ExportColumn`, in its order.
    public let rows: [[WorkCell]]

    /// - Parameters:
    ///   - positions: which actions of the picture, in which order; nil for all.
    ///   - said: what the last update of each action said.
    public init(
        _ picture: PlanPicture, positions: [Int]? = nil, filter: String? = nil, said: [ActionID: String],
        names: StaffNames, words: StatusWords, isToday: Bool
    ) {
        let chosen = positions ?? Array(picture.plan.actions.indices)
        mark = ExportMark(
            strategy: picture.plan.strategy.id, sequence: picture.plan.at, rows: chosen.count,
            of: picture.plan.actions.count)
        title = picture.plan.strategy.title
        marking = chosen.reduce(picture.plan.strategy.marking) { max($0, picture.plan.actions[$1].marking) }
        day = picture.day
        self.isToday = isToday
        self.filter = positions == nil ? nil : filter
        rows = chosen.map { position in
            let action = picture.plan.actions[position]
            let facts = ActionFacts(
                action: action, standing: picture.standings[position], said: said[action.id], names: names, words: words
            )
            return ExportColumn.allCases.map(facts.cell)
        }
    }

    public func bytes(as format: SheetFormat) -> [UInt8] {
        switch format {
        case .xlsx: XLSXWriter.bytes(of: workbook)
        case .ods: ODSWriter.bytes(of: workbook)
        case .csv: csv
        }
    }

    /// "plan-1-2026-11-21.xlsx".
    public func fileName(as format: SheetFormat) -> String {
        "plan-\(mark.strategy.number)-\(day.iso).\(format.rawValue)"
    }

    /// With the mark by which spreadsheet programs know the encoding.
    private var csv: [UInt8] {
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
        bytes += CSVWriter.line(headings).utf8
        for row in rows { bytes += CSVWriter.line(row.map(Self.plain)).utf8 }
        return bytes
    }

    private static func plain(_ cell: WorkCell) -> String {
        switch cell {
        case .empty: ""
        case .text(let text): text
        case .whole(let value): String(value)
        case .day(let day): day.iso
        }
    }

    private var headings: [String] {
        ExportColumn.allCases.map { $0 == .reference ? mark.heading : $0.heading }
    }

    /// Characters that a workbook cannot hold, and the cells they stand in: told on the sheet of notes.
    var leftOut: (characters: Int, cells: Int) {
        var found = (characters: 0, cells: 0)
        for case .text(let text) in rows.joined() {
            let count = Workbook.leftOut(of: text)
            found.characters += count
            found.cells += count > 0 ? 1 : 0
        }
        return found
    }

    /// The sheet of the plan, and the sheet that says what it is.
    public var workbook: Workbook {
        let foot = "\(title), as at \(day.printed), journal entry \(mark.sequence). \(marking.printed)"
        let columns = zip(ExportColumn.allCases, headings).map { column, heading in
            WorkColumn(heading, width: column.width, use: column.use)
        }
        return Workbook(
            title: title,
            subject: "Export of plan \(mark.strategy.number) as at \(day.printed), journal entry \(mark.sequence). "
                + marking.printed,
            sheets: [
                WorkSheet(
                    name: "Plan", columns: columns, rows: rows, isFiltered: true, isProtected: true,
                    header: marking.printed, footer: foot),
                WorkSheet(
                    name: "Notes", columns: [WorkColumn("About this file", width: 28), WorkColumn("", width: 90)],
                    rows: ExportNotes(self).lines.map { [.text($0.name), .text($0.text)] }, isWide: false,
                    header: marking.printed, footer: foot),
            ])
    }
}

/// What an export says of one action.
private struct ActionFacts {
    let action: Action
    let standing: ActionStanding
    let said: String?
    let names: StaffNames
    let words: StatusWords

    func cell(_ column: ExportColumn) -> WorkCell {
        switch column {
        case .reference: .text(action.id.reference)
        case .marking: .text(action.marking.printed)
        case .status: .text(words.word(standing.status))
        case .because: .text(standing.sentence(word: words.word(standing.status)))
        case .due: standing.nextDeadline.map(WorkCell.day) ?? .empty
        case .agreed: action.promises.compactMap(\.agreedDay).max().map(WorkCell.day) ?? .empty
        case .asked: .text(asked)
        case .updated: action.lastReport.map { .day($0.day) } ?? .empty
        case .said: .optional(said)
        default: .optional(column.text(of: action.wording))
        }
    }

    /// The post, never the name.
    private var asked: String {
        guard let owner = action.updateOwner else { return "vacant" }
        return names.hasLeft(owner) ? "\(names.post(owner)) (post vacant)" : names.post(owner)
    }
}

extension ExportColumn {
    fileprivate var use: WorkColumn.Use {
        switch self {
        case .reference, .marking: .locked
        case _ where isReadBack: .open
        default: .readOnly
        }
    }

    fileprivate var width: Int {
        switch self {
        case .reference: 13
        case .number: 9
        case .marking: 21
        case .due, .agreed, .updated, .status: 14
        case .text: 50
        case .aim, .objective, .task, .leads, .owner, .contributors, .coverage, .timescale, .asked: 22
        default: 30
        }
    }
}
