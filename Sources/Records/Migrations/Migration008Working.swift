extension Migration {
    /// What the living plan needs to work and nobody needs to look back on: see `WorkingTables`.
    static let working = Migration(
        number: 8, name: "working tables of the living plan",
        sql: """
            CREATE TABLE lead_link (
                token TEXT NOT NULL PRIMARY KEY CHECK (length(token) = 64),
                member INTEGER NOT NULL,
                strategy INTEGER NOT NULL,
                round INTEGER NOT NULL,
                created BIGINT NOT NULL,
                UNIQUE (member, round)
            );
            CREATE INDEX lead_link_round ON lead_link (round);
            """)
}
