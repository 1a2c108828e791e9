public import ActionPlans
import Frameworks
public import Partnership
import Reporting
public import Vocabulary

extension PackDesk {
    // MARK: Looking

    /// Issued packs, newest first, as far as a member is within their audience.
    public func packs(_ sight: Sight) async throws -> [IssuedPack] {
        try await register.packs(sight, at: try await head())
    }

    /// - Throws: `DeskRefusal.notFound` where there is none or the sight does not reach it.
    public func pack(_ id: PackID, _ sight: Sight) async throws -> IssuedPack {
        guard let pack = try await register.pack(id, sight, at: try await head()) else { throw DeskRefusal.notFound }
        return pack
    }

    /// An issued pack made again from its entries, and whether it is what was issued.
    ///
    /// - Throws: `DeskRefusal.notFound`.
    public func verify(_ id: PackID, _ sight: Sight) async throws -> PackVerdict {
        try await verify(try await pack(id, sight))
    }

    func verify(_ pack: IssuedPack) async throws -> PackVerdict {
        let facts = pack.facts
        var made: PackMade?
        do {
            made = try await make(
                PackTerms(facts), edition: facts.edition, at: facts.sequence, on: facts.on, isDraft: false)
        } catch DeskRefusal.notFound {
            made = nil
        }
        return PackVerdict(
            pack, made: made, framework: frameworkDigest,
            erased: try await register.erased(upTo: facts.sequence, since: pack.issued))
    }

    // MARK: Making

    /// The pack somebody ordered, as it would be issued now: nothing is written.
    ///
    /// - Parameter isDraft: its paper says that it was not issued; it has another digest then.
    /// - Throws: `DeskRefusal.problems` with everything that is wrong at once.
    public func prepare(_ order: OrderPack, by member: Member, isDraft: Bool = false) async throws -> PackMade {
        if case .denied(let sentence) = Policy.may(.issuePack, member) { throw DeskRefusal.notAllowed(sentence) }
        return try await prepare(order, by: member, on: clock.today, isDraft: isDraft)
    }

    private func prepare(_ order: OrderPack, by member: Member, on today: Day, isDraft: Bool) async throws -> PackMade {
        let sequence = try await sequence(asAt: order.asAt ?? today, today)
        let setting = try await setting(for: order, by: member, on: today, at: sequence)
        let personal = PersonalTextCheck().refusals([TypedField("title", order.title)])
        switch order.terms(in: setting) {
        case .failure(let refused): throw DeskRefusal.problems(refused.all.map(\.words) + personal)
        case .success(let terms):
            guard personal.isEmpty else { throw DeskRefusal.problems(personal) }
            return try await make(
                terms, edition: try await register.lastEdition(of: terms.strategies) + 1, at: sequence, on: today,
                isDraft: isDraft)
        }
    }

    /// The last entry a pack as at a day may know of. Packs and exports themselves say nothing that could stand in one.
    private func sequence(asAt day: Day, _ today: Day) async throws -> JournalSequence {
        guard day < today else { return try await register.lastFact() }
        return try await keeping.sequence(asAt: clock.end(of: day))
    }

    private func setting(
        for order: OrderPack, by member: Member, on today: Day, at sequence: JournalSequence
    ) async throws -> PackSetting {
        let sight = Sight.of(member)
        let then = Moment(day: order.asAt ?? today, sequence: sequence, isToday: false)
        let now = try await plans.moment()
        let wanted = Set(order.strategies)
        var known: [PackSetting.KnownPlan] = []
        for strategy in try await plans.strategies(sight, at: then) where wanted.contains(strategy.id) {
            // What is refused for its length anyway needs no closing days.
            let plan = wanted.count > OrderPack.mostPlans ? nil : try await plans.plan(strategy.id, sight, at: sequence)
            known.append(.init(strategy: strategy, lastClose: plan?.lastClosedRound(on: then.day)?.closes))
        }
        // Who sits is asked of today, whether there was such a group of the day the pack shows.
        let were = Set(try await meetings.groups(sight, at: then).map(\.id))
        var groups = try await meetings.groups(sight, at: now).filter { were.contains($0.id) }
        var held = order.group == nil ? [] : try await meetings.meetings(of: order.group, sight, at: then)
        if let group = order.group {
            let markings = try await register.markings(of: group, since: sequence)
            groups = groups.map { $0.marked($0.id == group ? markings.group : nil) }
            held = held.map { $0.marked(markings.meetings[$0.id]) }
        }
        return PackSetting(
            today: today, author: member, plans: known, groups: groups, members: try await members.members(),
            meetings: held)
    }

