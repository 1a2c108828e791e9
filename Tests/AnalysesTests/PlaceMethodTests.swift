import Analyses
import Foundation
import Statistics
import TestSupport
import Testing
import Vocabulary

/// Quantiles, the quotient, what can be shown, agencies together, predictions beside last year's map.
@Suite("Further methods of place, displacement and comparison")
struct PlaceMethodTests {
    private func findings(
        _ method: String, _ csv: String, _ columns: [String: [String]], _ options: [String: String] = [:]
    ) throws -> [Finding] {
        try AnalysisTrip.run(method, csv, columns, options).result.findings
    }

    // MARK: Quantiles

    /// Ranks of the 95% interval of a median as Campbell and Gardner (1988) tabulate them.
    @Test(
        "Exact limits of a median",
        arguments: [(6, 1, 6), (10, 2, 9), (15, 4, 12), (20, 6, 15), (25, 8, 18), (30, 10, 21), (50, 18, 33)])
    func median(n: Int, low: Int, high: Int) throws {
        let csv = "v\n" + (1...n).reversed().map { "\($0)" }.joined(separator: "\n") + "\n"
        let found = try #require(try findings("quantiles", csv, ["value": ["v"]], ["shares": "0.5"]).first)
        let golden = Golden(
            "quantiles", "Ranks of a median's 95% limits", source: "Campbell and Gardner 1988, seven sizes")
        #expect(golden.agrees(found.interval?.low, Double(low)) && golden.agrees(found.interval?.high, Double(high)))
        #expect((found.figure("coverage") ?? 0) >= 0.95)
    }

    /// R 4.2's `quantile` of the same eleven values at 0.1, 0.25, 0.5, 0.8 and 0.93.
    @Test(
        "The nine definitions of Hyndman and Fan",
        arguments: [
            (1, [1.2, 2.3, 4.4, 7.7, 9.8]), (2, [1.2, 2.3, 4.4, 7.7, 9.8]), (3, [0.7, 2.3, 4.4, 7.7, 8.8]),
            (4, [0.75, 2.025, 4.15, 7.46, 9.03]), (5, [1, 2.55, 4.4, 8.03, 9.53]), (6, [0.8, 2.3, 4.4, 8.36, 9.8]),
            (7, [1.2, 2.8, 4.4, 7.7, 9.1]), (8, [0.933333333333333, 2.466666666666667, 4.4, 8.14, 9.673333333333336]),
            (9, [0.95, 2.4875, 4.4, 8.1125, 9.6375]),
        ])
    func definitions(definition: Int, values: [Double]) throws {
        let csv = "v\n2.3\n5.1\n3.3\n9.8\n7.7\n1.2\n4.4\n6.5\n8.8\n0.7\n3.9\n"
        let ours = try findings(
            "quantiles", csv, ["value": ["v"]], ["shares": "0.1,0.25,0.5,0.8,0.93", "definition": "\(definition)"])
        let golden = Golden(
            "quantiles", "The nine definitions of Hyndman and Fan", source: "R 4.2's quantile, eleven values")
        for (one, other) in zip(ours, values) { #expect(golden.agrees(one.estimate, other, 1e-12)) }
        #expect(ours.count == 5)
    }

    @Test("Intervals hold the quantile at least as often as they say, and not much more")
    func coverage() throws {
        var held = 0
        let runs = 600
        for run in 0..<runs {
            var random = CounterRandom(seed: UInt64(run), stream: 21)
            let values = (0..<60).map { _ in random.exponential() }
            let interval = QuantileEstimate.of(values, 0.75, confidence: 0.9)?.estimate.interval
            if interval?.holds(log(4)) == true { held += 1 }
        }
        #expect(Double(held) / Double(runs) > 0.87 && Double(held) / Double(runs) < 0.97, "\(held)")
    }

    @Test("Few values leave an end open; none and one are said")
    func open() throws {
        let few = try #require(try findings("quantiles", "v\n1\n2\n3\n", ["value": ["v"]], ["shares": "0.5"]).first)
        #expect(few.estimate == 2 && few.interval == nil)
        #expect(throws: AnalysisProblems.self) {
            try findings("quantiles", "v\n1\n", ["value": ["v"]], ["shares": "0,0.5"])
        }
    }

    // MARK: The quotient

