import ActionPlans
import Partnership
import Vocabulary

/// A store of plans that cannot write, nor say what happened: the disk is full, or something unknown is wrong.
struct FailingStore<Fault: Error>: StrategyRegister {
    let real: any StrategyRegister
    let fault: Fault

    func strategies(_ sight: Sight, at sequence: JournalSequence) async throws -> [Strategy] {
        try await real.strategies(sight, at: sequence)
    }

    func plan(_ id: StrategyID, _ sight: Sight, at sequence: JournalSequence) async throws -> Plan? {
        try await real.plan(id, sight, at: sequence)
    }

    func strategy(of action: ActionID, _ sight: Sight, at sequence: JournalSequence) async throws -> StrategyID? {
        try await real.strategy(of: action, sight, at: sequence)
    }

    func history(
        of action: ActionID, _ sight: Sight, at sequence: JournalSequence, before: JournalSequence?, limit: Int
    ) async throws -> [PlanHistoryEntry] { throw fault }

    func firstReports(
        in id: StrategyID, since day: Day, _ sight: Sight, at sequence: JournalSequence
    ) async throws -> [ActionID: Day] { try await real.firstReports(in: id, since: day, sight, at: sequence) }

    func activity(
        _ question: ActivityQuestion, _ sight: Sight, at sequence: JournalSequence
    ) async throws -> [PlanActivity] { throw fault }

    func updates(
        saying words: SearchWords, _ sight: Sight, at sequence: JournalSequence
    ) async throws -> [FoundUpdate] { throw fault }

    func activity(
        of found: [FoundUpdate], _ sight: Sight, at sequence: JournalSequence
    ) async throws -> [PlanActivity] { throw fault }

    func settledFindings(
        of id: StrategyID, _ sight: Sight, at sequence: JournalSequence
    ) async throws -> [SettledFinding] { throw fault }

    func entries(
        of strategy: StrategyID, _ sight: Sight, at sequence: JournalSequence, after: JournalSequence
    ) async throws -> [EntryHeader] { throw fault }

    func nextNumbers() async throws -> NextNumbers { try await real.nextNumbers() }

    /// Plans can be imported, so that there is something to fail on.
    func append(
        _ drafts: [EntryDraft<PlanEntry>], expecting: [Subject: JournalSequence], at recorded: Instant,
        mail: [NewMail]
    ) async throws -> JournalSequence {
        for draft in drafts {
            guard case .planImported = draft.payload else { throw fault }
        }
        return try await real.append(drafts, expecting: expecting, at: recorded, mail: mail)
    }

    func version(of subject: Subject) async throws -> JournalSequence { try await real.version(of: subject) }
}

/// A store that cannot say who is a member.
struct FailingMembers: MemberRegister {
    var fault: any Error = UnknownFault()

    func profile() async throws -> PartnershipProfile? { throw fault }
    func profile(at: JournalSequence) async throws -> PartnershipProfile? { throw fault }
    func agencies() async throws -> [Agency] { throw fault }
    func members() async throws -> [Member] { throw fault }
    func members(at: JournalSequence) async throws -> [Member] { throw fault }
    func member(_ id: MemberID) async throws -> Member? { throw fault }
    func member(email: String) async throws -> Member? { throw fault }

    func append(
        _ drafts: [EntryDraft<PartnershipEntry>], expecting: [Subject: JournalSequence], at recorded: Instant
    ) async throws -> JournalSequence { throw fault }

    func version(of subject: Subject) async throws -> JournalSequence { throw fault }
}

/// Says in its text what no page may show.
struct UnknownFault: Error, CustomStringConvertible {
    static let secret = "INTERNALS-select-from-members"
    var description: String { Self.secret }
}
