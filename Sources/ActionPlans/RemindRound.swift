public import Vocabulary

/// Everybody who still owes an answer in a round is asked once more, each with one digest.
public struct RemindRound: Hashable, Sendable {
    public var round: RoundID

    public init(round: RoundID) { self.round = round }
}

/// Why nobody is reminded.
public enum RemindRoundRefusal: Refusal {
    case unknownRound
    case notOpenYet(opens: Day)
    /// A later round asks about the same actions.
    case laterRound(opens: Day)
    /// One digest a day is enough.
    case askedToday
    case nobodyOwes
    /// What is left has nobody who could be asked.
    case nobodyToAsk

    public var words: RefusalWords {
        switch self {
        case .unknownRound:
            RefusalWords(
                "unknown-round", field: "round", "Choose a round of this plan; there is none with this number.")
        case .notOpenYet(let day):
            RefusalWords(
                "not-open-yet", field: "round",
                "Wait until \(day.printed), when the round opens; everybody who owes an update is asked then.")
        case .laterRound(let day):
            RefusalWords(
                "later-round", field: "round",
                "Remind people in the later round, from \(day.printed), which asks about the same actions.")
        case .askedToday:
            RefusalWords(
                "asked-today", field: "round",
                "Wait until tomorrow; everybody who owes an update in this round was asked today.")
        case .nobodyOwes:
            RefusalWords(
                "nobody-owes", field: "round",
                "There is nobody to remind: nobody owes an update in this round any more.")
        case .nobodyToAsk:
            RefusalWords(
                "nobody-to-ask", field: "round",
                "Confirm update owners first: what is left without an answer has nobody who could be asked.")
        }
    }
}

extension RemindRound {
    /// Whether the facts allow it; who is asked is found here and kept with the entry.
    public func decide(
        in plan: Plan, on day: Day, people: RoundPeople
    ) -> Result<PlanEntry, Refusals<RemindRoundRefusal>> {
        guard let round = plan.round(round) else { return .failure(Refusals(.unknownRound)) }
        guard round.opens <= day else { return .failure(Refusals(.notOpenYet(opens: round.opens))) }
        if let later = plan.roundAfter(round) { return .failure(Refusals(.laterRound(opens: later.opens))) }
        guard !round.reminders.contains(where: { $0.on == day }) else { return .failure(Refusals(.askedToday)) }
        let answers = RoundAnswers(
            of: round, owed: plan.owed[round.id] ?? [], in: plan, on: day, people: people)
        guard answers[.waiting] + answers[.vacant] > 0 else { return .failure(Refusals(.nobodyOwes)) }
        guard let entry = RoundReminded(answers, in: plan, step: round.nextStep, people: people) else {
            return .failure(Refusals(.nobodyToAsk))
        }
        return .success(.roundReminded(entry))
    }
}

extension Round {
    /// 0 while nobody has been asked, then the number of the next reminder.
    public var nextStep: Int { (reminders.map(\.step).max() ?? -1) + 1 }
}

extension RoundReminded {
    /// Who is asked at a step, on the day of the answers; nil where nobody is.
    public init?(_ answers: RoundAnswers, in plan: Plan, step: Int, people: RoundPeople) {
        let shares = AskingLadder.shares(answers, in: plan, step: step, people: people)
        guard !shares.isEmpty else { return nil }
        self.init(
            round: answers.round.id, strategy: plan.strategy.id, on: answers.day, step: step,
            members: shares.map(\.member))
    }

    /// Who is asked as soon as a round is opened; nil where it opens later, or nobody can be asked.
    ///
    /// - Parameter plan: as it stood before the opening.
    public init?(after opening: RoundOpened, in plan: Plan, on day: Day, people: RoundPeople) {
        guard opening.opens <= day else { return nil }
        let round = Round(
            id: opening.round, strategy: opening.strategy, periodFrom: opening.periodFrom, periodTo: opening.periodTo,
            opens: opening.opens, closes: opening.closes, opened: plan.at, openedAt: Instant(microseconds: 0),
            version: plan.at)
        self.init(
            RoundAnswers(of: round, owed: Set(opening.owing), in: plan, on: day, people: people), in: plan, step: 0,
            people: people)
    }
}
