/// One reason why a command cannot be done: a named case with its facts, and one sentence that says what to do next.
///
/// A refusal never carries text that somebody typed, so that it may be logged.
public protocol Refusal: Error, Equatable {
    /// The case in words; every other property follows from it.
    var words: RefusalWords { get }
}

extension Refusal {
    /// A stable word for programs: `evidence-missing`.
    public var code: String { words.code }
    /// The field of the form it is about: `evidence`; nil where it is about the whole.
    public var field: String? { words.field }
    /// A plain sentence for people: what is wrong and what to do.
    public var sentence: String { words.sentence }
}

/// A refusal as doors show it.
public struct RefusalWords: Hashable, Sendable {
    public let code: String
    public let field: String?
    public let sentence: String

    public init(_ code: String, field: String? = nil, _ sentence: String) {
        self.code = code
        self.field = field
        self.sentence = sentence
    }
}

/// Everything that is wrong with one command, at once; never empty.
public struct Refusals<Case: Refusal>: Error, Equatable {
    public let all: [Case]

    /// Nil where nothing is wrong.
    public init?(_ all: [Case]) {
        guard !all.isEmpty else { return nil }
        self.all = all
    }

    public init(_ only: Case) { all = [only] }
}

extension Result {
    /// The decision: refused with everything that is wrong, or the entry.
    public static func decided<Case: Refusal>(
        _ refusals: [Case], _ entry: @autoclosure () -> Success
    ) -> Self where Failure == Refusals<Case> {
        if let refused = Refusals(refusals) { return .failure(refused) }
        return .success(entry())
    }
}
