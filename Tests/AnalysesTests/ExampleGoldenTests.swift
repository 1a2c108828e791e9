import Analyses
import Foundation
import TestSupport
import Testing
import Vocabulary

/// The examples' tables through other programs: numbers of statsmodels 0.15.0, scipy 1.17.1 and numpy 2, each written down as
/// that program printed it.
@Suite("Examples agree with other programs on the same tables")
struct ExampleGoldenTests {
    static let statsmodels = "statsmodels 0.15.0 on the example's table"
    static let written = "scipy 1.17.1, the source's formula written out apart, on the example's table"

    /// The findings of an example, with some options set otherwise.
    private func findings(_ name: String, _ options: [String: String] = [:]) throws -> [String: Finding] {
        let method = try #require(AnalysisCatalogue.method(name))
        let found = try MethodExample.report(method, options).result.findings
        return Dictionary(found.map { ($0.key, $0) }) { first, _ in first }
    }

    @Test("Newcombe's limits, the ratio's and the pooled p of two shares")
    func shares() throws {
        let golden = Golden(
            "compare-proportions", "Newcombe's limits, limits of the ratio, p", source: Self.statsmodels)
        let found = try findings("compare-proportions")
        let theirs: [String: [Double]] = [
            "Harbour": [
                -0.2809256010696354, -0.046341971318011974, 0.42421567032736424, 0.880920505454938,
                0.006692570811575189,
            ],
            "Market": [
                -0.16462313567345493, 0.057759550418403874, 0.6128397891747315, 1.1874448519538703, 0.34550031322569164,
            ],
            "Orchard": [
                -0.09772477590282094, 0.07571213131656243, 0.3841393196403898, 2.045196770284391, 0.7771237463572624,
            ],
            "Station": [
                -0.025957478957686103, 0.2226902490834815, 0.8931978863590384, 2.5530793293787952, 0.11936159148760009,
            ],
        ]
        for (area, row) in theirs {
            let ours = try #require(found[area])
            #expect(golden.agrees(ours.interval?.low, row[0]) && golden.agrees(ours.interval?.high, row[1]))
            #expect(golden.agrees(ours.figure("ratio_low"), row[2]) && golden.agrees(ours.figure("ratio_high"), row[3]))
            #expect(golden.agrees(ours.p, row[4]))
        }
    }

    /// `Table2x2`: with phi 1 the ratio of two changes is an odds ratio of four counts.
    @Test("The ratio of two changes, its limits and its error")
    func changes() throws {
        let source = "Table2x2 of \(Self.statsmodels)"
        let before = Golden("before-after", "Ratio, limits and error with phi 1", source: source)
        let operations: [String: [Double]] = [
            "Harbour patrols": [0.5538115495574788, 0.4767035003586721, 0.6433920292015658, 0.07649618142347772],
            "Market guardians": [0.5250145514010921, 0.44138669855050755, 0.6244870542952004, 0.08852439220614529],
            "Station lighting": [0.8057084480026687, 0.6238637692277339, 1.0405574665546857, 0.13050746138819658],
        ]
        try compare(before, try findings("before-after", ["phi": "1"]), operations)
        let zones = Golden("displacement", "Target and buffer: ratio, limits and error with phi 1", source: source)
        let ratios: [String: [Double]] = [
            "target, ratio": [0.6332986664339102, 0.5620314194578254, 0.7136028111984682, 0.06091151872217748],
            "buffer, ratio": [0.7965115008372257, 0.700334019895596, 0.9058971190069405, 0.06565639826353886],
        ]
        try compare(zones, try findings("displacement", ["phi": "1"]), ratios)
        let rings = Golden("ring-displacement", "Target and two rings: ratio and limits with phi 1", source: source)
        let circles: [String: [Double]] = [
            "target, within 250 m": [0.6946316347391535, 0.4866912020713549, 0.9914153079546449],
            "ring, 250 to 500 m": [0.9122336737995101, 0.6347875232814038, 1.3109430243871485],
            "ring, 500 to 1000 m": [1.0396284456239822, 0.7688672265525973, 1.4057398567977577],
        ]
        try compare(rings, try findings("ring-displacement", ["phi": "1"]), circles)
    }

