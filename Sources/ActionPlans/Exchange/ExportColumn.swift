import Vocabulary

/// A column of a plan as it is exported and brought back: its heading, and what it says of an action.
///
/// Columns up to `notes` hold the plan's own wording and are read back. Those after it tell people how an action is marked
/// and where it stands; what is changed in them has no effect.
public enum ExportColumn: String, Sendable, CaseIterable {
    case reference, number, aim, objective, task, text, leads, owner, contributors, resources, coverage, outcome
    case measure, progress, equality, timescale, notes
    case marking, status, because, due, agreed, asked, updated, said

    /// As printed at the head of the column. A framework pack recognises each with the same meaning, so that the file can
    /// also be read as anybody's plan.
    public var heading: String {
        switch self {
        case .reference: "Reference (do not change)"
        case .number: "Number"
        case .aim: "Aim"
        case .objective: "Objective"
        case .task: "Task"
        case .text: "Action"
        case .leads: "Leads"
        case .owner: "Accountable"
        case .contributors: "Contributors"
        case .resources: "Resources"
        case .coverage: "Coverage"
        case .outcome: "Outcome"
        case .measure: "Measure"
        case .progress: "Progress as printed"
        case .equality: "Equality"
        case .timescale: "Timescale"
        case .notes: "Notes"
        case .marking: "Marking (to read)"
        case .status: "Status (to read)"
        case .because: "Why (to read)"
        case .due: "Due (to read)"
        case .agreed: "New day agreed (to read)"
        case .asked: "Asked for updates (to read)"
        case .updated: "Last update (to read)"
        case .said: "What it said (to read)"
        }
    }

    /// Whether a changed cell changes the plan.
    public var isReadBack: Bool {
        switch self {
        case .reference, .marking, .status, .because, .due, .agreed, .asked, .updated, .said: false
        default: true
        }
    }

    public static let readBack = allCases.filter(\.isReadBack)

    /// The level of a plan that the column words.
    public var level: PlanLevel.Kind? {
        switch self {
        case .aim: .aim
        case .objective: .objective
        case .task: .task
        default: nil
        }
    }

    /// What the column says of an action, in the plan's wording; empty for columns that are not read back.
    public func text(of wording: ActionWording) -> String {
        switch self {
        case .number: wording.number ?? ""
        case .aim, .objective, .task:
            wording.path.filter { $0.level == level }.map(Self.printed).joined(separator: "\n")
        case .text: wording.text
        case .leads: wording.leads.joined(separator: Self.separator)
        case .owner: wording.owner ?? ""
        case .contributors: wording.contributors.joined(separator: Self.separator)
        case .resources: wording.resources ?? ""
        case .coverage: wording.coverage ?? ""
        case .outcome: wording.outcome ?? ""
        case .measure: wording.measure ?? ""
        case .progress: wording.progress ?? ""
        case .equality: wording.equality ?? ""
        case .timescale: wording.timescale.wording ?? ""
        case .notes: wording.notes ?? ""
        case .reference, .marking, .status, .because, .due, .agreed, .asked, .updated, .said: ""
        }
    }

    /// Between leads in one cell: what reading takes apart again.
    public static let separator = "; "

    /// "1.2 Early help".
    static func printed(_ level: PlanLevel) -> String { level.number.map { "\($0) \(level.text)" } ?? level.text }
}
