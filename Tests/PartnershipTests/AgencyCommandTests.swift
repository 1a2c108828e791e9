import Partnership
import Testing
import Vocabulary

@Suite("What becomes of agencies")
struct AgencyCommandTests {
    static let council = Agency(id: AgencyID(1), name: "City Council", short: "CC")
    static let trust = Agency(id: AgencyID(2), name: "Primary Care Trust", short: "PCT", formerNames: ["Health Board"])
    static let gone = Agency(id: AgencyID(3), name: "Health Authority", short: "HA", replacedBy: AgencyID(2))
    static let agencies = [council, trust, gone]
    static let members = [
        member(1, agency: 1), member(2, agency: 2), member(3, agency: 2), member(4, agency: 2, active: false),
    ]

    static func member(_ number: Int, agency: Int, active: Bool = true) -> Member {
        Member(
            id: MemberID(number), name: "Member \(number)", post: "Post \(number)", agency: AgencyID(agency),
            email: "\(number)@example.org", roles: [.lead], isActive: active)
    }

    @Test(
        "A new name is refused for what is wrong with it",
        arguments: [
            (9, "New", nil, ["unknown-agency"]), (3, "New", nil, ["agency-replaced"]),
            (2, " ", nil, ["name-missing"]), (2, "city COUNCIL", nil, ["name-taken"]),
            (2, "Health Authority", "cc", ["name-taken", "short-taken"]),
            (2, "Primary Care Trust ", "PCT", ["nothing-changed"]),
            (2, "Line\nbreak", String(repeating: "s", count: 21), ["name-unprintable", "short-too-long"]),
        ] as [(Int, String, String?, [String])])
    func renameRefused(agency: Int, name: String, short: String?, codes: [String]) {
        let command = RenameAgency(agency: AgencyID(agency), names: AgencyNames(name: name, short: short))
        #expect(MemberCommandTests.codes(command.decide(agencies: Self.agencies)) == codes)
    }

