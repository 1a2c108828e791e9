import Partnership
import Testing
import Vocabulary

@testable import Coordination

@Suite("Signing in")
struct SignInDeskTests {
    static let phrase = "amber tractor violet ladder"

    @Test("The first link works once, makes the partnership, and is void afterwards")
    func firstSetUp() async throws {
        let test = try await TestHouse.make()
        let signIn = test.house.signIn
        let link = try #require(try await signIn.makeFirstLink())
        let first = FirstSetUp(
            partnership: "Test", agency: "Council", name: "Coordinator", post: "Coordinator", email: "c@test.example")
        let session = try await signIn.setUp(first, password: Self.phrase, by: link, membership: test.house.membership)
        let visitor = try #require(try await signIn.visitor(session))
        #expect(visitor.member.roles == [.administrator, .coordinator])
        await #expect(throws: DeskRefusal.self) {
            try await signIn.setUp(first, password: Self.phrase, by: link, membership: test.house.membership)
        }
        #expect(try await signIn.makeFirstLink() == nil)
    }

    @Test("A newer first link voids the older, and none works after a day")
    func linksRunOut() async throws {
        let test = try await TestHouse.make()
        let older = try #require(try await test.house.signIn.makeFirstLink())
        let newer = try #require(try await test.house.signIn.makeFirstLink())
        #expect(try await test.house.signIn.link(older) == nil)
        #expect(try await test.house.signIn.link(newer) != nil)
        test.wait(seconds: 24 * 3600 + 1)
        #expect(try await test.house.signIn.link(newer) == nil)
    }

    @Test("All that is wrong with the first set-up is said together, and the link stays good")
    func problemsTogether() async throws {
        let test = try await TestHouse.make()
        let link = try #require(try await test.house.signIn.makeFirstLink())
        do {
            _ = try await test.house.signIn.setUp(
                FirstSetUp(partnership: "", agency: "", name: "", post: "", email: "nowhere", timeZone: "Mars/Base"),
                password: "short", by: link, membership: test.house.membership)
            Issue.record("it was taken")
        } catch DeskRefusal.problems(let problems) {
            let fields = Set(problems.compactMap(\.field))
            #expect(fields.isSuperset(of: ["partnership", "agency", "name", "post", "email", "time-zone", "password"]))
        }
        #expect(try await test.house.signIn.link(link) != nil)
    }

    @Test("Unknown address, wrong password and a member who has left get the same answer")
    func sameAnswer() async throws {
        let test = try await TestHouse.make()
        let cast = try await test.cast()
        try await test.house.signIn.setPassword(Self.phrase, of: cast.lead.id)
        _ = try await test.house.signIn.signIn(email: cast.lead.email.uppercased(), password: Self.phrase, network: "n")
        try await test.house.membership.perform(
            .memberLeaves(MemberLeaves(member: cast.lead.id)), by: cast.administrator)
        for (email, password) in [
            (cast.lead.email, Self.phrase), (cast.reader.email, "wrong wrong wrong"), ("x@y.example", Self.phrase),
        ] {
            await #expect(throws: SignInRefusal.notRecognised) {
                try await test.house.signIn.signIn(email: email, password: password, network: "n")
            }
        }
    }

    @Test("Somebody who leaves is signed out everywhere at once")
    func leaving() async throws {
        let test = try await TestHouse.make()
        let cast = try await test.cast()
        try await test.house.signIn.setPassword(Self.phrase, of: cast.lead.id)
        let session = try await test.house.signIn.signIn(email: cast.lead.email, password: Self.phrase, network: "n")
        #expect(try await test.house.signIn.visitor(session) != nil)
        try await test.house.membership.perform(
            .memberLeaves(MemberLeaves(member: cast.lead.id)), by: cast.administrator)
        #expect(try await test.house.signIn.visitor(session) == nil)
    }

    @Test("A session ends after half an hour unused, and after twelve hours however much it is used")
    func sessionsEnd() async throws {
        let test = try await TestHouse.make()
        let cast = try await test.cast()
        try await test.house.signIn.setPassword(Self.phrase, of: cast.lead.id)
        let idle = try await test.house.signIn.signIn(email: cast.lead.email, password: Self.phrase, network: "n")
        test.wait(seconds: 29 * 60)
        #expect(try await test.house.signIn.visitor(idle) != nil)
        test.wait(seconds: 31 * 60)
        #expect(try await test.house.signIn.visitor(idle) == nil)
        let busy = try await test.house.signIn.signIn(email: cast.lead.email, password: Self.phrase, network: "n")
        for _ in 0..<35 {
            test.wait(seconds: 20 * 60)
            #expect(try await test.house.signIn.visitor(busy) != nil)
        }
        test.wait(seconds: 21 * 60)
        #expect(try await test.house.signIn.visitor(busy) == nil)
    }

    @Test("After ten failures the next try waits, half a minute at most, so that a stranger locks nobody out")
    func tries() async throws {
        let test = try await TestHouse.make()
        let cast = try await test.cast()
        try await test.house.signIn.setPassword(Self.phrase, of: cast.lead.id)
        for number in 0..<30 {
            _ = try? await test.house.signIn.signIn(
                email: cast.lead.email, password: "guess \(number)", network: "stranger \(number)")
        }
        await #expect(throws: SignInRefusal.self) {
            try await test.house.signIn.signIn(email: cast.lead.email, password: Self.phrase, network: "office")
        }
        test.wait(seconds: 31)
        _ = try await test.house.signIn.signIn(email: cast.lead.email, password: Self.phrase, network: "office")
    }

    @Test(
        "A storm at the door: who finds the line full is told to come again, and no try is counted; then it clears"
    )
    func storm() async throws {
        let test = try await TestHouse.make()
        let cast = try await test.cast()
        let signIn = test.house.signIn
        try await signIn.setPassword(Self.phrase, of: cast.lead.id)
        for number in 0..<TryLine.longest { #expect(signIn.line.enter("\(number)", "network \(number)") != nil) }
        for number in 0..<40 {
            await #expect(throws: SignInRefusal.busy) {
                try await signIn.signIn(
                    email: cast.lead.email, password: "guess \(number)", network: "stranger \(number)")
            }
        }
        for number in 0..<TryLine.longest { signIn.line.leave("\(number)", "network \(number)") }
        _ = try await signIn.signIn(email: cast.lead.email, password: Self.phrase, network: "office")
    }

    @Test(
        "Passwords that an outsider would try first are refused",
        arguments: [
            "passwordpassword", "aaaaaaaaaaaaaaaaaaaa", "Treatment Commissioner 1", "qwertyuiopasdfgh",
            "C0rnerst0neC0rnerst0ne",
        ])
    func guessable(password: String) {
        #expect(!PasswordRules.problems(password, known: ["Treatment Commissioner"]).isEmpty)
    }

    @Test(
        "Long passwords of other kinds are taken",
        arguments: [phrase, "Zg8#kW2!pQ9$vB4&x", "ein langer deutscher Satz mit Äpfeln"])
    func good(password: String) {
        #expect(PasswordRules.problems(password, known: ["Treatment Commissioner"]).isEmpty)
    }
}
