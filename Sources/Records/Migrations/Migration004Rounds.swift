extension Migration {
    /// Whom rounds asked and when, and the mail that waits to be sent. Mail is a working table: see `WorkingTables`.
    static let rounds = Migration(
        number: 4, name: "rounds and mail",
        sql: """
            CREATE TABLE round_reminder (
                sequence INTEGER NOT NULL PRIMARY KEY REFERENCES entry (sequence),
                round INTEGER NOT NULL,
                step INTEGER NOT NULL CHECK (step >= 0),
                asked_on TEXT NOT NULL,
                members TEXT NOT NULL
            );
            CREATE INDEX round_reminder_round ON round_reminder (round, sequence);

            CREATE TABLE outgoing_mail (
                number INTEGER NOT NULL PRIMARY KEY,
                message_id TEXT NOT NULL UNIQUE,
                entry INTEGER NOT NULL,
                kind TEXT NOT NULL,
                member INTEGER NOT NULL,
                strategy INTEGER,
                round INTEGER,
                step INTEGER NOT NULL,
                created BIGINT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')),
                attempts INTEGER NOT NULL CHECK (attempts >= 0),
                last_try BIGINT,
                next_try BIGINT NOT NULL,
                sent_at BIGINT,
                problem TEXT,
                CHECK ((state = 'sent') = (sent_at IS NOT NULL))
            );
            CREATE INDEX outgoing_mail_state ON outgoing_mail (state, number);
            """)
}
