public import Vocabulary

/// What a store must promise about forms that are begun and not sent yet. A draft belongs to one member and one form;
/// it is not journalled, and nobody else ever sees it.
public protocol FormDraftRegister: Sendable {
    /// Puts a draft in the place of the member's earlier one for the same form. Beyond `limit` the member's oldest go.
    func save(_ draft: FormDraft, limit: Int) async throws
    /// Nil when this member has none for this form.
    func draft(of member: MemberID, path: String) async throws -> FormDraft?
    /// A member's drafts, newest first.
    func drafts(of member: MemberID) async throws -> [FormDraft]
    func delete(of member: MemberID, path: String) async throws
    func deleteAll(of member: MemberID) async throws
    /// Forgets drafts saved before an instant, and says how many.
    @discardableResult
    func prune(before instant: Instant) async throws -> Int
}

/// What a member has typed into a form so far.
public struct FormDraft: Hashable, Sendable {
    public let member: MemberID
    /// The form's address.
    public let path: String
    /// Names and values in the form's own writing; opaque to the store.
    public let fields: String
    public let saved: Instant

    public init(member: MemberID, path: String, fields: String, saved: Instant) {
        self.member = member
        self.path = path
        self.fields = fields
        self.saved = saved
    }
}
