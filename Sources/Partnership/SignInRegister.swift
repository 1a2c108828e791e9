public import Vocabulary

/// What a store must promise about signing in. None of it is journalled: these are working facts, gone when they
/// are no longer needed. No secret is kept, only what is left of it after hashing; every instant is an argument.
public protocol SignInRegister: Sendable {
    /// Nil for a member who has not chosen a password yet.
    func credential(of member: MemberID) async throws -> Credential?
    /// Puts a new one in the place of any earlier one. The member's sessions stay; end them beside it.
    func setCredential(_ credential: Credential) async throws

    func openSession(_ session: SignedInSession) async throws
    /// The session of a token, ended or run out sessions excepted: whether it has run out is for the caller to judge.
    func session(_ token: TokenDigest) async throws -> SignedInSession?
    /// A member's sessions, the last used first.
    func sessions(of member: MemberID) async throws -> [SignedInSession]
    /// Notes that it was used.
    func touch(_ token: TokenDigest, at instant: Instant) async throws
    func endSession(_ token: TokenDigest) async throws
    func endAllSessions(of member: MemberID) async throws
    /// Forgets sessions that ran out at or before an instant, or were last used before another.
    func pruneSessions(expiredBy instant: Instant, idleSince: Instant) async throws

    func recordAttempt(_ attempt: SignInAttempt) async throws
    /// Failed attempts since an instant and since the account last signed in: for the account, and from the network. From
    /// a network the account has signed in from before, only its own failures count for the account.
    func failedAttempts(account: String, network: String, since: Instant) async throws -> FailedAttempts
    /// Forgets tries: failed ones before an instant, and successful ones before another.
    func pruneAttempts(before instant: Instant, succeededBefore: Instant) async throws

    /// How far a member has looked; nil for one who has never been here.
    func lastVisit(of member: MemberID) async throws -> LastVisit?
    /// Puts it in the place of any earlier one.
    func keepVisit(_ visit: LastVisit) async throws

    /// Makes a one-time link; every earlier one for the same purpose is void from now on.
    func createSetUpLink(_ link: SetUpLink) async throws
    /// Uses a link up: the link, once, or nil when it is unknown, used, void or has run out.
    func useSetUpLink(_ token: TokenDigest, at instant: Instant) async throws -> SetUpLink?
    /// Uses a member's link up for the password they choose, and ends their sessions: all of it, or nothing and false
    /// when the link cannot be used. A link that was used for nothing would keep its member out.
    func useSetUpLink(_ token: TokenDigest, at instant: Instant, choosing credential: Credential) async throws -> Bool
    /// The link as it stands, without using it; nil when it could not be used at this instant.
    func setUpLink(_ token: TokenDigest, at instant: Instant) async throws -> SetUpLink?
    /// Whether a link for the first administrator waits to be used.
    func setUpLinkPending(at instant: Instant) async throws -> Bool
}

/// SHA-256 of a random token, 64 lower-case hex digits. The token itself is never stored.
public struct TokenDigest: Hashable, Sendable {
    public let hex: String

    public init(hex: String) { self.hex = hex }
}

/// What is left of a member's password.
public struct Credential: Hashable, Sendable {
    public let member: MemberID
    /// The hash with its method, parameters and salt, in a text only the hasher reads.
    public let secret: String
    public let changed: Instant

    public init(member: MemberID, secret: String, changed: Instant) {
        self.member = member
        self.secret = secret
        self.changed = changed
    }
}

/// A member who is signed in, at one browser.
public struct SignedInSession: Hashable, Sendable {
    public let token: TokenDigest
    public let member: MemberID
    public let created: Instant
    public var lastSeen: Instant
    /// The end of it, however much it is used.
    public let expires: Instant

    public init(token: TokenDigest, member: MemberID, created: Instant, lastSeen: Instant, expires: Instant) {
        self.token = token
        self.member = member
        self.created = created
        self.lastSeen = lastSeen
        self.expires = expires
    }
}

/// How far a member has looked: in the visit before this one, and so far in this.
public struct LastVisit: Hashable, Sendable {
    public let member: MemberID
    /// The journal's last entry when the visit before ended, and when that was; nil for somebody's first visit.
    public var since: JournalSequence?
    public var sinceAt: Instant?
    /// The journal's last entry at the last request, and when that was.
    public var seen: JournalSequence
    public var seenAt: Instant

    public init(
        member: MemberID, since: JournalSequence?, sinceAt: Instant?, seen: JournalSequence, seenAt: Instant
    ) {
        self.member = member
        self.since = since
        self.sinceAt = sinceAt
        self.seen = seen
        self.seenAt = seenAt
    }

    /// A pause after which a request begins another visit.
    public static let pauseSeconds: Int64 = 30 * 60

    /// The same after one more request. The comparison does not move while somebody reads: only a pause moves it.
    public func requested(at now: Instant, _ head: JournalSequence) -> LastVisit {
        var next = self
        if now >= seenAt.adding(seconds: Self.pauseSeconds) {
            next.since = seen
            next.sinceAt = seenAt
        }
        next.seen = max(seen, head)
        next.seenAt = max(seenAt, now)
        return next
    }
}

/// One try to sign in, good or bad.
public struct SignInAttempt: Hashable, Sendable {
    /// The address typed, folded to lower case; it need not belong to anybody.
    public let account: String
    /// Where it came from: an address, or a network's first part.
    public let network: String
    public let at: Instant
    public let succeeded: Bool

    public init(account: String, network: String, at: Instant, succeeded: Bool) {
        self.account = account
        self.network = network
        self.at = at
        self.succeeded = succeeded
    }
}

public struct FailedAttempts: Hashable, Sendable {
    public let account: Int
    public let network: Int
    /// The last failure of either; nil where there is none.
    public let last: Instant?

    public init(account: Int, network: Int, last: Instant?) {
        self.account = account
        self.network = network
        self.last = last
    }
}

/// A one-time link: for the first administrator, or for a member to choose a password.
public struct SetUpLink: Hashable, Sendable {
    public let token: TokenDigest
    /// Nil for the first set-up, when there is nobody yet.
    public let member: MemberID?
    public let created: Instant
    public let expires: Instant

    public init(token: TokenDigest, member: MemberID?, created: Instant, expires: Instant) {
        self.token = token
        self.member = member
        self.created = created
        self.expires = expires
    }
}
