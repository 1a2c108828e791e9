import Partnership
import Vocabulary

/// Bringing in a plan, first step: the file.
struct UploadPage: PageModel {
    static let template = "imports/upload"
    static let fields: Set<String> = ["file", "year", "sender"]

    let page: Frame
    /// The title of the plan it is a newer file of; nil for a new plan.
    let revises: String?
    let revisesNumber: String
    let file: FileField
    let year: ChoiceField
    let asksYear: Bool
    let sender: SelectField
    let columnsHref: String

    init(
        page: Frame, words: Words, revises: (number: Int, title: String)? = nil, year: String = "financial",
        senders: [Agency] = [], sender: AgencyID? = nil, problems: [FieldProblem] = []
    ) {
        self.page = page
        self.revises = revises?.title
        revisesNumber = revises.map { String($0.number) } ?? ""
        file = FileField(
            "file", words("upload.file"), accept: ".docx,.odt,.xlsx,.ods,.csv,.txt,.md,.markdown,.tsv,.html,.htm",
            hint: words("upload.file.hint"),
            problems: problems)
        self.year = ChoiceField(
            "year", words("upload.year"),
            choices: [
                ("financial", words("upload.year.financial"), nil), ("calendar", words("upload.year.calendar"), nil),
            ], chosen: [year], hint: words("upload.year.hint"), problems: problems)
        asksYear = revises == nil
        let chosen = sender.map { String($0.number) } ?? ""
        self.sender = SelectField(
            "sender", words("upload.sender"), options: senders.map { (String($0.id.number), $0.name) },
            chosen: chosen, hint: words("upload.sender.hint"), problems: problems)
        columnsHref = chosen.isEmpty ? "/imports/columns" : "/imports/columns?agency=\(chosen)"
    }

    static var examples: [UploadPage] {
        let words = Words(language: "en", texts: [:])
        return [
            UploadPage(page: Frame.examples[1], words: words),
            UploadPage(page: Frame.examples[1], words: words, revises: (1, "Example City drug strategy")),
        ]
    }
}
