import ActionPlans
import Coordination
import Partnership
import Reporting
import Vocabulary

/// One action on a link's page: what it is, what was answered, and its part of the form.
struct LeadLinkCard: Sendable {
    /// What there is no choice about.
    struct HiddenField: Sendable, Equatable {
        let field: String
        let sent: String
    }

    let reference: String
    let wording: String
    let status: StatusTag
    let sentence: String
    /// What was recorded while the round took answers, with the day and by whom.
    let answers: [String]
    let hasAnswers: Bool
    let isOpen: Bool
    /// Answered already: the form is folded, and may be used again.
    let isFolded: Bool
    let since: [String]
    let isStale: Bool
    let versionName: String
    let version: String
    let answer: ChoiceField
    let completes: ChoiceField?
    let foldsCompletes: Bool
    let opensCompletes: Bool
    /// The only commitment that can be done, in words: there is nothing to choose.
    let onlyDone: String?
    let onlyDoneField: HiddenField?
    let mayBeDone: Bool
    let evidence: TextArea
    let commitment: SelectField?
    let onlyLonger: String?
    let onlyLongerField: HiddenField?
    let mayTakeLonger: Bool
    let newDay: DateField
    let note: TextArea
    let passOnHref: String?

    init(_ item: LeadLinkItem, _ view: LeadLinkView, _ strategy: Strategy, _ making: LeadLinkPage.Making) {
        let words = making.words
        let showing = making.showing
        let action = item.action
        let number = action.id.number
        let problems = making.problems[action.id] ?? []
        let form = showing.recorded.contains(action.id) ? FormFields() : showing.form
        let choices = LeadChoices(item, in: strategy, on: view.moment.day, words)
        reference = action.id.reference
        wording = beginning(action.wording.text, 400)
        status = making.faces.tag(item.standing.status)
        sentence = item.standing.sentence(word: making.faces.words.word(item.standing.status))
        answers = item.answers.map { making.line($0, about: action.id) }
        hasAnswers = !answers.isEmpty
        isOpen = making.isOpen && action.retired == nil
        let stale = showing.since[action.id]
        since = stale.map { $0.map { making.line($0, about: action.id) } } ?? []
        isStale = stale != nil
        isFolded = hasAnswers && problems.isEmpty && stale == nil && !showing.isNothing
        versionName = "version-\(number)"
        let seen = problems.isEmpty || isStale ? nil : Int64(form["version-\(number)"])
        version = String(seen ?? action.version.number)
        mayBeDone = !choices.completable.isEmpty
        mayTakeLonger = !choices.movable.isEmpty
        answer = LeadLinkCard.answer(number, form, choices, problems, words)
        completes = LeadLinkCard.completes(number, form, choices, problems, words)
        foldsCompletes = choices.completable.count > 5
        opensCompletes = form["answer-\(number)"] == "done"
        onlyDone = LeadLinkCard.only(choices.completable, of: action)
        onlyDoneField = LeadLinkCard.hidden("only-done-\(number)", choices.completable)
        onlyLongerField = LeadLinkCard.hidden("only-longer-\(number)", choices.movable)
        evidence = TextArea(
            "evidence-\(number)", words("report.evidence"), value: form["evidence-\(number)"],
            hint: words("lead-link.evidence.hint"), rows: 2, limit: TextLimit.evidence, problems: problems)
        commitment = LeadLinkCard.commitment(number, form, choices, problems, words)
        onlyLonger = LeadLinkCard.only(choices.movable, of: action)
        newDay = DateField(
            "new-day-\(number)", words("delay.new-day"), DateBoxes(form, "new-day-\(number)"),
            hint: words("date.example"), problems: problems)
        note = TextArea(
            "note-\(number)", words("lead-link.note"), value: form["note-\(number)"],
            hint: words("lead-link.note.hint"), rows: 3, limit: TextLimit.note, problems: problems)
        passOnHref =
            ActionPolicy.may(.rerouteAction, view.member, on: action).isAllowed
            ? "/actions/\(action.id.reference)/pass-on" : nil
    }

    /// The only choice, in words; an action's only commitment needs no more than its day.
    private static func only(_ choices: [LeadChoices.Choice], of action: Action) -> String? {
        guard choices.count == 1 else { return nil }
        let text = action.promises.count == 1 ? nil : choices[0].text
        let words = [text, choices[0].meaning].compactMap(\.self)
        return words.isEmpty ? nil : words.joined(separator: "\n")
    }

