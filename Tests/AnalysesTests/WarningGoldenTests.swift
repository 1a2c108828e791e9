import Analyses
import TestSupport
import Testing
import Vocabulary

/// R's surveillance 1.20.3 on a series drawn with R 4.2 (`set.seed(20130322)`; a negative binomial law, trend, season, two outbreaks):
/// `farringtonFlexible(sts, list(range = 371:380, b = 5, w = 3, reweight = TRUE, weightsThreshold = 2.58, alpha = 0.01, trend = TRUE,
/// pThresholdTrend = 1, limit54 = c(5, 4), noPeriods = 10, pastWeeksNotIncluded = 26, thresholdMethod = "nbPlugin"))`, and changed as said.
@Suite("Early warning agrees with R's surveillance")
struct WarningGoldenTests {
    static let counts: [Int] = [
        18, 5, 9, 16, 10, 11, 3, 6, 5, 8, 9, 8, 1, 3, 3, 2, 9, 3, 7, 5, 3, 0, 2, 1, 2, 4, 3, 6, 4, 5,
        3, 5, 13, 3, 5, 4, 10, 5, 1, 7, 5, 5, 8, 12, 8, 1, 8, 4, 12, 9, 7, 7, 13, 7, 11, 6, 6, 9, 5, 5,
        7, 13, 4, 9, 7, 7, 11, 4, 7, 3, 7, 3, 10, 4, 4, 7, 1, 2, 1, 3, 2, 6, 13, 4, 2, 3, 8, 13, 4, 0,
        13, 3, 4, 8, 6, 7, 7, 13, 7, 7, 8, 10, 8, 9, 10, 13, 9, 13, 7, 9, 10, 3, 7, 4, 14, 9, 5, 7, 3, 11,
        7, 5, 12, 3, 5, 6, 2, 4, 5, 2, 3, 7, 5, 1, 1, 3, 7, 0, 3, 5, 12, 2, 13, 7, 3, 11, 16, 17, 5, 12,
        16, 10, 19, 16, 14, 14, 14, 9, 6, 4, 9, 15, 8, 7, 9, 17, 12, 15, 10, 6, 5, 3, 3, 3, 7, 9, 1, 3, 2, 3,
        2, 4, 2, 4, 5, 2, 1, 14, 9, 13, 2, 9, 8, 8, 7, 5, 12, 6, 3, 15, 18, 12, 13, 13, 10, 6, 12, 9, 16, 9,
        16, 17, 14, 9, 15, 9, 14, 11, 8, 6, 6, 5, 9, 10, 3, 5, 3, 1, 9, 7, 7, 6, 7, 17, 7, 6, 3, 7, 6, 8,
        13, 8, 11, 14, 17, 10, 11, 7, 10, 6, 5, 14, 9, 13, 12, 12, 14, 7, 8, 12, 18, 12, 14, 18, 9, 13, 11, 15, 8, 3,
        17, 9, 15, 7, 11, 5, 2, 11, 11, 16, 16, 7, 10, 12, 6, 4, 11, 5, 8, 6, 4, 16, 11, 8, 11, 8, 7, 10, 16, 14,
        23, 39, 37, 28, 15, 16, 16, 16, 10, 10, 19, 12, 18, 16, 16, 21, 10, 16, 9, 13, 15, 9, 5, 6, 9, 8, 6, 10, 7, 4,
        8, 5, 9, 15, 4, 10, 2, 3, 4, 6, 16, 7, 5, 16, 7, 7, 5, 5, 10, 13, 7, 8, 12, 15, 17, 13, 5, 12, 13, 20,
        12, 22, 12, 12, 15, 17, 13, 5, 14, 14, 15, 17, 17, 18, 17, 20, 24, 31, 6, 7, 8, 9, 7, 13, 7, 3, 3, 7, 9, 8,
        6, 8, 7, 11, 3, 12, 5, 7, 8, 13,
    ]

    static let table =
        "day,count,people\n"
        + counts.enumerated().map { week, count in
            let people = Int((20_000 * exponential(0.0004 * Double(week + 1))).rounded())
            return "\(Day(number: 14_613 + 7 * week).iso),\(count),\(people)\n"
        }.joined()

    private static func exponential(_ x: Double) -> Double {
        (0..<20).reversed().reduce(1) { sum, step in 1 + sum * x / Double(step + 1) }
    }

    struct Expected: Sendable {
        var options: [String: String]
        var week: Int
        var mean: Double
        var dispersion: Double
        var upper: Double
        var p: Double
        var alarm: Bool
    }

