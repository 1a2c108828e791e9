import Coordination
import Partnership
import Vocabulary

/// Who asks: one member for each role with and without the higher clearance, one with every role, and somebody who is
/// not signed in.
enum Seat: String, CaseIterable, Sendable {
    case coordinator, lead, contributor, approver, reader, administrator
    case clearedCoordinator, clearedLead, clearedContributor, clearedApprover, clearedReader, clearedAdministrator
    case everyRole
    case nobody

    static let members = allCases.filter { $0 != .nobody }

    var roles: Set<Role> {
        switch self {
        case .coordinator, .clearedCoordinator: [.coordinator]
        case .lead, .clearedLead: [.lead]
        case .contributor, .clearedContributor: [.contributor]
        case .approver, .clearedApprover: [.approver]
        case .reader, .clearedReader: [.reader]
        case .administrator, .clearedAdministrator: [.administrator]
        case .everyRole: Set(Role.allCases)
        case .nobody: []
        }
    }

    var clearance: Marking { rawValue.hasPrefix("cleared") || self == .everyRole ? .officialSensitive : .official }

    /// The post, and the name, which is the post's: no person is named here.
    var post: String {
        switch self {
        case .coordinator: "Deputy Coordinator"
        case .lead: "Treatment Commissioner"
        case .contributor: "Outreach Manager"
        case .approver: "Deputy Chair"
        case .reader: "Ward Member"
        case .administrator: "Office Manager"
        case .clearedCoordinator: "Partnership Coordinator"
        case .clearedLead: "Police Superintendent"
        case .clearedContributor: "Intelligence Analyst"
        case .clearedApprover: "Board Chair"
        case .clearedReader: "Regional Adviser"
        case .clearedAdministrator: "Systems Manager"
        case .everyRole: "Community Safety Director"
        case .nobody: ""
        }
    }

    var email: String { post.lowercased().replacing(" ", with: ".") + "@test.example" }
}

/// A partnership with a member in each seat.
struct Cast: Sendable {
    let members: [Seat: Member]
    /// The administrator and coordinator who set the partnership up.
    let first: Member

    subscript(_ seat: Seat) -> Member {
        get throws { try require(members[seat], "a member as \(seat.rawValue)") }
    }

    /// - Parameter seats: those wanted; a test about one page needs few.
    static func join(_ house: House, _ seats: [Seat] = Seat.members) async throws -> Cast {
        let first = try await house.membership.setUp(
            FirstSetUp(
                partnership: "Test Partnership", agency: "City Council", name: "First Administrator",
                post: "First Administrator", email: "first@test.example"))
        var members: [Seat: Member] = [:]
        for seat in seats {
            try await house.membership.perform(
                .joinMember(
                    JoinMember(
                        MemberDetails(
                            name: seat.post, post: seat.post, agency: first.agency, email: seat.email,
                            roles: seat.roles, clearance: seat.clearance))), by: first)
            members[seat] = try await house.membership.member(email: seat.email)
        }
        return Cast(members: members, first: first)
    }
}
