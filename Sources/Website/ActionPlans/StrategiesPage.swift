import ActionPlans
import Partnership
import Vocabulary

/// The plans there are, with the counts of each; the first page of whoever may read plans.
struct StrategiesPage: PageModel {
    struct Row: Sendable, Equatable {
        let title: String
        let href: String
        let wallHref: String
        let facts: String
        let round: String
        let counts: [StatusCount]
        let marking: String
    }

    /// A file that was read and waits for its answers.
    struct Draft: Sendable, Equatable {
        let name: String
        let when: String
        let href: String
    }

    static let template = "plans/strategies"

    let page: Frame
    let rows: [Row]
    let isEmpty: Bool
    let mayImport: Bool
    let drafts: [Draft]
    let hasDrafts: Bool

    init(page: Frame, rows: [Row], mayImport: Bool, drafts: [Draft]) {
        self.page = page
        self.rows = rows
        isEmpty = rows.isEmpty
        self.mayImport = mayImport
        self.drafts = drafts
        hasDrafts = !drafts.isEmpty
    }

    static var examples: [StrategiesPage] {
        [
            StrategiesPage(page: Frame.examples[1], rows: [], mayImport: true, drafts: []),
            StrategiesPage(
                page: Frame.examples[1],
                rows: [
                    Row(
                        title: "Example City drug strategy", href: "/plans/1", wallHref: "/plans/1/wall",
                        facts: "87 actions.", round: "No round has been opened.", counts: StatusCount.examples,
                        marking: "OFFICIAL")
                ], mayImport: false,
                drafts: [Draft(name: "plan.csv", when: "9:30am on 3 March 2009", href: "/imports/1")]),
        ]
    }
}
