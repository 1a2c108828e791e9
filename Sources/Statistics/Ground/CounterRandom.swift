import Glibc

/// Random numbers that are a function of where they are used: (seed, stream, draw) gives the same number on any machine,
/// at any number of threads and in any order. No table of draws is shared between areas.
///
/// Philox 4x32 with ten rounds (Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3").
/// `Tests/StatisticsTests` holds it to the vectors its authors published.
public struct CounterRandom: RandomNumberGenerator, Sendable {
    private let seed: UInt64
    private let stream: UInt64
    private var block: UInt64
    private var words: (UInt64, UInt64) = (0, 0)
    private var left = 0

    /// - Parameters:
    ///   - seed: of the whole analysis.
    ///   - stream: what the numbers are for: an area, a bootstrap sample, a simulated map.
    ///   - draw: where in the stream to begin, in blocks of two 64-bit numbers.
    public init(seed: UInt64, stream: UInt64, draw: UInt64 = 0) {
        self.seed = seed
        self.stream = stream
        block = draw
    }

    public mutating func next() -> UInt64 {
        if left == 0 {
            let four = CounterRandom.block(
                (
                    UInt32(truncatingIfNeeded: block), UInt32(truncatingIfNeeded: block >> 32),
                    UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32)
                ),
                key: (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
            words = (UInt64(four.1) << 32 | UInt64(four.0), UInt64(four.3) << 32 | UInt64(four.2))
            block &+= 1
            left = 2
        }
        left -= 1
        return left == 1 ? words.0 : words.1
    }

    /// The ten rounds: four words of a counter and two of a key give four words.
    @inline(__always)
    public static func block(
        _ counter: (UInt32, UInt32, UInt32, UInt32), key: (UInt32, UInt32)
    ) -> (UInt32, UInt32, UInt32, UInt32) {
        var (a, b, c, d) = counter
        var (k0, k1) = key
        for _ in 0..<10 {
            let first = UInt64(a) &* 0xD251_1F53
            let second = UInt64(c) &* 0xCD9E_8D57
            (a, b, c, d) = (
                UInt32(truncatingIfNeeded: second >> 32) ^ b ^ k0, UInt32(truncatingIfNeeded: second),
                UInt32(truncatingIfNeeded: first >> 32) ^ d ^ k1, UInt32(truncatingIfNeeded: first)
            )
            k0 = k0 &+ 0x9E37_79B9
            k1 = k1 &+ 0xBB67_AE85
        }
        return (a, b, c, d)
    }

    /// Between 0 and 1, neither of them; 53 bits.
    public mutating func unit() -> Double { (Double(next() >> 11) + 0.5) * 0x1p-53 }

    /// A whole number from 0 up to, and without, `limit`; every one equally likely (Lemire 2019).
    public mutating func below(_ limit: Int) -> Int {
        let bound = UInt64(limit)
        var product = next().multipliedFullWidth(by: bound)
        if product.low < bound {
            let least = (0 &- bound) % bound
            while product.low < least { product = next().multipliedFullWidth(by: bound) }
        }
        return Int(product.high)
    }

    public mutating func normal() -> Double { Normal.quantile(unit()) }

    public mutating func exponential() -> Double { -log(unit()) }

    /// Gamma of this shape and scale 1 (Marsaglia and Tsang 2000).
    public mutating func gamma(_ shape: Double) -> Double {
        if shape < 1 { return gamma(shape + 1) * pow(unit(), 1 / shape) }
        let d = shape - 1.0 / 3, c = 1 / (9 * d).squareRoot()
        while true {
            let x = normal()
            let v = 1 + c * x
            guard v > 0 else { continue }
            let cubed = v * v * v
            let u = unit(), square = x * x
            // The first test lets through only what the second would, and spares two logarithms nearly always.
            if u < 1 - 0.0331 * square * square { return d * cubed }
            if log(u) < 0.5 * square + d - d * cubed + d * log(cubed) { return d * cubed }
        }
    }

    /// A Poisson count: by inversion below a mean of 30, above it through the gamma waiting time (Ahrens and Dieter 1974).
    public mutating func poisson(_ mean: Double) -> Int {
        guard mean > 0 else { return 0 }
        if mean < 30 {
            let floor = exp(-mean)
            var product = unit(), count = 0
            while product > floor {
                product *= unit()
                count += 1
            }
            return count
        }
        let step = Int((mean * 7 / 8).rounded(.down))
        let waited = gamma(Double(step))
        if waited > mean { return binomial(step - 1, chance: mean / waited) }
        return step + poisson(mean - waited)
    }

    /// How many of `trials` come true: one by one when few, through beta order statistics when many.
    public mutating func binomial(_ trials: Int, chance: Double) -> Int {
        guard trials > 0, chance > 0 else { return 0 }
        guard chance < 1 else { return trials }
        if trials < 40 {
            var count = 0
            for _ in 0..<trials where unit() < chance { count += 1 }
            return count
        }
        let middle = 1 + trials / 2
        let x = gamma(Double(middle)), y = gamma(Double(trials + 1 - middle))
        let cut = x / (x + y)
        if cut >= chance { return binomial(middle - 1, chance: chance / cut) }
        return middle + binomial(trials - middle, chance: (chance - cut) / (1 - cut))
    }

    public mutating func shuffle<Element>(_ items: inout [Element]) {
        guard items.count > 1 else { return }
        for place in stride(from: items.count - 1, through: 1, by: -1) { items.swapAt(place, below(place + 1)) }
    }
}
