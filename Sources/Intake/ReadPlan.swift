public import ActionPlans
public import Frameworks
public import Vocabulary

/// A plan as it was read from a file: nothing stored, nothing decided, every part with its place.
///
/// Printed by `cornerstone plan read --format json`; the stable form is in `Documentation/reference/plan-read.md`.
public struct ReadPlan: Hashable, Sendable, Codable {
    public var title: String?
    public var source: PlanSource
    public var columns: [ReadColumn]
    public var actions: [ReadAction]
    public var notTaken: [NotTaken]
    public var problems: [Problem]

    public init(
        title: String?, source: PlanSource, columns: [ReadColumn] = [], actions: [ReadAction] = [],
        notTaken: [NotTaken] = [], problems: [Problem] = []
    ) {
        self.title = title
        self.source = source
        self.columns = columns
        self.actions = actions
        self.notTaken = notTaken
        self.problems = problems
    }
}

/// A column of a plan table, with what its heading was taken to mean. Confirmed or changed by a person.
public struct ReadColumn: Hashable, Sendable, Codable {
    public var table: Int
    public var column: Int
    /// As printed; nil in a table without a header row.
    public var heading: String?
    public var meaning: ColumnReading

    public init(table: Int, column: Int, heading: String?, meaning: ColumnReading) {
        self.table = table
        self.column = column
        self.heading = heading
        self.meaning = meaning
    }
}

/// An action with the place it was read at.
public struct ReadAction: Hashable, Sendable, Codable {
    public var wording: ActionWording
    public var place: Place

    public init(wording: ActionWording, place: Place) {
        self.wording = wording
        self.place = place
    }
}

/// A table, or a row or cell of a plan table, that is not part of the plan.
public struct NotTaken: Hashable, Sendable, Codable {
    public var place: Place
    /// Its beginning, at most 200 characters.
    public var text: String
    /// Why, in a plain sentence.
    public var reason: String

    public init(place: Place, text: String, reason: String) {
        self.place = place
        self.text = text
        self.reason = reason
    }
}

/// What a person said about a file before it is read again: confirmed columns, the year its paired years mean.
public struct ReadingChoices: Hashable, Sendable, Codable {
    public var year: PlanYear
    /// Meanings confirmed by a person, by table and column.
    public var columns: [Choice]
    /// What the sender's headings were settled to mean before; an answer about this file comes first.
    public var remembered: [RememberedHeading]

    public struct Choice: Hashable, Sendable, Codable {
        public var table: Int
        public var column: Int
        public var meaning: ColumnReading

        public init(table: Int, column: Int, meaning: ColumnReading) {
            self.table = table
            self.column = column
            self.meaning = meaning
        }
    }

    public init(
        year: PlanYear = .financial, columns: [Choice] = [], remembered: [RememberedHeading] = []
    ) {
        self.year = year
        self.columns = columns
        self.remembered = remembered
    }

    /// Drafts of earlier programs remember nothing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        year = try container.decode(PlanYear.self, forKey: .year)
        columns = try container.decode([Choice].self, forKey: .columns)
        remembered = try container.decodeIfPresent([RememberedHeading].self, forKey: .remembered) ?? []
    }
}
