public import Partnership
public import Vocabulary

/// A member who is signed in, at one browser, as one request sees them: today's rights, read anew each time.
public struct SignedIn: Sendable {
    public let member: Member
    public let sight: Sight
    public let session: SignedInSession
    /// Guards every form of the session.
    public let formToken: String
}

/// Why somebody was not signed in. Everything about the password and the address says the same words.
public enum SignInRefusal: Error, Equatable, Sendable {
    /// Unknown address, wrong password, no password yet, or left: one answer.
    case notRecognised
    /// Too many tries; when the next one is taken.
    case waitUntil(Instant)
    /// More people sign in just now than can be let in; nothing was looked at.
    case busy
}

/// First set-up, one-time links, passwords and sessions.
public struct SignInDesk: Sendable {
    /// How long things last, in seconds.
    public enum Lasts {
        public static let idle: Int64 = 30 * 60
        public static let absolute: Int64 = 12 * 3600
        /// How fine the use of a session is noted.
        public static let noticed: Int64 = 60
        /// How long an ended session is remembered, so that a late form finds its writer.
        public static let remembered: Int64 = 24 * 3600
        public static let failedTry: Int64 = 24 * 3600
        /// How long a network that a member signed in from stays known.
        public static let knownNetwork: Int64 = 30 * 24 * 3600
        public static let firstLink: Int64 = 24 * 3600
        public static let invitation: Int64 = 7 * 24 * 3600
    }

    let register: any SignInRegister
    let members: any MemberRegister
    let hasher: PasswordHasher
    public let clock: Clock
    private let limits = TryLimits()
    let line = TryLine()

    public init(
        register: any SignInRegister, members: any MemberRegister, hasher: PasswordHasher = PasswordHasher(),
        clock: Clock
    ) {
        self.register = register
        self.members = members
        self.hasher = hasher
        self.clock = clock
    }

    // MARK: Sessions

    /// Signs somebody in.
    ///
    /// - Parameter network: where the try comes from; only tries are counted by it.
    /// - Throws: `SignInRefusal`, in the same words and after the same time whether or not the address is known.
    public func signIn(email: String, password: String, network: String) async throws -> SecretToken {
        let account = email.lowercased()
        let now = clock.now
        // Each try costs a third of a second and 128 MiB: what is under way counts as if it had failed already, or a
        // thousand sent at once would all be looked at.
        guard let beside = line.enter(account, network) else { throw SignInRefusal.busy }
        defer { line.leave(account, network) }
        let failed = try await register.failedAttempts(
            account: account, network: network, since: now.adding(seconds: -TryLimits.window))
        if let until = limits.waitUntil(failed, beside: beside, now), until > now {
            throw SignInRefusal.waitUntil(until)
        }
        let member = try await members.member(email: account)
        let credential: Credential? =
            if let member, member.isActive { try await register.credential(of: member.id) } else { nil }
        let matches: Bool
        if let credential, password.utf8.count <= 1024 {
            matches = try await hasher.matches(password, credential.secret)
        } else {
            try await hasher.pretend(String(password.prefix(128)))
            matches = false
        }
        try await register.recordAttempt(
            SignInAttempt(account: account, network: network, at: now, succeeded: matches))
        guard matches, let member, let credential else { throw SignInRefusal.notRecognised }
        if hasher.isOutdated(credential.secret) { try await setPassword(password, of: member.id) }
        return try await open(member.id)
    }

    /// The member behind a session's token, or nil when it is unknown, ended, idle for too long or its owner has left.
    public func visitor(_ token: SecretToken) async throws -> SignedIn? {
        let now = clock.now
        guard let session = try await register.session(token.digest), session.expires > now,
            session.lastSeen.adding(seconds: Lasts.idle) > now,
            let member = try await members.member(session.member), member.isActive
        else { return nil }
        // A write for every page would make reading wait for the disk; a minute is fine enough for thirty.
        // Where it cannot be written, on a full disk, reading goes on: nobody is signed out for it.
        if session.lastSeen.adding(seconds: Lasts.noticed) < now { try? await register.touch(token.digest, at: now) }
        return SignedIn(member: member, sight: Sight.of(member), session: session, formToken: token.formToken)
    }

    /// Whose form came after its session had ended, by the token that was the session's: for a day after its end. What was
    /// typed is given back to that member and to nobody else.
    public func writer(ofLateFormWith token: SecretToken) async throws -> Member? {
        guard let session = try await register.session(token.digest),
            let member = try await members.member(session.member), member.isActive
        else { return nil }
        return member
    }

