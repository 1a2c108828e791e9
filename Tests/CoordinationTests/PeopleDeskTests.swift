import ActionPlans
import Coordination
import Partnership
import Testing
import Vocabulary

@Suite("Agencies and posts through the desks")
struct PeopleDeskTests {
    @Test("A plan that prints an old name proposes whoever does that agency's work today")
    func oldNames() {
        let agencies = [
            Agency(id: AgencyID(1), name: "Council", short: "CC"),
            Agency(id: AgencyID(2), name: "Primary Care Trust", short: "PCT", replacedBy: AgencyID(3)),
            Agency(id: AgencyID(3), name: "Clinical Group", short: "CG", formerNames: ["Care Group"]),
            Agency(id: AgencyID(4), name: "Health Board", short: "HB", replacedBy: AgencyID(2)),
            Agency(id: AgencyID(5), name: "Care Group", short: nil),
        ]
        func member(_ number: Int, agency: Int) -> Member {
            Member(
                id: MemberID(number), name: "Member \(number)", post: "Post \(number)", agency: AgencyID(agency),
                email: "\(number)@example.org", roles: [.lead])
        }
        let proposal = OwnerProposal(members: [member(1, agency: 1), member(2, agency: 3)], agencies: agencies)
        for wording in ["PCT", "Primary Care Trust", "pct", "HB", "Health Board", "CG", "Clinical Group"] {
            #expect(proposal.member(for: wording)?.id == MemberID(2), "\(wording)")
        }
        #expect(proposal.member(for: "CC")?.id == MemberID(1))
        #expect(proposal.member(for: "Care Group") == nil, "an agency that bears a name now has it")
    }

    @Test("An agency is merged through the desk, and the next version of each member who moves is there")
    func merge() async throws {
        let house = try await TestHouse.make()
        let cast = try await house.cast()
        let membership = house.house.membership
        try await membership.perform(.joinAgency(JoinAgency(name: "Care Trust", short: "PCT")), by: cast.administrator)
        let seen = try await membership.version(of: .member(cast.lead.id))
        let done = try await membership.perform(
            .mergeAgency(MergeAgency(agency: AgencyID(1), into: AgencyID(2))), by: cast.administrator)
        #expect(try await membership.members().allSatisfy { $0.agency == AgencyID(2) })
        #expect(try await membership.version(of: .member(cast.lead.id)) == done.sequence)
        await #expect(throws: DeskRefusal.self, "a form about the member that was opened before is stale") {
            try await membership.perform(
                .changeMember(
                    ChangeMember(
                        member: cast.lead.id,
                        details: MemberDetails(
                            name: "X", post: "Y", agency: AgencyID(2), email: "x@test.example", roles: [.lead]))),
                by: cast.administrator, expecting: seen)
        }
        await #expect(throws: DeskRefusal.self, "only administrators") {
            try await membership.perform(
                .renameAgency(RenameAgency(agency: AgencyID(2), names: AgencyNames(name: "N"))), by: cast.coordinator)
        }
    }

    @Test("A post is handed over by a coordinator only, and never against a version that has moved")
    func handOver() async throws {
        let house = try await TestHouse.make()
        let cast = try await house.cast()
        _ = try await house.importPlan(by: cast)
        let command = PlanCommand.handOverPost(
            HandOverPost(from: cast.lead.id, to: cast.contributor.id, reason: "New holder"))
        for member in [cast.lead, cast.approver, cast.reader] {
            await #expect(throws: DeskRefusal.self) { try await house.house.plans.perform(command, by: member) }
        }
        let seen = try await house.house.membership.version(of: .member(cast.lead.id))
        try await house.house.plans.perform(command, by: cast.coordinator, expecting: seen)
        await #expect(throws: DeskRefusal.self) {
            try await house.house.plans.perform(command, by: cast.coordinator, expecting: seen)
        }
        let moment = try await house.house.plans.moment()
        let sight = Sight.of(cast.coordinator)
        let work = try await house.house.plans.work(of: cast.contributor.id, sight, at: moment)
        #expect(work.flatMap(\.work.owned).map(\.id) == [ActionID(1), ActionID(2)])
        #expect(try await house.house.plans.work(of: cast.lead.id, sight, at: moment).isEmpty)
        #expect(
            try await house.house.plans.work(of: cast.contributor.id, Sight.nobody, at: moment).isEmpty)
    }
}
