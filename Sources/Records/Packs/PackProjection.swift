import ActionPlans
import Vocabulary

/// Which rows of the read tables follow from an entry.
extension PackEntry: Projected {
    func project(_ mark: EntryMark, on connection: any Connection) throws {
        let now = SQLValue(mark.sequence)
        switch self {
        case .packIssued(let facts):
            try connection.execute(
                """
                INSERT INTO pack (number, from_sequence, edition, strategies, ceiling, marking, issued, as_at, known_to,
                    audience_group, since_meeting)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
                """,
                [
                    SQLValue(facts.pack), now, SQLValue(facts.edition), .text(PackEntry.key(facts.strategies)),
                    SQLValue(facts.audience.ceiling), SQLValue(facts.marking), SQLValue(facts.on),
                    SQLValue(facts.asAt), SQLValue(facts.sequence), SQLValue(facts.audience.group),
                    SQLValue(facts.sinceMeeting),
                ])
            for (index, strategy) in facts.strategies.enumerated() {
                try connection.execute(
                    "INSERT INTO pack_strategy (pack, position, from_sequence, strategy) VALUES (?1, ?2, ?3, ?4)",
                    [SQLValue(facts.pack), SQLValue(index + 1), now, SQLValue(strategy)])
            }
        case .planExported(let facts):
            try connection.execute(
                """
                INSERT INTO plan_export (number, from_sequence, marking, format, as_at, known_to, actions, filtered, pack,
                    exported)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
                """,
                [
                    SQLValue(facts.export), now, SQLValue(facts.marking), .text(facts.format.rawValue),
                    SQLValue(facts.asAt), SQLValue(facts.sequence), SQLValue(facts.rows),
                    SQLValue(facts.isFiltered ? 1 : 0), SQLValue(facts.pack), SQLValue(facts.on),
                ])
            for (index, strategy) in facts.strategies.enumerated() {
                try connection.execute(
                    """
                    INSERT INTO plan_export_strategy (export, position, from_sequence, strategy) VALUES (?1, ?2, ?3, ?4)
                    """, [SQLValue(facts.export), SQLValue(index + 1), now, SQLValue(strategy)])
            }
        }
    }

    func excerpts() -> [(subject: Subject, facts: PackEntry)] { [] }

    /// A set of strategies as one text, whatever their order.
    static func key(_ strategies: [StrategyID]) -> String {
        NumberRanges.written(Set(strategies).map(\.number))
    }
}
