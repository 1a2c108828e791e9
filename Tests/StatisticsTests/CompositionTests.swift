import Testing

@testable import Statistics

@Suite("Seizures that look alike")
struct CompositionTests {
    @Test("Aitchison's distance of two compositions by hand, and unchanged by scale")
    func distance() {
        let composition = Composition([[1, 2, 4], [10, 20, 40], [1, 1, 1]], limits: [0, 0, 0], fraction: 0.65)
        #expect(composition.distance(0, 1) < 1e-12)
        // Centred log-ratios of 1:2:4 are -ln 2, 0, ln 2: its distance from even parts is ln 2 times root 2.
        #expect(abs(composition.distance(0, 2) - 0.980_258_143_468_547_2) < 1e-12)
    }

    @Test("What was not detected stands at its share of the limit, and the others keep their ratios")
    func censored() {
        let composition = Composition([[60, 30, 0], [60, 30, 0.5]], limits: [1, 1, 1], fraction: 0.65)
        #expect(composition.censored == [1, 1])
        let ratio = composition.logRatios[0][0] - composition.logRatios[0][1]
        #expect(abs(ratio - 0.693_147_180_559_945_3) < 1e-12)
        #expect(composition.distance(0, 1) < 1e-12)
    }

    @Test("Clusters agree with joining the nearest two again and again", arguments: Agglomeration.Linkage.allCases)
    func joins(linkage: Agglomeration.Linkage) {
        for turn in 0..<20 {
            var random = CounterRandom(seed: 59, stream: UInt64(turn))
            let points = (0..<14).map { _ in (random.unit(), random.unit()) }
            func distance(_ one: Int, _ other: Int) -> Double {
                let x = points[one].0 - points[other].0, y = points[one].1 - points[other].1
                return (x * x + y * y).squareRoot()
            }
            let joins = Agglomeration.joins(14, linkage, distance: distance)
            var clusters = (0..<14).map { [$0] }, heights: [Double] = []
            while clusters.count > 1 {
                var best = (Double.infinity, 0, 0)
                for one in clusters.indices {
                    for other in 0..<one {
                        let all = clusters[one].flatMap { a in clusters[other].map { distance(a, $0) } }
                        let far =
                            switch linkage {
                            case .complete: all.max() ?? 0
                            case .single: all.min() ?? 0
                            case .average: all.reduce(0, +) / Double(all.count)
                            }
                        if far < best.0 { best = (far, one, other) }
                    }
                }
                heights.append(best.0)
                clusters[best.2] += clusters[best.1]
                clusters.remove(at: best.1)
            }
            for (ours, theirs) in zip(joins.map(\.height), heights) { #expect(abs(ours - theirs) < 1e-12) }
        }
    }

    @Test("The cut calls no more unlinked pairs linked than it says, in pairs it has not seen")
    func errorRate() {
        var random = CounterRandom(seed: 61, stream: 0)
        func seizure() -> [Double] { (0..<5).map { _ in 1 + random.gamma(2) } }
        let known = Composition((0..<120).map { _ in seizure() }, limits: [0, 0, 0, 0, 0], fraction: 0.65)
        let fresh = Composition((0..<120).map { _ in seizure() }, limits: [0, 0, 0, 0, 0], fraction: 0.65)
        func pairs(_ composition: Composition) -> [Double] {
            (0..<120).flatMap { one in (0..<one).map { composition.distance(one, $0) } }
        }
        let calibration = LinkCalibration(unlinked: pairs(known), linked: [])
        let cut = calibration.cut(falseLinks: 0.05)
        #expect(Double(pairs(known).count { $0 <= cut }) / 7_140 <= 0.05)
        // Pairs share seizures, so the rate among fresh ones scatters more than 7,140 pairs would.
        let rate = Double(pairs(fresh).count { $0 <= cut }) / 7_140
        #expect(rate > 0.03 && rate < 0.075)
        #expect(calibration.chance(0) == 1.0 / 7_141)
        #expect(calibration.likelihoodRatio(0.1) == nil)
    }
}
