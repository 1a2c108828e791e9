import ActionPlans
import Partnership
import Testing
import Vocabulary

@Suite("What a pack is made of follows from an order, or everything against it is said")
struct OrderPackTests {
    static let today = Sample.day("2003-06-10")

    static func member(_ number: Int, clearance: Marking = .official, roles: Set<Role> = [.reader]) -> Member {
        Member(
            id: MemberID(number), name: "Post \(number)", post: "Post \(number)", agency: AgencyID(1),
            email: "\(number)@example.org", roles: roles, clearance: clearance)
    }

    static func plan(
        _ number: Int, marking: Marking = .official, imported: String = "2003-01-06", close: String? = nil
    ) -> PackSetting.KnownPlan {
        PackSetting.KnownPlan(
            strategy: Strategy(
                id: StrategyID(number), title: "Plan \(number)", year: .financial, marking: marking,
                source: PlanSource(name: "a", digest: "a"), imported: Sample.day(imported),
                importedAt: JournalSequence(1), version: JournalSequence(1)), lastClose: close.map(Sample.day))
    }

    static func group(_ marking: Marking = .official, members: [Int] = [2, 3], dissolved: String? = nil) -> Group {
        Group(
            id: GroupID(1), name: "Board", purpose: "Oversees", reportsTo: nil, marking: marking,
            formed: Sample.day("2003-01-10"),
            dissolved: dissolved.map { Dissolution(on: Sample.day($0), reason: "Over") },
            terms: members.enumerated().map {
                GroupTerm(number: $0 + 1, member: MemberID($1), office: .member, from: Sample.day("2003-01-10"))
            }, version: JournalSequence(2))
    }

    static func meeting(_ number: Int, _ day: String, cancelled: Bool = false, marking: Marking = .official) -> Meeting
    {
        Meeting(
            id: MeetingID(number), group: GroupID(1), title: "Meeting \(number)", day: Sample.day(day), time: "",
            place: "", strategies: [], marking: marking,
            cancelled: cancelled ? Cancellation(on: Sample.day(day), reason: "Snow") : nil,
            detailsAt: JournalSequence(3), version: JournalSequence(3))
    }

    static func setting(
        author: Member = member(1, clearance: .officialSensitive, roles: [.coordinator]),
        plans: [PackSetting.KnownPlan] = [plan(1, close: "2003-04-14"), plan(2, marking: .officialSensitive)],
        group: Group = group(), members: [Member] = [member(2, clearance: .officialSensitive), member(3)],
        meetings: [Meeting] = []
    ) -> PackSetting {
        PackSetting(
            today: today, author: author, plans: plans, groups: [group], members: members + [author],
            meetings: meetings)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let order: OrderPack
        var setting = OrderPackTests.setting()
        let codes: [String]
        var testDescription: String { name }
    }

    static func order(
        _ plans: [Int] = [1], title: String = "", asAt: String? = nil, since: String? = nil,
        _ audience: PackAudience.Kind = .readers, group: Int? = nil
    ) -> OrderPack {
        OrderPack(
            strategies: plans.map { StrategyID($0) }, title: title, asAt: asAt.map(Sample.day),
            since: since.map(Sample.day), audience: audience, group: group.map { GroupID($0) })
    }

