/// Which uncertain choice the answer hangs on: the share of the answer's variance a factor brings alone, and together with others.
///
/// Saltelli's design with Jansen's estimators (Saltelli et al. 2010, Computer Physics Communications 181, 259-270): two samples A and B,
/// and for each factor A with that factor from B. First S = 1 - E(f(B) - f(AB))^2 / 2V, total T = E(f(A) - f(AB))^2 / 2V.
public struct SobolIndices: Hashable, Sendable {
    public struct Index: Hashable, Sendable {
        public var value: Double
        /// From the spread of the estimate over the sample.
        public var error: Double
    }

    public let first: [Index]
    public let total: [Index]
    public let mean: Double
    public let variance: Double

    /// - Parameters:
    ///   - samples: of A and of B; the function is worked out (factors + 2) times as often.
    ///   - function: of numbers between 0 and 1, one for each factor, all equally likely. Called from several threads.
    /// - Returns: nil where the answer never changes or is not always a number.
    public init?(
        factors: Int, samples: Int, seed: UInt64, function: @Sendable ([Double]) -> Double
    ) {
        guard factors > 0, samples > 1 else { return nil }
        let width = factors + 2
        let answers = Parallel.map(samples * width, filling: 0.0, piece: width * 16) { range, room in
            for sample in range.lowerBound / width..<range.upperBound / width {
                var random = CounterRandom(seed: seed, stream: UInt64(sample))
                let a = (0..<factors).map { _ in random.unit() }, b = (0..<factors).map { _ in random.unit() }
                room[sample * width] = function(a)
                room[sample * width + 1] = function(b)
                for factor in 0..<factors {
                    var mixed = a
                    mixed[factor] = b[factor]
                    room[sample * width + 2 + factor] = function(mixed)
                }
            }
        }
        guard answers.allSatisfy(\.isFinite) else { return nil }
        var sum = 0.0
        for sample in 0..<samples { sum += answers[sample * width] + answers[sample * width + 1] }
        let mean = sum / Double(2 * samples)
        var squares = 0.0
        for sample in 0..<samples {
            for place in 0..<2 {
                let off = answers[sample * width + place] - mean
                squares += off * off
            }
        }
        let variance = squares / Double(2 * samples - 1)
        guard variance > 0 else { return nil }
        func index(_ factor: Int, against place: Int) -> Index {
            var sum = 0.0, squares = 0.0
            for sample in 0..<samples {
                let off = answers[sample * width + place] - answers[sample * width + 2 + factor]
                let term = off * off / (2 * variance)
                sum += term
                squares += term * term
            }
            let n = Double(samples), mean = sum / n
            return Index(value: mean, error: (max(0, squares / n - mean * mean) / (n - 1)).squareRoot())
        }
        total = (0..<factors).map { index($0, against: 0) }
        first = (0..<factors).map {
            let rest = index($0, against: 1)
            return Index(value: 1 - rest.value, error: rest.error)
        }
        self.mean = mean
        self.variance = variance
    }
}
