import ActionPlans
import Coordination
import Partnership
import Testing
import Vocabulary

@Suite("Changes between two days, my work, visits and search, through the desks")
struct ViewsTests {
    private func onlyAdministrator(_ member: Member) -> Member {
        var member = member
        member.roles = [.administrator]
        return member
    }

    private func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

    /// A plan imported on 1 May 2026, reported on on 2 May and 1 July, a delay asked for on 3 July.
    private func lived() async throws -> (test: TestHouse, cast: TestHouse.Cast, plan: StrategyID) {
        let test = try await TestHouse.make(on: "2026-05-01")
        let cast = try await test.cast()
        let plan = try await test.importPlan(by: cast)
        test.go(to: "2026-05-02")
        try await test.house.plans.perform(
            .reportProgress(ReportProgress(action: ActionID(1), note: "Looked at three buildings")), by: cast.lead)
        test.go(to: "2026-07-03")
        try await test.house.plans.perform(
            .askDelay(
                AskDelay(
                    action: ActionID(1), promise: 1, newDay: try day("2026-12-31"), reason: "The café is being rebuilt")
            ),
            by: cast.lead)
        return (test, cast, plan)
    }

    static let spansRefused: [(String?, String?, [String])] = [
        ("2026-06-01", "2026-05-10", ["wrong-order from"]), ("2026-04-30", nil, ["before-import from"]),
        ("2026-04-01", "2026-04-30", ["before-import to", "before-import from"]),
        (nil, "2026-07-04", ["day-to-come to"]), ("2026-07-04", "2026-07-05", ["day-to-come to", "day-to-come from"]),
        ("2026-06-01", "2026-06-01", ["same-day from"]), (nil, "2026-04-30", ["before-import to"]),
        ("2026-05-01", "2026-05-01", []), ("2026-05-01", nil, []), (nil, nil, []),
    ]

    @Test("Days that make no span of the plan are refused with a sentence each", arguments: spansRefused)
    func refusals(from: String?, to: String?, codes: [String]) async throws {
        let (test, cast, plan) = try await lived()
        do {
            _ = try await test.house.plans.changes(
                of: plan, Sight.of(cast.reader), from: try from.map { .day(try day($0)) } ?? .lastClose,
                to: try to.map { try day($0) })
            #expect(codes.isEmpty)
        } catch DeskRefusal.problems(let words) {
            #expect(words.map { "\($0.code) \($0.field ?? "")" } == codes)
        }
    }

    @Test("Two days are compared as they stood, the first day of the plan with the import itself")
    func spans() async throws {
        let (test, cast, plan) = try await lived()
        let sight = Sight.of(cast.reader)
        func said(_ from: String, _ to: String) async throws -> [String] {
            try await test.house.plans.changes(of: plan, sight, from: .day(try day(from)), to: try day(to)).said
                .map(\.entry.header.kind.name)
        }
        #expect(try await said("2026-05-01", "2026-05-01") == [])
        #expect(try await said("2026-05-01", "2026-05-02") == ["progress-reported"])
        #expect(try await said("2026-05-02", "2026-07-02") == [])
        #expect(try await said("2026-05-01", "2026-07-03") == ["delay-asked", "progress-reported"])
        let since = try await test.house.plans.changes(of: plan, sight, from: .lastClose)
        #expect(since.before.plan.at == since.now.plan.strategy.importedAt)
        // The second fell overdue by itself.
        #expect(since.changed.map(\.action.id) == [ActionID(1), ActionID(2)])
        #expect(since.changed[0].changes().map(\.what) == ["Status", "Update"])
    }

