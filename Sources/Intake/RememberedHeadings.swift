import ActionPlans
public import Frameworks
public import Vocabulary

/// What a heading in a sender's earlier files was settled to mean. It stands for the same heading in the next file,
/// unless somebody says otherwise of that file.
public struct RememberedHeading: Hashable, Sendable, Codable {
    /// Folded: `RememberedHeading.key`.
    public let heading: String
    public let meaning: ColumnReading
    /// In whose files, and when it was settled.
    public let agency: AgencyID
    public let settled: Instant

    public init(heading: String, meaning: ColumnReading, agency: AgencyID, settled: Instant) {
        self.heading = heading
        self.meaning = meaning
        self.agency = agency
        self.settled = settled
    }

    /// How a heading is known again: its words in lower case and the singular, without punctuation. Empty for one that
    /// is not remembered: without a word, or too long for a heading.
    public static func key(_ heading: String) -> String {
        guard heading.utf8.count <= longest else { return "" }
        return Folding.heading(heading).joined(separator: " ")
    }

    /// No longer heading is looked for in a table.
    private static let longest = 120
}

/// What entering a plan settles about the headings of its file.
///
/// Only what a person said is remembered, never what was guessed: a guess may depend on what stands beside it. A heading
/// that came to stand for two things in one file, or stands twice in one table, says too little by itself; it is not
/// remembered, and what was remembered of it before is forgotten.
public struct SettledHeadings: Hashable, Sendable {
    public struct Heading: Hashable, Sendable {
        public let key: String
        public let printed: String
        public let meaning: ColumnReading
    }

    public let remembered: [Heading]
    /// Keys of headings that stand for more than one thing.
    public let forgotten: [String]

    public init(_ plan: ReadPlan, choices: ReadingChoices) {
        var columns: [String: [ReadColumn]] = [:]
        var order: [String] = []
        var settled: Set<String> = []
        for column in plan.columns {
            guard let heading = column.heading else { continue }
            let key = RememberedHeading.key(heading)
            guard !key.isEmpty else { continue }
            if columns[key] == nil { order.append(key) }
            columns[key, default: []].append(column)
            let isChosen = choices.columns.contains { $0.table == column.table && $0.column == column.column }
            if isChosen { settled.insert(key) }
        }
        var remembered: [Heading] = []
        var forgotten: [String] = []
        for key in order where settled.contains(key) {
            let same = columns[key, default: []]
            let isOne = Set(same.map(\.meaning)).count == 1 && Set(same.map(\.table)).count == same.count
            if isOne, let first = same.first, let printed = first.heading {
                remembered.append(Heading(key: key, printed: printed, meaning: first.meaning))
            } else {
                forgotten.append(key)
            }
        }
        self.remembered = remembered
        self.forgotten = forgotten
    }
}
