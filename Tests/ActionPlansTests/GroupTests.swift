import ActionPlans
import Partnership
import Testing
import Vocabulary

@Suite("Groups, their line of accountability and their members")
struct GroupTests {
    private static let long = String(repeating: "a", count: 5_000)

    struct Forming: Sendable, CustomTestStringConvertible {
        let name: String
        let command: FormGroup
        let groups: [Group]
        let codes: [String]
        var testDescription: String { name }
    }

    private static func command(
        _ group: Int? = nil, name: String = "Board", purpose: String = "Oversees", up: Int? = nil,
        marking: Marking = .official
    ) -> FormGroup {
        FormGroup(
            group: group.map { GroupID($0) }, name: name, purpose: purpose, reportsTo: up.map { GroupID($0) },
            marking: marking)
    }

    static let cases: [Forming] = [
        Forming(name: "a new one", command: command(), groups: [Sample.group()], codes: []),
        Forming(name: "below another", command: command(up: 1), groups: [Sample.group()], codes: []),
        Forming(
            name: "everything wrong at once",
            command: command(name: " ", purpose: long, up: 7, marking: .officialSensitive),
            groups: [Sample.group()],
            codes: ["name-missing", "purpose-too-long", "unknown-superior", "above-clearance"]),
        Forming(
            name: "a name that is taken", command: command(name: "steering GROUP"), groups: [Sample.group()],
            codes: ["name-taken"]),
        Forming(
            name: "the name of a dissolved one", command: command(name: "Steering group"),
            groups: [Sample.group(dissolved: "2003-02-01")], codes: []),
        Forming(
            name: "below a dissolved one", command: command(up: 1), groups: [Sample.group(dissolved: "2003-02-01")],
            codes: ["superior-dissolved"]),
        Forming(name: "unknown", command: command(5), groups: [Sample.group()], codes: ["unknown-group"]),
        Forming(
            name: "dissolved", command: command(1), groups: [Sample.group(dissolved: "2003-02-01")],
            codes: ["dissolved"]
        ),
        Forming(
            name: "below itself", command: command(1, up: 1), groups: [Sample.group()], codes: ["circle"]),
        Forming(
            name: "below one that is below it", command: command(1, up: 3),
            groups: [
                Sample.group(), Sample.group(2, name: "B", reportsTo: 1), Sample.group(3, name: "C", reportsTo: 2),
            ], codes: ["circle"]),
        Forming(
            name: "moved to another branch", command: command(3, name: "C", up: 1),
            groups: [
                Sample.group(), Sample.group(2, name: "B", reportsTo: 1), Sample.group(3, name: "C", reportsTo: 2),
            ], codes: []),
        Forming(
            name: "nothing changed", command: command(1, name: "Steering group", purpose: "Oversees the plan"),
            groups: [Sample.group()], codes: ["unchanged"]),
    ]

    @Test("A group is formed or changed, or everything against it is said", arguments: cases)
    func forming(one: Forming) {
        let result = one.command.decide(Sample.facts { $0.groups = one.groups })
        #expect(Sample.codes(result) == one.codes)
    }

    @Test("A circle is refused also by way of a group that is out of sight")
    func hiddenCircle() {
        let top = Sample.group()
        let hidden = Sample.group(2, name: "Hidden", reportsTo: 1, marking: .officialSensitive)
        let low = Sample.group(3, name: "Low", reportsTo: 2)
        let facts = Sample.facts {
            $0.groups = [top, low]
            $0.everyGroup = [top, hidden, low]
        }
        #expect(Sample.codes(Self.command(1, up: 3).decide(facts)) == ["circle"])
    }

    @Test("A higher marking is refused while a member of the group could not see it any more")
    func aboveMembers() {
        var author = Sample.member(1, [.coordinator])
        author.clearance = .officialSensitive
        let facts = Sample.facts {
            $0.author = author
            $0.members[0] = author
            $0.groups = [Sample.group(terms: [Sample.term(member: 1), Sample.term(2, member: 2)])]
        }
        let command = Self.command(1, name: "Steering group", marking: .officialSensitive)
        #expect(Sample.codes(command.decide(facts)) == ["above-members"])
    }

    struct Seating: Sendable, CustomTestStringConvertible {
        let name: String
        let command: BeginTerm
        var terms: [GroupTerm] = []
        var marking = Marking.official
        let codes: [String]
        var testDescription: String { name }
    }

    private static func seat(
        _ member: Int, _ office: GroupOffice = .member, from: String = "2003-06-02", until: String? = nil
    ) -> BeginTerm {
        BeginTerm(
            group: GroupID(1), member: MemberID(member), office: office, from: Sample.day(from),
            until: until.map(Sample.day))
    }

