public import Vocabulary

/// What a register says about one thing, as people recorded it.
public struct RegisterRecord: Hashable, Sendable, Codable {
    /// A risk: what may happen. An issue: what happened. A pilot: what is tried. An evidence gap: the question.
    public var title: String
    /// The plan it belongs to; nil where it belongs to none, or to several.
    public var strategy: StrategyID?
    /// The actions it bears on.
    public var actions: [ActionID]
    /// Who looks after it; of a pilot, who evaluates. Nil is vacant.
    public var owner: MemberID?
    /// The day by which somebody looks at it again; a pilot or a gap may do without.
    public var review: Day?
    public var details: RegisterDetails

    public init(
        title: String, strategy: StrategyID? = nil, actions: [ActionID] = [], owner: MemberID? = nil,
        review: Day? = nil, details: RegisterDetails
    ) {
        self.title = title
        self.strategy = strategy
        self.actions = actions
        self.owner = owner
        self.review = review
        self.details = details
    }
}

/// What only one kind of item has.
public enum RegisterDetails: Hashable, Sendable {
    case risk(RiskDetails)
    case issue(IssueDetails)
    case pilot(PilotDetails)
    case evidenceGap(GapDetails)

    public var kind: RegisterKind {
        switch self {
        case .risk: .risk
        case .issue: .issue
        case .pilot: .pilot
        case .evidenceGap: .evidenceGap
        }
    }
}

public struct RiskDetails: Hashable, Sendable, Codable {
    public var cause: String?
    public var effect: String?
    /// 1 to 5, see `RiskScale`.
    public var likelihood: Int
    public var impact: Int
    public var mitigation: String?

    public init(cause: String? = nil, effect: String? = nil, likelihood: Int, impact: Int, mitigation: String? = nil) {
        self.cause = cause
        self.effect = effect
        self.likelihood = likelihood
        self.impact = impact
        self.mitigation = mitigation
    }
}

public struct IssueDetails: Hashable, Sendable, Codable {
    public var effect: String?
    /// What is being done about it.
    public var response: String?

    public init(effect: String? = nil, response: String? = nil) {
        self.effect = effect
        self.response = response
    }
}

public struct PilotDetails: Hashable, Sendable, Codable {
    /// The area in words, never an address.
    public var site: String
    public var begins: Day
    public var ends: Day
    public var evaluationDue: Day

    public init(site: String, begins: Day, ends: Day, evaluationDue: Day) {
        self.site = site
        self.begins = begins
        self.ends = ends
        self.evaluationDue = evaluationDue
    }
}

public struct GapDetails: Hashable, Sendable, Codable {
    /// Why the answer matters.
    public var why: String
    /// What would fill the gap.
    public var fill: String?
    public var due: Day

    public init(why: String, fill: String? = nil, due: Day) {
        self.why = why
        self.fill = fill
        self.due = due
    }
}

extension RegisterDetails: Codable {
    private enum Key: String, CodingKey, CaseIterable {
        case risk, issue, pilot
        case evidenceGap = "evidence-gap"
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        switch values.allKeys.first {
        case .risk: self = .risk(try values.decode(RiskDetails.self, forKey: .risk))
        case .issue: self = .issue(try values.decode(IssueDetails.self, forKey: .issue))
        case .pilot: self = .pilot(try values.decode(PilotDetails.self, forKey: .pilot))
        case .evidenceGap: self = .evidenceGap(try values.decode(GapDetails.self, forKey: .evidenceGap))
        case nil:
            throw DecodingError.dataCorrupted(
                .init(codingPath: values.codingPath, debugDescription: "no kind of register item"))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        switch self {
        case .risk(let details): try values.encode(details, forKey: .risk)
        case .issue(let details): try values.encode(details, forKey: .issue)
        case .pilot(let details): try values.encode(details, forKey: .pilot)
        case .evidenceGap(let details): try values.encode(details, forKey: .evidenceGap)
        }
    }
}

/// How an item left its register.
public struct RegisterClosing: Hashable, Sendable {
    public enum How: String, Hashable, Sendable, CaseIterable {
        case closed
        /// A pilot that became the way of working.
        case adopted
        /// A pilot that was stopped.
        case stopped
        /// An evidence gap that was filled.
        case answered

        /// As a state: "Adopted".
        public var word: String {
            switch self {
            case .closed: "Closed"
            case .adopted: "Adopted"
            case .stopped: "Stopped"
            case .answered: "Answered"
            }
        }
    }

    public let how: How
    public let on: Day
    /// The reason, or the answer.
    public let reason: String
    /// Where an answer comes from.
    public let source: String?

    public init(how: How, on: Day, reason: String, source: String? = nil) {
        self.how = how
        self.on = on
        self.reason = reason
        self.source = source
    }
}

/// An item of a register as it stood at a sequence of the journal.
public struct RegisterItem: Hashable, Sendable, Identifiable {
    public let id: RegisterItemID
    public var record: RegisterRecord
    public var marking: Marking
    public let opened: Day
    /// Nil while it is open.
    public var closing: RegisterClosing?
    /// The day it was last looked at.
    public var reviewed: Day?
    /// How often a pilot was extended.
    public var extensions: Int
    /// The sequence of the last entry that touched it.
    public var version: JournalSequence

    public init(
        id: RegisterItemID, record: RegisterRecord, marking: Marking, opened: Day, closing: RegisterClosing? = nil,
        reviewed: Day? = nil, extensions: Int = 0, version: JournalSequence
    ) {
        self.id = id
        self.record = record
        self.marking = marking
        self.opened = opened
        self.closing = closing
        self.reviewed = reviewed
        self.extensions = extensions
        self.version = version
    }

    public var kind: RegisterKind { record.details.kind }
    public var reference: RegisterReference { RegisterReference(kind, id) }
    public var isOpen: Bool { closing == nil }

    /// The state in a word: "Open", or how it left.
    public var stateWord: String { closing?.how.word ?? "Open" }

    /// The score of a risk; nil for every other kind.
    public var score: Int? {
        if case .risk(let details) = record.details { details.score } else { nil }
    }
}
