extension Migration {
    /// What is searched of what members said, folded; and how far each member had looked when they last left.
    static let views = Migration(
        number: 10, name: "search and visits",
        sql: """
            CREATE TABLE update_text (
                sequence INTEGER NOT NULL REFERENCES entry (sequence),
                action INTEGER NOT NULL,
                folded TEXT NOT NULL,
                PRIMARY KEY (sequence, action)
            );

            CREATE TABLE last_visit (
                member INTEGER NOT NULL PRIMARY KEY,
                since INTEGER,
                since_at BIGINT,
                seen INTEGER NOT NULL,
                seen_at BIGINT NOT NULL
            );
            """, rebuilds: true)
}