    @Test("What a sight does not reach is in neither side, and a plan out of sight is not there")
    func sight() async throws {
        let (test, cast, plan) = try await lived()
        let all = try await test.house.plans.changes(of: plan, Sight.of(cast.coordinator), from: .lastClose)
        let some = try await test.house.plans.changes(of: plan, Sight.of(cast.reader), from: .lastClose)
        #expect(all.now.plan.actions.count == 3 && all.before.plan.actions.count == 3)
        #expect(some.now.plan.actions.count == 2 && some.before.plan.actions.count == 2)
        for sight in [Sight.nobody, Sight.of(onlyAdministrator(cast.administrator))] {
            await #expect(throws: DeskRefusal.self) {
                try await test.house.plans.changes(of: plan, sight, from: .lastClose)
            }
        }
    }

    @Test("A visit is compared with the one before it, also after the server was started anew")
    func visits() async throws {
        let (test, cast, _) = try await lived()
        let visits = test.house.visits
        let head = try await test.house.plans.moment().sequence
        #expect(try await visits.note(cast.reader.id).since == nil)
        test.wait(seconds: 60)
        #expect(try await visits.note(cast.reader.id).since == nil)
        test.wait(seconds: 3600)
        #expect(try await visits.note(cast.reader.id).since == head)
        try await test.house.plans.perform(
            .reportProgress(ReportProgress(action: ActionID(2), note: "Met")), by: cast.lead)
        test.wait(seconds: 60)
        #expect(try await visits.note(cast.reader.id).since == head, "it does not move while one reads")
        test.wait(seconds: 3600)
        let later = try await visits.note(cast.reader.id)
        #expect(later.since == (try await test.house.plans.moment().sequence))
        #expect(try await visits.visit(of: cast.approver.id) == nil)
    }

    @Test("My work finds what waits, and what others did since the last visit but not one's own entries")
    func work() async throws {
        let (test, cast, _) = try await lived()
        for member in [cast.lead, cast.approver, cast.reader] { try await test.house.visits.note(member.id) }
        test.go(to: "2026-07-05")
        try await test.house.plans.perform(
            .decideDelay(DecideDelay(action: ActionID(1), promise: 1, agrees: true)), by: cast.coordinator)
        try await test.house.plans.perform(
            .reportProgress(ReportProgress(action: ActionID(2), note: "Met")), by: cast.lead)
        for member in [cast.lead, cast.approver, cast.reader] { try await test.house.visits.note(member.id) }
        let lead = try await test.house.work.work(of: cast.lead).work
        #expect(lead.changed.map(\.activity.entry.header.kind.name) == ["delay-agreed"])
        #expect(lead.changed[0].isMine)
        #expect(lead.waitingOnOthers.isEmpty)
        let reader = try await test.house.work.work(of: cast.reader).work
        #expect(reader.changed.map(\.activity.action) == [ActionID(2), ActionID(1)])
        #expect(reader.changed.allSatisfy { !$0.isMine } && reader.waiting.isEmpty && reader.dueSoon.isEmpty)
        let coordinator = try await test.house.work.work(of: cast.coordinator)
        #expect(coordinator.visit == nil && coordinator.work.changed.isEmpty)
        #expect(
            coordinator.work.waiting.contains { item in
                if case .vacant(1) = item.reason { true } else { false }
            })
    }

    private func search(
        _ test: TestHouse, _ text: String, _ member: Member
    ) async throws -> [String: (Int, [SearchHit])] {
        let found = try await test.house.search.find(
            SearchWords(text), Sight.of(member), at: try await test.house.plans.moment(), range: 0..<10)
        return Dictionary(uniqueKeysWithValues: found.map { ($0.kind.name, ($0.count, $0.hits)) })
    }

    @Test("Everything one may see is found: wording, levels, leads, owners, notes, reasons, plans, members")
    func everything() async throws {
        let (test, cast, _) = try await lived()
        let expected: [(String, [String: Int])] = [
            ("clinic", ["actions": 1]), ("ap-0002", ["actions": 1]), ("treatment", ["actions": 2, "members": 1]),
            ("MEET treatment", ["actions": 1]), ("buildings", ["updates": 1]), ("cafe rebuilt", ["updates": 1]),
            ("café", ["updates": 1]), ("test plan", ["plans": 1]), ("ward member", ["members": 1]), ("secret", [:]),
            ("plan.csv", ["plans": 1]), ("nothing like it", [:]), ("", [:]),
        ]
        for (text, counts) in expected {
            let found = try await search(test, text, cast.reader).mapValues(\.0).filter { $0.value > 0 }
            #expect(found == counts, "\(text)")
        }
        #expect(try await search(test, "secret", cast.coordinator)["actions"]?.0 == 1)
        let reason = try #require(try await search(test, "CAFE", cast.reader)["updates"]?.1.first)
        #expect(reason.subject == .action(ActionID(1)) && reason.title == "AP-0001")
        #expect(reason.excerpt.pieces.filter(\.isFound).map(\.text) == ["café"])
    }

    @Test("Whoever sees no plans finds nothing, and a list reaches as far as it is asked to")
    func sightAndRange() async throws {
        let (test, cast, _) = try await lived()
        let moment = try await test.house.plans.moment()
        for sight in [Sight.nobody, Sight.of(onlyAdministrator(cast.administrator))] {
            let found = try await test.house.search.find(SearchWords("treatment"), sight, at: moment, range: 0..<10)
            #expect(found.isEmpty)
        }
        let sight = Sight.of(cast.reader)
        func hits(_ range: Range<Int>, chosen: SearchKind? = nil) async throws -> [Int] {
            try await test.house.search.find(
                SearchWords("treatment"), sight, at: moment, chosen: chosen, range: range
            ).map(\.hits.count)
        }
        #expect(try await hits(0..<1) == [1, 0, 0, 0, 0, 0, 1])
        #expect(try await hits(1..<9) == [1, 0, 0, 0, 0, 0, 0])
        #expect(try await hits(0..<9, chosen: .members) == [0, 0, 0, 0, 0, 0, 1])
        #expect(try await hits(500..<900) == [0, 0, 0, 0, 0, 0, 0])
    }
}
