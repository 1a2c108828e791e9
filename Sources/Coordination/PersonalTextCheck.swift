import Intake
public import Vocabulary

/// A text of a form with its field.
public struct TypedField: Hashable, Sendable {
    public let field: String
    public let text: String

    public init(_ field: String, _ text: String?) {
        self.field = field
        self.text = text ?? ""
    }
}

/// Stops a save whose texts seem to speak of people: names, telephone numbers, dates of birth, vehicle marks, addresses.
/// Names are found by pattern and list, so some are missed and a few ordinary words are taken for one.
public struct PersonalTextCheck: Sendable {
    private let screening = Screening()

    public init() {}

    /// One refusal for each field and kind, without the words that were found.
    public func refusals(_ texts: [TypedField]) -> [RefusalWords] {
        texts.flatMap { typed in
            screening.kinds(in: typed.text).map { kind in
                RefusalWords(
                    "personal-text", field: typed.field,
                    "Take it out or word it otherwise: this text seems to hold \(kind.words). "
                        + "Records here are about places and work, never about people.")
            }
        }
    }
}
