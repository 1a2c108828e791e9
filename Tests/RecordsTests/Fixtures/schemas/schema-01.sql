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
INSERT INTO schema_version VALUES (1, 'journal', '72d053cc8b5b37b3eebd1ead3007742f2c246927997c97ce799cdf140c3d41b4');
