import ActionPlans
import Coordination
import Frameworks
import Intake
import Partnership
import Reporting
import Vocabulary

/// Bringing in a plan, third step: what was read, what it would change, and the questions only a person can answer.
/// Nothing is stored but the draft.
struct PreviewPage: PageModel {
    struct Column: Sendable, Equatable {
        let field: String
        let heading: String
        let place: String
        /// Whence its meaning comes, where it was remembered; the way to what is remembered.
        var memory: String?
        var memoryHref = ""
        let options: [SelectField.Option]
    }

    struct Proposal: Sendable, Equatable {
        let field: String
        let reference: String
        let here: String
        let file: String
        let isAccepted: Bool
    }

    struct ProblemRow: Sendable, Equatable {
        let place: String
        let kind: String
        let message: String
    }

    struct Sample: Sendable, Equatable {
        let number: String
        let kind: String
        let text: String
        let place: String
        let leads: String
        let timescale: String
    }

    struct Here: Sendable, Equatable {
        let title: String
        let href: String
        /// Brings the file in as a newer one of that plan.
        let newerHref: String
    }

    struct Absent: Sendable, Equatable {
        let reference: String
        let href: String
        let text: String
    }

    /// A cell of an export that was changed before it came back.
    struct Returned: Sendable, Equatable {
        let reference: String
        let href: String
        let column: String
        let old: String
        let new: String
    }

    static let template = "imports/preview"
    static let fields: Set<String> = ["title", "marking", "year", "screening", "columns", "layout"]
    static let shown = 100

    let page: Frame
    let heading: String
    let source: String
    let sender: String?
    let counts: [StatusCount]
    let isRevision: Bool
    /// The version of the plan it was compared with; empty for a new one.
    let version: String
    let isUnchanged: Bool
    let here: [Here]
    let isHere: Bool
    /// How the new rows of an export that came back will be marked.
    let newMarked: String?
    let title: TextField
    let marking: ChoiceField
    let year: ChoiceField
    /// The layout the plan is printed in where nothing else is said.
    let layout: SelectField
    let columns: [Column]
    let hasColumns: Bool
    let returned: [Returned]
    let hasReturned: Bool
    let returnedMore: String?
    let proposals: [Proposal]
    let hasProposals: Bool
    let absent: [Absent]
    let hasAbsent: Bool
    let personal: [ProblemRow]
    let hasPersonal: Bool
    let screening: ChoiceField
    let problems: [ProblemRow]
    let hasProblems: Bool
    let problemsText: String
    let notTaken: [ProblemRow]
    let hasNotTaken: Bool
    let owners: [OwnersPage.Row]
    let hasOwners: Bool
    let samples: [Sample]
    let samplesText: String
    let actionsHref: String
    let csvHref: String
    let giveUpHref: String

    init(
        _ preview: ImportPreview, page: Frame, words: Words, members: [Member], clock: Clock, layouts: [PlanLayout],
        form: FormFields? = nil,
        problems fieldProblems: [FieldProblem] = []
    ) {
        let path = "/imports/\(preview.draft.number)"
        self.page = page
        heading = words("preview.title", ["plan": beginning(PreviewParts.title(preview), 120)])
        source = words("preview.source", ["name": preview.read.source.name])
        sender = preview.sender.map { words("preview.sender", ["agency": $0.name]) }
        counts = PreviewParts.counts(preview, words)
        isRevision = preview.revises != nil
        version = preview.revises?.strategy.version.description ?? ""
        let numbers = preview.counts
        isUnchanged = isRevision && numbers.new + numbers.changed + numbers.proposed == 0
        here = preview.alreadyHere.map {
            Here(
                title: $0.title, href: "/plans/\($0.id.number)", newerHref: "/imports/new?revises=\($0.id.number)")
        }
        isHere = !here.isEmpty
        newMarked = preview.returned.flatMap {
            numbers.new > 0 ? words.count("preview.new-marked", numbers.new, ["marking": $0.newMarking.printed]) : nil
        }
        title = TextField(
            "title", words("preview.name"), value: form?["title"] ?? PreviewParts.title(preview),
            limit: TextLimit.title,
            problems: fieldProblems)
        let answers = preview.answers
        marking = ChoiceField(
            "marking", words("preview.marking"),
            choices: Marking.allCases.map { ($0.rawValue, $0.printed, words("preview.marking.\($0.rawValue)")) },
            chosen: [form?["marking"] ?? answers.marking.rawValue], problems: fieldProblems)
        year = ChoiceField(
            "year", words("upload.year"),
            choices: PlanYear.allCases.map { ($0.rawValue, words("upload.year.\($0.rawValue)"), nil) },
            chosen: [form?["year"] ?? answers.reading.year.rawValue], hint: words("upload.year.hint"))
        layout = PreviewParts.layout(preview, layouts, form, words, fieldProblems)
        columns = PreviewParts.columns(preview, form, clock, words)
        hasColumns = !columns.isEmpty
        returned = PreviewParts.returned(preview, words)
        hasReturned = !returned.isEmpty
        let unlisted = (preview.returned?.changes.count ?? 0) - returned.count
        returnedMore = unlisted > 0 ? words.count("preview.returned.more", unlisted) : nil
        proposals = PreviewParts.proposals(preview, words)
        hasProposals = !proposals.isEmpty
        absent = PreviewParts.absent(preview)
        hasAbsent = !absent.isEmpty
        personal = PreviewParts.rows(preview.personalText, words)
        hasPersonal = !personal.isEmpty
        screening = ChoiceField(
            "screening", words("preview.screening"), choices: [("yes", words("preview.screening.yes"), nil)],
            chosen: answers.isScreeningConfirmed || form?["screening"] == "yes" ? ["yes"] : [], isMany: true,
            problems: fieldProblems)
        let others = preview.read.problems.filter { $0.code != "personal-text" }
        problems = PreviewParts.rows(Array(others.prefix(Self.shown)), words)
        hasProblems = !problems.isEmpty
        problemsText = words.count("preview.problems", others.count)
        notTaken = preview.read.notTaken.prefix(Self.shown).map {
            ProblemRow(
                place: PlaceWords.printed($0.place, words), kind: $0.reason, message: beginning($0.text, 160))
        }
        hasNotTaken = !notTaken.isEmpty
        owners = preview.revises == nil ? PreviewParts.owners(preview, members, form, words) : []
        hasOwners = !owners.isEmpty
        samples = PreviewParts.samples(preview, 0..<10, words)
        samplesText = words.count("preview.actions", preview.read.actions.count)
        actionsHref = "\(path)/actions"
        csvHref = "\(path)/problems.csv"
        giveUpHref = "\(path)/give-up"
    }

