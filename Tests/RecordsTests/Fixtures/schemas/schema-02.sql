CREATE TABLE schema_version (
    number INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    digest TEXT NOT NULL
);
CREATE TABLE entry (
    sequence INTEGER NOT NULL PRIMARY KEY CHECK (sequence > 0),
    recorded BIGINT NOT NULL,
    author INTEGER,
    purpose TEXT NOT NULL CHECK (purpose <> ''),
    subject_kind TEXT NOT NULL CHECK (subject_kind <> ''),
    subject_number INTEGER NOT NULL CHECK (subject_number > 0),
    room TEXT NOT NULL CHECK (room <> ''),
    kind TEXT NOT NULL CHECK (kind <> ''),
    kind_version INTEGER NOT NULL CHECK (kind_version > 0),
    happened TEXT CHECK (length(happened) = 10),
    payload_digest TEXT NOT NULL CHECK (length(payload_digest) = 64),
    previous_digest TEXT NOT NULL CHECK (length(previous_digest) = 64),
    digest TEXT NOT NULL CHECK (length(digest) = 64)
);
CREATE INDEX entry_recorded ON entry (recorded, sequence);
CREATE INDEX entry_kind ON entry (room, kind, sequence);
CREATE TABLE entry_subject (
    sequence INTEGER NOT NULL REFERENCES entry (sequence),
    subject_kind TEXT NOT NULL,
    subject_number INTEGER NOT NULL,
    PRIMARY KEY (sequence, subject_kind, subject_number)
);
CREATE INDEX entry_subject_history ON entry_subject (subject_kind, subject_number, sequence);
CREATE TABLE payload (
    sequence INTEGER NOT NULL PRIMARY KEY REFERENCES entry (sequence),
    salt BLOB NOT NULL CHECK (length(salt) = 16),
    body TEXT NOT NULL
);
CREATE TABLE erasure (
    erased INTEGER NOT NULL PRIMARY KEY REFERENCES entry (sequence),
    sequence INTEGER NOT NULL REFERENCES entry (sequence),
    CHECK (sequence > erased)
);
CREATE TRIGGER entry_follows BEFORE INSERT ON entry
WHEN NEW.sequence <> (SELECT COALESCE(MAX(sequence), 0) + 1 FROM entry)
BEGIN SELECT RAISE(ABORT, 'an entry bears the number after the last'); END;
CREATE TRIGGER entry_not_earlier BEFORE INSERT ON entry
WHEN NEW.recorded < (SELECT recorded FROM entry ORDER BY sequence DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'an entry is never recorded before the last'); END;
CREATE TRIGGER entry_unchanged BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
CREATE TRIGGER entry_kept BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END;
CREATE TRIGGER entry_subject_unchanged BEFORE UPDATE ON entry_subject
BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
CREATE TRIGGER entry_subject_kept BEFORE DELETE ON entry_subject
BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END;
CREATE TRIGGER payload_unchanged BEFORE UPDATE ON payload
BEGIN SELECT RAISE(ABORT, 'a payload is never changed'); END;
CREATE TRIGGER payload_kept BEFORE DELETE ON payload
WHEN NOT EXISTS (SELECT 1 FROM erasure WHERE erased = OLD.sequence)
BEGIN SELECT RAISE(ABORT, 'a payload goes only where an erasure names it'); END;
CREATE TRIGGER erasure_unchanged BEFORE UPDATE ON erasure
BEGIN SELECT RAISE(ABORT, 'an erasure is never changed'); END;
CREATE TRIGGER erasure_kept BEFORE DELETE ON erasure
BEGIN SELECT RAISE(ABORT, 'an erasure is never deleted'); END;
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
INSERT INTO schema_version VALUES (1, 'journal', '72d053cc8b5b37b3eebd1ead3007742f2c246927997c97ce799cdf140c3d41b4');
INSERT INTO schema_version VALUES (2, 'read tables', '3d7434263c860f97ec8933a638d29da8e66aa47ace627fd8a16bc54e761cabf4');
