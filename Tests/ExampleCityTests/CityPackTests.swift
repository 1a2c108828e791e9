import ActionPlans
import Coordination
import Partnership
import Reporting
import Testing
import Vocabulary

@Suite("Board packs of the example city")
struct CityPackTests {
    private static let day = Day(year: 2026, month: 11, day: 20)

    private static func order(_ plans: [Int], _ audience: PackAudience.Kind = .readers) -> OrderPack {
        OrderPack(strategies: plans.map { StrategyID($0) }, asAt: day, audience: audience)
    }

    private static func tables(_ paper: Paper, _ section: String) throws -> [PaperTable] {
        try #require(paper.sections.first { $0.id == section }).blocks.compactMap {
            if case .table(let table) = $0 { table } else { nil }
        }
    }

    private static func cells(_ table: PaperTable) -> [[String]] {
        table.rows.compactMap { if case .cells(let cells) = $0 { cells.map(\.text) } else { nil } }
    }

    @Test("It has every part, the counts of the plan's page, and every action once in the whole plan")
    func golden() async throws {
        let city = try await ExampleCityTests.filled.value
        let coordinator = try city.member("Partnership Coordinator")
        let made = try await city.house.packs.prepare(Self.order([1], .readers), by: coordinator)
        let paper = made.paper
        #expect(
            paper.sections.map(\.id).filter { $0 != "decisions" }
                == ["rule", "counts", "exceptions", "achievements", "changes", "plan-1", "timeline-1", "sources"])
        #expect(made.sections.map(\.id) == ["cover"] + paper.sections.map(\.id))
        #expect(paper.notice == nil, "the day is over")
        #expect(paper.foot == "Board pack, edition 1, as at 20 November 2026")
        let reader = try city.member("Regional Drugs Adviser")
        let picture = try await city.house.plans.picture(
            of: StrategyID(1), Sight.of(reader), at: try await city.house.plans.moment(asAt: Self.day))
        let counts = Self.cells(try Self.tables(paper, "counts")[0])
        let statuses = Status.allCases.filter { $0.colour != nil }
        #expect(
            counts[0].dropFirst().map { $0 }
                == (statuses.map { picture.counts[$0].printed } + [
                    picture.counts.total.printed, picture.counts[.withdrawn].printed, picture.counts.changed.printed,
                ]))
        #expect(counts.count == 1 + picture.levels.count { $0.path.count == 1 })
        let whole = try PaperJSON(paper).sections.first { $0.id == "plan-1" }?.json ?? ""
        for action in picture.plan.actions {
            #expect(whole.ranges(of: action.id.reference).count == 1, "\(action.id.reference)")
        }
        let exceptions = try Self.tables(paper, "exceptions").flatMap(Self.cells)
        let status = PlanStatusReport(picture, working: StaffNames(try await city.house.membership.members()).working)
        #expect(exceptions.count == status.exceptions.count)
    }

    @Test("The same order makes the same paper to the byte, whoever asks and however often")
    func determinism() async throws {
        let city = try await ExampleCityTests.filled.value
        let one = try await city.house.packs.prepare(
            Self.order([1, 2]), by: try city.member("Partnership Coordinator"))
        let again = try await city.house.packs.prepare(
            Self.order([1, 2]), by: try city.member("Partnership Coordinator"))
        #expect(one.json == again.json && one.digest == again.digest && one.sections == again.sections)
        #expect(one.digest == Digest.hex(of: Array(one.json.utf8)))
        #expect(one.json == (try PaperJSON(one.paper).whole))
        #expect(one.paper.sections.contains { $0.id == "plan-2" })
    }

    @Test("What an audience may not see stands nowhere in its pack: not in its text, its foot or its counts")
    func canaries() async throws {
        let city = try await ExampleCityTests.filled.value
        let coordinator = try city.member("Partnership Coordinator")
        let moment = try await city.house.plans.moment(asAt: Self.day)
        var marked: [Action] = []
        for strategy in try await city.house.plans.strategies(Sight.of(coordinator), at: moment) {
            let picture = try await city.house.plans.picture(of: strategy.id, Sight.of(coordinator), at: moment)
            let hidden = picture.plan.actions.filter { $0.marking > .official }
            marked += hidden
            guard strategy.marking == .official, !hidden.isEmpty else { continue }
            let open = try await city.house.packs.prepare(Self.order([strategy.id.number]), by: coordinator)
            #expect(open.paper.marking == .official)
            for action in hidden {
                #expect(!open.json.contains(action.id.reference) && !open.json.contains(action.wording.text))
            }
            let cleared = try await city.house.packs.prepare(
                Self.order([strategy.id.number], .cleared), by: coordinator)
            #expect(cleared.paper.marking == .officialSensitive)
            for action in hidden { #expect(cleared.json.contains(action.id.reference)) }
            #expect(cleared.actions == open.actions + hidden.count)
        }
        #expect(!marked.isEmpty)
    }
}
