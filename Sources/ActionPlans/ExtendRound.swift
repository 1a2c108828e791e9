public import Vocabulary

/// A new closing day for a round that is still open, later or earlier, with its reason.
public struct ExtendRound: Hashable, Sendable {
    public var round: RoundID
    public var closes: Day
    public var reason: String

    public init(round: RoundID, closes: Day, reason: String) {
        self.round = round
        self.closes = closes
        self.reason = reason
    }
}

/// Why a round's closing day cannot be changed.
public enum ExtendRoundRefusal: Refusal {
    case unknownRound
    /// A closed round's picture is frozen.
    case hasClosed(on: Day)
    case sameDay(Day)
    case closesInThePast(today: Day)
    case closesBeforeItOpens(opens: Day)
    case openTooLong(days: Int)
    case reachesNextRound(opens: Day)
    case reason(TypedText.Fault)

    public var words: RefusalWords {
        switch self {
        case .unknownRound:
            RefusalWords(
                "unknown-round", field: "round", "Choose a round of this plan; there is none with this number.")
        case .hasClosed(let day):
            RefusalWords(
                "has-closed", field: "round",
                "This round closed at the end of \(day.printed) and stays closed. Late updates still count from their day."
            )
        case .sameDay(let day):
            RefusalWords("same-day", field: "closes", "Enter another day; the round closes on \(day.printed) already.")
        case .closesInThePast(let today):
            RefusalWords(
                "closes-in-the-past", field: "closes", "Enter a closing day that is today, \(today.printed), or later.")
        case .closesBeforeItOpens(let day):
            RefusalWords(
                "closes-before-it-opens", field: "closes",
                "Enter a closing day on or after \(day.printed), when the round opens.")
        case .openTooLong(let days):
            RefusalWords(
                "open-too-long", field: "closes", "Close the round within \(days.printed) days of its opening.")
        case .reachesNextRound(let day):
            RefusalWords(
                "reaches-next-round", field: "closes",
                "Enter a closing day before \(day.printed), when the next round opens.")
        case .reason(let fault): fault.words("reason", "the reason for the new closing day")
        }
    }
}

extension ExtendRound {
    /// Whether the facts allow it; with every problem at once.
    public func decide(in plan: Plan, on day: Day) -> Result<PlanEntry, Refusals<ExtendRoundRefusal>> {
        guard let round = plan.round(round) else { return .failure(Refusals(.unknownRound)) }
        guard !round.isClosed(on: day) else { return .failure(Refusals(.hasClosed(on: round.closes))) }
        var refusals: [ExtendRoundRefusal] = []
        if closes == round.closes { refusals.append(.sameDay(closes)) }
        if closes < round.opens {
            refusals.append(.closesBeforeItOpens(opens: round.opens))
        } else if closes < day {
            refusals.append(.closesInThePast(today: day))
        } else if closes.number - round.opens.number >= OpenRound.longest {
            refusals.append(.openTooLong(days: OpenRound.longest))
        }
        let later = plan.rounds.filter { $0.id != round.id && $0.opens > round.opens }.map(\.opens).min()
        if let later, closes >= later { refusals.append(.reachesNextRound(opens: later)) }
        let reason = TypedText(reason, upTo: TextLimit.reason)
        if let fault = reason.fault { refusals.append(.reason(fault)) }
        return .decided(
            refusals,
            .roundExtended(
                RoundExtended(round: round.id, strategy: plan.strategy.id, closes: closes, reason: reason.text)))
    }
}
