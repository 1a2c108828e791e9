import ActionPlans
import Foundation
import Partnership
import Records
import Testing
import Vocabulary

@Suite("What is kept to work and not journalled")
struct WorkingRegisterTests {
    private func token(_ number: Int) -> TokenDigest {
        TokenDigest(hex: String(repeating: "0", count: 63) + String(number, radix: 16))
    }

    @Test("A password replaces the one before", arguments: StoreKind.allCases)
    func credentials(kind: StoreKind) async throws {
        try await kind.with { store in
            let first = Credential(member: MemberID(1), secret: "scrypt$one", changed: Fictional.instant(0))
            #expect(try await store.signIn.credential(of: MemberID(1)) == nil)
            try await store.signIn.setCredential(first)
            #expect(try await store.signIn.credential(of: MemberID(1)) == first)
            let second = Credential(member: MemberID(1), secret: "scrypt$two", changed: Fictional.instant(5))
            try await store.signIn.setCredential(second)
            #expect(try await store.signIn.credential(of: MemberID(1)) == second)
            #expect(try await store.keeping.head() == nil)
        }
    }

    @Test("Sessions are opened, used, ended, and forgotten when they run out", arguments: StoreKind.allCases)
    func sessions(kind: StoreKind) async throws {
        try await kind.with { store in
            func session(_ number: Int, member: Int, seen: Int64, expires: Int64) -> SignedInSession {
                SignedInSession(
                    token: token(number), member: MemberID(member), created: Fictional.instant(0),
                    lastSeen: Fictional.instant(seen), expires: Fictional.instant(expires))
            }
            var one = session(1, member: 1, seen: 0, expires: 100)
            for opened in [
                one, session(2, member: 1, seen: 5, expires: 50), session(3, member: 2, seen: 5, expires: 99),
            ] {
                try await store.signIn.openSession(opened)
            }
            #expect(try await store.signIn.session(token(1)) == one)
            #expect(try await store.signIn.session(token(9)) == nil)
            try await store.signIn.touch(token(1), at: Fictional.instant(40))
            one.lastSeen = Fictional.instant(40)
            #expect(try await store.signIn.sessions(of: MemberID(1)).first == one)
            try await store.signIn.pruneSessions(expiredBy: Fictional.instant(50), idleSince: Fictional.instant(1))
            #expect(try await store.signIn.sessions(of: MemberID(1)) == [one])
            try await store.signIn.endSession(token(1))
            #expect(try await store.signIn.session(token(1)) == nil)
            try await store.signIn.endAllSessions(of: MemberID(2))
            #expect(try await store.signIn.sessions(of: MemberID(2)).isEmpty)
        }
    }

