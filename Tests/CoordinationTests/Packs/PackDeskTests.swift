import ActionPlans
import Coordination
import Partnership
import Testing
import Vocabulary

@Suite("A pack for a group, made of a day on which the group was marked otherwise")
struct PackDeskTests {
    private static let then = Day(year: 2026, month: 5, day: 20)

    /// A group that meets in the open on 10 May, is marked from 15 May to 1 June, and open again: what a pack as at
    /// 20 May may name of it.
    private static func bench(sitting: KeyPath<TestHouse.Cast, Member>) async throws -> PackBench {
        let bench = try await PackBench.make()
        let meetings = bench.test.house.meetings
        func perform(_ command: MeetingCommand) async throws {
            _ = try await meetings.perform(command, by: bench.member, isScreeningConfirmed: true)
        }
        func describe(_ group: GroupID?, _ marking: Marking) async throws {
            try await perform(
                .formGroup(FormGroup(group: group, name: "Board", purpose: "Oversees", marking: marking)))
        }
        try await describe(nil, .official)
        try await perform(
            .callMeeting(
                CallMeeting(group: GroupID(1), title: "Spring", day: Day(number: 20_583))))
        bench.test.go(to: "2026-05-15")
        try await describe(GroupID(1), .officialSensitive)
        bench.test.go(to: "2026-06-01")
        try await describe(GroupID(1), .official)
        try await perform(
            .beginTerm(
                BeginTerm(
                    group: GroupID(1), member: bench.cast[keyPath: sitting].id, office: .member,
                    from: Day(number: 20_605))))
        return bench
    }

    private static func order(_ audience: PackAudience.Kind) -> OrderPack {
        OrderPack(strategies: [StrategyID(1)], asAt: then, audience: audience, group: GroupID(1))
    }

    @Test("For all readers it is made without the meeting nobody uncleared may know of, and verified")
    func readers() async throws {
        let bench = try await Self.bench(sitting: \.reader)
        let pack = try await bench.desk.issue(Self.order(.readers), by: bench.member)
        #expect(pack.facts.sinceMeeting == nil && pack.facts.marking == .official)
        let verdict = try await bench.desk.verify(pack.id, Sight.of(bench.cast.reader))
        #expect(verdict.isEqual && verdict.made?.json.contains("Spring") == false)
    }

    @Test("For cleared members it names group and meeting; who is cleared makes and verifies it, others know of none")
    func cleared() async throws {
        let bench = try await Self.bench(sitting: \.reader)
        let pack = try await bench.desk.issue(Self.order(.cleared), by: bench.member)
        #expect(pack.facts.sinceMeeting == MeetingID(1) && pack.facts.marking == .officialSensitive)
        let verdict = try await bench.desk.verify(pack.id, Sight.of(bench.cast.approver))
        #expect(verdict.isEqual && verdict.made?.json.contains("Spring") == true)
        let known = try await bench.desk.packs(Sight.of(bench.cast.reader))
        #expect(known.isEmpty)
        await #expect(throws: DeskRefusal.self) {
            _ = try await bench.desk.verify(pack.id, Sight.of(bench.cast.reader))
        }
    }

    @Test("For the group itself it is made where all who sit on it are cleared, and refused in words where not")
    func group() async throws {
        let open = try await Self.bench(sitting: \.reader)
        #expect(
            try await open.desk.refusals(Self.order(.group), by: open.member).map(\.code) == ["group-above-members"])
        var today = Self.order(.group)
        today.asAt = nil
        #expect(try await open.desk.refusals(today, by: open.member).isEmpty, "of a day after that it may be made")
        let cleared = try await Self.bench(sitting: \.approver)
        let pack = try await cleared.desk.issue(Self.order(.group), by: cleared.member)
        #expect(pack.facts.sinceMeeting == MeetingID(1))
        let verdict = try await cleared.desk.verify(pack.id, Sight.of(cleared.cast.approver))
        #expect(verdict.isEqual && verdict.made?.json.contains("Board") == true)
    }
}
