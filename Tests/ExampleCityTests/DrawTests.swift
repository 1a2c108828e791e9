import Testing

@testable import ExampleCity

@Suite("What looks random follows from the seed")
struct DrawTests {
    @Test("The same seed and key give the same number; another seed or key another one")
    func deterministic() {
        #expect(Draw(seed: 1).bits("a") == Draw(seed: 1).bits("a"))
        #expect(Draw(seed: 1).bits("a") != Draw(seed: 2).bits("a"))
        #expect(Draw(seed: 1).bits("a") != Draw(seed: 1).bits("b"))
    }

    @Test("Whole numbers stay in their range and reach both ends")
    func range() {
        let drawn = Set((0..<500).map { Draw(seed: 7).whole(-2...4, "key \($0)") })
        #expect(drawn == Set(-2...4))
    }

    @Test("Shares are spread evenly enough: a tenth of them below 0.1, within four standard deviations")
    func even() {
        let low = (0..<10_000).count { Draw(seed: 3).share("key \($0)") < 0.1 }
        #expect((880...1120).contains(low))
    }
}
