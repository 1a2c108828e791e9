public import ActionPlans
public import Partnership
public import Vocabulary

/// What an administrator can ask about the partnership itself.
public enum MembershipCommand: Sendable {
    case namePartnership(NamePartnership)
    case joinAgency(JoinAgency)
    case joinMember(JoinMember)
    case changeMember(ChangeMember)
    case memberLeaves(MemberLeaves)
    case renameAgency(RenameAgency)
    case mergeAgency(MergeAgency)
    case replaceAgency(ReplaceAgency)

    /// What a form of it was about, where that was there before.
    var subject: Subject? {
        switch self {
        case .namePartnership, .joinAgency, .joinMember: nil
        case .changeMember(let command): .member(command.member)
        case .memberLeaves(let command): .member(command.member)
        case .renameAgency(let command): .agency(command.agency)
        case .mergeAgency(let command): .agency(command.agency)
        case .replaceAgency(let command): .agency(command.agency)
        }
    }

    public var act: Act {
        switch self {
        case .namePartnership: .changeSettings
        case .joinAgency, .renameAgency, .mergeAgency, .replaceAgency: .manageAgencies
        case .joinMember, .changeMember, .memberLeaves: .manageMembers
        }
    }
}

/// Who works here: agencies, members, roles.
public struct MembershipDesk: Sendable {
    private let register: any MemberRegister
    private let signIn: any SignInRegister
    private let formDrafts: any FormDraftRegister
    public let clock: Clock
    private let turn: WritingTurn
    private let leadLinks: (any LeadLinkRegister)?

    public init(
        register: any MemberRegister, signIn: any SignInRegister, formDrafts: any FormDraftRegister, clock: Clock,
        turn: WritingTurn = WritingTurn(), leadLinks: (any LeadLinkRegister)? = nil
    ) {
        self.register = register
        self.signIn = signIn
        self.formDrafts = formDrafts
        self.clock = clock
        self.turn = turn
        self.leadLinks = leadLinks
    }

    public func profile() async throws -> PartnershipProfile? { try await register.profile() }
    /// Those that were merged or replaced included.
    public func agencies() async throws -> [Agency] { try await register.agencies() }
    /// Those who have left included.
    public func members() async throws -> [Member] { try await register.members() }
    /// Members as they were at a sequence of the journal.
    public func members(at sequence: JournalSequence) async throws -> [Member] {
        try await register.members(at: sequence)
    }
    public func member(_ id: MemberID) async throws -> Member? { try await register.member(id) }
    public func member(email: String) async throws -> Member? { try await register.member(email: email) }
    public func version(of subject: Subject) async throws -> JournalSequence {
        try await register.version(of: subject)
    }

    /// Does a command, or says everything that stands against it. A member who leaves, or whose rights change, is
    /// signed out everywhere.
    @discardableResult
    public func perform(
        _ command: MembershipCommand, by member: Member, expecting: JournalSequence? = nil
    ) async throws -> Performed {
        if case .denied(let sentence) = Policy.may(command.act, member) { throw DeskRefusal.notAllowed(sentence) }
        return try await turn.run { try await self.carryOut(command, author: member, expecting: expecting) }
    }

    private func carryOut(
        _ command: MembershipCommand, author: Member, expecting: JournalSequence?
    ) async throws -> Performed {
        // What others did meanwhile is said before what is wrong with a command that was made without knowing it.
        if let expecting, expecting > .none, let subject = command.subject {
            let stands = try await register.version(of: subject)
            guard stands == expecting else {
                throw DeskRefusal.stale(StaleVersion(subject: subject, seen: expecting, now: stands))
            }
        }
        let payload = try await decide(command, author)
        // Before the entry, so that one who lost a right is never left signed in; what fails afterwards would not undo it.
        switch payload {
        case .memberLeft(let id): try await signIn.endAllSessions(of: id)
        // Nobody changes their own roles or clearance; another name or post of one's own is no reason to sign in again.
        case .memberChanged(let changed) where changed.id != author.id:
            try await signIn.endAllSessions(of: changed.id)
        default: break
        }
        let performed = try await append(payload, author: .member(author.id), expecting: expecting)
        if case .memberLeft(let id) = payload {
            // Links and drafts of one who has left open nothing, also while they cannot be thrown away.
            try? await leadLinks?.end(of: id)
            try? await formDrafts.deleteAll(of: id)
        }
        return performed
    }

    private func append(
        _ payload: PartnershipEntry, author: Author, expecting: JournalSequence?
    ) async throws -> Performed {
        let stands = try await register.version(of: payload.subject)
        if let expecting, expecting != stands {
            throw DeskRefusal.stale(StaleVersion(subject: payload.subject, seen: expecting, now: stands))
        }
        do {
            let sequence = try await register.append(
                [EntryDraft(author: author, payload: payload)], expecting: [payload.subject: stands], at: clock.now)
            return Performed(sequence: sequence, subject: payload.subject)
        } catch let stale as StaleVersion {
            throw DeskRefusal.stale(stale)
        } catch KeepingRefusal.diskFull {
            throw DeskRefusal.diskFull
        }
    }

    private func decide(_ command: MembershipCommand, _ author: Member) async throws -> PartnershipEntry {
        let agencies = try await register.agencies()
        let members = try await register.members()
        return switch command {
        case .namePartnership(let command):
            try Self.entry(command.decide(present: try await register.profile()))
        case .joinAgency(let command): try Self.entry(command.decide(agencies: agencies, number: agencies.nextNumber))
        case .joinMember(let command):
            try Self.entry(command.decide(agencies: agencies, members: members, number: members.nextNumber))
        case .changeMember(let command):
            try Self.entry(command.decide(by: author, agencies: agencies, members: members))
        case .memberLeaves(let command): try Self.entry(command.decide(by: author, members: members))
        case .renameAgency(let command): try Self.entry(command.decide(agencies: agencies))
        case .mergeAgency(let command): try Self.entry(command.decide(agencies: agencies, members: members))
        case .replaceAgency(let command):
            try Self.entry(command.decide(agencies: agencies, members: members, number: agencies.nextNumber))
        }
    }

    /// The first set-up: the partnership, its first agency and its first administrator, in one transaction. Only while
    /// there is nobody; the program is the author.
    public func setUp(_ first: FirstSetUp) async throws -> Member {
        try await turn.run { try await self.carryOutSetUp(first) }
    }

    private func carryOutSetUp(_ first: FirstSetUp) async throws -> Member {
        guard try await register.members().isEmpty else { throw DeskRefusal.notFound }
        let (entries, problems) = first.decide()
        guard problems.isEmpty else { throw DeskRefusal.problems(problems) }
        let drafts = entries.map { EntryDraft(author: .program, payload: $0) }
        try await register.append(drafts, expecting: [:], at: clock.now)
        guard let member = try await register.member(MemberID(1)) else { throw DeskRefusal.notFound }
        return member
    }

    private static func entry<Case: Refusal>(
        _ result: Result<PartnershipEntry, Refusals<Case>>
    ) throws -> PartnershipEntry {
        switch result {
        case .success(let entry): return entry
        case .failure(let refused): throw DeskRefusal.problems(refused.all.map(\.words))
        }
    }
}

extension [Agency] {
    fileprivate var nextNumber: AgencyID { AgencyID((map(\.id.number).max() ?? 0) + 1) }
}

extension [Member] {
    fileprivate var nextNumber: MemberID { MemberID((map(\.id.number).max() ?? 0) + 1) }
}
