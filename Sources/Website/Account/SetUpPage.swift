/// The one-time page of the first start: the partnership, its first agency, and the first person with their password.
struct SetUpPage: PageModel {
    static let template = "account/set-up"
    static let fields: Set<String> = ["partnership", "agency", "name", "post", "email", "password", "repeated"]

    let page: Frame
    let partnership: TextField
    let agency: TextField
    let name: TextField
    let post: TextField
    let email: TextField
    let password: TextField
    let repeated: TextField

    init(page: Frame, words: Words, form: FormFields = FormFields(), problems: [FieldProblem] = []) {
        self.page = page
        func field(_ id: String, _ autocomplete: String, hint: Bool = false, kind: String = "text") -> TextField {
            TextField(
                id, words("set-up.\(id)"), value: form[id], hint: hint ? words("set-up.\(id).hint") : nil, kind: kind,
                autocomplete: autocomplete, width: "medium", limit: kind == "password" ? 500 : 200, problems: problems)
        }
        partnership = field("partnership", "off", hint: true)
        agency = field("agency", "organization", hint: true)
        name = field("name", "name")
        post = field("post", "organization-title", hint: true)
        email = field("email", "email", hint: true, kind: "email")
        password = field("password", "new-password", hint: true, kind: "password")
        repeated = field("repeated", "new-password", kind: "password")
    }

    static var examples: [SetUpPage] {
        let words = Words(language: "en", texts: [:])
        return [
            SetUpPage(
                page: Frame.examples[0], words: words,
                problems: SetUpPage.fields.sorted().map { FieldProblem($0, "Enter something.") })
        ]
    }
}
