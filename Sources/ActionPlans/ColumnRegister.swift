public import Frameworks
public import Partnership
public import Vocabulary

/// What a store must promise about the meanings of columns that were settled for the files of a sender. They are not
/// journalled: a plan's entry holds what was read, whatever its columns were called.
public protocol ColumnRegister: Sendable {
    /// Every remembered heading the sight reaches, by agency and heading. A heading from a file with a higher marking does
    /// not exist for it.
    func columns(_ sight: Sight) async throws -> [RememberedColumn]
    /// Puts headings in the place of the same ones of the same agency and marking, and forgets others, in one
    /// transaction. Beyond `limit` the agency's oldest go.
    func remember(
        _ columns: [RememberedColumn], forgetting: [String], of agency: AgencyID, _ sight: Sight, limit: Int
    ) async throws
    /// Forgets one heading if it still is the one that was seen; false when it is not.
    @discardableResult
    func forget(_ column: RememberedColumn, _ sight: Sight) async throws -> Bool
    /// Forgets all of an agency that the sight reaches, and says how many.
    @discardableResult
    func forgetAll(of agency: AgencyID, _ sight: Sight) async throws -> Int
}

/// What a heading in the files of a sender means, as somebody settled it.
public struct RememberedColumn: Hashable, Sendable {
    /// Whose files have it.
    public let agency: AgencyID
    /// The heading folded, as it is known again.
    public let heading: String
    /// The marking of the plan it was settled for: a heading can tell something too.
    public let marking: Marking
    /// The heading as it was printed.
    public let printed: String
    public let meaning: ColumnReading
    /// Who settled it, and when the plan was entered.
    public let member: MemberID
    public let settled: Instant
    /// The file it was settled for.
    public let source: String

    public init(
        agency: AgencyID, heading: String, marking: Marking, printed: String, meaning: ColumnReading,
        member: MemberID, settled: Instant, source: String
    ) {
        self.agency = agency
        self.heading = heading
        self.marking = marking
        self.printed = printed
        self.meaning = meaning
        self.member = member
        self.settled = settled
        self.source = source
    }
}
