import ActionPlans
import Coordination
import Frameworks
import Partnership
import Reporting
import Tables
import Vocabulary

/// One round of a plan: who owed, who answered, who has not, who was asked and when.
struct RoundPage: PageModel {
    struct Row: Sendable, Equatable {
        let reference: String
        let href: String
        let text: String
        let owner: String
        let answer: StatusTag
        let on: String
    }

    struct Person: Sendable, Equatable {
        let name: String
        let href: String
        let owed: String
        let answered: String
        let late: String
        let open: String
    }

    struct Asked: Sendable, Equatable {
        let when: String
        let what: String
        let whom: String
    }

    static let template = "rounds/round"
    static let rowsOnPage = 50

    let page: Frame
    let head: PlanHead
    let label: String
    let state: String
    let rule: String
    let counts: [StatusCount]
    let remindHref: String?
    let extendHref: String?
    let reopenHref: String?
    let withdrawHref: String?
    let roundHref: String
    let csvHref: String
    let kept: [PlanHead.Kept]
    let answer: SelectField
    let owner: SelectField
    let tags: [FilterTag]
    let hasTags: Bool
    let result: String
    let rows: [Row]
    let hasRows: Bool
    let isFilteredOut: Bool
    let pagination: Pagination
    let people: [Person]
    let hasPeople: Bool
    let asked: [Asked]
    let hasAsked: Bool
    let coming: String

    /// - Parameter shown: the members whose being asked this member may know of; nil for all.
    init(_ look: PlanLook, _ answers: RoundAnswers, _ filter: RoundFilter, shown: Set<MemberID>?) {
        let words = look.words
        let round = answers.round
        let path = "\(look.path)/rounds/\(round.id.number)"
        func address(_ filter: RoundFilter) -> String { look.asAt.link(path, filter.fields) }
        page = look.frame(words("round.title", ["round": round.label]))
        head = PlanHead(look, at: .rounds)
        label = round.label
        state = RoundPage.state(round, on: look.picture.day, words)
        rule = words(answers.isClosed ? "round.rule.closed" : "round.rule.open")
        counts = RoundPage.counts(answers, filter, words, address)
        let isLatest = look.plan.roundAfter(round) == nil
        remindHref =
            isLatest && round.opens <= look.picture.day && look.may(.remindRound) ? "\(path)/remind" : nil
        extendHref = !answers.isClosed && look.may(.extendRound) ? "\(path)/extend" : nil
        withdrawHref = round.opens > look.picture.day && look.may(.openRound) ? "\(path)/withdraw" : nil
        reopenHref = answers.isClosed && isLatest && look.may(.reopenRound) ? "\(path)/reopen" : nil
        roundHref = look.asAt.link(path)
        csvHref = look.asAt.link("\(path)/answers.csv", filter.with { _ in }.fields)
        kept = look.asAt.fields.map { PlanHead.Kept(name: $0.name, value: $0.value) }
        answer = RoundPage.answerField(filter, answers, words)
        owner = RoundPage.ownerField(filter, answers, look)
        tags = RoundPage.tags(filter, answers, look, address)
        hasTags = !tags.isEmpty
        let lines = filter.lines(of: answers, in: look.plan)
        result = words.count(filter.isNarrowing ? "round.found" : "round.all", lines.count)
        let number = Pagination.page(filter.page, size: Self.rowsOnPage, total: lines.count)
        let first = min((number - 1) * Self.rowsOnPage, lines.count)
        rows = lines[first..<min(first + Self.rowsOnPage, lines.count)].map { RoundPage.row($0, answers, look) }
        hasRows = !rows.isEmpty
        isFilteredOut = rows.isEmpty && filter.isNarrowing
        pagination = Pagination(page: number, size: Self.rowsOnPage, total: lines.count, words: words) { page in
            var there = filter
            there.page = String(page)
            return address(there)
        }
        people = RoundPage.people(answers, look, address)
        hasPeople = !people.isEmpty
        asked = round.reminders.reversed().map { RoundPage.asked($0, shown, look) }
        hasAsked = !asked.isEmpty
        coming = RoundPage.coming(round, look)
    }

