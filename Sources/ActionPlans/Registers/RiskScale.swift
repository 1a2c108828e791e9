/// One step of a scale from 1 to 5, with its word and what it means.
public struct ScaleStep: Hashable, Sendable {
    public let number: Int
    public let word: String
    public let meaning: String
}

/// How likely a risk is and how much it would matter, in words. The score is their product and is always shown with its
/// parts. It scores a risk to the work, never a person.
public enum RiskScale {
    public static let likelihood: [ScaleStep] = [
        ScaleStep(number: 1, word: "Rare", meaning: "It would surprise everybody."),
        ScaleStep(number: 2, word: "Unlikely", meaning: "It has happened elsewhere, not here."),
        ScaleStep(number: 3, word: "Possible", meaning: "It may or may not happen this year."),
        ScaleStep(number: 4, word: "Likely", meaning: "More likely than not this year."),
        ScaleStep(number: 5, word: "Almost certain", meaning: "It is expected, or has begun."),
    ]

    public static let impact: [ScaleStep] = [
        ScaleStep(number: 1, word: "Very small", meaning: "Nobody outside the action would notice."),
        ScaleStep(number: 2, word: "Small", meaning: "An action is late by weeks."),
        ScaleStep(number: 3, word: "Moderate", meaning: "An action is late by months, or is done in part."),
        ScaleStep(number: 4, word: "Large", meaning: "An objective is missed, or a service is cut."),
        ScaleStep(number: 5, word: "Severe", meaning: "An aim of the plan is missed, or people come to harm."),
    ]

    public static let range = 1...5
}

extension RiskDetails {
    /// Likelihood times impact: 1 to 25.
    public var score: Int { likelihood * impact }

    /// "12 (likelihood 3, possible; impact 4, large)": the product never stands without its parts.
    public var scoreWords: String {
        func word(_ number: Int, _ scale: [ScaleStep]) -> String {
            scale.first { $0.number == number }.map { ", " + $0.word.lowercased() } ?? ""
        }
        return "\(score) (likelihood \(likelihood)\(word(likelihood, RiskScale.likelihood)); "
            + "impact \(impact)\(word(impact, RiskScale.impact)))"
    }
}
