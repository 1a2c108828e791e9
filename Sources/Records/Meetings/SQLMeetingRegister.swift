public import ActionPlans
public import Partnership
public import Vocabulary

/// Groups, meetings and decisions in a database.
public struct SQLMeetingRegister<Store: Database>: MeetingRegister {
    let database: Store
    let salts: SaltSource

    public init(over database: Store, salts: SaltSource = .system) {
        self.database = database
        self.salts = salts
    }

    public func groups(_ sight: Sight, at: JournalSequence) async throws -> [Group] {
        try await database.read { try MeetingReading($0, sight, at: at).groups() }
    }

    public func meetings(of group: GroupID?, _ sight: Sight, at: JournalSequence) async throws -> [Meeting] {
        try await database.read { try MeetingReading($0, sight, at: at).meetings(of: group) }
    }

    public func meeting(_ id: MeetingID, _ sight: Sight, at: JournalSequence) async throws -> Meeting? {
        try await database.read { try MeetingReading($0, sight, at: at).meetings(of: nil, only: id).first }
    }

    public func notes(of meeting: MeetingID, _ sight: Sight, at: JournalSequence) async throws -> [MeetingNote] {
        try await database.read { try MeetingReading($0, sight, at: at).notes(of: meeting) }
    }

    public func decisions(
        _ filter: DecisionFilter, _ sight: Sight, at: JournalSequence
    ) async throws -> [Decision] {
        try await database.read { try MeetingReading($0, sight, at: at).decisions(filter) }
    }

    public func decision(_ id: DecisionID, _ sight: Sight, at: JournalSequence) async throws -> Decision? {
        try await database.read {
            try MeetingReading($0, sight, at: at).decisions(DecisionFilter(), only: id).first
        }
    }

    /// Counted from the journal, so that the number of what was erased is not given again.
    public func nextNumbers() async throws -> NextMeetingNumbers {
        try await database.read { connection in
            func next(_ kind: Subject.Kind) throws -> Int {
                let last = try connection.number(
                    "SELECT MAX(subject_number) FROM entry_subject WHERE subject_kind = ?1", [.text(kind.rawValue)])
                return Int(last ?? 0) + 1
            }
            return NextMeetingNumbers(
                group: GroupID(try next(.group)), meeting: MeetingID(try next(.meeting)),
                decision: DecisionID(try next(.decision)))
        }
    }

    public func nextNote(of meeting: MeetingID) async throws -> Int {
        try await database.read { connection in
            let last = try connection.number(
                "SELECT MAX(number) FROM meeting_note WHERE meeting = ?1", [SQLValue(meeting)])
            return Int(last ?? 0) + 1
        }
    }

    public func nextItem(of meeting: MeetingID) async throws -> Int {
        try await database.read { connection in
            let last = try connection.number(
                "SELECT MAX(number) FROM meeting_item WHERE meeting = ?1", [SQLValue(meeting)])
            return Int(last ?? 0) + 1
        }
    }

    @discardableResult
    public func append(
        _ drafts: [EntryDraft<MeetingEntry>], expecting: [Subject: JournalSequence], at recorded: Instant
    ) async throws -> JournalSequence {
        try await database.write { [salts] connection in
            try Journal.append(drafts, expecting: expecting, at: recorded, salts: salts, on: connection)
        }
    }

    public func version(of subject: Subject) async throws -> JournalSequence {
        try await database.read { try JournalReading.version(of: subject, $0) }
    }
}
