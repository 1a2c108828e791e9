import Mustache

/// The one banner after something was done, with the link to what comes next.
struct Banner: Component, Equatable {
    static let template = "parts/banner"

    var text: String
    var href: String?
    var linkText: String?

    static let examples = [
        Banner(text: "Progress was recorded.", href: "/plans/1", linkText: "Back to the plan"),
        Banner(text: "You have signed out."),
    ]
}

/// One thing to put right in a form: the field it belongs to and the sentence that says what to do.
struct FieldProblem: Sendable, Equatable {
    /// The identifier of the field's first input.
    let field: String
    let text: String

    init(_ field: String, _ text: String) {
        self.field = field
        self.text = text
    }
}

/// "There is a problem": every problem of a form, each a link to its field.
struct ErrorSummary: Component, Equatable {
    struct Line: Sendable, Equatable {
        let href: String
        let text: String
    }

    static let template = "parts/errors"

    let lines: [Line]

    init?(_ problems: [FieldProblem]) {
        guard !problems.isEmpty else { return nil }
        lines = problems.map { Line(href: "#\($0.field)", text: $0.text) }
    }

    private init(lines: [Line]) { self.lines = lines }

    static let examples = [
        ErrorSummary(lines: [Line(href: "#email", text: "Enter your e-mail address.")])
    ]
}

extension [FieldProblem] {
    /// What is wrong with one field, in its own words; nil when nothing is.
    func text(for field: String) -> String? { filter { $0.field == field }.text }

    /// All of it in its own words; nil when nothing is wrong.
    var text: String? { isEmpty ? nil : map(\.text).joined(separator: " ") }
}

/// A status: word, shape and colour, in that order of importance.
struct StatusTag: Component, Equatable, MustacheParent {
    static let template = "parts/status"

    var word: String
    var shape: String
    /// `red`, `orange`, `grey`, `green`, `blue` or `none`: a class of the style sheet.
    var colour: String

    /// By hand, as in every part that a page has by the hundred: reflection is slow.
    func child(named name: String) -> Any? {
        switch name {
        case "word": word.forPage
        case "shape": shape.forPage
        case "colour": colour.forPage
        default: nil
        }
    }

    static let examples = [
        StatusTag(word: "Overdue", shape: "▲", colour: "red"),
        StatusTag(word: "Under way", shape: "◆", colour: "orange"),
        StatusTag(word: "Completed", shape: "●", colour: "green"),
        StatusTag(word: "Not yet open", shape: "○", colour: "grey"),
        StatusTag(word: "Changed", shape: "■", colour: "blue"),
    ]
}
