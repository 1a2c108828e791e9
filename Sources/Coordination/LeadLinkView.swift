public import ActionPlans
public import Partnership
public import Vocabulary

/// What a link shows at a moment: whose it is, the round, and the member's actions of it with what was answered.
public struct LeadLinkView: Sendable {
    public let member: Member
    /// For the names of those who answered.
    public let staff: [Member]
    public let round: Round
    /// Never `.over`: there is no view of that.
    public let phase: LeadLink.Phase
    public let moment: Moment
    /// The plan as far as the link sees it; nil where the plan itself is marked higher, or the member may not read
    /// plans any more.
    public let picture: PlanPicture?
    public let items: [LeadLinkItem]

    public init(
        member: Member, staff: [Member], round: Round, phase: LeadLink.Phase, moment: Moment, picture: PlanPicture?,
        items: [LeadLinkItem]
    ) {
        self.member = member
        self.staff = staff
        self.round = round
        self.phase = phase
        self.moment = moment
        self.picture = picture
        self.items = items
    }

    /// Whether the member may see what a link never shows. Says nothing about whether there is any of it.
    public var maySeeMoreSignedIn: Bool { member.clearance > LeadLinkDesk.ceiling }
}

/// One action of a link.
public struct LeadLinkItem: Sendable {
    public let action: Action
    public let standing: ActionStanding
    /// What was recorded on it while the round took answers, by whomever, oldest first.
    public let answers: [PlanHistoryEntry]

    public init(action: Action, standing: ActionStanding, answers: [PlanHistoryEntry]) {
        self.action = action
        self.standing = standing
        self.answers = answers
    }
}

/// What became of one answer.
public enum LeadAnswerOutcome: Sendable {
    case recorded(JournalSequence)
    /// The same answer was recorded before: a form sent twice.
    case already(JournalSequence)
    /// What is wrong with it, all of it.
    case problems([RefusalWords])
    /// The action was changed since the page was made; nothing was recorded. Oldest first.
    case stale(since: [PlanHistoryEntry])
    /// The link cannot answer it, or not any more: passed on, taken out, marked, never theirs. One answer for all.
    case notTheirs
    /// The round takes no answers now.
    case closed
}

public struct LeadAnswering: Sendable {
    public let phase: LeadLink.Phase
    /// One for each answer, in their order.
    public let outcomes: [LeadAnswerOutcome]

    public init(phase: LeadLink.Phase, outcomes: [LeadAnswerOutcome]) {
        self.phase = phase
        self.outcomes = outcomes
    }
}
