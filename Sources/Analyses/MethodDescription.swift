/// What an analyst wants to know. Methods are listed by question, not by technique.
public enum Question: String, Hashable, Sendable, CaseIterable {
    case howMuch = "How much is there, and how sure can we be?"
    case elsewhere = "Is it higher here than elsewhere?"
    case changing = "Is it changing?"
    case fair = "Does it fall on everybody alike?"
    case place = "Where does it gather?"
    case near = "Does one event bring another close by?"
    case foretold = "How well did a map foretell it?"
    case worked = "Did it work?"
    case moved = "Did it move?"
    case hidden = "How many people are there whom nobody counts?"
    case together = "What do many indicators say together?"
    case emerging = "Is something new beginning?"
    case publishable = "Can it be published without telling about anybody?"
}

/// Everything a person, a page or a program needs to use a method.
public struct MethodDescription: Hashable, Sendable {
    /// As typed after `analyse`: small letters and hyphens.
    public var name: String
    /// Rises when a figure the method gives would change.
    public var version: Int
    public var question: Question
    /// What it does, in a few words.
    public var title: String
    /// The words after `analyse METHOD` that show it at work on a table that comes with the house, as typed in the project's
    /// folder. A test runs it, and the reference shows what it prints.
    public var example: String
    public var roles: [Role]
    public var options: [Option]
    /// Whether it must know which areas lie side by side: from pairs, or from outlines or middles where it takes those.
    public var neighbours: Need
    /// Whether it takes the outlines of areas, for a map, middles or neighbours.
    public var boundaries: Need
    /// Whether it draws random numbers, so that the seed belongs to the result.
    public var isRandom: Bool
    /// What an estimate is where there is nothing to find: 0, 1; nil where there is no such value.
    public var reference: Double?

    /// The whole line of the example.
    public var commandLine: String { "cornerstone analyse \(name) \(example)" }

    public enum Need: String, Hashable, Sendable { case none, optional, required }

    public init(
        name: String, version: Int = 1, question: Question, title: String, example: String, roles: [Role],
        options: [Option] = [], neighbours: Need = .none, boundaries: Need = .none, isRandom: Bool = false,
        reference: Double? = nil
    ) {
        self.name = name
        self.version = version
        self.question = question
        self.title = title
        self.example = example
        self.roles = roles
        self.options = options
        self.neighbours = neighbours
        self.boundaries = boundaries
        self.isRandom = isRandom
        self.reference = reference
    }
}

/// What a column of the file holds for a method: `--count COLUMN`.
public struct Role: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        /// Any words: the name of an area, a group.
        case text
        /// Any finite number.
        case number
        /// A number that is not negative; weighted counts need not be whole.
        case count
        /// A number above zero: a population, an exposure, a weight.
        case positive
        /// A date: 2027-03-31, 31/03/2027 or a month, 2027-03.
        case day
        /// yes or no, true or false, 1 or 0.
        case yesNo = "yes-no"
    }

    public var name: String
    public var meaning: String
    public var kind: Kind
    public var unit: String?
    public var isRequired: Bool
    /// May be given several times: each time another column.
    public var isRepeatable: Bool

    public init(
        _ name: String, _ kind: Kind, _ meaning: String, unit: String? = nil, required: Bool = true,
        repeatable: Bool = false
    ) {
        self.name = name
        self.kind = kind
        self.meaning = meaning
        self.unit = unit
        isRequired = required
        isRepeatable = repeatable
    }
}

/// A setting of a method: `--confidence 0.95`.
public struct Option: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case number(ClosedRange<Double>)
        case whole(ClosedRange<Int>)
        case choice([String])
        case text
        case day
        /// Several numbers with commas between them.
        case numbers
        /// A further CSV file: a table of perturbations, a list of weights.
        case file
        /// Given or not, without a value.
        case flag
    }

    public var name: String
    public var meaning: String
    public var kind: Kind
    public var unit: String?
    /// As it would be typed; nil where leaving it out means something of its own.
    public var standard: String?

    public init(_ name: String, _ kind: Kind, _ meaning: String, unit: String? = nil, standard: String? = nil) {
        self.name = name
        self.kind = kind
        self.meaning = meaning
        self.unit = unit
        self.standard = standard
    }

    /// How often the interval is to hold the true value.
    public static let confidence = Option(
        "confidence", .number(0.5...0.9999), "How often the interval is to hold the true value", unit: "share",
        standard: "0.95")
}

extension Option.Kind {
    public var word: String {
        switch self {
        case .number: "number"
        case .whole: "whole number"
        case .choice: "choice"
        case .text: "text"
        case .day: "day"
        case .numbers: "numbers"
        case .file: "file"
        case .flag: "flag"
        }
    }
}
