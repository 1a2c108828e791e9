public import ActionPlans
public import Partnership
public import Vocabulary

/// The links of leads: one member answers one round without signing in.
///
/// A link acts as its member with today's roles and ties, and with no clearance: what is marked higher than `OFFICIAL`
/// does not exist for it. It can report progress and ask for a delay, on the actions the member is asked about in its
/// round, and nothing else.
public struct LeadLinkDesk: Sendable {
    /// The highest marking a link shows or takes.
    public static let ceiling = Marking.official

    private let register: any LeadLinkRegister
    private let members: any MemberRegister
    private let plans: PlanDesk
    public let clock: Clock

    public init(register: any LeadLinkRegister, members: any MemberRegister, plans: PlanDesk, clock: Clock) {
        self.register = register
        self.members = members
        self.plans = plans
        self.clock = clock
    }

    // MARK: Issuing

    /// A new link for a member and a round; an earlier one of theirs for this round is void from now on.
    ///
    /// - Throws: `DeskRefusal.notFound` where there is no such member or round, or the round is over for links.
    public func issue(for member: MemberID, round: RoundID) async throws -> SecretToken {
        guard let found = try await members.member(member), found.isActive,
            let strategy = try await strategy(of: round)
        else { throw DeskRefusal.notFound }
        let token = SecretToken()
        try await register.issue(
            LeadLink(
                token: token.digest, member: member, strategy: strategy, round: round, created: clock.now))
        return token
    }

    /// The same as an address to be mailed.
    ///
    /// - Parameter publicAddress: `https://plans.example.org`, without a slash at its end.
    public func address(for member: MemberID, round: RoundID, at publicAddress: String) async throws -> String {
        "\(publicAddress)/answer/\(try await issue(for: member, round: round).text)"
    }

    private func strategy(of round: RoundID) async throws -> StrategyID? {
        let moment = try await plans.moment()
        for strategy in try await plans.strategies(.program, at: moment) {
            if let found = try await self.round(round, of: strategy.id, .program, at: moment) {
                return LeadLink.phase(of: found, on: moment.day) == .over ? nil : strategy.id
            }
        }
        return nil
    }

    private func round(
        _ id: RoundID, of strategy: StrategyID, _ sight: Sight, at moment: Moment
    ) async throws -> Round? {
        try await picture(of: strategy, sight, at: moment)?.plan.rounds.first { $0.id == id }
    }

    private func picture(of strategy: StrategyID, _ sight: Sight, at moment: Moment) async throws -> PlanPicture? {
        do {
            return try await plans.picture(of: strategy, sight, at: moment)
        } catch DeskRefusal.notFound {
            return nil
        }
    }

    /// Forgets the links of rounds that are over or gone.
    public func tidy() async throws {
        let moment = try await plans.moment()
        for kept in try await register.rounds() {
            let round = try await round(kept.round, of: kept.strategy, .program, at: moment)
            let phase = round.map { LeadLink.phase(of: $0, on: moment.day) } ?? .over
            if phase == .over { try await register.end(of: kept.round) }
        }
    }

    // MARK: Looking

    /// What a link shows now. Looking changes nothing: mail scanners look.
    ///
    /// - Returns: nil for a link that is unknown, void, over, or whose member has left: one answer for all.
    public func look(_ token: SecretToken) async throws -> LeadLinkView? {
        let link = try await register.link(token.digest)
        // Read in every case, so that an unknown link takes about as long as one that is over.
        let moment = try await plans.moment()
        let staff = try await members.members()
        guard let link, let member = staff.first(where: { $0.id == link.member }), member.isActive else { return nil }
        let sight = Sight.of(member).capped(at: Self.ceiling)
        let picture = try await picture(of: link.strategy, sight, at: moment)
        var found = picture?.plan.rounds.first { $0.id == link.round }
        // A plan that is marked as a whole has its round all the same.
        if found == nil { found = try await round(link.round, of: link.strategy, .program, at: moment) }
        guard let round = found else { return nil }
        let phase = LeadLink.phase(of: round, on: moment.day)
        guard phase != .over else { return nil }
        return LeadLinkView(
            member: member, staff: staff, round: round, phase: phase, moment: moment,
            picture: picture, items: try await items(member, round, phase, picture, sight, moment))
    }

    private func items(
        _ member: Member, _ round: Round, _ phase: LeadLink.Phase, _ picture: PlanPicture?, _ sight: Sight,
        _ moment: Moment
    ) async throws -> [LeadLinkItem] {
        guard let picture else { return [] }
        if case .opens = phase { return [] }
        var items: [LeadLinkItem] = []
        for action in LeadLink.actions(of: member, in: round.id, of: picture.plan) {
            guard let standing = picture.standing(of: action.id) else { continue }
            var answers: [PlanHistoryEntry] = []
            if let last = action.lastReport, last.sequence > round.opened, last.day >= round.opens {
                answers = try await self.answers(to: action.id, in: round, sight, moment)
            }
            // Taken out of the plan since, or never answered before the close: nothing to show.
            if answers.isEmpty, action.retired != nil { continue }
            if answers.isEmpty, case .closed = phase { continue }
            items.append(LeadLinkItem(action: action, standing: standing, answers: answers))
        }
        return items
    }

