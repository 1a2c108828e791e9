public import Partnership
public import Vocabulary

/// What a command on the registers is decided on: the day, who does it, and what they may see of the plans.
public struct RegisterSetting: Sendable {
    public let day: Day
    public let member: Member
    public let members: [Member]
    /// The plans the member may see, by their marking.
    public let strategies: [StrategyID: Marking]
    /// The actions the member may see that the command names, with their plan and marking.
    public let actions: [ActionID: LinkedAction]

    public init(
        day: Day, member: Member, members: [Member], strategies: [StrategyID: Marking],
        actions: [ActionID: LinkedAction]
    ) {
        self.day = day
        self.member = member
        self.members = members
        self.strategies = strategies
        self.actions = actions
    }

    /// An action that an item names.
    public struct LinkedAction: Hashable, Sendable {
        public let strategy: StrategyID
        public let marking: Marking

        public init(strategy: StrategyID, marking: Marking) {
            self.strategy = strategy
            self.marking = marking
        }
    }
}

/// How long the texts of a register may be, in characters.
public enum RegisterLimit {
    public static let title = 300
    public static let site = 200
    public static let text = TextLimit.note
    public static let reason = TextLimit.reason
    public static let actions = 50
}
