import Analyses
import TestSupport
import Testing
import Vocabulary

/// A made-up sample in three stages, districts in two strata, streets in them, people in those, with three who gave no figure;
/// worked out by R 4.2's survey 4.1-1 (`svydesign(id = ~district + street + person, strata = ~stratum, fpc = ~N1 + N2 + N3)`).
@Suite("Surveys drawn in stages agree with R's survey")
struct SurveyGoldenTests {
    private static let csv = """
        stratum,district,street,N1,N2,N3,weight,spend,base,group,safe
        town,t1,1,12,5,6,15,5,32,a,no
        town,t1,1,12,5,6,15,38,38,a,yes
        town,t1,1,12,5,6,15,41,43,a,yes
        town,t1,2,12,5,9,33.75,10,35,a,no
        town,t1,2,12,5,9,33.75,,21,a,
        town,t2,1,12,9,7,47.25,,31,a,
        town,t2,1,12,9,7,47.25,26,46,b,no
        town,t2,2,12,9,12,54,39,37,a,yes
        town,t2,2,12,9,12,54,20,53,b,no
        town,t2,2,12,9,12,54,15,27,a,no
        town,t3,1,12,9,6,40.5,37,28,b,yes
        town,t3,1,12,9,6,40.5,55,33,b,yes
        town,t3,2,12,9,10,45,30,37,a,no
        town,t3,2,12,9,10,45,21,35,a,no
        town,t3,2,12,9,10,45,40,52,a,yes
        town,t4,1,12,7,7,36.75,38,47,a,yes
        town,t4,1,12,7,7,36.75,,48,a,
        town,t4,2,12,7,5,26.25,42,53,b,yes
        town,t4,2,12,7,5,26.25,41,38,b,yes
        county,c1,1,9,8,11,66,14,23,a,no
        county,c1,1,9,8,11,66,18,32,b,no
        county,c1,2,9,8,11,44,30,26,a,no
        county,c1,2,9,8,11,44,11,32,b,no
        county,c1,2,9,8,11,44,24,52,b,no
        county,c2,1,9,6,13,58.5,16,51,b,no
        county,c2,1,9,6,13,58.5,32,52,b,yes
        county,c2,2,9,6,12,36,43,36,b,yes
        county,c2,2,9,6,12,36,39,31,b,yes
        county,c2,2,9,6,12,36,32,28,a,yes
        county,c3,1,9,8,14,84,38,31,a,yes
        county,c3,1,9,8,14,84,40,44,a,yes
        county,c3,2,9,8,14,84,51,21,a,yes
        county,c3,2,9,8,14,84,37,48,a,yes
        """
    private static let golden = Golden(
        "survey", "Three stages: estimates, errors, design effects", source: "R's survey 4.1-1 on a made-up sample")
    private static let stages = ["cluster": ["district", "street"], "population-size": ["N1", "N2", "N3"]]
    private static let plan = stages.merging(["stratum": ["stratum"], "weight": ["weight"]]) { $1 }

    private func findings(
        _ columns: [String: [String]], _ options: [String: String] = [:]
    ) throws -> [Finding] {
        try AnalysisTrip.run("survey", Self.csv, columns, options).result.findings
    }

    private func agrees(_ ours: Finding?, _ theirs: [Double], _ figures: [String]) throws {
        let ours = try #require(ours)
        let all = [ours.estimate] + figures.map { ours.figure($0) }
        for (ours, theirs) in zip(all, theirs) { #expect(Self.golden.agrees(ours, theirs)) }
        #expect(all.count == theirs.count)
    }

    private static let full = ["standard_error", "design_effect"]

    @Test("Three stages: total, mean, groups, ratio, with who gave no figure outside the domain")
    func three() throws {
        let plan = Self.plan.merging(["value": ["spend"]]) { $1 }
        let total = try findings(plan, ["estimate": "total"]).first
        try agrees(total, [44046.25, 8167.6496504502, 6.6000144427], Self.full)
        #expect(total?.n == 30)
        #expect(total?.figure("clusters") == 7 && total?.figure("degrees_of_freedom") == 5)
        let means = try findings(plan.merging(["group": ["group"]]) { $1 })
        try agrees(
            means.first, [31.05676009166, 3.76210666680, 2.81655657523, 2.75697843508],
            Self.full + ["design_effect_replacement"])
        try agrees(means.first { $0.key == "a" }, [32.5342058299, 4.06060124576, 1.89782970647], Self.full)
        try agrees(means.first { $0.key == "b" }, [28.9073993942, 4.12529493718, 1.38116479747], Self.full)
        let ratio = try findings(plan.merging(["over": ["base"]]) { $1 }, ["estimate": "ratio"]).first
        try agrees(ratio, [0.822590961934, 0.102396408829, 1.986588120936], Self.full)
    }

    @Test("A share has its interval on the logit with the degrees of freedom of the whole plan")
    func share() throws {
        let ours = try findings(Self.plan.merging(["value": ["safe"]]) { $1 }, ["estimate": "proportion"]).first
        try agrees(ours, [0.565309360056, 0.161246529122], ["standard_error"])
        #expect(Self.golden.agrees(ours?.interval?.low, 0.194030670108))
        #expect(Self.golden.agrees(ours?.interval?.high, 0.875392818618))
    }

    @Test("Two stages, and one in which a record without a value stays")
    func fewer() throws {
        var plan = Self.plan.merging(["value": ["base"], "population-size": ["N1", "N2"]]) { $1 }
        try agrees(try findings(plan).first, [37.423990885417, 1.661766967997, 0.856896142965], Self.full)
        plan = plan.merging(["value": ["spend"], "cluster": ["district"], "population-size": ["N1"]]) { $1 }
        let report = try AnalysisTrip.run("survey", Self.csv, plan, ["estimate": "total"])
        try agrees(report.result.findings.first, [44046.25, 7942.1648208575, 6.2406305967], Self.full)
        #expect(
            report.result.exclusions.contains { $0.hasPrefix("3 records without a value under spend (row 6, 7, 18)") })
    }