    private static func hidden(_ field: String, _ choices: [LeadChoices.Choice]) -> HiddenField? {
        choices.count == 1 ? HiddenField(field: field, sent: choices[0].value) : nil
    }

    private static func answer(
        _ number: Int, _ form: FormFields, _ choices: LeadChoices, _ problems: [FieldProblem], _ words: Words
    ) -> ChoiceField {
        var answers: [(value: String, text: String, meaning: String?)] = [("none", words("lead-link.none"), nil)]
        if !choices.completable.isEmpty { answers.append(("done", words("lead-link.done"), nil)) }
        if !choices.movable.isEmpty { answers.append(("longer", words("lead-link.longer"), nil)) }
        return ChoiceField(
            "answer-\(number)", words("lead-link.answer", ["reference": ActionID(number).reference]),
            choices: answers, chosen: [form["answer-\(number)"]], problems: problems)
    }

    private static func completes(
        _ number: Int, _ form: FormFields, _ choices: LeadChoices, _ problems: [FieldProblem], _ words: Words
    ) -> ChoiceField? {
        guard choices.completable.count > 1 else { return nil }
        return ChoiceField(
            "completes-\(number)", words("lead-link.completes"),
            choices: choices.completable.map { ($0.value, $0.text, $0.meaning) },
            chosen: Set(form.all("completes-\(number)")), isMany: true, problems: problems)
    }

    private static func commitment(
        _ number: Int, _ form: FormFields, _ choices: LeadChoices, _ problems: [FieldProblem], _ words: Words
    ) -> SelectField? {
        guard choices.movable.count > 1 else { return nil }
        let options = choices.movable.map { choice in
            (value: choice.value, text: [choice.text, choice.meaning].compactMap(\.self).joined(separator: ", "))
        }
        return SelectField(
            "commitment-\(number)", words("delay.commitment"),
            options: [(value: "", text: words("lead-link.choose"))] + options, chosen: form["commitment-\(number)"],
            problems: problems)
    }

    init(example number: Int, isOpen: Bool, hasAnswers: Bool) {
        reference = ActionID(number).reference
        wording = "Open a second outreach base."
        status = StatusTag.examples[1]
        sentence = "Under way: due 30 April 2003, in 34 days"
        answers = hasAnswers ? ["On 3 April 2003 by you: No change reported."] : []
        self.hasAnswers = hasAnswers
        self.isOpen = isOpen
        isFolded = hasAnswers
        since = hasAnswers ? [] : ["On 4 April 2003 by Outreach Manager: No change reported."]
        isStale = !hasAnswers
        versionName = "version-\(number)"
        version = "17"
        let none: [FieldProblem] = []
        let choices: [(value: String, text: String, meaning: String?)] = [
            ("none", "No change", nil), ("done", "Done", nil), ("longer", "We need longer", nil),
        ]
        answer = ChoiceField("answer-\(number)", "\(reference): how does it stand?", choices: choices, chosen: ["done"])
        let all: [(value: String, text: String, meaning: String?)] = [
            ("1,2", "All commitments", nil), ("1", "1. Base opened", "Due 30 April 2003"),
        ]
        completes =
            hasAnswers
            ? nil : ChoiceField("completes-\(number)", "What is done?", choices: all, chosen: ["1"], isMany: true)
        foldsCompletes = !hasAnswers
        opensCompletes = true
        onlyDone = hasAnswers ? "Base opened. Due 30 April 2003" : nil
        onlyDoneField = hasAnswers ? HiddenField(field: "only-done-\(number)", sent: "1") : nil
        onlyLongerField = hasAnswers ? HiddenField(field: "only-longer-\(number)", sent: "1") : nil
        mayBeDone = true
        evidence = TextArea("evidence-\(number)", "Evidence or measure of progress", problems: none)
        commitment =
            hasAnswers
            ? nil
            : SelectField(
                "commitment-\(number)", "Which commitment?", options: [("", "Choose"), ("1", "1. Base opened")],
                chosen: "")
        onlyLonger = hasAnswers ? "Base opened. Due 30 April 2003" : nil
        mayTakeLonger = true
        newDay = DateField("new-day-\(number)", "New day", DateBoxes())
        note = TextArea("note-\(number)", "In your words", hint: "What was done, or why it takes longer.")
        passOnHref = "/actions/\(reference)/pass-on"
    }
}
