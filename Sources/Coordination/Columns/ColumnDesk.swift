public import ActionPlans
import Frameworks
public import Intake
public import Partnership
public import Vocabulary

/// What columns of a sender's files were settled to mean: remembered when a plan is entered, applied to the next file of
/// the same sender, shown and forgotten on a page.
public struct ColumnDesk: Sendable {
    /// How many headings are remembered of one agency; the oldest go.
    public static let limit = 500

    private let register: any ColumnRegister
    private let members: any MemberRegister
    public let clock: Clock

    public init(register: any ColumnRegister, members: any MemberRegister, clock: Clock) {
        self.register = register
        self.members = members
        self.clock = clock
    }

    /// The agencies a file can come from: those of the partnership today, by name.
    public func senders() async throws -> [Agency] {
        try await members.agencies().filter(\.isCurrent).sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    }

    /// The agency a file comes from: the one named, or the member's own, or whoever has taken its place.
    ///
    /// - Throws: `DeskRefusal.problems` for an agency there is not.
    public func sender(_ named: AgencyID?, for member: Member) async throws -> Agency {
        guard let agency = try await members.agencies().successor(of: named ?? member.agency) else {
            throw DeskRefusal.problems([
                RefusalWords("unknown-sender", field: "sender", "Choose the agency the file came from.")
            ])
        }
        return agency
    }

    /// What is known of a sender's headings, for reading its next file: its own and those of the agencies whose work it
    /// took over. Its own come first, then what was settled last.
    public func remembered(of sender: AgencyID, by member: Member) async throws -> [RememberedHeading] {
        var best: [String: RememberedColumn] = [:]
        for column in try await columns(of: sender, by: member) {
            guard let known = best[column.heading] else {
                best[column.heading] = column
                continue
            }
            let isBetter =
                (column.agency == sender) == (known.agency == sender)
                ? column.settled > known.settled : column.agency == sender
            if isBetter { best[column.heading] = column }
        }
        return best.values.sorted { $0.heading < $1.heading }.map {
            RememberedHeading(heading: $0.heading, meaning: $0.meaning, agency: $0.agency, settled: $0.settled)
        }
    }

    /// Every heading remembered of a sender and of the agencies whose work it took over.
    public func columns(of sender: AgencyID, by member: Member) async throws -> [RememberedColumn] {
        if case .denied(let sentence) = Policy.may(.importPlan, member) { throw DeskRefusal.notAllowed(sentence) }
        let agencies = try await members.agencies()
        return try await register.columns(Sight.of(member)).filter { column in
            column.agency == sender || agencies.successor(of: column.agency)?.id == sender
        }
    }

    /// Remembers what entering a plan has settled.
    func remember(
        _ settled: SettledHeadings, of sender: AgencyID, marking: Marking, source: String, by member: Member
    ) async throws {
        guard !settled.remembered.isEmpty || !settled.forgotten.isEmpty,
            let agency = try await members.agencies().successor(of: sender)
        else { return }
        let now = clock.now
        try await register.remember(
            settled.remembered.map {
                RememberedColumn(
                    agency: agency.id, heading: $0.key, marking: marking, printed: $0.printed, meaning: $0.meaning,
                    member: member.id, settled: now, source: source)
            }, forgetting: settled.forgotten, of: agency.id, Sight.of(member), limit: Self.limit)
    }

    /// Forgets one heading as it was seen.
    ///
    /// - Returns: false when it was settled anew since, or is forgotten already.
    public func forget(_ column: RememberedColumn, by member: Member) async throws -> Bool {
        if case .denied(let sentence) = Policy.may(.importPlan, member) { throw DeskRefusal.notAllowed(sentence) }
        return try await register.forget(column, Sight.of(member))
    }

    /// Forgets everything remembered of a sender and of the agencies whose work it took over, and says how much.
    @discardableResult
    public func forgetAll(of sender: AgencyID, by member: Member) async throws -> Int {
        let agencies = Set(try await columns(of: sender, by: member).map(\.agency))
        var count = 0
        for agency in agencies { count += try await register.forgetAll(of: agency, Sight.of(member)) }
        return count
    }
}