    static let refused: [Case] = [
        Case(name: "nothing chosen", order: order([]), codes: ["no-plan"]),
        Case(name: "a plan that is not there", order: order([7]), codes: ["unknown-plan"]),
        Case(name: "a day to come", order: order(asAt: "2003-06-11"), codes: ["day-to-come"]),
        Case(name: "before the import", order: order(asAt: "2003-01-05"), codes: ["before-import"]),
        Case(
            name: "looking back to its own day", order: order(asAt: "2003-05-01", since: "2003-05-01"),
            codes: ["since-after"]),
        Case(name: "looking back to today", order: order(since: "2003-06-10"), codes: ["since-to-come"]),
        Case(name: "a marked plan for all", order: order([2]), codes: ["plan-above-audience"]),
        Case(
            name: "above the author's clearance", order: order(.cleared),
            setting: setting(author: member(1, roles: [.coordinator])), codes: ["above-clearance"]),
        Case(name: "no group", order: order(.group), codes: ["no-group"]),
        Case(name: "an unknown group", order: order(.group, group: 9), codes: ["unknown-group"]),
        Case(
            name: "a dissolved group", order: order(.group, group: 1),
            setting: setting(group: group(dissolved: "2003-05-01")), codes: ["group-dissolved"]),
        Case(
            name: "nobody sits", order: order(.group, group: 1), setting: setting(group: group(members: [])),
            codes: ["nobody-sits"]),
        Case(
            name: "a member who reads no plans", order: order(.group, group: 1),
            setting: setting(members: [member(2), member(3, roles: [.administrator])]), codes: ["group-reads-no-plans"]),
        Case(
            name: "a group above one of its members", order: order(.group, group: 1),
            setting: setting(group: group(.officialSensitive)), codes: ["group-above-members"]),
        Case(
            name: "everything at once",
            order: order([7, 7], title: String(repeating: "t", count: 200), asAt: "2004-01-01", .group),
            codes: ["title-too-long", "day-to-come", "unknown-plan", "no-group"]),
    ]

    @Test("What cannot be made is said, all of it", arguments: refused)
    func refusals(one: Case) {
        guard case .failure(let refused) = one.order.terms(in: one.setting) else {
            Issue.record("it was made")
            return
        }
        #expect(refused.all.map(\.code) == one.codes)
        for refusal in refused.all { #expect(!refusal.sentence.isEmpty && refusal.field != nil) }
    }

    @Test("An order is filled in: usual title, today, the last close, each plan once")
    func filled() throws {
        let terms = try Self.order([1, 1]).terms(in: Self.setting()).get()
        #expect(
            terms
                == PackTerms(
                    strategies: [StrategyID(1)], title: "Board pack", asAt: Self.today,
                    since: Sample.day("2003-04-14"), sinceMeeting: nil, audience: .readers))
        let imported = try Self.order().terms(in: Self.setting(plans: [Self.plan(1)])).get()
        #expect(imported.since == Sample.day("2003-01-06"))
        let first = try Self.order(asAt: "2003-01-06", since: "2003-01-06").terms(in: Self.setting()).get()
        #expect(first.since == first.asAt, "on the day of the import it looks back to the import")
    }

    @Test("It looks back to the last meeting of its group that was held before its day and may be known of")
    func meetings() throws {
        let setting = Self.setting(meetings: [
            Self.meeting(1, "2003-03-01"), Self.meeting(2, "2003-05-01"),
            Self.meeting(3, "2003-05-20", cancelled: true),
            Self.meeting(4, "2003-06-01", marking: .officialSensitive), Self.meeting(5, "2003-06-10"),
        ])
        let open = try Self.order(group: 1).terms(in: setting).get()
        #expect(open.since == Sample.day("2003-05-01") && open.sinceMeeting == MeetingID(2))
        let cleared = try Self.order(.cleared, group: 1).terms(in: setting).get()
        #expect(cleared.sinceMeeting == MeetingID(4))
        let typed = try Self.order(since: "2003-02-01", group: 1).terms(in: setting).get()
        #expect(typed.since == Sample.day("2003-02-01") && typed.sinceMeeting == nil)
        let early = try Self.order(asAt: "2003-02-01", group: 1).terms(in: setting).get()
        #expect(early.sinceMeeting == nil && early.since == Sample.day("2003-01-06"))
    }

    @Test("A group's pack shows what its least cleared member may see, and never more than its author may")
    func groups() throws {
        func ceiling(_ members: [Member], author: Marking = .officialSensitive) throws -> Marking {
            let setting = Self.setting(
                author: Self.member(1, clearance: author, roles: [.coordinator]), members: members)
            return try Self.order(.group, group: 1).terms(in: setting).get().audience.ceiling
        }
        let cleared = [Self.member(2, clearance: .officialSensitive), Self.member(3, clearance: .officialSensitive)]
        #expect(try ceiling(cleared) == .officialSensitive)
        #expect(try ceiling(cleared, author: .official) == .official)
        #expect(try ceiling([cleared[0], Self.member(3)]) == .official)
    }
}