    private static let counts = [
        "case": ["c"], "target-before": ["t0"], "target-after": ["t1"], "buffer-before": ["d0"],
        "buffer-after": ["d1"], "comparison-before": ["c0"], "comparison-after": ["c1"],
    ]

    @Test("The quotient by hand, Fieller's ends as roots, and no finding where its denominator may be 0")
    func quotient() throws {
        let csv =
            "c,t0,t1,d0,d1,c0,c1\nfall,400,150,300,180,1000,1000\nnone,100,95,200,190,1000,990\nrise,90,120,90,80,500,500\n"
        let ours = try findings("wdq", csv, Self.counts)
        // (0.18 - 0.3) / (0.15 - 0.4)
        let golden = Golden("wdq", "The quotient", source: "By hand from Bowers and Johnson 2003")
        #expect(golden.agrees(ours[0].estimate, 0.48, 1e-12))
        let low = try #require(ours[0].figure("fieller_low")), high = try #require(ours[0].figure("fieller_high"))
        let variance: (Double) -> Double = { q in
            // Of D - qT, both over the same comparison.
            func part(_ d: Double, _ t: Double) -> Double {
                (d + q * q * t) / 1e6 + (d - q * t) * (d - q * t) / 1e9
            }
            return part(180, 150) + part(300, 400)
        }
        for q in [low, high] {
            let off = -0.12 + 0.25 * q
            #expect(abs(off * off / variance(q) - 3.841458820694124) < 1e-6)
        }
        let drawn = try #require(ours[0].interval)
        #expect(drawn.low > low - 0.05 && drawn.high < high + 0.05)
        guard case .insufficient(let why) = ours[1].outcome, case .insufficient(let rise) = ours[2].outcome else {
            Issue.record("a finding out of nothing")
            return
        }
        #expect(why.contains("may be none at all") && rise.contains("did not fall"))
        #expect(ours[1].figure("fieller_low") == nil && agree(ours[1].figure("quotient"), 2.0, 1e-9))
    }

    @Test("Without any effect the quotient says nothing in at least 95 of 100 studies")
    func nothing() {
        var found = 0
        let runs = 150
        for run in 0..<runs {
            var random = CounterRandom(seed: UInt64(run), stream: 31)
            func pair(_ mean: Double) -> BeforeAfter {
                BeforeAfter(Double(random.poisson(mean)), Double(random.poisson(mean)))
            }
            let quotient = DisplacementQuotient.quotient(
                target: pair(100), buffer: pair(200), comparison: pair(1_000), confidence: 0.95, draws: 200,
                seed: UInt64(run))
            if let quotient, (quotient.target.interval?.high ?? 0) < 0, !quotient.interval.holds(0) { found += 1 }
        }
        #expect(found <= 8, "\(found) of \(runs)")
    }

    // MARK: What can be shown

