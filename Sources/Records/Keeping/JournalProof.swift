import Vocabulary

/// Recomputes every digest of a journal from the first entry on. Reads three tables side by side, row by row, so
/// that memory does not grow with the journal.
struct JournalProof {
    private let connection: any Connection
    private let entries: any Rows
    private let payloads: OrderedRows
    private let subjects: OrderedRows
    /// Which entry erased which.
    private let erasedBy: [Int64: Int64]
    private var form = EntryForm()
    private var expected: Int64 = 1
    private var previousDigest = EntryForm.noDigest
    private var previousRecorded = Int64.min
    private var count = 0
    private var erased = 0
    private var head: JournalHead?
    private var faults: [VerifyReport.Fault] = []

    static func verify(_ connection: any Connection, _ dialect: Dialect, head: JournalHead?) throws -> VerifyReport {
        var proof = try JournalProof(connection)
        try proof.refuseMistyped(dialect)
        try proof.walk()
        let comparison = proof.compare(with: head)
        return VerifyReport(
            entries: proof.count, erased: proof.erased, head: proof.head,
            faults: proof.faults.sorted { $0.sequence < $1.sequence }, comparison: comparison)
    }

    private init(_ connection: any Connection) throws {
        self.connection = connection
        erasedBy = try Erasures.read(connection)
        entries = try connection.rows(
            """
            SELECT sequence, recorded, author, purpose, subject_kind, subject_number, room, kind, kind_version,
                happened, payload_digest, previous_digest, digest
            FROM entry ORDER BY sequence
            """)
        payloads = OrderedRows(try connection.rows("SELECT sequence, salt, body FROM payload ORDER BY sequence"))
        subjects = OrderedRows(
            try connection.rows(
                """
                SELECT sequence, subject_kind, subject_number FROM entry_subject
                ORDER BY sequence, subject_kind, subject_number
                """))
    }

    private mutating func fault(_ sequence: Int64, _ sentence: String) {
        faults.append(.init(sequence: JournalSequence(sequence), sentence: sentence))
    }

    private mutating func walk() throws {
        while try entries.next() { try entry(entries.integer(0)) }
        try strays(before: .max)
    }

    private mutating func entry(_ sequence: Int64) throws {
        count += 1
        if sequence > expected {
            let missing = sequence - expected
            fault(
                expected,
                missing == 1
                    ? "Entry \(expected) is missing." : "Entries \(expected) to \(sequence - 1) are missing.")
        }
        try strays(before: sequence)
        if entries.integer(1) < previousRecorded {
            fault(sequence, "Entry \(sequence) was recorded before the entry that stands before it.")
        }
        if entries.text(11) != previousDigest {
            fault(sequence, "Entry \(sequence) does not follow from the entry before it: the chain is broken.")
        }
        if try headerDigest(sequence) != entries.text(12) {
            fault(sequence, "The header of entry \(sequence) is not the one that was recorded.")
        }
        try payload(sequence)
        expected = sequence + 1
        previousDigest = entries.text(12)
        previousRecorded = entries.integer(1)
        head = JournalHead(
            sequence: JournalSequence(sequence), recorded: entries.instant(1), digest: entries.text(12))
    }

    /// Over the header's columns and the subjects, as `NewEntry` takes it.
    private mutating func headerDigest(_ sequence: Int64) throws -> String {
        form.begin()
        for column in 0..<12 {
            if entries.isNull(column) {
                form.missing()
            } else {
                try entries.withBytes(column) { form.field(raw: $0) }
            }
        }
        while try subjects.stands(at: sequence) {
            try subjects.rows.withBytes(1) { form.field(raw: $0) }
            try subjects.rows.withBytes(2) { form.field(raw: $0) }
            subjects.take()
        }
        return form.digest
    }

    private mutating func payload(_ sequence: Int64) throws {
        guard try payloads.stands(at: sequence) else {
            if erasedBy[sequence] != nil {
                erased += 1
            } else {
                fault(sequence, "The payload of entry \(sequence) is missing, and no entry says it was erased.")
            }
            return
        }
        let salt = try payloads.rows.withBytes(1) { Array($0) }
        let digest = try payloads.rows.withBytes(2) { EntryForm.payloadDigest(salt: salt, body: $0) }
        payloads.take()
        if digest != entries.text(10) {
            fault(sequence, "The payload of entry \(sequence) is not the one that was recorded.")
        }
        if let by = erasedBy[sequence] {
            fault(sequence, "Entry \(by) says that the payload of entry \(sequence) was erased, but it is there.")
        }
    }

    /// Rows that belong to no entry.
    private mutating func strays(before sequence: Int64) throws {
        while let stray = try payloads.row(before: sequence) {
            fault(stray, "There is a payload for entry \(stray), but no such entry.")
        }
        var last: Int64?
        while let stray = try subjects.row(before: sequence) {
            if stray != last { fault(stray, "There are subjects for entry \(stray), but no such entry.") }
            last = stray
        }
    }

    /// A value of another kind can read the same and still be passed over by a query.
    private mutating func refuseMistyped(_ dialect: Dialect) throws {
        guard let query = dialect.mistypedJournalRows else { return }
        let rows = try connection.rows(query)
        while try rows.next() {
            let sequence = rows.integer(0)
            fault(sequence, "Entry \(sequence) holds a value of the wrong kind: it is not as it was recorded.")
        }
    }

    private mutating func compare(with noted: JournalHead?) -> HeadComparison? {
        guard let noted else { return nil }
        let sequence = noted.sequence.number
        guard let head, head.sequence >= noted.sequence else {
            fault(sequence, "The journal was cut short: it once reached entry \(sequence) and ends before it.")
            return .cutShort(endsAt: head?.sequence ?? .none)
        }
        let stands = try? standing(at: sequence)
        guard stands?.digest == noted.digest, stands?.recorded == noted.recorded else {
            fault(sequence, "Entry \(sequence) is not the one whose digest was noted: the journal was written anew.")
            return .writtenAnew
        }
        return .grown(by: head.sequence.number - sequence)
    }

    private func standing(at sequence: Int64) throws -> (recorded: Instant, digest: String)? {
        let rows = try connection.rows("SELECT recorded, digest FROM entry WHERE sequence = ?1", [.integer(sequence)])
        return try rows.next() ? (rows.instant(0), rows.text(1)) : nil
    }
}

/// Rows in the order of their first column, looked at one ahead.
private final class OrderedRows {
    let rows: any Rows
    private var isAhead = false
    private var isDone = false

    init(_ rows: any Rows) { self.rows = rows }

    private func look() throws -> Int64? {
        if !isAhead, !isDone {
            isAhead = try rows.next()
            isDone = !isAhead
        }
        return isAhead ? rows.integer(0) : nil
    }

    func stands(at sequence: Int64) throws -> Bool { try look() == sequence }

    func take() { isAhead = false }

    /// Takes the next row if it comes before a sequence.
    func row(before sequence: Int64) throws -> Int64? {
        guard let found = try look(), found < sequence else { return nil }
        take()
        return found
    }
}
