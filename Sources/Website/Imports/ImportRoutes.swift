import ActionPlans
import Coordination
import Frameworks
import HTTPTypes
import Hummingbird
import Intake
import Partnership
import Tables
import Vocabulary

/// Bringing a plan in: file, preview, answers, entry. What is typed is kept with the draft at every press.
enum ImportRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/imports/new", .act(.importPlan)) { visit in
            visit.page(try await uploadPage(visit, revises: Int(visit.query["revises"])))
        }
        routes.upload("/imports", .act(.importPlan), begin)
        ColumnRoutes.add(to: &routes)
        routes.get("/imports/:draft", .act(.importPlan)) { visit in
            let preview = try await preview(visit)
            return visit.page(try await previewPage(visit, preview))
        }
        routes.post("/imports/:draft", .act(.importPlan), answer)
        routes.get("/imports/:draft/actions", .act(.importPlan)) { visit in
            let preview = try await preview(visit)
            return visit.page(
                ReadActionsPage(
                    preview, page: frame(visit, preview, "preview.actions-title"), number: visit.query["page"],
                    words: visit.words))
        }
        routes.get("/imports/:draft/problems.csv", .act(.importPlan)) { visit in
            let preview = try await preview(visit)
            return visit.download(
                ProblemFile.text(preview, visit.words), name: "import-\(preview.draft.number)-problems.csv")
        }
        routes.post("/imports/:draft/give-up", .act(.importPlan)) { visit, _ in
            try await visit.house.imports.giveUp(try draft(visit), by: try visit.member())
            return visit.redirect(to: "/plans", note: Note("import-given-up"))
        }
        routes.get("/plans/:plan/entered", .act(.importPlan)) { visit in
            try await PlanLook.load(visit) { look in visit.page(EnteredPage(look)) }
        }
    }

    // MARK: The file

    private static func uploadPage(
        _ visit: Visit, revises: Int?, year: String = "financial", sender: AgencyID? = nil,
        problems: [FieldProblem] = []
    ) async throws -> UploadPage {
        var plan: (number: Int, title: String)?
        if let revises {
            let moment = try await visit.house.plans.moment()
            let picture = try await visit.house.plans.picture(
                of: StrategyID(revises), try visit.sight(), at: moment)
            plan = (revises, picture.plan.strategy.title)
        }
        let heading = visit.words(plan == nil ? "upload.title" : "upload.title-revision")
        let columns = visit.house.columns
        let own = try await columns.sender(nil, for: try visit.member()).id
        return UploadPage(
            page: FrameMaker.frame(visit, .init(heading, area: .plans, problems: problems)), words: visit.words,
            revises: plan, year: year, senders: try await columns.senders(),
            sender: sender ?? own, problems: problems)
    }

    private static func begin(_ visit: Visit, _ upload: Upload) async throws -> Response {
        let revises = Int(upload.fields["revises"])
        let year = PlanYear(rawValue: upload.fields["year"]) ?? .financial
        let sender = try await sender(upload.fields["sender"], visit)
        var field = "file"
        var problem: String
        if sender == nil {
            field = "sender"
            problem = visit.words("upload.sender.unknown")
        } else if let file = upload.file("file") {
            if file.bytes.isEmpty {
                problem = visit.words("upload.empty")
            } else {
                do {
                    var answers = ImportAnswers()
                    answers.reading.year = year
                    answers.sender = sender
                    let id = try await visit.house.imports.begin(
                        file.bytes, name: file.fileName ?? "", revises: revises.map { StrategyID($0) },
                        answers: answers, by: try visit.member())
                    return visit.redirect(to: "/imports/\(id.number)")
                } catch DeskRefusal.unreadable(let sentence) {
                    problem = sentence
                }
            }
        } else {
            problem = visit.words("upload.missing")
        }
        let page = try await uploadPage(
            visit, revises: revises, year: year.rawValue, sender: sender, problems: [FieldProblem(field, problem)])
        return visit.page(page, status: .unprocessableContent)
    }

    /// The agency a form names, or the member's own where it names none; nil for one there is not.
    private static func sender(_ text: String, _ visit: Visit) async throws -> AgencyID? {
        if text.isEmpty { return try await visit.house.columns.sender(nil, for: try visit.member()).id }
        let senders = try await visit.house.columns.senders()
        return senders.first { String($0.id.number) == text }?.id
    }

    // MARK: The preview

    private static func draft(_ visit: Visit) throws -> ImportDraftID { ImportDraftID(try visit.number("draft")) }

    private static func preview(_ visit: Visit) async throws -> ImportPreview {
        try await visit.house.imports.preview(try draft(visit), by: try visit.member())
    }

    private static func frame(
        _ visit: Visit, _ preview: ImportPreview, _ key: String, problems: [FieldProblem] = []
    ) -> Frame {
        FrameMaker.frame(
            visit,
            .init(
                visit.words(key), section: preview.title, area: .plans, marking: preview.answers.marking,
                problems: problems))
    }

    private static func previewPage(
        _ visit: Visit, _ preview: ImportPreview, form: FormFields? = nil, problems: [FieldProblem] = []
    ) async throws -> PreviewPage {
        PreviewPage(
            preview, page: frame(visit, preview, "preview.short", problems: problems), words: visit.words,
            members: try await visit.house.membership.members(), clock: visit.house.clock,
            layouts: visit.house.pack.printable, form: form,
            problems: problems)
    }

    /// Keeps the answers; then reads again, or enters the plan.
    private static func answer(_ visit: Visit, _ form: FormFields) async throws -> Response {
        let member = try visit.member()
        let id = try draft(visit)
        let before = try await preview(visit)
        let (answers, problems) = ImportForm.read(form, before, visit.words)
        try await visit.house.imports.answer(answers, for: id, by: member)
        guard problems.isEmpty else {
            return visit.page(
                try await previewPage(visit, before, form: form, problems: problems), status: .unprocessableContent)
        }
        guard form["do"] == "enter" else {
            return visit.redirect(to: "/imports/\(id.number)", note: Note("answers-kept"))
        }
        // Columns that mean something else give another plan: it is looked at before it is entered.
        if answers.reading != before.answers.reading {
            return visit.redirect(to: "/imports/\(id.number)", note: Note("read-again"))
        }
        // A newer file has no title to type; its columns are always there.
        let otherwise = before.revises == nil ? "title" : "columns"
        do {
            try check(before, seen: form["version"])
            let performed = try await visit.house.imports.enter(id, by: member)
            return visit.redirect(to: "/plans/\(performed.subject.number)/entered")
        } catch DeskRefusal.problems(let refusals) {
            let problems = [FieldProblem](refusals, fields: PreviewPage.fields, otherwise: otherwise)
            return visit.page(
                try await previewPage(visit, try await preview(visit), form: form, problems: problems),
                status: .unprocessableContent)
        } catch DeskRefusal.stale {
            let problems = [FieldProblem(otherwise, visit.words("preview.stale"))]
            return visit.page(
                try await previewPage(visit, try await preview(visit), form: form, problems: problems),
                status: .conflict)
        }
    }

    /// The plan has to be the one the preview was compared with when it was shown.
    private static func check(_ preview: ImportPreview, seen: String) throws {
        guard let strategy = preview.revises?.strategy, seen != strategy.version.description else { return }
        throw DeskRefusal.stale(
            StaleVersion(
                subject: .strategy(strategy.id), seen: Int64(seen).map(JournalSequence.init) ?? .none,
                now: strategy.version))
    }
}

