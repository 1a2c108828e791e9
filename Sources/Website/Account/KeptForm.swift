/// A form that reached the server after its session had ended: where it was going, and everything typed into it.
struct KeptForm: Component, Equatable {
    struct Field: Sendable, Equatable {
        let name: String
        let value: String
    }

    static let template = "parts/kept-form"

    let action: String
    let fields: [Field]

    /// The form as it was sent; the token of the ended session is left behind.
    init(action: String, sent form: FormFields) {
        self.action = action
        fields = form.fields.filter { $0.name != "form-token" }.map { Field(name: $0.name, value: $0.value) }
    }

    /// The form as the sign-in page carried it; nil where it carried none, or one for another site.
    init?(carried form: FormFields) {
        let action = AccountRoutes.safePath(form["kept-action"])
        guard action != "/" else { return nil }
        self.action = action
        fields = form.fields.compactMap { field in
            guard field.name.hasPrefix("kept-field-") else { return nil }
            return Field(name: String(field.name.dropFirst("kept-field-".count)), value: field.value)
        }
    }

    static let examples = [
        KeptForm(
            action: "/actions/AP-0012/report",
            sent: FormFields([.init(name: "answer", value: "done"), .init(name: "note", value: "Two briefings.")]))
    ]
}

/// After signing in again: what was typed is still here, and is sent with one press.
struct ContinuePage: PageModel {
    static let template = "account/continue"

    let page: Frame
    let kept: KeptForm

    static var examples: [ContinuePage] { [ContinuePage(page: Frame.examples[0], kept: KeptForm.examples[0])] }
}
