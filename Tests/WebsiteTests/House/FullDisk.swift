import ActionPlans
import Partnership
import Synchronization
import Vocabulary

/// A disk that is full for a while: plans are read, and nothing can be written.
final class FullDisk: Sendable {
    private let full = Mutex(false)

    var isFull: Bool {
        get { full.withLock { $0 } }
        set { full.withLock { $0 = newValue } }
    }

    func store(_ real: any StrategyRegister) -> any StrategyRegister { Store(real: real, disk: self) }

    private struct Store: StrategyRegister {
        let real: any StrategyRegister
        let disk: FullDisk

        func strategies(_ sight: Sight, at sequence: JournalSequence) async throws -> [Strategy] {
            try await real.strategies(sight, at: sequence)
        }

        func plan(_ id: StrategyID, _ sight: Sight, at sequence: JournalSequence) async throws -> Plan? {
            try await real.plan(id, sight, at: sequence)
        }

        func strategy(
            of action: ActionID, _ sight: Sight, at sequence: JournalSequence
        ) async throws -> StrategyID? { try await real.strategy(of: action, sight, at: sequence) }

        func history(
            of action: ActionID, _ sight: Sight, at sequence: JournalSequence, before: JournalSequence?, limit: Int
        ) async throws -> [PlanHistoryEntry] {
            try await real.history(of: action, sight, at: sequence, before: before, limit: limit)
        }

        func nextNumbers() async throws -> NextNumbers { try await real.nextNumbers() }

        func firstReports(
            in id: StrategyID, since day: Day, _ sight: Sight, at sequence: JournalSequence
        ) async throws -> [ActionID: Day] { try await real.firstReports(in: id, since: day, sight, at: sequence) }

        func activity(
            _ question: ActivityQuestion, _ sight: Sight, at sequence: JournalSequence
        ) async throws -> [PlanActivity] { try await real.activity(question, sight, at: sequence) }

        func updates(
            saying words: SearchWords, _ sight: Sight, at sequence: JournalSequence
        ) async throws -> [FoundUpdate] { try await real.updates(saying: words, sight, at: sequence) }

        func activity(
            of found: [FoundUpdate], _ sight: Sight, at sequence: JournalSequence
        ) async throws -> [PlanActivity] { try await real.activity(of: found, sight, at: sequence) }

        func settledFindings(
            of id: StrategyID, _ sight: Sight, at sequence: JournalSequence
        ) async throws -> [SettledFinding] { try await real.settledFindings(of: id, sight, at: sequence) }

        func entries(
            of strategy: StrategyID, _ sight: Sight, at sequence: JournalSequence, after: JournalSequence
        ) async throws -> [EntryHeader] {
            try await real.entries(of: strategy, sight, at: sequence, after: after)
        }

        func append(
            _ drafts: [EntryDraft<PlanEntry>], expecting: [Subject: JournalSequence], at recorded: Instant,
            mail: [NewMail]
        ) async throws -> JournalSequence {
            guard !disk.isFull else { throw KeepingRefusal.diskFull }
            return try await real.append(drafts, expecting: expecting, at: recorded, mail: mail)
        }

        func version(of subject: Subject) async throws -> JournalSequence { try await real.version(of: subject) }
    }
}
