public import ActionPlans
public import Partnership
public import Vocabulary

/// Plans in a database.
public struct SQLStrategyRegister<Store: Database>: StrategyRegister {
    let database: Store
    let salts: SaltSource

    public init(over database: Store, salts: SaltSource = .system) {
        self.database = database
        self.salts = salts
    }

    public func strategies(_ sight: Sight, at: JournalSequence) async throws -> [Strategy] {
        try await database.read { try PlanReading($0, sight, at: at).strategies() }
    }

    public func plan(_ id: StrategyID, _ sight: Sight, at: JournalSequence) async throws -> Plan? {
        try await database.read { try PlanReading($0, sight, at: at).plan(id) }
    }

    public func strategy(
        of action: ActionID, _ sight: Sight, at: JournalSequence
    ) async throws -> StrategyID? {
        try await database.read { try PlanReading($0, sight, at: at).strategy(of: action) }
    }

    public func history(
        of action: ActionID, _ sight: Sight, at: JournalSequence, before: JournalSequence?, limit: Int
    ) async throws -> [PlanHistoryEntry] {
        try await database.read { connection in
            guard try PlanReading(connection, sight, at: at).strategy(of: action) != nil else { return [] }
            return try PlanHistory.entries(
                of: action, at: at, before: before ?? JournalSequence(.max), limit: limit, connection)
        }
    }

    public func entries(
        of strategy: StrategyID, _ sight: Sight, at: JournalSequence, after: JournalSequence
    ) async throws -> [EntryHeader] {
        try await database.read { connection in
            let reading = PlanReading(connection, sight, at: at)
            guard try reading.strategies().contains(where: { $0.id == strategy }) else { return [] }
            let rows = try connection.rows(
                PlanQuery.entries, [SQLValue(at), sight.ceilingCode, SQLValue(strategy), SQLValue(after)])
            var headers: [EntryHeader] = []
            while try rows.next() { headers.append(try JournalReading.header(rows)) }
            return headers
        }
    }

    /// Counted from the journal, so that the number of an erased plan is not given again.
    public func nextNumbers() async throws -> NextNumbers {
        try await database.read { connection in
            func next(_ kind: Subject.Kind) throws -> Int {
                let last = try connection.number(
                    "SELECT MAX(subject_number) FROM entry_subject WHERE subject_kind = ?1", [.text(kind.rawValue)])
                return Int(last ?? 0) + 1
            }
            return NextNumbers(
                strategy: StrategyID(try next(.strategy)), action: ActionID(try next(.action)),
                round: RoundID(try next(.round)))
        }
    }

    @discardableResult
    public func append(
        _ drafts: [EntryDraft<PlanEntry>], expecting: [Subject: JournalSequence], at recorded: Instant
    ) async throws -> JournalSequence {
        try await database.write { [salts] connection in
            try Journal.append(drafts, expecting: expecting, at: recorded, salts: salts, on: connection)
        }
    }

    public func version(of subject: Subject) async throws -> JournalSequence {
        try await database.read { try JournalReading.version(of: subject, $0) }
    }
}