    @Test("An agency is renamed with its names tidied; only its short name may change")
    func renamed() throws {
        let command = RenameAgency(agency: AgencyID(2), names: AgencyNames(name: " Clinical Group ", short: "CG"))
        #expect(
            try command.decide(agencies: Self.agencies).get()
                == .agencyRenamed(AgencyRenamed(agency: AgencyID(2), name: "Clinical Group", short: "CG")))
        let short = RenameAgency(agency: AgencyID(2), names: AgencyNames(name: "Primary Care Trust"))
        #expect(
            try short.decide(agencies: Self.agencies).get()
                == .agencyRenamed(AgencyRenamed(agency: AgencyID(2), name: "Primary Care Trust", short: nil)))
    }

    @Test(
        "A merger is refused where one of the two is not there, has gone, or is the other",
        arguments: [
            (9, 1, ["unknown-agency"]), (2, 9, ["unknown-successor"]), (2, 2, ["into-itself"]),
            (3, 1, ["agency-replaced"]), (2, 3, ["successor-replaced"]), (3, 3, ["agency-replaced", "into-itself"]),
        ])
    func mergeRefused(agency: Int, into: Int, codes: [String]) {
        let result = MergeAgency(agency: AgencyID(agency), into: AgencyID(into))
            .decide(agencies: Self.agencies, members: Self.members)
        #expect(MemberCommandTests.codes(result) == codes)
    }

    @Test("A merger names who moves: those who work there, not those who left it")
    func merged() throws {
        let entry = try MergeAgency(agency: AgencyID(2), into: AgencyID(1))
            .decide(agencies: Self.agencies, members: Self.members).get()
        #expect(
            entry
                == .agencyMerged(
                    AgencyMerged(agency: AgencyID(2), into: AgencyID(1), members: [MemberID(2), MemberID(3)])))
        #expect(entry.subject == .agency(AgencyID(2)))
        #expect(
            Set(entry.alsoTouches) == [.agency(AgencyID(1)), .member(MemberID(2)), .member(MemberID(3))])
    }

    @Test(
        "A successor is refused for its names, and the old one for being gone",
        arguments: [
            (9, "New", nil, ["unknown-agency"]), (3, "New", nil, ["agency-replaced"]),
            (2, "City Council", "CC", ["name-taken", "short-taken"]), (2, "primary care trust", nil, ["name-taken"]),
        ] as [(Int, String, String?, [String])])
    func replaceRefused(agency: Int, name: String, short: String?, codes: [String]) {
        let result = ReplaceAgency(agency: AgencyID(agency), successor: AgencyNames(name: name, short: short))
            .decide(agencies: Self.agencies, members: Self.members, number: AgencyID(4))
        #expect(MemberCommandTests.codes(result) == codes)
    }

    @Test("A successor joins with the people of the old agency, and may take its short name over")
    func replaced() throws {
        let entry = try ReplaceAgency(agency: AgencyID(2), successor: AgencyNames(name: "Clinical Group", short: "PCT"))
            .decide(agencies: Self.agencies, members: Self.members, number: AgencyID(4)).get()
        #expect(
            entry
                == .agencyReplaced(
                    AgencyReplaced(
                        agency: AgencyID(2), successor: Agency(id: AgencyID(4), name: "Clinical Group", short: "PCT"),
                        members: [MemberID(2), MemberID(3)])))
    }

    @Test("Whoever does an agency's work today is found, however often it was replaced")
    func successors() {
        var chain = Self.agencies
        chain.append(Agency(id: AgencyID(4), name: "Board", replacedBy: AgencyID(3)))
        #expect(chain.successor(of: AgencyID(4))?.id == AgencyID(2))
        #expect(chain.successor(of: AgencyID(1))?.id == AgencyID(1))
        #expect(chain.successor(of: AgencyID(9)) == nil)
        // An entry that sends the work in a circle must not keep a page waiting for ever.
        let circle = [
            Agency(id: AgencyID(1), name: "A", replacedBy: AgencyID(2)),
            Agency(id: AgencyID(2), name: "B", replacedBy: AgencyID(1)),
        ]
        #expect(circle.successor(of: AgencyID(1)) != nil)
    }

    @Test("No agency joins under a name that another has or had, and nobody belongs to one that has gone")
    func names() {
        let joins = JoinAgency(name: "health authority").decide(agencies: Self.agencies, number: AgencyID(5))
        #expect(MemberCommandTests.codes(joins) == ["name-taken"])
        let joined = JoinMember(MemberCommandTests.details(agency: 3))
            .decide(agencies: Self.agencies, members: MemberCommandTests.members, number: MemberID(9))
        #expect(MemberCommandTests.codes(joined) == ["unknown-agency"])
    }

    @Test(
        "A deputy is another member who works here",
        arguments: [(9, "unknown-deputy"), (3, "deputy-has-left"), (2, "own-deputy")])
    func deputies(deputy: Int, code: String) {
        let members =
            MemberCommandTests.members + [MemberCommandTests.member(3, "left@example.org", [.lead], active: false)]
        var details = MemberCommandTests.details(email: "lead@example.org")
        details.deputy = MemberID(deputy)
        let result = ChangeMember(member: MemberID(2), details: details)
            .decide(by: MemberCommandTests.administrator, agencies: MemberCommandTests.agencies, members: members)
        #expect(MemberCommandTests.codes(result) == [code])
    }

    @Test("A deputy is kept with the member, and taking the deputy away is a change")
    func deputy() throws {
        var details = MemberCommandTests.details(email: "lead@example.org")
        details.deputy = MemberID(1)
        let entry = try ChangeMember(member: MemberID(2), details: details)
            .decide(
                by: MemberCommandTests.administrator, agencies: MemberCommandTests.agencies,
                members: MemberCommandTests.members
            ).get()
        guard case .memberChanged(let changed) = entry else {
            Issue.record("not a change")
            return
        }
        #expect(changed.deputy == MemberID(1))
    }
}
