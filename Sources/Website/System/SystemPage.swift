import Vocabulary

/// The state of the installation, for those who keep it running: red only for what needs a person.
struct SystemPage: PageModel {
    struct Line: Sendable, Equatable {
        let subject: String
        let verdict: StatusTag
        let sentence: String
    }

    struct Digest: Sendable, Equatable {
        let name: String
        let digest: String
    }

    static let template = "system/system"

    let page: Frame
    let lines: [Line]
    let facts: [SummaryRow]
    let digests: [Digest]
    let hasDigests: Bool

    init(
        page: Frame, lines: [CheckLine], facts: [SummaryRow], digests: [(name: String, digest: String)], words: Words
    ) {
        self.page = page
        self.lines = lines.map { line in
            let look: (String, String) =
                switch line.verdict {
                case .well: ("●", "green")
                case .warning: ("◆", "orange")
                case .wrong: ("▲", "red")
                }
            return Line(
                subject: line.subject,
                verdict: StatusTag(word: words("verdict.\(line.verdict.rawValue)"), shape: look.0, colour: look.1),
                sentence: line.sentence)
        }
        self.facts = facts
        self.digests = digests.map { Digest(name: $0.name, digest: $0.digest) }
        hasDigests = !digests.isEmpty
    }

    static var examples: [SystemPage] {
        [
            SystemPage(
                page: Frame.examples[1], lines: [CheckLine("Store", .well, "The store is whole.")],
                facts: SummaryRow.examples, digests: [("uk-crack-2003", "3f9a")],
                words: Words(language: "en", texts: [:]))
        ]
    }
}

/// A page of plain sentences: accessibility, privacy, cookies, contact.
struct StatementPage: PageModel {
    struct Section: Sendable, Equatable {
        let title: String
        let sentences: [String]
    }

    static let template = "system/statement"

    let page: Frame
    let heading: String
    let sections: [Section]

    /// Sections are numbered in the catalogue: `privacy.1.title`, `privacy.1.text`.
    init(_ key: String, page: Frame, words: Words, facts: KeyValuePairs<String, String>) {
        self.page = page
        heading = words("\(key).title")
        var sections: [Section] = []
        var number = 1
        while words.has("\(key).\(number).text") {
            let text = words("\(key).\(number).text", facts)
            sections.append(
                Section(
                    title: words("\(key).\(number).title"),
                    sentences: text.split(separator: " | ").map(String.init)))
            number += 1
        }
        self.sections = sections
    }

    private init(page: Frame) {
        self.page = page
        heading = "Privacy"
        sections = [Section(title: "What is kept", sentences: ["Names and posts of members."])]
    }

    static var examples: [StatementPage] { [StatementPage(page: Frame.examples[0])] }
}

/// Every part of the pages with its examples: only where the data are fictional.
struct GalleryPage: PageModel {
    struct Item: Sendable, Equatable {
        let name: String
        let href: String
    }

    static let template = "system/gallery"

    let page: Frame
    let pages: [Item]
    let tags: [StatusTag]
    let counts: [StatusCount]
    let fields: [TextField]
    let areas: [TextArea]
    let selects: [SelectField]
    let choices: [ChoiceField]
    let dates: [DateField]
    let files: [FileField]
    let banners: [Banner]
    let errors: [ErrorSummary]
    let filters: [FilterTag]
    let paginations: [Pagination]
    let summaries: [SummaryRow]
    let events: [TimelineEvent]
    let tabs: [Tab]

    init(page: Frame) {
        self.page = page
        pages = PageList.pages.map { $0.template }.filter { $0 != GalleryPage.template }
            .map { Item(name: $0, href: "/gallery/\($0)") }
        tags = StatusTag.examples
        counts = StatusCount.examples
        fields = TextField.examples
        areas = TextArea.examples
        selects = SelectField.examples
        choices = ChoiceField.examples
        dates = DateField.examples
        files = FileField.examples
        banners = Banner.examples
        errors = ErrorSummary.examples
        filters = FilterTag.examples
        paginations = Pagination.examples
        summaries = SummaryRow.examples
        events = TimelineEvent.examples
        tabs = Tab.examples
    }

    static var examples: [GalleryPage] { [GalleryPage(page: Frame.examples[1])] }
}
