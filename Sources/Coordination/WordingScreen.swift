public import ActionPlans
public import Intake
import Vocabulary

/// What a wording that is typed seems to say about persons: the same screening as at an import, with the same rule. A
/// person has to look at it and confirm that it may stay.
public struct WordingScreen: Sendable {
    /// One field that seems to hold something, and what.
    public struct Finding: Hashable, Sendable {
        /// The field of the form: `text`, `measure`.
        public let field: String
        public let hit: Screening.Hit
    }

    public let findings: [Finding]
    private let isConfirmed: Bool

    /// - Parameter standing: what the action says already; a text that stands was looked at when it came in.
    public init(_ wording: TypedWording, standing: TypedWording? = nil, isConfirmed: Bool) {
        let screening = Screening()
        let known = Dictionary(
            (standing?.screened ?? []).map { ($0.field, $0.text) }, uniquingKeysWith: { first, _ in first })
        findings = wording.screened.filter { known[$0.field] != $0.text }.flatMap { field, text in
            screening.hits(in: text).map { Finding(field: field, hit: $0) }
        }
        self.isConfirmed = isConfirmed
    }

    init(_ command: AddAction) { self.init(command.wording, isConfirmed: command.isScreeningConfirmed) }

    init(_ command: AmendAction, standing: ActionWording?) {
        self.init(
            command.wording, standing: standing.map { TypedWording($0) }, isConfirmed: command.isScreeningConfirmed)
    }

    /// What stands against saving it; nil where nothing was found, or where somebody has confirmed it.
    var refusal: RefusalWords? {
        guard !findings.isEmpty, !isConfirmed else { return nil }
        return RefusalWords(
            "personal-text-unconfirmed", field: "screening",
            "Look at the \(findings.count.counted("place")) that may name or describe a person: clear them, or confirm "
                + "that they may stay.")
    }
}
