public import ActionPlans
import Intake
public import Partnership
public import Vocabulary

/// Groups, their meetings and what was decided there: looked at as far as a sight reaches, and written one command at
/// a time.
public struct MeetingDesk: Sendable {
    /// What registers say is due by a day, for an agenda.
    public typealias DueItems = @Sendable (Sight, Moment) async throws -> [DueItem]

    let register: any MeetingRegister
    let members: any MemberRegister
    let plans: PlanDesk
    let clock: Clock
    private let turn: WritingTurn
    let dueItems: DueItems

    /// - Parameter dueItems: asked for the agenda's decisions beside the delays; none where there are no registers.
    public init(
        register: any MeetingRegister, members: any MemberRegister, plans: PlanDesk, clock: Clock,
        turn: WritingTurn = WritingTurn(), dueItems: @escaping DueItems = { _, _ in [] }
    ) {
        self.register = register
        self.members = members
        self.plans = plans
        self.clock = clock
        self.turn = turn
        self.dueItems = dueItems
    }

    // MARK: Looking

    public func groups(_ sight: Sight, at moment: Moment) async throws -> [Group] {
        try await register.groups(sight, at: moment.sequence)
    }

    /// - Throws: `DeskRefusal.notFound` where there is none or the sight does not reach it.
    public func group(_ id: GroupID, _ sight: Sight, at moment: Moment) async throws -> Group {
        let groups = try await groups(sight, at: moment)
        guard let group = groups.first(where: { $0.id == id }) else { throw DeskRefusal.notFound }
        return group
    }

    /// The meetings of a group, or of all, by day.
    public func meetings(
        of group: GroupID? = nil, _ sight: Sight, at moment: Moment
    ) async throws -> [Meeting] {
        try await register.meetings(of: group, sight, at: moment.sequence)
    }

    /// - Throws: `DeskRefusal.notFound` where there is none or the sight does not reach it.
    public func meeting(_ id: MeetingID, _ sight: Sight, at moment: Moment) async throws -> Meeting {
        guard let meeting = try await register.meeting(id, sight, at: moment.sequence) else {
            throw DeskRefusal.notFound
        }
        return meeting
    }

    public func notes(of meeting: MeetingID, _ sight: Sight, at moment: Moment) async throws -> [MeetingNote] {
        try await register.notes(of: meeting, sight, at: moment.sequence)
    }

    /// The decisions that pass a filter, newest first.
    public func decisions(
        _ filter: DecisionFilter = DecisionFilter(), _ sight: Sight, at moment: Moment
    ) async throws -> [Decision] {
        try await register.decisions(filter, sight, at: moment.sequence)
    }

    /// - Throws: `DeskRefusal.notFound` where there is none or the sight does not reach it.
    public func decision(_ id: DecisionID, _ sight: Sight, at moment: Moment) async throws -> Decision {
        guard let decision = try await register.decision(id, sight, at: moment.sequence) else {
            throw DeskRefusal.notFound
        }
        return decision
    }

    // MARK: Acting

    /// Does a command, or says everything that stands against it.
    ///
    /// - Parameter expecting: the version the member saw of what the command changes: of the group, of what was called,
    ///   of the attendance, of the decision; for agreeing minutes, of the whole meeting. Nil skips the comparison.
    /// - Parameter isScreeningConfirmed: somebody has looked at what seems to name a person, and it may stay.
    /// - Throws: `DeskRefusal`.
    @discardableResult
    public func perform(
        _ command: MeetingCommand, by member: Member, expecting: JournalSequence? = nil,
        isScreeningConfirmed: Bool = false
    ) async throws -> Performed {
        if case .denied(let sentence) = Policy.may(command.act, member) { throw DeskRefusal.notAllowed(sentence) }
        return try await turn.run {
            try await self.carryOut(
                command, by: member, expecting: expecting, isScreeningConfirmed: isScreeningConfirmed)
        }
    }

    private func carryOut(
        _ command: MeetingCommand, by member: Member, expecting: JournalSequence?, isScreeningConfirmed: Bool
    ) async throws -> Performed {
        let now = clock.now
        let facts = try await facts(for: command, by: member, on: clock.day(of: now))
        let payload = try decide(command, facts)
        if !isScreeningConfirmed { try screen(command) }
        let stands = try await register.version(of: payload.subject)
        if let expecting {
            let guarded = guardedVersion(of: command, facts) ?? stands
            guard guarded == expecting else {
                throw DeskRefusal.stale(StaleVersion(subject: payload.subject, seen: expecting, now: guarded))
            }
        }
        do {
            let sequence = try await register.append(
                [EntryDraft(author: .member(member.id), payload: payload)], expecting: [payload.subject: stands],
                at: now)
            await plans.catchUp(to: sequence)
            return Performed(sequence: sequence, subject: payload.subject)
        } catch let stale as StaleVersion {
            throw DeskRefusal.stale(stale)
        } catch KeepingRefusal.diskFull {
            throw DeskRefusal.diskFull
        }
    }

