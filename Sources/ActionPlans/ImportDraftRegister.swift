public import Vocabulary

/// What a store must promise about imports that are being prepared. A draft belongs to the member who sent the file
/// and to nobody else; it is not journalled, and goes when the import is entered or given up.
public protocol ImportDraftRegister: Sendable {
    /// Keeps a draft and gives it its number.
    func save(_ draft: NewImportDraft) async throws -> ImportDraftID
    /// Nil when there is none, or it is another member's.
    func draft(_ id: ImportDraftID, of member: MemberID) async throws -> ImportDraft?
    /// A member's drafts without their bodies, newest first.
    func drafts(of member: MemberID) async throws -> [ImportDraftSummary]
    /// Puts new answers in the place of the earlier ones; false when there is no such draft of this member.
    @discardableResult
    func setChoices(_ choices: [UInt8], of id: ImportDraftID, member: MemberID) async throws -> Bool
    func delete(_ id: ImportDraftID, of member: MemberID) async throws
    /// Forgets drafts made before an instant, and says how many.
    @discardableResult
    func prune(before instant: Instant) async throws -> Int
}

public enum ImportDraftTag: Sendable {}
public typealias ImportDraftID = Identifier<ImportDraftTag>

/// A file that was read and waits for a person's yes.
public struct NewImportDraft: Hashable, Sendable {
    public let member: MemberID
    /// The plan it revises; nil for a plan that is new here.
    public let strategy: StrategyID?
    public let source: PlanSource
    public let created: Instant
    /// What the member has answered so far; opaque to the store.
    public let choices: [UInt8]
    /// The plan as it was read; opaque to the store.
    public let plan: [UInt8]

    public init(
        member: MemberID, strategy: StrategyID?, source: PlanSource, created: Instant, choices: [UInt8],
        plan: [UInt8]
    ) {
        self.member = member
        self.strategy = strategy
        self.source = source
        self.created = created
        self.choices = choices
        self.plan = plan
    }
}

public struct ImportDraft: Hashable, Sendable, Identifiable {
    public let id: ImportDraftID
    public let content: NewImportDraft

    public init(id: ImportDraftID, content: NewImportDraft) {
        self.id = id
        self.content = content
    }
}

public struct ImportDraftSummary: Hashable, Sendable, Identifiable {
    public let id: ImportDraftID
    public let strategy: StrategyID?
    public let source: PlanSource
    public let created: Instant

    public init(id: ImportDraftID, strategy: StrategyID?, source: PlanSource, created: Instant) {
        self.id = id
        self.strategy = strategy
        self.source = source
        self.created = created
    }
}
