import Foundation
import Partnership
import Records
import Testing
import Vocabulary

@testable import Coordination

@Suite("Guessing at passwords is slow for who guesses, and costs nobody else their door", .serialized)
struct SignInStormTests {
    static let phrase = "seven lanterns over the canal"

    @Test("A hundred guesses sent at once are not all looked at: ten are, the others wait")
    func atOnce() async throws {
        let test = try await TestHouse.make()
        let cast = try await test.cast()
        try await test.house.signIn.setPassword(Self.phrase, of: cast.lead.id)
        let endings = await withTaskGroup(of: String.self) { group in
            for number in 0..<100 {
                group.addTask {
                    do {
                        _ = try await test.house.signIn.signIn(
                            email: cast.lead.email, password: "guess \(number)", network: "stranger \(number)")
                        return "in"
                    } catch SignInRefusal.notRecognised {
                        return "looked at"
                    } catch {
                        return "not looked at"
                    }
                }
            }
            return await group.reduce(into: [String]()) { $0.append($1) }
        }
        #expect(endings.count == 100 && !endings.contains("in"))
        #expect(endings.count { $0 == "looked at" } <= 10, "\(endings.count { $0 == "looked at" })")
    }

    @Test("Where a member has signed in before, a stranger who never stops guessing does not slow them down")
    func knownNetwork() async throws {
        let test = try await TestHouse.make()
        let cast = try await test.cast()
        try await test.house.signIn.setPassword(Self.phrase, of: cast.lead.id)
        let desk = test.house.signIn
        _ = try await desk.signIn(email: cast.lead.email, password: Self.phrase, network: "office")
        // As fast as they are taken, for a day.
        for number in 0..<200 {
            _ = try? await desk.signIn(email: cast.lead.email, password: "guess \(number)", network: "stranger")
            test.wait(seconds: 30)
            if number.isMultiple(of: 40) {
                _ = try await desk.signIn(email: cast.lead.email, password: Self.phrase, network: "office")
            }
        }
        // Their own slips count all the same.
        for number in 0..<12 {
            _ = try? await desk.signIn(email: cast.lead.email, password: "slip \(number)", network: "office")
        }
        await #expect(throws: SignInRefusal.self) {
            try await desk.signIn(email: cast.lead.email, password: Self.phrase, network: "office")
        }
    }

    @Test("The line of tries has an end, for everybody and for one network; who leaves gives their place up")
    func line() {
        let line = TryLine()
        for number in 0..<TryLine.longestForNetwork {
            #expect(line.enter("a", "one") == TryLine.Beside(account: number, network: number))
        }
        #expect(line.enter("b", "one") == nil)
        for number in TryLine.longestForNetwork..<TryLine.longest {
            #expect(line.enter("\(number)", "network \(number)") == TryLine.Beside())
        }
        #expect(line.enter("c", "three") == nil)
        line.leave("a", "one")
        #expect(line.enter("c", "three") == TryLine.Beside())
    }

    @Test(
        "An unknown address answers as late as a wrong password: medians within 20 ms",
        .enabled(if: ProcessInfo.processInfo.environment["CORNERSTONE_PROVE"] == "1"))
    func sameTime() async throws {
        let test = try await TestHouse.make()
        _ = try await test.cast()
        // As costly as 30 ms or so, so that leaving it out would show.
        let hasher = PasswordHasher(cost: .init(rounds: 1 << 13, blockSize: 8, parallelism: 1))
        let desk = SignInDesk(
            register: test.store.signIn, members: test.store.members, hasher: hasher, clock: test.house.clock)
        let cast = try #require(try await test.house.membership.member(email: "ward.member@test.example"))
        try await desk.setPassword(Self.phrase, of: cast.id)
        func time(_ email: String) async throws -> Duration {
            let begun = ContinuousClock.now
            _ = try? await desk.signIn(email: email, password: "a wrong password", network: email)
            let taken = begun.duration(to: .now)
            test.wait(seconds: 2 * 3600)
            return taken
        }
        var known: [Duration] = []
        var unknown: [Duration] = []
        var withoutPassword: [Duration] = []
        for _ in 0..<21 {
            known.append(try await time(cast.email))
            unknown.append(try await time("nobody@test.example"))
            withoutPassword.append(try await time("board.chair@test.example"))
        }
        for other in [unknown, withoutPassword] {
            let difference = known.sorted()[10] - other.sorted()[10]
            #expect(abs(difference / .milliseconds(1)) <= 20, "\(difference)")
        }
        #expect(unknown.sorted()[10] > .milliseconds(8), "the hash is made for an unknown address too")
    }

    @Test(
        "The long passwords that lists of stolen ones hold most often are refused",
        arguments: [
            "123456789012345", "1234567890123456", "12345678910111213", "111111111111111", "000000000000000000",
            "passwordpassword", "Password12345678", "password123456789", "qwertyuiopasdfgh",
            "qwertyuiopasdfghjklzxcvbnm",
            "1q2w3e4r5t6y7u8i", "1qaz2wsx3edc4rfv", "zaq12wsxcde34rfv", "q1w2e3r4t5y6u7i8o9p0", "abcdefghijklmnop",
            "abcdefghijklmnopqrstuvwxyz", "letmeinletmeinletmein", "iloveyouiloveyou", "correcthorsebatterystaple",
            "adminadminadmin1", "administrator123", "welcome123456789", "changemechangeme", "aaaaaaaaaaaaaaa",
            "abc123abc123abc123", "123123123123123123", "Summer2026Summer2026", "Winter2026!!!!!!",
            "football1football1",
            "liverpoolliverpool", "sunshine12345678", "princessprincess", "superman12345678", "asdfghjklasdfghjkl",
            "987654321987654321", "qazwsxedcrfvtgb", "michael123456789", "testtesttesttest", "P@ssw0rdP@ssw0rd",
            "drugspartnership", "councilcouncil12",
        ])
    func blocklist(password: String) {
        #expect(!PasswordRules.problems(password, known: ["Treatment Commissioner"]).isEmpty)
    }

    @Test("Fourteen characters are too few, fifteen and 128 are taken, 129 are too many; spaces and any letter count")
    func lengths() {
        let text =
            "зелёный чайник, Fenster 7, ñandú & 樹 — über allen Dächern; quiet brass harbour lights, "
            + "seventeen umbrellas and one patient heron by the weir, twice over again"
        let scalars = Array(text.unicodeScalars)
        func first(_ count: Int) -> String { String(String.UnicodeScalarView(scalars.prefix(count))) }
        #expect(scalars.count > 129)
        #expect(PasswordRules.problems(first(14), known: []).map(\.code) == ["password-too-short"])
        #expect(PasswordRules.problems(first(15), known: []).isEmpty)
        #expect(PasswordRules.problems(first(128), known: []).isEmpty)
        #expect(PasswordRules.problems(first(129), known: []).map(\.code) == ["password-too-long"])
    }
}

