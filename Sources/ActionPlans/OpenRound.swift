public import Vocabulary

/// A reporting round opens: the period it asks about and the days on which answers are taken.
public struct OpenRound: Hashable, Sendable {
    public var periodFrom: Day
    public var periodTo: Day
    public var opens: Day
    public var closes: Day

    public init(periodFrom: Day, periodTo: Day, opens: Day, closes: Day) {
        self.periodFrom = periodFrom
        self.periodTo = periodTo
        self.opens = opens
        self.closes = closes
    }

    public init(_ proposal: RoundProposal) {
        self.init(
            periodFrom: proposal.periodFrom, periodTo: proposal.periodTo, opens: proposal.opens,
            closes: proposal.closes)
    }
}

/// Why a round cannot be opened.
public enum OpenRoundRefusal: Refusal {
    case periodEndsBeforeItBegins
    case periodTooLong(days: Int)
    /// An earlier round asked about these days already.
    case periodAskedAlready(through: Day)
    case opensBeforePeriod(begins: Day)
    case closesBeforeItOpens
    case closesInThePast(today: Day)
    case openTooLong(days: Int)
    /// Another round still takes answers then.
    case anotherIsOpen(until: Day)

    public var words: RefusalWords {
        switch self {
        case .periodEndsBeforeItBegins:
            RefusalWords(
                "period-ends-before-it-begins", field: "period-to", "Enter a last day that is not before the first.")
        case .periodTooLong(let days):
            RefusalWords(
                "period-too-long", field: "period-to", "Enter a period of at most \(days.printed) days.")
        case .periodAskedAlready(let day):
            RefusalWords(
                "period-asked-already", field: "period-from",
                "Begin the period after \(day.printed); an earlier round has asked about the days up to then.")
        case .opensBeforePeriod(let day):
            RefusalWords(
                "opens-before-period", field: "opens",
                "Enter an opening day on or after \(day.printed), when the period begins.")
        case .closesBeforeItOpens:
            RefusalWords(
                "closes-before-it-opens", field: "closes", "Enter a closing day that is not before the opening day.")
        case .closesInThePast(let today):
            RefusalWords(
                "closes-in-the-past", field: "closes", "Enter a closing day that is today, \(today.printed), or later.")
        case .openTooLong(let days):
            RefusalWords(
                "open-too-long", field: "closes", "Close the round within \(days.printed) days of its opening.")
        case .anotherIsOpen(let day):
            RefusalWords(
                "another-is-open", field: "opens",
                "Open it after \(day.printed), when the round before it closes, or close that round earlier first.")
        }
    }
}

extension OpenRound {
    /// The longest period and the longest time a round may be open, in days.
    static let longest = 366

    /// Whether the facts allow the round; the actions that owe are found here and kept with the entry.
    ///
    /// - Parameter number: the number the round will bear.
    public func decide(
        in plan: Plan, number: RoundID, on day: Day
    ) -> Result<PlanEntry, Refusals<OpenRoundRefusal>> {
        var refusals: [OpenRoundRefusal] = []
        if periodTo < periodFrom {
            refusals.append(.periodEndsBeforeItBegins)
        } else if periodTo.number - periodFrom.number >= Self.longest {
            refusals.append(.periodTooLong(days: Self.longest))
        }
        if let asked = plan.rounds.map(\.periodTo).max(), periodFrom <= asked {
            refusals.append(.periodAskedAlready(through: asked))
        }
        if opens < periodFrom { refusals.append(.opensBeforePeriod(begins: periodFrom)) }
        if closes < opens {
            refusals.append(.closesBeforeItOpens)
        } else if closes < day {
            refusals.append(.closesInThePast(today: day))
        } else if closes.number - opens.number >= Self.longest {
            refusals.append(.openTooLong(days: Self.longest))
        }
        if let busy = plan.rounds.map(\.closes).max(), opens <= busy { refusals.append(.anotherIsOpen(until: busy)) }
        return .decided(
            refusals,
            .roundOpened(
                RoundOpened(
                    round: number, strategy: plan.strategy.id, periodFrom: periodFrom, periodTo: periodTo,
                    opens: opens, closes: closes,
                    owing: plan.owing(throughPeriodEnding: periodTo, on: max(day, opens)))))
    }
}
