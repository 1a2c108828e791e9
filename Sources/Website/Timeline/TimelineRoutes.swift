import ActionPlans
import Coordination
import Hummingbird
import Partnership
import Reporting
import Vocabulary

/// The timeline of a plan, and of all plans together, as a page and as a file.
enum TimelineRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/plans/:plan/timeline", .act(.readPlan)) { visit in
            try await PlanLook.load(visit) { look in
                try await look.answer { TimelinePage(look, TimelineAsked(look.visit.query, among: .aim)) }
            }
        }
        routes.get("/plans/:plan/timeline.csv", .act(.readPlan)) { visit in
            try await PlanLook.load(visit) { look in
                let report = TimelineAsked(look.visit.query, among: .aim).report(look)
                return visit.download(
                    report.csv, name: "timeline-\(look.strategy.id.number)-\(look.asAt.moment.day.iso).csv")
            }
        }
        routes.get("/timeline", .act(.readPlan)) { visit in
            try await all(visit) { look in
                visit.page(
                    TimelinePage(look, TimelineAsked(visit.query, among: .strategy)),
                    status: look.asAt.problems.isEmpty ? .ok : .unprocessableContent)
            }
        }
        routes.get("/timeline.csv", .act(.readPlan)) { visit in
            try await all(visit) { look in
                let report = TimelineAsked(visit.query, among: .strategy).report(look)
                return visit.download(report.csv, name: "timeline-\(look.asAt.moment.day.iso).csv")
            }
        }
    }

    /// Every plan in sight on the day of the address.
    private static func all(
        _ visit: Visit, _ show: @Sendable (AllPlansLook) async throws -> Response
    ) async throws -> Response {
        let sight = Sight.of(try visit.member())
        switch try await AsAt.read(visit) {
        case .go(let address): return visit.redirect(to: address)
        case .at(let asAt):
            var pictures: [PlanPicture] = []
            var marking = Marking.official
            for strategy in try await visit.house.plans.strategies(sight, at: asAt.moment) {
                let picture = try await visit.house.plans.picture(of: strategy.id, sight, at: asAt.moment)
                marking = max(marking, visit.site.indexes.index(of: picture, sight).marking)
                pictures.append(picture)
            }
            return try await show(AllPlansLook(visit: visit, asAt: asAt, pictures: pictures, marking: marking))
        }
    }
}

/// Every plan one member sees at one moment.
struct AllPlansLook: Sendable {
    let visit: Visit
    let asAt: AsAt
    let pictures: [PlanPicture]
    let marking: Marking
}

/// Which timeline is asked for, from the address.
struct TimelineAsked: Sendable {
    let grouping: TimelineGrouping
    let filter: PlanFilter
    /// Every row is wanted: for paper.
    let isWhole: Bool

    /// - Parameter usual: the grouping where the address names none.
    init(_ query: FormFields, among usual: TimelineGrouping) {
        grouping = TimelineGrouping(rawValue: query["by"]) ?? usual
        filter = PlanFilter(query)
        isWhole = query["all"] == "yes"
    }

    func report(_ look: PlanLook) -> TimelineReport {
        let chosen =
            filter.isNarrowing
            ? [filter.positions(in: look.picture, look.index) { look.names.name($0) }] : nil
        return TimelineReport(
            [look.picture], by: grouping, chosen: chosen, on: look.picture.day, words: look.faces.words)
    }

    func report(_ look: AllPlansLook) -> TimelineReport {
        var chosen: [[Int]]?
        if let status = filter.status {
            chosen = look.pictures.map { picture in
                picture.standings.indices.filter { picture.standings[$0].status == status }
            }
        }
        return TimelineReport(
            look.pictures, by: grouping, chosen: chosen, on: look.asAt.moment.day,
            words: look.visit.site.faces.words, title: look.visit.words("timeline.all"))
    }

    /// As the address names it.
    var fields: [(name: String, value: String)] {
        [("by", grouping.rawValue)] + filter.fields.filter { !["sort", "order", "page"].contains($0.name) }
    }
}
