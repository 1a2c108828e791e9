extension Migration {
    /// Long work with its files, and what columns of a sender's files were settled to mean: see `WorkingTables`.
    static let jobs = Migration(
        number: 13, name: "long work and remembered columns",
        sql: """
            CREATE TABLE job (
                number INTEGER NOT NULL PRIMARY KEY,
                member INTEGER NOT NULL,
                kind TEXT NOT NULL,
                title TEXT NOT NULL,
                marking INTEGER NOT NULL,
                state TEXT NOT NULL
                    CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled', 'interrupted')),
                done INTEGER NOT NULL,
                total INTEGER,
                step TEXT NOT NULL,
                asked BIGINT NOT NULL,
                began BIGINT,
                ended BIGINT,
                sentence TEXT,
                reference TEXT,
                link TEXT
            );
            CREATE INDEX job_member ON job (member, number);

            CREATE TABLE job_file (
                job INTEGER NOT NULL REFERENCES job (number),
                number INTEGER NOT NULL,
                name TEXT NOT NULL,
                media_type TEXT NOT NULL,
                size INTEGER NOT NULL,
                bytes BLOB NOT NULL,
                PRIMARY KEY (job, number)
            );

            CREATE TABLE remembered_column (
                agency INTEGER NOT NULL,
                heading TEXT NOT NULL,
                marking INTEGER NOT NULL,
                printed TEXT NOT NULL,
                meaning TEXT NOT NULL,
                member INTEGER NOT NULL,
                settled BIGINT NOT NULL,
                source TEXT NOT NULL,
                PRIMARY KEY (agency, heading, marking)
            );
            """)
}
