import ActionPlans
import Coordination
import HTTPTypes
import Hummingbird
import Partnership
import Reporting
import Vocabulary

/// Taking back a mistaken entry, from the timeline of an action.
enum CorrectRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/actions/:action/correct/:entry", .act(.correctEntry)) { visit in
            try await PlanLook.load(action: visit) { look, action in
                try ActionAccess.check(.correctEntry, look, action)
                return visit.page(try await page(look, action))
            }
        }
        routes.post("/actions/:action/correct/:entry", .act(.correctEntry)) { visit, form in
            try await PlanLook.load(action: visit) { look, action in
                try ActionAccess.check(.correctEntry, look, action)
                return try await submit(visit, look, action, form)
            }
        }
    }

    private static func page(
        _ look: PlanLook, _ action: Action, form: FormFields = FormFields(), version: JournalSequence? = nil,
        since: [String] = [], problems: [FieldProblem] = []
    ) async throws -> CorrectPage {
        let sequence = JournalSequence(Int64(try look.visit.number("entry")))
        let found = try await look.visit.house.plans.history(
            of: action.id, Sight.of(look.member), at: look.asAt.moment, before: JournalSequence(sequence.number + 1),
            limit: 1)
        guard let entry = found.first, entry.header.sequence == sequence else { throw PageError.notFound }
        var consequences: [String] = []
        var obstacles: [String] = []
        do {
            let asked = CorrectEntry(action: action.id, entry: sequence, reason: look.words("correct.reason"))
            let foreseen = try await look.visit.house.plans.foresee(.correctEntry(asked), by: look.member)
            if case .entryCorrected(let facts) = foreseen { consequences = HistoryWords.consequences(of: facts) }
        } catch DeskRefusal.problems(let refusals) {
            obstacles = refusals.map(\.sentence)
        }
        return CorrectPage(
            look, action, entry, consequences: consequences, obstacles: obstacles, form: form, version: version,
            since: since, problems: obstacles.isEmpty ? problems : [])
    }

    private static func submit(
        _ visit: Visit, _ look: PlanLook, _ action: Action, _ form: FormFields
    ) async throws -> Response {
        let seen = Int64(form["version"]).map(JournalSequence.init)
        let sequence = JournalSequence(Int64(try visit.number("entry")))
        let command = CorrectEntry(action: action.id, entry: sequence, reason: form["reason"])
        do {
            try await visit.house.plans.perform(.correctEntry(command), by: look.member, expecting: seen)
            return visit.redirect(
                to: "/actions/\(action.id.reference)",
                note: Note(
                    "entry-corrected", ["entry": sequence.description, "reference": action.id.reference],
                    href: look.path))
        } catch DeskRefusal.problems(let refusals) {
            let problems = [FieldProblem](
                refusals.filter { $0.field == "reason" }, fields: CorrectPage.fields, otherwise: "reason")
            return visit.page(
                try await page(look, action, form: form, version: seen, problems: problems),
                status: .unprocessableContent)
        } catch DeskRefusal.stale(let stale) {
            return try await PlanLook.load(action: visit) { fresh, action in
                let since = try await ActionAccess.since(stale.seen, fresh, action)
                return visit.page(
                    try await page(fresh, action, form: form, version: action.version, since: since),
                    status: .conflict)
            }
        }
    }
}

/// Undoing the last import or revision of a plan.
enum UndoImportRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/plans/:plan/undo-import", .act(.undoImport)) { visit in
            try await PlanLook.load(visit) { look in
                guard look.mayAct else { throw PageError.notFound }
                return visit.page(try await page(look))
            }
        }
        routes.post("/plans/:plan/undo-import", .act(.undoImport)) { visit, form in
            try await PlanLook.load(visit) { look in
                guard look.mayAct else { throw PageError.notFound }
                return try await submit(visit, look, form)
            }
        }
    }

    private static func page(
        _ look: PlanLook, form: FormFields = FormFields(), version: JournalSequence? = nil,
        problems: [FieldProblem] = []
    ) async throws -> UndoImportPage {
        do {
            let asked = UndoImport(reason: look.words("undo.reason"))
            let foreseen = try await look.visit.house.plans.foresee(
                .undoImport(asked, look.strategy.id), by: look.member)
            guard case .importUndone(let facts) = foreseen else { throw PageError.notFound }
            return UndoImportPage(look, facts, obstacles: [], form: form, version: version, problems: problems)
        } catch DeskRefusal.problems(let refusals) {
            return UndoImportPage(
                look, nil, obstacles: refusals.map(\.sentence), form: form, version: version)
        }
    }

    private static func submit(_ visit: Visit, _ look: PlanLook, _ form: FormFields) async throws -> Response {
        let seen = Int64(form["version"]).map(JournalSequence.init)
        do {
            let done = try await visit.house.plans.perform(
                .undoImport(UndoImport(reason: form["reason"]), look.strategy.id), by: look.member, expecting: seen)
            let moment = try await visit.house.plans.moment()
            let isHere = try await visit.house.plans.strategies(Sight.of(look.member), at: moment).contains {
                $0.id.number == done.subject.number
            }
            return visit.redirect(to: isHere ? look.path : "/plans", note: Note("import-undone"))
        } catch DeskRefusal.problems(let refusals) {
            let problems = [FieldProblem](
                refusals.filter { $0.field == "reason" }, fields: UndoImportPage.fields, otherwise: "reason")
            return visit.page(
                try await page(look, form: form, version: seen, problems: problems), status: .unprocessableContent)
        } catch DeskRefusal.stale {
            return try await PlanLook.load(visit) { fresh in
                visit.page(
                    try await page(
                        fresh, form: form, problems: [FieldProblem("reason", visit.words("stale.what"))]),
                    status: .conflict)
            }
        }
    }
}
