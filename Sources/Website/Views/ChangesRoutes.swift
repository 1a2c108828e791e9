import ActionPlans
import Coordination
import Hummingbird
import Partnership
import Reporting
import Tables
import Vocabulary

/// What changed in a plan between two days, as a page and as a file.
enum ChangesRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/plans/:plan/changes", .act(.readPlan)) { visit in
            try await PlanLook.load(visit) { look in try await show(look) }
        }
        routes.get("/plans/:plan/changes.csv", .act(.readPlan)) { visit in
            try await PlanLook.load(visit) { look in
                do {
                    let report = try await report(look, try await ChangesAsked.read(look), limit: .max)
                    return visit.download(
                        report.rows.map { CSVWriter.line($0) }.joined(),
                        name: "changes-\(look.strategy.id.number)-\(report.from.day.iso)-\(report.to.day.iso).csv")
                } catch DeskRefusal.problems(_) {
                    return visit.redirect(to: look.asAt.link("\(look.path)/changes", ChangesAsked.kept(look)))
                }
            }
        }
    }

    private static func show(_ look: PlanLook) async throws -> Response {
        if let address = ChangesAsked.address(look) { return look.visit.redirect(to: address) }
        let asked = try await ChangesAsked.read(look)
        guard asked.problems.isEmpty else { return wrong(look, asked, asked.problems) }
        do {
            // What a visitor saw last moves without an entry, so that such a page is never kept.
            if asked.isVisit {
                return look.visit.page(ChangesPage(look, asked, try await report(look, asked, limit: asked.saidLimit)))
            }
            return try await look.answer {
                ChangesPage(look, asked, try await report(look, asked, limit: asked.saidLimit))
            }
        } catch DeskRefusal.problems(let refusals) {
            return wrong(
                look, asked, [FieldProblem](refusals, fields: [], dates: ["from", "to"], otherwise: "from-day"))
        }
    }

    private static func wrong(_ look: PlanLook, _ asked: ChangesAsked, _ problems: [FieldProblem]) -> Response {
        look.visit.page(ChangesPage(look, asked, nil, problems: problems), status: .unprocessableContent)
    }

    private static func report(
        _ look: PlanLook, _ asked: ChangesAsked, limit: Int
    ) async throws -> PlanChangesReport {
        let changes = try await look.visit.house.plans.changes(
            of: look.strategy.id, Sight.of(look.member), from: asked.from, to: asked.to, saidLimit: limit)
        return PlanChangesReport(
            changes, names: look.names, recordedOn: look.visit.house.clock.day, words: look.faces.words,
            limit: limit)
    }
}

/// Which two days are compared, from the address.
struct ChangesAsked: Sendable {
    var from = ChangesFrom.lastClose
    var to: Day?
    var fromBoxes = DateBoxes()
    var toBoxes = DateBoxes()
    /// Since the visitor's own last visit.
    var isVisit = false
    /// Every row is wanted: for paper.
    var isWhole = false
    var problems: [FieldProblem] = []

    /// One more than is shown tells that there is more.
    var saidLimit: Int { isWhole ? .max : ChangesPage.rowsOfPart + 1 }

    static func read(_ look: PlanLook) async throws -> ChangesAsked {
        let query = look.visit.query
        let words = look.words
        var asked = ChangesAsked()
        asked.isWhole = query["all"] == "yes"
        var days = DayReader(words)
        var problems: [FieldProblem] = []
        func day(_ field: String, _ boxes: inout DateBoxes) -> Day? {
            if query.holds("\(field)-day") {
                boxes = DateBoxes(query, field)
                return days.optional(boxes, field, words("changes.\(field).name"))
            }
            guard !query[field].isEmpty else { return nil }
            guard let day = Day(iso: query[field]) else {
                problems.append(
                    FieldProblem(
                        "\(field)-day", words("date.no-such-day", ["name": words("changes.\(field).name")])))
                return nil
            }
            boxes = DateBoxes(day)
            return day
        }
        if let from = day("from", &asked.fromBoxes) { asked.from = .day(from) }
        asked.to = day("to", &asked.toBoxes) ?? look.asAt.day
        if asked.toBoxes == DateBoxes() { asked.toBoxes = DateBoxes(asked.to ?? look.visit.house.clock.today) }
        asked.problems = problems + days.problems
        if query["since"] == "visit" {
            asked.isVisit = true
            let visit = try await look.visit.house.visits.visit(of: look.member.id)
            if let since = visit?.since, let at = visit?.sinceAt { asked.from = .entry(since, at: at) }
        }
        return asked
    }

    /// The address of the same days after boxes were filled in; nil where they were not, or do not make days.
    static func address(_ look: PlanLook) -> String? {
        let query = look.visit.query
        guard query.holds("from-day") || query.holds("to-day") else { return nil }
        var fields: [(name: String, value: String)] = []
        for field in ["from", "to"] {
            switch DateBoxes(query, field).reading {
            case .empty: continue
            case .day(let day): fields.append((field, day.iso))
            case .missing, .noSuchDay: return nil
            }
        }
        let text = QueryWriter.write(fields)
        return text.isEmpty ? "\(look.path)/changes" : "\(look.path)/changes?\(text)"
    }

    /// The days as the address names them, for links to other forms of the same.
    static func kept(_ look: PlanLook) -> [(name: String, value: String)] {
        ["from", "to", "since"].map { ($0, look.visit.query[$0]) }
    }
}