    @Test("Weights follow from the population sizes of every stage")
    func weights() throws {
        let plan = Self.stages.merging(["stratum": ["stratum"], "value": ["base"]]) { $1 }
        let ours = try findings(plan, ["estimate": "total", "design-weights": ""]).first
        try agrees(ours, [57483.25, 5876.58853523879, 4.54209360114], Self.full)
        #expect(
            AnalysisTrip.problems(
                "survey", Self.csv, plan.merging(["weight": ["weight"], "population-size": ["N1"]]) { $1 },
                ["design-weights": ""]
            ).map(\.code) == ["two-weights", "no-size"])
    }

    @Test("The order of records does not matter, and a stage of which everything was drawn adds nothing")
    func order() throws {
        let lines = Self.csv.split(separator: "\n")
        let turned = ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n")
        let plan = Self.plan.merging(["value": ["spend"]]) { $1 }
        let ours = try findings(plan).first?.figure("standard_error") ?? 0
        let theirs = try AnalysisTrip.run("survey", turned, plan).result.findings.first?.figure("standard_error") ?? 1
        #expect(abs(ours - theirs) < 1e-10)
        // Everybody of the later stages drawn: they add nothing.
        let all = try AnalysisTrip.run(
            "survey", "c,u,N,M,y\n1,1,9,2,5\n1,2,9,2,7\n2,1,9,2,1\n2,2,9,2,2\n",
            ["cluster": ["c", "u"], "population-size": ["N", "M"], "value": ["y"]]
        ).result.findings.first?.figure("standard_error")
        let one = try AnalysisTrip.run(
            "survey", "c,u,N,M,y\n1,1,9,2,5\n1,2,9,2,7\n2,1,9,2,1\n2,2,9,2,2\n",
            ["cluster": ["c"], "population-size": ["N"], "value": ["y"]]
        ).result.findings.first?.figure("standard_error")
        #expect(all == one && (all ?? 0) > 0)
    }

    @Test("Stages that do not fit are refused with their rows")
    func refused() {
        func codes(_ csv: String, _ columns: [String: [String]]) -> [String] {
            AnalysisTrip.problems("survey", csv, columns.merging(["value": ["y"]]) { $1 }).map {
                $0.code + ($0.place.row.map { " \($0)" } ?? "")
            }
        }
        let csv = "c,u,N,M,y\n1,1,9,2,5\n1,2,9,3,7\n2,3,9,1,1\n2,4,9,1,2\n3,5,8,4,2\n"
        #expect(codes(csv, ["cluster": ["c"], "population-size": ["N"]]) == ["size-differs 6"])
        #expect(
            codes(csv, ["cluster": ["c", "u"], "population-size": ["N", "M"]]) == [
                "size-differs 6", "size-differs 3", "size-too-small 4",
            ])
        #expect(codes(csv, ["cluster": ["u", "c"]]) == ["not-nested"])
        #expect(codes(csv, ["cluster": ["c", "c"]]) == ["stage-twice"])
        #expect(codes(csv, ["population-size": ["N", "M"]]) == ["size-without-stage"])
        #expect(codes("y,N\n1,0.5\n2,0.5\n", ["population-size": ["N"]]) == ["size-too-small 2"])
        #expect(codes(csv, ["cluster": ["c", "u"]]).isEmpty)
    }
}
