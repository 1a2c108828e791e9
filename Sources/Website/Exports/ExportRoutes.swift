import ActionPlans
import Coordination
import Hummingbird
import NIOCore
import Partnership
import Reporting
import Vocabulary

/// A plan as a file to edit and bring back. A form and not a link, because taking it out is written down.
enum ExportRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/plans/:plan/export", .act(.readPlan)) { visit in
            try await PlanLook.load(visit) { look in
                visit.page(ExportPage(look, PlanFilter(visit.query)), status: look.status)
            }
        }
        routes.post("/plans/:plan/export", .act(.readPlan)) { visit, form in
            try await PlanLook.load(visit) { look in try await export(visit, look, form) }
        }
    }

    private static func export(_ visit: Visit, _ look: PlanLook, _ form: FormFields) async throws -> Response {
        let filter = PlanFilter(visit.query)
        var problems: [FieldProblem] = []
        let format = SheetFormat(rawValue: form["format"])
        if format == nil { problems.append(FieldProblem("format", visit.words("export.format.missing"))) }
        guard let format, look.asAt.problems.isEmpty else {
            return visit.page(
                ExportPage(look, filter, form: form, problems: problems), status: .unprocessableContent)
        }
        let isFiltered = form["rows"] == "chosen" && filter.isNarrowing
        let positions = isFiltered ? filter.positions(in: look.picture, look.index) { look.names.name($0) } : nil
        let sight = Sight.of(look.member)
        let export = PlanExport(
            look.picture, positions: positions, filter: ExportPage.filterWords(look, filter),
            said: try await visit.house.plans.lastWords(in: look.picture, sight), names: look.names,
            words: StatusWords(visit.house.pack), isToday: look.asAt.moment.isToday)
        let bytes = try await BackRoom.files.run { export.bytes(as: format) }
        // Written down before the first byte leaves.
        try await visit.house.packs.logExport(
            ExportMade(
                strategies: [look.strategy.id], format: format.logged, moment: look.asAt.moment,
                rows: export.mark.rows, isFiltered: isFiltered, marking: export.marking),
            by: look.member)
        return visit.download(
            ByteBuffer(bytes: bytes), name: export.fileName(as: format), type: format.mediaType)
    }
}
