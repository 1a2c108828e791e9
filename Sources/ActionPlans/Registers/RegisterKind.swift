public import Vocabulary

/// The four registers of a partnership. They share one row of numbers, one list and one way of being reviewed.
public enum RegisterKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Something that may happen.
    case risk
    /// Something that has happened and needs a response.
    case issue
    /// Something tried at one place for a time, to be evaluated.
    case pilot
    /// A question nobody can answer yet.
    case evidenceGap = "evidence-gap"

    /// The letter before the number: `R-0001`.
    public var letter: String {
        switch self {
        case .risk: "R"
        case .issue: "I"
        case .pilot: "P"
        case .evidenceGap: "E"
        }
    }

    /// As it begins a sentence: "Risk".
    public var word: String {
        switch self {
        case .risk: "Risk"
        case .issue: "Issue"
        case .pilot: "Pilot"
        case .evidenceGap: "Evidence gap"
        }
    }
}

/// The reference printed for an item of a register: the letter of its kind and the one running number, `P-0004`.
public struct RegisterReference: Hashable, Sendable {
    public let kind: RegisterKind
    public let id: RegisterItemID

    public init(_ kind: RegisterKind, _ id: RegisterItemID) {
        self.kind = kind
        self.id = id
    }

    /// Reads `R-0001`, in either case; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let digits = text.dropFirst(2)
        guard text.count > 2, text.count <= 12, text.dropFirst().first == "-",
            digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(digits), number > 0,
            let kind = RegisterKind.allCases.first(where: { $0.letter == text.prefix(1).uppercased() })
        else { return nil }
        self.init(kind, RegisterItemID(number))
    }

    public var printed: String {
        let digits = String(id.number)
        return "\(kind.letter)-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
