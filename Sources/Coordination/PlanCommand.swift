public import ActionPlans
public import Partnership
public import Vocabulary

/// What a member can ask the plan desk to do. Importing goes through the import desk, which makes the command.
public enum PlanCommand: Sendable {
    case importPlan(ImportPlan)
    case revisePlan(RevisePlan, StrategyID)
    case confirmOwners(ConfirmOwners, StrategyID)
    case openRound(OpenRound, StrategyID)
    case extendRound(ExtendRound, StrategyID)
    case reopenRound(ReopenRound, StrategyID)
    case withdrawRound(WithdrawRound, StrategyID)
    case remindRound(RemindRound, StrategyID)
    case settleDeadlines(SettleDeadlines, StrategyID)
    case reportProgress(ReportProgress)
    case askDelay(AskDelay)
    case rerouteAction(RerouteAction)
    case decideDelay(DecideDelay)
    case settleFinding(SettleFinding, StrategyID)
    case withdrawAction(WithdrawAction)
    case addAction(AddAction, StrategyID)
    case handOverPost(HandOverPost)
    case amendAction(AmendAction)
    case correctEntry(CorrectEntry)
    case undoImport(UndoImport, StrategyID)

    /// What the policy is asked about.
    public var act: Act {
        switch self {
        case .importPlan: .importPlan
        case .revisePlan: .revisePlan
        case .confirmOwners: .confirmOwners
        case .openRound, .withdrawRound: .openRound
        case .extendRound: .extendRound
        case .reopenRound: .reopenRound
        case .remindRound: .remindRound
        case .settleDeadlines: .settleDeadlines
        case .reportProgress: .reportProgress
        case .askDelay: .askDelay
        case .rerouteAction: .rerouteAction
        case .decideDelay: .decideDelay
        case .settleFinding: .settleFinding
        case .withdrawAction: .withdrawAction
        case .addAction: .addAction
        case .handOverPost: .handOverPost
        case .amendAction: .amendAction
        case .correctEntry: .correctEntry
        case .undoImport: .undoImport
        }
    }

    /// The action it is about, where it is about one.
    var action: ActionID? {
        switch self {
        case .reportProgress(let command): command.action
        case .askDelay(let command): command.action
        case .rerouteAction(let command): command.action
        case .decideDelay(let command): command.action
        case .withdrawAction(let command): command.action
        case .amendAction(let command): command.action
        case .correctEntry(let command): command.action
        default: nil
        }
    }

    /// The strategy it is about, where it names one.
    var strategy: StrategyID? {
        switch self {
        case .revisePlan(_, let id), .confirmOwners(_, let id), .openRound(_, let id), .extendRound(_, let id),
            .reopenRound(_, let id), .withdrawRound(_, let id), .remindRound(_, let id), .settleDeadlines(_, let id),
            .addAction(_, let id),
            .settleFinding(_, let id), .undoImport(_, let id):
            id
        default: nil
        }
    }

    /// The round it is about, where it is about one that is there.
    var round: RoundID? {
        switch self {
        case .extendRound(let command, _): command.round
        case .reopenRound(let command, _): command.round
        case .withdrawRound(let command, _): command.round
        case .remindRound(let command, _): command.round
        default: nil
        }
    }

    /// The commitment whose delay request is decided.
    var decidedPromise: Int? {
        if case .decideDelay(let command) = self { command.promise } else { nil }
    }
}