    static let cases: [Expected] = [
        Expected(
            options: [:], week: 371, mean: 15.467943119506948, dispersion: 1.877021083268314, upper: 30,
            p: 0.5383698367224343251, alarm: false),
        Expected(
            options: [:], week: 377, mean: 11.564842332046412, dispersion: 1.829237879066377, upper: 24,
            p: 0.0128493833670647109, alarm: false),
        Expected(
            options: [:], week: 378, mean: 10.495779170996606, dispersion: 1.899604130277735, upper: 23,
            p: 0.0003564973343000913, alarm: true),
        // noPeriods = 1, pastWeeksNotIncluded = 3, alpha = 0.05, pThresholdTrend = 0.05.
        Expected(
            options: ["seasons": "1", "omit": "3", "alpha": "0.05", "trend-p": "0.05", "errors": "surveillance"],
            week: 372, mean: 12.458997412125303, dispersion: 1.402594765635874, upper: 20, p: 0.1641462312280571,
            alarm: false),
        Expected(
            options: ["seasons": "1", "omit": "3", "alpha": "0.05", "trend-p": "0.05", "errors": "surveillance"],
            week: 376, mean: 8.857142857443000, dispersion: 1.741001049986487, upper: 16, p: 0.01107997576102209,
            alarm: true),
        // thresholdMethod = "muan".
        Expected(
            options: ["threshold": "upper", "errors": "surveillance"], week: 378, mean: 10.495779170996606,
            dispersion: 1.899604130277735, upper: 24, p: 0.0007377946869968969, alarm: true),
        // thresholdMethod = "delta", and again without reweighting.
        Expected(
            options: ["threshold": "power", "errors": "surveillance"], week: 377, mean: 11.564842332046412,
            dispersion: 1.829237879066377, upper: 23.82970928539712, p: 0.009254047273061798, alarm: true),
        Expected(
            options: ["threshold": "power", "reweight-above": "0"], week: 377, mean: 12.056055844123712,
            dispersion: 2.063095735354013, upper: 25.84498658341878, p: 0.0204213439123514424, alarm: false),
        // populationOffset = TRUE.
        Expected(
            options: ["people": "yes"], week: 378, mean: 10.495953324260357, dispersion: 1.899603397023701, upper: 23,
            p: 0.0003565463282070776, alarm: true),
        // epochAsDate = TRUE.
        Expected(
            options: ["reference": "dates"], week: 374, mean: 13.990321351759732, dispersion: 1.803244655282495,
            upper: 28, p: 0.2278680314879970303, alarm: false),
        Expected(
            options: ["reference": "dates"], week: 378, mean: 11.337675212476055, dispersion: 1.917736262427187,
            upper: 24, p: 0.0007226110398780853, alarm: true),
    ]

    @Test("Expected, dispersion, threshold and p", arguments: cases)
    func farrington(expected: Expected) throws {
        var options = ["alpha": "0.01", "reference": "weeks", "watch": "30"].merging(expected.options) { $1 }
        let people = options.removeValue(forKey: "people") != nil
        let columns = ["day": ["day"], "count": ["count"]].merging(people ? ["population": ["people"]] : [:]) { $1 }
        let findings = try AnalysisTrip.run("early-warning", Self.table, columns, options).result.findings
        let ours = findings[expected.week - 371]
        let golden = Golden(
            "early-warning", "Expected, dispersion, threshold and p",
            source: "farringtonFlexible of R's surveillance 1.20.3 on a drawn series, eleven settings")
        #expect(golden.agrees(ours.figure("expected"), expected.mean, 1e-9))
        #expect(golden.agrees(ours.figure("dispersion"), expected.dispersion, 1e-9))
        #expect(golden.agrees(ours.figure("threshold"), expected.upper, 1e-9))
        #expect(golden.agrees(ours.p, expected.p, 1e-8))
        #expect(ours.more.contains(NamedFigure("alarm", .flag(expected.alarm))))
    }

    @Test("The budget over many series lets fewer alarms through than alpha alone")
    func budget() throws {
        let rows = Self.table.split(separator: "\n").dropFirst()
        let table =
            "day,count,people,area\n" + (0..<12).flatMap { area in rows.map { "\($0),area \(area)\n" } }.joined()
        let columns = ["day": ["day"], "count": ["count"], "area": ["area"]]
        func kept(_ options: [String: String]) throws -> Int {
            try AnalysisTrip.run(
                "early-warning", table, columns, ["alpha": "0.05", "watch": "30"].merging(options) { $1 }
            )
            .result.findings.count { $0.more.contains(NamedFigure("within_budget", .flag(true))) }
        }
        let all = try kept(["budget": "none"]), year = try kept([:]), decade = try kept(["recurrence-years": "10"])
        #expect(all > year && year > decade)
    }

    @Test("Words, gaps and too short a past are told, not guessed")
    func refusals() {
        let short = AnalysisTrip.problems(
            "early-warning", "day,n\n2024-01-01,3\n2024-01-08,4\n", ["day": ["day"], "count": ["n"]])
        #expect(short.contains { $0.code == "too-short" })
        let word = AnalysisTrip.problems("ears", "day,n\n2024-01-01,3\nsoon,4\n", ["day": ["day"], "count": ["n"]])
        #expect(word.contains { $0.place.row == 3 })
        let moved = AnalysisTrip.problems(
            "space-time-scan", "x,y,d,a\n1,1,2024-01-01,P\n2,1,2024-01-02,P\n",
            ["x": ["x"], "y": ["y"], "day": ["d"], "area": ["a"]])
        #expect(moved.contains { $0.code == "place-moved" && $0.place.row == 3 })
    }
}
