public import Vocabulary

/// What a meeting should look at, found by rule from the plans on a day: nobody picks the reds.
///
/// An action may stand under two headings only where two different things are asked of the meeting: a red action with a
/// delay to decide is a red and a decision. What changed and what is vacant leave out what is red, to be decided or
/// carried over already.
public struct Agenda: Hashable, Sendable {
    /// The headings, in the order in which a meeting takes them.
    public enum Part: String, Codable, Sendable, CaseIterable {
        case carriedOver = "carried-over"
        case decisions
        case reds
        case changes
        case vacant
        case typed

        public var words: String {
            switch self {
            case .carriedOver: "Carried over from earlier meetings"
            case .decisions: "To be decided"
            case .reds: "Red"
            case .changes: "What changed"
            case .vacant: "Nobody is asked for updates"
            case .typed: "Other items"
            }
        }
    }

    public struct Item: Hashable, Sendable {
        public enum About: Hashable, Sendable {
            case action(ActionID)
            /// A delay asked for, by commitment.
            case delay(ActionID, promise: Int)
            case decision(DecisionID)
            case register(DueItem)
            case typed(Int)
        }

        public let part: Part
        public let about: About
        /// "AP-0012", "D-0003"; empty for an item typed by hand.
        public let reference: String
        public let title: String
        /// Why it stands here.
        public let sentence: String
        /// Nil for what belongs to no plan.
        public let strategy: StrategyID?
        public let status: Status?
        public let marking: Marking

        /// Whether it is one of those a meeting that is short of time takes: reds and decisions.
        public var isPressing: Bool { part == .decisions || status?.colour == .red || part == .carriedOver }

        /// What a note about it refers to; nil for an item of a register.
        public var itemReference: ItemReference? {
            switch about {
            case .action(let id), .delay(let id, _): .action(id)
            case .decision(let id): .decision(id)
            case .typed(let number): .typed(number)
            case .register: nil
            }
        }
    }

    public let day: Day
    /// What "changed" compares with, plan by plan: "the meeting on 4 March 2009".
    public let since: [StrategyID: String]
    /// In the order of the headings, plan by plan within each.
    public let items: [Item]

    public func items(_ part: Part) -> [Item] { items.filter { $0.part == part } }

    public var marking: Marking { items.map(\.marking).max() ?? .official }
}

/// Something a register says is due: a risk to review, a pilot to decide, an evidence gap to close.
public struct DueItem: Hashable, Sendable {
    /// "R-0003".
    public let reference: String
    /// What it is: "Risk", "Pilot", "Evidence gap".
    public let kind: String
    public let title: String
    public let due: Day
    /// "Review due 30 April 2009, 4 days ago".
    public let sentence: String
    /// The path of its page.
    public let href: String
    public let marking: Marking

    public init(
        reference: String, kind: String, title: String, due: Day, sentence: String, href: String, marking: Marking
    ) {
        self.reference = reference
        self.kind = kind
        self.title = title
        self.due = due
        self.sentence = sentence
        self.href = href
        self.marking = marking
    }
}

/// What an agenda is made from. Everything in it is as far as one sight reaches, so nothing else can stand on it.
public struct AgendaSource: Sendable {
    /// One plan the meeting looks at.
    public struct Look: Sendable {
        public let now: PlanPicture
        /// The plan at the end of the day of the group's last meeting; nil before the first, and where the plan is newer
        /// than it. What changed is then what changed since the last close.
        public let atLastMeeting: PlanPicture?

        public init(now: PlanPicture, atLastMeeting: PlanPicture?) {
            self.now = now
            self.atLastMeeting = atLastMeeting
        }
    }

    public var day: Day
    public var looks: [Look]
    /// The decisions of the group that stand.
    public var decisions: [Decision]
    /// Actions raised at earlier meetings of the group.
    public var raised: [ActionID: Meeting]
    public var registerItems: [DueItem]
    public var typed: [TypedItem]
    public var marking: Marking

    public init(
        day: Day, looks: [Look], decisions: [Decision] = [], raised: [ActionID: Meeting] = [:],
        registerItems: [DueItem] = [], typed: [TypedItem] = [], marking: Marking = .official
    ) {
        self.day = day
        self.looks = looks
        self.decisions = decisions
        self.raised = raised
        self.registerItems = registerItems
        self.typed = typed
        self.marking = marking
    }
}
