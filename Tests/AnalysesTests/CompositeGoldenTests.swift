import Analyses
import TestSupport
import Testing
import Vocabulary

/// Scores of the ASEM index as COINr 1.1.14 prints them (two decimals), in the reference tables; to twelve figures the same data
/// through R 4.2's own `scale`, `rank`, `mad` and `weighted.mean`.
@Suite("Composite indices agree with COINr and R", .enabled(if: ReferenceTable.isHere))
struct CompositeGoldenTests {
    private func asem(_ names: [String]? = nil, _ options: [String: String]) throws -> [Finding] {
        let rows = try ReferenceTable.records("method-tables/composite-index/asem_structure_weights.csv")
        let indicators = rows.filter { $0["Type"] == "Indicator" && (names?.contains($0["iCode"] ?? "") ?? true) }
        let csv = String(
            decoding: try ReferenceTable.bytes("method-tables/composite-index/asem_indicators.csv"), as: UTF8.self)
        return try AnalysisTrip.run(
            "composite", csv, ["area": ["uCode"], "indicator": indicators.map { $0["iCode"] ?? "" }],
            ["directions": indicators.map { $0["Direction"] ?? "" }.joined(separator: ",")].merging(options) { $1 }
        ).result.findings
    }

    @Test("All 51 countries, all ten groups, the index and the ranks")
    func tree() throws {
        let rows = try ReferenceTable.records("method-tables/composite-index/asem_structure_weights.csv")
        let groups = rows.filter { $0["Type"] == "Aggregate" }.map { group in
            let parts = rows.filter { $0["Parent"] == group["iCode"] }.map { $0["iCode"] ?? "" }
            return "\(group["iCode"] ?? "")=\(parts.joined(separator: ","))"
        }
        let ours = try asem(nil, ["groups": groups.joined(separator: "; ")])
        let published = try ReferenceTable.records("method-tables/composite-index/asem_simple_minmax_arith_results.csv")
        var compared = 0
        let golden = Golden(
            "composite", "Ten groups, index and rank of 51 countries", source: "ASEM index as COINr 1.1.14 prints it")
        for row in published {
            let area = try #require(ours.first { $0.key == row["uCode"] })
            for (name, text) in row where name != "uCode" {
                let value = name == "Index" ? area.estimate : area.figure(name == "Rank" ? "rank" : name)
                // Printed to two decimals.
                #expect(golden.agrees(value ?? .nan, Double(text), within: 0.005 + 1e-9), "\(area.key) \(name)")
                compared += 1
            }
        }
        #expect(compared == 51 * 12)
    }

    static let flat: [([String: String], [String: Double])] = [
        (
            ["range": "1,100", "aggregation": "geometric"],
            ["DEU": 72.671011205120251, "GBR": 64.043595241740988, "LAO": 9.175423094729227, "MLT": 15.779319165846310]
        ),
        (
            ["range": "1,100", "aggregation": "harmonic"],
            ["DEU": 68.044652791563252, "GBR": 54.465129413882998, "LAO": 2.671035314449635, "MLT": 3.791352008145838]
        ),
        (
            ["normalisation": "z"],
            [
                "DEU": 1.3105475193753435, "GBR": 1.0310835540814027, "LAO": -0.6925930878615686,
                "MLT": -0.2044491465367222,
            ]
        ),
        (
            ["normalisation": "rank"],
            ["DEU": 37.46938775510204, "GBR": 34.95918367346939, "LAO": 14.68292682926829, "MLT": 18.66666666666667]
        ),
        (
            ["normalisation": "percentile"],
            ["DEU": 74.84014314411451, "GBR": 69.74198196764520, "LAO": 27.65150921433819, "MLT": 36.17482671727930]
        ),
    ]

    @Test("Scales and means of all 49 indicators in one group", arguments: flat)
    func scales(options: [String: String], theirs: [String: Double]) throws {
        let ours = try asem(nil, options)
        let golden = Golden(
            "composite", "Scales and means of 49 indicators in one group", source: "R 4.2's scale, rank, weighted.mean")
        for (area, value) in theirs {
            #expect(golden.agrees(ours.first { $0.key == area }?.estimate, value, 1e-12), "\(area)")
        }
    }

