import Analyses
import Geography
import TestSupport
import Testing
import Vocabulary

/// A made-up ring of twelve areas with four chords and two islands; the figures are those of spdep 1.2-7, run on it.
@Suite("Weights of neighbours and islands agree with spdep")
struct WeightingGoldenTests {
    private static let table: String = {
        var lines = ["area,value,count,population"]
        for area in 0..<14 {
            let value = (area * area * 5 + area * 3) % 17 + (area < 5 ? 6 : 0)
            lines.append("P\(area),\(value),\(area * 7 % 5 + (area < 5 ? 3 : 1)),\(200 + area * 37 % 11 * 60)")
        }
        return lines.joined(separator: "\n") + "\n"
    }()

    private static let pairs: [NeighbourPairs.Pair] = {
        let edges = (0..<12).map { ($0, ($0 + 1) % 12) } + [(0, 5), (2, 7), (3, 9), (4, 10)]
        return edges.enumerated().flatMap { place, edge in
            let weight = 1 + Double(place * 3 % 4) * 0.5, back = weight + (place % 5 == 0 ? 0.25 : 0)
            return [
                NeighbourPairs.Pair("P\(edge.0)", "P\(edge.1)", weight: weight),
                NeighbourPairs.Pair("P\(edge.1)", "P\(edge.0)", weight: back),
            ]
        }
    }()

    private func run(
        _ method: String, _ options: [String: String] = [:], weighted: Bool = true, rates: Bool = false
    ) throws -> [Finding] {
        let type = try #require(AnalysisCatalogue.method(method))
        let table = try AnalysisTable(csv: Array(Self.table.utf8), name: "areas.csv")
        let columns = rates ? ["count": ["count"], "population": ["population"]] : ["value": ["value"]]
        let pairs = weighted ? Self.pairs : Self.pairs.map { NeighbourPairs.Pair($0.area, $0.neighbour) }
        let request = try AnalysisRequest(
            type.description, table, columns: columns.merging(["area": ["area"]]) { $1 }, options: options,
            neighbours: NeighbourPairs(pairs))
        return try type.run(request).findings
    }

    private static let source = "spdep 1.2-7, on a made-up map with two islands"

    @Test(
        "Moran's I with its variance: rows, binary and given, islands counted and adjusted for",
        arguments: [
            ("rows", "count", 0.0813225046703, 0.0536918238636), ("rows", "adjust", 0.0697050040032, 0.0533563894347),
            ("binary", "count", 0.0304469273743, 0.0498876335053),
            ("binary", "adjust", 0.0260973663208, 0.0494909821550),
            ("given", "count", 0.1426884249730, 0.0553994102274), ("given", "adjust", 0.1223043642626, 0.0548540024253),
        ])
    func moran(weighting: String, islands: String, value: Double, variance: Double) throws {
        let golden = Golden("autocorrelation", "Moran's I, \(weighting), islands \(islands)", source: Self.source)
        let ours = try run("autocorrelation", ["weighting": weighting, "islands": islands, "permutations": "0"])
        #expect(golden.agrees(ours[0].estimate, value, 1e-10))
        #expect(golden.agrees(ours[0].figure("variance_randomisation"), variance, 1e-10))
    }

    @Test("Geary's C and the general G; a map without its islands; rates standardised by empirical Bayes")
    func others() throws {
        let golden = Golden("autocorrelation", "Geary's C, general G, EB Moran", source: Self.source)
        let given = try run("autocorrelation", ["weighting": "given", "permutations": "0"])
        #expect(golden.agrees(given[1].estimate, 0.7198703812604, 1e-10))
        #expect(golden.agrees(given[1].figure("variance_randomisation"), 0.0719605911262, 1e-10))
        let adjusted = try run("autocorrelation", ["weighting": "given", "islands": "adjust", "permutations": "0"])
        #expect(golden.agrees(adjusted[1].estimate, 0.6091210918357, 1e-10))
        #expect(golden.agrees(adjusted[2].estimate, 0.47157967576117, 1e-10))
        #expect(golden.agrees(adjusted[2].figure("variance_randomisation"), 0.00140686604248, 1e-9))
        let plain = try run("autocorrelation", ["islands": "adjust", "permutations": "0"], weighted: false)
        #expect(golden.agrees(plain[0].estimate, 0.0301010907156, 1e-10))
        #expect(golden.agrees(plain[1].estimate, 0.6503297641217, 1e-10))
        #expect(golden.agrees(plain[2].estimate, 0.24278370897588, 1e-10))
        #expect(golden.agrees(plain[2].figure("variance_randomisation"), 0.000256975361601, 1e-9))
        let without = try run("autocorrelation", ["islands": "leave-out", "permutations": "0"], weighted: false)
        #expect(golden.agrees(without[0].estimate, 0.0189050211736, 1e-9) && without[0].n == 12)
        #expect(golden.agrees(without[0].figure("variance_randomisation"), 0.0531604495415, 1e-10))
        let rates = try run("autocorrelation", ["permutations": "0"], weighted: false, rates: true)
        #expect(golden.agrees(rates[0].estimate, -0.209145602607, 1e-10))
        let binary = try run("autocorrelation", ["weighting": "binary", "permutations": "0"], rates: true)
        #expect(golden.agrees(binary[0].estimate, -0.224078461842, 1e-10))
    }

