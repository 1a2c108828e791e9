/// Where a one-time link leads: a member chooses a password.
struct InvitationPage: PageModel {
    static let template = "account/invitation"
    static let fields: Set<String> = ["password", "repeated"]

    let page: Frame
    /// The post the link is for, so that nobody chooses a password for somebody else by mistake.
    let post: String
    let password: TextField
    let repeated: TextField

    init(page: Frame, words: Words, post: String, problems: [FieldProblem] = []) {
        self.page = page
        self.post = post
        password = TextField(
            "password", words("set-up.password"), hint: words("set-up.password.hint"), kind: "password",
            autocomplete: "new-password", width: "medium", limit: 500, problems: problems)
        repeated = TextField(
            "repeated", words("set-up.repeated"), kind: "password", autocomplete: "new-password", width: "medium",
            limit: 500, problems: problems)
    }

    static var examples: [InvitationPage] {
        let words = Words(language: "en", texts: [:])
        return [
            InvitationPage(
                page: Frame.examples[0], words: words, post: "Treatment Commissioner",
                problems: [
                    FieldProblem("password", "Choose a longer one."), FieldProblem("repeated", "Type it again."),
                ])
        ]
    }
}

/// What somebody sees whose one-time link is used, void or has run out.
struct LinkGonePage: PageModel {
    static let template = "account/link-gone"

    let page: Frame

    static var examples: [LinkGonePage] { [LinkGonePage(page: Frame.examples[0])] }
}
