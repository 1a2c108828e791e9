import Coordination
import HTTPTypes
import Hummingbird
import Partnership
import Vocabulary

/// A form that reached the server after its session had ended. What was typed is kept on the server as a draft of the
/// member whose session it was, so that nobody else who signs in at the same browser ever has it.
struct KeptForm: Sendable, Equatable {
    struct Field: Sendable, Equatable {
        let name: String
        let value: String
    }

    let action: String
    let fields: [Field]

    init(action: String, _ form: FormFields) {
        self.action = action
        fields = form.fields.map { Field(name: $0.name, value: $0.value) }
    }

    /// What became of a form that came too late.
    enum Outcome: Sendable, Equatable {
        /// Nothing was typed into it: signing out.
        case nothing
        /// Kept for the member who wrote it.
        case kept
        /// Nobody can say who wrote it.
        case lost
    }

    /// Keeps a late form for its writer: the form's token was made from the session that this browser still names.
    static func keep(_ visit: Visit, _ form: FormFields) async throws -> Outcome {
        let written = DraftForms.written(form)
        guard !written.isEmpty else { return .nothing }
        guard let cookie = visit.site.cookies.value(.session, of: visit.request) else { return .lost }
        let token = SecretToken(text: cookie)
        guard Secrets.areEqual(form["form-token"], token.formToken),
            let writer = try await visit.house.signIn.writer(ofLateFormWith: token)
        else { return .lost }
        do {
            try await visit.house.formDrafts.save(written, path: visit.path, of: writer.id)
        } catch DeskRefusal.problems {
            return .lost
        }
        return .kept
    }

    /// The form that was kept for a member, to be sent with one press; nil for anybody else.
    static func kept(_ visit: Visit, path: String, for member: Member) async throws -> KeptForm? {
        guard let draft = try await visit.house.formDrafts.draft(of: member.id, path: path) else { return nil }
        return KeptForm(action: path, try URLEncodedReader.read(draft.fields))
    }

    static let example = KeptForm(
        action: "/actions/AP-0012/report",
        FormFields([.init(name: "answer", value: "done"), .init(name: "note", value: "Two briefings.")]))
}

/// After signing in again: what was typed is still here, and is sent with one press.
struct ContinuePage: PageModel {
    static let template = "account/continue"

    let page: Frame
    let kept: KeptForm

    static var examples: [ContinuePage] { [ContinuePage(page: Frame.examples[0], kept: KeptForm.example)] }
}