    /// Makes a pack for its audience's sight: who asks for it counts for nothing.
    ///
    /// - Throws: `DeskRefusal.notFound` where a plan is not there, or not within the audience's sight.
    func make(
        _ terms: PackTerms, edition: Int, at sequence: JournalSequence, on day: Day, isDraft: Bool
    ) async throws -> PackMade {
        let sight = Sight.program.capped(at: terms.audience.ceiling)
        let moment = Moment(day: terms.asAt, sequence: sequence, isToday: false)
        var parts: [BoardPack.Part] = []
        for id in terms.strategies { parts.append(try await part(id, terms, sight, at: moment)) }
        var meeting: Meeting?
        if let id = terms.sinceMeeting { meeting = try await meetings.meeting(id, sight, at: moment) }
        // A meeting is known of only with its group, however low it is marked itself.
        let named = [terms.audience.group, meeting?.group].compactMap(\.self)
        let groups = named.isEmpty ? [] : try await meetings.groups(sight, at: moment).filter { named.contains($0.id) }
        let group = groups.first { $0.id == terms.audience.group }
        return try PackMade(
            BoardPack(
                terms: terms, edition: edition, sequence: sequence, madeOn: day,
                partnership: try await members.profile(at: sequence)?.name ?? "", group: group?.name,
                meeting: meeting?.title,
                coverMarking: (groups.map(\.marking) + [meeting?.marking].compactMap(\.self)).max() ?? .official,
                parts: parts, names: StaffNames(try await members.members(at: sequence)),
                framework: framework, frameworkDigest: frameworkDigest, isDraft: isDraft))
    }

    private func part(
        _ id: StrategyID, _ terms: PackTerms, _ sight: Sight, at moment: Moment
    ) async throws -> BoardPack.Part {
        let now = try await plans.picture(of: id, sight, at: moment)
        let strategy = now.plan.strategy
        var since = Moment(day: strategy.imported, sequence: strategy.importedAt, isToday: false)
        if terms.since > strategy.imported {
            since = Moment(
                day: terms.since, sequence: try await keeping.sequence(asAt: clock.end(of: terms.since)), isToday: false
            )
        }
        let before: PlanPicture
        do {
            before = try await plans.picture(of: id, sight, at: since)
        } catch DeskRefusal.notFound {
            // The audience could not have seen the plan then: all of it is new to them.
            let nothing = Plan(strategy: strategy, at: since.sequence, actions: [], rounds: [], owed: [:])
            before = PlanPicture(
                of: nothing, on: since.day,
                comparedWith: PlanComparison(point: PlanComparison.point(for: nothing, on: since.day), plan: nothing))
        }
        let decisions = try await meetings.decisions(DecisionFilter(strategy: id), sight, at: moment)
        return BoardPack.Part(
            picture: now, changes: PlanChanges(from: before, to: now, said: []),
            decisions: decisions.filter { $0.taken > terms.since && $0.taken <= terms.asAt })
    }

    // MARK: Issuing

