import ActionPlans
import Coordination
import HTTPTypes
import Hummingbird
import Partnership
import Reporting
import Vocabulary

/// Amending an action: typed, looked at with what was understood, entered.
enum AmendRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/actions/:action/amend", .act(.amendAction)) { visit in
            try await PlanLook.load(action: visit) { look, action in
                try ActionAccess.check(.amendAction, look, action)
                return visit.page(AmendPage(look, action))
            }
        }
        routes.post("/actions/:action/amend", .act(.amendAction)) { visit, form in
            try await PlanLook.load(action: visit) { look, action in
                try ActionAccess.check(.amendAction, look, action)
                return try await submit(visit, look, action, form)
            }
        }
    }

    private static func submit(
        _ visit: Visit, _ look: PlanLook, _ action: Action, _ form: FormFields
    ) async throws -> Response {
        let seen = Int64(form["version"]).map(JournalSequence.init) ?? action.version
        if form["do"] == "change" { return visit.page(AmendPage(look, action, form: form, version: seen)) }
        let (typed, problems) = WordingForm.read(look, form)
        let command = AmendAction(
            action: action.id, wording: typed, reason: form["reason"], isScreeningConfirmed: form["screening"] == "yes")
        guard problems.isEmpty, let amendment = command.amendment(in: look.plan, on: look.picture.day) else {
            return visit.page(
                AmendPage(look, action, form: form, version: seen, problems: problems), status: .unprocessableContent)
        }
        func check(_ problems: [FieldProblem]) -> Response {
            visit.page(
                AmendCheckPage(look, action, command, amendment, form: form, version: seen, problems: problems),
                status: problems.isEmpty ? .ok : .unprocessableContent)
        }
        do {
            guard form["do"] == "enter" else {
                _ = try await visit.house.plans.foresee(.amendAction(command), by: look.member)
                return seen == action.version ? check([]) : try await stale(visit, form, seen: seen)
            }
            try await visit.house.plans.perform(.amendAction(command), by: look.member, expecting: seen)
            return visit.redirect(
                to: "/actions/\(action.id.reference)",
                note: Note("action-amended", ["reference": action.id.reference], href: look.path))
        } catch DeskRefusal.problems(let refusals) {
            let problems = [FieldProblem](refusals, fields: AmendPage.fields, otherwise: "text")
            // What the screening found is asked about beside what would be entered.
            if problems.allSatisfy({ $0.field == "screening" }) {
                guard seen == action.version else { return try await stale(visit, form, seen: seen) }
                return check(form["do"] == "enter" ? problems : [])
            }
            return visit.page(
                AmendPage(
                    look, action, form: form, version: seen, problems: problems.filter { $0.field != "screening" }),
                status: .unprocessableContent)
        } catch DeskRefusal.stale(let stale) {
            return try await self.stale(visit, form, seen: stale.seen)
        }
    }

    /// What was typed beside what stands now: sending it again is a decision made knowing both.
    private static func stale(_ visit: Visit, _ form: FormFields, seen: JournalSequence) async throws -> Response {
        try await PlanLook.load(action: visit) { look, action in
            let since = try await ActionAccess.since(seen, look, action)
            return visit.page(
                AmendPage(look, action, form: form, version: action.version, since: since), status: .conflict)
        }
    }
}

/// What every form about one action asks first.
enum ActionAccess {
    static func check(_ act: Act, _ look: PlanLook, _ action: Action) throws {
        if case .denied(let sentence) = ActionPolicy.may(act, look.member, on: action) {
            throw PageError.forbidden(sentence)
        }
        // A past picture has no forms; the address is for today.
        guard look.mayAct else { throw PageError.notFound }
    }

    /// What others entered about an action since a form was opened.
    static func since(_ seen: JournalSequence, _ look: PlanLook, _ action: Action) async throws -> [String] {
        let history = try await look.visit.house.plans.history(
            of: action.id, Sight.of(look.member), at: look.asAt.moment, limit: 20)
        let words = HistoryWords(look.names)
        let since = history.filter { $0.header.sequence > seen }.map {
            "\(look.names.author($0.header.author)): \(words.sentence($0.payload, about: action.id))"
        }
        return since.isEmpty ? [look.words("stale.unknown")] : since
    }
}