    /// Updates and requests recorded while the round took answers, oldest first.
    private func answers(
        to action: ActionID, in round: Round, _ sight: Sight, _ moment: Moment
    ) async throws -> [PlanHistoryEntry] {
        try await plans.history(of: action, sight, at: moment, limit: 50).filter { entry in
            guard entry.header.sequence > round.opened else { return false }
            return switch entry.payload {
            case .progressReported(let facts): round.accepts(on: facts.on)
            case .delayAsked(let facts): round.accepts(on: facts.on)
            default: false
            }
        }.reversed()
    }

    // MARK: Answering

    /// Records answers, each by itself: one that cannot be taken keeps no other from being recorded.
    ///
    /// - Returns: what became of each, in their order; nil where `look` would show nothing.
    public func answer(_ token: SecretToken, _ answers: [LeadAnswer]) async throws -> LeadAnswering? {
        guard let view = try await look(token) else { return nil }
        guard case .open = view.phase else {
            return LeadAnswering(phase: view.phase, outcomes: answers.map { _ in .closed })
        }
        let asked = Set(view.items.map(\.action.id))
        var outcomes: [LeadAnswerOutcome] = []
        for answer in answers {
            outcomes.append(asked.contains(answer.action) ? try await record(answer, by: view.member) : .notTheirs)
        }
        return LeadAnswering(phase: view.phase, outcomes: outcomes)
    }

    private func record(_ answer: LeadAnswer, by member: Member) async throws -> LeadAnswerOutcome {
        if let done = try await sinceSeen(answer, by: member) { return done }
        let refusals = answer.refusals
        // The member without clearance: what is marked in the meantime is not there for the desk either.
        var acting = member
        acting.clearance = min(acting.clearance, Self.ceiling)
        do {
            // Refused texts go through the decision too, so that everything wrong is said at once; nothing is written,
            // since a version that never was is expected.
            let version = refusals.isEmpty ? answer.version : JournalSequence(-1)
            let done = try await plans.perform(answer.command, by: acting, expecting: version)
            return .recorded(done.sequence)
        } catch DeskRefusal.problems(let problems) {
            // The same form sent twice at once: the second is decided on what the first has written.
            if let done = try await sinceSeen(answer, by: member) { return done }
            return .problems(refusals.map(\.words) + problems)
        } catch DeskRefusal.stale {
            if !refusals.isEmpty { return .problems(refusals.map(\.words)) }
            return try await sinceSeen(answer, by: member) ?? .stale(since: [])
        } catch DeskRefusal.diskFull {
            // Answers before this one may have been recorded, so it is no fault of the whole form.
            return .problems([
                RefusalWords(
                    "disk-full",
                    "This could not be saved just now: the disk of the service is full. Tell whoever keeps it running, and send it again later."
                )
            ])
        } catch KeepingRefusal.diskFailed {
            return .problems([
                RefusalWords(
                    "disk-failed",
                    "This could not be saved just now: the disk of the service does not take it. Tell whoever keeps it running, and send it again later."
                )
            ])
        } catch DeskRefusal.notFound {
            return .notTheirs
        } catch DeskRefusal.notAllowed {
            return .notTheirs
        }
    }

    /// What happened to the action since the page was made: nothing, this very answer, or something else.
    private func sinceSeen(_ answer: LeadAnswer, by member: Member) async throws -> LeadAnswerOutcome? {
        let moment = try await plans.moment()
        let sight = Sight.of(member).capped(at: Self.ceiling)
        let action: Action?
        do {
            action = try await plans.picture(with: answer.action, sight, at: moment).plan.action(answer.action)
        } catch DeskRefusal.notFound {
            return .notTheirs
        }
        guard let action, action.version != answer.version else { return nil }
        let since = try await plans.history(of: answer.action, sight, at: moment, limit: 50)
            .filter { $0.header.sequence > answer.version }
        let own = since.first { entry in
            entry.header.author == .member(member.id) && entry.payload.map(answer.isRecorded) == true
        }
        if let own { return .already(own.header.sequence) }
        return .stale(since: since.reversed())
    }
}

extension LeadAnswer {
    var command: PlanCommand {
        switch asked {
        case .report(let command): .reportProgress(command)
        case .delay(let command): .askDelay(command)
        }
    }
}
