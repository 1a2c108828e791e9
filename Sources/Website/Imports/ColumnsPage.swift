import ActionPlans
import Coordination
import Frameworks
import Partnership
import Reporting
import Vocabulary

/// What headings in the files of one agency were settled to mean, each with the press that forgets it.
struct ColumnsPage: PageModel {
    struct Row: Sendable, Equatable {
        let printed: String
        let meaning: String
        let from: String
        let settled: String
        let number: String
        let heading: String
        let marking: String
        let version: String
    }

    static let template = "imports/columns"

    let page: Frame
    let agency: SelectField
    let sender: String
    /// What was looked at: when the newest of them was settled, and how many there are.
    let version: String
    let caption: String
    let empty: String
    let rows: [Row]
    let hasRows: Bool

    init(
        _ columns: [RememberedColumn], of sender: Agency, senders: [Agency], names: [AgencyID: String],
        members: [Member], page: Frame, clock: Clock, words: Words
    ) {
        let staff = StaffNames(members)
        self.page = page
        agency = SelectField(
            "agency", words("columns.agency"), options: senders.map { (String($0.id.number), $0.name) },
            chosen: String(sender.id.number))
        self.sender = String(sender.id.number)
        version = ColumnsPage.version(of: columns)
        caption = words.count("columns.caption", columns.count)
        empty = words("columns.empty", ["agency": sender.name])
        rows = columns.map { column in
            Row(
                printed: column.printed, meaning: PreviewParts.meaning(column.meaning.description, words),
                from: names[column.agency] ?? "",
                settled: words(
                    "columns.settled.by",
                    [
                        "day": clock.day(of: column.settled).printed, "who": staff.name(column.member),
                        "file": beginning(column.source, 60),
                    ]),
                number: String(column.agency.number), heading: column.heading, marking: column.marking.rawValue,
                version: String(column.settled.microseconds))
        }
        hasRows = !rows.isEmpty
    }

    static func version(of columns: [RememberedColumn]) -> String {
        "\(columns.map(\.settled.microseconds).max() ?? 0)-\(columns.count)"
    }

    private init(rows: [Row]) {
        page = Frame.examples[1]
        agency = SelectField.examples[0]
        sender = "1"
        version = "17-1"
        caption = "1 heading remembered"
        empty = "Nothing is remembered of the Council."
        self.rows = rows
        hasRows = !rows.isEmpty
    }

    static var examples: [ColumnsPage] {
        let row = Row(
            printed: "Who does it", meaning: "Leads", from: "Council", settled: "21 November 2026, by Coordinator",
            number: "1", heading: "who doe it", marking: "official", version: "17")
        return [ColumnsPage(rows: [row]), ColumnsPage(rows: [])]
    }
}
