import ActionPlans
public import Partnership
public import Vocabulary

/// The journal as a book to read, over a database.
public struct SQLJournalBook<Store: Database>: JournalBook {
    let database: Store

    public init(over database: Store) { self.database = database }

    public func entries(
        _ question: JournalQuestion, at place: JournalPlace, limit: Int, _ sight: Sight
    ) async throws -> [JournalRecord] {
        try await database.read {
            try JournalBookReading($0, sight).entries(question, at: place, limit: max(0, limit))
        }
    }

    public func count(_ question: JournalQuestion, _ sight: Sight) async throws -> Int {
        try await database.read { try JournalBookReading($0, sight).count(question) }
    }

    public func entry(_ sequence: JournalSequence, _ sight: Sight) async throws -> JournalRecord? {
        try await database.read { try JournalBookReading($0, sight).entry(sequence) }
    }
}

/// Reads the journal for one sight.
private struct JournalBookReading {
    let connection: any Connection
    let sight: Sight

    init(_ connection: any Connection, _ sight: Sight) {
        self.connection = connection
        self.sight = sight
    }

    /// What the sight reaches, as every question asks it.
    private var reach: [SQLValue] { [sight.ceilingCode, SQLValue(Marking.highest)] }

    func count(_ question: JournalQuestion) throws -> Int {
        let (after, before) = bounds(question, at: .newest)
        return Int(try connection.number(JournalQuery.count, parameters(question, after, before)) ?? 0)
    }

    func entries(_ question: JournalQuestion, at place: JournalPlace, limit: Int) throws -> [JournalRecord] {
        let (after, before) = bounds(question, at: place)
        var sequences: [JournalSequence] = []
        let isUpward = if case .after = place { true } else { false }
        let rows = try connection.rows(
            isUpward ? JournalQuery.oldestFirst : JournalQuery.newestFirst,
            parameters(question, after, before) + [SQLValue(limit)])
        while try rows.next() { sequences.append(rows.sequence(0)) }
        let closed = try closedActions()
        return try (isUpward ? sequences.reversed() : sequences).compactMap {
            try record($0, closed: closed, touched: [])
        }
    }

    func entry(_ sequence: JournalSequence) throws -> JournalRecord? {
        guard try connection.number(JournalQuery.isOpen, reach + [SQLValue(sequence)]) != nil else { return nil }
        let rows = try connection.rows(JournalQuery.touched, reach + [SQLValue(sequence)])
        var touched: [Subject] = []
        while try rows.next() { touched.append(Subject(try rows.word(0), rows.int(1))) }
        return try record(sequence, closed: try closedActions(), touched: touched)
    }

    /// The entries between which one looks, both left out.
    private func bounds(_ question: JournalQuestion, at place: JournalPlace) -> (after: Int64, before: Int64) {
        var after = question.after.number
        var before = question.upTo.map { $0.number + 1 } ?? .max
        switch place {
        case .newest: break
        case .before(let sequence): before = min(before, sequence.number)
        case .after(let sequence): after = max(after, sequence.number)
        }
        return (after, before)
    }

    private func parameters(_ question: JournalQuestion, _ after: Int64, _ before: Int64) -> [SQLValue] {
        let author: SQLValue =
            switch question.author {
            case nil: .null
            case .program: .integer(0)
            case .member(let id): SQLValue(id)
            }
        return reach + [
            .integer(after), .integer(before), author, SQLValue(question.room), SQLValue(question.kind),
            SQLValue(question.subject?.kind.rawValue), SQLValue(question.subject?.number),
        ]
    }

    private func closedActions() throws -> Set<ActionID> {
        guard !sight.seesPlans || sight.ceiling < Marking.highest else { return [] }
        let rows = try connection.rows(JournalQuery.closedActions, reach)
        var closed: Set<ActionID> = []
        while try rows.next() { closed.insert(rows.id(0)) }
        return closed
    }

    private func record(
        _ sequence: JournalSequence, closed: Set<ActionID>, touched: [Subject]
    ) throws -> JournalRecord? {
        let rows = try connection.rows(JournalQuery.record, [SQLValue(sequence), sight.ceilingCode])
        guard try rows.next() else { return nil }
        let header = try JournalReading.header(rows)
        return JournalRecord(
            header: header, content: try content(rows, header, closed), marking: marking(rows, header),
            payloadDigest: rows.text(11), previousDigest: rows.text(12),
            touched: touched.filter { $0 == header.subject } + touched.filter { $0 != header.subject })
    }

    private func content(_ rows: any Rows, _ header: EntryHeader, _ closed: Set<ActionID>) throws -> JournalContent {
        if rows.isNull(13) { return rows.isNull(14) ? .unreadable : .erased(under: rows.sequence(14)) }
        let payload = try rows.withBytes(13) {
            RoomPayloads.decoded(room: header.room, kind: header.kind, body: $0)
        }
        guard let payload else { return .unreadable }
        if let many = payload as? any Reducible & Projected { return .said(many.reduced(without: closed)) }
        return .said(payload)
    }

    /// Nothing left to say how a plan is marked counts as the highest there is.
    private func marking(_ rows: any Rows, _ header: EntryHeader) -> Marking {
        let found = (15...24).filter { !rows.isNull($0) }.map { rows.marking($0) }
        if let highest = found.max() { return highest }
        return [.partnership, .agency, .member].contains(header.subject.kind) ? .official : Marking.highest
    }
}

extension Marking {
    static var highest: Marking { allCases.max() ?? .officialSensitive }
}
