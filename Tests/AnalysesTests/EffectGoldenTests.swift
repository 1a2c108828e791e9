import Analyses
import Foundation
import TestSupport
import Testing
import Vocabulary

/// ptools 2.0.0, crimepy, Wheeler and Ratcliffe's spreadsheet, R 4.2 and qicharts2, survey 4.1-1, as kept in the reference tables.
@Suite("Effects, charts and surveys agree with published results", .enabled(if: ReferenceTable.isHere))
struct EffectGoldenTests {
    private func findings(
        _ method: String, _ path: String, _ columns: [String: [String]], _ options: [String: String] = [:]
    ) throws -> [Finding] {
        let csv = String(decoding: try ReferenceTable.bytes("method-tables/\(path)"), as: UTF8.self)
        return try AnalysisTrip.run(method, csv, columns, options).result.findings
    }

    @Test("Weighted displacement difference")
    func weightedDifference() throws {
        let path = "displacement/wdd_cases.csv"
        let ours = try findings(
            "wdd", path,
            [
                "case": ["case"], "target-before": ["treat_pre"], "target-after": ["treat_post"],
                "comparison-before": ["control_pre"], "comparison-after": ["control_post"],
                "buffer-before": ["disp_pre"],
                "buffer-after": ["disp_post"], "buffer-comparison-before": ["dispcontrol_pre"],
                "buffer-comparison-after": ["dispcontrol_post"],
            ], ["confidence": "0.9"])
        let golden = Golden(
            "wdd", "Estimate, error, limits, z",
            source: "ptools 2.0.0, crimepy, Wheeler and Ratcliffe's spreadsheet (2018)")
        for (row, ours) in zip(try ReferenceTable.records("method-tables/\(path)"), ours) {
            // crimepy prints one decimal.
            let tolerance = (row["source"] ?? "").contains("crimepy") ? 0.02 : 1e-9
            #expect(golden.agrees(ours.estimate, Double(row["est_total"] ?? ""), tolerance))
            #expect(golden.agrees(ours.figure("standard_error"), Double(row["se_total"] ?? ""), tolerance))
            if let low = Double(row["ci90_low"] ?? "") { #expect(golden.agrees(ours.interval?.low, low, tolerance)) }
            if let z = Double(row["z"] ?? "") { #expect(golden.agrees(ours.figure("z"), z, tolerance)) }
        }
        let spreadsheet = try #require(ours.last)
        #expect(golden.agrees(spreadsheet.figure("p_one_sided"), 0.00144, within: 1e-5))
    }

    /// Five kinds of offences, each with its harm; ptools' own test case, printed to five digits or more.
    @Test("Weighted displacement difference of several kinds by their harm")
    func harm() throws {
        let csv = """
            kind,tb,ta,cb,ca,harm
            vehicles,130,74,133,91,3
            theft,327,202,388,305,2
            burglary,398,190,148,97,5
            robbery,144,92,86,64,7
            assault,183,96,94,67,10
            """
        let ours = try AnalysisTrip.run(
            "wdd", csv,
            [
                "case": ["kind"], "target-before": ["tb"], "target-after": ["ta"], "comparison-before": ["cb"],
                "comparison-after": ["ca"], "weight": ["harm"],
            ]
        ).result.findings
        let all = try #require(ours.last)
        #expect(ours.count == 6 && all.key == "all, weighed")
        let golden = Golden("wdd", "Kinds of offences by their harm", source: "ptools 2.0.0, wdd_harm")
        #expect(golden.agrees(all.estimate, -1_721, 1e-9))
        #expect(golden.agrees(all.figure("standard_error"), 304.10360077, 1e-9))
        #expect(golden.agrees(all.figure("z"), -5.65925558, 1e-8))
        #expect(golden.agrees(all.interval?.low, -2317.03210507, 1e-9))
        #expect(golden.agrees(all.interval?.high, -1124.96789493, 1e-9))
    }

    @Test(
        "The seat-belt law: level of the series",
        arguments: [("quasi-poisson", 0), ("log-normal", 1)])
    func seatBelts(scale: String, row: Int) throws {
        let ours = try findings(
            "time-series", "interrupted-time-series/uk_seatbelts_1969_1984.csv",
            ["day": ["month"], "count": ["drivers"]],
            ["since": "1983-02-01", "season": "months", "slope": "no", "errors": "dispersion", "scale": scale])
        let theirs = try ReferenceTable.records("method-tables/interrupted-time-series/uk_seatbelts_expected.csv")[row]
        let golden = Golden(
            "time-series", "The seat-belt law: level, error, ratio", source: "R 4.2's glm and lm on UKDriverDeaths")
        #expect(golden.agrees(ours[0].figure("coefficient"), Double(theirs["estimate"] ?? ""), 1e-8))
        #expect(golden.agrees(ours[0].figure("standard_error"), Double(theirs["se"] ?? ""), 1e-6))
        #expect(golden.agrees(ours[0].estimate, Double(theirs["ratio"] ?? ""), 1e-8))
    }

    @Test(
        "Montgomery's charts: centre, limits, runs",
        arguments: [
            ("montgomery_6.5_individuals", "xmr", ["label": ["weeks"], "value": ["cost"]], ["baseline": "20"]),
            (
                "montgomery_7.1_p_chart", "p",
                ["label": ["sample"], "value": ["count"], "denominator": ["size"], "phase": ["phase"]], [:]
            ),
            ("montgomery_7.3_c_chart", "c", ["label": ["sample"], "value": ["count"]], ["baseline": "26"]),
        ])
    func charts(name: String, chart: String, columns: [String: [String]], options: [String: String]) throws {
        let theirs = try ReferenceTable.records("method-tables/control-charts/\(name)_expected.csv")
        let lines = String(
            decoding: try ReferenceTable.bytes("method-tables/control-charts/\(name)_data.csv"), as: UTF8.self
        )
        .split(whereSeparator: \.isNewline)
        // The published charts leave out samples and set a base; both come from their own columns. Their first stretch alone
        // has limits of its own.
        let table = zip(
            [["include", "baseline", "part"]]
                + theirs.map { [$0["include"] ?? "", $0["baseline"] ?? "", $0["part"] ?? ""] }, lines
        )
        .enumerated().map { place, pair in
            let (flags, line) = pair
            let left = place == 0 ? "left" : flags[0] == "TRUE" && flags[1] == "TRUE" ? "no" : "yes"
            return line + ",\(left)"
        }.joined(separator: "\n")
        let ours = try AnalysisTrip.run(
            "control-chart", table, columns.merging(["exclude": ["left"]]) { $1 }, ["chart": chart]
        ).result.findings
        let points = ours.filter { !$0.key.hasPrefix("stretch") }
        #expect(points.count == theirs.count)
        let golden = Golden(
            "control-chart", "Centre and limits of XmR, p and c charts", source: "qicharts2 on Montgomery's examples")
        var compared = 0
        for (row, point) in zip(theirs, points) where row["part"] == "1" {
            #expect(golden.agrees(point.figure("centre"), Double(row["cl"] ?? ""), 1e-9))
            #expect(golden.agrees(point.figure("lower"), Double(row["lcl"] ?? ""), 1e-9))
            #expect(golden.agrees(point.figure("upper"), Double(row["ucl"] ?? ""), 1e-9))
            compared += 1
        }
        #expect(compared > 20)
    }

    @Test("A survey of Californian schools")
    func survey() throws {
        let columns = ["weight": ["pw"], "stratum": ["stype"], "population-size": ["fpc"]]
        let path = "survey-estimates/apistrat.csv"
        let theirs = try ReferenceTable.records("method-tables/survey-estimates/apistrat_expected.csv")
        func row(_ name: String) throws -> [String: String] { try #require(theirs.first { $0["quantity"] == name }) }
        let golden = Golden(
            "survey", "Means, totals, shares and ratios with errors", source: "R's survey 4.1-1 on apistrat")
        func compare(_ ours: Finding?, _ name: String) throws {
            let row = try row(name)
            #expect(golden.agrees(ours?.estimate, Double(row["estimate"] ?? ""), 1e-10))
            #expect(golden.agrees(ours?.figure("standard_error"), Double(row["se"] ?? ""), 1e-9))
            if let low = Double(row["low"] ?? "") { #expect(golden.agrees(ours?.interval?.low, low, 1e-9)) }
            if let high = Double(row["high"] ?? "") { #expect(golden.agrees(ours?.interval?.high, high, 1e-9)) }
        }
        let means = try findings("survey", path, columns.merging(["value": ["api00"], "group": ["stype"]]) { $1 })
        try compare(means.first, "mean api00")
        for type in ["E", "H", "M"] { try compare(means.first { $0.key == type }, "mean api00, stype \(type)") }
        try compare(
            try findings("survey", path, columns.merging(["value": ["enroll"]]) { $1 }, ["estimate": "total"]).first,
            "total enroll")
        try compare(
            try findings("survey", path, columns.merging(["value": ["sch.wide"]]) { $1 }, ["estimate": "proportion"])
                .first,
            "proportion sch.wide=Yes")
        try compare(
            try findings(
                "survey", path, columns.merging(["value": ["api00"], "over": ["api99"]]) { $1 }, ["estimate": "ratio"]
            ).first, "ratio api00/api99")
    }
}
