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
        case .agencyRenamed(let facts):
            guard var agency = try MemberTables.agency(facts.agency, connection) else { return }
            agency.name = facts.name
            agency.short = facts.short
            try MemberTables.write(agency, mark, connection)
        case .agencyMerged(let facts):
            guard var agency = try MemberTables.agency(facts.agency, connection) else { return }
            agency.replacedBy = facts.into
            try MemberTables.write(agency, mark, connection)
            try MemberTables.move(facts.members, to: facts.into, mark, connection)
        case .agencyReplaced(let facts):
            try MemberTables.write(facts.successor, mark, connection)
            guard var agency = try MemberTables.agency(facts.agency, connection) else { return }
            agency.replacedBy = facts.successor.id
            try MemberTables.write(agency, mark, connection)
            try MemberTables.move(facts.members, to: facts.successor.id, mark, connection)
        }
    }

    func excerpts() -> [(subject: Subject, facts: PartnershipEntry)] { [] }
}
