public import ActionPlans
public import Partnership
public import Vocabulary

/// Everything about plans: what they look like at a moment, and what members do to them.
///
/// A command is loaded, checked against the policy, decided and written with its entry, one command at a time.
/// Nothing is written when anything is wrong, and all that is wrong is said at once.
public actor PlanDesk {
    let register: any StrategyRegister
    let members: any MemberRegister
    let keeping: any Keeping
    public nonisolated let clock: Clock
    let turn: WritingTurn
    private var pictures = PictureCache()
    /// The journal's last sequence as far as plans go. This desk is the only writer, so nobody moves it behind its back.
    private var latest: JournalSequence?

    public init(
        register: any StrategyRegister, members: any MemberRegister, keeping: any Keeping, clock: Clock,
        turn: WritingTurn = WritingTurn()
    ) {
        self.register = register
        self.members = members
        self.keeping = keeping
        self.clock = clock
        self.turn = turn
    }

    /// Another desk has written; pictures made from now on know of it.
    func catchUp(to sequence: JournalSequence) {
        if let known = latest, known < sequence { latest = sequence }
    }

    // MARK: Looking

    /// The moment a page shows: now, or the end of a day that has been.
    ///
    /// - Throws: `DeskRefusal.problems` for a day that is still to come.
    public func moment(asAt day: Day? = nil) async throws -> Moment {
        let today = clock.today
        guard let day, day != today else {
            if latest == nil { latest = try await keeping.head()?.sequence ?? JournalSequence.none }
            return Moment(day: today, sequence: latest ?? .none, isToday: true)
        }
        guard day < today else {
            throw DeskRefusal.problems([
                RefusalWords("day-to-come", field: "as-at", "Enter a day up to today, \(today.printed).")
            ])
        }
        return Moment(day: day, sequence: try await keeping.sequence(asAt: clock.end(of: day)), isToday: false)
    }

    public func strategies(_ sight: Sight, at moment: Moment) async throws -> [Strategy] {
        try await register.strategies(sight, at: moment.sequence)
    }

    /// A plan with its standings, counts and changes, as it was at a moment.
    ///
    /// - Throws: `DeskRefusal.notFound` where there is none or the sight does not reach it.
    public func picture(of id: StrategyID, _ sight: Sight, at moment: Moment) async throws -> PlanPicture {
        guard sight.seesPlans else { throw DeskRefusal.notFound }
        let key = PictureCache.Key(
            strategy: id, sequence: moment.sequence, day: moment.day, ceiling: sight.ceiling)
        let task = pictures.picture(key, for: sight) { [register, keeping, clock] in
            try await PlanDesk.make(id, sight, moment, register, keeping, clock)
        }
        do {
            guard let picture = try await task.value else {
                pictures.forget(key)
                throw DeskRefusal.notFound
            }
            pictures.note(key, actions: picture.plan.actions.count)
            return picture
        } catch {
            pictures.forget(key)
            throw error
        }
    }

    /// A plan as it stood at an earlier sequence: what a member saw who has been writing since. Nil where there was none.
    public func plan(_ id: StrategyID, _ sight: Sight, at sequence: JournalSequence) async throws -> Plan? {
        guard sight.seesPlans else { return nil }
        return try await register.plan(id, sight, at: sequence)
    }

    /// The picture of the plan an action belongs to.
    public func picture(with action: ActionID, _ sight: Sight, at moment: Moment) async throws -> PlanPicture {
        guard let id = try await register.strategy(of: action, sight, at: moment.sequence) else {
            throw DeskRefusal.notFound
        }
        let picture = try await picture(of: id, sight, at: moment)
        guard picture.plan.action(action) != nil else { throw DeskRefusal.notFound }
        return picture
    }

    /// What happened to an action up to a moment, newest first.
    public func history(
        of action: ActionID, _ sight: Sight, at moment: Moment, before: JournalSequence? = nil, limit: Int = 50
    ) async throws -> [PlanHistoryEntry] {
        try await register.history(of: action, sight, at: moment.sequence, before: before, limit: limit)
    }

    /// What was answered to findings about a plan, up to a moment.
    public func settledFindings(
        of id: StrategyID, _ sight: Sight, at moment: Moment
    ) async throws -> [SettledFinding] {
        try await register.settledFindings(of: id, sight, at: moment.sequence)
    }

    private static func make(
        _ id: StrategyID, _ sight: Sight, _ moment: Moment, _ register: any StrategyRegister, _ keeping: any Keeping,
        _ clock: Clock
    ) async throws -> PlanPicture? {
        guard let plan = try await register.plan(id, sight, at: moment.sequence) else { return nil }
        let point = PlanComparison.point(for: plan, on: moment.day)
        let sequence: JournalSequence =
            if case .close = point {
                max(try await keeping.sequence(asAt: clock.end(of: point.day)), plan.strategy.importedAt)
            } else {
                plan.strategy.importedAt
            }
        guard let earlier = try await register.plan(id, sight, at: sequence) else { return nil }
        return PlanPicture(
            of: plan, on: moment.day, comparedWith: PlanComparison(point: point, plan: earlier))
    }

    // MARK: Acting

    /// Does a command, or says everything that stands against it.
    ///
    /// - Parameter expecting: the version of the command's subject that the member saw; nil skips the comparison.
    /// - Throws: `DeskRefusal`.
    @discardableResult
    public func perform(
        _ command: PlanCommand, by member: Member, expecting: JournalSequence? = nil
    ) async throws -> Performed {
        try await turn.run { try await self.carryOut(command, by: member, expecting: expecting) }
    }

    /// What a command would enter, without entering it: for a page that names the consequence before it is asked for.
    ///
    /// - Throws: `DeskRefusal`, as `perform` does.
    public func foresee(_ command: PlanCommand, by member: Member) async throws -> PlanEntry {
        let today = clock.today
        let facts = try await facts(for: command, by: member)
        try allow(command, member, facts)
        return try await decide(command, member, today, facts)
    }

    private func carryOut(
        _ command: PlanCommand, by member: Member, expecting: JournalSequence?
    ) async throws -> Performed {
        let now = clock.now
        let today = clock.day(of: now)
        let facts = try await facts(for: command, by: member)
        try allow(command, member, facts)
        // What others did meanwhile is said before what is wrong with a command that was made without knowing it. A
        // version that nobody can have seen says nothing about that.
        if let expecting, expecting > .none, let subject = facts.guarded {
            try await refuseStale(subject, seen: expecting)
        }
        let payload = try await decide(command, member, today, facts)
        var versions: [Subject: JournalSequence] = [:]
        for subject in [payload.subject] {
            versions[subject] = try await register.version(of: subject)
        }
        if let expecting { try await refuseStale(facts.guarded ?? payload.subject, seen: expecting) }
        let asking = try await asking(after: payload, in: facts.plan, on: today, at: now)
        let drafts = ([payload] + asking.entries).map { EntryDraft(author: .member(member.id), payload: $0) }
        let sequence = try await append(
            drafts, expecting: versions, at: now, mail: asking.mail, picturing: facts.plan?.strategy.id)
        return Performed(sequence: sequence, subject: payload.subject)
    }

    /// Writes entries with the mail that follows from them.
    ///
    /// - Parameter strategy: the plan whose new picture is made before anybody has to wait for it.
    func append(
        _ drafts: [EntryDraft<PlanEntry>], expecting: [Subject: JournalSequence], at now: Instant, mail: [NewMail],
        picturing strategy: StrategyID? = nil
    ) async throws -> JournalSequence {
        do {
            let sequence = try await register.append(drafts, expecting: expecting, at: now, mail: mail)
            await prepare(strategy, at: sequence, on: clock.day(of: now))
            latest = sequence
            return sequence
        } catch let stale as StaleVersion {
            throw DeskRefusal.stale(stale)
        } catch KeepingRefusal.diskFull {
            throw DeskRefusal.diskFull
        }
    }

    /// Makes the new picture for those who looked at the one before, while they still get that one: nobody has to wait
    /// for it. The write is acknowledged after, so whoever wrote sees what they wrote.
    private func prepare(_ strategy: StrategyID?, at sequence: JournalSequence, on day: Day) async {
        guard let strategy, let before = latest else { return }
        for sight in pictures.lookers(at: strategy, before, on: day) {
            // What cannot be made now is made, or complained about, when somebody asks for it.
            _ = try? await picture(
                of: strategy, sight, at: Moment(day: day, sequence: sequence, isToday: true))
        }
    }

    private func refuseStale(_ subject: Subject, seen: JournalSequence) async throws {
        let stands = try await register.version(of: subject)
        guard stands == seen else {
            throw DeskRefusal.stale(StaleVersion(subject: subject, seen: seen, now: stands))
        }
    }

    /// What a command is decided on.
    private struct Facts: Sendable {
        var plan: Plan?
        var action: Action?
        /// The subject whose version the member saw.
        var guarded: Subject?
        var members: [Member] = []
        var numbers: NextNumbers
        var existing: [Strategy] = []
        /// Every plan, whole: for what is decided across all of them.
        var plans: [Plan] = []
        /// For what is taken back: the plan as it stood before it, and what was entered since.
        var before: Plan?
        var history: [PlanHistoryEntry] = []
        var later: [EntryHeader] = []
        var enteredOn: Day?
    }

    private func facts(for command: PlanCommand, by member: Member) async throws -> Facts {
        let sight = Sight.of(member)
        let moment = try await moment()
        var facts = Facts(numbers: try await register.nextNumbers())
        facts.members = try await members.members()
        if let id = command.action {
            let picture = try await picture(with: id, sight, at: moment)
            facts.plan = picture.plan
            facts.action = picture.plan.action(id)
            facts.guarded = .action(id)
            if case .correctEntry(let correcting) = command {
                facts.history = try await register.history(
                    of: id, sight, at: moment.sequence, before: nil, limit: Int(Int32.max))
                facts.before = try await register.plan(
                    picture.plan.strategy.id, sight, at: JournalSequence(max(0, correcting.entry.number - 1)))
            }
        } else if let id = command.strategy {
            facts.plan = try await picture(of: id, sight, at: moment).plan
            facts.guarded = .strategy(id)
            // Who owes is decided on the whole plan, also on what the one who opens the round may not see.
            if case .openRound = command { facts.plan = try await register.plan(id, .program, at: moment.sequence) }
            if let round = command.round { facts.guarded = .round(round) }
            if case .undoImport = command { try await addImport(of: id, at: moment, to: &facts) }
        } else if case .handOverPost(let handing) = command {
            facts.guarded = .member(handing.from)
            for strategy in try await register.strategies(.program, at: moment.sequence) {
                guard let plan = try await register.plan(strategy.id, .program, at: moment.sequence) else { continue }
                facts.plans.append(plan)
            }
        } else {
            facts.existing = try await register.strategies(sight, at: moment.sequence)
        }
        return facts
    }

    /// An import is undone whole or not at all, so it is decided on the whole plan, also on what is out of sight.
    private func addImport(of id: StrategyID, at moment: Moment, to facts: inout Facts) async throws {
        facts.plan = try await register.plan(id, .program, at: moment.sequence)
        guard let sourceAt = facts.plan?.strategy.sourceAt else { return }
        let previous = JournalSequence(sourceAt.number - 1)
        facts.before = try await register.plan(id, .program, at: previous)
        let entries = try await register.entries(of: id, .program, at: moment.sequence, after: previous)
        facts.enteredOn = entries.first { $0.sequence == sourceAt }.map { clock.day(of: $0.recorded) }
        facts.later = entries.filter { $0.sequence > sourceAt }
    }

    private func allow(_ command: PlanCommand, _ member: Member, _ facts: Facts) throws {
        let verdict =
            if let action = facts.action {
                ActionPolicy.may(command.act, member, on: action, promise: command.decidedPromise)
            } else {
                Policy.may(command.act, member)
            }
        if case .denied(let sentence) = verdict { throw DeskRefusal.notAllowed(sentence) }
    }

    private func decide(
        _ command: PlanCommand, _ member: Member, _ today: Day, _ facts: Facts
    ) async throws -> PlanEntry {
        if case .importPlan(let command) = command {
            return try PlanDesk.entry(
                command.decide(
                    by: member, on: today, numbers: facts.numbers, existing: facts.existing, members: facts.members))
        }
        if case .handOverPost(let command) = command {
            return try PlanDesk.entry(command.decide(in: facts.plans, members: facts.members, on: today))
        }
        guard let plan = facts.plan else { throw DeskRefusal.notFound }
        return switch command {
        case .importPlan, .handOverPost: throw DeskRefusal.notFound
        case .revisePlan(let command, _):
            try PlanDesk.entry(
                command.decide(in: plan, by: member, on: today, numbers: facts.numbers, members: facts.members))
        case .confirmOwners(let command, _):
            try PlanDesk.entry(command.decide(in: plan, members: facts.members))
        case .openRound(let command, _):
            try PlanDesk.entry(command.decide(in: plan, number: facts.numbers.round, on: today))
        case .extendRound(let command, _): try PlanDesk.entry(command.decide(in: plan, on: today))
        case .reopenRound(let command, _): try PlanDesk.entry(command.decide(in: plan, on: today))
        case .withdrawRound(let command, _): try PlanDesk.entry(command.decide(in: plan, on: today))
        case .remindRound(let command, _):
            try PlanDesk.entry(command.decide(in: plan, on: today, people: try await people(of: plan)))
        case .settleDeadlines(let command, _): try PlanDesk.entry(command.decide(in: plan, on: today))
        case .reportProgress(let command): try PlanDesk.entry(command.decide(in: plan, on: today))
        case .askDelay(let command): try PlanDesk.entry(command.decide(in: plan, by: member, on: today))
        case .rerouteAction(let command): try PlanDesk.entry(command.decide(in: plan, members: facts.members))
        case .decideDelay(let command): try PlanDesk.entry(command.decide(in: plan, by: member, on: today))
        case .settleFinding(let command, _):
            try PlanDesk.entry(
                command.decide(in: plan, on: today), also: PersonalTextCheck().refusals([.init("note", command.note)]))
        case .withdrawAction(let command): try PlanDesk.entry(command.decide(in: plan, on: today))
        case .addAction(let command, _):
            try PlanDesk.entry(
                command.decide(in: plan, by: member, on: today, numbers: facts.numbers, members: facts.members),
                screening: WordingScreen(command))
        case .amendAction(let command):
            try PlanDesk.entry(
                command.decide(in: plan, on: today), screening: WordingScreen(command, standing: facts.action?.wording))
        case .correctEntry(let command):
            try PlanDesk.entry(
                command.decide(
                    in: plan, history: facts.history, before: facts.before?.action(command.action), by: member,
                    on: today))
        case .undoImport(let command, _):
            try PlanDesk.entry(
                command.decide(
                    in: plan, before: facts.before, later: facts.later, enteredOn: facts.enteredOn ?? today,
                    by: member, on: today))
        }
    }

    /// The entry, or every problem in words.
    private static func entry<Case: Refusal>(
        _ result: Result<PlanEntry, Refusals<Case>>, screening: WordingScreen? = nil, also further: [RefusalWords] = []
    ) throws -> PlanEntry {
        let others = [screening?.refusal].compactMap(\.self) + further
        switch result {
        case .success(let entry):
            guard others.isEmpty else { throw DeskRefusal.problems(others) }
            return entry
        case .failure(let refused): throw DeskRefusal.problems(refused.all.map(\.words) + others)
        }
    }
}
