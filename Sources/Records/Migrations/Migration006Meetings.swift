extension Migration {
    /// Groups, meetings and decisions, as pages read them.
    static let meetings = Migration(
        number: 6, name: "meetings",
        sql: """
            CREATE TABLE meeting_group (
                number INTEGER NOT NULL,
                from_sequence INTEGER NOT NULL REFERENCES entry (sequence),
                until_sequence INTEGER CHECK (until_sequence > from_sequence),
                name TEXT NOT NULL,
                purpose TEXT NOT NULL,
                reports_to INTEGER,
                marking INTEGER NOT NULL,
                formed TEXT NOT NULL,
                dissolved TEXT,
                dissolved_reason TEXT,
                PRIMARY KEY (number, from_sequence)
            );
            CREATE UNIQUE INDEX meeting_group_current ON meeting_group (number) WHERE until_sequence IS NULL;

            CREATE TABLE group_term (
                meeting_group INTEGER NOT NULL,
                number INTEGER NOT NULL,
                from_sequence INTEGER NOT NULL REFERENCES entry (sequence),
                until_sequence INTEGER CHECK (until_sequence > from_sequence),
                member INTEGER NOT NULL,
                office TEXT NOT NULL CHECK (office IN ('chair', 'deputy-chair', 'secretary', 'member')),
                first_day TEXT NOT NULL,
                last_day TEXT,
                PRIMARY KEY (meeting_group, number, from_sequence)
            );

            CREATE TABLE meeting (
                number INTEGER NOT NULL,
                from_sequence INTEGER NOT NULL REFERENCES entry (sequence),
                until_sequence INTEGER CHECK (until_sequence > from_sequence),
                meeting_group INTEGER NOT NULL,
                title TEXT NOT NULL,
                day TEXT NOT NULL,
                time TEXT NOT NULL,
                place TEXT NOT NULL,
                strategies TEXT NOT NULL,
                marking INTEGER NOT NULL,
                details_at INTEGER NOT NULL,
                cancelled TEXT,
                cancelled_reason TEXT,
                attendance_at INTEGER,
                present TEXT,
                apologies TEXT,
                visitors TEXT,
                agreed TEXT,
                agreed_at INTEGER,
                PRIMARY KEY (number, from_sequence)
            );
            CREATE UNIQUE INDEX meeting_current ON meeting (number) WHERE until_sequence IS NULL;
            CREATE INDEX meeting_of_group ON meeting (meeting_group, day);

            CREATE TABLE meeting_item (
                meeting INTEGER NOT NULL,
                number INTEGER NOT NULL,
                from_sequence INTEGER NOT NULL REFERENCES entry (sequence),
                until_sequence INTEGER CHECK (until_sequence > from_sequence),
                text TEXT NOT NULL,
                PRIMARY KEY (meeting, number)
            );

            CREATE TABLE meeting_note (
                meeting INTEGER NOT NULL,
                number INTEGER NOT NULL,
                from_sequence INTEGER NOT NULL REFERENCES entry (sequence),
                kind TEXT NOT NULL CHECK (kind IN ('discussed', 'correction')),
                about TEXT,
                text TEXT NOT NULL,
                marking INTEGER NOT NULL,
                noted TEXT NOT NULL,
                PRIMARY KEY (meeting, number)
            );

            CREATE TABLE decision (
                number INTEGER NOT NULL,
                from_sequence INTEGER NOT NULL REFERENCES entry (sequence),
                until_sequence INTEGER CHECK (until_sequence > from_sequence),
                meeting INTEGER NOT NULL,
                meeting_group INTEGER NOT NULL,
                text TEXT NOT NULL,
                owner INTEGER,
                comes_back TEXT,
                marking INTEGER NOT NULL,
                taken TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('standing', 'done', 'superseded')),
                closed TEXT,
                closed_note TEXT,
                superseded_by INTEGER,
                PRIMARY KEY (number, from_sequence)
            );
            CREATE UNIQUE INDEX decision_current ON decision (number) WHERE until_sequence IS NULL;

            CREATE TABLE decision_action (
                decision INTEGER NOT NULL,
                position INTEGER NOT NULL,
                from_sequence INTEGER NOT NULL REFERENCES entry (sequence),
                action INTEGER NOT NULL,
                strategy INTEGER NOT NULL,
                PRIMARY KEY (decision, position)
            );
            CREATE INDEX decision_action_of ON decision_action (action);
            """)
}
