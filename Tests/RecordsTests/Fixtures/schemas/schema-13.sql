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
    short TEXT, replaced_by INTEGER,
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
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)), deputy INTEGER,
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
    imported_at INTEGER NOT NULL, source_at INTEGER, layout TEXT,
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
    entered_on TEXT NOT NULL, raised_in INTEGER,
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
    settled_until TEXT, entered_on TEXT,
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
, until_sequence INTEGER);
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
CREATE TABLE correction (
    sequence INTEGER NOT NULL PRIMARY KEY REFERENCES entry (sequence),
    action INTEGER NOT NULL,
    corrects INTEGER NOT NULL REFERENCES entry (sequence)
);
CREATE INDEX correction_action ON correction (action, corrects);
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
CREATE TABLE lead_link (
    token TEXT NOT NULL PRIMARY KEY CHECK (length(token) = 64),
    member INTEGER NOT NULL,
    strategy INTEGER NOT NULL,
    round INTEGER NOT NULL,
    created BIGINT NOT NULL,
    UNIQUE (member, round)
);
CREATE INDEX lead_link_round ON lead_link (round);
CREATE TABLE form_draft (
    member INTEGER NOT NULL,
    path TEXT NOT NULL,
    fields TEXT NOT NULL,
    saved BIGINT NOT NULL,
    PRIMARY KEY (member, path)
);
CREATE INDEX form_draft_saved ON form_draft (saved);
CREATE TABLE update_text (
    sequence INTEGER NOT NULL REFERENCES entry (sequence),
    action INTEGER NOT NULL,
    folded TEXT NOT NULL,
    PRIMARY KEY (sequence, action)
);
CREATE TABLE last_visit (
    member INTEGER NOT NULL PRIMARY KEY,
    since INTEGER,
    since_at BIGINT,
    seen INTEGER NOT NULL,
    seen_at BIGINT NOT NULL
);
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
INSERT INTO schema_version VALUES (1, 'journal', '72d053cc8b5b37b3eebd1ead3007742f2c246927997c97ce799cdf140c3d41b4');
INSERT INTO schema_version VALUES (2, 'read tables', '3d7434263c860f97ec8933a638d29da8e66aa47ace627fd8a16bc54e761cabf4');
INSERT INTO schema_version VALUES (3, 'working tables', 'cf5bbc8fb1f4e427b309bfd7d7173ccc0034413dddcb970a5e1473c267748d29');
INSERT INTO schema_version VALUES (4, 'rounds and mail', '4ab03d4c94c1fe3d100b22fa141862afa181a3021552f429afaf154f68950c0b');
INSERT INTO schema_version VALUES (5, 'changes of actions', '41679d1f4a2a99e5ede9abd124f89bd68a52cf8fa2e13a7daed31ab2974180e6');
INSERT INTO schema_version VALUES (6, 'meetings', '0147624193c81975b6632c7003368f2e72d7f376975d9b7331c6ab92ebd3b502');
INSERT INTO schema_version VALUES (7, 'registers', '9cd92954540b95c60d32172c4705bb9fef915e68b31daa48b93fc072cdd7d404');
INSERT INTO schema_version VALUES (8, 'working tables of the living plan', '5e8574688ee9d911ee0ac13465a198c2fa8f4f0d032c3bfa1f5a6d2d8d5dfced');
INSERT INTO schema_version VALUES (9, 'agencies and posts', '640731c91b2d4c21e375b857e1fddd2de53c4581a35b2892d4458655341d9880');
INSERT INTO schema_version VALUES (10, 'search and visits', 'a2b469e8b4f5ff3b361838a7038a3051fd0345832b3e594f0102c9f5feb3985a');
INSERT INTO schema_version VALUES (11, 'issued packs and exports', '33884a6b1313355ec33a30fd5dadc1a04fa387781cee9a6326a92f5a3d41d1ec');
INSERT INTO schema_version VALUES (12, 'the layout a plan came in', '487824f7116bf9f076b11ff9f28190c09439b6bbe8b6b313488ae5fa71067bf3');
INSERT INTO schema_version VALUES (13, 'long work and remembered columns', 'b372873f13120b5a24f7a5fbb6dea2e6ed6c605a6e99c81213b37bab84ef3743');
