import ActionPlans
import Vocabulary

/// Which register something is to be recorded in.
struct RegisterKindPage: PageModel {
    struct Choice: Sendable, Equatable {
        let href: String
        let text: String
        let meaning: String
    }

    static let template = "registers/kinds"

    let page: Frame
    let kinds: [Choice]

    init(_ look: RegisterLook, action: String, isMissing: Bool = false) {
        let words = look.words
        page = look.frame(
            words("registers.new"), marking: .official,
            problems: isMissing ? [FieldProblem("kinds", words("registers.kind-missing"))] : [])
        kinds = RegisterKind.allCases.map { kind in
            let fields =
                [(name: "kind", value: kind.rawValue)] + (action.isEmpty ? [] : [(name: "action", value: action)])
            return Choice(
                href: "/registers/new?\(QueryWriter.write(fields))",
                text: words("registers.form.new.\(kind.rawValue)"),
                meaning: words("registers.form.intro.\(kind.rawValue)"))
        }
    }

    private init() {
        page = Frame.examples[1]
        kinds = [Choice(href: "/registers/new?kind=risk", text: "Record a risk", meaning: "Something may happen.")]
    }

    static var examples: [RegisterKindPage] { [RegisterKindPage()] }
}
