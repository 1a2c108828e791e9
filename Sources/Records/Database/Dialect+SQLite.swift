extension Dialect {
    /// Whether a text stands in another, letter for letter, as a condition. `LIKE` would read `%` and `_` as signs, and
    /// is three times as slow.
    func stands(_ part: String, in text: String) -> String {
        switch self {
        case .sqlite: "instr(\(text), \(part)) > 0"
        default: "position(\(part) IN \(text)) > 0"
        }
    }

    /// Finds rows of the journal whose values are of another kind than their column; nil where the database itself
    /// lets none in.
    var mistypedJournalRows: String? {
        switch self {
        case .sqlite:
            """
            SELECT sequence FROM entry
            WHERE typeof(recorded) <> 'integer' OR typeof(author) NOT IN ('integer', 'null')
                OR typeof(purpose) <> 'text' OR typeof(subject_kind) <> 'text' OR typeof(subject_number) <> 'integer'
                OR typeof(room) <> 'text' OR typeof(kind) <> 'text' OR typeof(kind_version) <> 'integer'
                OR typeof(happened) NOT IN ('text', 'null') OR typeof(payload_digest) <> 'text'
                OR typeof(previous_digest) <> 'text' OR typeof(digest) <> 'text'
            UNION
            SELECT sequence FROM entry_subject
            WHERE typeof(subject_kind) <> 'text' OR typeof(subject_number) <> 'integer'
            UNION
            SELECT sequence FROM payload WHERE typeof(salt) <> 'blob' OR typeof(body) <> 'text'
            """
        default: nil
        }
    }
}
