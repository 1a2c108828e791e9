import Foundation
import Statistics
import TestSupport
import Testing

@Suite("Interrupted series: seasons and laws")
struct InterruptedSeriesTests {
    private func points(_ run: Int, _ count: Int) -> [InterruptedSeries.Point] {
        var random = CounterRandom(seed: 61, stream: UInt64(run))
        return (0..<count).map { time in
            InterruptedSeries.Point(time: time, season: time % 12, count: 50 + 6 * random.normal())
        }
    }

    @Test("Six waves over twelve months are a level for each month; two over four quarters a level for each quarter")
    func wholeSeason() throws {
        for (year, pairs) in [(12, 6), (4, 2), (4, 5)] {
            let points = points(1, 60).map { point in
                InterruptedSeries.Point(time: point.time, season: point.time % year, count: point.count)
            }
            var waves = InterruptedSeries.Plan(start: 31), levels = waves
            waves.year = year
            levels.year = year
            waves.season = .harmonics(pairs)
            levels.season = .months
            let one = try #require(InterruptedSeries(points, waves))
            let other = try #require(InterruptedSeries(points, levels))
            #expect(one.model.rank == other.model.rank && one.model.rank == 4 + year - 1)
            #expect(abs(one.level.coefficient - other.level.coefficient) < 1e-9)
            #expect(abs(one.level.error - other.level.error) < 1e-9)
            #expect(one.design.terms.count == other.design.terms.count)
        }
    }

    @Test("Where the slope begins to count moves the level by that many slopes, and nothing that is expected")
    func slopeFrom() throws {
        for scale in InterruptedSeries.Scale.allCases {
            var plan = InterruptedSeries.Plan(start: 31), later = plan
            plan.scale = scale
            later.scale = scale
            later.slopeFrom = 3
            let one = try #require(InterruptedSeries(points(2, 60), plan))
            let other = try #require(InterruptedSeries(points(2, 60), later))
            let slope = try #require(one.slope?.coefficient)
            #expect(abs(one.level.coefficient - other.level.coefficient - 3 * slope) < 1e-8)
            #expect(abs(one.net.value - other.net.value) < 1e-6 && abs(one.net.error - other.net.error) < 1e-6)
            #expect(abs((one.slope?.error ?? 0) - (other.slope?.error ?? 1)) < 1e-9)
        }
    }

    @Test("With few points Student's t keeps the level of the test, and the normal law does not")
    func level() {
        var t = 0, z = 0, west = 0
        let runs = 600
        for run in 0..<runs {
            var plan = InterruptedSeries.Plan(start: 8)
            plan.season = .none
            plan.scale = .normal
            plan.lag = -1
            guard let fit = InterruptedSeries(points(run, 14), plan) else { continue }
            let statistic = fit.level.coefficient / fit.level.error
            if StudentT.twoSided(statistic, degrees: Double(fit.model.degreesLeft)) <= 0.05 { t += 1 }
            if Normal.twoSided(statistic) <= 0.05 { z += 1 }
            plan.lag = nil
            guard let robust = InterruptedSeries(points(run, 14), plan) else { continue }
            let other = robust.level.coefficient / robust.level.error
            if StudentT.twoSided(other, degrees: Double(robust.model.degreesLeft)) <= 0.05 { west += 1 }
        }
        func share(_ count: Int) -> Double { Double(count) / Double(runs) }
        let of = "\(runs) series of 14 points"
        ProofRecord.simulated(
            "Short series without a change, level found at 5%, t", asked: "0.05", found: share(t), of: of)
        ProofRecord.simulated(
            "Short series without a change, level found at 5%, normal", asked: "more", found: share(z), of: of)
        ProofRecord.simulated(
            "Short series without a change, level found at 5%, Newey-West and t", asked: "more", found: share(west),
            of: of)
        // Four standard errors of a share of 5% in 600.
        #expect((0.014...0.086).contains(share(t)), "\(share(t))")
        #expect(z > t && share(z) > 0.05, "\(share(z))")
        #expect(west > t, "\(share(west))")
    }
}