    /// Minutes name members by post and nobody else: what seems to name or describe a person is looked at first.
    private func screen(_ command: MeetingCommand) throws {
        let screening = Screening()
        let found = command.minuted.reduce(0) { $0 + screening.hits(in: $1).count }
        guard found == 0 else {
            throw DeskRefusal.problems([
                RefusalWords(
                    "personal-text-unconfirmed", field: "screening",
                    "Look at the \(found.counted("place")) that may name or describe a person: clear them, or confirm that they may stay."
                )
            ])
        }
    }

    /// A note or a decision added to a meeting leaves who writes down the attendance undisturbed.
    private func guardedVersion(of command: MeetingCommand, _ facts: MeetingFacts) -> JournalSequence? {
        guard let id = command.meeting, let meeting = facts.meetings.first(where: { $0.id == id }) else { return nil }
        switch command {
        case .callMeeting, .cancelMeeting: return meeting.detailsAt
        case .recordAttendance: return meeting.attendanceAt
        default: return meeting.version
        }
    }

    private func facts(for command: MeetingCommand, by member: Member, on today: Day) async throws -> MeetingFacts {
        let sight = Sight.of(member)
        let moment = try await plans.moment()
        let at = moment.sequence
        var facts = MeetingFacts(
            today: today, author: member, groups: try await register.groups(sight, at: at),
            everyGroup: try await register.groups(.program, at: at), members: try await members.members(),
            meetings: try await register.meetings(of: nil, sight, at: at),
            decisions: try await register.decisions(DecisionFilter(), sight, at: at),
            numbers: try await register.nextNumbers())
        if case .callMeeting = command {
            facts.strategies = Set(try await plans.strategies(sight, at: moment).map(\.id))
        }
        if let meeting = command.meeting {
            facts.nextNote = try await register.nextNote(of: meeting)
            facts.nextItem = try await register.nextItem(of: meeting)
        }
        for id in command.actions {
            guard let picture = try await picture(with: id, sight, moment), let action = picture.plan.action(id) else {
                continue
            }
            facts.actions[id] = MeetingFacts.KnownAction(
                strategy: action.strategy, marking: max(action.marking, picture.plan.strategy.marking))
        }
        return facts
    }

    /// Nil where there is no such action for this sight.
    func picture(with action: ActionID, _ sight: Sight, _ moment: Moment) async throws -> PlanPicture? {
        do {
            return try await plans.picture(with: action, sight, at: moment)
        } catch DeskRefusal.notFound {
            return nil
        }
    }

    private func decide(_ command: MeetingCommand, _ facts: MeetingFacts) throws -> MeetingEntry {
        switch command {
        case .formGroup(let command): try Self.entry(command.decide(facts))
        case .dissolveGroup(let command): try Self.entry(command.decide(facts))
        case .beginTerm(let command): try Self.entry(command.decide(facts))
        case .endTerm(let command): try Self.entry(command.decide(facts))
        case .callMeeting(let command): try Self.entry(command.decide(facts))
        case .cancelMeeting(let command): try Self.entry(command.decide(facts))
        case .addItem(let command): try Self.entry(command.decide(facts))
        case .removeItem(let command): try Self.entry(command.decide(facts))
        case .recordAttendance(let command): try Self.entry(command.decide(facts))
        case .noteDiscussed(let command): try Self.entry(command.decide(facts))
        case .takeDecision(let command): try Self.entry(command.decide(facts))
        case .finishDecision(let command): try Self.entry(command.decide(facts))
        case .supersedeDecision(let command): try Self.entry(command.decide(facts))
        case .agreeMinutes(let command): try Self.entry(command.decide(facts))
        case .correctMinutes(let command): try Self.entry(command.decide(facts))
        }
    }

    /// The entry, or every problem in words.
    private static func entry<Case: Refusal>(
        _ result: Result<MeetingEntry, Refusals<Case>>
    ) throws -> MeetingEntry {
        switch result {
        case .success(let entry): return entry
        case .failure(let refused): throw DeskRefusal.problems(refused.all.map(\.words))
        }
    }
}