    private init(page: Frame, isUnchanged: Bool) {
        let row = ProblemRow(place: "table 1, row 3", kind: "Warning", message: "The deadline is not understood.")
        self.page = page
        heading = "Preview"
        source = "From plan.csv"
        sender = "From the Council"
        counts = StatusCount.examples
        isRevision = true
        version = "17"
        self.isUnchanged = isUnchanged
        here = [Here(title: "Drug strategy 2026 to 2029", href: "/plans/1", newerHref: "/imports/new?revises=1")]
        isHere = true
        newMarked = isUnchanged ? nil : "1 row without a reference is a new action, marked OFFICIAL-SENSITIVE."
        title = TextField.examples[0]
        marking = ChoiceField.examples[0]
        year = ChoiceField.examples[0]
        layout = SelectField.examples[0]
        columns = [
            Column(
                field: "columns", heading: "Action", place: "Table 1",
                memory: "As remembered from the Council, 21 November 2026.",
                memoryHref: "/imports/columns?agency=1", options: SelectField.examples[0].options)
        ]
        hasColumns = true
        returned = [
            Returned(
                reference: "AP-0012", href: "/actions/AP-0012", column: "Timescale", old: "By end March 2009",
                new: "By end June 2009")
        ]
        hasReturned = true
        returnedMore = "1 more change"
        proposals = [
            Proposal(
                field: "same-3", reference: "AP-0012", here: "Open a base.", file: "Open the base.", isAccepted: true)
        ]
        hasProposals = true
        absent = [Absent(reference: "AP-0013", href: "/actions/AP-0013", text: "Hold a briefing.")]
        hasAbsent = true
        personal = [row]
        hasPersonal = true
        screening = ChoiceField.examples[1]
        problems = [row]
        hasProblems = true
        problemsText = "1 problem"
        notTaken = [row]
        hasNotTaken = true
        owners = OwnersPage.examples[0].rows
        hasOwners = true
        samples = [
            Sample(number: "1", kind: "New", text: "Open a base.", place: "1 Aim", leads: "Council", timescale: "2008")
        ]
        samplesText = "1 action"
        actionsHref = "/imports/1/actions"
        csvHref = "/imports/1/problems.csv"
        giveUpHref = "/imports/1/give-up"
    }

    static var examples: [PreviewPage] {
        [
            PreviewPage(page: Frame.examples[1], isUnchanged: false),
            PreviewPage(page: Frame.examples[1], isUnchanged: true),
        ]
    }
}

/// Every action of a file as it was read, fifty a page.
struct ReadActionsPage: PageModel {
    static let template = "imports/actions"
    static let rowsOnPage = 50

    let page: Frame
    let previewHref: String
    let rows: [PreviewPage.Sample]
    let pagination: Pagination

    init(_ preview: ImportPreview, page: Frame, number: String, words: Words) {
        let total = preview.read.actions.count
        let at = Pagination.page(number, size: Self.rowsOnPage, total: total)
        let first = (at - 1) * Self.rowsOnPage
        self.page = page
        previewHref = "/imports/\(preview.draft.number)"
        rows = PreviewParts.samples(preview, first..<(first + Self.rowsOnPage), words)
        pagination = Pagination(page: at, size: Self.rowsOnPage, total: total, words: words) {
            "/imports/\(preview.draft.number)/actions?page=\($0)"
        }
    }

    private init(page: Frame) {
        self.page = page
        previewHref = "/imports/1"
        rows = PreviewPage.examples[0].samples
        pagination = Pagination.examples[0]
    }

    static var examples: [ReadActionsPage] { [ReadActionsPage(page: Frame.examples[1])] }
}
