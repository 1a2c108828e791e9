public import Partnership
public import Vocabulary

/// A link by which one member answers one round without signing in. The secret itself is never kept, only its digest.
public struct LeadLink: Hashable, Sendable {
    public let token: TokenDigest
    public let member: MemberID
    public let strategy: StrategyID
    public let round: RoundID
    public let created: Instant

    public init(token: TokenDigest, member: MemberID, strategy: StrategyID, round: RoundID, created: Instant) {
        self.token = token
        self.member = member
        self.strategy = strategy
        self.round = round
        self.created = created
    }
}

extension LeadLink {
    /// How long a link still shows what was answered after its round has closed.
    public static let daysAfterClose = 7

    /// What a link is good for on a day.
    public enum Phase: Hashable, Sendable {
        /// Answers are taken from a day on.
        case opens(Day)
        /// Answers are taken to the end of a day.
        case open(until: Day)
        /// Nothing is taken any more; what was answered is shown to the end of a day.
        case closed(on: Day, shownUntil: Day)
        case over
    }

    /// Follows from the round's days alone, so that an extended round keeps its links and a closed one ends them,
    /// whether or not a program runs.
    public static func phase(of round: Round, on day: Day) -> Phase {
        if day < round.opens { return .opens(round.opens) }
        if !round.isClosed(on: day) { return .open(until: round.closes) }
        let last = round.closes.adding(days: daysAfterClose)
        return day <= last ? .closed(on: round.closes, shownUntil: last) : .over
    }

    /// The actions a member is asked about in a round: those that owed an update when it opened and that are theirs
    /// now, as owner or contributor, with a role that may report. In the plan's order.
    ///
    /// - Parameter plan: as far as the link may see; an action that is marked higher is not in it.
    public static func actions(of member: Member, in round: RoundID, of plan: Plan) -> [Action] {
        let owed = plan.owed[round] ?? []
        return plan.actions.filter {
            owed.contains($0.id) && ActionPolicy.may(.reportProgress, member, on: $0).isAllowed
        }
    }
}

/// What a store must promise about the links of leads. They are working facts and not journalled: what is answered by
/// one is an entry like any other.
public protocol LeadLinkRegister: Sendable {
    /// Keeps a link; an earlier one of the same member and round is void from now on.
    func issue(_ link: LeadLink) async throws
    /// Nil for one that is unknown, void or ended.
    func link(_ token: TokenDigest) async throws -> LeadLink?
    /// The rounds that links are kept for.
    func rounds() async throws -> [LeadLinkRound]
    func end(of member: MemberID) async throws
    func end(of round: RoundID) async throws
}

/// A round that links are kept for, with its plan.
public struct LeadLinkRound: Hashable, Sendable {
    public let strategy: StrategyID
    public let round: RoundID

    public init(strategy: StrategyID, round: RoundID) {
        self.strategy = strategy
        self.round = round
    }
}