    private static func state(_ round: Round, on day: Day, _ words: Words) -> String {
        let key = round.isClosed(on: day) ? "closed" : round.accepts(on: day) ? "open" : "coming"
        return words("round.state.\(key)", ["opens": round.opens.printed, "closes": round.closes.printed])
    }

    /// States that nobody is in are left out, but for the two that everybody looks for.
    private static func counts(
        _ answers: RoundAnswers, _ filter: RoundFilter, _ words: Words, _ address: (RoundFilter) -> String
    ) -> [StatusCount] {
        let owed = StatusCount(
            answers.owing, StatusTag(word: words("round.owed"), shape: "■", colour: "none"),
            href: address(filter.with { $0.answer = nil }))
        return [owed]
            + RoundAnswers.Answer.allCases.filter { $0 == .answered || $0 == .waiting || answers[$0] > 0 }.map {
                answer in
                let isChosen = filter.answer == answer
                return StatusCount(
                    answers[answer], AnswerFaces.tag(answer, isClosed: answers.isClosed, words),
                    href: address(filter.with { $0.answer = isChosen ? nil : answer }), isChosen: isChosen)
            }
    }

    private static func answerField(_ filter: RoundFilter, _ answers: RoundAnswers, _ words: Words) -> SelectField {
        SelectField(
            "answer", words("round.answer"),
            options: [("", words("filter.any"))]
                + RoundAnswers.Answer.allCases.map {
                    ($0.rawValue, AnswerFaces.word($0, isClosed: answers.isClosed, words))
                }, chosen: filter.answer?.rawValue ?? "")
    }

    private static func ownerField(_ filter: RoundFilter, _ answers: RoundAnswers, _ look: PlanLook) -> SelectField {
        let owners = Set(answers.lines.compactMap { look.plan.actions[$0.position].updateOwner })
            .map { (value: String($0.number), text: look.names.name($0)) }.sorted { $0.text < $1.text }
        return SelectField(
            "owner", look.words("filter.owner"),
            options: [("", look.words("filter.any")), ("vacant", look.words("plan.vacant"))] + owners,
            chosen: filter.owner)
    }

    private static func tags(
        _ filter: RoundFilter, _ answers: RoundAnswers, _ look: PlanLook, _ address: (RoundFilter) -> String
    ) -> [FilterTag] {
        var tags: [FilterTag] = []
        if let answer = filter.answer {
            tags.append(
                FilterTag(
                    text: AnswerFaces.word(answer, isClosed: answers.isClosed, look.words),
                    href: address(filter.with { $0.answer = nil })))
        }
        if !filter.owner.isEmpty {
            let name = Int(filter.owner).map { look.names.name(MemberID($0)) } ?? look.words("plan.vacant")
            tags.append(
                FilterTag(
                    text: look.words("filter.tag.owner", ["value": name]),
                    href: address(filter.with { $0.owner = "" })))
        }
        return tags
    }

    private static func row(_ line: RoundAnswers.Line, _ answers: RoundAnswers, _ look: PlanLook) -> Row {
        let action = look.plan.actions[line.position]
        return Row(
            reference: action.id.reference, href: look.asAt.link("/actions/\(action.id.reference)"),
            text: beginning(action.wording.text, 160), owner: look.names.owner(action.updateOwner),
            answer: AnswerFaces.tag(line.answer, isClosed: answers.isClosed, look.words),
            on: line.on.map { PageTime.short($0) } ?? "")
    }

    /// One line for each update owner of what owed, those with most still open first.
    private static func people(
        _ answers: RoundAnswers, _ look: PlanLook, _ address: (RoundFilter) -> String
    ) -> [Person] {
        var counts: [MemberID?: [RoundAnswers.Answer: Int]] = [:]
        for line in answers.lines {
            counts[look.plan.actions[line.position].updateOwner, default: [:]][line.answer, default: 0] += 1
        }
        func open(_ counts: [RoundAnswers.Answer: Int]) -> Int { (counts[.waiting] ?? 0) + (counts[.vacant] ?? 0) }
        let named = counts.map { (id: $0.key, name: look.names.owner($0.key), counts: $0.value) }
        return named.sorted { (-open($0.counts), $0.name) < (-open($1.counts), $1.name) }.map { owner in
            let answer = { (answer: RoundAnswers.Answer) in (owner.counts[answer] ?? 0).printed }
            return Person(
                name: owner.name,
                href: address(RoundFilter().with { $0.owner = owner.id.map { String($0.number) } ?? "vacant" }),
                owed: owner.counts.values.reduce(0, +).printed, answered: answer(.answered), late: answer(.late),
                open: open(owner.counts).printed)
        }
    }

