import ActionPlans
import Coordination
import Vocabulary

/// Reads the one form of a link's page: strings in, answers and every problem out. Each action's fields bear its
/// number; actions that nothing was chosen or typed for are left alone.
struct LeadLinkForm {
    private let form: FormFields
    private let view: LeadLinkView
    private let words: Words

    init(_ form: FormFields, _ view: LeadLinkView, _ words: Words) {
        self.form = form
        self.view = view
        self.words = words
    }

    struct Reading {
        var answers: [LeadAnswer] = []
        var problems: [ActionID: [FieldProblem]] = [:]
        /// Actions that were answered and are not on the page: never theirs, or not any more.
        var strangers: [ActionID] = []
        /// Nothing was chosen at all.
        var isNothing: Bool { answers.isEmpty && problems.isEmpty && strangers.isEmpty }
    }

    func read() -> Reading {
        var reading = Reading()
        let known = Set(view.items.map(\.action.id.number))
        let posted = ["answer-", "note-"].flatMap { form.beginning($0) }.filter { !$0.value.isEmpty }
            .compactMap { Int($0.rest) }
        reading.strangers = Set(posted).subtracting(known).filter { $0 > 0 }.sorted().prefix(100).map(ActionID.init)
        guard case .open = view.phase else {
            // Nothing is taken; what was typed is given back.
            reading.strangers = Set(posted).filter { $0 > 0 }.sorted().prefix(100).map(ActionID.init)
            return reading
        }
        for item in view.items {
            guard let strategy = view.picture?.plan.strategy else { continue }
            let choices = LeadChoices(item, in: strategy, on: view.moment.day, words)
            read(item, choices, into: &reading)
        }
        return reading
    }

    private func read(_ item: LeadLinkItem, _ choices: LeadChoices, into reading: inout Reading) {
        let number = item.action.id.number
        let note = form["note-\(number)"]
        var problems: [FieldProblem] = []
        var what: LeadAnswer.What?
        switch form["answer-\(number)"] {
        case "none": what = .noChange(note: note)
        case "done":
            let ticked = form.all("completes-\(number)") + form.all("only-done-\(number)")
            if let completes = LeadChoices.completes(ticked), !isCurrent(item) || choices.offers(ticked) {
                what = .done(note: note, evidence: form["evidence-\(number)"], completes: completes)
            } else {
                problems.append(FieldProblem("completes-\(number)", words("report.completes.unknown")))
            }
        case "longer": what = longer(item, note, choices, &problems)
        case "":
            let typed = [note, form["evidence-\(number)"], form["new-day-\(number)-day"]]
            let isTouched = typed.contains { !$0.isEmpty } || !form.all("completes-\(number)").isEmpty
            guard isTouched else { return }
            problems.append(FieldProblem("answer-\(number)", words("lead-link.answer.missing")))
        default: problems.append(FieldProblem("answer-\(number)", words("lead-link.answer.missing")))
        }
        if let what, problems.isEmpty {
            let version = JournalSequence(Int64(form["version-\(number)"]) ?? 0)
            reading.answers.append(LeadAnswer(action: item.action.id, version: version, what: what))
        } else {
            reading.problems[item.action.id] = LeadLinkForm.named(problems, item.action.id)
        }
    }

    /// What was sent from the page as it stands has to be on it; what was sent from an earlier one is for the desk,
    /// which knows whether it was recorded meanwhile.
    private func isCurrent(_ item: LeadLinkItem) -> Bool {
        Int64(form["version-\(item.action.id.number)"]) == item.action.version.number
    }

    private func longer(
        _ item: LeadLinkItem, _ note: String, _ choices: LeadChoices, _ problems: inout [FieldProblem]
    ) -> LeadAnswer.What? {
        let number = item.action.id.number
        let only = form["only-longer-\(number)"]
        let chosen = only.isEmpty ? form["commitment-\(number)"] : only
        let isOffered = !isCurrent(item) || choices.movable.contains { $0.value == chosen }
        let promise = isOffered ? Int(chosen) : nil
        if promise == nil {
            problems.append(FieldProblem("commitment-\(number)", words("delay.commitment.missing")))
        }
        var days = DayReader(words)
        let newDay = days.required(
            DateBoxes(form, "new-day-\(number)"), "new-day-\(number)", words("delay.new-day.name"))
        problems += days.problems
        if note.isEmpty { problems.append(FieldProblem("note-\(number)", words("lead-link.reason.missing"))) }
        guard problems.isEmpty, let promise, let newDay else { return nil }
        return .longer(promise: promise, newDay: newDay, reason: note)
    }

    /// Refusals of the desk at the fields of their action.
    static func problems(_ refusals: [RefusalWords], _ answer: LeadAnswer) -> [FieldProblem] {
        let number = answer.action.number
        return named(
            refusals.map { refusal in
                let field =
                    switch refusal.field {
                    case "note", "reason": "note-\(number)"
                    case "evidence": "evidence-\(number)"
                    case "completes": "completes-\(number)"
                    case "commitment": "commitment-\(number)"
                    case "new-day": "new-day-\(number)-day"
                    default: "answer-\(number)"
                    }
                return FieldProblem(field, refusal.sentence)
            }, answer.action)
    }

    /// Each with the action it is about, since one page has many.
    private static func named(_ problems: [FieldProblem], _ action: ActionID) -> [FieldProblem] {
        problems.map { FieldProblem($0.field, "\(action.reference): \($0.text)") }
    }
}
