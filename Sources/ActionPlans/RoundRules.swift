public import Vocabulary

extension Round {
    /// A round closes at the end of its closing day, by rule, whether or not a program runs.
    public func isClosed(on day: Day) -> Bool { closes < day }

    /// Whether an update recorded on a day answers the round in time.
    public func accepts(on day: Day) -> Bool { opens <= day && day <= closes }

    /// The period in real dates: "July to September 2003", or full days where it is not made of whole months.
    public var label: String { Round.label(from: periodFrom, to: periodTo) }

    /// The days of a period in words.
    public static func label(from first: Day, to last: Day) -> String {
        guard first == first.startOfMonth, last == last.endOfMonth else {
            return "\(first.printed) to \(last.printed)"
        }
        if first.year != last.year { return "\(first.printedMonth) to \(last.printedMonth)" }
        return first.month == last.month ? last.printedMonth : "\(first.monthName.printed) to \(last.printedMonth)"
    }
}

extension Plan {
    /// The last round that had closed before a day; nil before the first one has.
    public func lastClosedRound(on day: Day) -> Round? {
        rounds.filter { $0.isClosed(on: day) }.max { ($0.closes, $0.opened) < ($1.closes, $1.opened) }
    }

    /// The round that takes answers on a day, if any.
    public func openRound(on day: Day) -> Round? { rounds.first { $0.accepts(on: day) } }

    /// The actions that owe an update in a round that has just been opened: in the plan, not withdrawn, not completed,
    /// and opening on or before the period's last day.
    ///
    /// - Parameter day: the day the round opens, or the day it is entered where that is later.
    public func owing(throughPeriodEnding periodTo: Day, on day: Day) -> [ActionID] {
        let context = StandingContext(self, on: day)
        return actions.filter { action in
            let status = ActionStanding.of(action, on: day, context).status
            guard status != .withdrawn, status != .completed else { return false }
            return action.promises.contains { promise in
                promise.settled != .withdrawn && (promise.commitment.opens.map { $0 <= periodTo } ?? true)
            }
        }.map(\.id)
    }
}

/// The period, opening and closing days proposed for the next round; a person may change each.
public struct RoundProposal: Hashable, Sendable {
    public let periodFrom: Day
    public let periodTo: Day
    public let opens: Day
    public let closes: Day

    /// The next period of the cycle, counted within the plan's year.
    ///
    /// That is the period after the last round's. Without a round it is the period that has just ended, while its
    /// answers could still be taken, or else the present one.
    public static func next(for plan: Plan, on day: Day, cycle: Recurrence, closingDays: Int) -> RoundProposal {
        let periods = CyclePeriods(cycle, year: plan.strategy.year)
        var period: ClosedRange<Day>
        if let last = plan.rounds.map(\.periodTo).max() {
            period = periods.containing(last.adding(days: 1))
            // After a round over part of a period the rest of that period is next.
            if period.lowerBound <= last { period = last.adding(days: 1)...period.upperBound }
        } else {
            period = periods.containing(day)
            let ended = periods.containing(period.lowerBound.adding(days: -1))
            if ended.upperBound.adding(days: closingDays) >= day, ended.upperBound >= plan.strategy.imported {
                period = ended
            }
        }
        return RoundProposal(
            periodFrom: period.lowerBound, periodTo: period.upperBound, opens: period.upperBound,
            closes: period.upperBound.adding(days: closingDays))
    }
}

/// The reporting periods of a plan: its year divided by the cycle.
struct CyclePeriods {
    private let cycle: Recurrence
    private let year: PlanYear

    init(_ cycle: Recurrence, year: PlanYear) {
        self.cycle = cycle
        self.year = year
    }

    /// The period that holds a day. A cycle that does not divide the year begins anew with each year.
    func containing(_ day: Day) -> ClosedRange<Day> {
        let whole = year.days(containing: day)
        let months: Int? =
            switch cycle.unit {
            case .month: cycle.every
            case .year: cycle.every * 12
            case .day, .week: nil
            }
        var first = whole.lowerBound
        while true {
            let next =
                months.map { first.adding(months: $0) }
                ?? first.adding(days: max(1, cycle.every) * (cycle.unit == .week ? 7 : 1))
            if next > day || next > whole.upperBound || next <= first {
                return first...min(next.adding(days: -1), whole.upperBound)
            }
            first = next
        }
    }
}
