public import Vocabulary

/// A plan a partnership works to: its name and terms, without its actions.
public struct Strategy: Hashable, Sendable, Identifiable {
    public let id: StrategyID
    public var title: String
    public var year: PlanYear
    public var marking: Marking
    /// The file it came from, by name and SHA-256; the last revision's.
    public var source: PlanSource
    /// The day it was first imported, in the partnership's time zone. Before it nothing was owed.
    public var imported: Day
    /// The sequence of the first import's entry: what "changed" compares with before the first round has closed.
    public var importedAt: JournalSequence
    /// The sequence of the last entry that touched it.
    public var version: JournalSequence
    /// The sequence of the last import or revision that stands: the entry its source came with.
    public var sourceAt: JournalSequence
    /// The name of the layout it came in or is to be printed in; nil where no import has said.
    public var layout: String?

    public init(
        id: StrategyID, title: String, year: PlanYear, marking: Marking, source: PlanSource, imported: Day,
        importedAt: JournalSequence, version: JournalSequence, sourceAt: JournalSequence? = nil, layout: String? = nil
    ) {
        self.id = id
        self.title = title
        self.year = year
        self.marking = marking
        self.source = source
        self.imported = imported
        self.importedAt = importedAt
        self.version = version
        self.sourceAt = sourceAt ?? importedAt
        self.layout = layout
    }
}

public struct PlanSource: Hashable, Sendable, Codable {
    public var name: String
    /// SHA-256 in lower-case hex.
    public var digest: String

    public init(name: String, digest: String) {
        self.name = name
        self.digest = digest
    }
}

/// One step of the way from a strategy to an action: "aim", "objective" or "task".
public struct PlanLevel: Hashable, Sendable, Codable {
    public enum Kind: String, Codable, Sendable, CaseIterable { case aim, objective, task }
    public var level: Kind
    /// As printed, without a closing full stop.
    public var number: String?
    public var text: String

    public init(level: Kind, number: String?, text: String) {
        self.level = level
        self.number = number
        self.text = text
    }
}

/// What a plan says about an action, in its own words. Every text is as printed.
public struct ActionWording: Hashable, Sendable, Codable {
    public var number: String?
    public var path: [PlanLevel]
    public var text: String
    /// Accountable, where the document has a column for it beside the leads.
    public var owner: String?
    public var leads: [String]
    public var contributors: [String]
    public var resources: String?
    public var coverage: String?
    public var outcome: String?
    public var measure: String?
    public var progress: String?
    public var equality: String?
    public var notes: String?
    public var timescale: Timescale

    public init(
        number: String? = nil, path: [PlanLevel] = [], text: String, owner: String? = nil, leads: [String] = [],
        contributors: [String] = [], resources: String? = nil, coverage: String? = nil, outcome: String? = nil,
        measure: String? = nil, progress: String? = nil, equality: String? = nil, notes: String? = nil,
        timescale: Timescale
    ) {
        self.number = number
        self.path = path
        self.text = text
        self.owner = owner
        self.leads = leads
        self.contributors = contributors
        self.resources = resources
        self.coverage = coverage
        self.outcome = outcome
        self.measure = measure
        self.progress = progress
        self.equality = equality
        self.notes = notes
        self.timescale = timescale
    }
}
