import Mustache

/// One line of text. The identifier is the name, so that an error can link to it.
struct TextField: Component, Equatable {
    static let template = "parts/text-field"

    let id: String
    let label: String
    let hint: String?
    let error: String?
    let value: String
    /// `text`, `email` or `password`.
    let kind: String
    let autocomplete: String
    /// `narrow`, `medium` or `wide`.
    let width: String
    let described: String?
    let limit: Int

    init(
        _ id: String, _ label: String, value: String = "", hint: String? = nil, kind: String = "text",
        autocomplete: String = "off", width: String = "wide", limit: Int = 300, problems: [FieldProblem] = []
    ) {
        self.id = id
        self.label = label
        self.hint = hint
        self.error = problems.text(for: id)
        self.value = kind == "password" ? "" : value
        self.kind = kind
        self.autocomplete = autocomplete
        self.width = width
        self.limit = limit
        described = describedBy(id, hint: hint, error: error)
    }

    static let examples = [
        TextField("title", "Title of the plan", value: "Crack cocaine strategy", hint: "As it is printed."),
        TextField(
            "email", "E-mail address", kind: "email", autocomplete: "username",
            problems: [FieldProblem("email", "Enter your e-mail address.")]),
    ]
}

/// Several lines of text.
struct TextArea: Component, Equatable {
    static let template = "parts/text-area"

    let id: String
    let label: String
    let hint: String?
    let error: String?
    let value: String
    let rows: Int
    let described: String?
    let limit: Int

    init(
        _ id: String, _ label: String, value: String = "", hint: String? = nil, rows: Int = 4, limit: Int = 4_000,
        problems: [FieldProblem] = []
    ) {
        self.id = id
        self.label = label
        self.hint = hint
        self.error = problems.text(for: id)
        self.value = value
        self.rows = rows
        self.limit = limit
        described = describedBy(id, hint: hint, error: error)
    }

    static let examples = [
        TextArea("note", "What was done", value: "Two briefings were held.", hint: "Say what, not who."),
        TextArea("reason", "Reason", problems: [FieldProblem("reason", "Give the reason.")]),
    ]
}

/// A choice from a list too long for radio buttons.
struct SelectField: Component, Equatable {
    struct Option: Sendable, Equatable, MustacheParent {
        let value: String
        let text: String
        let isChosen: Bool

        func child(named name: String) -> Any? {
            switch name {
            case "value": value.forPage
            case "text": text.forPage
            case "isChosen": isChosen
            default: nil
            }
        }
    }

    static let template = "parts/select-field"

    let id: String
    let label: String
    let hint: String?
    let error: String?
    let options: [Option]
    let described: String?

    init(
        _ id: String, _ label: String, options: [(value: String, text: String)], chosen: String, hint: String? = nil,
        problems: [FieldProblem] = []
    ) {
        self.id = id
        self.label = label
        self.hint = hint
        self.error = problems.text(for: id)
        self.options = options.map { Option(value: $0.value, text: $0.text, isChosen: $0.value == chosen) }
        described = describedBy(id, hint: hint, error: error)
    }

    static let examples = [
        SelectField(
            "agency", "Agency", options: [("1", "Council"), ("2", "Police")], chosen: "2", hint: "Where they work.",
            problems: [FieldProblem("agency", "Choose the agency.")])
    ]
}

/// Radio buttons or tick boxes under one question.
struct ChoiceField: Component, Equatable {
    struct Choice: Sendable, Equatable {
        let id: String
        let value: String
        let text: String
        /// What choosing it means.
        let meaning: String?
        let isChosen: Bool
    }

    static let template = "parts/choice-field"

    let name: String
    let legend: String
    let hint: String?
    let error: String?
    /// `radio` or `checkbox`.
    let kind: String
    let choices: [Choice]
    let described: String?

    /// The first choice bears the field's name as its identifier, so that an error links to it.
    init(
        _ name: String, _ legend: String, choices: [(value: String, text: String, meaning: String?)],
        chosen: Set<String>, isMany: Bool = false, hint: String? = nil, problems: [FieldProblem] = []
    ) {
        self.name = name
        self.legend = legend
        self.hint = hint
        self.error = problems.text(for: name)
        kind = isMany ? "checkbox" : "radio"
        self.choices = choices.enumerated().map { index, choice in
            Choice(
                id: index == 0 ? name : "\(name)-\(index + 1)", value: choice.value, text: choice.text,
                meaning: choice.meaning, isChosen: chosen.contains(choice.value))
        }
        described = describedBy(name, hint: hint, error: error)
    }

    static let examples = [
        ChoiceField(
            "answer", "What happened?",
            choices: [("none", "No change", nil), ("done", "Done", "Give the evidence below.")], chosen: ["done"],
            hint: "Choose one.", problems: [FieldProblem("answer", "Say what happened.")]),
        ChoiceField("roles", "Roles", choices: [("lead", "Lead", nil)], chosen: [], isMany: true),
    ]
}

/// A day in three boxes.
struct DateField: Component, Equatable {
    static let template = "parts/date-field"

    let id: String
    let legend: String
    let hint: String?
    let error: String?
    let day: String
    let month: String
    let year: String
    let described: String?

    /// The boxes bear `id-day`, `id-month` and `id-year`; an error of any of them is one of the field.
    init(_ id: String, _ legend: String, _ boxes: DateBoxes, hint: String? = nil, problems: [FieldProblem] = []) {
        self.id = id
        self.legend = legend
        self.hint = hint
        let boxNames = ["\(id)-day", "\(id)-month", "\(id)-year"]
        self.error = problems.filter { boxNames.contains($0.field) }.text
        day = boxes.day
        month = boxes.month
        year = boxes.year
        described = describedBy(id, hint: hint, error: error)
    }

    static var examples: [DateField] {
        var boxes = DateBoxes()
        boxes.day = "31"
        boxes.month = "Nov"
        boxes.year = "2008"
        return [
            DateField("new", "New day", boxes, hint: "For example, 27 3 2009."),
            DateField("due", "Due", boxes, problems: [FieldProblem("due-day", "Enter a day there is.")]),
        ]
    }
}

/// A file to send.
struct FileField: Component, Equatable {
    static let template = "parts/file-field"

    let id: String
    let label: String
    let hint: String?
    let error: String?
    /// What the browser offers first.
    let accept: String
    let described: String?

    init(_ id: String, _ label: String, accept: String, hint: String? = nil, problems: [FieldProblem] = []) {
        self.id = id
        self.label = label
        self.hint = hint
        self.error = problems.text(for: id)
        self.accept = accept
        described = describedBy(id, hint: hint, error: error)
    }

    static let examples = [
        FileField(
            "file", "The plan", accept: ".csv", hint: "At most 20 MB.",
            problems: [FieldProblem("file", "Choose the file.")])
    ]
}

/// The identifiers of the hint and the error beside a field, for the browser to read out with it.
private func describedBy(_ id: String, hint: String?, error: String?) -> String? {
    let ids = [hint.map { _ in "\(id)-hint" }, error.map { _ in "\(id)-error" }].compactMap(\.self)
    return ids.isEmpty ? nil : ids.joined(separator: " ")
}
