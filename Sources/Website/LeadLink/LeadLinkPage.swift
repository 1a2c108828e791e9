import ActionPlans
import Coordination
import Partnership
import Reporting
import Vocabulary

/// The page behind a lead's link: every action they are asked about in one round, each with its three answers.
struct LeadLinkPage: PageModel {
    /// How the page stands after a form was sent.
    struct Showing: Sendable {
        var form = FormFields()
        var problems: [ActionID: [FieldProblem]] = [:]
        var since: [ActionID: [PlanHistoryEntry]] = [:]
        var recorded: Set<ActionID> = []
        /// Answered, and not taken: what was typed is given back.
        var unsent: [ActionID] = []
        /// The member's own answers after this entry were recorded just now.
        var recordedAfter: JournalSequence?
        var isNothing = false
    }

    /// What the parts of the page are made with.
    struct Making: Sendable {
        let words: Words
        let faces: StatusFaces
        let showing: Showing
        let problems: [ActionID: [FieldProblem]]
        let isOpen: Bool
        let member: MemberID
        let names: [MemberID: String]
        private let history: HistoryWords
        private let dayOf: @Sendable (Instant) -> Day

        init(_ visit: Visit, _ view: LeadLinkView, _ showing: Showing) {
            words = visit.words
            faces = visit.site.faces
            self.showing = showing
            problems = showing.problems
            if case .open = view.phase { isOpen = true } else { isOpen = false }
            member = view.member.id
            names = Dictionary(view.staff.map { ($0.id, $0.post) }, uniquingKeysWith: { one, _ in one })
            // Whoever holds the link reads posts, not names.
            history = HistoryWords(
                StaffNames(
                    view.staff.map { member in
                        var member = member
                        member.name = member.post
                        return member
                    }))
            let clock = visit.house.clock
            dayOf = { clock.day(of: $0) }
        }

        /// "On 3 April 2003 by you: No change reported."
        func line(_ entry: PlanHistoryEntry, about action: ActionID) -> String {
            let author = entry.header.author.member
            let who = author == member ? words("lead-link.you") : author.flatMap { names[$0] } ?? words("frame.service")
            return words(
                "lead-link.line",
                [
                    "day": dayOf(entry.header.recorded).printed, "who": who,
                    "what": history.sentence(entry.payload, about: action),
                ])
        }

        func sentence(_ entry: PlanHistoryEntry, about action: ActionID) -> String {
            history.sentence(entry.payload, about: action)
        }
    }

    struct Line: Sendable, Equatable {
        let reference: String
        let text: String
    }

    static let template = "lead-link/answers"

    let page: Frame
    let plan: String?
    let heading: String
    let state: String?
    let tally: String?
    let confirmed: [Line]
    let confirmedTitle: String
    let confirmedNext: String
    let hasConfirmed: Bool
    let unsent: [Line]
    let unsentWhy: String
    let hasUnsent: Bool
    let cards: [LeadLinkCard]
    let isOpen: Bool
    let nothing: String?
    let more: String?
    /// Problems a person has to put right; a form that only came too late has none.
    var problemCount: Int { page.errors?.lines.count ?? 0 }

    init(_ visit: Visit, _ view: LeadLinkView, _ showing: Showing) {
        let words = visit.words
        let making = Making(visit, view, showing)
        plan = view.picture?.plan.strategy.title
        heading =
            view.picture == nil
            ? words("lead-link.title") : words("lead-link.title-round", ["round": view.round.label])
        state = view.picture == nil ? nil : LeadLinkPage.state(view.phase, words)
        let cards = view.picture.map { picture in
            view.items.map { LeadLinkCard($0, view, picture.plan.strategy, making) }
        }
        self.cards = cards ?? []
        isOpen = making.isOpen && self.cards.contains { $0.isOpen }
        let answered = self.cards.count { $0.hasAnswers }
        tally =
            isOpen
            ? words.count("lead-link.tally", self.cards.count, ["answered": answered.printed]) : nil
        confirmed = LeadLinkPage.confirmed(view, making)
        hasConfirmed = !confirmed.isEmpty
        confirmedTitle = words.count("lead-link.confirmed", confirmed.count)
        confirmedNext = words(answered == self.cards.count ? "lead-link.confirmed.all" : "lead-link.confirmed.next")
        unsent = showing.unsent.map { action in
            let typed = ["note-\(action.number)", "evidence-\(action.number)"].map { showing.form[$0] }
            return Line(
                reference: action.reference,
                text: beginning(typed.filter { !$0.isEmpty }.joined(separator: "\n"), 8_000))
        }
        hasUnsent = !unsent.isEmpty
        unsentWhy = words(making.isOpen ? "lead-link.unsent.not-theirs" : "lead-link.unsent.closed")
        nothing = self.cards.isEmpty ? LeadLinkPage.nothing(view, words) : nil
        more = view.maySeeMoreSignedIn ? words("lead-link.more") : nil
        var problems = LeadLinkPage.known(showing.problems, self.cards)
        if showing.isNothing, isOpen, let first = view.items.first {
            problems.append(
                FieldProblem("answer-\(first.action.id.number)", words("lead-link.nothing-chosen")))
        }
        page = FrameMaker.frame(
            visit,
            .init(
                heading, section: plan, problems: problems,
                source: plan.map {
                    words(
                        "frame.plan-source",
                        [
                            "plan": $0, "day": view.moment.day.printed,
                            "entry": Int(view.moment.sequence.number).printed,
                        ])
                } ?? visit.site.settings.address.origin))
    }

