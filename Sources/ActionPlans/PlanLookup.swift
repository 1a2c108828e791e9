public import Vocabulary

extension Plan {
    /// An action of this plan by its identifier; nil for one that is not in it, or not in sight.
    public func action(_ id: ActionID) -> Action? { actions.first { $0.id == id } }

    /// A round of this plan by its identifier.
    public func round(_ id: RoundID) -> Round? { rounds.first { $0.id == id } }
}

extension Action {
    /// A commitment by its number within the action, from 1.
    public func promise(_ number: Int) -> Promise? { promises.first { $0.number == number } }
}

/// How long the texts of a plan may be, in characters.
public enum TextLimit {
    public static let title = 200
    public static let fileName = 255
    public static let note = 4_000
    public static let evidence = 4_000
    public static let reason = 2_000
    /// One field of a plan's own wording: as printed, so generous.
    public static let wording = 32_000
    public static let actions = 20_000
    public static let commitments = 200
}

extension RefusalWords {
    static let unknownAction = RefusalWords(
        "unknown-action", field: "action", "Choose an action of this plan; there is none with this reference.")
    static let withdrawn = RefusalWords(
        "withdrawn", field: "action", "This action was withdrawn, so nothing more can be entered for it.")

    static func unknownPromise(_ number: Int, field: String = "commitment") -> RefusalWords {
        RefusalWords(
            "unknown-commitment", field: field,
            "Choose a commitment of this action; it has none numbered \(number).")
    }
}
