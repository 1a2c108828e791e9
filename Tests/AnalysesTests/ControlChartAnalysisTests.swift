import Analyses
import Testing
import Vocabulary

/// Charts as the National Health Service draws them: which way is better, what is to be reached, and limits without odd jumps.
@Suite("Control charts: improvement, target and screened limits")
struct ControlChartAnalysisTests {
    private let values = [10.0, 11, 10, 11, 10, 30, 10, 11, 10, 11, 10, 11, 10]

    private func findings(_ values: [Double], _ options: [String: String]) throws -> [Finding] {
        let csv = "v\n" + values.map { "\($0)\n" }.joined()
        return try AnalysisTrip.run("control-chart", csv, ["value": ["v"]], options).result.findings
    }

    @Test("Moving ranges beyond 3.267 times their mean are left out where that is asked for")
    func screened() throws {
        // Ranges are ten of 1 and two of 20: mean 50 / 12, limit 13.6; what is left has mean 1.
        let plain = try findings(values, [:])[0], screened = try findings(values, ["screen": "yes"])[0]
        #expect(abs((plain.figure("sigma") ?? 0) - 50.0 / 12 / 1.128) < 1e-12)
        #expect(abs((screened.figure("sigma") ?? 0) - 1 / 1.128) < 1e-12)
        #expect(plain.estimate == screened.estimate)
    }

    @Test("A sign is an improvement or a concern by which way is better", arguments: ["higher", "lower"])
    func better(way: String) throws {
        let found = try findings(values, ["better": way, "screen": "yes", "rules": "nhs"])
        let meanings = found.dropFirst().map { point in
            ["improvement", "concern", "common cause"].first { point.more.contains(NamedFigure("variation", $0)) }
        }
        #expect(meanings[5] == (way == "higher" ? "improvement" : "concern"))
        let calm = try findings(Array(values[6...]), ["better": way, "rules": "nhs"])
        #expect(calm.allSatisfy { $0.more.contains(NamedFigure("variation", "common cause")) })
        #expect(!found[0].more.contains { $0.name == "assurance" })
    }

    @Test(
        "The limits against a target",
        arguments: [
            ("higher", "5", "meets the target"), ("higher", "11", "hit or miss"), ("higher", "30", "misses the target"),
            ("lower", "30", "meets the target"), ("lower", "11", "hit or miss"), ("lower", "5", "misses the target"),
        ])
    func target(way: String, target: String, word: String) throws {
        let even = [10.0, 11, 10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 10]
        let stretch = try findings(even, ["better": way, "target": target])[0]
        #expect(stretch.more.contains(NamedFigure("assurance", word)))
    }

    @Test("Laney's charts give the factor by which their limits are wider")
    func laney() throws {
        let csv = "n,d\n120,1000\n150,1200\n90,1100\n200,1300\n110,900\n140,1000\n"
        let ours = try AnalysisTrip.run(
            "control-chart", csv, ["value": ["n"], "denominator": ["d"]], ["chart": "p-prime"]
        ).result.findings
        let plain = try AnalysisTrip.run(
            "control-chart", csv, ["value": ["n"], "denominator": ["d"]], ["chart": "p"]
        ).result.findings
        let factor = try #require(ours[0].figure("sigma_z"))
        #expect(factor > 1)
        for (one, other) in zip(ours.dropFirst(), plain.dropFirst()) {
            let wide = (one.figure("upper") ?? 0) - (one.figure("centre") ?? 0)
            let narrow = (other.figure("upper") ?? 0) - (other.figure("centre") ?? 0)
            #expect(abs(wide / narrow - factor) < 1e-9)
        }
    }
}
