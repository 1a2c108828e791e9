import ActionPlans
import Coordination
import Partnership
import Reporting
import Vocabulary

/// What the pages and the file of the journal are worded with.
struct JournalLines: Sendable {
    let names: StaffNames
    let entries: EntryWords
    let words: Words
    let clock: Clock
    /// The titles of the plans this member sees.
    let plans: [Int: String]
    let staff: [Member]

    static func load(_ visit: Visit) async throws -> JournalLines {
        let staff = try await visit.house.membership.members()
        let names = StaffNames(staff)
        let moment = try await visit.house.plans.moment()
        let plans = try await visit.house.plans.strategies(try visit.sight(), at: moment)
        return JournalLines(
            names: names, entries: EntryWords(names, agencies: try await visit.house.membership.agencies()),
            words: visit.words, clock: visit.house.clock,
            plans: Dictionary(plans.map { ($0.id.number, $0.title) }, uniquingKeysWith: { one, _ in one }), staff: staff
        )
    }

    func who(_ record: JournalRecord) -> String { names.author(record.header.author) }

    func when(_ record: JournalRecord) -> String { PageTime.printed(record.header.recorded, clock) }

    func purpose(_ record: JournalRecord) -> String { words("purpose.\(record.header.purpose.rawValue)") }

    /// A subject in words: its reference where it has one.
    func text(_ subject: Subject) -> String {
        switch subject.kind {
        case .action: ActionID(subject.number).reference
        case .strategy: plans[subject.number] ?? words("subject.strategy", ["number": String(subject.number)])
        case .partnership: words("subject.partnership")
        case .member: names.name(MemberID(subject.number))
        default: words("subject.\(subject.kind.rawValue)", ["number": String(subject.number)])
        }
    }

    /// The page of a subject; nil where it has none. A room that makes pages of its own adds them here.
    func href(_ subject: Subject) -> String? {
        switch subject.kind {
        case .action: "/actions/\(ActionID(subject.number).reference)"
        case .strategy: plans[subject.number] == nil ? nil : "/plans/\(subject.number)"
        case .member, .agency: "/members"
        case .group: "/groups/\(subject.number)"
        case .meeting: "/meetings/\(subject.number)"
        case .decision: "/decisions/\(DecisionID(subject.number).reference)"
        case .pack: "/packs/\(subject.number)"
        case .partnership, .round, .registerItem, .export: nil
        }
    }
}
