extension Migration {
    /// Risks, issues, pilots and evidence gaps, and what was answered to findings about a plan.
    static let registers = Migration(
        number: 7, name: "registers",
        sql: """
            CREATE TABLE register_item (
                number INTEGER NOT NULL,
                from_sequence INTEGER NOT NULL REFERENCES entry (sequence),
                until_sequence INTEGER CHECK (until_sequence > from_sequence),
                kind TEXT NOT NULL CHECK (kind IN ('risk', 'issue', 'pilot', 'evidence-gap')),
                title TEXT NOT NULL,
                strategy INTEGER,
                marking INTEGER NOT NULL,
                owner INTEGER,
                review TEXT,
                reviewed TEXT,
                opened TEXT NOT NULL,
                cause TEXT,
                effect TEXT,
                response TEXT,
                likelihood INTEGER CHECK (likelihood BETWEEN 1 AND 5),
                impact INTEGER CHECK (impact BETWEEN 1 AND 5),
                site TEXT,
                begins TEXT,
                ends TEXT,
                due TEXT,
                extensions INTEGER NOT NULL,
                closed_how TEXT CHECK (closed_how IN ('closed', 'adopted', 'stopped', 'answered')),
                closed_on TEXT,
                closed_reason TEXT,
                closed_source TEXT,
                PRIMARY KEY (number, from_sequence),
                CHECK ((kind = 'risk') = (likelihood IS NOT NULL AND impact IS NOT NULL)),
                CHECK ((kind = 'pilot') = (site IS NOT NULL AND begins IS NOT NULL AND ends IS NOT NULL)),
                CHECK ((kind IN ('pilot', 'evidence-gap')) = (due IS NOT NULL)),
                CHECK ((closed_how IS NULL) = (closed_on IS NULL))
            );
            CREATE UNIQUE INDEX register_item_current ON register_item (number) WHERE until_sequence IS NULL;

            CREATE TABLE register_item_action (
                item INTEGER NOT NULL,
                action INTEGER NOT NULL,
                from_sequence INTEGER NOT NULL REFERENCES entry (sequence),
                until_sequence INTEGER CHECK (until_sequence > from_sequence),
                PRIMARY KEY (item, action, from_sequence)
            );
            CREATE INDEX register_item_action_action ON register_item_action (action);

            CREATE TABLE settled_finding (
                strategy INTEGER NOT NULL,
                finding TEXT NOT NULL,
                from_sequence INTEGER NOT NULL REFERENCES entry (sequence),
                until_sequence INTEGER CHECK (until_sequence > from_sequence),
                answer TEXT NOT NULL,
                note TEXT NOT NULL,
                settled_on TEXT NOT NULL,
                PRIMARY KEY (strategy, finding, from_sequence)
            );
            """)
}
