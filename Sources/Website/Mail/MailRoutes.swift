import ActionPlans
import Coordination
import Hummingbird
import Partnership
import Reporting
import Vocabulary

/// Outgoing mail: looked at by coordinators and administrators, and tried again.
enum MailRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/mail", .act(.readMail), showAll)
        routes.get("/mail/:mail", .act(.readMail), showOne)
        routes.post("/mail/:mail/again", .act(.sendMail), tryAgain)
    }

    private static func showAll(_ visit: Visit) async throws -> Response {
        let member = try visit.member()
        let desk = visit.house.mail
        let chosen = MailState(rawValue: visit.query["state"])
        let size = MailPage.rowsOnPage
        var (mail, counts) = try await desk.list(by: member, in: chosen, limit: size)
        let total = chosen.map { counts[$0] ?? 0 } ?? counts.values.reduce(0, +)
        let number = Pagination.page(visit.query["page"], size: size, total: total)
        if number > 1 {
            mail = try await desk.list(by: member, in: chosen, limit: size, offset: (number - 1) * size).mail
        }
        let members = try await visit.house.membership.members()
        let known = Dictionary(members.map { ($0.id, $0.post) }, uniquingKeysWith: { first, _ in first })
        let markings = try await markings(visit)
        let rows = mail.map { row($0, to: known[$0.member] ?? "", markings, visit) }
        let marking = mail.compactMap { $0.strategy.flatMap { markings[$0] } }.max() ?? .official
        return visit.page(
            MailPage(
                page: frame(visit, visit.words("mail.title"), marking), rows: rows, counts: counts, chosen: chosen,
                number: number, lead: visit.words(desk.isKeptHere ? "mail.lead-outbox" : "mail.lead"),
                words: visit.words))
    }

    /// The markings of the plans this member may see; a mail about another shows nothing of it.
    private static func markings(_ visit: Visit) async throws -> [StrategyID: Marking] {
        let plans = visit.house.plans
        let strategies = try await plans.strategies(try visit.sight(), at: try await plans.moment())
        return Dictionary(strategies.map { ($0.id, $0.marking) }, uniquingKeysWith: { first, _ in first })
    }

    private static func frame(_ visit: Visit, _ heading: String, _ marking: Marking = .official) -> Frame {
        FrameMaker.frame(visit, .init(heading, area: .mail, marking: marking))
    }

    private static func row(
        _ mail: OutgoingMail, to post: String, _ markings: [StrategyID: Marking], _ visit: Visit
    ) -> MailPage.Row {
        MailPage.Row(
            number: String(mail.number), href: "/mail/\(mail.number)", to: post,
            what: what(mail, isReached: isReached(mail, markings), visit.words),
            made: PageTime.printed(mail.created, visit.house.clock), state: MailPage.tag(mail.state, visit.words),
            detail: detail(mail, visit), againHref: again(mail, visit))
    }

    private static func isReached(_ mail: OutgoingMail, _ markings: [StrategyID: Marking]) -> Bool {
        mail.strategy.map { markings[$0] != nil } ?? true
    }

    private static func what(_ mail: OutgoingMail, isReached: Bool, _ words: Words) -> String {
        let kind = words(mail.step == 0 ? "mail.kind.asked" : "mail.kind.reminded", ["step": mail.step.printed])
        guard isReached, let strategy = mail.strategy, let round = mail.round else { return kind }
        return words(
            "mail.about", ["kind": kind, "plan": String(strategy.number), "round": String(round.number)])
    }

    private static func detail(_ mail: OutgoingMail, _ visit: Visit) -> String {
        let clock = visit.house.clock
        if let sent = mail.sentAt { return visit.words("mail.sent-at", ["time": PageTime.printed(sent, clock)]) }
        let problem = mail.problem ?? ""
        guard mail.state == .waiting, mail.attempts > 0 else { return problem }
        let next = visit.words("mail.next-try", ["time": PageTime.printed(mail.nextTry, clock)])
        return "\(problem) \(next)"
    }

    private static func again(_ mail: OutgoingMail, _ visit: Visit) -> String? {
        let waitsLonger = mail.state == .waiting && mail.attempts > 0
        guard mail.state == .failed || waitsLonger, let member = visit.visitor?.member,
            Policy.may(.sendMail, member).isAllowed
        else { return nil }
        return "/mail/\(mail.number)/again"
    }

    private static func showOne(_ visit: Visit) async throws -> Response {
        let member = try visit.member()
        let number = try visit.number("mail")
        let look = try await visit.house.mail.look(at: number, by: member, inFull: visit.site.settings.isDemo)
        let mail = look.mail
        let words = visit.words
        let post = try await visit.house.membership.member(mail.member)?.post ?? ""
        let markings = try await markings(visit)
        let facts = [
            SummaryRow(words("mail.to"), post),
            SummaryRow(words("mail.what"), what(mail, isReached: look.reachesPlan, words)),
            SummaryRow(words("mail.made"), PageTime.printed(mail.created, visit.house.clock)),
            SummaryRow(words("mail.state"), lines: [words("mail.state.\(mail.state.rawValue)"), detail(mail, visit)]),
            SummaryRow(words("mail.attempts"), mail.attempts.printed),
        ]
        let roundHref = look.reachesPlan ? address(mail) : nil
        let marking = mail.strategy.flatMap { markings[$0] } ?? .official
        let heading = words("mail.one", ["number": String(number)])
        return visit.page(
            MailLookPage(
                page: frame(visit, heading, marking), heading: heading, facts: facts, roundHref: roundHref,
                subject: look.subject, text: look.text, textNote: words("mail.text.\(note(look))"),
                againHref: again(mail, visit)))
    }

    private static func address(_ mail: OutgoingMail) -> String? {
        guard let strategy = mail.strategy, let round = mail.round else { return nil }
        return "/plans/\(strategy.number)/rounds/\(round.number)"
    }

    private static func note(_ look: MailLook) -> String {
        if !look.reachesPlan { return "not-for-you" }
        if look.text == nil { return "none" }
        return look.isInFull ? "in-full" : look.mail.state == .sent ? "as-sent" : "as-now"
    }

    private static func tryAgain(_ visit: Visit, _ form: FormFields) async throws -> Response {
        let number = try visit.number("mail")
        do {
            try await visit.house.mail.tryAgain(number, by: try visit.member())
        } catch DeskRefusal.problems {
            return visit.redirect(to: "/mail/\(number)", note: Note("mail-not-again"))
        }
        return visit.redirect(to: "/mail", note: Note("mail-again"))
    }
}
