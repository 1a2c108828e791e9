public import Vocabulary

/// A round that has closed takes answers again, until a new closing day, with the reason.
///
/// Only the latest round: pictures of the days on which it was closed stay as they were, and from the day it is
/// reopened nobody is silent for it until it has closed again.
public struct ReopenRound: Hashable, Sendable {
    public var round: RoundID
    public var closes: Day
    public var reason: String

    public init(round: RoundID, closes: Day, reason: String) {
        self.round = round
        self.closes = closes
        self.reason = reason
    }
}

/// Why a round cannot be reopened.
public enum ReopenRoundRefusal: Refusal {
    case unknownRound
    /// It still takes answers, or will: its closing day can be changed instead.
    case notClosed(closes: Day)
    /// A later round has been opened, and its answers would be this one's too.
    case laterRound(opens: Day)
    case closesInThePast(today: Day)
    case openTooLong(days: Int)
    case reason(TypedText.Fault)

    public var words: RefusalWords {
        switch self {
        case .unknownRound:
            RefusalWords(
                "unknown-round", field: "round", "Choose a round of this plan; there is none with this number.")
        case .notClosed(let day):
            RefusalWords(
                "not-closed", field: "round",
                "This round has not closed yet; it closes at the end of \(day.printed). Change its closing day instead."
            )
        case .laterRound(let day):
            RefusalWords(
                "later-round", field: "round",
                "A later round, from \(day.printed), has been opened, so this one stays closed. Answer in the later one."
            )
        case .closesInThePast(let today):
            RefusalWords(
                "closes-in-the-past", field: "closes", "Enter a closing day that is today, \(today.printed), or later.")
        case .openTooLong(let days):
            RefusalWords(
                "open-too-long", field: "closes", "Close the round within \(days.printed) days of its opening.")
        case .reason(let fault): fault.words("reason", "the reason for reopening the round")
        }
    }
}

extension ReopenRound {
    /// Whether the facts allow it; with every problem at once.
    public func decide(in plan: Plan, on day: Day) -> Result<PlanEntry, Refusals<ReopenRoundRefusal>> {
        guard let round = plan.round(round) else { return .failure(Refusals(.unknownRound)) }
        guard round.isClosed(on: day) else { return .failure(Refusals(.notClosed(closes: round.closes))) }
        if let later = plan.roundAfter(round) { return .failure(Refusals(.laterRound(opens: later.opens))) }
        var refusals: [ReopenRoundRefusal] = []
        if closes < day {
            refusals.append(.closesInThePast(today: day))
        } else if closes.number - round.opens.number >= OpenRound.longest {
            refusals.append(.openTooLong(days: OpenRound.longest))
        }
        let reason = TypedText(reason, upTo: TextLimit.reason)
        if let fault = reason.fault { refusals.append(.reason(fault)) }
        return .decided(
            refusals,
            .roundReopened(
                RoundReopened(round: round.id, strategy: plan.strategy.id, closes: closes, reason: reason.text)))
    }
}

extension Plan {
    /// The round that was opened after another; nil for the latest.
    public func roundAfter(_ round: Round) -> Round? {
        rounds.filter { $0.id != round.id && $0.opens > round.opens }.min { $0.opens < $1.opens }
    }
}
