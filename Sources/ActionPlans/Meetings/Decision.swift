public import Vocabulary

/// Something a group decided at a meeting, with its number: `D-0001`.
public struct Decision: Hashable, Sendable, Identifiable {
    public let id: DecisionID
    public let meeting: MeetingID
    public let group: GroupID
    public var text: String
    /// The actions it is about, in the order in which they were named.
    public var about: [DecidedAbout]
    /// Who sees to it; nil where nobody was named.
    public var owner: MemberID?
    /// The day on which the group looks at it again.
    public var comesBack: Day?
    /// The highest of the meeting and of the actions it is about.
    public var marking: Marking
    public var taken: Day
    public var state: State
    public var version: JournalSequence

    /// What has become of it.
    public enum State: Hashable, Sendable {
        case standing
        case done(on: Day, note: String)
        case superseded(by: DecisionID, on: Day, note: String)

        public var word: Word {
            switch self {
            case .standing: .standing
            case .done: .done
            case .superseded: .superseded
            }
        }
    }

    public enum Word: String, Codable, Sendable, CaseIterable { case standing, done, superseded }

    public init(
        id: DecisionID, meeting: MeetingID, group: GroupID, text: String, about: [DecidedAbout], owner: MemberID?,
        comesBack: Day?, marking: Marking, taken: Day, state: State = .standing, version: JournalSequence
    ) {
        self.id = id
        self.meeting = meeting
        self.group = group
        self.text = text
        self.about = about
        self.owner = owner
        self.comesBack = comesBack
        self.marking = marking
        self.taken = taken
        self.state = state
        self.version = version
    }
}

/// An action a decision is about, with the plan it belongs to.
public struct DecidedAbout: Hashable, Sendable, Codable {
    public let action: ActionID
    public let strategy: StrategyID

    public init(action: ActionID, strategy: StrategyID) {
        self.action = action
        self.strategy = strategy
    }
}

extension Identifier where Owner == DecisionTag {
    /// The number printed in minutes and in the log, `D-0001`: given once, never reused.
    public var reference: String {
        let digits = String(number)
        return "D-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// Reads `D-0001`, in either case.
    public init?(reference: some StringProtocol) {
        guard reference.count > 2, reference.count <= 14, reference.prefix(2).uppercased() == "D-",
            reference.dropFirst(2).allSatisfy({ $0.isASCII && $0.isNumber }),
            let number = Int(reference.dropFirst(2)), number > 0
        else { return nil }
        self.init(number)
    }
}

/// Which decisions are wanted.
public struct DecisionFilter: Hashable, Sendable {
    public var group: GroupID?
    public var meeting: MeetingID?
    /// Decisions about an action of this plan.
    public var strategy: StrategyID?
    public var action: ActionID?
    public var state: Decision.Word?

    public init(
        group: GroupID? = nil, meeting: MeetingID? = nil, strategy: StrategyID? = nil, action: ActionID? = nil,
        state: Decision.Word? = nil
    ) {
        self.group = group
        self.meeting = meeting
        self.strategy = strategy
        self.action = action
        self.state = state
    }
}
