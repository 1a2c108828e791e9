public import ActionPlans
public import Partnership
public import Vocabulary

/// The registers of risks, issues, pilots and evidence gaps in a database.
public struct SQLItemRegister<Store: Database>: ItemRegister {
    let database: Store
    let salts: SaltSource

    public init(over database: Store, salts: SaltSource = .system) {
        self.database = database
        self.salts = salts
    }

    public func items(_ sight: Sight, at: JournalSequence) async throws -> [RegisterItem] {
        try await database.read { try RegisterReading($0, sight, at: at).items() }
    }

    public func item(_ id: RegisterItemID, _ sight: Sight, at: JournalSequence) async throws -> RegisterItem? {
        try await database.read { try RegisterReading($0, sight, at: at).item(id) }
    }

    public func items(
        about action: ActionID, _ sight: Sight, at: JournalSequence
    ) async throws -> [RegisterItem] {
        try await database.read { try RegisterReading($0, sight, at: at).items(about: action) }
    }

    public func history(
        of id: RegisterItemID, _ sight: Sight, at: JournalSequence, limit: Int
    ) async throws -> [RegisterHistoryEntry] {
        try await database.read { try RegisterReading($0, sight, at: at).history(of: id, limit: limit) }
    }

    /// Counted from the journal, so that the number of an erased item is not given again.
    public func nextNumber() async throws -> RegisterItemID {
        try await database.read { connection in
            let last = try connection.number(
                "SELECT MAX(subject_number) FROM entry_subject WHERE subject_kind = ?1",
                [.text(Subject.Kind.registerItem.rawValue)])
            return RegisterItemID(Int(last ?? 0) + 1)
        }
    }

    @discardableResult
    public func append(
        _ drafts: [EntryDraft<RegisterEntry>], expecting: [Subject: JournalSequence], at recorded: Instant
    ) async throws -> JournalSequence {
        try await database.write { [salts] connection in
            try Journal.append(drafts, expecting: expecting, at: recorded, salts: salts, on: connection)
        }
    }

    public func version(of id: RegisterItemID) async throws -> JournalSequence {
        try await database.read { try JournalReading.version(of: .registerItem(id), $0) }
    }
}
