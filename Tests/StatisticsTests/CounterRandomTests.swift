import Statistics
import Testing

@Suite("Random numbers are a function of where they are used")
struct CounterRandomTests {
    /// Known answers of Random123 1.14 (`kat_vectors`, philox4x32 10), by the authors of the method.
    static let known: [(counter: [UInt32], key: [UInt32], words: [UInt32])] = [
        ([0, 0, 0, 0], [0, 0], [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
        (
            [0xffff_ffff, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff], [0xffff_ffff, 0xffff_ffff],
            [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
        ),
        (
            [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0],
            [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
        ),
    ]

    @Test("Philox gives the words its authors published", arguments: 0..<3)
    func knownAnswers(_ index: Int) {
        let (c, k, words) = Self.known[index]
        let four = CounterRandom.block((c[0], c[1], c[2], c[3]), key: (k[0], k[1]))
        #expect([four.0, four.1, four.2, four.3] == words)
    }

    @Test("Another stream, seed or place gives other numbers; the same place gives the same")
    func places() {
        func first(_ seed: UInt64, _ stream: UInt64, _ draw: UInt64) -> UInt64 {
            var random = CounterRandom(seed: seed, stream: stream, draw: draw)
            return random.next()
        }
        #expect(first(1, 2, 3) == first(1, 2, 3))
        #expect(Set([first(1, 2, 3), first(2, 2, 3), first(1, 3, 3), first(1, 2, 4)]).count == 4)
    }

    @Test("Draws have the mean and the spread of their law")
    func laws() {
        var random = CounterRandom(seed: 7, stream: 1)
        func moments(_ draw: (inout CounterRandom) -> Double) -> (mean: Double, variance: Double) {
            var sum = 0.0, squares = 0.0
            let count = 40_000.0
            for _ in 0..<Int(count) {
                let value = draw(&random)
                sum += value
                squares += value * value
            }
            return (sum / count, squares / count - (sum / count) * (sum / count))
        }
        let laws: [(String, (inout CounterRandom) -> Double, Double, Double)] = [
            ("unit", { $0.unit() }, 0.5, 1.0 / 12), ("normal", { $0.normal() }, 0, 1),
            ("poisson 3", { Double($0.poisson(3)) }, 3, 3), ("poisson 200", { Double($0.poisson(200)) }, 200, 200),
            ("binomial", { Double($0.binomial(500, chance: 0.3)) }, 150, 105), ("gamma", { $0.gamma(2.5) }, 2.5, 2.5),
            ("small gamma", { $0.gamma(0.4) }, 0.4, 0.4), ("below 10", { Double($0.below(10)) }, 4.5, 8.25),
        ]
        for (name, draw, mean, variance) in laws {
            let seen = moments(draw)
            #expect(abs(seen.mean - mean) < 5 * (variance / 40_000).squareRoot(), "\(name): mean \(seen.mean)")
            #expect(abs(seen.variance / variance - 1) < 0.06, "\(name): variance \(seen.variance)")
        }
    }
}
