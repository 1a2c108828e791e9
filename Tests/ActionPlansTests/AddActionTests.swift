import ActionPlans
import Partnership
import Testing
import Vocabulary

@Suite("Adding an action")
struct AddActionTests {
    static let today = Sample.day("2003-03-01")
    static let members = PlanCommandTests.members
    static let aim = PlanLevel(level: .aim, number: "1", text: "Availability")
    static let objective = PlanLevel(level: .objective, number: "1.1", text: "Fewer open markets")

    /// Three actions at positions 1 to 3: two under the aim, one without a place.
    static func plan() -> Plan {
        var actions = (1...3).map { Sample.action($0, [Sample.promise(Sample.commitment())]) }
        for index in actions.indices { actions[index].position = index + 1 }
        actions[0].wording.path = [aim]
        actions[1].wording.path = [aim, objective]
        actions[2].wording.path = []
        return Sample.plan(actions)
    }

    static func decide(_ command: AddAction, by member: Member = members[0]) -> Result<
        PlanEntry, Refusals<AddActionRefusal>
    > {
        command.decide(in: plan(), by: member, on: today, numbers: PlanCommandTests.numbers, members: members)
    }

    static func added(_ command: AddAction) throws -> ActionAdded {
        guard case .actionAdded(let facts) = try decide(command).get() else { throw NotAdded() }
        return facts
    }

    struct NotAdded: Error {}

    @Test("It gets the next reference, its deadline is understood, and the meeting stands in the entry")
    func adds() throws {
        let facts = try Self.added(
            AddAction(
                wording: TypedWording(
                    path: [Self.aim], text: " Open a clinic ", leads: ["Police", " "],
                    timescale: "By end June 2003"), updateOwner: MemberID(2),
                contributing: [MemberID(3), MemberID(2)], meeting: MeetingID(4)))
        #expect(facts.action.id == ActionID(41))
        #expect(facts.action.wording.text == "Open a clinic")
        #expect(facts.action.wording.leads == ["Police"])
        #expect(facts.action.wording.timescale.wording == "By end June 2003")
        #expect(facts.action.wording.timescale.commitments.map(\.due) == [Sample.day("2003-06-30")])
        #expect(facts.action.contributing == [MemberID(3)])
        #expect(facts.action.marking == .official)
        #expect(facts.meeting == MeetingID(4))
        #expect(facts.on == Self.today)
    }

    static let places: [([PlanLevel], Int)] = [([aim], 1), ([aim, objective], 2), ([], 4)]

    @Test("It stands at the end of its level, or of the plan", arguments: places)
    func position(path: [PlanLevel], expected: Int) throws {
        let facts = try Self.added(AddAction(wording: TypedWording(path: path, text: "More")))
        #expect(facts.action.position == expected)
        #expect(facts.action.wording.path == path)
    }

    @Test("A deadline that cannot be understood is kept and marked; an empty one is undecided")
    func notUnderstood() throws {
        let odd = try Self.added(AddAction(wording: TypedWording(text: "More", timescale: "bi-monthly")))
        #expect(odd.action.wording.timescale.wording == "bi-monthly")
        #expect(odd.action.wording.timescale.commitments.map(\.understood) == [false])
        let empty = try Self.added(AddAction(wording: TypedWording(text: "More")))
        #expect(empty.action.wording.timescale.commitments.map(\.undecided) == [true])
    }

    @Test("A day that is past already waits to be confirmed and is not red at once")
    func past() throws {
        let facts = try Self.added(AddAction(wording: TypedWording(text: "More", timescale: "January 2003")))
        let action = Action(
            id: facts.action.id, strategy: facts.strategy, position: 4, wording: facts.action.wording,
            marking: .official,
            promises: Promise.carriedOver(from: [], to: facts.action.wording.timescale.commitments, on: nil),
            updateOwner: nil, contributing: [], retired: nil, entered: JournalSequence(9), enteredOn: facts.on,
            lastReport: nil, version: JournalSequence(9))
        let plan = Sample.plan([action])
        let standing = ActionStanding.of(action, on: Self.today, StandingContext(plan, on: Self.today))
        #expect(standing.status == .notYetConfirmed)
        #expect(SettleList.of(plan, on: Self.today).map(\.action) == [action.id])
    }

    static let refused: [(AddAction, [String])] = [
        (AddAction(wording: TypedWording(text: " ")), ["text-missing"]),
        (AddAction(wording: TypedWording(text: "a\u{0}b")), ["text-unprintable"]),
        (
            AddAction(wording: TypedWording(text: "A"), updateOwner: MemberID(4), contributing: [MemberID(9)]),
            ["cannot-report", "unknown-member"]
        ),
        (AddAction(wording: TypedWording(text: "A"), updateOwner: MemberID(5)), ["has-left"]),
        (AddAction(wording: TypedWording(text: "A"), marking: .officialSensitive), ["marked-above-clearance"]),
        (
            AddAction(wording: TypedWording(path: [objective], text: "")), ["text-missing", "unknown-level"]
        ),
    ]

    @Test("What cannot be added is refused, all at once and at its field", arguments: refused)
    func refusals(command: AddAction, codes: [String]) {
        let result = Self.decide(command)
        #expect(Set(Sample.codes(result)) == Set(codes))
        if case .failure(let refused) = result {
            for refusal in refused.all { #expect(refusal.field != nil && refusal.sentence.hasSuffix(".")) }
        }
    }
}
