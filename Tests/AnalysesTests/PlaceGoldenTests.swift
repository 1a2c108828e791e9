import Analyses
import Foundation
import Geography
import TestSupport
import Testing
import Vocabulary

/// Results of spdep 1.2-7, the Near Repeat Calculator 1.3, SpatialEpi 1.2.8 and ptools 2.0.0 as kept in the reference tables.
@Suite("Methods of place agree with published results", .enabled(if: ReferenceTable.isHere))
struct PlaceGoldenTests {
    private func report(
        _ method: String, _ path: String, _ columns: [String: [String]], _ options: [String: String] = [:],
        neighbours: String? = nil
    ) throws -> [Finding] {
        let type = try #require(AnalysisCatalogue.method(method))
        let table = try AnalysisTable(csv: try ReferenceTable.bytes("method-tables/\(path)"), name: path)
        let pairs = try neighbours.map {
            try NeighbourFile.pairs(csv: try ReferenceTable.bytes("method-tables/\($0)"), name: $0)
        }
        let request = try AnalysisRequest(
            type.description, table, columns: columns, options: options, neighbours: pairs)
        return try type.run(request).findings
    }

    private static let spdep = "spdep 1.2-7 on the neighbourhoods of Columbus (Anselin 1988)"
    private static let columbus: [String: [String]] = ["area": ["POLYID"], "value": ["CRIME"]]

    @Test("Moran, Geary and the general G of Columbus")
    func global() throws {
        let ours = try report(
            "autocorrelation", "spatial-autocorrelation/columbus_crime.csv", Self.columbus,
            neighbours: "spatial-autocorrelation/columbus_neighbours.csv")
        let rows = try ReferenceTable.records("method-tables/spatial-autocorrelation/columbus_expected_global.csv")
        func theirs(_ name: String) -> Double? {
            rows.first { $0["quantity"] == name }.flatMap { Double($0["value"] ?? "") }
        }
        let golden = Golden("autocorrelation", "Moran's I, Geary's C, general G with z", source: Self.spdep)
        let moran = ours[0], geary = ours[1], general = ours[2]
        #expect(golden.agrees(moran.estimate, theirs("moran_I_W"), 1e-12))
        #expect(golden.agrees(moran.figure("expected"), theirs("moran_expected"), 1e-12))
        #expect(golden.agrees(moran.figure("variance_randomisation"), theirs("moran_var_randomisation"), 1e-12))
        #expect(golden.agrees(moran.figure("z_randomisation"), theirs("moran_z_randomisation"), 1e-12))
        #expect(golden.agrees(moran.figure("z_normality"), theirs("moran_z_normality"), 1e-12))
        #expect(golden.agrees(geary.estimate, theirs("geary_C"), 1e-12))
        #expect(golden.agrees(geary.figure("z_randomisation"), theirs("geary_z"), 1e-12))
        #expect(golden.agrees(general.estimate, theirs("globalG_B"), 1e-12))
        #expect(golden.agrees(general.figure("z_randomisation"), theirs("globalG_z"), 1e-11))
    }

    @Test("Local Moran, Gi* and Gi of every area of Columbus")
    func local() throws {
        let neighbours = "spatial-autocorrelation/columbus_neighbours.csv"
        let file = "spatial-autocorrelation/columbus_crime.csv"
        let fixed = ["draws": "shared", "permutations": "19"]
        let moran = try report("local-moran", file, Self.columbus, fixed, neighbours: neighbours)
        let star = try report("getis-ord", file, Self.columbus, fixed, neighbours: neighbours)
        let plain = try report(
            "getis-ord", file, Self.columbus, fixed.merging(["self": "no"]) { $1 }, neighbours: neighbours)
        let rows = try ReferenceTable.records("method-tables/spatial-autocorrelation/columbus_expected_local.csv")
        let local = Golden("local-moran", "I and z of 49 areas", source: Self.spdep)
        let hot = Golden("getis-ord", "Gi* and Gi of 49 areas", source: Self.spdep)
        #expect(rows.count == 49 && moran.count == 49)
        for (place, row) in rows.enumerated() {
            func theirs(_ name: String) -> Double? { Double(row[name] ?? "") }
            #expect(local.agrees(moran[place].figure("estimate_divided_by_n"), theirs("Ii"), 1e-12))
            #expect(local.agrees(moran[place].figure("z"), theirs("Z_Ii"), 1e-10))
            #expect(hot.agrees(star[place].estimate, theirs("Gstar_z_binary"), 1e-10))
            #expect(hot.agrees(plain[place].estimate, theirs("G_z_binary"), 1e-9))
        }
    }

