import Coordination
import Partnership
import Vocabulary

/// Who asks: one member for each role with and without the higher clearance, the same in another agency, one with every
/// role, and somebody who is not signed in.
enum Seat: String, CaseIterable, Sendable {
    case coordinator, lead, contributor, approver, reader, administrator
    case clearedCoordinator, clearedLead, clearedContributor, clearedApprover, clearedReader, clearedAdministrator
    case everyRole
    case nobody
    // In another agency.
    case elsewhereCoordinator, elsewhereLead, elsewhereContributor, elsewhereApprover, elsewhereReader
    case elsewhereAdministrator
    case elsewhereClearedCoordinator, elsewhereClearedLead, elsewhereClearedContributor, elsewhereClearedApprover
    case elsewhereClearedReader, elsewhereClearedAdministrator

    static let everywhere: [Seat] = [
        .coordinator, .lead, .contributor, .approver, .reader, .administrator,
        .clearedCoordinator, .clearedLead, .clearedContributor, .clearedApprover, .clearedReader,
        .clearedAdministrator, .everyRole, .nobody,
        .elsewhereCoordinator, .elsewhereLead, .elsewhereContributor, .elsewhereApprover, .elsewhereReader,
        .elsewhereAdministrator, .elsewhereClearedCoordinator, .elsewhereClearedLead, .elsewhereClearedContributor,
        .elsewhereClearedApprover, .elsewhereClearedReader, .elsewhereClearedAdministrator,
    ]
    /// Those of the first agency, and nobody: enough for tests that are not about agencies.
    static let allCases = everywhere.filter { $0.atHome == nil }
    static let members = allCases.filter { $0 != .nobody }

    /// The same seat in the first agency; nil for those who are there.
    var atHome: Seat? {
        guard rawValue.hasPrefix("elsewhere") else { return nil }
        let name = rawValue.dropFirst("elsewhere".count)
        return Seat(rawValue: name.prefix(1).lowercased() + name.dropFirst())
    }

    var roles: Set<Role> {
        if let atHome { return atHome.roles }
        return switch self {
        case .coordinator, .clearedCoordinator: [.coordinator]
        case .lead, .clearedLead: [.lead]
        case .contributor, .clearedContributor: [.contributor]
        case .approver, .clearedApprover: [.approver]
        case .reader, .clearedReader: [.reader]
        case .administrator, .clearedAdministrator: [.administrator]
        case .everyRole: Set(Role.allCases)
        default: []
        }
    }

    var clearance: Marking {
        if let atHome { return atHome.clearance }
        return rawValue.hasPrefix("cleared") || self == .everyRole ? .officialSensitive : .official
    }

    /// The post, and the name, which is the post's: no person is named here.
    var post: String {
        if let atHome { return "\(atHome.post) of the Police" }
        return switch self {
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
        default: ""
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
        var second = first.agency
        if seats.contains(where: { $0.atHome != nil }) {
            let joined = try await house.membership.perform(
                .joinAgency(JoinAgency(name: "City Police", short: "CP")), by: first)
            second = AgencyID(joined.subject.number)
        }
        for seat in seats {
            // Ties cross agencies: those who contribute are with the other one.
            let isElsewhere = seat.atHome != nil || seat.roles == [.contributor]
            try await house.membership.perform(
                .joinMember(
                    JoinMember(
                        MemberDetails(
                            name: seat.post, post: seat.post, agency: isElsewhere ? second : first.agency,
                            email: seat.email,
                            roles: seat.roles, clearance: seat.clearance))), by: first)
            members[seat] = try await house.membership.member(email: seat.email)
        }
        return Cast(members: members, first: first)
    }
}