    /// Estimate, limits and, where there is a fourth, the error of each key.
    private func compare(_ golden: Golden, _ found: [String: Finding], _ theirs: [String: [Double]]) throws {
        for (key, row) in theirs {
            let ours = try #require(found[key], "\(key)")
            #expect(golden.agrees(ours.estimate, row[0]), "\(key)")
            #expect(golden.agrees(ours.interval?.low, row[1]), "\(key)")
            #expect(golden.agrees(ours.interval?.high, row[2]), "\(key)")
            if row.count > 3 { #expect(golden.agrees(ours.figure("standard_error"), row[3]), "\(key)") }
        }
    }

    @Test("Standardised ratios and rates of repeated events")
    func rates() throws {
        try compare(
            Golden("isr", "Ratios and Byar's limits of three areas", source: Self.written), try findings("isr"),
            [
                "Harbour": [2.725695295467517, 2.167755828058584, 3.3833470476309446],
                "Market": [1.358934748608467, 0.9464091576086961, 1.8900068093563531],
                "Orchard": [0.818724617667591, 0.4472301177463962, 1.3737612982066971],
            ])
        try compare(
            Golden("repeat-rate", "Rates and widened limits of three areas", source: Self.written),
            try findings("repeat-rate"),
            [
                "Harbour": [2075.9493670886077, 1610.7930222451355, 2598.322283609629],
                "Market": [1171.875, 814.5808415615581, 1596.2186920571587],
                "Orchard": [397.5903614457831, 252.84549042330627, 585.3553294830136],
            ])
    }

    @Test("Ratios of groups: exact limits")
    func groups() throws {
        let method = try #require(AnalysisCatalogue.method("disproportion"))
        let plain = try MethodExample.report(method, [:], without: ["area"]).result.findings
        try compare(
            Golden(
                "disproportion", "Ratios and exact limits", source: "binomtest of scipy 1.17.1 on the example's table"),
            Dictionary(plain.map { ($0.key, $0) }) { first, _ in first },
            [
                "group B, by residents": [2.174056551875894, 1.8715161702204561, 2.517102509727017],
                "group B, by present": [2.254644489835619, 1.9408895399638566, 2.6104064767821153],
                "group C, by residents": [0.976882923191648, 0.8069189985968827, 1.1746700214800938],
                "group D, by present": [1.1316636656299448, 0.8710047566199708, 1.4490999680626175],
            ])
    }

    @Test("Slope and relative index, concentration")
    func inequality() throws {
        let slope = try findings("slope-index")
        let line = Golden("slope-index", "Slope and relative index", source: "WLS of \(Self.statsmodels)")
        #expect(line.agrees(slope["slope_index"]?.estimate, -300.77524131100574))
        #expect(line.agrees(slope["relative_index"]?.estimate, 0.2851647605821137))
        let few = try findings("concentration")
        let gini = Golden("concentration", "Gini and the places with half and a quarter", source: Self.written)
        #expect(gini.agrees(few["gini"]?.estimate, 0.2739400057686761))
        #expect(gini.agrees(few["places holding 50%"]?.n, 9) && gini.agrees(few["places holding 25%"]?.n, 4))
    }

    @Test("What one outcome costs: quotient, Fieller's limits as roots, net benefit")
    func costs() throws {
        let found = try findings("cost-per-outcome")
        let golden = Golden("cost-per-outcome", "Quotient, Fieller's limits, net benefit", source: Self.written)
        let ratio = try #require(found["incremental cost of one outcome"])
        #expect(golden.agrees(ratio.estimate, 244.40650406504062))
        #expect(golden.agrees(ratio.figure("fieller_low"), 145.24348631975872, 1e-6))
        #expect(golden.agrees(ratio.figure("fieller_high"), 541.1541826179397, 1e-6))
        #expect(golden.agrees(found["net benefit"]?.estimate, 531.6111111111112))
    }

    @Test("Two lists; areas told from anchors; the smallest change")
    func hidden() throws {
        try compare(
            Golden("chapman", "Totals and normal limits of three areas", source: Self.written), try findings("chapman"),
            [
                "centre": [635.6904761904761, 494.85953464203016, 776.5214177389221],
                "hills": [311.5, 175.7709292652768, 447.2290707347232],
                "riverside": [471.0869565217391, 324.572959009865, 617.6009540336133],
            ])
        try compare(
            Golden(
                "multiple-indicator", "Predicted numbers and their limits, one component",
                source: "numpy's svd and OLS of \(Self.statsmodels)"),
            try findings("multiple-indicator", ["complexity": "1"]),
            [
                "Alderfold": [94.40947193551727, 74.43205981366006, 119.74878047789092],
                "Barkmoor": [38.68866301334286, 30.67577450081184, 48.79461627677536],
                "Castle Quay": [118.14258344876544, 93.64810043028739, 149.04381359383513],
            ])
        let change = try findings("detectable-change")
        let least = Golden("detectable-change", "The smallest fall that would be found", source: Self.written)
        #expect(least.agrees(change["Harbour patrols, target, smallest fall"]?.estimate, 0.7665732887066087, 1e-6))
        #expect(least.agrees(change["Station lighting, target, smallest fall"]?.estimate, 0.5925215022996283, 1e-6))
    }

    /// Without purity the index is that of least squares on the logarithm of the price.
    @Test("The price as paid, place and amount allowed for")
    func prices() throws {
        let method = try #require(AnalysisCatalogue.method("price-index"))
        let found = try MethodExample.report(method, [:], without: ["purity", "below"]).result.findings
        let golden = Golden("price-index", "Index of the price as paid", source: "OLS of \(Self.statsmodels)")
        let theirs = [
            "2026-04": 99.3638131913168, "2026-07": 96.27007426435087, "2026-10": 101.56116943041044,
            "2027-04": 105.5704959854484, "2027-10": 100.93181199822241,
        ]
        for (period, index) in theirs {
            #expect(golden.agrees(found.first { $0.key.hasPrefix(period) }?.estimate, index), "\(period)")
        }
    }

    @Test("The densest place of a smoothed map; seizures compared by ratios; an attacker's ranges")
    func others() throws {
        let peak = try findings("kernel-density", ["edge": "none", "cell": "25"]).values.max {
            ($0.estimate ?? 0) < ($1.estimate ?? 0)
        }
        let map = Golden(
            "kernel-density", "The highest density, cells of 25 m",
            source: "A sum of kernels climbed by scipy 1.17.1, on the example's table")
        #expect(map.agrees(peak?.estimate, 77.38694429047706, 0.005))
        let alike = try findings("alike-seizures")
        let distance = Golden(
            "alike-seizures", "Aitchison's distance of the nearest pairs",
            source: "pdist of scipy 1.17.1 on centred log-ratios of the example's table")
        #expect(distance.agrees(alike["S10 – S20"]?.estimate, 0.052850426878182206))
        #expect(distance.agrees(alike["S13 – S14"]?.estimate, 0.0646293432343968))
        #expect(distance.agrees(alike["S01 – S19"]?.estimate, 0.09441712327612496))
        let ranges = try findings("audit-table")
        let attacker = Golden(
            "audit-table", "Ranges of three withheld cells", source: "linprog of scipy 1.17.1 on the example's table")
        for (cell, value) in [("Market|50+", 3.0), ("Priory|18-24", 2), ("Priory|50+", 1)] {
            #expect(attacker.agrees(ranges[cell]?.interval?.low, value, 1e-7))
            #expect(attacker.agrees(ranges[cell]?.interval?.high, value, 1e-7))
        }
    }

    /// The Office for National Statistics' own package, version 3.1.0, with the missing perturbations filled up with 0.
    @Test("Counts with fixed noise, and which are withheld")
    func cellKeys() throws {
        let found = try findings("cell-key")
        let golden = Golden(
            "cell-key", "Perturbed counts of 15 cells, 5 withheld",
            source: "cell-key-perturbation 3.1.0 (Office for National Statistics) on the example's table")
        let theirs: [String: Double?] = [
            "Harbour|18-24": 12, "Harbour|25-34": 27, "Harbour|35-49": 21, "Harbour|50+": 8, "Market|18-24": 9,
            "Market|25-34": 19, "Market|35-49": 16, "Market|50+": nil, "Orchard|18-24": nil, "Orchard|25-34": 9,
            "Orchard|35-49": 10, "Orchard|50+": nil, "Priory|18-24": nil, "Priory|25-34": 11, "Priory|35-49": 9,
            "Priory|50+": nil, "Station|18-24": 16, "Station|25-34": 23, "Station|35-49": 13, "Station|50+": 5,
        ]
        #expect(found.count >= theirs.count)
        for (cell, count) in theirs { #expect(golden.agrees(found[cell]?.estimate, count), "\(cell)") }
    }
}

/// The page of proof, which a script makes from a whole run, names every method.
@Suite("Every method has figures from outside, or the page says why it has none")
struct GoldenPageTests {
    private static func part(_ name: String) throws -> Set<String> {
        let page = try String(
            contentsOf: MethodExample.root.appending(path: "Documentation/explanation/statistics-proof.md"),
            encoding: .utf8)
        let begin = try #require(page.range(of: "<!-- \(name): begin -->"))
        let end = try #require(page.range(of: "<!-- \(name): end -->"))
        let rows = page[begin.upperBound..<end.lowerBound].split(separator: "\n").filter { $0.hasPrefix("| ") }
        return Set(
            rows.dropFirst().compactMap {
                $0.split(separator: "|").first.map { $0.trimmingCharacters(in: .whitespaces) }
            })
    }

    @Test("One or the other, and not both")
    func whole() throws {
        let compared = try Self.part("golden"), without = try Self.part("without")
        #expect(compared.union(without) == Set(AnalysisCatalogue.all.map { $0.description.name }))
        #expect(compared.isDisjoint(with: without))
    }
}
