public import ActionPlans
public import Frameworks
public import Partnership
public import Vocabulary

/// Rounds at the plan desk: who has answered, who is asked, and what the program asks by rule.
extension PlanDesk {
    /// What has become of everything that owed in a round, for a plan as a picture shows it.
    ///
    /// - Throws: `DeskRefusal.notFound` for a round the plan does not have.
    public func answers(
        in round: RoundID, of picture: PlanPicture, _ sight: Sight, at moment: Moment
    ) async throws -> RoundAnswers {
        let plan = picture.plan
        guard let found = plan.round(round) else { throw DeskRefusal.notFound }
        var first: [ActionID: Day]?
        if found.isClosed(on: moment.day) {
            first = try await register.firstReports(
                in: plan.strategy.id, since: found.opens, sight, at: moment.sequence)
        }
        guard
            let answers = RoundAnswers(
                of: round, in: plan, on: moment.day, people: try await people(of: plan), firstReports: first)
        else { throw DeskRefusal.notFound }
        return answers
    }

    /// Who would be asked at a step of a round, and about what; by default at the next one.
    public func shares(_ answers: RoundAnswers, in plan: Plan, step: Int? = nil) async throws -> [RoundShare] {
        AskingLadder.shares(
            answers, in: plan, step: step ?? answers.round.nextStep, people: try await people(of: plan))
    }

    /// Why nobody could be reminded in a round now, in a plan as a picture shows it; empty where somebody could.
    public func reminderProblems(_ round: RoundID, in picture: PlanPicture) async throws -> [RefusalWords] {
        let people = try await people(of: picture.plan)
        switch RemindRound(round: round).decide(in: picture.plan, on: picture.day, people: people) {
        case .success: return []
        case .failure(let refused): return refused.all.map(\.words)
        }
    }

    /// Who can be asked about a plan's actions today. The one place that says who stands in for whom.
    func people(of plan: Plan) async throws -> RoundPeople {
        let members = try await members.members()
        let proposal = OwnerProposal(members: members, agencies: try await self.members.agencies())
        var known: [String: MemberID?] = [:]
        var accountable: [ActionID: MemberID] = [:]
        for action in plan.actions {
            guard let wording = action.wording.owner else { continue }
            let found: MemberID?
            if let before = known[wording] {
                found = before
            } else {
                found = proposal.member(for: wording)?.id
                known[wording] = found
            }
            accountable[action.id] = found
        }
        let deputies = Dictionary(
            members.compactMap { member in member.deputy.map { (member.id, $0) } }, uniquingKeysWith: { one, _ in one })
        return RoundPeople(members, accountable: accountable, deputy: { deputies[$0] })
    }

    // MARK: Asking

    /// The entries that follow from another in its transaction, and the mail that goes with them: a round that opens
    /// today asks at once.
    func asking(
        after payload: PlanEntry, in plan: Plan?, on today: Day, at now: Instant
    ) async throws -> (entries: [PlanEntry], mail: [NewMail]) {
        switch payload {
        case .roundOpened(let opening):
            guard let plan,
                let asked = RoundReminded(after: opening, in: plan, on: today, people: try await people(of: plan))
            else { return ([], []) }
            return ([.roundReminded(asked)], PlanDesk.mail(for: asked, at: now))
        case .roundReminded(let asked): return ([], PlanDesk.mail(for: asked, at: now))
        default: return ([], [])
        }
    }

    /// One digest for each member.
    private static func mail(for asked: RoundReminded, at now: Instant) -> [NewMail] {
        asked.members.map {
            NewMail(
                .roundDigest, to: $0, strategy: asked.strategy, round: asked.round, step: asked.step, created: now)
        }
    }

    /// Asks in every round in which the rule says so, once for each of its days. Doing it again at once does nothing.
    ///
    /// - Returns: how many rounds asked somebody.
    @discardableResult
    public func askByRule(_ days: ReminderDays) async throws -> Int {
        var asked = 0
        for strategy in try await strategies(.program, at: try await moment()) {
            asked += try await turn.run { try await self.askByRule(strategy.id, days) }
        }
        return asked
    }

    private func askByRule(_ id: StrategyID, _ days: ReminderDays) async throws -> Int {
        let now = clock.now
        let today = clock.day(of: now)
        let plan = try await picture(of: id, .program, at: try await moment()).plan
        var asked = 0
        for round in plan.rounds where ReminderRule.isDue(round, in: plan, on: today, days) {
            let people = try await people(of: plan)
            guard let answers = RoundAnswers(of: round.id, in: plan, on: today, people: people),
                let entry = RoundReminded(answers, in: plan, step: round.nextStep, people: people)
            else { continue }
            _ = try await append(
                [EntryDraft(author: .program, payload: .roundReminded(entry))],
                expecting: [.round(round.id): round.version], at: now, mail: PlanDesk.mail(for: entry, at: now))
            asked += 1
        }
        return asked
    }
}
