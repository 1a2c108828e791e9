import Coordination
import Partnership
import Reporting
import Vocabulary

/// One entry of the journal: what it said, its header and its digests.
struct JournalEntryPage: PageModel {
    struct Touched: Sendable, Equatable {
        let text: String
        let href: String?
    }

    static let template = "journal/entry"
    /// An import touches thousands of actions.
    static let touchedOnPage = 100

    let page: Frame
    let heading: String
    let sentence: String
    let facts: [SummaryRow]
    let touched: [Touched]
    let hasTouched: Bool
    /// How many more there are; nil for none.
    let more: String?
    let digests: [SummaryRow]
    let previousHref: String?

    init(page: Frame, _ record: JournalRecord, _ lines: JournalLines) {
        let words = lines.words
        let header = record.header
        self.page = page
        heading = JournalEntryPage.heading(record, words)
        sentence = lines.entries.sentence(record)
        var facts = [
            SummaryRow(words("journal.kind"), EntryWords.title(of: header)),
            SummaryRow(words("journal.about"), lines.text(header.subject)),
            SummaryRow(words("journal.who"), lines.who(record)),
            SummaryRow(words("journal.when"), lines.when(record)),
            SummaryRow(words("journal.purpose"), lines.purpose(record)),
        ]
        if let happened = header.happened { facts.append(SummaryRow(words("journal.happened"), happened.printed)) }
        if case .erased(let by) = record.content {
            facts.append(SummaryRow(words("journal.erased"), words("journal.erased-under", ["entry": by.description])))
        }
        facts.append(SummaryRow(words("journal.marking"), record.marking.printed))
        self.facts = facts
        touched = record.touched.prefix(Self.touchedOnPage).map { Touched(text: lines.text($0), href: lines.href($0)) }
        hasTouched = !touched.isEmpty
        let rest = record.touched.count - touched.count
        more = rest > 0 ? words.count("journal.more", rest) : nil
        digests = [
            SummaryRow(words("journal.stored-kind"), "\(header.room) / \(header.kind.name) \(header.kind.version)"),
            SummaryRow(words("journal.digest"), record.header.digest),
            SummaryRow(words("journal.payload-digest"), record.payloadDigest),
            SummaryRow(words("journal.previous-digest"), record.previousDigest),
        ]
        previousHref = "/journal?before=\(header.sequence)"
    }

    static func heading(_ record: JournalRecord, _ words: Words) -> String {
        words("journal.entry-title", ["entry": record.header.sequence.description])
    }

    private init(page: Frame) {
        self.page = page
        heading = "Entry 17"
        sentence = "Two briefings were held."
        facts = SummaryRow.examples
        touched = [Touched(text: "AP-0004", href: "/actions/AP-0004"), Touched(text: "Round 3", href: nil)]
        hasTouched = true
        more = "And 12 more."
        digests = [SummaryRow("Digest", "3f9a")]
        previousHref = "/journal?before=17"
    }

    static var examples: [JournalEntryPage] { [JournalEntryPage(page: Frame.examples[1])] }
}
