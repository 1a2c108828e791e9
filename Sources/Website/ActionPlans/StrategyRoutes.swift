import ActionPlans
import Coordination
import Frameworks
import Hummingbird
import Partnership
import Reporting
import Vocabulary

/// The pages that show plans: the list of them, one as a list, as a wall, in print, as a file.
enum StrategyRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/plans", .act(.readPlan), showAll)
        routes.get("/plans/:plan", .act(.readPlan)) { visit in
            try await PlanLook.load(visit) { look in
                try await look.answer { StrategyPage(look, PlanFilter(visit.query)) }
            }
        }
        routes.get("/plans/:plan/wall", .act(.readPlan)) { visit in
            try await PlanLook.load(visit) { look in try await look.answer { WallPage(look) } }
        }
        routes.get("/plans/:plan/print", .act(.readPlan)) { visit in
            try await PlanLook.load(visit) { look in
                guard visit.query.holds("layout"), !visit.query["layout"].isEmpty else {
                    return try await look.answer { PrintPage(look) }
                }
                let name = visit.query["layout"]
                guard let layout = visit.house.pack.printable.first(where: { $0.name == name }) else {
                    throw PageError.notFound
                }
                return try await look.answer { LayoutPage(look, layout) }
            }
        }
    }

    private static func showAll(_ visit: Visit) async throws -> Response {
        let member = try visit.member()
        let sight = Sight.of(member)
        let moment = try await visit.house.plans.moment()
        var rows: [StrategiesPage.Row] = []
        var marking = Marking.official
        for strategy in try await visit.house.plans.strategies(sight, at: moment) {
            let picture = try await visit.house.plans.picture(of: strategy.id, sight, at: moment)
            marking = max(marking, visit.site.indexes.index(of: picture, sight).marking)
            rows.append(row(picture, visit))
        }
        let mayImport = Policy.may(.importPlan, member).isAllowed
        let drafts = mayImport ? try await visit.house.imports.drafts(of: member) : []
        let frame = FrameMaker.frame(visit, .init(visit.words("plans.title"), area: .plans, marking: marking))
        return visit.page(
            StrategiesPage(
                page: frame, rows: rows, mayImport: mayImport,
                drafts: drafts.prefix(10).map {
                    .init(
                        name: $0.source.name, when: PageTime.printed($0.created, visit.house.clock),
                        href: "/imports/\($0.id.number)")
                }))
    }

    private static func row(_ picture: PlanPicture, _ visit: Visit) -> StrategiesPage.Row {
        let words = visit.words
        let strategy = picture.plan.strategy
        let path = "/plans/\(strategy.id.number)"
        let open = picture.plan.openRound(on: picture.day)
        let counts = StatusFaces.order.filter { picture.counts[$0] > 0 }.map {
            StatusCount(picture.counts[$0], visit.site.faces.tag($0), href: "\(path)?status=\($0.rawValue)")
        }
        return StrategiesPage.Row(
            title: strategy.title, href: path, wallHref: "\(path)/wall",
            facts: words.count("plan.actions", picture.counts.total),
            round: open.map { words("plan.round-open", ["round": $0.label, "closes": $0.closes.printed]) } ?? "",
            counts: counts, marking: strategy.marking.printed)
    }
}