    @Test("A change that is said to be found four times in five is", arguments: [1.0, 2.5])
    func detectable(phi: Double) throws {
        let study = DetectableChange(before: 150, comparison: 600, time: 0.5, phi: phi)
        let edges = study.edges(level: 0.05, power: 0.8)
        let fall = try #require(edges.fall)
        #expect(
            abs(study.power(fall, level: 0.05) - 0.8) < 1e-6 && abs(study.power(edges.rise, level: 0.05) - 0.8) < 1e-6)
        var found = 0
        let runs = 800
        for run in 0..<runs {
            var random = CounterRandom(seed: UInt64(run), stream: 41)
            func count(_ mean: Double) -> Double { phi * Double(random.poisson(mean / phi)) }
            let place = BeforeAfter(count(150), count(75 * fall), exposureBefore: 2, exposureAfter: 1)
            let other = BeforeAfter(count(600), count(300), exposureBefore: 2, exposureAfter: 1)
            if let ratio = Displacement.ratio(place, against: other, phi: phi, confidence: 0.95), ratio.p <= 0.05 {
                found += 1
            }
        }
        #expect(abs(Double(found) / Double(runs) - 0.8) < 0.06, "\(found) of \(runs)")
    }

    @Test("So few events that not even their end could be shown is said")
    func tooFew() throws {
        let ours = try findings("detectable-change", "b\n4\n400\n", ["before": ["b"]])
        #expect(ours.map { $0.estimate == nil } == [true, false, false, false])
        #expect((ours[2].estimate ?? 1) > 0.7 && (ours[2].estimate ?? 1) < 0.9)
    }

    // MARK: Agencies

    private static let agencies = ["area": ["area"], "agency": ["agency"], "count": ["n"], "exposure": ["e"]]

    private static func reports(_ count: Int, seed: UInt64, hot: Set<Int> = [], turned: Bool = false) -> String {
        var random = CounterRandom(seed: seed, stream: 51), rows: [String] = []
        for area in 0..<count {
            for (agency, rate) in [("police", 30.0), ("ambulance", 9), ("housing", 5)] {
                let size = 500 + Double(random.below(1_000))
                let n = random.poisson(rate * size / 1_000 * (hot.contains(area) ? 3 : 1))
                rows.append("a\(area),\(agency),\(n),\(size)")
            }
        }
        return "area,agency,n,e\n" + (turned ? rows.reversed() : rows).joined(separator: "\n") + "\n"
    }

    @Test("Several agencies together: hot areas are found, few others, and the order of rows is nothing")
    func together() throws {
        let ours = try findings("combine-agencies", Self.reports(60, seed: 1, hot: [3, 40]), Self.agencies)
        let found = ours.filter { ($0.q ?? 1) <= 0.05 && ($0.estimate ?? 0) > 1 }.map(\.key)
        #expect(Set(found) == ["a3", "a40"])
        let hot = try #require(ours.first { $0.key == "a3" })
        #expect((hot.figure("agencies_high") ?? 0) >= 2)
        #expect(hot.more.contains(NamedFigure("stays_without_any_one", .flag(true))))
        let turned = try findings(
            "combine-agencies", Self.reports(60, seed: 1, hot: [3, 40], turned: true), Self.agencies)
        for one in ours {
            let other = try #require(turned.first { $0.key == one.key })
            #expect(agree(one.estimate, other.estimate, 1e-10) && agree(one.p, other.p, 1e-8))
        }
    }

    @Test("The mean is weighted by inverse variance, and leaving one out is the mean of the others")
    func weights() throws {
        let ours = try findings("combine-agencies", Self.reports(12, seed: 2, hot: [5]), Self.agencies)
        for one in ours {
            let all = one.more.filter { $0.name.hasPrefix("shrunken_") }.count
            #expect(all == 3)
            let ends = ["police", "ambulance", "housing"].compactMap { one.figure("without_\($0)") }
            #expect(agree(one.figure("least_without_one"), ends.min(), 1e-12))
            #expect(agree(one.figure("most_without_one"), ends.max(), 1e-12))
            let inside = ["police", "ambulance", "housing"].compactMap { one.figure("shrunken_\($0)") }
            #expect(
                (one.estimate ?? 0) >= (inside.min() ?? 0) - 1e-12 && (one.estimate ?? 9) <= (inside.max() ?? 9) + 1e-12
            )
        }
    }

    @Test("With nothing to find few areas are found; an agency without events is left out; doubles are refused")
    func quiet() throws {
        var found = 0
        for seed in 10..<20 as Range<UInt64> {
            found += try findings("combine-agencies", Self.reports(40, seed: seed), Self.agencies).count {
                ($0.q ?? 1) <= 0.05
            }
        }
        #expect(found <= 6, "\(found) of 400")
        let silent = try AnalysisTrip.run(
            "combine-agencies", Self.reports(5, seed: 3) + "a1,fire,0,100\na2,fire,0,90\n", Self.agencies)
        #expect(silent.result.exclusions.contains { $0.hasPrefix("fire left out") })
        #expect(throws: AnalysisProblems.self) {
            try findings("combine-agencies", Self.reports(5, seed: 3) + "a1,police,2,100\n", Self.agencies)
        }
    }

    // MARK: Predictions

    @Test("A prediction beside last year's map: the same map gains nothing, a share cuts a place in part")
    func baseline() throws {
        let csv = "c,n,p,l\na,10,5,5\nb,6,4,4\nc,3,2,2\nd,1,1,1\n"
        let ours = try findings(
            "prediction-accuracy", csv, ["area": ["c"], "count": ["n"], "predicted": ["p"], "baseline": ["l"]],
            ["at": "0.25,0.375,1"])
        #expect(ours.count == 7 && ours.suffix(3).allSatisfy { $0.figure("gain_share_of_events") == 0 })
        #expect(agree(ours[4].figure("share_of_events"), 0.5, 1e-12))
        #expect(agree(ours[5].figure("share_of_events"), 0.65, 1e-12) && agree(ours[5].estimate, 0.65 / 0.375, 1e-12))
        #expect(agree(ours[6].estimate, 1, 1e-12))
    }
}