/// What was typed into the preview, as answers.
enum ImportForm {
    static func read(
        _ form: FormFields, _ preview: ImportPreview, _ words: Words
    ) -> (ImportAnswers, [FieldProblem]) {
        var answers = preview.answers
        var problems: [FieldProblem] = []
        if form.holds("title") { answers.title = form["title"] }
        if form["title"].isEmpty, form.holds("title") {
            problems.append(FieldProblem("title", words("preview.name.missing")))
        }
        if let marking = Marking(rawValue: form["marking"]) { answers.marking = marking }
        if let year = PlanYear(rawValue: form["year"]) { answers.reading.year = year }
        // What the file says by itself is no choice: it may be read otherwise with other columns.
        if form.holds("layout") {
            answers.layout = form["layout"] == preview.foundLayout.name ? nil : form["layout"]
        }
        answers.isScreeningConfirmed = form["screening"] == "yes"
        answers.accepted = Set(form.beginning("same-").filter { $0.value == "yes" }.compactMap { Int($0.rest) })
        for (index, group) in ColumnGroup.all(in: preview.read).enumerated() {
            guard let meaning = ColumnReading(word: form[ColumnGroup.field(index)]), meaning != group.meaning else {
                continue
            }
            for column in group.columns {
                answers.reading.columns.removeAll { $0.table == column.table && $0.column == column.column }
                answers.reading.columns.append(.init(table: column.table, column: column.column, meaning: meaning))
            }
        }
        for (index, lead) in preview.leads.enumerated() where form.holds("lead-\(index + 1)") {
            answers.owners[lead.wording] = Int(form["lead-\(index + 1)"]).map { MemberID($0) }
            answers.areOwnersConfirmed = true
        }
        return (answers, problems)
    }
}

/// Every problem of a file, one on a line, to be worked through beside the file.
enum ProblemFile {
    static func text(_ preview: ImportPreview, _ words: Words) -> String {
        var lines = [
            ["place", "table", "row", "column", "line", "severity", "code", "message"].map { words("file.\($0)") }
        ]
        func number(_ value: Int?) -> String { value.map(String.init) ?? "" }
        func add(_ place: Place, _ severity: String, _ code: String, _ message: String) {
            lines.append([
                PlaceWords.printed(place, words), number(place.table), number(place.row), number(place.column),
                number(place.line), severity, code, message,
            ])
        }
        for problem in preview.read.problems {
            add(problem.place, words("preview.severity.\(problem.severity.rawValue)"), problem.code, problem.message)
        }
        for left in preview.read.notTaken {
            add(left.place, words("preview.severity.not-taken"), "not-taken", "\(left.reason) \(left.text)")
        }
        return lines.map { CSVWriter.line($0) }.joined()
    }
}
