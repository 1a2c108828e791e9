import Partnership
import Testing
import Vocabulary

@Suite("A capped sight reaches no higher than its cap, and never further than before")
struct CappedSightTests {
    @Test("For every member, clearance and cap", arguments: Marking.allCases, Marking.allCases)
    func capped(clearance: Marking, cap: Marking) {
        for roles: Set<Role> in [[.lead], [.administrator], []] {
            for isActive in [true, false] {
                let member = Member(
                    id: MemberID(1), name: "Lead", post: "Lead", agency: AgencyID(1), email: "lead@test.example",
                    roles: roles, clearance: clearance, isActive: isActive)
                let sight = Sight.of(member)
                let capped = sight.capped(at: cap)
                for marking in Marking.allCases {
                    #expect(capped.maySee(markedAs: marking) == (sight.maySee(markedAs: marking) && marking <= cap))
                }
                #expect(capped.member == sight.member && capped.purpose == sight.purpose)
            }
        }
    }
}
