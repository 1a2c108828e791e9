import Vocabulary

/// The only way to write facts: entries with their digests, and the read rows that follow, in one transaction.
enum Journal {
    /// Appends entries in their order.
    ///
    /// - Throws: `StaleVersion` when a subject has moved since it was seen. Nothing is written then.
    static func append<Payload: Projected>(
        _ drafts: [EntryDraft<Payload>], expecting: [Subject: JournalSequence], at recorded: Instant,
        salts: SaltSource, on connection: any Connection
    ) throws -> JournalSequence {
        try refuseStale(expecting, on: connection)
        var head = try JournalReading.head(connection)
        for draft in drafts {
            let entry = try NewEntry(draft, after: head, at: recorded, salt: salts.make())
            try entry.store(on: connection)
            let mark = EntryMark(sequence: entry.sequence, recorded: entry.recorded)
            try project(draft.payload, mark, on: connection)
            head = JournalHead(sequence: entry.sequence, recorded: entry.recorded, digest: entry.digest)
        }
        return head?.sequence ?? .none
    }

    static func project(_ payload: some Projected, _ mark: EntryMark, on connection: any Connection) throws {
        try payload.project(mark, on: connection)
        for (subject, facts) in payload.excerpts() {
            try connection.execute(
                """
                INSERT INTO entry_excerpt (sequence, subject_kind, subject_number, body) VALUES (?1, ?2, ?3, ?4)
                """,
                [
                    SQLValue(mark.sequence), .text(subject.kind.rawValue), SQLValue(subject.number),
                    .text(try PayloadCoder.encode(facts)),
                ])
        }
    }

    private static func refuseStale(
        _ expecting: [Subject: JournalSequence], on connection: any Connection
    ) throws {
        let inOrder = expecting.sorted { one, other in
            (one.key.kind.rawValue, one.key.number) < (other.key.kind.rawValue, other.key.number)
        }
        for (subject, seen) in inOrder {
            let now = try JournalReading.version(of: subject, connection)
            guard now == seen else { throw StaleVersion(subject: subject, seen: seen, now: now) }
        }
    }
}

/// An entry ready to be stored, with its digests.
private struct NewEntry {
    let sequence: JournalSequence
    let recorded: Instant
    let digest: String
    private let author: Author
    private let purpose: Purpose
    private let subject: Subject
    private let touched: [Subject]
    private let room: String
    private let kind: EntryKind
    private let happened: Day?
    private let body: String
    private let salt: [UInt8]
    private let payloadDigest: String
    private let previousDigest: String

    init<Payload: EntryPayload>(
        _ draft: EntryDraft<Payload>, after head: JournalHead?, at instant: Instant, salt: [UInt8]
    ) throws {
        sequence = JournalSequence((head?.sequence.number ?? 0) + 1)
        // A clock that was put back must not make an entry older than the one before it.
        recorded = max(instant, head?.recorded ?? instant)
        (author, purpose) = (draft.author, draft.purpose)
        subject = draft.payload.subject
        touched = Set(draft.payload.alsoTouches + [subject]).sorted {
            ($0.kind.rawValue, $0.number) < ($1.kind.rawValue, $1.number)
        }
        (room, kind, happened) = (Payload.room, draft.payload.kind, draft.payload.happened)
        body = try PayloadCoder.encode(draft.payload)
        self.salt = salt
        var encoded = body
        payloadDigest = encoded.withUTF8 { EntryForm.payloadDigest(salt: salt, body: UnsafeRawBufferPointer($0)) }
        previousDigest = head?.digest ?? EntryForm.noDigest

        var form = EntryForm()
        form.field(sequence.number)
        form.field(recorded.microseconds)
        form.field(author.member.map { String($0.number) })
        form.field(purpose.rawValue)
        form.field(subject.kind.rawValue)
        form.field(subject.number)
        form.field(room)
        form.field(kind.name)
        form.field(kind.version)
        form.field(happened?.iso)
        form.field(payloadDigest)
        form.field(previousDigest)
        for subject in touched {
            form.field(subject.kind.rawValue)
            form.field(subject.number)
        }
        digest = form.digest
    }

    func store(on connection: any Connection) throws {
        try connection.execute(
            """
            INSERT INTO entry (sequence, recorded, author, purpose, subject_kind, subject_number, room, kind,
                kind_version, happened, payload_digest, previous_digest, digest)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
            """,
            [
                SQLValue(sequence), SQLValue(recorded), SQLValue(author.member), .text(purpose.rawValue),
                .text(subject.kind.rawValue), SQLValue(subject.number), .text(room), .text(kind.name),
                SQLValue(kind.version), SQLValue(happened), .text(payloadDigest), .text(previousDigest), .text(digest),
            ])
        try connection.execute(
            "INSERT INTO payload (sequence, salt, body) VALUES (?1, ?2, ?3)",
            [SQLValue(sequence), .blob(salt), .text(body)])
        for subject in touched {
            try connection.execute(
                "INSERT INTO entry_subject (sequence, subject_kind, subject_number) VALUES (?1, ?2, ?3)",
                [SQLValue(sequence), .text(subject.kind.rawValue), SQLValue(subject.number)])
        }
    }
}
