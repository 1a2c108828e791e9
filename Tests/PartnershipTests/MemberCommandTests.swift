import Partnership
import Testing
import Vocabulary

@Suite("Changing who works here")
struct MemberCommandTests {
    static let agencies = [Agency(id: AgencyID(1), name: "City Council", short: "CC")]
    static let administrator = member(1, "admin@example.org", [.administrator])
    static let lead = member(2, "lead@example.org", [.lead])
    static var members: [Member] { [administrator, lead] }

    static func member(_ number: Int, _ email: String, _ roles: Set<Role>, active: Bool = true) -> Member {
        Member(
            id: MemberID(number), name: "Member \(number)", post: "Post \(number)", agency: AgencyID(1), email: email,
            roles: roles, isActive: active)
    }

    static func details(
        name: String = "New Member", post: String = "Housing Officer", agency: Int = 1,
        email: String = "new@example.org", roles: Set<Role> = [.lead], clearance: Marking = .official
    ) -> MemberDetails {
        MemberDetails(
            name: name, post: post, agency: AgencyID(agency), email: email, roles: roles, clearance: clearance)
    }

    static func codes<Case: Refusal>(_ result: Result<PartnershipEntry, Refusals<Case>>) -> [String] {
        switch result {
        case .success: []
        case .failure(let refused): refused.all.map(\.code)
        }
    }

    @Test("A member joins with the details tidied")
    func joins() throws {
        let command = JoinMember(Self.details(name: "  New Member ", email: " new@example.org\n"))
        let entry = try command.decide(agencies: Self.agencies, members: Self.members, number: MemberID(3)).get()
        guard case .memberJoined(let member) = entry else {
            Issue.record("not a joining")
            return
        }
        #expect(member.id == MemberID(3))
        #expect(member.name == "New Member")
        #expect(member.email == "new@example.org")
        #expect(member.isActive)
    }

    @Test(
        "What is wrong with a member's details is refused by name",
        arguments: [
            (details(name: " "), "name-missing"),
            (details(name: String(repeating: "n", count: 101)), "name-too-long"),
            (details(name: "Line\nbreak"), "name-unprintable"),
            (details(post: ""), "post-missing"),
            (details(agency: 9), "unknown-agency"),
            (details(email: ""), "email-missing"),
            (details(email: "nobody"), "not-an-email"),
            (details(email: "a@b@example.org"), "not-an-email"),
            (details(email: "a b@example.org"), "not-an-email"),
            (details(email: "<a@example.org>"), "not-an-email"),
            (details(email: "a@example"), "not-an-email"),
            (details(email: "a@.org"), "not-an-email"),
            (details(email: "LEAD@Example.ORG"), "email-taken"),
            (details(roles: []), "no-role"),
        ])
    func badDetails(details: MemberDetails, code: String) {
        let joined = JoinMember(details).decide(agencies: Self.agencies, members: Self.members, number: MemberID(3))
        #expect(Self.codes(joined) == [code])
        let change = ChangeMember(member: MemberID(1), details: details)
            .decide(by: Self.lead, agencies: Self.agencies, members: Self.members)
        #expect(Self.codes(change).contains(code))
    }

    @Test("All problems come at once, each with its field and a sentence that says what to do")
    func allAtOnce() {
        let command = JoinMember(Self.details(name: "", post: "", agency: 7, email: "x", roles: []))
        let result = command.decide(agencies: Self.agencies, members: Self.members, number: MemberID(3))
        #expect(Self.codes(result) == ["name-missing", "post-missing", "unknown-agency", "not-an-email", "no-role"])
        guard case .failure(let refused) = result else { return }
        #expect(refused.all.compactMap(\.field) == ["name", "post", "agency", "email", "roles"])
        #expect(refused.all.allSatisfy { $0.sentence.hasSuffix(".") })
    }

    @Test("The first member must be an administrator")
    func firstMember() {
        let refused = JoinMember(Self.details(roles: [.coordinator]))
            .decide(agencies: Self.agencies, members: [], number: MemberID(1))
        #expect(Self.codes(refused) == ["first-must-be-administrator"])
        let allowed = JoinMember(Self.details(roles: [.administrator, .coordinator]))
            .decide(agencies: Self.agencies, members: [], number: MemberID(1))
        #expect(Self.codes(allowed).isEmpty)
    }

    @Test("Keeping one's own address is not taking another's")
    func ownAddress() {
        let result = ChangeMember(member: MemberID(2), details: Self.details(email: "lead@example.org"))
            .decide(by: Self.administrator, agencies: Self.agencies, members: Self.members)
        #expect(Self.codes(result).isEmpty)
    }

