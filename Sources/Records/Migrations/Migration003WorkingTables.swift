extension Migration {
    /// What the program needs to work and nobody needs to look back on: see `WorkingTables`.
    static let workingTables = Migration(
        number: 3, name: "working tables",
        sql: """
            CREATE TABLE credential (
                member INTEGER NOT NULL PRIMARY KEY,
                secret TEXT NOT NULL,
                changed BIGINT NOT NULL
            );

            CREATE TABLE session (
                token TEXT NOT NULL PRIMARY KEY CHECK (length(token) = 64),
                member INTEGER NOT NULL,
                created BIGINT NOT NULL,
                last_seen BIGINT NOT NULL,
                expires BIGINT NOT NULL
            );
            CREATE INDEX session_member ON session (member);

            CREATE TABLE sign_in_attempt (
                number INTEGER NOT NULL PRIMARY KEY,
                account TEXT NOT NULL,
                network TEXT NOT NULL,
                attempted BIGINT NOT NULL,
                succeeded INTEGER NOT NULL CHECK (succeeded IN (0, 1))
            );
            CREATE INDEX sign_in_attempt_account ON sign_in_attempt (account, attempted);
            CREATE INDEX sign_in_attempt_network ON sign_in_attempt (network, attempted);

            CREATE TABLE set_up_link (
                token TEXT NOT NULL PRIMARY KEY CHECK (length(token) = 64),
                member INTEGER,
                created BIGINT NOT NULL,
                expires BIGINT NOT NULL,
                used BIGINT
            );

            CREATE TABLE import_draft (
                number INTEGER NOT NULL PRIMARY KEY,
                member INTEGER NOT NULL,
                strategy INTEGER,
                source_name TEXT NOT NULL,
                source_digest TEXT NOT NULL,
                created BIGINT NOT NULL,
                choices BLOB NOT NULL,
                plan BLOB NOT NULL
            );
            CREATE INDEX import_draft_member ON import_draft (member, number);

            CREATE TABLE counter (
                name TEXT NOT NULL PRIMARY KEY,
                value INTEGER NOT NULL
            );
            """)
}
