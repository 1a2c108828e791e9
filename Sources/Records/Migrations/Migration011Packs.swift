extension Migration {
    /// Issued packs and exports. Neither ever changes.
    static let packs = Migration(
        number: 11, name: "issued packs and exports",
        sql: """
            CREATE TABLE pack (
                number INTEGER PRIMARY KEY NOT NULL,
                from_sequence INTEGER NOT NULL REFERENCES entry (sequence),
                edition INTEGER NOT NULL,
                strategies TEXT NOT NULL,
                ceiling INTEGER NOT NULL,
                marking INTEGER NOT NULL,
                issued TEXT NOT NULL,
                as_at TEXT NOT NULL,
                known_to INTEGER NOT NULL,
                audience_group INTEGER,
                since_meeting INTEGER
            );
            CREATE INDEX pack_editions ON pack (strategies, edition);

            CREATE TABLE pack_strategy (
                pack INTEGER NOT NULL,
                position INTEGER NOT NULL,
                from_sequence INTEGER NOT NULL REFERENCES entry (sequence),
                strategy INTEGER NOT NULL,
                PRIMARY KEY (pack, position)
            );

            CREATE TABLE plan_export (
                number INTEGER PRIMARY KEY NOT NULL,
                from_sequence INTEGER NOT NULL REFERENCES entry (sequence),
                marking INTEGER NOT NULL,
                format TEXT NOT NULL,
                as_at TEXT NOT NULL,
                known_to INTEGER NOT NULL,
                actions INTEGER NOT NULL,
                filtered INTEGER NOT NULL,
                pack INTEGER,
                exported TEXT NOT NULL
            );

            CREATE TABLE plan_export_strategy (
                export INTEGER NOT NULL,
                position INTEGER NOT NULL,
                from_sequence INTEGER NOT NULL REFERENCES entry (sequence),
                strategy INTEGER NOT NULL,
                PRIMARY KEY (export, position)
            );
            """)
}