    @Test("Weights, robust z, alpha, principal components and importance of four indicators")
    func described() throws {
        let four = ["LPI", "ConSpeed", "CO2", "Palma"]
        let golden = Golden(
            "composite", "Weights, robust z, alpha, components and importance",
            source: "R 4.2's mad, scale, prcomp, cor")
        let robust = try asem(four, ["normalisation": "robust-z"])
        #expect(golden.agrees(robust.first { $0.key == "DEU" }?.estimate, 0.2699300892554593, 1e-12))
        #expect(golden.agrees(robust.first { $0.key == "LAO" }?.estimate, -0.6429061815334823, 1e-12))
        let weighted = try asem(four, ["normalisation": "z", "weights": "1,2,3,4"])
        #expect(golden.agrees(weighted.first { $0.key == "DEU" }?.estimate, 0.29796271298066590, 1e-12))
        #expect(golden.agrees(weighted.first { $0.key == "MLT" }?.estimate, -0.06953486449061162, 1e-11))
        #expect(golden.agrees(weighted.first { $0.key == "weight of Palma" }?.estimate, 0.4, 1e-12))
        let plain = try asem(four, [:])
        #expect(golden.agrees(plain.first { $0.key == "Cronbach's alpha" }?.estimate, 0.3567647759564375, 1e-12))
        #expect(
            golden.agrees(plain.first { $0.key == "first principal component" }?.estimate, 0.5303598853673288, 1e-12))
        let first = plain.first { $0.key == "weight of LPI" }
        #expect(golden.agrees(first?.figure("first_component_loading"), 0.5057688697853683, 1e-11))
        #expect(golden.agrees(first?.figure("importance"), 0.3000107741909425, 1e-12))
    }
}

@Suite("Composite indices from a table")
struct CompositeAnalysisTests {
    static let table = "area,a,b,c,people\nN,1,9,3,100\nS,2,7,,200\nE,3,8,5,300\nW,4,1,9,400\n"
    static let columns = ["area": ["area"], "indicator": ["a", "b", "c"]]

    @Test("A missing value is left out, ends the score, or is refused with its row, never taken as 0")
    func missing() throws {
        func south(_ options: [String: String]) throws -> Finding? {
            try AnalysisTrip.run("composite", Self.table, Self.columns, options).result.findings.first { $0.key == "S" }
        }
        let rest = try #require(try south([:])?.estimate)
        #expect(abs(rest - (100.0 / 3 + 75) / 2) < 1e-12)
        #expect(try south(["missing": "insufficient"])?.estimate == nil)
        #expect(try south(["least-share": "0.9"])?.estimate == nil)
        let refused = AnalysisTrip.problems("composite", Self.table, Self.columns, ["missing": "refuse"])
        #expect(refused.contains { $0.code == "value-missing" && $0.place.row == 3 })
    }

    @Test("The order of areas and a scaling of an indicator change nothing")
    func invariance() throws {
        let lines = Self.table.split(separator: "\n")
        let turned = ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n") + "\n"
        let large = Self.table.replacing("N,1,", with: "N,1000,").replacing("S,2,", with: "S,2000,")
            .replacing("E,3,", with: "E,3000,").replacing("W,4,", with: "W,4000,")
        let one = try AnalysisTrip.run("composite", Self.table, Self.columns).result.findings
        for other in [turned, large] {
            let again = try AnalysisTrip.run("composite", other, Self.columns).result.findings
            for area in ["N", "S", "E", "W"] {
                #expect(
                    agree(one.first { $0.key == area }?.estimate, again.first { $0.key == area }?.estimate, 1e-12))
            }
        }
    }

    @Test(
        "What does not fit is refused in words",
        arguments: [
            (["groups": "A=a,b"], "groups-off"), (["groups": "A=a,b,c,a"], "groups-off"),
            (["weights": "1,2"], "weights-off"),
            (["directions": "1,2,1"], "directions-off"), (["aggregation": "geometric"], "not-above-zero"),
            (["normalisation": "goalposts"], "goalposts-missing"), (["range": "5,1"], "range-off"),
        ])
    func refusals(options: [String: String], code: String) {
        let problems = AnalysisTrip.problems("composite", Self.table, Self.columns, options)
        #expect(problems.contains { $0.code == code }, "\(problems.map(\.code))")
    }

    @Test("Firm ranks stay firm: an area first in everything is first in every draw")
    func firm() throws {
        let table = "area,a,b,c\nN,9,9,9\n" + (0..<12).map { "x\($0),\($0 % 5),\($0 % 4),\($0 % 7)\n" }.joined()
        let found = try AnalysisTrip.run(
            "composite-uncertainty", table, Self.columns, ["top": "1", "draws": "500", "sensitivity": "100"])
        let north = try #require(found.result.findings.first { $0.key == "N" })
        #expect(north.estimate == 1 && north.interval?.high == 1 && north.figure("chance_of_top") == 1)
        #expect(found.result.findings.contains { $0.key == "choice of weights" })
        #expect(found.result.figure != nil)
    }
}