    @Test("Pairs of burglaries of one month in Chicago, band by band")
    func nearRepeat() throws {
        let ours = try report(
            "near-repeat", "near-repeat/chicago_be_month1.csv", ["x": ["x_m"], "y": ["y_m"], "day": ["date"]],
            [
                "distances": "0,100,200,300", "days": "0,7,14,21", "distance": "manhattan", "same-place": "yes",
                "beyond": "yes", "permutations": "199",
            ])
        let rows = try ReferenceTable.records("method-tables/near-repeat/chicago_be_month1_observed_pairs.csv")
        #expect(rows.count == ours.count)
        let calculator = "Near Repeat Calculator 1.3 (Ratcliffe) on one month of burglaries in Chicago"
        let pairs = Golden("near-repeat", "Pairs observed, band by band", source: calculator)
        for (row, ours) in zip(rows, ours) {
            #expect(pairs.agrees(ours.figure("observed"), Double(row["observed_pairs"] ?? "")))
        }
        let golden = Golden("near-repeat", "Observed over expected, from its 19 permutations", source: calculator)
        // Ratios of the calculator come from 19 permutations: within 15% where at least 20 pairs are expected.
        let ratios = try ReferenceTable.records("method-tables/near-repeat/chicago_be_month1_expected.csv")
            .filter { $0["table"] == "observed_over_mean_expected" }
        for (row, ours) in zip(ratios, ours.dropFirst(4)) where (ours.figure("expected") ?? 0) >= 20 {
            #expect(golden.agrees(ours.estimate, Double(row["value"] ?? ""), 0.15), "\(ours.key)")
        }
    }

    @Test(
        "Clusters of lung cancer in Pennsylvania",
        arguments: [
            ("pa_poisson_agesex_expected_max50pct", "poisson", true),
            ("pa_poisson_crude_expected_max50pct", "poisson", false),
            ("pa_bernoulli_max50pct", "bernoulli", false),
        ])
    func scan(run: String, law: String, hasExpected: Bool) throws {
        var columns = [
            "area": ["county"], "x": ["x_km"], "y": ["y_km"], "count": ["cases"], "population": ["population"],
        ]
        if hasExpected { columns["expected"] = ["expected"] }
        let ours = try report(
            "scan", "scan-statistics/penn_lung_cancer_2002.csv", columns,
            ["law": law, "clusters": "2", "permutations": "99"])
        let rows = try ReferenceTable.records("method-tables/scan-statistics/penn_lung_cancer_expected_clusters.csv")
            .filter { $0["run"] == run }
        #expect(rows.count == 2)
        let golden = Golden(
            "scan", "Cases, expected and likelihood ratio of two clusters",
            source: "SpatialEpi 1.2.8, lung cancer in Pennsylvania 2002")
        for (row, ours) in zip(rows, ours) {
            let areas = Set((row["areas"] ?? "").split(separator: ";").map(String.init))
            guard case .texts(let found)? = ours.more.first(where: { $0.name == "areas" })?.value else {
                Issue.record("no areas")
                continue
            }
            #expect(Set(found) == areas)
            #expect(golden.agrees(ours.n, Double(row["cases"] ?? "")))
            #expect(golden.agrees(ours.figure("expected"), Double(row["expected"] ?? ""), 1e-9))
            var ratio = try #require(ours.figure("log_likelihood_ratio"))
            if run == "pa_poisson_crude_expected_max50pct" {
                // SpatialEpi cuts the sum of expected cases, 10,278.999999999998 here, down to a whole number N. With
                // N = 10,278 instead of C = 10,279 the formula gives what it printed.
                let c = ours.n ?? 0, e = try #require(ours.figure("expected")), all = 10_279.0, cut = 10_278.0
                ratio += (all - c) * (log(all - e) - log(cut - e)) + all * log(cut / all)
            }
            #expect(golden.agrees(ratio, Double(row["llr"] ?? ""), 1e-9))
        }
    }

    @Test("Accuracy, efficiency and recapture of a prediction")
    func prediction() throws {
        let ours = try report(
            "prediction-accuracy", "displacement/pai_case.csv",
            ["area": ["id"], "count": ["observed"], "predicted": ["predicted"], "size": ["area"]])
        let rows = try ReferenceTable.records("method-tables/displacement/pai_case.csv")
        #expect(ours.count == rows.count)
        let golden = Golden("prediction-accuracy", "PAI, PEI and RRI of six places", source: "ptools 2.0.0")
        for (row, ours) in zip(rows, ours) {
            #expect(ours.key == row["id"])
            for name in ["pai", "pei", "rri"] {
                #expect(golden.agrees(ours.figure(name), Double(row[name] ?? ""), 1e-10))
            }
        }
    }
}

extension Finding {
    /// A further figure that is a number.
    func figure(_ name: String) -> Double? {
        if case .number(let value)? = more.first(where: { $0.name == name })?.value { value } else { nil }
    }
}