    /// When a session ends if nothing is done with it from now on, and whether using it moves that.
    public func end(of session: SignedInSession) -> (at: Instant, isLast: Bool) {
        let now = clock.now
        // As `visitor` has noted it with this request.
        let lastSeen = session.lastSeen.adding(seconds: Lasts.noticed) < now ? now : session.lastSeen
        let idle = lastSeen.adding(seconds: Lasts.idle)
        return idle < session.expires ? (idle, false) : (session.expires, true)
    }

    public func signOut(_ token: SecretToken) async throws { try await register.endSession(token.digest) }

    /// A member's own sessions, the last used first.
    public func sessions(of member: Member) async throws -> [SignedInSession] {
        let now = clock.now
        return try await register.sessions(of: member.id).filter {
            $0.expires > now && $0.lastSeen.adding(seconds: Lasts.idle) > now
        }
    }

    /// Ends one of a member's own sessions; false when it is not theirs.
    public func endSession(_ token: TokenDigest, of member: Member) async throws -> Bool {
        guard try await register.sessions(of: member.id).contains(where: { $0.token == token }) else { return false }
        try await register.endSession(token)
        return true
    }

    public func endAllSessions(of member: MemberID) async throws { try await register.endAllSessions(of: member) }

    /// Forgets what has run out. Called now and then by the server.
    public func tidy() async throws {
        let now = clock.now
        let end = now.adding(seconds: -Lasts.remembered)
        try await register.pruneSessions(expiredBy: end, idleSince: end.adding(seconds: -Lasts.idle))
        try await register.pruneAttempts(
            before: now.adding(seconds: -Lasts.failedTry), succeededBefore: now.adding(seconds: -Lasts.knownNetwork))
    }

    // MARK: Links and passwords

    /// True until somebody has a password: then, and only then, a first link can be made.
    public func needsSetUp() async throws -> Bool {
        for member in try await members.members() where member.isActive && member.roles.contains(.administrator) {
            if try await register.credential(of: member.id) != nil { return false }
        }
        return true
    }

    /// The one-time link's secret for the first administrator; nil once there is one.
    public func makeFirstLink() async throws -> SecretToken? {
        guard try await needsSetUp() else { return nil }
        return try await makeLink(for: nil, lasts: Lasts.firstLink)
    }

    /// A one-time link by which a member chooses a password; every earlier one for them is void.
    public func invite(_ member: MemberID, by administrator: Member) async throws -> SecretToken {
        if case .denied(let sentence) = Policy.may(.manageMembers, administrator) {
            throw DeskRefusal.notAllowed(sentence)
        }
        guard let found = try await members.member(member), found.isActive else { throw DeskRefusal.notFound }
        return try await makeLink(for: member, lasts: Lasts.invitation)
    }

    private func makeLink(for member: MemberID?, lasts seconds: Int64) async throws -> SecretToken {
        let token = SecretToken()
        let now = clock.now
        try await register.createSetUpLink(
            SetUpLink(token: token.digest, member: member, created: now, expires: now.adding(seconds: seconds)))
        return token
    }

    /// What a one-time link is for, while it can be used. Looking does not use it up: mail scanners look.
    public func link(_ token: SecretToken) async throws -> SetUpLink? {
        try await register.setUpLink(token.digest, at: clock.now)
    }

    /// Chooses a password by a one-time link and signs in. The member's other sessions end.
    ///
    /// - Throws: `DeskRefusal.problems` for the password, `DeskRefusal.notFound` when the link is used or has run out.
    public func choosePassword(_ password: String, by token: SecretToken) async throws -> SecretToken {
        guard let link = try await link(token), let id = link.member, let member = try await members.member(id),
            member.isActive
        else { throw DeskRefusal.notFound }
        try await check(password, for: member)
        let secret = try await hasher.hash(password)
        let now = clock.now
        let isDone = try await register.useSetUpLink(
            token.digest, at: now, choosing: Credential(member: id, secret: secret, changed: now))
        guard isDone else { throw DeskRefusal.notFound }
        return try await open(id)
    }

    /// Gives a password without a link: for the demo and for tests of doors.
    public func setPassword(_ password: String, of member: MemberID) async throws {
        let secret = try await hasher.hash(password)
        try await register.setCredential(Credential(member: member, secret: secret, changed: clock.now))
    }

    func check(_ password: String, for member: Member) async throws {
        let partnership = try await members.profile()?.name ?? ""
        let known = [member.name, member.post, partnership] + member.email.split(separator: "@").map(String.init)
        let problems = PasswordRules.problems(password, known: known)
        if !problems.isEmpty { throw DeskRefusal.problems(problems) }
    }

    func open(_ member: MemberID) async throws -> SecretToken {
        let token = SecretToken()
        let now = clock.now
        try await register.openSession(
            SignedInSession(
                token: token.digest, member: member, created: now, lastSeen: now,
                expires: now.adding(seconds: Lasts.absolute)))
        return token
    }
}
