import ActionPlans
import Coordination
import Hummingbird
import Partnership
import Vocabulary

/// One round looked at, reminded in and reopened; the rounds of all plans.
enum AnswerRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/rounds", .act(.readPlan), showAll)
        routes.get("/plans/:plan/rounds/:round", .act(.readPlan)) { visit in
            try await PlanLook.load(visit) { look in
                let round = try round(visit, look)
                return try await look.answer {
                    let answers = try await answers(round, look)
                    return RoundPage(
                        look, answers, RoundFilter(visit.query), shown: try await shown(answers, look))
                }
            }
        }
        routes.get("/plans/:plan/rounds/:round/answers.csv", .act(.readPlan)) { visit in
            try await PlanLook.load(visit) { look in
                let round = try round(visit, look)
                let text = RoundFile.text(look, try await answers(round, look), RoundFilter(visit.query))
                return visit.download(
                    text,
                    name: "plan-\(look.strategy.id.number)-round-\(round.id.number)-\(look.asAt.moment.day.iso).csv")
            }
        }
        routes.get("/plans/:plan/rounds/:round/remind", .act(.remindRound)) { visit in
            try await PlanLook.load(visit) { look in
                visit.page(try await remindPage(look, try present(visit, look)))
            }
        }
        routes.post("/plans/:plan/rounds/:round/remind", .act(.remindRound)) { visit, form in
            try await PlanLook.load(visit) { look in try await remind(visit, look, try present(visit, look), form) }
        }
        routes.get("/plans/:plan/rounds/:round/reopen", .act(.reopenRound)) { visit in
            try await PlanLook.load(visit) { look in visit.page(ReopenPage(look, try present(visit, look))) }
        }
        routes.post("/plans/:plan/rounds/:round/reopen", .act(.reopenRound)) { visit, form in
            try await PlanLook.load(visit) { look in try await reopen(visit, look, try present(visit, look), form) }
        }
        routes.get("/plans/:plan/rounds/:round/withdraw", .act(.openRound)) { visit in
            try await PlanLook.load(visit) { look in visit.page(WithdrawRoundPage(look, try present(visit, look))) }
        }
        routes.post("/plans/:plan/rounds/:round/withdraw", .act(.openRound)) { visit, form in
            try await PlanLook.load(visit) { look in try await withdraw(visit, look, try present(visit, look), form) }
        }
    }

    // MARK: Looking

    private static func round(_ visit: Visit, _ look: PlanLook) throws -> Round {
        guard let round = look.plan.round(RoundID(try visit.number("round"))) else { throw PageError.notFound }
        return round
    }

    /// Nothing is done to the past.
    private static func present(_ visit: Visit, _ look: PlanLook) throws -> Round {
        guard look.mayAct else { throw PageError.notFound }
        return try round(visit, look)
    }

    private static func answers(_ round: Round, _ look: PlanLook) async throws -> RoundAnswers {
        try await look.visit.house.plans.answers(
            in: round.id, of: look.picture, Sight.of(look.member), at: look.asAt.moment)
    }

    /// Whose being asked this member may know of: somebody asked only about what one may not see was not asked.
    private static func shown(_ answers: RoundAnswers, _ look: PlanLook) async throws -> Set<MemberID>? {
        guard look.member.clearance != .officialSensitive else { return nil }
        let owners = answers.lines.compactMap { look.plan.actions[$0.position].updateOwner }
        let further = try await look.visit.house.plans.shares(
            answers, in: look.plan, step: AskingLadder.accountableFrom)
        return Set(owners).union(further.map(\.member))
    }

    private static func showAll(_ visit: Visit) async throws -> Response {
        let member = try visit.member()
        let sight = Sight.of(member)
        let plans = visit.house.plans
        let moment = try await plans.moment()
        var rows: [AllRoundsPage.Row] = []
        var marking = Marking.official
        var open = 0
        for strategy in try await plans.strategies(sight, at: moment) {
            let picture = try await plans.picture(of: strategy.id, sight, at: moment)
            guard let round = picture.plan.openRound(on: moment.day) ?? picture.plan.rounds.last else { continue }
            let answers = try await plans.answers(in: round.id, of: picture, sight, at: moment)
            marking = max(marking, visit.site.indexes.index(of: picture, sight).marking)
            if round.accepts(on: moment.day) { open += 1 }
            rows.append(AllRoundsPage.row(answers, in: picture.plan, visit.words))
        }
        let frame = FrameMaker.frame(visit, .init(visit.words("all-rounds.title"), area: .plans, marking: marking))
        return visit.page(
            AllRoundsPage(page: frame, rows: rows, summary: visit.words.count("all-rounds.open-count", open)))
    }

    // MARK: Acting

    private static func remindPage(
        _ look: PlanLook, _ round: Round, since: [String] = [], problems: [FieldProblem] = []
    ) async throws -> RemindPage {
        let plans = look.visit.house.plans
        let obstacles = try await plans.reminderProblems(round.id, in: look.picture)
        let shares =
            obstacles.isEmpty ? try await plans.shares(try await answers(round, look), in: look.plan) : []
        return RemindPage(look, round, shares, obstacles: obstacles, since: since, problems: problems)
    }

    private static func remind(
        _ visit: Visit, _ look: PlanLook, _ round: Round, _ form: FormFields
    ) async throws -> Response {
        do {
            try await visit.house.plans.perform(
                .remindRound(RemindRound(round: round.id), look.strategy.id), by: look.member,
                expecting: Int64(form["version"]).map(JournalSequence.init))
            return visit.redirect(
                to: "\(look.path)/rounds/\(round.id.number)", note: Note("round-reminded", href: look.path))
        } catch DeskRefusal.problems(let refusals) {
            let problems = refusals.map { FieldProblem("round", $0.sentence) }
            return visit.page(
                try await remindPage(look, round, problems: problems), status: .unprocessableContent)
        } catch DeskRefusal.stale {
            return try await PlanLook.load(visit) { fresh in
                visit.page(
                    try await remindPage(
                        fresh, try present(visit, fresh), since: [visit.words("remind.stale")]), status: .conflict)
            }
        }
    }

    private static func reopen(
        _ visit: Visit, _ look: PlanLook, _ round: Round, _ form: FormFields
    ) async throws -> Response {
        var days = DayReader(visit.words)
        let closes = days.required(DateBoxes(form, "closes"), "closes", visit.words("rounds.closes.name"))
        let seen = Int64(form["version"]).map(JournalSequence.init)
        var problems = days.problems
        if let closes {
            do {
                try await visit.house.plans.perform(
                    .reopenRound(
                        ReopenRound(round: round.id, closes: closes, reason: form["reason"]), look.strategy.id),
                    by: look.member, expecting: seen)
                return visit.redirect(
                    to: "\(look.path)/rounds/\(round.id.number)", note: Note("round-reopened", href: look.path))
            } catch DeskRefusal.problems(let refusals) {
                problems += [FieldProblem](
                    refusals, fields: ReopenPage.fields, dates: ReopenPage.dates, otherwise: "closes-day")
            } catch DeskRefusal.stale {
                return try await PlanLook.load(visit) { fresh in
                    visit.page(
                        ReopenPage(
                            fresh, try present(visit, fresh), form: form,
                            since: try await PlanSince.changes(fresh, after: seen)),
                        status: .conflict)
                }
            }
        }
        return visit.page(
            ReopenPage(look, round, form: form, version: seen, problems: problems), status: .unprocessableContent)
    }

    private static func withdraw(
        _ visit: Visit, _ look: PlanLook, _ round: Round, _ form: FormFields
    ) async throws -> Response {
        let seen = Int64(form["version"]).map(JournalSequence.init)
        do {
            try await visit.house.plans.perform(
                .withdrawRound(WithdrawRound(round: round.id, reason: form["reason"]), look.strategy.id),
                by: look.member, expecting: seen)
            return visit.redirect(to: "\(look.path)/rounds", note: Note("round-withdrawn", href: look.path))
        } catch DeskRefusal.problems(let refusals) {
            let problems = [FieldProblem](refusals, fields: WithdrawRoundPage.fields, otherwise: "reason")
            return visit.page(
                WithdrawRoundPage(look, round, form: form, version: seen, problems: problems),
                status: .unprocessableContent)
        } catch DeskRefusal.stale {
            return try await PlanLook.load(visit) { fresh in
                visit.page(
                    WithdrawRoundPage(
                        fresh, try present(visit, fresh), form: form,
                        since: try await PlanSince.changes(fresh, after: seen)), status: .conflict)
            }
        }
    }
}
