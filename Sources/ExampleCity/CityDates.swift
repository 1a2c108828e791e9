public import Vocabulary

/// When things happen in the example city: quarterly rounds, the last of them open today, and the month its plans are
/// dated from. Everything follows from one day, so that the demo is alive whenever it is started.
public struct CityDates: Hashable, Sendable {
    public struct RoundDates: Hashable, Sendable {
        public let periodFrom: Day
        public let periodTo: Day
        public let opens: Day
        public let closes: Day
        /// The day on which its closing was put off, and until when.
        public let extended: Extension?
    }

    public struct Extension: Hashable, Sendable {
        public let on: Day
        public let to: Day
    }

    public let today: Day
    /// The first day of the first round's period; the tokens of the plan files count from its month.
    public let base: Day
    /// Five that have closed, and one that takes answers today.
    public let rounds: [RoundDates]
    /// Days on which the city, the force and the national plan come in: about half a year and a year before today.
    public var imports: [Day] { [base.adding(days: -19), base.adding(days: -12), base.adding(days: -6)] }

    /// In the three weeks after a quarter its own round is open; later on the round of the present quarter has been
    /// opened early, for a board that meets before the quarter ends.
    ///
    /// - Parameter closed: how many rounds have closed by today.
    public init(today: Day, closed: Int = 5) {
        self.today = today
        let quarter = Period(.quarter, containing: today).first
        let into = today.number - quarter.number
        let openFrom = into < 21 ? quarter.adding(months: -3) : quarter
        base = openFrom.adding(months: -3 * closed)
        var rounds: [RoundDates] = []
        for index in 0..<closed {
            rounds.append(CityDates.closed(from: base.adding(months: 3 * index), wasExtended: index == 2))
        }
        let to = openFrom.adding(months: 2).endOfMonth
        if into < 21 {
            let later = into >= 9 ? Extension(on: to.adding(days: 9), to: to.adding(days: 21)) : nil
            rounds.append(
                RoundDates(periodFrom: openFrom, periodTo: to, opens: to, closes: to.adding(days: 14), extended: later))
        } else {
            let opens = max(quarter.adding(days: 15), today.adding(days: -8))
            rounds.append(
                RoundDates(
                    periodFrom: openFrom, periodTo: to, opens: opens, closes: to.adding(days: 14), extended: nil))
        }
        self.rounds = rounds
    }

    private static func closed(from first: Day, wasExtended: Bool) -> RoundDates {
        let to = first.adding(months: 2).endOfMonth
        let later = wasExtended ? Extension(on: to.adding(days: 11), to: to.adding(days: 21)) : nil
        return RoundDates(
            periodFrom: first, periodTo: to, opens: to, closes: to.adding(days: 14), extended: later)
    }

    /// The last day on which a round takes answers, as it stands today.
    public func lastDay(of round: RoundDates) -> Day { round.extended?.to ?? round.closes }
}
