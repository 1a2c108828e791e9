extension Migration {
    /// What pages read. Each row holds from an entry until another, or until now where `until_sequence` is null.
    static let readTables = Migration(number: 2, name: "read tables", sql: people + plans + progress)

    private static let people = """
        CREATE TABLE partnership (
            from_sequence INTEGER NOT NULL PRIMARY KEY REFERENCES entry (sequence),
            until_sequence INTEGER CHECK (until_sequence > from_sequence),
            name TEXT NOT NULL,
            time_zone TEXT NOT NULL
        );

        CREATE TABLE agency (
            number INTEGER NOT NULL,
            from_sequence INTEGER NOT NULL REFERENCES entry (sequence),
            until_sequence INTEGER CHECK (until_sequence > from_sequence),
            name TEXT NOT NULL,
            short TEXT,
            PRIMARY KEY (number, from_sequence)
        );
        CREATE UNIQUE INDEX agency_current ON agency (number) WHERE until_sequence IS NULL;

        CREATE TABLE member (
            number INTEGER NOT NULL,
            from_sequence INTEGER NOT NULL REFERENCES entry (sequence),
            until_sequence INTEGER CHECK (until_sequence > from_sequence),
            name TEXT NOT NULL,
            post TEXT NOT NULL,
            agency INTEGER NOT NULL,
            email TEXT NOT NULL,
            email_folded TEXT NOT NULL,
            clearance INTEGER NOT NULL,
            is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
            PRIMARY KEY (number, from_sequence)
        );
        CREATE UNIQUE INDEX member_current ON member (number) WHERE until_sequence IS NULL;
        CREATE UNIQUE INDEX member_email ON member (email_folded) WHERE until_sequence IS NULL AND is_active = 1;

        CREATE TABLE member_role (
            member INTEGER NOT NULL,
            role TEXT NOT NULL,
            from_sequence INTEGER NOT NULL REFERENCES entry (sequence),
            until_sequence INTEGER CHECK (until_sequence > from_sequence),
            PRIMARY KEY (member, role, from_sequence)
        );


        """

    private static let plans = """
        CREATE TABLE strategy (
            number INTEGER NOT NULL,
            from_sequence INTEGER NOT NULL REFERENCES entry (sequence),
            until_sequence INTEGER CHECK (until_sequence > from_sequence),
            title TEXT NOT NULL,
            year TEXT NOT NULL CHECK (year IN ('financial', 'calendar')),
            marking INTEGER NOT NULL,
            source_name TEXT NOT NULL,
            source_digest TEXT NOT NULL,
            imported TEXT NOT NULL,
            imported_at INTEGER NOT NULL,
            PRIMARY KEY (number, from_sequence)
        );
        CREATE UNIQUE INDEX strategy_current ON strategy (number) WHERE until_sequence IS NULL;

        CREATE TABLE action (
            number INTEGER NOT NULL,
            from_sequence INTEGER NOT NULL REFERENCES entry (sequence),
            until_sequence INTEGER CHECK (until_sequence > from_sequence),
            strategy INTEGER NOT NULL,
            marking INTEGER NOT NULL,
            position INTEGER NOT NULL,
            update_owner INTEGER,
            retired_on TEXT,
            retired_reason TEXT,
            successor INTEGER,
            entered INTEGER NOT NULL,
            entered_on TEXT NOT NULL,
            PRIMARY KEY (number, from_sequence)
        );
        CREATE UNIQUE INDEX action_current ON action (number) WHERE until_sequence IS NULL;
        CREATE INDEX action_plan ON action (strategy, position, number, from_sequence);

        CREATE TABLE action_wording (
            action INTEGER NOT NULL,
            from_sequence INTEGER NOT NULL REFERENCES entry (sequence),
            until_sequence INTEGER CHECK (until_sequence > from_sequence),
            number TEXT,
            path TEXT NOT NULL,
            text TEXT NOT NULL,
            owner TEXT,
            leads TEXT NOT NULL,
            contributors TEXT NOT NULL,
            resources TEXT,
            coverage TEXT,
            outcome TEXT,
            measure TEXT,
            progress TEXT,
            equality TEXT,
            notes TEXT,
            timescale TEXT,
            PRIMARY KEY (action, from_sequence)
        );

        CREATE TABLE action_member (
            action INTEGER NOT NULL,
            member INTEGER NOT NULL,
            from_sequence INTEGER NOT NULL REFERENCES entry (sequence),
            until_sequence INTEGER CHECK (until_sequence > from_sequence),
            strategy INTEGER NOT NULL,
            marking INTEGER NOT NULL,
            PRIMARY KEY (action, member, from_sequence)
        );
        CREATE INDEX action_member_plan ON action_member (strategy, until_sequence, from_sequence);

        CREATE TABLE entry_excerpt (
            sequence INTEGER NOT NULL REFERENCES entry (sequence),
            subject_kind TEXT NOT NULL,
            subject_number INTEGER NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (sequence, subject_kind, subject_number)
        );


        """

    private static let progress = """
        CREATE TABLE promise (
            action INTEGER NOT NULL,
            number INTEGER NOT NULL CHECK (number > 0),
            from_sequence INTEGER NOT NULL REFERENCES entry (sequence),
            until_sequence INTEGER CHECK (until_sequence > from_sequence),
            strategy INTEGER NOT NULL,
            marking INTEGER NOT NULL,
            wording TEXT,
            label TEXT,
            opens TEXT,
            due TEXT,
            repeats_every INTEGER,
            repeats_unit TEXT,
            continues INTEGER NOT NULL CHECK (continues IN (0, 1)),
            condition TEXT,
            relative_every INTEGER,
            relative_unit TEXT,
            relative_anchor TEXT,
            past INTEGER NOT NULL CHECK (past IN (0, 1)),
            undecided INTEGER NOT NULL CHECK (undecided IN (0, 1)),
            understood INTEGER NOT NULL CHECK (understood IN (0, 1)),
            completed_on TEXT,
            completed_happened TEXT,
            completed_evidence TEXT,
            agreed_day TEXT,
            slips INTEGER NOT NULL CHECK (slips >= 0),
            request_day TEXT,
            request_reason TEXT,
            request_by INTEGER,
            settled TEXT CHECK (settled IN ('done', 'delay-agreed', 'missed', 'withdrawn')),
            settled_until TEXT,
            PRIMARY KEY (action, number, from_sequence)
        );
        CREATE UNIQUE INDEX promise_current ON promise (action, number) WHERE until_sequence IS NULL;
        CREATE INDEX promise_plan ON promise (strategy, until_sequence, from_sequence);

        CREATE TABLE occurrence (
            action INTEGER NOT NULL,
            promise INTEGER NOT NULL,
            due TEXT NOT NULL,
            from_sequence INTEGER NOT NULL REFERENCES entry (sequence),
            until_sequence INTEGER CHECK (until_sequence > from_sequence),
            strategy INTEGER NOT NULL,
            marking INTEGER NOT NULL,
            completed_on TEXT NOT NULL,
            completed_happened TEXT,
            completed_evidence TEXT NOT NULL,
            PRIMARY KEY (action, promise, due, from_sequence)
        );
        CREATE INDEX occurrence_plan ON occurrence (strategy, until_sequence, from_sequence);

        CREATE TABLE report (
            sequence INTEGER NOT NULL PRIMARY KEY REFERENCES entry (sequence),
            action INTEGER NOT NULL,
            recorded BIGINT NOT NULL,
            recorded_on TEXT NOT NULL
        );
        CREATE INDEX report_action ON report (action, sequence, recorded, recorded_on);

        CREATE TABLE round (
            number INTEGER NOT NULL,
            from_sequence INTEGER NOT NULL REFERENCES entry (sequence),
            until_sequence INTEGER CHECK (until_sequence > from_sequence),
            strategy INTEGER NOT NULL,
            period_from TEXT NOT NULL,
            period_to TEXT NOT NULL,
            opens TEXT NOT NULL,
            closes TEXT NOT NULL,
            opened INTEGER NOT NULL,
            opened_at BIGINT NOT NULL,
            owing TEXT NOT NULL,
            PRIMARY KEY (number, from_sequence)
        );
        CREATE UNIQUE INDEX round_current ON round (number) WHERE until_sequence IS NULL;
        CREATE INDEX round_plan ON round (strategy);
        """
}