    @Test("Permutation p of Moran and Geary; none where none is asked for")
    func permutation() throws {
        let golden = Golden("autocorrelation", "permutation p of 99,999 maps", source: Self.source)
        let ours = try run("autocorrelation", ["permutations": "19999"], weighted: false)
        // Five standard errors of the difference of both shares.
        #expect(golden.agrees(ours[0].figure("permutation_p_greater"), 0.319205, within: 0.018))
        #expect(golden.agrees(ours[1].figure("permutation_p_less"), 0.187265, within: 0.015))
        #expect(agree(ours[0].figure("permutation_mean"), -1.0 / 13, 0.15))
        #expect(agree(ours[0].figure("permutation_variance"), ours[0].figure("variance_randomisation"), 0.06))
        #expect(agree(ours[1].figure("permutation_variance"), ours[1].figure("variance_randomisation"), 0.06))
        #expect(agree(ours[2].figure("permutation_mean"), ours[2].figure("expected"), 0.02))
        #expect(agree(ours[2].figure("permutation_variance"), ours[2].figure("variance_randomisation"), 0.06))
        let none = try run("autocorrelation", ["permutations": "0"])
        #expect(none.allSatisfy { $0.figure("permutation_p") == nil })
    }

    @Test("Local Moran and Gi* with weights as given, and without islands")
    func local() throws {
        let golden = Golden("local-moran", "I over n and z, weights binary and given", source: Self.source)
        let fixed = ["draws": "shared", "permutations": "19"]
        func check(_ options: [String: String], weighted: Bool, _ values: [Double], _ z: [Double]) throws {
            let ours = try run("local-moran", fixed.merging(options) { $1 }, weighted: weighted)
            for (area, theirs) in values.enumerated() {
                #expect(golden.agrees(ours[area].figure("estimate_divided_by_n"), theirs, 1e-9))
                #expect(golden.agrees(ours[area].figure("z"), z[area], 1e-8))
            }
            #expect(ours.count == 14 && ours[13].estimate == nil)
        }
        try check(
            ["weighting": "binary"], weighted: true, [-0.301675977654, 1.511731843575, 3.593296089385],
            [-0.299078338836, 1.010967854617, 1.776102090157])
        try check(
            ["weighting": "given"], weighted: true, [-0.351955307263, 4.638268156425, 8.822346368715],
            [-0.291446033448, 1.458280589764, 1.843533227102])
        let star = Golden("getis-ord", "Gi* and Gi, weights given; Gi* without islands", source: Self.source)
        func gather(_ options: [String: String], weighted: Bool, _ values: [Double]) throws {
            let ours = try run("getis-ord", fixed.merging(options) { $1 }, weighted: weighted)
            for (area, theirs) in values.enumerated() { #expect(star.agrees(ours[area].estimate, theirs, 1e-9)) }
            #expect(ours.count == 14 && ours[12].estimate == nil)
        }
        let given = [0.0990949682433, 1.7074784893822, 1.9036180120628]
        try gather(["weighting": "given"], weighted: true, given)
        try gather(["weighting": "rows"], weighted: true, given)
        try gather(
            ["weighting": "given", "self": "no"], weighted: true, [0.291446033448, 1.458280589764, 1.843533227102])
        try gather(["islands": "leave-out"], weighted: false, [-0.34968225141, 1.38678404734, 2.04813890111])
    }
}