    private static func asked(_ reminder: RoundReminder, _ shown: Set<MemberID>?, _ look: PlanLook) -> Asked {
        let members = reminder.members.filter { shown?.contains($0) ?? true }
        let posts = members.map { look.names.name($0) }
        return Asked(
            when: reminder.on.printed,
            what: look.words(reminder.step == 0 ? "round.asked" : "round.reminded", ["step": reminder.step.printed]),
            whom: posts.isEmpty ? look.words("round.asked-nobody") : posts.joined(separator: "; "))
    }

    /// The days on which the round will ask by itself.
    private static func coming(_ round: Round, _ look: PlanLook) -> String {
        guard look.mayAct, look.plan.roundAfter(round) == nil else { return "" }
        let last = round.reminders.map(\.on).max()
        let days = ReminderRule.days(of: round, look.visit.house.pack.reminders)
            .filter { day in day >= look.picture.day && last.map { $0 < day } ?? true }
        guard !days.isEmpty else { return "" }
        return look.words("round.will-ask", ["days": days.map(\.printed).joined(separator: "; ")])
    }

    private init(page: Frame, isFull: Bool) {
        self.page = page
        head = PlanHead.examples[0]
        label = "July to September 2003"
        state = "Open until the end of 14 October 2003."
        rule = "It closes by itself."
        counts = StatusCount.examples
        remindHref = isFull ? "/plans/1/rounds/1/remind" : nil
        extendHref = isFull ? "/plans/1/rounds/1/extend" : nil
        reopenHref = isFull ? "/plans/1/rounds/1/reopen" : nil
        withdrawHref = isFull ? "/plans/1/rounds/1/withdraw" : nil
        roundHref = "/plans/1/rounds/1"
        csvHref = "/plans/1/rounds/1/answers.csv"
        kept = [PlanHead.Kept(name: "as-at", value: "2003-10-10")]
        answer = SelectField.examples[0]
        owner = SelectField.examples[0]
        tags = isFull ? FilterTag.examples : []
        hasTags = isFull
        result = "1 action owed an update"
        rows =
            isFull
            ? [
                Row(
                    reference: "AP-0001", href: "/actions/AP-0001", text: "Open a weekly clinic",
                    owner: "Treatment Commissioner", answer: StatusTag.examples[2], on: "10 Oct 2003")
            ] : []
        hasRows = isFull
        isFilteredOut = !isFull
        pagination = Pagination.examples[0]
        people =
            isFull
            ? [
                Person(
                    name: "Treatment Commissioner", href: "/plans/1/rounds/1?owner=2", owed: "3", answered: "1",
                    late: "0", open: "2")
            ] : []
        hasPeople = isFull
        asked =
            isFull ? [Asked(when: "1 October 2003", what: "Asked", whom: "Treatment Commissioner")] : []
        hasAsked = isFull
        coming = "It will remind by itself on 7 October 2003."
    }

    static var examples: [RoundPage] {
        [RoundPage(page: Frame.examples[1], isFull: true), RoundPage(page: Frame.examples[1], isFull: false)]
    }
}

/// The answers of a round as a CSV file.
enum RoundFile {
    static func text(_ look: PlanLook, _ answers: RoundAnswers, _ filter: RoundFilter) -> String {
        let words = look.words
        var lines = [["reference", "text", "owner", "answer", "on"].map { words("round.file.\($0)") }]
        for line in filter.lines(of: answers, in: look.plan) {
            let action = look.plan.actions[line.position]
            lines.append([
                action.id.reference, action.wording.text, look.names.owner(action.updateOwner),
                AnswerFaces.word(line.answer, isClosed: answers.isClosed, words), line.on?.iso ?? "",
            ])
        }
        return lines.map { CSVWriter.line($0) }.joined()
    }
}
