import ActionPlans
import Coordination
import HTTPTypes
import Hummingbird
import Partnership
import Reporting
import Vocabulary

/// The record of an action.
enum ActionRoutes {
    static let historyOnPage = 30

    static func add(to routes: inout RouteTable) {
        routes.get("/actions/:action", .act(.readPlan)) { visit in
            try await PlanLook.load(action: visit) { look, action in
                try await look.answer(isPersonal: true) { try await page(look, action) }
            }
        }
    }

    private static func page(_ look: PlanLook, _ action: Action) async throws -> ActionPage {
        let before = Int64(look.visit.query["before"]).map(JournalSequence.init)
        let history = try await look.visit.house.plans.history(
            of: action.id, Sight.of(look.member), at: look.asAt.moment, before: before, limit: historyOnPage)
        let clock = look.visit.house.clock
        guard
            let report = ActionReport(
                action.id, in: look.picture, history: history, names: look.names, words: look.faces.words,
                recordedOn: { clock.day(of: $0) })
        else { throw PageError.notFound }
        let items = try await look.visit.house.registers.items(
            about: action.id, Sight.of(look.member), at: look.asAt.moment)
        let decisions = try await look.visit.house.meetings.decisions(
            DecisionFilter(action: action.id), Sight.of(look.member), at: look.asAt.moment)
        return ActionPage(look, action, report, history, registers: items, decisions: decisions)
    }
}

/// A form about one action: shown when the policy allows it, sent as a command, shown again with everything that is
/// wrong, or with what others did in the meantime.
struct ActionForm: Sendable {
    /// How the form stands when it is shown.
    struct Showing: Sendable {
        var form = FormFields()
        /// The version the next submit is compared with; nil for the one that stands.
        var version: JournalSequence?
        var since: [String] = []
        var problems: [FieldProblem] = []
    }

    /// What was typed: a command, a way on, or what is wrong with it.
    enum Answer: Sendable {
        case command(PlanCommand)
        case go(String)
        case problems([FieldProblem])
    }

    let path: String
    let act: Act
    let fields: Set<String>
    var dates: Set<String> = []
    /// The field a problem belongs to that has none of the form's.
    let otherwise: String
    /// The key of the note on the next page.
    let done: String
    let show: @Sendable (PlanLook, Action, Showing) async throws -> Response
    let read: @Sendable (PlanLook, Action, FormFields) throws -> Answer

    func add(to routes: inout RouteTable) {
        routes.get(path, .act(act)) { visit in
            try await PlanLook.load(action: try await visit.withDraft()) { look, action in
                try allow(look, action)
                return try await show(look, action, try await begun(look, action))
            }
        }
        routes.post(path, .act(act)) { visit, form in
            try await PlanLook.load(action: visit) { look, action in
                try allow(look, action)
                return try await submit(visit, look, action, form)
            }
        }
    }

    /// The commitment named in the path, for forms about one.
    static func promise(_ visit: Visit) -> Int? { visit.context.parameters.get("promise").flatMap { Int($0) } }

    private func allow(_ look: PlanLook, _ action: Action) throws {
        let verdict = ActionPolicy.may(act, look.member, on: action, promise: Self.promise(look.visit))
        if case .denied(let sentence) = verdict { throw PageError.forbidden(sentence) }
        // A past picture has no forms; the address is for today.
        guard look.mayAct else { throw PageError.notFound }
    }

    /// The form as it was left, where the member began it before: with what others did since.
    private func begun(_ look: PlanLook, _ action: Action) async throws -> Showing {
        guard let draft = look.visit.draft else { return Showing() }
        guard let seen = draft.version, seen != action.version else {
            return Showing(form: draft.fields, version: draft.version)
        }
        return Showing(form: draft.fields, version: action.version, since: try await since(seen, look, action))
    }

    /// What was entered about an action after somebody saw it, by whom.
    private func since(_ seen: JournalSequence, _ look: PlanLook, _ action: Action) async throws -> [String] {
        let history = try await look.visit.house.plans.history(
            of: action.id, Sight.of(look.member), at: look.asAt.moment, limit: 20)
        let words = HistoryWords(look.names)
        let since = history.filter { $0.header.sequence > seen }.map {
            "\(look.names.author($0.header.author)): \(words.sentence($0.payload, about: action.id))"
        }
        return since.isEmpty ? [look.words("stale.unknown")] : since
    }

    private func submit(
        _ visit: Visit, _ look: PlanLook, _ action: Action, _ form: FormFields
    ) async throws -> Response {
        let seen = Int64(form["version"]).map(JournalSequence.init)
        switch try read(look, action, form) {
        case .go(let path): return visit.redirect(to: path)
        case .problems(let problems):
            return try await show(look, action, Showing(form: form, version: seen, problems: problems))
        case .command(let command):
            do {
                try await visit.house.plans.perform(command, by: look.member, expecting: seen)
                return visit.redirect(
                    to: "/actions/\(action.id.reference)",
                    note: Note(done, ["reference": action.id.reference], href: look.path))
            } catch DeskRefusal.problems(let refusals) {
                let problems = [FieldProblem](refusals, fields: fields, dates: dates, otherwise: otherwise)
                return try await show(look, action, Showing(form: form, version: seen, problems: problems))
            } catch DeskRefusal.stale(let stale) {
                return try await showStale(visit, form, seen: stale.seen)
            }
        }
    }

    /// What was typed beside what stands now: sending it again is a decision made knowing both.
    private func showStale(_ visit: Visit, _ form: FormFields, seen: JournalSequence) async throws -> Response {
        var response = try await PlanLook.load(action: visit) { look, action in
            try await show(
                look, action,
                Showing(form: form, version: action.version, since: try await since(seen, look, action)))
        }
        response.status = .conflict
        return response
    }
}

extension Visit {
    /// A form as it is answered: fine when it is new, unprocessable when something is wrong with it.
    func formPage(_ model: some PageModel, _ showing: ActionForm.Showing) -> Response {
        page(model, status: showing.problems.isEmpty ? .ok : .unprocessableContent)
    }
}
