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
            let reading = PlanReading(connection, sight, at: at)
            guard try reading.strategy(of: action) != nil else { return [] }
            return try PlanHistory.entries(
                of: action, at: at, before: before ?? JournalSequence(.max), limit: limit, connection
            ).map { entry in
                // What came in its place is not named to whom it does not exist for.
                guard case .actionWithdrawn(let facts) = entry.payload, let successor = facts.successor,
                    try reading.strategy(of: successor) == nil
                else { return entry }
                return PlanHistoryEntry(
                    header: entry.header, payload: entry.payload?.reduced(without: [successor]),
                    correctedBy: entry.correctedBy)
            }
        }
    }

    public func firstReports(
        in id: StrategyID, since day: Day, _ sight: Sight, at: JournalSequence
    ) async throws -> [ActionID: Day] {
        try await database.read { try PlanReading($0, sight, at: at).firstReports(id, since: day) }
    }

    public func activity(
        _ question: ActivityQuestion, _ sight: Sight, at: JournalSequence
    ) async throws -> [PlanActivity] {
        try await database.read { try PlanActivities($0, sight, at: at).asked(question) }
    }

    public func updates(
        saying words: SearchWords, _ sight: Sight, at: JournalSequence
    ) async throws -> [FoundUpdate] {
        guard !words.isEmpty else { return [] }
        let dialect = database.dialect
        return try await database.read { try UpdateTexts($0, dialect).found(words, sight, at: at) }
    }

    public func activity(
        of found: [FoundUpdate], _ sight: Sight, at: JournalSequence
    ) async throws -> [PlanActivity] {
        try await database.read { connection in
            let activities = PlanActivities(connection, sight, at: at)
            return try found.compactMap { try activities.one($0) }
        }
    }

    public func settledFindings(
        of id: StrategyID, _ sight: Sight, at: JournalSequence
    ) async throws -> [SettledFinding] {
        try await database.read { try SettledFindings.reached(of: id, sight, at: at, $0) }
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
        _ drafts: [EntryDraft<PlanEntry>], expecting: [Subject: JournalSequence], at recorded: Instant,
        mail: [NewMail]
    ) async throws -> JournalSequence {
        try await database.write { [salts] connection in
            let last = try Journal.append(drafts, expecting: expecting, at: recorded, salts: salts, on: connection)
            try MailQueue.add(mail, entry: last, on: connection)
            return last
        }
    }

    public func version(of subject: Subject) async throws -> JournalSequence {
        try await database.read { try JournalReading.version(of: subject, $0) }
    }
}
