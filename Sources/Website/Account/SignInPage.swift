/// Where members sign in. Every failure has the same words.
struct SignInPage: PageModel {
    static let template = "account/sign-in"

    let page: Frame
    let email: TextField
    let password: TextField
    /// Where to go afterwards: a path of our own.
    let next: String
    /// True until the first person has set the partnership up.
    let isNew: Bool
    let hasSignedOut: Bool
    /// A form that was sent after its session had ended: carried along, so that nothing typed is lost.
    let kept: KeptForm?

    init(
        page: Frame, words: Words, email: String = "", next: String = "/", isNew: Bool = false,
        hasSignedOut: Bool = false, kept: KeptForm? = nil, problems: [FieldProblem] = []
    ) {
        self.page = page
        self.email = TextField(
            "email", words("sign-in.email"), value: email, kind: "email", autocomplete: "username", width: "medium",
            problems: problems)
        password = TextField(
            "password", words("sign-in.password"), kind: "password", autocomplete: "current-password", width: "medium",
            problems: problems)
        self.next = next
        self.isNew = isNew
        self.hasSignedOut = hasSignedOut
        self.kept = kept
    }

    static var examples: [SignInPage] {
        let words = Words(language: "en", texts: [:])
        return [
            SignInPage(page: Frame.examples[0], words: words, isNew: true),
            SignInPage(
                page: Frame.examples[1], words: words, email: "coordinator@example.org", hasSignedOut: true,
                kept: KeptForm.examples[0],
                problems: [FieldProblem("email", "Check the e-mail address and the password.")]),
        ]
    }
}
