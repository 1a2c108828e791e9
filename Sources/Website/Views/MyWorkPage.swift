import ActionPlans
import Coordination
import Partnership
import Reporting
import Vocabulary

/// What waits for a member, what is due, what they wait for, and what others did since they were last here.
struct MyWorkPage: PageModel {
    /// One line: what it is about, why it is here, and the one thing to do about it.
    struct Row: Sendable, Equatable {
        let title: String
        let href: String
        let text: String
        /// The plan it belongs to.
        let place: String
        /// Why it is here, in a sentence.
        let sentence: String
        let due: String
        let isLate: Bool
        let doHref: String?
        let doText: String
        let status: StatusTag?

        init(
            title: String, href: String, text: String = "", place: String, sentence: String, due: Day? = nil,
            isLate: Bool = false, does: (href: String, text: String)? = nil, status: StatusTag? = nil
        ) {
            self.title = title
            self.href = href
            self.text = text
            self.place = place
            self.sentence = sentence
            self.due = due.map(PageTime.short) ?? ""
            self.isLate = isLate
            doHref = does?.href
            doText = does?.text ?? ""
            self.status = status
        }
    }

    struct Section: Sendable, Equatable {
        let id: String
        let heading: String
        let count: String
        let rows: [Row]
        let hasRows: Bool
        let empty: String
        /// "The first 50 of 312 are shown."
        let more: String?

        /// - Parameter total: how many there are in all, where not all of them are given.
        init(_ id: String, heading: String, rows: [Row], empty: String, total: Int? = nil, words: Words) {
            self.id = id
            self.heading = heading
            let shown = Array(rows.prefix(MyWorkPage.rowsOfSection))
            let all = total ?? rows.count
            count = all.printed
            self.rows = shown
            hasRows = !shown.isEmpty
            self.empty = empty
            more =
                shown.count < all
                ? words("work.first", ["shown": shown.count.printed, "count": all.printed]) : nil
        }
    }

    static let template = "plans/my-work"
    static let rowsOfSection = 50

    let page: Frame
    let sections: [Section]
    /// There is no plan at all; whoever may, brings one in.
    let isEmpty: Bool
    let mayImport: Bool
    /// What "changed" compares with.
    let since: String?

    init(_ look: WorkLook) {
        let words = look.visit.words
        page = FrameMaker.frame(
            look.visit,
            .init(
                words("work.title"), area: .work,
                marking: max(MyWorkPage.marking(look.found), look.due.map(\.marking).max() ?? .official)))
        isEmpty = look.found.pictures.isEmpty
        sections = isEmpty ? [] : MyWorkSections.all(look)
        mayImport = Policy.may(.importPlan, look.member).isAllowed
        let clock = look.visit.house.clock
        since = look.found.visit?.sinceAt.map { words("work.since", ["time": PageTime.printed($0, clock)]) }
    }

    /// The highest marking of what is on it.
    private static func marking(_ found: WorkDesk.Found) -> Marking {
        var marking = Marking.official
        func add(_ strategy: StrategyID, _ action: ActionID?) {
            guard let picture = found.pictures[strategy] else { return }
            marking = max(marking, picture.plan.strategy.marking)
            if let position = action.flatMap({ picture.position(of: $0) }) {
                marking = max(marking, picture.plan.actions[position].marking)
            }
        }
        for item in found.work.waiting + found.work.dueSoon + found.work.waitingOnOthers {
            add(item.strategy, item.action)
        }
        for change in found.work.changed { add(change.activity.strategy, change.activity.action) }
        return marking
    }

    private init(page: Frame, sections: [Section]) {
        self.page = page
        self.sections = sections
        isEmpty = sections.isEmpty
        mayImport = true
        since = sections.isEmpty ? nil : "Since 9:30am on 3 March 2009."
    }

    static var examples: [MyWorkPage] {
        let words = Words(language: "en", texts: ["work.first": "The first {shown} of {count} are shown."])
        let rows = [
            Row(
                title: "AP-0012", href: "/actions/AP-0012", text: "Open a second outreach base.",
                place: "Example City drug strategy", sentence: "An update is owed by 14 October 2003.",
                due: Day(year: 2003, month: 10, day: 14), isLate: true,
                does: ("/actions/AP-0012/report", "Report progress"), status: StatusTag.examples[0]),
            Row(
                title: "Example City drug strategy", href: "/plans/1/settle", place: "Example City drug strategy",
                sentence: "3 past deadlines wait to be settled."),
        ]
        let section = Section(
            "waiting", heading: "Waiting for me", rows: rows, empty: "Nothing.", total: 12, words: words)
        let empty = Section("changed", heading: "Changed", rows: [], empty: "Nothing has changed.", words: words)
        return [
            MyWorkPage(page: Frame.examples[1], sections: [section, empty]),
            MyWorkPage(page: Frame.examples[1], sections: []),
        ]
    }
}

/// The sections of "my work", in their order. A further sort of work is one more line here.
enum MyWorkSections {
    static func all(_ look: WorkLook) -> [MyWorkPage.Section] {
        let work = WorkWords(look)
        return [
            work.section("waiting", look.found.work.waiting),
            work.section("due", look.found.work.dueSoon),
            work.registers,
            work.section("others", look.found.work.waitingOnOthers),
            work.changed,
        ]
    }
}

/// Words each line of "my work".
struct WorkWords {
    private let look: WorkLook
    private let words: Words

