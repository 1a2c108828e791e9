import Coordination
import Partnership
import Vocabulary

/// The members of the example city as they were entered, found by post.
struct Cast: Sendable {
    let members: [Member]
    /// The short names of agencies, which is how the notes know them.
    let agencies: [AgencyID: String]
    /// The day on which the Young People's Commissioner leaves; the post stays vacant.
    let youngPeopleLeaves: Day

    func member(_ post: String) throws -> Member {
        guard let member = members.first(where: { $0.post == post }) else { throw ExampleCity.Fault.noSuchPost(post) }
        return member
    }

    func member(_ id: MemberID) -> Member? { members.first { $0.id == id } }

    func agency(of id: MemberID) -> String { member(id).flatMap { agencies[$0.agency] } ?? "general" }

    func answers(_ id: MemberID) -> Double {
        CityMember.all.first { $0.post == member(id)?.post }?.answers ?? 1
    }

    /// False once the post is vacant.
    func isHere(_ id: MemberID, on day: Day) -> Bool {
        member(id)?.post != CityMember.youngPeople || day < youngPeopleLeaves
    }

    /// Update owner and contributors for the leads of an action: by post, or by the one who answers for an agency.
    func people(for leads: [String]) -> (owner: MemberID?, contributing: [MemberID]) {
        let named = leads.compactMap { lead -> MemberID? in
            let post = CityMember.byAgency[lead] ?? lead
            return members.first { $0.post == post }?.id
        }
        return (named.first, Array(named.dropFirst()))
    }
}
