import ActionPlans
import Coordination
import HTTPTypes
import Hummingbird
import Partnership
import Vocabulary

/// Acts on one item: a look, a decision, an answer, closing, reopening. Shown where they fit, sent as a command.
enum RegisterActRoutes {
    static func add(to routes: inout RouteTable) {
        for act in RegisterAct.allCases {
            routes.get("/registers/:item/\(act.rawValue)", .act(.keepRegisters)) { visit in
                let look = try await RegisterLook.load(visit)
                let item = try await look.item()
                guard act.fits(item) else { throw PageError.notFound }
                return visit.page(RegisterActPage(look, item, act, .init()))
            }
            routes.post("/registers/:item/\(act.rawValue)", .act(.keepRegisters)) { visit, form in
                let look = try await RegisterLook.load(visit)
                return try await submit(look, try await look.item(), act, form)
            }
        }
    }

    private static func submit(
        _ look: RegisterLook, _ item: RegisterItem, _ act: RegisterAct, _ form: FormFields
    ) async throws -> Response {
        let seen = Int64(form["version"]).map(JournalSequence.init)
        var (command, problems) = read(item, act, form, look.words)
        if let command {
            do {
                try await look.desk.perform(command, by: look.member, expecting: seen)
                return look.visit.redirect(
                    to: item.path,
                    note: Note("register-\(act.rawValue)", ["reference": item.reference.printed], href: "/registers"))
            } catch DeskRefusal.problems(let refusals) {
                problems += [FieldProblem](
                    refusals, fields: act.fields, dates: Set(act.dates), otherwise: act.otherwise)
            } catch DeskRefusal.stale(let stale) {
                let fresh = try await RegisterLook.load(look.visit)
                let stands = try await fresh.item()
                let since = try await RegisterRoutes.since(fresh, stands, stale.seen)
                return look.visit.page(
                    RegisterActPage(fresh, stands, act, .init(form: form, version: stands.version, since: since)),
                    status: .conflict)
            }
        }
        return look.visit.page(
            RegisterActPage(look, item, act, .init(form: form, version: seen, problems: problems)),
            status: .unprocessableContent)
    }

    private static func read(
        _ item: RegisterItem, _ act: RegisterAct, _ form: FormFields, _ words: Words
    ) -> (RegisterCommand?, [FieldProblem]) {
        var days = DayReader(words)
        var problems: [FieldProblem] = []
        func missing(_ field: String) { problems.append(FieldProblem(field, words("registers.missing.\(field)"))) }
        switch act {
        case .review:
            let review = days.required(DateBoxes(form, "review"), "review", words("registers.name.review"))
            let finding = ItemReviewed.Finding(rawValue: form["finding"])
            if finding == nil { missing("finding") }
            guard let review, let finding else { return (nil, problems + days.problems) }
            let isScored = item.kind == .risk && finding == .changed
            return (
                .review(
                    ReviewItem(
                        item.id, finding: finding, note: form["note"], review: review,
                        likelihood: isScored ? Int(form["likelihood"]) ?? 0 : nil,
                        impact: isScored ? Int(form["impact"]) ?? 0 : nil)), []
            )
        case .decide:
            let outcome = PilotDecided.Outcome(rawValue: form["outcome"])
            if outcome == nil { missing("outcome") }
            let (ends, evaluation) = (DateBoxes(form, "ends"), DateBoxes(form, "evaluation"))
            let end = days.optional(ends, "ends", words("registers.name.ends"))
            let due = days.optional(evaluation, "evaluation", words("registers.name.evaluation"))
            problems += days.problems
            guard let outcome, problems.isEmpty else { return (nil, problems) }
            return (
                .decidePilot(
                    DecidePilot(item.id, outcome, reason: form["reason"], ends: end, evaluationDue: due)), []
            )
        case .answer:
            return (.answerGap(AnswerGap(item.id, answer: form["answer"], source: form["source"])), [])
        case .close: return (.close(CloseItem(item.id, reason: form["reason"])), [])
        case .reopen:
            let review = days.required(DateBoxes(form, "review"), "review", words("registers.name.review"))
            guard let review else { return (nil, days.problems) }
            return (.reopen(ReopenItem(item.id, reason: form["reason"], review: review)), [])
        }
    }
}
