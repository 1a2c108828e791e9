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
    /// The address of a form that came after its session had ended: kept for the member who wrote it.
    let kept: String?
    /// A form came that nobody can be named for.
    let isLost: Bool

    init(
        page: Frame, words: Words, email: String = "", next: String = "/", isNew: Bool = false,
        hasSignedOut: Bool = false, kept: String? = nil, isLost: Bool = false,
        problems: [FieldProblem] = []
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
        self.isLost = isLost
    }

    static var examples: [SignInPage] {
        let words = Words(language: "en", texts: [:])
        return [
            SignInPage(page: Frame.examples[0], words: words, isNew: true),
            SignInPage(
                page: Frame.examples[1], words: words, email: "coordinator@example.org", hasSignedOut: true,
                kept: "/actions/AP-0012/report", isLost: true,
                problems: [FieldProblem("email", "Check the e-mail address and the password.")]),
        ]
    }
}
