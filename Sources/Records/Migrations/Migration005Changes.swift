extension Migration {
    /// Columns and a table for what is changed, corrected and undone after it was entered.
    static let changes = Migration(
        number: 5, name: "changes of actions",
        sql: """
            ALTER TABLE action ADD COLUMN raised_in INTEGER;
            ALTER TABLE promise ADD COLUMN entered_on TEXT;
            ALTER TABLE report ADD COLUMN until_sequence INTEGER;
            ALTER TABLE strategy ADD COLUMN source_at INTEGER;

            CREATE TABLE correction (
                sequence INTEGER NOT NULL PRIMARY KEY REFERENCES entry (sequence),
                action INTEGER NOT NULL,
                corrects INTEGER NOT NULL REFERENCES entry (sequence)
            );
            CREATE INDEX correction_action ON correction (action, corrects);
            """, rebuilds: true)
}
