import Coordination
import Partnership
import Vocabulary

/// The queue of outgoing mail: to whom, why, when, and what became of it. Nothing of a plan stands on it.
struct MailPage: PageModel {
    struct Row: Sendable, Equatable {
        let number: String
        let href: String
        let to: String
        let what: String
        let made: String
        let state: StatusTag
        let detail: String
        /// Where to press "Try again"; nil where that would do nothing.
        let againHref: String?
    }

    static let template = "mail/mail"
    static let rowsOnPage = 50

    let page: Frame
    let lead: String
    let counts: [StatusCount]
    let rows: [Row]
    let hasRows: Bool
    let emptyText: String
    let result: String
    let pagination: Pagination

    /// - Parameter facts: of the page as a whole: who looks, and what is chosen.
    init(
        page: Frame, rows: [Row], counts: [MailState: Int], chosen: MailState?, number: Int, lead: String, words: Words
    ) {
        self.page = page
        self.lead = lead
        self.rows = rows
        hasRows = !rows.isEmpty
        let total = chosen.map { counts[$0] ?? 0 } ?? counts.values.reduce(0, +)
        result = words.count("mail.result", total)
        emptyText = words(chosen == nil ? "mail.empty" : "mail.filtered-out")
        self.counts = MailState.allCases.map { state in
            StatusCount(
                counts[state] ?? 0, MailPage.tag(state, words),
                href: chosen == state ? "/mail" : "/mail?state=\(state.rawValue)", isChosen: chosen == state)
        }
        pagination = Pagination(page: number, size: Self.rowsOnPage, total: total, words: words) { page in
            let fields = [("state", chosen?.rawValue ?? ""), ("page", page == 1 ? "" : String(page))]
            let query = QueryWriter.write(fields.filter { !$0.1.isEmpty }.map { (name: $0.0, value: $0.1) })
            return query.isEmpty ? "/mail" : "/mail?\(query)"
        }
    }

    static func tag(_ state: MailState, _ words: Words) -> StatusTag {
        let look: (String, String) =
            switch state {
            case .waiting: ("◆", "orange")
            case .sent: ("●", "green")
            case .failed: ("▲", "red")
            case .dropped: ("○", "grey")
            }
        return StatusTag(word: words("mail.state.\(state.rawValue)"), shape: look.0, colour: look.1)
    }

    static var examples: [MailPage] {
        let words = Words(language: "en", texts: ["list.showing": "Showing {first} to {last} of {total}"])
        let row = Row(
            number: "12", href: "/mail/12", to: "Treatment Commissioner", what: "Asked for updates",
            made: "9:30am on 1 October 2003", state: StatusTag.examples[0], detail: "The program refused the mail.",
            againHref: "/mail/12/again")
        return [
            MailPage(
                page: Frame.examples[1], rows: [row], counts: [.failed: 1], chosen: nil, number: 1,
                lead: "Mail goes to the outbox folder.", words: words),
            MailPage(
                page: Frame.examples[1], rows: [], counts: [:], chosen: .sent, number: 1, lead: "", words: words),
        ]
    }
}

/// One mail: what became of it, and its text with the link left out.
struct MailLookPage: PageModel {
    static let template = "mail/look"

    let page: Frame
    let heading: String
    let facts: [SummaryRow]
    let roundHref: String?
    let subject: String?
    let text: String?
    let textNote: String
    let againHref: String?

    init(
        page: Frame, heading: String, facts: [SummaryRow], roundHref: String?, subject: String?, text: String?,
        textNote: String, againHref: String?
    ) {
        self.page = page
        self.heading = heading
        self.facts = facts
        self.roundHref = roundHref
        self.subject = subject
        self.text = text
        self.textNote = textNote
        self.againHref = againHref
    }

    static var examples: [MailLookPage] {
        [
            MailLookPage(
                page: Frame.examples[1], heading: "Mail 12", facts: SummaryRow.examples,
                roundHref: "/plans/1/rounds/1", subject: "3 actions wait for an update", text: "Dear Commissioner,",
                textNote: "The link is left out.", againHref: "/mail/12/again")
        ]
    }
}
