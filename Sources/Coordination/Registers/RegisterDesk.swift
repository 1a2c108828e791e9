public import ActionPlans
public import Partnership
public import Vocabulary

/// Everything about the registers of risks, issues, pilots and evidence gaps: what stands in them, and what members do
/// to them.
public struct RegisterDesk: Sendable {
    private let register: any ItemRegister
    private let members: any MemberRegister
    private let plans: PlanDesk
    private let keeping: any Keeping
    public let clock: Clock
    private let turn: WritingTurn
    private let screening = PersonalTextCheck()

    init(
        register: any ItemRegister, members: any MemberRegister, plans: PlanDesk, keeping: any Keeping, clock: Clock,
        turn: WritingTurn
    ) {
        self.register = register
        self.members = members
        self.plans = plans
        self.keeping = keeping
        self.clock = clock
        self.turn = turn
    }

    // MARK: Looking

    /// The state that stands now: today, and the journal's last entry.
    public func moment() async throws -> Moment {
        Moment(day: clock.today, sequence: try await keeping.head()?.sequence ?? .none, isToday: true)
    }

    /// Every item the sight reaches, closed ones included, by number.
    public func items(_ sight: Sight, at moment: Moment) async throws -> [RegisterItem] {
        try await register.items(sight, at: moment.sequence)
    }

    /// - Throws: `DeskRefusal.notFound` where there is none, it bears another letter, or the sight does not reach it.
    public func item(_ reference: RegisterReference, _ sight: Sight, at moment: Moment) async throws -> RegisterItem {
        guard let item = try await register.item(reference.id, sight, at: moment.sequence),
            item.reference == reference
        else { throw DeskRefusal.notFound }
        return item
    }

    /// The items that name an action.
    public func items(about action: ActionID, _ sight: Sight, at moment: Moment) async throws -> [RegisterItem] {
        try await register.items(about: action, sight, at: moment.sequence)
    }

    /// What happened to an item, newest first.
    public func history(
        of id: RegisterItemID, _ sight: Sight, at moment: Moment, limit: Int = 200
    ) async throws -> [RegisterHistoryEntry] {
        try await register.history(of: id, sight, at: moment.sequence, limit: limit)
    }

    /// Everything due on the day of a moment, exceptions first: for an agenda, and for "my work".
    public func due(_ sight: Sight, at moment: Moment) async throws -> [DueMatter] {
        try await items(sight, at: moment).due(on: moment.day)
    }

    /// The actions of a list that the sight reaches, with their plans and markings.
    public func actions(
        _ ids: some Sequence<ActionID> & Sendable, _ sight: Sight
    ) async throws -> [ActionID: RegisterSetting.LinkedAction] {
        let moment = try await plans.moment()
        var found: [ActionID: RegisterSetting.LinkedAction] = [:]
        for id in Set(ids).sorted() {
            do {
                let picture = try await plans.picture(with: id, sight, at: moment)
                guard let action = picture.plan.action(id) else { continue }
                found[id] = .init(
                    strategy: action.strategy, marking: max(action.marking, picture.plan.strategy.marking))
            } catch DeskRefusal.notFound {
                continue
            }
        }
        return found
    }

    // MARK: Acting

    /// Does a command, or says everything that stands against it.
    ///
    /// - Parameter expecting: the version of the item that the member saw; nil skips the comparison.
    /// - Throws: `DeskRefusal`.
    @discardableResult
    public func perform(
        _ command: RegisterCommand, by member: Member, expecting: JournalSequence? = nil
    ) async throws -> Performed {
        if case .denied(let sentence) = Policy.may(.keepRegisters, member) { throw DeskRefusal.notAllowed(sentence) }
        return try await turn.run { try await self.carryOut(command, by: member, expecting: expecting) }
    }

    /// Everything that would stand against a command, without doing it: what a form says beside its own problems.
    public func refusals(_ command: RegisterCommand, by member: Member) async throws -> [RefusalWords] {
        do {
            let present = try await present(command, Sight.of(member))
            _ = try await decide(command, present, setting(command, member, on: clock.today))
            return []
        } catch DeskRefusal.problems(let refusals) {
            return refusals
        }
    }

    /// The item a command is about, whole: links that the member does not see included.
    private func present(_ command: RegisterCommand, _ sight: Sight) async throws -> RegisterItem? {
        guard let id = command.item else { return nil }
        let now = try await moment().sequence
        guard try await register.item(id, sight, at: now) != nil,
            let item = try await register.item(id, .program, at: now)
        else { throw DeskRefusal.notFound }
        return item
    }

    private func carryOut(
        _ command: RegisterCommand, by member: Member, expecting: JournalSequence?
    ) async throws -> Performed {
        let now = clock.now
        let present = try await present(command, Sight.of(member))
        let version = present?.version ?? .none
        var stale: StaleVersion?
        if let present, let expecting, expecting != version {
            stale = StaleVersion(subject: .registerItem(present.id), seen: expecting, now: version)
        }
        let entry: RegisterEntry
        do {
            entry = try await decide(command, present, setting(command, member, on: clock.day(of: now)))
        } catch DeskRefusal.problems(let refusals) {
            // Somebody closed it meanwhile: who typed is shown that, not a fault of theirs.
            if let stale, refusals.contains(where: { $0.code == RegisterRefusal.isClosed.code }) {
                throw DeskRefusal.stale(stale)
            }
            throw DeskRefusal.problems(refusals)
        }
        if let stale { throw DeskRefusal.stale(stale) }
        do {
            let sequence = try await register.append(
                [EntryDraft(author: .member(member.id), payload: entry)], expecting: [entry.subject: version], at: now)
            await plans.catchUp(to: sequence)
            return Performed(sequence: sequence, subject: entry.subject)
        } catch let stale as StaleVersion {
            throw DeskRefusal.stale(stale)
        } catch KeepingRefusal.diskFull {
            throw DeskRefusal.diskFull
        }
    }

    private func setting(_ command: RegisterCommand, _ member: Member, on day: Day) async throws -> RegisterSetting {
        let sight = Sight.of(member)
        let strategies = try await plans.strategies(sight, at: try await plans.moment())
        return RegisterSetting(
            day: day, member: member, members: try await members.members(),
            strategies: Dictionary(strategies.map { ($0.id, $0.marking) }) { one, _ in one },
            actions: try await actions(command.record?.actions.prefix(2 * RegisterLimit.actions) ?? [], sight))
    }

    private func decide(
        _ command: RegisterCommand, _ present: RegisterItem?, _ setting: RegisterSetting
    ) async throws -> RegisterEntry {
        let personal = screening.refusals(command.texts)
        let result: Result<RegisterEntry, Refusals<RegisterRefusal>>
        if case .open(let command) = command {
            result = command.decide(number: try await register.nextNumber(), in: setting)
        } else {
            guard let present else { throw DeskRefusal.notFound }
            result =
                switch command {
                case .open: .failure(Refusals(.unknownItem))
                case .change(let command): command.decide(present, in: setting)
                case .review(let command): command.decide(present, in: setting)
                case .decidePilot(let command): command.decide(present, in: setting)
                case .answerGap(let command): command.decide(present, in: setting)
                case .close(let command): command.decide(present, in: setting)
                case .reopen(let command): command.decide(present, in: setting)
                }
        }
        switch result {
        case .success(let entry):
            guard personal.isEmpty else { throw DeskRefusal.problems(personal) }
            return entry
        case .failure(let refused): throw DeskRefusal.problems(refused.all.map(\.words) + personal)
        }
    }
}
