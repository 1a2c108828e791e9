public import Vocabulary

/// What a store in a database promises beside its registers.
public struct SQLKeeping<Store: Database>: Keeping, JournalReader {
    let database: Store
    let salts: SaltSource

    public init(over database: Store, salts: SaltSource = .system) {
        self.database = database
        self.salts = salts
    }

    public func head() async throws -> JournalHead? {
        try await database.read { try JournalReading.head($0) }
    }

    public func sequence(asAt instant: Instant) async throws -> JournalSequence {
        try await database.read { try JournalReading.sequence(asAt: instant, $0) }
    }

    public func entries(after sequence: JournalSequence, limit: Int) async throws -> [EntryHeader] {
        try await database.read { try JournalReading.headers(after: sequence, limit: limit, $0) }
    }

    public func verify() async throws -> VerifyReport { try await verify(head: nil) }

    public func verify(head: JournalHead?) async throws -> VerifyReport {
        try await database.read { [dialect = database.dialect] in
            try JournalProof.verify($0, dialect, head: head)
        }
    }

    public func rebuild() async throws -> RebuildReport {
        try await database.write { try Rebuild.run($0) }
    }

    @discardableResult
    public func erase(
        _ sequence: JournalSequence, rule: String, by author: Author, at instant: Instant
    ) async throws -> JournalSequence {
        try await database.write { [salts] connection in
            try Erasures.erase(sequence, rule: rule, by: author, at: instant, salts: salts, on: connection)
        }
    }

    public func backup(to path: String) async throws -> BackupReport {
        let copied = try await database.backUp(to: path) { try await CopyProof.prove($0, path: path) }
        return BackupReport(
            path: path, bytes: copied.bytes, entries: copied.proof.entries, head: copied.proof.head, proved: true)
    }

    public func check() async throws -> [CheckLine] {
        let condition = try await database.condition()
        let journal = try await database.read { [dialect = database.dialect] in
            try JournalCheck.lines($0, dialect)
        }
        return condition + journal
    }
}

/// What a copy must show before it counts as a backup or may be restored.
public enum CopyProof {
    /// - Throws: `KeepingRefusal.notProved` naming the first thing that is wrong.
    public static func prove(_ copy: any Database, path: String) async throws -> VerifyReport {
        for line in try await copy.condition() where line.verdict == .wrong {
            throw KeepingRefusal.notProved(path: path, reason: line.sentence)
        }
        let dialect = copy.dialect
        let report = try await copy.read { try JournalProof.verify($0, dialect, head: nil) }
        if let fault = report.faults.first {
            throw KeepingRefusal.notProved(path: path, reason: fault.sentence)
        }
        return report
    }
}
