import ActionPlans
import Partnership
import Testing
import Vocabulary

@Suite("A post in other hands")
struct HandOverTests {
    private static let due = Sample.commitment(due: "2003-12-31")

    /// 1 owned by 2; 2 owned by 3, 2 contributes; 3 completed; 4 withdrawn; 5 of others.
    private static let plan = Sample.plan([
        Sample.action(1, [Sample.promise(due)], owner: 2, contributing: [3]),
        Sample.action(2, [Sample.promise(due)], owner: 3, contributing: [2]),
        Sample.action(3, [Sample.promise(due, completed: "2003-05-01")], owner: 2),
        Sample.action(4, [Sample.promise(due)], retired: "2003-05-01", owner: 2),
        Sample.action(5, [Sample.promise(due)], owner: 4),
    ])
    private static let members = [
        Sample.member(1, [.coordinator]), Sample.member(2), Sample.member(3), Sample.member(4, active: false),
        Sample.member(5, [.reader]),
    ]
    private static let today = Sample.day("2003-06-01")

    private static func decide(
        from: Int = 2, to: Int, reason: String = "New holder", members: [Member] = members
    ) -> Result<PlanEntry, Refusals<HandOverPostRefusal>> {
        HandOverPost(from: MemberID(from), to: MemberID(to), reason: reason)
            .decide(in: [plan], members: members, on: today)
    }

    @Test("Every open action passes on, owned or contributed to; what is done or withdrawn keeps its name")
    func passesOn() throws {
        let entry = try Self.decide(to: 3, reason: " New holder ").get()
        #expect(
            entry
                == .postHandedOver(
                    HandedOver(
                        from: MemberID(2), to: MemberID(3), on: Self.today, reason: "New holder",
                        owned: [ActionID(1)], contributing: [ActionID(2)])))
        #expect(entry.subject == .member(MemberID(2)))
        #expect(entry.alsoTouches == [.member(MemberID(3)), .action(ActionID(1)), .action(ActionID(2))])
    }

    @Test("All plans are looked through")
    func allPlans() throws {
        let entry = try HandOverPost(from: MemberID(2), to: MemberID(3), reason: "Move")
            .decide(
                in: [Self.plan, Sample.plan([Sample.action(9, [Sample.promise(Self.due)], owner: 2)])],
                members: Self.members, on: Self.today
            ).get()
        guard case .postHandedOver(let facts) = entry else { return }
        #expect(facts.owned == [ActionID(1), ActionID(9)])
    }

    @Test(
        "It is refused by name",
        arguments: [
            (9, 3, "Why", ["unknown-member"]), (2, 9, "Why", ["unknown-successor"]),
            (2, 2, "Why", ["to-themselves"]), (2, 4, "Why", ["has-left"]), (2, 5, "Why", ["cannot-report"]),
            (2, 3, " ", ["reason-missing"]), (2, 2, "", ["to-themselves", "reason-missing"]),
        ])
    func refused(from: Int, to: Int, reason: String, codes: [String]) {
        #expect(Sample.codes(Self.decide(from: from, to: to, reason: reason)) == codes)
    }

    @Test("The new holder must be cleared as high, whether or not anything is marked: so nothing is given away")
    func clearance() {
        var members = Self.members
        members[1].clearance = .officialSensitive
        #expect(Sample.codes(Self.decide(to: 3, members: members)) == ["cleared-lower"])
        members[2].clearance = .officialSensitive
        #expect(Sample.codes(Self.decide(to: 3, members: members)) == [])
    }

    @Test("A post without open work, or of somebody who has left, is handed over all the same")
    func empty() throws {
        let entry = try Self.decide(from: 5, to: 3).get()
        guard case .postHandedOver(let facts) = entry else { return }
        #expect(facts.owned.isEmpty && facts.contributing.isEmpty)
        guard case .postHandedOver(let left) = try Self.decide(from: 4, to: 3).get() else { return }
        #expect(left.owned == [ActionID(5)])
    }

    @Test(
        "The owner never contributes, and nobody contributes twice",
        arguments: [
            (1, 2, [3, 4], 3, [4]), (1, 2, [2, 4], 3, [4]), (2, 5, [2, 4], 5, [3, 4]), (2, 3, [2], 3, []),
            (2, 5, [2, 3], 5, [3]),
        ] as [(Int, Int?, [Int], Int?, [Int])])
    func people(action: Int, owner: Int?, contributing: [Int], newOwner: Int?, others: [Int]) {
        let facts = HandedOver(
            from: MemberID(2), to: MemberID(3), on: Self.today, reason: "Why", owned: [ActionID(1)],
            contributing: [ActionID(2)])
        let people = facts.people(
            of: ActionID(action), owner: owner.map { MemberID($0) },
            contributing: Set(contributing.map { MemberID($0) }))
        #expect(people.owner == newOwner.map { MemberID($0) })
        #expect(people.contributing == Set(others.map { MemberID($0) }))
    }

    @Test("An action whose owner has left is vacant, with its own sentence; without a list of members nobody has left")
    func vacancy() {
        let actions = Self.plan.actions
        let working = Self.members.working
        #expect(working == [MemberID(1), MemberID(2), MemberID(3), MemberID(5)])
        #expect(actions[0].vacancy(among: working) == nil)
        #expect(actions[4].vacancy(among: working) == .ownerHasLeft(MemberID(4)))
        #expect(actions[4].vacancy(among: nil) == nil)
        #expect(Sample.action(1, [], owner: nil).vacancy(among: nil) == .noOwner)
        let picture = PlanPicture(
            of: Self.plan, on: Self.today,
            comparedWith: PlanComparison(point: PlanComparison.point(for: Self.plan, on: Self.today), plan: Self.plan))
        let vacant = picture.exceptions(working: working) { $0.word }.filter { $0.kind == .vacant }
        #expect(vacant.map(\.action) == [ActionID(5)])
        #expect(vacant.first?.sentence.contains("has left") == true)
        #expect(picture.exceptions.filter { $0.kind == .vacant }.isEmpty)
    }
}
