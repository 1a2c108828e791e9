public import ActionPlans
public import Frameworks
public import Intake
public import Partnership
public import Vocabulary

/// What a member has said about a file so far. Kept with the draft, so that nothing is asked twice.
public struct ImportAnswers: Hashable, Sendable, Codable {
    public var title: String?
    public var marking: Marking
    /// The agency the file came from: its headings are known again in its next file.
    public var sender: AgencyID?
    public var reading: ReadingChoices
    /// Proposed matches the member has said yes to, by the action's position in the file, from 0.
    public var accepted: Set<Int>
    /// The member has looked at every hit of the screening for personal text.
    public var isScreeningConfirmed: Bool
    /// Who is asked for updates, by the wording of the lead; a wording that is absent stays vacant.
    public var owners: [String: MemberID]
    /// The owners were confirmed, and not only proposed.
    public var areOwnersConfirmed: Bool
    /// The layout the plan is in, where a person has chosen one.
    public var layout: String?

    public init(
        title: String? = nil, marking: Marking = .official, sender: AgencyID? = nil,
        reading: ReadingChoices = ReadingChoices(),
        accepted: Set<Int> = [], isScreeningConfirmed: Bool = false, owners: [String: MemberID] = [:],
        areOwnersConfirmed: Bool = false, layout: String? = nil
    ) {
        self.title = title
        self.marking = marking
        self.sender = sender
        self.reading = reading
        self.accepted = accepted
        self.isScreeningConfirmed = isScreeningConfirmed
        self.owners = owners
        self.areOwnersConfirmed = areOwnersConfirmed
        self.layout = layout
    }
}

/// A file, read and compared with what is here, before anything is entered.
public struct ImportPreview: Sendable {
    public let draft: ImportDraftID
    public let created: Instant
    public let answers: ImportAnswers
    public let read: ReadPlan
    /// The plan it revises; nil for a plan that is new here.
    public let revises: Plan?
    public let matching: PlanMatch
    public let leads: [LeadWording]
    /// Set where the file is an export of the plan that came back: what it changes, cell by cell.
    public let returned: ReturnedExport?

    /// The layout the plan would be in without a choice: the one that fits the file's columns best, or for a newer file
    /// the one its plan is in.
    public let foundLayout: PlanLayout
    /// Whose file it is; nil for a draft that says nothing of it.
    public let sender: Agency?
    /// Agencies by what they are called, those that have gone included.
    public let agencies: [AgencyID: String]
    /// Plans in the member's sight that came from the same file or bear the same title, where this is to be a new one.
    public let alreadyHere: [Strategy]

    /// One distinct wording of a lead column and who is proposed for it.
    public struct LeadWording: Hashable, Sendable {
        public let wording: String
        public let actions: Int
        public let proposed: MemberID?
        /// "TBA", "all partners": nobody to ask.
        public let isVacant: Bool
    }

    /// How many of the file's actions are new, changed, unchanged or only similar.
    public var counts: (new: Int, changed: Int, unchanged: Int, proposed: Int) {
        var counts = (new: 0, changed: 0, unchanged: 0, proposed: 0)
        for match in matching.outcomes {
            switch match {
            case .new: counts.new += 1
            case .changed: counts.changed += 1
            case .unchanged: counts.unchanged += 1
            case .proposed: counts.proposed += 1
            }
        }
        return counts
    }

    /// What was remembered of a column's heading and holds for it: nobody has said anything else of it.
    public func memory(of column: ReadColumn) -> RememberedHeading? {
        guard let heading = column.heading, !answers.reading.remembered.isEmpty else { return nil }
        let key = RememberedHeading.key(heading)
        let isAnswered = answers.reading.columns.contains { choice in
            read.columns.contains { other in
                choice.table == other.table && choice.column == other.column
                    && other.heading.map(RememberedHeading.key) == key
            }
        }
        let known = answers.reading.remembered.first { $0.heading == key }
        return isAnswered || known?.meaning != column.meaning ? nil : known
    }

    /// Hits of the screening: looked at and confirmed by a person before the import is entered.
    public var personalText: [Problem] { read.problems.filter { $0.code == "personal-text" } }

    public var errors: [Problem] { read.problems.filter { $0.severity == .error } }

    /// The title the plan would bear.
    public var title: String { answers.title ?? read.title ?? read.source.name }
}
