import ActionPlans
import Coordination
import HTTPTypes
import Hummingbird
import Partnership
import Vocabulary

/// Rounds: looked at by all who read, opened and extended by coordinators.
enum RoundRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/plans/:plan/rounds", .act(.readPlan)) { visit in
            try await PlanLook.load(try await visit.withDraft()) { look in
                let begun = try await PlanSince.begun(look, stands: look.strategy.version)
                return visit.page(
                    RoundsPage(look, form: begun.form, version: begun.version, since: begun.since), status: look.status)
            }
        }
        routes.post("/plans/:plan/rounds", .act(.openRound)) { visit, form in
            try await PlanLook.load(visit) { look in
                guard look.mayAct else { throw PageError.notFound }
                return try await open(visit, look, form)
            }
        }
        routes.get("/plans/:plan/rounds/:round/extend", .act(.extendRound)) { visit in
            try await PlanLook.load(try await visit.withDraft()) { look in
                let round = try round(visit, look)
                let begun = try await PlanSince.begun(look, stands: round.version)
                return visit.page(
                    ExtendPage(look, round, form: begun.form, version: begun.version, since: begun.since))
            }
        }
        routes.post("/plans/:plan/rounds/:round/extend", .act(.extendRound)) { visit, form in
            try await PlanLook.load(visit) { look in try await extend(visit, look, try round(visit, look), form) }
        }
    }

    private static func round(_ visit: Visit, _ look: PlanLook) throws -> Round {
        guard look.mayAct, let round = look.plan.round(RoundID(try visit.number("round"))) else {
            throw PageError.notFound
        }
        return round
    }

    private static func open(_ visit: Visit, _ look: PlanLook, _ form: FormFields) async throws -> Response {
        guard look.mayAct else { throw PageError.notFound }
        let words = visit.words
        var days = DayReader(words)
        func day(_ id: String) -> Day? { days.required(DateBoxes(form, id), id, words("rounds.\(id).name")) }
        let (from, to, opens, closes) = (day("period-from"), day("period-to"), day("opens"), day("closes"))
        let seen = Int64(form["version"]).map(JournalSequence.init)
        var problems = days.problems
        if let from, let to, let opens, let closes {
            let command = OpenRound(periodFrom: from, periodTo: to, opens: opens, closes: closes)
            do {
                try await visit.house.plans.perform(
                    .openRound(command, look.strategy.id), by: look.member, expecting: seen)
                let planned = Note(
                    "round-planned",
                    ["round": Round.label(from: from, to: to), "opens": opens.printed], href: look.path)
                return visit.redirect(
                    to: "\(look.path)/rounds",
                    note: opens > look.picture.day ? planned : Note("round-opened", href: look.path))
            } catch DeskRefusal.problems(let refusals) {
                problems += [FieldProblem](
                    refusals, fields: RoundsPage.fields, dates: RoundsPage.dates, otherwise: "period-from-day")
            } catch DeskRefusal.stale {
                return try await PlanLook.load(visit) { fresh in
                    visit.page(
                        RoundsPage(fresh, form: form, since: try await PlanSince.changes(fresh, after: seen)),
                        status: .conflict)
                }
            }
        }
        return visit.page(
            RoundsPage(look, form: form, version: seen, problems: problems), status: .unprocessableContent)
    }

    private static func extend(
        _ visit: Visit, _ look: PlanLook, _ round: Round, _ form: FormFields
    ) async throws -> Response {
        let words = visit.words
        var days = DayReader(words)
        let closes = days.required(DateBoxes(form, "closes"), "closes", words("rounds.closes.name"))
        let seen = Int64(form["version"]).map(JournalSequence.init)
        var problems = days.problems
        if let closes {
            do {
                try await visit.house.plans.perform(
                    .extendRound(
                        ExtendRound(round: round.id, closes: closes, reason: form["reason"]), look.strategy.id),
                    by: look.member, expecting: seen)
                return visit.redirect(to: "\(look.path)/rounds", note: Note("round-extended", href: look.path))
            } catch DeskRefusal.problems(let refusals) {
                problems += [FieldProblem](
                    refusals, fields: ExtendPage.fields, dates: ExtendPage.dates, otherwise: "closes-day")
            } catch DeskRefusal.stale {
                return try await PlanLook.load(visit) { fresh in
                    visit.page(
                        ExtendPage(
                            fresh, try self.round(visit, fresh), form: form,
                            since: try await PlanSince.changes(fresh, after: seen)),
                        status: .conflict)
                }
            }
        }
        return visit.page(
            ExtendPage(look, round, form: form, version: seen, problems: problems), status: .unprocessableContent)
    }
}
