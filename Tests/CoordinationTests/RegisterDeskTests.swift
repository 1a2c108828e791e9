import ActionPlans
import Coordination
import Partnership
import Testing
import Vocabulary

@Suite("The register desk: allowed, decided, written, seen")
struct RegisterDeskTests {
    private static func risk(_ title: String = "The lease may end", actions: [Int] = [1]) -> RegisterRecord {
        RegisterRecord(
            title: title, actions: actions.map { ActionID($0) }, review: Day(iso: "2026-06-01"),
            details: .risk(RiskDetails(likelihood: 2, impact: 3)))
    }

    @Test("Coordinators, leads and approvers keep the registers; others read them, and an administrator neither")
    func rights() async throws {
        let test = try await TestHouse.make()
        let cast = try await test.cast()
        _ = try await test.importPlan(by: cast)
        let desk = test.house.registers
        for member in [cast.coordinator, cast.lead, cast.approver] {
            try await desk.perform(.open(OpenItem(Self.risk())), by: member)
        }
        var administrator = cast.administrator
        administrator.roles = [.administrator]
        let others = [cast.contributor, cast.reader, administrator]
        for member in others {
            await #expect(throws: DeskRefusal.self) {
                try await desk.perform(.open(OpenItem(Self.risk())), by: member)
            }
        }
        let moment = try await desk.moment()
        #expect(try await desk.items(Sight.of(cast.reader), at: moment).map(\.id.number) == [1, 2, 3])
        #expect(try await desk.items(Sight.of(others[2]), at: moment).isEmpty)
        #expect(try await desk.due(Sight.of(cast.reader), at: moment).isEmpty)
        test.go(to: "2026-06-01")
        #expect(try await desk.due(Sight.of(cast.reader), at: try await desk.moment()).count == 3)
    }

    @Test("An action out of sight cannot be linked, and is not told from one that is not there")
    func links() async throws {
        let test = try await TestHouse.make()
        let cast = try await test.cast()
        _ = try await test.importPlan(by: cast)
        func refused(_ action: Int) async throws -> [String] {
            try await test.house.registers.refusals(.open(OpenItem(Self.risk(actions: [action]))), by: cast.lead)
                .map(\.code)
        }
        #expect(try await refused(3) == ["unknown-action"])
        #expect(try await refused(99) == ["unknown-action"])
        #expect(try await refused(1).isEmpty)
    }

    @Test("The plan's pages know of a write to the registers at once")
    func catchesUp() async throws {
        let test = try await TestHouse.make()
        let cast = try await test.cast()
        _ = try await test.importPlan(by: cast)
        let before = try await test.house.plans.moment()
        let done = try await test.house.registers.perform(.open(OpenItem(Self.risk())), by: cast.lead)
        let after = try await test.house.plans.moment()
        #expect(after.sequence == done.sequence && before.sequence < after.sequence)
        let items = try await test.house.registers.items(about: ActionID(1), Sight.of(cast.reader), at: after)
        #expect(items.map(\.reference.printed) == ["R-0001"])
    }

    @Test("What was closed meanwhile is said to be stale, and nothing is written")
    func stale() async throws {
        let test = try await TestHouse.make()
        let cast = try await test.cast()
        _ = try await test.importPlan(by: cast)
        let desk = test.house.registers
        let opened = try await desk.perform(.open(OpenItem(Self.risk())), by: cast.lead)
        let id = RegisterItemID(opened.subject.number)
        let closed = try await desk.perform(.close(CloseItem(id, reason: "Signed")), by: cast.lead)
        for command: RegisterCommand in [
            .close(CloseItem(id, reason: "x")), .change(ChangeItem(id, to: Self.risk("y"), reason: "x")),
        ] {
            do {
                try await desk.perform(command, by: cast.coordinator, expecting: opened.sequence)
                Issue.record("it was written")
            } catch DeskRefusal.stale(let stale) {
                #expect(stale.now == closed.sequence)
            }
        }
        #expect(try await test.house.keeping.head()?.sequence == closed.sequence)
    }
}
