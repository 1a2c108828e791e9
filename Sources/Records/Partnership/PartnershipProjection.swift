import Partnership
import Vocabulary

/// Which rows of the partnership's read tables follow from an entry.
extension PartnershipEntry: Projected {
    func project(_ mark: EntryMark, on connection: any Connection) throws {
        switch self {
        case .partnershipNamed(let profile): try MemberTables.write(profile, mark, connection)
        case .agencyJoined(let agency): try MemberTables.write(agency, mark, connection)
        case .memberJoined(let member), .memberChanged(let member):
            try MemberTables.write(member, mark, connection)
        case .memberLeft(let id):
            guard var member = try MemberTables.current(id, connection) else { return }
            member.isActive = false
            try MemberTables.write(member, mark, connection)
        }
    }

    func excerpts() -> [(subject: Subject, facts: PartnershipEntry)] { [] }
}
