import Glibc
import Statistics
import Testing

@Suite("The space-time permutation scan")
struct SpaceTimeScanTests {
    struct Case {
        var x: [Double] = []
        var y: [Double] = []
        var places: [Int] = []
        var steps: [Int] = []
    }

    private func noise(_ seed: UInt64, places: Int, steps: Int, events: Int) -> Case {
        var random = CounterRandom(seed: seed, stream: 0), made = Case()
        for _ in 0..<places {
            made.x.append(random.unit() * 100)
            made.y.append(random.unit() * 100)
        }
        for _ in 0..<events {
            // Busy places and busy times are not a cluster.
            made.places.append(min(random.below(places), random.below(places)))
            made.steps.append(max(random.below(steps), random.below(steps)))
        }
        return made
    }

    private func scan(_ made: Case, steps: Int, longest: Int, isProspective: Bool, places: Int = 8) -> SpaceTimeScan {
        var limits = SpaceTimeScan.Limits()
        limits.places = places
        limits.longest = longest
        limits.isProspective = isProspective
        return SpaceTimeScan(
            x: made.x, y: made.y, placeOfEvent: made.places, stepOfEvent: made.steps, steps: steps, limits: limits)
    }

    /// Every cylinder worked out by counting events.
    private func oracle(_ made: Case, steps: Int, longest: Int, isProspective: Bool, most: Int) -> (
        Double, Set<Int>, Int, Int
    ) {
        let total = Double(made.places.count)
        var best = (0.0, Set<Int>(), 0, 0)
        for middle in made.x.indices {
            let order = made.x.indices.sorted { one, other in
                func far(_ place: Int) -> Double {
                    pow(made.x[place] - made.x[middle], 2) + pow(made.y[place] - made.y[middle], 2)
                }
                return (far(one), one) < (far(other), other)
            }
            for size in 1...most {
                let circle = Set(order.prefix(size))
                let inPlace = Double(made.places.count { circle.contains($0) })
                guard inPlace <= total / 2 else { break }
                for to in isProspective ? steps - 1..<steps : 0..<steps {
                    for from in max(0, to - longest + 1)...to {
                        let inTime = Double(made.steps.count { (from...to).contains($0) })
                        let c = Double(
                            made.places.indices.count {
                                circle.contains(made.places[$0]) && (from...to).contains(made.steps[$0])
                            })
                        let e = inPlace * inTime / total
                        guard c > e, c >= 2 else { continue }
                        let ratio = c * log(c / e) + (total > c ? (total - c) * log((total - c) / (total - e)) : 0)
                        if ratio > best.0 + 1e-12 { best = (ratio, circle, from, to) }
                    }
                }
            }
        }
        return best
    }

    @Test("The best cylinder is that of a search through all of them", arguments: [true, false])
    func oracle(isProspective: Bool) throws {
        for seed in 0..<6 as Range<UInt64> {
            let made = noise(seed, places: 14, steps: 7, events: 80)
            let found = try #require(
                scan(made, steps: 7, longest: 3, isProspective: isProspective).clusters(draws: 9, most: 3, seed: 1)
                    .first)
            let slow = oracle(made, steps: 7, longest: 3, isProspective: isProspective, most: 8)
            #expect(abs(found.logLikelihoodRatio - slow.0) < 1e-12 * slow.0)
            #expect(Set(found.places) == slow.1 && found.from == slow.2 && found.to == slow.3)
        }
    }

    @Test(
        "The short cut that random orders take misses no cylinder, few events where none were expected included",
        arguments: [true, false])
    func shortCut(isProspective: Bool) {
        for (seed, events) in [(1, 30), (2, 80), (3, 250)] as [(UInt64, Int)] {
            let made = noise(seed, places: 25, steps: 10, events: events)
            let scan = scan(made, steps: 10, longest: 4, isProspective: isProspective)
            var random = CounterRandom(seed: seed, stream: 1), times = made.steps
            for _ in 0..<3 {
                random.shuffle(&times)
                var turned = made
                turned.steps = times
                let best = self.scan(turned, steps: 10, longest: 4, isProspective: isProspective)
                    .clusters(draws: 1, most: 1, seed: 1).first?.logLikelihoodRatio
                #expect(abs(scan.highest(times) - (best ?? 0)) < 1e-12 * max(1, best ?? 0))
            }
        }
    }

    @Test("Clusters share no place, and the weaker ones come later")
    func apart() {
        let found = scan(noise(3, places: 40, steps: 12, events: 400), steps: 12, longest: 4, isProspective: false)
            .clusters(draws: 19, most: 5, seed: 2)
        #expect(found.count > 2)
        #expect(Set(found.flatMap(\.places)).count == found.reduce(0) { $0 + $1.places.count })
        #expect(zip(found, found.dropFirst()).allSatisfy { $0.logLikelihoodRatio >= $1.logLikelihoodRatio })
        #expect(found.allSatisfy { $0.events >= 2 && $0.events > $0.expected })
    }

    @Test("With busy places and busy times but nothing between them, 5% of p-values are at most 0.05")
    func level() {
        let p = (0..<80 as Range<UInt64>).map { seed in
            scan(noise(seed, places: 15, steps: 10, events: 120), steps: 10, longest: 4, isProspective: true, places: 6)
                .clusters(draws: 39, most: 1, seed: seed).first?.p ?? 1
        }
        let share = Double(p.count { $0 <= 0.05 }) / 80
        #expect(share <= 0.05 + 3 * (0.05 * 0.95 / 80).squareRoot(), "\(share)")
        let half = Double(p.count { $0 <= 0.5 }) / 80
        #expect(half > 0.33 && half < 0.67, "\(half)")
    }

    @Test("A gathering put there is found, and the answer is the same for the same seed")
    func planted() throws {
        var made = noise(8, places: 60, steps: 20, events: 500)
        let middle = 31
        for event in 0..<25 {
            made.places.append(middle)
            made.steps.append(17 + event % 3)
        }
        let scan = scan(made, steps: 20, longest: 6, isProspective: true)
        let found = try #require(scan.clusters(draws: 99, most: 1, seed: 5).first)
        #expect(found.places.contains(middle) && found.from == 17 && found.to == 19)
        #expect(found.p == 1.0 / 100 && found.gumbelP < 0.001)
        #expect(scan.clusters(draws: 99, most: 1, seed: 5).first == found)
    }
}
