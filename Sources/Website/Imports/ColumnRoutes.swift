import ActionPlans
import Coordination
import HTTPTypes
import Hummingbird
import Partnership
import Vocabulary

/// Looking at what headings of a sender's files were settled to mean, and forgetting it.
enum ColumnRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/imports/columns", .act(.importPlan)) { visit in
            visit.page(try await page(visit, try await sender(visit.query["agency"], visit)))
        }
        routes.post("/imports/columns/forget", .act(.importPlan), forget)
        routes.post("/imports/columns/forget-all", .act(.importPlan), forgetAll)
    }

    static func path(_ sender: AgencyID) -> String { "/imports/columns?agency=\(sender.number)" }

    /// A present agency; the member's own where none is named.
    private static func sender(_ text: String, _ visit: Visit) async throws -> Agency {
        if text.isEmpty { return try await visit.house.columns.sender(nil, for: try visit.member()) }
        guard let agency = try await visit.house.columns.senders().first(where: { String($0.id.number) == text })
        else { throw PageError.notFound }
        return agency
    }

    private static func page(
        _ visit: Visit, _ sender: Agency, problems: [FieldProblem] = []
    ) async throws -> ColumnsPage {
        let desk = visit.house.columns
        let columns = try await desk.columns(of: sender.id, by: try visit.member())
        let names = try await visit.house.membership.agencies().map { ($0.id, $0.name) }
        let frame = FrameMaker.frame(
            visit,
            .init(
                visit.words("columns.title"), section: sender.name, area: .plans,
                marking: columns.map(\.marking).max() ?? .official, problems: problems))
        return ColumnsPage(
            columns, of: sender, senders: try await desk.senders(),
            names: Dictionary(names, uniquingKeysWith: { first, _ in first }),
            members: try await visit.house.membership.members(), page: frame, clock: visit.house.clock,
            words: visit.words)
    }

    private static func stale(_ visit: Visit, _ sender: Agency) async throws -> Response {
        let problems = [FieldProblem("agency", visit.words("columns.stale"))]
        return visit.page(try await page(visit, sender, problems: problems), status: .conflict)
    }

    /// Forgets a heading as it was seen; one that was settled anew since is shown instead.
    private static func forget(_ visit: Visit, _ form: FormFields) async throws -> Response {
        let member = try visit.member()
        let sender = try await sender(form["sender"], visit)
        let known = try await visit.house.columns.columns(of: sender.id, by: member).first {
            String($0.agency.number) == form["agency"] && $0.heading == form["heading"]
                && $0.marking.rawValue == form["marking"]
        }
        guard let known else { return visit.redirect(to: path(sender.id), note: Note("column-gone")) }
        guard String(known.settled.microseconds) == form["version"],
            try await visit.house.columns.forget(known, by: member)
        else { return try await stale(visit, sender) }
        return visit.redirect(to: path(sender.id), note: Note("column-forgotten", ["heading": known.printed]))
    }

    private static func forgetAll(_ visit: Visit, _ form: FormFields) async throws -> Response {
        let member = try visit.member()
        let sender = try await sender(form["sender"], visit)
        let columns = try await visit.house.columns.columns(of: sender.id, by: member)
        guard form["version"] == ColumnsPage.version(of: columns) else { return try await stale(visit, sender) }
        try await visit.house.columns.forgetAll(of: sender.id, by: member)
        return visit.redirect(to: path(sender.id), note: Note("columns-forgotten", ["agency": sender.name]))
    }
}
