import Testing

@testable import Coordination

@Suite("How passwords are kept")
struct PasswordHasherTests {
    @Test("The cost is that of the rule, and stands in what is stored")
    func cost() async throws {
        #expect(PasswordHasher.Cost.standard == .init(rounds: 131_072, blockSize: 8, parallelism: 1))
        let stored = try await PasswordHasher().hash("seven lanterns over the canal")
        #expect(stored.hasPrefix("scrypt$131072$8$1$"))
        #expect(!PasswordHasher().isOutdated(stored))
        #expect(PasswordHasher().isOutdated(stored.replacing("131072", with: "65536")))
    }

    @Test("It is scrypt: the example of RFC 7914 matches")
    func example() async throws {
        let stored = "scrypt$16384$8$1$U29kaXVtQ2hsb3JpZGU=$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofI="
        let hasher = PasswordHasher()
        #expect(try await hasher.matches("pleaseletmein", stored))
        #expect(try await !hasher.matches("pleaseletmeIn", stored))
        #expect(hasher.isOutdated(stored))
        for broken in ["", "scrypt", "scrypt$16384$8$1$$", "bcrypt$16384$8$1$U29kaXVt$cCO9"] {
            #expect(try await !hasher.matches("pleaseletmein", broken), "\(broken)")
        }
    }

    @Test("The same password is stored otherwise each time")
    func salt() async throws {
        let hasher = PasswordHasher(cost: .init(rounds: 16, blockSize: 1, parallelism: 1))
        let one = try await hasher.hash("seven lanterns over the canal")
        let other = try await hasher.hash("seven lanterns over the canal")
        #expect(one != other)
        #expect(try await hasher.matches("seven lanterns over the canal", other))
    }
}