    /// The problems in the order of the page, each leading to a field that is there.
    private static func known(_ problems: [ActionID: [FieldProblem]], _ cards: [LeadLinkCard]) -> [FieldProblem] {
        problems.sorted { $0.key < $1.key }.flatMap { action, problems in
            let card = cards.first { $0.reference == action.reference }
            return problems.map { problem in
                let isThere =
                    !problem.field.hasPrefix("completes-") && !problem.field.hasPrefix("commitment-")
                    || problem.field.hasPrefix("completes-") && card?.completes != nil
                    || problem.field.hasPrefix("commitment-") && card?.commitment != nil
                return isThere ? problem : FieldProblem("answer-\(action.number)", problem.text)
            }
        }
    }

    private static func state(_ phase: LeadLink.Phase, _ words: Words) -> String {
        switch phase {
        case .opens(let day): words("lead-link.opens", ["day": day.printed])
        case .open(let day): words("lead-link.open", ["day": day.printed])
        case .closed(let day, let last):
            words("lead-link.closed", ["day": day.printed, "last": last.printed])
        case .over: ""
        }
    }

    private static func nothing(_ view: LeadLinkView, _ words: Words) -> String {
        switch view.phase {
        case .opens where view.picture != nil: words("lead-link.nothing.opens")
        case .closed where view.picture != nil: words("lead-link.nothing.closed")
        default: words("lead-link.nothing")
        }
    }

    /// The member's own answers that were recorded just now.
    private static func confirmed(_ view: LeadLinkView, _ making: Making) -> [Line] {
        guard making.isOpen, let after = making.showing.recordedAfter else { return [] }
        return view.items.flatMap { item in
            item.answers.filter { $0.header.sequence > after && $0.header.author == .member(view.member.id) }
                .map { Line(reference: item.action.id.reference, text: making.sentence($0, about: item.action.id)) }
        }
    }

    private init(page: Frame, isOpen: Bool) {
        self.page = page
        plan = "Example City drug strategy"
        heading = "Your actions: January to March 2003"
        state = "Answers are taken to the end of 14 April 2003."
        tally = isOpen ? "1 of 2 answered" : nil
        confirmed = isOpen ? [Line(reference: "AP-0013", text: "No change reported.")] : []
        confirmedTitle = "1 answer was recorded"
        confirmedNext = "You may close this page."
        hasConfirmed = isOpen
        unsent = [Line(reference: "AP-0014", text: "Two briefings were held.")]
        unsentWhy = "These answers were not recorded."
        hasUnsent = isOpen
        cards =
            isOpen
            ? [
                LeadLinkCard(example: 12, isOpen: true, hasAnswers: false),
                LeadLinkCard(example: 13, isOpen: true, hasAnswers: true),
            ] : []
        self.isOpen = isOpen
        nothing = isOpen ? nil : "There is nothing for you to answer here."
        more = "Actions with a higher marking are never shown here."
    }

    static var examples: [LeadLinkPage] {
        [LeadLinkPage(page: Frame.examples[0], isOpen: true), LeadLinkPage(page: Frame.examples[0], isOpen: false)]
    }
}

/// What everybody sees whose link is unknown, replaced, over, or whose member has left: the same page.
struct LeadLinkGonePage: PageModel {
    static let template = "lead-link/gone"

    let page: Frame

    static var examples: [LeadLinkGonePage] { [LeadLinkGonePage(page: Frame.examples[0])] }
}
