public import Partnership
public import Vocabulary

/// Forms that are begun and not sent yet: kept for whoever typed them, through the end of a session and the closing of
/// a browser, and shown to nobody else.
public struct FormDraftDesk: Sendable {
    public enum Limits {
        /// How long a draft is kept, in seconds.
        public static let lasts: Int64 = 30 * 24 * 3600
        /// How many one member may have; beyond it the oldest goes.
        public static let perMember = 50
        /// How long one may be, in bytes.
        public static let bytes = 128 * 1024
    }

    private let register: any FormDraftRegister
    public let clock: Clock

    public init(register: any FormDraftRegister, clock: Clock) {
        self.register = register
        self.clock = clock
    }

    /// Keeps what was typed into a form in the place of what was kept for it before.
    ///
    /// - Throws: `DeskRefusal.problems` for more than is kept.
    public func save(_ fields: String, path: String, of member: MemberID) async throws {
        guard fields.utf8.count + path.utf8.count <= Limits.bytes else {
            throw DeskRefusal.problems([
                RefusalWords(
                    "draft-too-long", field: nil, "Send the form, or shorten it; this much is not kept for later.")
            ])
        }
        let now = clock.now
        _ = try? await register.prune(before: now.adding(seconds: -Limits.lasts))
        try await register.save(
            FormDraft(member: member, path: path, fields: fields, saved: now), limit: Limits.perMember)
    }

    /// What a member has typed into a form so far; nil for nothing.
    public func draft(of member: MemberID, path: String) async throws -> FormDraft? {
        guard let draft = try await register.draft(of: member, path: path), isKept(draft) else { return nil }
        return draft
    }

    /// A member's drafts, newest first.
    public func drafts(of member: MemberID) async throws -> [FormDraft] {
        try await register.drafts(of: member).filter(isKept)
    }

    /// Throws a draft away, also after its form was sent.
    public func forget(path: String, of member: MemberID) async throws {
        guard try await register.draft(of: member, path: path) != nil else { return }
        try await register.delete(of: member, path: path)
    }

    private func isKept(_ draft: FormDraft) -> Bool { draft.saved.adding(seconds: Limits.lasts) > clock.now }
}