@Suite("What somebody was is not what they are")
struct ChangedRightsTests {
    @Test("Other rights end every session of a member; another post of one's own does not")
    func rotation() async throws {
        let test = try await TestHouse.make()
        let cast = try await test.cast()
        let desk = test.house.signIn
        func signedIn(_ member: Member) async throws -> SecretToken {
            try await desk.setPassword(SignInStormTests.phrase, of: member.id)
            return try await desk.signIn(email: member.email, password: SignInStormTests.phrase, network: "office")
        }
        func change(_ member: Member, _ change: (inout MemberDetails) -> Void) async throws {
            let now = try #require(try await test.house.membership.member(member.id))
            var details = MemberDetails(
                name: now.name, post: now.post, agency: now.agency, email: now.email, roles: now.roles,
                clearance: now.clearance)
            change(&details)
            try await test.house.membership.perform(
                .changeMember(ChangeMember(member: now.id, details: details)), by: cast.administrator)
        }
        let own = try await signedIn(cast.administrator)
        try await change(cast.administrator) { $0.post = "Office Manager" }
        #expect(try await desk.visitor(own) != nil)
        let first = try await signedIn(cast.lead)
        try await change(cast.lead) { $0.roles.insert(.approver) }
        #expect(try await desk.visitor(first) == nil)
        let second = try await signedIn(cast.lead)
        try await change(cast.lead) { $0.clearance = .officialSensitive }
        #expect(try await desk.visitor(second) == nil)
    }

    @Test("Somebody who leaves is signed out of every browser at once")
    func leaving() async throws {
        let test = try await TestHouse.make()
        let cast = try await test.cast()
        try await test.house.signIn.setPassword(SignInStormTests.phrase, of: cast.lead.id)
        var tokens: [SecretToken] = []
        for _ in 0..<20 {
            tokens.append(
                try await test.house.signIn.signIn(
                    email: cast.lead.email, password: SignInStormTests.phrase, network: "n"))
        }
        try await test.house.membership.perform(
            .memberLeaves(MemberLeaves(member: cast.lead.id)), by: cast.administrator)
        for token in tokens { #expect(try await test.house.signIn.visitor(token) == nil) }
    }
}
