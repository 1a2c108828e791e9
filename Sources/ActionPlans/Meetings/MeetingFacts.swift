public import Partnership
public import Vocabulary

/// What a command about groups, meetings or decisions is decided on. Groups, meetings, decisions and actions are those
/// the member may see.
public struct MeetingFacts: Sendable {
    /// An action as far as a decision about it needs to know it.
    public struct KnownAction: Hashable, Sendable {
        public let strategy: StrategyID
        /// The higher of the action's and of its plan's.
        public let marking: Marking

        public init(strategy: StrategyID, marking: Marking) {
            self.strategy = strategy
            self.marking = marking
        }
    }

    public var today: Day
    public var author: Member
    public var groups: [Group]
    /// Those out of sight too: a line of accountability must not run in a circle, whoever draws it.
    public var everyGroup: [Group]
    public var members: [Member]
    public var strategies: Set<StrategyID>
    public var actions: [ActionID: KnownAction]
    public var meetings: [Meeting]
    public var decisions: [Decision]
    public var numbers: NextMeetingNumbers
    /// The number the next note of the command's meeting will bear.
    public var nextNote: Int
    /// The number the next typed item of the command's meeting will bear.
    public var nextItem: Int

    public init(
        today: Day, author: Member, groups: [Group] = [], everyGroup: [Group]? = nil, members: [Member] = [],
        strategies: Set<StrategyID> = [], actions: [ActionID: KnownAction] = [:], meetings: [Meeting] = [],
        decisions: [Decision] = [], numbers: NextMeetingNumbers, nextNote: Int = 1,
        nextItem: Int = 1
    ) {
        self.today = today
        self.author = author
        self.groups = groups
        self.everyGroup = everyGroup ?? groups
        self.members = members
        self.strategies = strategies
        self.actions = actions
        self.meetings = meetings
        self.decisions = decisions
        self.numbers = numbers
        self.nextNote = nextNote
        self.nextItem = nextItem
    }

    func group(_ id: GroupID) -> Group? { groups.first { $0.id == id } }
    func meeting(_ id: MeetingID) -> Meeting? { meetings.first { $0.id == id } }
    func decision(_ id: DecisionID) -> Decision? { decisions.first { $0.id == id } }
    func member(_ id: MemberID) -> Member? { members.first { $0.id == id } }
}

/// How long the texts of a meeting may be, in characters, and how many there may be.
public enum MeetingLimit {
    public static let name = 120
    public static let purpose = 2_000
    public static let time = 60
    public static let place = 200
    public static let item = 300
    public static let items = 40
    public static let visitor = 120
    public static let visitors = 40
    public static let text = 4_000
    public static let reason = 2_000
    public static let actions = 50
    public static let terms = 200
}
