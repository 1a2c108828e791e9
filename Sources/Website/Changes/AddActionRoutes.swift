import ActionPlans
import Coordination
import Hummingbird
import Partnership
import Vocabulary

/// Adding an action to a plan: by itself, or from the meeting that decides on it.
enum AddActionRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/plans/:plan/actions/new", .act(.addAction)) { visit in
            try await PlanLook.load(visit) { look in
                guard look.mayAct else { throw PageError.notFound }
                return visit.page(AddActionPage(look, meeting: meeting(visit.query["meeting"])))
            }
        }
        routes.post("/plans/:plan/actions/new", .act(.addAction)) { visit, form in
            try await PlanLook.load(visit) { look in
                guard look.mayAct else { throw PageError.notFound }
                return try await submit(visit, look, form)
            }
        }
    }

    private static func meeting(_ text: String) -> MeetingID? {
        guard text.utf8.count <= 9, let number = Int(text), number > 0 else { return nil }
        return MeetingID(number)
    }

    private static func submit(_ visit: Visit, _ look: PlanLook, _ form: FormFields) async throws -> Response {
        let seen = Int64(form["version"]).map(JournalSequence.init)
        let meeting = meeting(form["meeting"])
        let (typed, placeProblems) = WordingForm.read(look, form)
        var problems = placeProblems
        let command = AddAction(
            wording: typed, marking: Marking.allCases.first { $0.printed == form["marking"] },
            updateOwner: Int(form["update-owner"]).map { MemberID($0) },
            contributing: form.all("contributing").compactMap { Int($0) }.map { MemberID($0) }, meeting: meeting,
            isScreeningConfirmed: form["screening"] == "yes")
        if problems.isEmpty {
            do {
                let done = try await visit.house.plans.perform(
                    .addAction(command, look.strategy.id), by: look.member, expecting: seen)
                let reference = ActionID(done.subject.number).reference
                return visit.redirect(
                    to: meeting.map { "/meetings/\($0.number)" } ?? "/actions/\(reference)",
                    note: Note("action-added", ["reference": reference], href: look.path))
            } catch DeskRefusal.problems(let refusals) {
                problems = [FieldProblem](refusals, fields: AddActionPage.fields, otherwise: "text")
            } catch DeskRefusal.stale {
                return try await PlanLook.load(visit) { fresh in
                    visit.page(
                        AddActionPage(
                            fresh, form: form, meeting: meeting,
                            since: try await PlanSince.changes(fresh, after: seen)),
                        status: .conflict)
                }
            }
        }
        return visit.page(
            AddActionPage(look, form: form, meeting: meeting, version: seen, problems: problems),
            status: .unprocessableContent)
    }
}