    static let seatings: [Seating] = [
        Seating(name: "a member", command: seat(2), codes: []),
        Seating(name: "nobody known", command: seat(77), codes: ["unknown-member"]),
        Seating(name: "who has left", command: seat(4), codes: ["member-left"]),
        Seating(
            name: "without the clearance", command: seat(2), marking: .officialSensitive, codes: ["below-marking"]),
        Seating(
            name: "ends before it begins", command: seat(2, until: "2003-06-01"), codes: ["until-before-from"]),
        Seating(
            name: "sits already", command: seat(2), terms: [Sample.term(member: 2)], codes: ["sits-already"]),
        Seating(
            name: "sat until the day before", command: seat(2), terms: [Sample.term(member: 2, until: "2003-06-01")],
            codes: []),
        Seating(
            name: "sits until the day itself", command: seat(2), terms: [Sample.term(member: 2, until: "2003-06-02")],
            codes: ["sits-already"]),
        Seating(
            name: "a second chair", command: seat(3, .chair), terms: [Sample.term(member: 2, .chair)],
            codes: ["has-chair"]),
        Seating(
            name: "a second deputy", command: seat(3, .deputyChair), terms: [Sample.term(member: 2, .deputyChair)],
            codes: []),
        Seating(
            name: "a chair before the next one begins", command: seat(3, .chair, until: "2003-06-30"),
            terms: [Sample.term(member: 2, .chair, from: "2003-07-01")], codes: []),
    ]

    @Test("One seat a member, one chair at a time, and only who may see the group", arguments: seatings)
    func seating(one: Seating) {
        let facts = Sample.facts { $0.groups = [Sample.group(marking: one.marking, terms: one.terms)] }
        #expect(Sample.codes(one.command.decide(facts)) == one.codes)
    }

    @Test("A term gets the next number and ends on its last day, once")
    func ending() throws {
        let facts = Sample.facts {
            $0.groups = [
                Sample.group(terms: [Sample.term(), Sample.term(4, member: 2, until: "2003-05-01")])
            ]
        }
        guard case .success(.termBegun(let begun)) = Self.seat(3).decide(facts) else {
            Issue.record("refused")
            return
        }
        #expect(begun.term.number == 5)
        func end(_ term: Int, _ until: String) -> [String] {
            Sample.codes(EndTerm(group: GroupID(1), term: term, until: Sample.day(until)).decide(facts))
        }
        #expect(end(1, "2003-06-02") == [])
        #expect(end(1, "2003-01-01") == ["until-before-from"])
        #expect(end(4, "2003-07-01") == ["term-ended"])
        #expect(end(9, "2003-07-01") == ["unknown-term"])
    }

    @Test("A group with meetings to come or groups below it is not dissolved, and never without a reason")
    func dissolving() {
        let command = DissolveGroup(group: GroupID(1), reason: " ")
        let busy = Sample.facts { $0.groups.append(Sample.group(2, name: "B", reportsTo: 1)) }
        #expect(Sample.codes(command.decide(busy)) == ["meetings-to-come", "groups-below", "reason-missing"])
        let free = Sample.facts { $0.meetings = [Sample.meeting(on: "2003-06-02", cancelled: true)] }
        #expect(Sample.codes(DissolveGroup(group: GroupID(1), reason: "Merged").decide(free)) == [])
    }

    @Test("The tree puts each group below the one it reports to, and one whose superior is out of sight at the top")
    func tree() {
        let groups = [
            Sample.group(1, name: "Board"), Sample.group(2, name: "Zebra", reportsTo: 1),
            Sample.group(3, name: "Alpha", reportsTo: 1), Sample.group(4, name: "Below", reportsTo: 3),
            Sample.group(5, name: "Orphan", reportsTo: 99),
        ]
        let rows = groups.tree
        #expect(rows.map(\.group.name) == ["Board", "Alpha", "Below", "Zebra", "Orphan"])
        #expect(rows.map(\.depth) == [0, 1, 2, 1, 0])
        #expect(groups.line(of: GroupID(4)).map(\.name) == ["Below", "Alpha", "Board"])
        let circle = [Sample.group(1, name: "A", reportsTo: 2), Sample.group(2, name: "B", reportsTo: 1)]
        #expect(circle.line(of: GroupID(1)).map(\.name) == ["A", "B"], "even a circle that should not be there ends")
    }

    @Test("Members are in order of office on their days; those before and those to come stand apart")
    func members() {
        let group = Sample.group(terms: [
            Sample.term(1, member: 1, until: "2003-03-31"), Sample.term(2, member: 2),
            Sample.term(3, member: 3, .chair), Sample.term(4, member: 1, from: "2003-09-01"),
        ])
        let today = Sample.day("2003-06-02")
        #expect(group.members(on: today).map(\.number) == [3, 2])
        #expect(group.former(on: today).map(\.number) == [1])
        #expect(group.coming(after: today).map(\.number) == [4])
    }
}
