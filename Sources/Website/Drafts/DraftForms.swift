import Coordination
import HTTPTypes
import Hummingbird
import Partnership
import Vocabulary

/// What a member typed into the form of an address before, and did not send.
struct DraftOffer: Sendable {
    let fields: FormFields
    let saved: Instant

    /// The version of its subject that the member saw when they began.
    var version: JournalSequence? { Int64(fields["version"]).map(JournalSequence.init) }
}

/// Keeping a form for later. Any form can: its template shows `parts/keep-button`, and its page asks `Visit.withDraft`.
enum DraftForms {
    /// The button's name and its value; a script that keeps what is typed sends the other value.
    static let button = "do"
    static let keep = "keep-draft"
    static let keepQuietly = "keep-quietly"

    /// Keeps the form where that is what was asked for; nil where it is to be done.
    static func keep(_ visit: Visit, _ form: FormFields) async throws -> Response? {
        guard [keep, keepQuietly].contains(form[button]), let member = visit.visitor?.member else { return nil }
        try await visit.house.formDrafts.save(written(form), path: visit.path, of: member.id)
        guard form[button] == keep else { return Response(status: .noContent) }
        return visit.redirect(to: "/drafts", note: Note("draft-kept", href: visit.path))
    }

    /// A form that was done leaves nothing to come back to.
    static func forget(_ visit: Visit) async throws {
        guard let member = visit.visitor?.member else { return }
        try await visit.house.formDrafts.forget(path: visit.path, of: member.id)
    }

    /// Everything typed, without the session's token and the button; empty texts too, for they are answers.
    static func written(_ form: FormFields) -> String {
        form.fields.filter { $0.name != "form-token" && !($0.name == button && $0.value.hasPrefix("keep-")) }
            .map { "\(QueryWriter.encode($0.name))=\(QueryWriter.encode($0.value))" }.joined(separator: "&")
    }
}

extension Visit {
    /// This visit, with what the member has typed into the form of this address before.
    func withDraft() async throws -> Visit {
        guard let member = visitor?.member,
            let draft = try await house.formDrafts.draft(of: member.id, path: path)
        else { return self }
        var visit = self
        visit.draft = DraftOffer(fields: try URLEncodedReader.read(draft.fields), saved: draft.saved)
        return visit
    }
}

/// Above a form that was begun before: when, and the way to begin anew.
struct DraftNotice: Component, Equatable {
    static let template = "parts/draft-notice"

    let saved: String
    let path: String
    let token: String

    static let examples = [
        DraftNotice(saved: "9:30am on 21 November 2026", path: "/actions/AP-0012/report", token: "token")
    ]
}