    /// Issues the pack somebody ordered.
    ///
    /// - Parameter seen: edition and digest of what the member looked at; where it would be another pack by now, nothing
    ///   is issued. Nil issues it unseen.
    /// - Throws: `DeskRefusal.stale` where another edition was issued meanwhile or what it shows has changed.
    @discardableResult
    public func issue(_ order: OrderPack, seen: PackSeen? = nil, by member: Member) async throws -> IssuedPack {
        if case .denied(let sentence) = Policy.may(.issuePack, member) { throw DeskRefusal.notAllowed(sentence) }
        return try await turn.run {
            // Long work issues pack after pack: what was allowed when it began may not be any more.
            let member = try await members.member(member.id) ?? member
            if case .denied(let sentence) = Policy.may(.issuePack, member) { throw DeskRefusal.notAllowed(sentence) }
            let now = clock.now
            let made = try await prepare(order, by: member, on: clock.day(of: now), isDraft: false)
            let pack = try await register.nextNumbers().pack
            if let seen, seen != PackSeen(edition: made.edition, digest: made.digest) {
                throw DeskRefusal.stale(
                    StaleVersion(subject: .pack(pack), seen: .none, now: made.sequence))
            }
            let facts = made.facts(pack, framework: framework.name, digest: frameworkDigest)
            let done = try await append(.packIssued(facts), by: member, at: now)
            return IssuedPack(facts: facts, issued: done.sequence, recorded: now, author: member.id)
        }
    }

    // MARK: Judging

    /// Everything that stands against an order, without making the pack: what a form says beside its own problems.
    public func refusals(_ order: OrderPack, by member: Member) async throws -> [RefusalWords] {
        let today = clock.today
        let sequence = try await sequence(asAt: order.asAt ?? today, today)
        let setting = try await setting(for: order, by: member, on: today, at: sequence)
        var words = PersonalTextCheck().refusals([TypedField("title", order.title)])
        if case .failure(let refused) = order.terms(in: setting) { words = refused.all.map(\.words) + words }
        return words
    }

    /// What stands against an order of one pack for each plan, each judged alone. Plans that cannot be in one are left
    /// out of such a run.
    public func refusalsOfEach(_ order: OrderPack, by member: Member) async throws -> [RefusalWords] {
        let today = clock.today
        var order = order
        order.strategies = try await strategies(of: order, by: member)
        let sequence = try await sequence(asAt: order.asAt ?? today, today)
        let setting = try await setting(for: order, by: member, on: today, at: sequence)
        var words = PersonalTextCheck().refusals([TypedField("title", order.title)])
        let each = order.strategies.map { [$0] }
        for strategies in each.isEmpty ? [[]] : each {
            order.strategies = strategies
            guard case .failure(let refused) = order.terms(in: setting) else { continue }
            words += refused.all.filter { $0 != .noPlan }.map(\.words).filter { !words.contains($0) }
        }
        if each.isEmpty, words.allSatisfy({ $0.field == "title" }) {
            words.append(
                RefusalWords(
                    "no-plan-then", field: "as-at",
                    "There was no plan on this day for this audience. Choose another day or audience."))
        }
        return words
    }

    /// Every plan that a pack can be made of as it was ordered: there on that day, and within the audience's sight.
    public func strategies(of order: OrderPack, by member: Member) async throws -> [StrategyID] {
        let today = clock.today
        let day = min(order.asAt ?? today, today)
        let moment = Moment(day: day, sequence: try await sequence(asAt: day, today), isToday: false)
        var ceiling = member.clearance
        if order.audience == .readers { ceiling = .official }
        if order.audience == .group {
            var one = order
            one.strategies = []
            let setting = try await setting(for: one, by: member, on: today, at: moment.sequence)
            ceiling = one.audience(in: setting)?.ceiling ?? .official
        }
        return try await plans.strategies(Sight.of(member).capped(at: ceiling), at: moment)
            .filter { $0.imported <= day }.map(\.id)
    }
}

extension Group {
    fileprivate func marked(_ marking: Marking?) -> Group {
        var group = self
        group.marking = max(self.marking, marking ?? self.marking)
        return group
    }
}

extension Meeting {
    fileprivate func marked(_ marking: Marking?) -> Meeting {
        var meeting = self
        meeting.marking = max(self.marking, marking ?? self.marking)
        return meeting
    }
}
