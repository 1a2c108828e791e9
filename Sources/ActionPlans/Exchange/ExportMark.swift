public import Vocabulary

/// What an exported file carries of its origin in the heading of its reference column, so that it survives whatever a
/// spreadsheet program saves it as: which plan, as of which entry of the journal, how many of its actions.
public struct ExportMark: Hashable, Sendable {
    public let strategy: StrategyID
    /// The file shows the plan as it stood with this entry.
    public let sequence: JournalSequence
    /// Actions in the file, and in the plan as far as whoever exported it may see it.
    public let rows: Int
    public let of: Int

    public init(strategy: StrategyID, sequence: JournalSequence, rows: Int, of: Int) {
        self.strategy = strategy
        self.sequence = sequence
        self.rows = rows
        self.of = of
    }

    /// Whether every action stood in the file; only then is a missing row one that somebody took out.
    public var isWhole: Bool { rows == of }

    /// "Reference (do not change; plan 1, entry 120, 87 rows of 87)".
    public var heading: String {
        let opening = ExportColumn.reference.heading.dropLast()
        return "\(opening); plan \(strategy.number), entry \(sequence.number), \(rows) rows of \(of))"
    }

    /// Reads the heading again; nil where it is not one of ours, or was changed.
    public init?(heading: String) {
        guard heading.hasPrefix(String(ExportColumn.reference.heading.dropLast())) else { return nil }
        let numbers = heading.split { !("0"..."9").contains($0) }.map { Int64($0) }
        guard numbers.count == 4, let plan = numbers[0], let entry = numbers[1], let rows = numbers[2],
            let all = numbers[3], let number = Int(exactly: plan), number > 0, rows <= all
        else { return nil }
        strategy = StrategyID(number)
        sequence = JournalSequence(entry)
        self.rows = Int(rows)
        of = Int(all)
    }
}