    @Test("Nobody changes their own roles or clearance, but may mend their own post")
    func ownRights() {
        let details = Self.details(email: "admin@example.org", roles: [.administrator, .coordinator])
        let second = Self.member(3, "second@example.org", [.administrator])
        let refused = ChangeMember(member: MemberID(1), details: details)
            .decide(by: Self.administrator, agencies: Self.agencies, members: Self.members + [second])
        #expect(Self.codes(refused) == ["own-rights"])
        let cleared = ChangeMember(
            member: MemberID(1),
            details: Self.details(email: "admin@example.org", roles: [.administrator], clearance: .officialSensitive))
        #expect(
            Self.codes(cleared.decide(by: Self.administrator, agencies: Self.agencies, members: Self.members))
                == ["own-rights"])
        let post = ChangeMember(
            member: MemberID(1), details: Self.details(email: "admin@example.org", roles: [.administrator]))
        #expect(
            Self.codes(post.decide(by: Self.administrator, agencies: Self.agencies, members: Self.members)).isEmpty)
        let byOther = ChangeMember(member: MemberID(1), details: details)
            .decide(by: second, agencies: Self.agencies, members: Self.members + [second])
        #expect(Self.codes(byOther).isEmpty)
    }

    @Test("The last administrator can neither lose the role nor leave; a former one does not count")
    func lastAdministrator() {
        let former = Self.member(3, "former@example.org", [.administrator], active: false)
        let everybody = Self.members + [former]
        let change = ChangeMember(member: MemberID(1), details: Self.details(email: "admin@example.org"))
            .decide(by: Self.lead, agencies: Self.agencies, members: everybody)
        #expect(Self.codes(change) == ["last-administrator"])
        let leaves = MemberLeaves(member: MemberID(1)).decide(by: Self.lead, members: everybody)
        #expect(Self.codes(leaves) == ["last-administrator"])
        let second = Self.member(4, "second@example.org", [.administrator])
        #expect(Self.codes(MemberLeaves(member: MemberID(1)).decide(by: second, members: everybody + [second])).isEmpty)
    }

    @Test("A member leaves once, and not by their own hand")
    func leaves() throws {
        let entry = try MemberLeaves(member: MemberID(2)).decide(by: Self.administrator, members: Self.members).get()
        #expect(entry == .memberLeft(MemberID(2)))
        let gone = Self.member(2, "lead@example.org", [.lead], active: false)
        let again = MemberLeaves(member: MemberID(2)).decide(
            by: Self.administrator, members: [Self.administrator, gone])
        #expect(Self.codes(again) == ["has-left-already"])
        #expect(
            Self.codes(MemberLeaves(member: MemberID(2)).decide(by: Self.lead, members: Self.members)) == ["own-rights"]
        )
        #expect(
            Self.codes(MemberLeaves(member: MemberID(8)).decide(by: Self.lead, members: Self.members))
                == ["unknown-member"])
    }

    @Test("A change that changes nothing is refused")
    func nothingChanged() {
        let same = MemberDetails(
            name: Self.lead.name, post: Self.lead.post, agency: Self.lead.agency, email: Self.lead.email,
            roles: Self.lead.roles)
        let result = ChangeMember(member: Self.lead.id, details: same)
            .decide(by: Self.administrator, agencies: Self.agencies, members: Self.members)
        #expect(Self.codes(result) == ["nothing-changed"])
        let profile = PartnershipProfile(name: "City", timeZone: "Europe/London")
        #expect(Self.codes(NamePartnership(name: " City ").decide(present: profile)) == ["nothing-changed"])
    }

    @Test("The partnership gets a name of one line")
    func naming() throws {
        let entry = try NamePartnership(name: " City partnership ").decide(present: nil).get()
        #expect(entry == .partnershipNamed(PartnershipProfile(name: "City partnership")))
        let refused = NamePartnership(name: "", timeZone: "").decide(present: nil)
        #expect(Self.codes(refused) == ["name-missing", "time-zone-missing"])
    }

    @Test("An agency joins under a name and a short name of its own")
    func agency() throws {
        let entry = try JoinAgency(name: "Health Trust", short: " ").decide(
            agencies: Self.agencies, number: AgencyID(2)
        )
        .get()
        #expect(entry == .agencyJoined(Agency(id: AgencyID(2), name: "Health Trust")))
        let refused = JoinAgency(name: "CITY COUNCIL", short: "cc").decide(agencies: Self.agencies, number: AgencyID(2))
        #expect(Self.codes(refused) == ["name-taken", "short-taken"])
        #expect(Self.codes(JoinAgency(name: "").decide(agencies: [], number: AgencyID(1))) == ["name-missing"])
    }
}
