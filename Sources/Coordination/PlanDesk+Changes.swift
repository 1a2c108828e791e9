public import ActionPlans
public import Partnership
public import Vocabulary

/// The earlier of the two moments that are compared.
public enum ChangesFrom: Sendable, Equatable {
    /// The last close before the later day or, before the first close, the import.
    case lastClose
    /// The end of a day. The day of the import means the plan as it was entered, so that what was done on that first
    /// day shows.
    case day(Day)
    /// After an entry: what somebody saw when they were last here.
    case entry(JournalSequence, at: Instant)
}

extension PlanDesk {
    /// What was recorded about actions, newest first.
    public func activity(
        _ question: ActivityQuestion, _ sight: Sight, at moment: Moment
    ) async throws -> [PlanActivity] {
        guard sight.seesPlans else { return [] }
        return try await register.activity(question, sight, at: moment.sequence)
    }

    /// What changed in a plan between two moments, both with today's rights.
    ///
    /// - Parameters:
    ///   - to: the later day; nil for now.
    ///   - saidLimit: at most so many entries, the newest ones; the differences are always whole.
    /// - Throws: `DeskRefusal.problems` with the fields `from` and `to`, where the days do not make a span of the plan;
    ///   `DeskRefusal.notFound`.
    public func changes(
        of id: StrategyID, _ sight: Sight, from: ChangesFrom, to: Day? = nil, saidLimit: Int = .max
    ) async throws -> PlanChanges {
        let today = clock.today
        let last = to ?? today
        var problems: [RefusalWords] = []
        if last > today { problems.append(.toCome("to", today)) }
        if case .day(let first) = from {
            if first > today {
                problems.append(.toCome("from", today))
            } else if first > last {
                problems.append(.wrongOrder(last))
            }
        }
        guard problems.isEmpty else { throw DeskRefusal.problems(problems) }
        // Whether the plan may be known of at all is asked first: its import day is said in a refusal.
        let present = try await picture(of: id, sight, at: try await moment())
        let imported = present.plan.strategy.imported
        if last < imported { problems.append(.beforeImport("to", imported)) }
        if case .day(let first) = from {
            if first < imported {
                problems.append(.beforeImport("from", imported))
            } else if first == last, first != imported {
                problems.append(.sameDay)
            }
        }
        guard problems.isEmpty else { throw DeskRefusal.problems(problems) }
        let now = try await picture(of: id, sight, at: try await moment(asAt: last))
        let before = try await picture(of: id, sight, at: try await start(from, now))
        let said = try await activity(
            ActivityQuestion(.said, strategy: id, after: before.plan.at, limit: saidLimit), sight,
            at: Moment(day: now.day, sequence: now.plan.at, isToday: now.day == today))
        return PlanChanges(from: before, to: now, said: said)
    }

    /// Where the comparison begins, resolved to a sequence once.
    private func start(_ from: ChangesFrom, _ now: PlanPicture) async throws -> Moment {
        let strategy = now.plan.strategy
        let imported = Moment(day: strategy.imported, sequence: strategy.importedAt, isToday: false)
        switch from {
        case .lastClose:
            guard case .close(let round) = now.comparedWith.point else { return imported }
            return Moment(day: round.closes, sequence: now.comparedWith.plan.at, isToday: false)
        case .day(let day):
            if day == strategy.imported { return imported }
            return Moment(day: day, sequence: try await keeping.sequence(asAt: clock.end(of: day)), isToday: false)
        case .entry(let sequence, let instant):
            guard sequence > strategy.importedAt else { return imported }
            return Moment(
                day: clock.day(of: instant), sequence: min(sequence, now.plan.at), isToday: false)
        }
    }
}

extension RefusalWords {
    fileprivate static func toCome(_ field: String, _ today: Day) -> RefusalWords {
        RefusalWords("day-to-come", field: field, "Enter a day up to today, \(today.printed).")
    }

    fileprivate static func beforeImport(_ field: String, _ imported: Day) -> RefusalWords {
        RefusalWords(
            "before-import", field: field,
            "This plan was imported on \(imported.printed). Enter that day or a later one.")
    }

    fileprivate static func wrongOrder(_ last: Day) -> RefusalWords {
        RefusalWords(
            "wrong-order", field: "from",
            "Enter a first day before the last one, \(last.printed), or change the two round.")
    }

    fileprivate static var sameDay: RefusalWords {
        RefusalWords("same-day", field: "from", "Enter a first day before the last one: both are the same day.")
    }
}