    @Test("Failed attempts count for the account until it signs in, and for the network", arguments: StoreKind.allCases)
    func attempts(kind: StoreKind) async throws {
        try await kind.with { store in
            func attempt(_ account: String, _ network: String, _ second: Int64, _ succeeded: Bool) async throws {
                try await store.signIn.recordAttempt(
                    SignInAttempt(
                        account: account, network: network, at: Fictional.instant(second), succeeded: succeeded))
            }
            func failed(_ account: String, _ network: String, since: Int64) async throws -> FailedAttempts {
                try await store.signIn.failedAttempts(
                    account: account, network: network, since: Fictional.instant(since))
            }
            try await attempt("a", "10.0.0.1", 1, false)
            try await attempt("a", "10.0.0.1", 2, false)
            try await attempt("b", "10.0.0.1", 3, false)
            try await attempt("a", "10.0.0.2", 4, false)
            let before = try await failed("a", "10.0.0.1", since: 0)
            #expect(before == FailedAttempts(account: 3, network: 3, last: Fictional.instant(4)))
            #expect(try await failed("a", "10.0.0.9", since: 2).account == 2)
            try await attempt("a", "10.0.0.1", 5, true)
            #expect(try await failed("a", "10.0.0.1", since: 0).account == 0)
            #expect(try await failed("a", "10.0.0.1", since: 0).network == 3)
            // Where it has signed in before, the failures of others are nothing to it; elsewhere they are.
            try await attempt("a", "10.0.0.7", 6, false)
            #expect(
                try await failed("a", "10.0.0.1", since: 0)
                    == FailedAttempts(account: 0, network: 3, last: Fictional.instant(3)))
            #expect(
                try await failed("a", "10.0.0.9", since: 0)
                    == FailedAttempts(account: 1, network: 0, last: Fictional.instant(6)))
            try await store.signIn.pruneAttempts(before: Fictional.instant(9), succeededBefore: Fictional.instant(5))
            #expect(try await failed("b", "10.0.0.1", since: 0) == FailedAttempts(account: 0, network: 0, last: nil))
            try await attempt("a", "10.0.0.7", 10, false)
            #expect(try await failed("a", "10.0.0.1", since: 0).account == 0, "still known")
            try await store.signIn.pruneAttempts(before: Fictional.instant(9), succeededBefore: Fictional.instant(6))
            #expect(try await failed("a", "10.0.0.1", since: 0).account == 1, "forgotten")
        }
    }

    @Test("A link works once, in its time, and a new one voids the one before", arguments: StoreKind.allCases)
    func links(kind: StoreKind) async throws {
        try await kind.with { store in
            func link(_ number: Int, member: Int?, expires: Int64) -> SetUpLink {
                SetUpLink(
                    token: token(number), member: member.map { MemberID($0) }, created: Fictional.instant(0),
                    expires: Fictional.instant(expires))
            }
            let now = Fictional.instant(10)
            #expect(try await store.signIn.setUpLinkPending(at: now) == false)
            try await store.signIn.createSetUpLink(link(1, member: nil, expires: 100))
            try await store.signIn.createSetUpLink(link(2, member: nil, expires: 100))
            try await store.signIn.createSetUpLink(link(3, member: 7, expires: 20))
            #expect(try await store.signIn.setUpLinkPending(at: now))
            #expect(try await store.signIn.useSetUpLink(token(1), at: now) == nil)
            #expect(try await store.signIn.setUpLink(token(2), at: now) == link(2, member: nil, expires: 100))
            #expect(try await store.signIn.useSetUpLink(token(3), at: Fictional.instant(20)) == nil)
            #expect(try await store.signIn.useSetUpLink(token(2), at: now) == link(2, member: nil, expires: 100))
            #expect(try await store.signIn.useSetUpLink(token(2), at: now) == nil)
            #expect(try await store.signIn.setUpLinkPending(at: now) == false)
        }
    }

    @Test(
        "A member's link, the password chosen by it and the end of old sessions are one", arguments: StoreKind.allCases)
    func choosing(kind: StoreKind) async throws {
        try await kind.with { store in
            let member = MemberID(1)
            let now = Fictional.instant(10)
            func chosen(_ secret: String, by id: MemberID = MemberID(1)) -> Credential {
                Credential(member: id, secret: secret, changed: now)
            }
            try await store.signIn.createSetUpLink(
                SetUpLink(
                    token: token(1), member: member, created: Fictional.instant(0), expires: Fictional.instant(100)))
            try await store.signIn.openSession(
                SignedInSession(
                    token: token(9), member: member, created: Fictional.instant(0), lastSeen: Fictional.instant(0),
                    expires: Fictional.instant(100)))
            #expect(try await !store.signIn.useSetUpLink(token(1), at: now, choosing: chosen("x", by: MemberID(2))))
            #expect(try await !store.signIn.useSetUpLink(token(2), at: now, choosing: chosen("x")))
            #expect(try await store.signIn.credential(of: member) == nil)
            #expect(try await store.signIn.sessions(of: member).count == 1)
            #expect(try await store.signIn.useSetUpLink(token(1), at: now, choosing: chosen("first")))
            #expect(try await store.signIn.credential(of: member)?.secret == "first")
            #expect(try await store.signIn.sessions(of: member).isEmpty)
            #expect(try await !store.signIn.useSetUpLink(token(1), at: now, choosing: chosen("second")))
            #expect(try await store.signIn.credential(of: member)?.secret == "first")
        }
    }

    @Test("A draft belongs to the member who made it, and its number is not given again", arguments: StoreKind.allCases)
    func drafts(kind: StoreKind) async throws {
        try await kind.with { store in
            let content = NewImportDraft(
                member: MemberID(1), strategy: nil, source: PlanSource(name: "plan.csv", digest: "d"),
                created: Fictional.instant(0), choices: [], plan: [0, 1, 2, 255])
            let id = try await store.drafts.save(content)
            #expect(try await store.drafts.draft(id, of: MemberID(1)) == ImportDraft(id: id, content: content))
            #expect(try await store.drafts.draft(id, of: MemberID(2)) == nil)
            #expect(try await store.drafts.setChoices([9], of: id, member: MemberID(2)) == false)
            #expect(try await store.drafts.setChoices([7, 0], of: id, member: MemberID(1)))
            #expect(try await store.drafts.draft(id, of: MemberID(1))?.content.choices == [7, 0])
            #expect(try await store.drafts.drafts(of: MemberID(1)).map(\.id) == [id])
            try await store.drafts.delete(id, of: MemberID(2))
            #expect(try await store.drafts.draft(id, of: MemberID(1)) != nil)
            try await store.drafts.delete(id, of: MemberID(1))
            let next = try await store.drafts.save(content)
            #expect(next != id)
            #expect(try await store.drafts.prune(before: Fictional.instant(1)) == 1)
            #expect(try await store.drafts.drafts(of: MemberID(1)).isEmpty)
        }
    }
}
