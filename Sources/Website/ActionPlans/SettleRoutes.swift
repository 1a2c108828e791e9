import ActionPlans
import Coordination
import HTTPTypes
import Hummingbird
import Partnership
import Reporting
import Vocabulary

/// Answers to the settle list: strings in, one command or all field problems out.
enum SettleRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/plans/:plan/settle", .act(.settleDeadlines)) { visit in
            try await PlanLook.load(try await visit.withDraft()) { look in
                guard look.mayAct else { throw PageError.notFound }
                let begun = try await PlanSince.begun(look, stands: look.strategy.version)
                return visit.page(
                    SettlePage(look, form: begun.form ?? FormFields(), version: begun.version, since: begun.since))
            }
        }
        routes.post("/plans/:plan/settle", .act(.settleDeadlines)) { visit, form in
            try await PlanLook.load(visit) { look in
                guard look.mayAct else { throw PageError.notFound }
                return try await submit(visit, look, form)
            }
        }
    }

    private static func submit(_ visit: Visit, _ look: PlanLook, _ form: FormFields) async throws -> Response {
        guard look.mayAct else { throw PageError.notFound }
        let (command, problems) = read(look, form)
        let seen = Int64(form["version"]).map(JournalSequence.init)
        guard problems.isEmpty else {
            return visit.page(
                SettlePage(look, form: form, version: seen, problems: problems), status: .unprocessableContent)
        }
        do {
            try await visit.house.plans.perform(
                .settleDeadlines(command, look.strategy.id), by: look.member, expecting: seen)
            return visit.redirect(
                to: "\(look.path)/settle",
                note: Note("deadlines-settled", ["count": command.answers.count.printed], href: look.path))
        } catch DeskRefusal.problems(let refusals) {
            let problems = [FieldProblem](
                refusals.map(onList), fields: ["note", "all"], otherwise: "all")
            return visit.page(
                SettlePage(look, form: form, version: seen, problems: problems), status: .unprocessableContent)
        } catch DeskRefusal.stale {
            return try await PlanLook.load(visit) { fresh in
                visit.page(
                    SettlePage(
                        fresh, form: form,
                        since: try await PlanSince.changes(fresh, after: seen) + settledMeanwhile(fresh, form)),
                    status: .conflict)
            }
        }
    }

    /// What was chosen for deadlines that somebody else has settled: they stand on the list no more.
    private static func settledMeanwhile(_ look: PlanLook, _ form: FormFields) -> [String] {
        let words = look.words
        return form.beginning("answer-").compactMap { rest, answer in
            let pieces = rest.split(separator: "-").compactMap { Int($0) }
            guard pieces.count == 2, SettlePage.answers.contains(answer),
                let promise = look.plan.action(ActionID(pieces[0]))?.promise(pieces[1]), promise.settled != nil
            else { return nil }
            return words(
                "since.your-answer",
                [
                    "reference": ActionID(pieces[0]).reference, "number": promise.number.printed,
                    "answer": words("settle.\(answer)"),
                ])
        }
    }

    /// What is wrong with the answers as a whole belongs to the list.
    private static func onList(_ refusal: RefusalWords) -> RefusalWords {
        refusal.field == "answers" ? RefusalWords(refusal.code, field: "all", refusal.sentence) : refusal
    }

    private static func read(_ look: PlanLook, _ form: FormFields) -> (SettleDeadlines, [FieldProblem]) {
        let words = look.words
        var days = DayReader(words)
        let rows = form.beginning("answer-").map { (rest: $0.rest, answer: $0.value.isEmpty ? form["all"] : $0.value) }
        let needsDay = rows.contains { $0.answer == "delay" && form["until-\($0.rest)"].isEmpty }
        let boxes = DateBoxes(form, "until")
        let name = words("settle.until.name")
        let until = needsDay ? days.required(boxes, "until", name) : days.optional(boxes, "until", name)
        var answers: [SettleDeadlines.Answer] = []
        var ownDays: [FieldProblem] = []
        for row in rows where !row.answer.isEmpty {
            let pieces = row.rest.split(separator: "-")
            var day = until
            let own = form["until-\(row.rest)"]
            if row.answer == "delay", !own.isEmpty {
                day = DateBoxes(line: own).flatMap { if case .day(let day) = $0.reading { day } else { nil } }
                if day == nil {
                    ownDays.append(FieldProblem("until-\(row.rest)", words("date.no-such-day", ["name": name])))
                }
            }
            guard pieces.count == 2, let action = Int(pieces[0]), let promise = Int(pieces[1]),
                let answer = answer(row.answer, day)
            else { continue }
            answers.append(.init(action: ActionID(action), promise: promise, answer: answer))
        }
        return (SettleDeadlines(note: form["note"], answers: answers), ownDays + days.problems)
    }

    private static func answer(_ word: String, _ until: Day?) -> SettleAnswer? {
        switch word {
        case "done": .done
        case "delay": until.map { .delayAgreed(until: $0) }
        case "missed": .missed
        case "withdrawn": .withdrawn
        default: nil
        }
    }
}
