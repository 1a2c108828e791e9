public import Vocabulary

/// A mail to a member that is to be sent because of an entry. Its text is made when it is sent; what is kept says only
/// what it is about, so that neither a secret link nor a plan's wording lies in the queue.
public struct NewMail: Hashable, Sendable {
    public let kind: MailKind
    public let member: MemberID
    public let strategy: StrategyID?
    public let round: RoundID?
    /// Of a round's digest: 0 for the asking itself, then the number of the reminder.
    public let step: Int
    public let created: Instant

    public init(
        _ kind: MailKind, to member: MemberID, strategy: StrategyID? = nil, round: RoundID? = nil, step: Int = 0,
        created: Instant
    ) {
        self.kind = kind
        self.member = member
        self.strategy = strategy
        self.round = round
        self.step = step
        self.created = created
    }

    /// What stands before the `@` of its Message-ID: the same at every try, another for every mail.
    public var messageID: String {
        let about = round.map { "round-\($0.number)-\(step)." } ?? ""
        return "\(kind.rawValue).\(about)member-\(member.number).\(String(created.microseconds, radix: 36))"
    }
}

/// What a mail is for.
public enum MailKind: String, Sendable, CaseIterable, Codable {
    /// What one member is asked for in one round.
    case roundDigest = "round-digest"
}

/// What has become of a mail.
public enum MailState: String, Sendable, CaseIterable {
    case waiting
    case sent
    /// It will not be tried again by itself.
    case failed
    /// When its turn came there was nothing left to say, or nobody to say it to.
    case dropped
}

/// A mail of the queue, without its text.
public struct OutgoingMail: Hashable, Sendable {
    public let number: Int
    public let messageID: String
    /// The entry it was written with.
    public let entry: JournalSequence
    public let kind: MailKind
    public let member: MemberID
    public let strategy: StrategyID?
    public let round: RoundID?
    public let step: Int
    public let created: Instant
    public var state: MailState
    public var attempts: Int
    public var lastTry: Instant?
    /// Not before this; of a waiting mail.
    public var nextTry: Instant
    public var sentAt: Instant?
    /// Why it failed, or waits longer, in a sentence.
    public var problem: String?

    public init(
        number: Int, messageID: String, entry: JournalSequence, kind: MailKind, member: MemberID,
        strategy: StrategyID?, round: RoundID?, step: Int, created: Instant, state: MailState = .waiting,
        attempts: Int = 0, lastTry: Instant? = nil, nextTry: Instant, sentAt: Instant? = nil, problem: String? = nil
    ) {
        self.number = number
        self.messageID = messageID
        self.entry = entry
        self.kind = kind
        self.member = member
        self.strategy = strategy
        self.round = round
        self.step = step
        self.created = created
        self.state = state
        self.attempts = attempts
        self.lastTry = lastTry
        self.nextTry = nextTry
        self.sentAt = sentAt
        self.problem = problem
    }
}

/// What a store must promise about outgoing mail: a working table, filled in the transaction of the entry that asks for
/// it (`StrategyRegister.append`).
///
/// Mail of a plan that a sight does not reach does not exist for it; who keeps the installation running sees every mail,
/// and nothing of a plan in it.
public protocol MailRegister: Sendable {
    /// Newest first.
    func mail(_ sight: Sight, keeper: Bool, in state: MailState?, limit: Int, offset: Int) async throws
        -> [OutgoingMail]
    /// How many there are in each state.
    func counts(_ sight: Sight, keeper: Bool) async throws -> [MailState: Int]
    func mail(_ number: Int, _ sight: Sight, keeper: Bool) async throws -> OutgoingMail?
    /// Every mail that waits, in the order in which they came.
    func waiting(limit: Int) async throws -> [OutgoingMail]
    /// Writes what has become of one: state, attempts, times and problem.
    func update(_ mail: OutgoingMail) async throws
    /// Forgets what was sent, dropped or given up before an instant.
    func pruneMail(before: Instant) async throws
}