/// What is at the edge of what methods of place take.
@Suite("Methods of place at their limits")
struct PlaceLimitTests {
    private func refused(_ method: String, _ csv: String, _ columns: [String: [String]]) -> String {
        AnalysisTrip.problems(method, csv, columns, ["weights": "nearest:2"]).map(\.message).joined(separator: "\n")
    }

    private static let columns = ["area": ["a"], "value": ["v"], "x": ["x"], "y": ["y"]]

    @Test("One area, equal values, a word for a number and an area twice are refused with their rows")
    func refusals() {
        #expect(refused("local-moran", "a,v,x,y\np,1,0,0\n", Self.columns).contains("No area has a neighbour"))
        let equal = "a,v,x,y\n" + (0..<6).map { "p\($0),4,\($0),0" }.joined(separator: "\n")
        #expect(refused("getis-ord", equal, Self.columns).contains("different values"))
        #expect(refused("autocorrelation", equal, Self.columns).contains("different values"))
        let word = "a,v,x,y\np,1,0,0\nq,NaN,1,0\nr,inf,2,0\n"
        let told = refused("local-moran", word, Self.columns)
        #expect(told.contains("Row 3") && told.contains("Row 4"))
        let twice = "a,v,x,y\np,1,0,0\nq,2,1,0\np,3,2,0\n"
        #expect(refused("local-moran", twice, Self.columns).contains("Row 4: p stands in row 2 already"))
    }

    @Test("Values of a thousand million give what small ones give")
    func large() throws {
        func table(_ scale: Double) -> String {
            "a,v,x,y\n"
                + (0..<40).map { "p\($0),\(scale * Double($0 * 7 % 13)),\($0 % 8),\($0 / 8)" }.joined(separator: "\n")
        }
        let options = ["weights": "within:1.1", "draws": "shared", "permutations": "199"]
        for method in ["local-moran", "getis-ord", "autocorrelation"] {
            let small = try AnalysisTrip.run(method, table(1), Self.columns, options).result.findings
            let huge = try AnalysisTrip.run(method, table(1e9), Self.columns, options).result.findings
            for (one, other) in zip(small, huge) where one.key != "general_g" {
                #expect(agree(one.estimate, other.estimate, 1e-9) && agree(one.p, other.p, 1e-9), "\(one.key)")
            }
        }
    }

    @Test("Rings about a place: what moved outwards is found, a still place is not")
    func rings() throws {
        func table(_ hasMoved: Bool) -> String {
            var random = CounterRandom(seed: 9, stream: 61), rows = ["x,y,d"]
            for month in 0..<24 {
                let date = "\(2022 + month / 12)-\(month % 12 < 9 ? "0" : "")\(month % 12 + 1)-15"
                let isAfter = month >= 12 && hasMoved
                for (mean, near, far) in [
                    (isAfter ? 6.0 : 20, 0.0, 250.0), (isAfter ? 34 : 20, 251, 500), (60, 1_001, 3_000),
                ] {
                    for _ in 0..<random.poisson(mean) {
                        let radius = near + (far - near) * random.unit(), turn = 6.283 * random.unit()
                        rows.append("\(radius * cos(turn)),\(radius * sin(turn)),\(date)")
                    }
                }
            }
            return rows.joined(separator: "\n") + "\n"
        }
        let columns = ["x": ["x"], "y": ["y"], "day": ["d"]]
        let options = ["since": "2023-01-01", "centres": "0,0", "rings": "250,500"]
        let moved = try AnalysisTrip.run("ring-displacement", table(true), columns, options).result.findings
        #expect((moved[0].interval?.high ?? 1) < 0.5 && (moved[1].interval?.low ?? 1) > 1.2)
        #expect(moved[2].interval?.holds(1) == true && moved[2].key == "all rings")
        let still = try AnalysisTrip.run("ring-displacement", table(false), columns, options).result.findings
        #expect(still.allSatisfy { $0.interval?.holds(1) == true })
        let wrong = AnalysisTrip.problems("ring-displacement", table(false), columns, ["rings": "500,250"])
        #expect(wrong.map(\.code) == ["since-missing", "centres-off", "rings-off"])
    }
}
