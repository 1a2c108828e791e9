public import Vocabulary

/// One more action, with its reference, for a plan that was here.
public struct ActionAdded: Hashable, Sendable, Codable {
    public var strategy: StrategyID
    public var on: Day
    public var action: EnteredAction
    /// The meeting that decided on it.
    public var meeting: MeetingID?

    public init(strategy: StrategyID, on: Day, action: EnteredAction, meeting: MeetingID?) {
        self.strategy = strategy
        self.on = on
        self.action = action
        self.meeting = meeting
    }
}