    init(_ look: WorkLook) {
        self.look = look
        words = look.visit.words
    }

    func section(_ id: String, _ items: [MyWork.Item]) -> MyWorkPage.Section {
        MyWorkPage.Section(
            id, heading: words("work.\(id).title"), rows: items.prefix(MyWorkPage.rowsOfSection).compactMap(row),
            empty: words("work.\(id).empty"), total: items.count, words: words)
    }

    /// What one looks after in the registers and is due; for coordinators also what nobody looks after, and exceptions.
    var registers: MyWorkPage.Section {
        let isKeeper = Policy.may(.confirmOwners, look.member).isAllowed
        let mine = look.due.filter { matter in
            matter.owner == look.member.id || (isKeeper && (matter.owner == nil || matter.isException))
        }
        let rows = mine.prefix(MyWorkPage.rowsOfSection).map { matter in
            MyWorkPage.Row(
                title: matter.item.printed, href: "/registers/\(matter.item.printed)", text: matter.title,
                place: matter.item.kind.word, sentence: matter.sentence, due: matter.day)
        }
        return MyWorkPage.Section(
            "registers", heading: words("work.registers.title"), rows: rows, empty: words("work.registers.empty"),
            total: mine.count, words: words)
    }

    private func row(_ item: MyWork.Item) -> MyWorkPage.Row? {
        guard let picture = look.found.pictures[item.strategy] else { return nil }
        let strategy = picture.plan.strategy
        let plan = "/plans/\(strategy.id.number)"
        func aboutPlan(_ href: String, _ sentence: String, _ day: Day? = nil) -> MyWorkPage.Row {
            MyWorkPage.Row(title: strategy.title, href: href, place: "", sentence: sentence, due: day)
        }
        switch item.reason {
        case .settle(let count): return aboutPlan("\(plan)/settle", words.count("work.settle", count))
        case .vacant(let count): return aboutPlan("\(plan)/owners", words.count("work.vacant", count))
        case .notUnderstood(let count):
            return aboutPlan("\(plan)?need=not-understood", words.count("work.not-understood", count))
        case .unanswered(let member, let actions, let round):
            let facts: KeyValuePairs = ["round": round.label, "closes": round.closes.printed]
            return MyWorkPage.Row(
                title: member.map(look.names.name) ?? words("plan.vacant"),
                href: "\(plan)?owner=\(member.map { String($0.number) } ?? "vacant")", place: strategy.title,
                sentence: words.count("work.unanswered", actions, facts), due: item.day)
        case .answer, .decide, .due, .asked: return row(item, in: picture)
        }
    }

    /// A line about one action.
    private func row(_ item: MyWork.Item, in picture: PlanPicture) -> MyWorkPage.Row? {
        guard let position = item.action.flatMap({ picture.position(of: $0) }) else { return nil }
        let action = picture.plan.actions[position]
        let standing = picture.standings[position]
        let path = "/actions/\(action.id.reference)"
        let faces = look.visit.site.faces
        var sentence = standing.sentence(word: faces.words.word(standing.status))
        var does: (href: String, text: String)?
        switch item.reason {
        case .answer(let round, let isOwner):
            sentence = words(
                isOwner ? "work.answer" : "work.answer-contributing",
                ["round": round.label, "closes": round.closes.printed])
            does = ("\(path)/report", words("work.report"))
        case .decide(let promise, let request):
            sentence = words(
                "work.decide",
                [
                    "who": look.names.name(request.by), "day": request.newDay.printed,
                    "reason": beginning(request.reason, 200),
                ])
            does = ("\(path)/delay/\(promise)", words("work.decide.button"))
        case .asked(_, let request):
            sentence = words("work.asked", ["day": request.newDay.printed, "reason": beginning(request.reason, 200)])
        default: break
        }
        return MyWorkPage.Row(
            title: action.id.reference, href: path, text: beginning(action.wording.text, 200),
            place: picture.plan.strategy.title, sentence: sentence, due: item.day,
            isLate: item.day.map { $0 < picture.day } ?? false, does: does, status: faces.tag(standing.status))
    }

    /// What others did since the last visit.
    var changed: MyWorkPage.Section {
        let work = look.found.work
        let history = HistoryWords(look.names)
        let clock = look.visit.house.clock
        let rows = work.changed.prefix(MyWorkPage.rowsOfSection).compactMap { change -> MyWorkPage.Row? in
            let activity = change.activity
            guard let picture = look.found.pictures[activity.strategy],
                let position = picture.position(of: activity.action)
            else { return nil }
            let action = picture.plan.actions[position]
            let header = activity.entry.header
            let facts: KeyValuePairs = [
                "who": look.names.author(header.author), "time": PageTime.printed(header.recorded, clock),
                "what": beginning(history.sentence(activity.entry.payload, about: activity.action), 300),
            ]
            let sentence =
                change.entries > 1
                ? words.count("work.change-more", change.entries - 1, facts) : words("work.change", facts)
            return MyWorkPage.Row(
                title: action.id.reference, href: "/actions/\(action.id.reference)",
                text: beginning(action.wording.text, 200), place: picture.plan.strategy.title, sentence: sentence,
                status: look.visit.site.faces.tag(picture.standings[position].status))
        }
        let empty = look.found.visit?.since == nil ? "work.changed.empty-first" : "work.changed.empty"
        return MyWorkPage.Section(
            "changed", heading: words("work.changed.title"), rows: rows, empty: words(empty),
            total: work.changed.count, words: words)
    }
}
