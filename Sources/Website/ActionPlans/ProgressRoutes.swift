import Coordination
import ActionPlans
import Partnership
import Vocabulary

/// Reporting progress and asking for a later day: strings in, command or all field problems out. No rule of the plan.
enum ProgressRoutes {
    static func add(to routes: inout RouteTable) {
        ActionForm(
            path: "/actions/:action/report", act: .reportProgress, fields: ReportPage.fields, dates: ["happened"],
            otherwise: "answer", done: "progress-reported",
            show: { look, action, showing in
                look.visit.formPage(
                    ReportPage(
                        look, action, form: showing.form, version: showing.version, since: showing.since,
                        problems: showing.problems), showing)
            }, read: readReport
        ).add(to: &routes)
        ActionForm(
            path: "/actions/:action/delay", act: .askDelay, fields: DelayPage.fields, dates: ["new-day"],
            otherwise: "commitment", done: "delay-asked",
            show: { look, action, showing in
                look.visit.formPage(
                    DelayPage(
                        look, action, form: showing.form, version: showing.version, since: showing.since,
                        problems: showing.problems), showing)
            }, read: readDelay
        ).add(to: &routes)
    }

    private static func readReport(
        _ look: PlanLook, _ action: Action, _ form: FormFields
    ) throws -> ActionForm.Answer {
        let words = look.words
        var days = DayReader(words)
        let happened = days.optional(DateBoxes(form, "happened"), "happened", words("report.happened.name"))
        var problems = days.problems
        let hasText = !form["note"].isEmpty || !form["evidence"].isEmpty || !form.all("completes").isEmpty
        switch form["answer"] {
        case "not-mine": return .go("/actions/\(action.id.reference)/pass-on")
        case "longer": return .go("/actions/\(action.id.reference)/delay")
        case "none":
            if hasText { problems.insert(FieldProblem("answer", words("report.none-with-text")), at: 0) }
        case "done":
            if !hasText { problems.insert(FieldProblem("note", words("report.note.missing")), at: 0) }
        default: problems.insert(FieldProblem("answer", words("report.answer.missing")), at: 0)
        }
        guard let completes = completed(form, action) else {
            return .problems(problems + [FieldProblem("completes", words("report.completes.unknown"))])
        }
        guard problems.isEmpty else { return .problems(problems) }
        return .command(
            .reportProgress(
                ReportProgress(
                    action: action.id, note: form["note"], evidence: form["evidence"].isEmpty ? nil : form["evidence"],
                    happened: happened, completes: completes)))
    }

    /// `3`, `3@2008-06-30` and `all` as commitments; nil for anything else.
    private static func completed(_ form: FormFields, _ action: Action) -> [ProgressReported.Completed]? {
        let values = form.all("completes")
        if values.contains("all") {
            return action.promises.filter { $0.completed == nil && $0.settled != .withdrawn }
                .map { ProgressReported.Completed(promise: $0.number) }
        }
        var completed: [ProgressReported.Completed] = []
        for value in values {
            let pieces = value.split(separator: "@", omittingEmptySubsequences: false)
            guard let first = pieces.first, let number = Int(first) else { return nil }
            if pieces.count == 1 {
                completed.append(.init(promise: number))
            } else if pieces.count == 2, let day = Day(iso: pieces[1]) {
                completed.append(.init(promise: number, occurrence: day))
            } else {
                return nil
            }
        }
        return completed
    }

    private static func readDelay(
        _ look: PlanLook, _ action: Action, _ form: FormFields
    ) throws -> ActionForm.Answer {
        let words = look.words
        var days = DayReader(words)
        let newDay = days.required(DateBoxes(form, "new-day"), "new-day", words("delay.new-day.name"))
        var problems = days.problems
        let promise = Int(form["commitment"])
        if promise == nil { problems.insert(FieldProblem("commitment", words("delay.commitment.missing")), at: 0) }
        if form["reason"].isEmpty { problems.append(FieldProblem("reason", words("delay.reason.missing"))) }
        guard problems.isEmpty, let promise, let newDay else { return .problems(problems) }
        return .command(
            .askDelay(AskDelay(action: action.id, promise: promise, newDay: newDay, reason: form["reason"])))
    }
}
