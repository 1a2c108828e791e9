import Analyses
import Foundation
import TestSupport
import Testing
import Vocabulary

/// Test tables of PHEindicatormethods 2.1.0 (UK Health Security Agency), R's `e_test` of ptools, and Krishnamoorthy and
/// Thomson 2004.
@Suite("Counts, rates and comparison agree with published tables", .enabled(if: ReferenceTable.isHere))
struct ComparisonGoldenTests {
    static let agency = "Test tables of PHEindicatormethods 2.1.0 (UK Health Security Agency)"

    private func report(
        _ method: String, _ path: String, _ columns: [String: [String]], _ options: [String: String] = [:]
    ) throws -> AnalysisReport {
        let csv = String(decoding: try ReferenceTable.bytes("method-tables/\(path)"), as: UTF8.self)
        return try AnalysisTrip.run(method, csv, columns, options)
    }

    @Test(
        "Rates and shares with their limits",
        arguments: [
            ("rate", "rates.csv", "95", "0.95"), ("rate", "rates.csv", "99_8", "0.998"),
            ("proportion", "proportions.csv", "95", "0.95"), ("proportion", "proportions.csv", "99_8", "0.998"),
        ])
    func limits(method: String, file: String, level: String, confidence: String) throws {
        let rows = try ReferenceTable.records("method-tables/phe-indicator-methods/\(file)")
            .filter { Double($0["Numerator"] ?? "") != nil && Double($0["Denominator"] ?? "") != nil }
        var compared = 0
        let golden = Golden(method, "Values and limits at 95% and 99.8%", source: Self.agency)
        for row in rows {
            let low = Double(row[level == "95" ? "lower95_0cl" : "lower99_8cl"] ?? "")
            let high = Double(row[level == "95" ? "upper95_0cl" : "upper99_8cl"] ?? "")
            let csv = "x,n\n\(row["Numerator"] ?? ""),\(row["Denominator"] ?? "")\n"
            let other = method == "rate" ? "population" : "denominator"
            let found = try AnalysisTrip.run(
                method, csv, ["count": ["x"], other: ["n"]],
                ["confidence": confidence, "multiplier": row["multiplier"] ?? "1"])
            let finding = try #require(found.result.findings.first)
            #expect(golden.agrees(finding.estimate, Double(row["value"] ?? "")), "\(row)")
            #expect(golden.agrees(finding.interval?.low, low), "\(row)")
            #expect(golden.agrees(finding.interval?.high, high), "\(row)")
            compared += 1
        }
        #expect(compared >= 8)
    }

    @Test("Directly standardised rates, withheld below ten events")
    func standardised() throws {
        let areas = try report(
            "dsr", "phe-indicator-methods/dsr_input_multiarea.csv",
            ["area": ["area"], "count": ["count"], "population": ["pop"]], ["multiplier": "10000"]
        ).result.findings
        let old = try report(
            "dsr", "phe-indicator-methods/dsr_input_1976.csv",
            ["count": ["count"], "population": ["pop"], "standard": ["esp1976"]], ["multiplier": "10000"]
        ).result.findings
        let rows = try ReferenceTable.records("method-tables/phe-indicator-methods/dsr_results.csv")
            .filter { $0["statistic"] == "dsr per 10000" }
        var compared = 0
        let golden = Golden("dsr", "Rates and Dobson's limits", source: Self.agency)
        for row in rows {
            let name = row["area"] ?? ""
            guard let ours = name == "testdata_1976" ? old.first : areas.first(where: { $0.key == name }) else {
                continue
            }
            #expect(golden.agrees(ours.estimate, Double(row["value"] ?? "")))
            #expect(golden.agrees(ours.interval?.low, Double(row["lower95_0cl"] ?? "")))
            #expect(golden.agrees(ours.interval?.high, Double(row["upper95_0cl"] ?? "")))
            compared += 1
        }
        #expect(compared == 3)
        #expect(areas.contains { $0.key == "testdata_tiny" && $0.estimate == nil })
    }

    @Test("Means with Student's interval")
    func means() throws {
        let ours = try report(
            "mean", "phe-indicator-methods/means_input.csv", ["group": ["area"], "value": ["values"]]
        ).result.findings
        let rows = try ReferenceTable.records("method-tables/phe-indicator-methods/means_results.csv")
        let golden = Golden("mean", "Means and Student's limits", source: Self.agency)
        for finding in ours {
            let row = try #require(rows.first { $0["area"] == finding.key })
            #expect(golden.agrees(finding.estimate, Double(row["value"] ?? "")))
            #expect(golden.agrees(finding.interval?.low, Double(row["lower95_0cl"] ?? "")))
            #expect(golden.agrees(finding.interval?.high, Double(row["upper95_0cl"] ?? "")))
        }
        #expect(ours.count == 2)
    }

    @Test("Limits of a funnel of proportions")
    func funnel() throws {
        let inputs = try report(
            "funnel", "phe-indicator-methods/funnel_prop_inputs.csv",
            ["area": ["Area"], "count": ["numerator"], "denominator": ["denominator"]], ["multiplier": "100"]
        ).result.findings
        let rows = try ReferenceTable.records("method-tables/phe-indicator-methods/funnel_prop_inputs.csv")
        let places = [
            "High (0.001)": "high (99.8%)", "Low (0.001)": "low (99.8%)", "High (0.025)": "high (95%)",
            "Low (0.025)": "low (95%)", "Not significant": "inside",
        ]
        for (row, ours) in zip(rows, inputs) {
            let theirs = try #require(places[row["significance"] ?? ""])
            #expect(ours.more.contains(NamedFigure("place", theirs)), "\(ours.key)")
        }
        let limits = try ReferenceTable.records("method-tables/phe-indicator-methods/funnel_prop_outputs.csv")
        var compared = 0
        let golden = Golden("funnel", "Limits of a funnel of proportions", source: Self.agency)
        for row in limits {
            guard let population = row["Population"] else { continue }
            let csv = "x,n\n0,\(population)\n0,1\n0,1\n"
            let ours = try AnalysisTrip.run(
                "funnel", csv, ["count": ["x"], "denominator": ["n"]], ["multiplier": "100", "average": "80.642448"]
            ).result.findings[0]
            func figure(_ name: String) -> Double? {
                if case .number(let value)? = ours.more.first(where: { $0.name == name })?.value { value } else { nil }
            }
            // Printed to six decimals.
            #expect(golden.agrees(figure("lower_95") ?? -1, Double(row["Lower2s0025limit"] ?? ""), within: 2e-6))
            #expect(golden.agrees(figure("upper_95") ?? -1, Double(row["Upper2s0025limit"] ?? ""), within: 2e-6))
            compared += 1
        }
        #expect(compared >= 50)
    }

    @Test("The e-test of two Poisson counts")
    func eTest() throws {
        let ours = try report(
            "compare-rates", "displacement/poisson_etest_cases.csv",
            ["count": ["k1"], "population": ["n1"], "other-count": ["k2"], "other-population": ["n2"]],
            ["test": "e-test"]
        ).result.findings
        let rows = try ReferenceTable.records("method-tables/displacement/poisson_etest_cases.csv")
        #expect(ours.count == rows.count)
        let golden = Golden(
            "compare-rates", "p of the e-test", source: "ptools 2.0.0; Krishnamoorthy and Thomson 2004")
        for (row, ours) in zip(rows, ours) {
            #expect(golden.agrees(ours.p, Double(row["p_two_sided"] ?? ""), 1e-9))
        }
    }
}
