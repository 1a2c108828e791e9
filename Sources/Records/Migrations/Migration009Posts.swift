extension Migration {
    /// Agencies that were replaced, deputies, and forms that are begun and not sent yet.
    static let posts = Migration(
        number: 9, name: "agencies and posts",
        sql: """
            ALTER TABLE agency ADD COLUMN replaced_by INTEGER;
            ALTER TABLE member ADD COLUMN deputy INTEGER;

            CREATE TABLE form_draft (
                member INTEGER NOT NULL,
                path TEXT NOT NULL,
                fields TEXT NOT NULL,
                saved BIGINT NOT NULL,
                PRIMARY KEY (member, path)
            );
            CREATE INDEX form_draft_saved ON form_draft (saved);
            """)
}
