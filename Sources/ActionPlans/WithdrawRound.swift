public import Vocabulary

/// A round that was entered and has not opened yet is taken back, with the reason. Nobody has been asked.
public struct WithdrawRound: Hashable, Sendable {
    public var round: RoundID
    public var reason: String

    public init(round: RoundID, reason: String) {
        self.round = round
        self.reason = reason
    }
}

/// Why a round cannot be taken back.
public enum WithdrawRoundRefusal: Refusal {
    case unknownRound
    /// Whoever owes an answer may have been asked.
    case hasOpened(opens: Day)
    case reason(TypedText.Fault)

    public var words: RefusalWords {
        switch self {
        case .unknownRound:
            RefusalWords(
                "unknown-round", field: "round", "Choose a round of this plan; there is none with this number.")
        case .hasOpened(let day):
            RefusalWords(
                "has-opened", field: "round",
                "This round opened on \(day.printed), and people were asked. Change its closing day instead.")
        case .reason(let fault): fault.words("reason", "the reason for taking the round back")
        }
    }
}

extension WithdrawRound {
    /// Whether the facts allow it; with every problem at once.
    public func decide(in plan: Plan, on day: Day) -> Result<PlanEntry, Refusals<WithdrawRoundRefusal>> {
        guard let round = plan.round(round) else { return .failure(Refusals(.unknownRound)) }
        var refusals: [WithdrawRoundRefusal] = []
        if round.opens <= day { refusals.append(.hasOpened(opens: round.opens)) }
        let reason = TypedText(reason, upTo: TextLimit.reason)
        if let fault = reason.fault { refusals.append(.reason(fault)) }
        return .decided(
            refusals,
            .roundWithdrawn(
                RoundWithdrawn(round: round.id, strategy: plan.strategy.id, on: day, reason: reason.text)))
    }
}
