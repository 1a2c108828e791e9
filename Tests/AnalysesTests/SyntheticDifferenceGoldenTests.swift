import Analyses
import TestSupport
import Testing
import Vocabulary

/// A made-up panel of nine areas and ten periods; the figures are those of the steps of the synthdid program (Arkhangelsky and others 2021) and of
/// SciPy 1.17's SLSQP on the same problem, both run on it.
@Suite("Synthetic difference in differences agrees with the authors' program and with its exact problem")
struct SyntheticDifferenceGoldenTests {
    private static func panel(_ treated: Set<Int>, _ mark: (Int, Int) -> Bool) -> String {
        var lines = ["area,period,treated,count"]
        for area in 0..<9 {
            for period in 0..<10 {
                let wave = (area * area * 7 + period * 5 + area * period * 3) % 11
                var value = 60 + 4 * Double(area) + Double(wave) + 0.5 * Double(area % 3 * period)
                if treated.contains(area), period >= 7 { value -= 6 }
                lines.append("A\(area),\(2010 + period),\(mark(area, period) ? 1 : 0),\(value)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func block(_ treated: Set<Int>) -> String { panel(treated) { treated.contains($0) && $1 >= 7 } }

    private static let roles = ["area": ["area"], "period": ["period"], "treated": ["treated"], "outcome": ["count"]]

    private func run(_ treated: Set<Int>, _ options: [String: String] = [:]) throws -> [Finding] {
        try AnalysisTrip.run("synthetic-did", Self.block(treated), Self.roles, options).result.findings
    }

    @Test("As the program searches: three estimates, their placebo errors over all groups, and weights")
    func authors() throws {
        let golden = Golden(
            "synthetic-did", "SDID, SC, DID and placebo errors, search authors",
            source: "the synthdid program's steps, on a made-up panel")
        let one = try run([0], ["search": "authors"])[0]
        #expect(golden.agrees(one.estimate, -11.234143748170801, 1e-9))
        #expect(golden.agrees(one.figure("standard_error"), 2.932912670966286, 1e-7))
        #expect(golden.agrees(one.figure("synthetic_control"), -15.666666666666666, 1e-9))
        #expect(golden.agrees(one.figure("synthetic_control_standard_error"), 4.3671471466664595, 1e-7))
        #expect(golden.agrees(one.figure("did"), -11.294642857142856, 1e-12))
        #expect(golden.agrees(one.figure("did_standard_error"), 2.116113757215521, 1e-12))
        let all = try run([0, 4], ["search": "authors"])
        #expect(golden.agrees(all[0].estimate, -11.957879222699914, 1e-9))
        #expect(golden.agrees(all[0].figure("standard_error"), 1.27107308012185, 1e-7))
        #expect(golden.agrees(all[0].figure("synthetic_control"), -12.604822381740025, 1e-9))
        #expect(golden.agrees(all[0].figure("synthetic_control_standard_error"), 2.55995093931892, 1e-7))
        #expect(golden.agrees(all[0].figure("did_standard_error"), 0.9899246785673058, 1e-12))
        #expect(golden.agrees(all[0].figure("placebo_p"), 1.0 / 22, 1e-12))
        func weight(_ of: String) -> Double? { all.first { $0.key == "count: weight of \(of)" }?.estimate }
        #expect(golden.agrees(weight("A7"), 0.235815, within: 1e-6))
        #expect(golden.agrees(weight("A2"), 0.205496, within: 1e-6))
        #expect(golden.agrees(weight("period 2016"), 0.270689, within: 1e-6))
    }

    @Test("Exactly: the least of the same problem")
    func exact() throws {
        let golden = Golden(
            "synthetic-did", "SDID and SC, search exact", source: "SciPy 1.17, SLSQP, on a made-up panel")
        let one = try run([0])
        #expect(golden.agrees(one[0].estimate, -11.234183751501586, 1e-6))
        #expect(golden.agrees(one[0].figure("synthetic_control"), -15.666666667371778, 1e-6))
        let period = one.first { $0.key == "count: weight of period 2016" }?.estimate
        #expect(golden.agrees(period, 0.49253, within: 1e-5))
        let all = try run([0, 4])
        #expect(golden.agrees(all[0].estimate, -11.95833333294954, 1e-6))
        #expect(golden.agrees(all[0].figure("synthetic_control"), -12.60482238151042, 1e-6))
        func weight(_ of: String) -> Double? { all.first { $0.key == "count: weight of \(of)" }?.estimate }
        #expect(golden.agrees(weight("A7"), 0.23582, within: 1e-5))
    }

    @Test("All placebo groups are taken where they can be, different ones where they cannot; p counts the treated one")
    func placebos() throws {
        let one = try run([0])[0]
        #expect(one.figure("placebo_groups") == 8)
        #expect(one.more.contains(NamedFigure("placebo_groups_are_all", .flag(true))))
        #expect(agree(one.figure("placebo_p"), 1.0 / 9))
        #expect(try run([0, 4])[0].figure("placebo_groups") == 21)
        let some = try run([0, 4], ["placebos": "20"])[0]
        #expect(some.figure("placebo_groups") == 20)
        #expect(some.more.contains(NamedFigure("placebo_groups_are_all", .flag(false))))
        #expect((some.figure("placebo_p") ?? 0) >= 1.0 / 21)
        let control = try AnalysisTrip.run(
            "synthetic-control", Self.block([0, 4]), Self.roles,
            ["jackknife": "0", "other-weights": "0", "match-every": "7"])
        #expect(control.result.findings[0].figure("placebo_groups") == 21)
        #expect((control.result.findings[0].figure("placebo_p_lower") ?? 0) >= 1.0 / 22)
    }

    @Test("Effects by period average to the estimate; the lists hold every area and period")
    func lists() throws {
        let all = try run([0, 4])
        let effects = all.filter { $0.key.hasPrefix("count: effect in ") }
        #expect(effects.map(\.key) == (2017...2019).map { "count: effect in \($0)" })
        #expect(agree(effects.compactMap(\.estimate).reduce(0, +) / 3, all[0].estimate))
        func list(_ name: String) -> NamedFigure.Value? { all[0].more.first { $0.name == name }?.value }
        #expect(list("areas") == .texts([1, 2, 3, 5, 6, 7, 8].map { "A\($0)" }))
        #expect(list("weighted_periods") == .texts((2010..<2017).map(String.init)))
        for name in ["area_weights", "synthetic_control_weights", "period_weights"] {
            guard case .numbers(let weights)? = list(name) else {
                Issue.record("\(name) is missing")
                continue
            }
            #expect(weights.count == 7 && agree(weights.reduce(0, +), 1) && weights.allSatisfy { $0 >= 0 })
        }
        let jackknife = try run([0, 4], ["errors": "jackknife"])
        #expect(jackknife[0].figure("placebo_p") == nil && jackknife[0].interval != nil)
    }

    @Test(
        "Starts at different times and a treatment that ends are refused",
        arguments: ["synthetic-did", "synthetic-control"])
    func refusals(method: String) throws {
        func problems(_ options: [String: String] = [:], _ mark: (Int, Int) -> Bool) -> [Problem] {
            AnalysisTrip.problems(method, Self.panel([0, 4], mark), Self.roles, options)
        }
        let staggered = problems { ($0 == 0 && $1 >= 7) || ($0 == 4 && $1 >= 8) }
        #expect(staggered.map(\.code) == ["staggered"])
        #expect(staggered.first?.message.contains("2017: A0; 2018: A4") == true)
        #expect(problems(["since": "2017"]) { ($0 == 0 && $1 >= 7) || ($0 == 4 && $1 >= 8) }.first?.code == "staggered")
        // Area 4, period 8 stands in line 1 + 4 * 10 + 9 with the head counted.
        let ended = problems { ($0 == 0 && $1 >= 7) || ($0 == 4 && $1 == 7) }
        #expect(ended.map(\.code) == ["treatment-ends"] && ended.first?.place.row == 50)
        #expect(problems(["until": "2017"]) { ($0 == 0 && $1 >= 7) || ($0 == 4 && $1 == 7) }.isEmpty)
        #expect(problems(["since": "2017"]) { area, _ in area == 0 || area == 4 }.isEmpty)
    }

    @Test("A start other than the column's is told")
    func start() throws {
        let report = try AnalysisTrip.run("synthetic-did", Self.block([0]), Self.roles, ["since": "2018"])
        let told = report.result.assumptions.first { $0.assumption.hasPrefix("The start is") }
        #expect(told?.verdict == .doubtful && told?.note.contains("2017") == true)
        let same = try AnalysisTrip.run("synthetic-did", Self.block([0]), Self.roles, ["since": "2017"])
        #expect(!same.result.assumptions.contains { $0.assumption.hasPrefix("The start is") })
    }
}
