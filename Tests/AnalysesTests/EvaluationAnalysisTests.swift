import Analyses
import Testing
import Vocabulary

@Suite("Comparisons, surveys, prices and costs from a table")
struct EvaluationAnalysisTests {
    private func panel(_ change: (String, Int) -> Int) -> String {
        var text = "area,month,treated,count,people\n"
        for area in 0..<20 {
            for month in 1...8 {
                let treated = area < 2
                text +=
                    "A\(area),2027-0\(month),\(treated && month > 6 ? 1 : 0),\(change("A\(area)", month) + 3 + (area * 7 + month * 3) % 5),\(100 + area * 3)\n"
            }
        }
        return text
    }

    static let roles = ["area": ["area"], "period": ["month"], "treated": ["treated"], "outcome": ["count"]]

    @Test("The start is read from the treated column; findings, balance and figure are there")
    func synthetic() throws {
        let report = try AnalysisTrip.run(
            "synthetic-control", panel { _, _ in 0 }, Self.roles.merging(["covariate": ["people"]]) { $1 },
            ["placebos": "30", "jackknife": "5", "other-weights": "4"])
        let effect = report.result.findings[0]
        #expect(effect.key == "count" && effect.interval != nil)
        for name in ["p_lower", "placebo_p", "survey_p_lower", "treated", "comparison", "standard_error"] {
            #expect(effect.figure(name) != nil, "\(name)")
        }
        #expect(effect.figure("periods_before") == 6)
        #expect(report.result.findings.contains { $0.key == "balance: people" })
        #expect(report.result.figure != nil)
    }

    @Test("What is wrong with a panel is said with its row")
    func problems() {
        let twice = panel { _, _ in 0 } + "A0,2027-01,0,4,100\n"
        #expect(AnalysisTrip.problems("synthetic-control", twice, Self.roles).first?.code == "twice")
        let varies = panel { _, _ in 0 }.replacing("A3,2027-04,0,", with: "A3,2027-04,0,9,9\nA99,2027-04,0,")
        #expect(
            AnalysisTrip.problems("synthetic-control", varies, Self.roles.merging(["covariate": ["people"]]) { $1 })
                .contains { $0.code == "covariate-varies" && $0.place.row != nil })
        let never = panel { _, _ in 0 }.replacing(",1,", with: ",0,")
        #expect(AnalysisTrip.problems("synthetic-did", never, Self.roles).first?.code == "since-missing")
        let odd = "area,month,treated,count\nA,soon,0,1\n"
        #expect(AnalysisTrip.problems("synthetic-did", odd, Self.roles).first?.place.row == 2)
    }

    @Test("Synthetic difference in differences finds what was put in")
    func difference() throws {
        let report = try AnalysisTrip.run(
            "synthetic-did", panel { area, month in (area == "A0" || area == "A1") && month > 6 ? 10 : 0 }, Self.roles,
            ["placebos": "40"])
        let effect = report.result.findings[0]
        #expect(abs((effect.estimate ?? 0) - 10) < 2.5)
        #expect((effect.interval?.low ?? 0) > 5)
    }

    @Test("Answers as words, several items, who left, and not sure")
    func paired() throws {
        let csv = """
            item,age,before,after
            Night,old,safe,very safe
            Night,old,unsafe,safe
            Night,young,unsafe,neither
            Night,young,neither,
            Night,old,safe,don't know
            Day,old,safe,safe
            Day,young,neither,unsafe
            Day,young,safe,
            Day,old,very safe,safe
            """
        let roles = ["before": ["before"], "after": ["after"], "item": ["item"], "group": ["age"]]
        let options = ["levels": "unsafe,neither,safe,very safe", "unsure": "don't know"]
        let report = try AnalysisTrip.run("paired-scale", csv, roles, options)
        let night = try #require(report.result.findings.first { $0.key == "Night: net change" })
        #expect(night.estimate == 1 && night.denominator == 3 && night.figure("unsure") == 1)
        #expect(night.figure("net_with_unsure_as_no_change") == 0.75)
        #expect(night.figure("p_holm") != nil)
        #expect(report.result.findings.contains { $0.key == "Night: answered again" && $0.denominator == 4 })
        let turned = try AnalysisTrip.run("paired-scale", csv, roles, options.merging(["better": "lower"]) { $1 })
        #expect(turned.result.findings[0].estimate == -1)
        #expect(AnalysisTrip.problems("paired-scale", csv, roles).first?.code == "levels-missing")
        #expect(
            AnalysisTrip.problems("paired-scale", "b,a\nNA,\n", ["before": ["b"], "after": ["a"]]).map(\.code)
                == ["no-pairs"])
        #expect(
            AnalysisTrip.problems(
                "paired-scale", csv, roles, ["levels": "unsafe,neither,safe", "unsure": "don't know"]
            )
            .allSatisfy { $0.code == "not-an-answer" && $0.place.row != nil })
    }

    @Test("Multipliers: by hand, conflict shown, refused without an error")
    func multiplier() throws {
        let csv = "s,b,x,n\none,1000,100,400\ntwo,300,10,200\n"
        let roles = ["source": ["s"], "benchmark": ["b"], "positive": ["x"], "sampled": ["n"]]
        let found = try AnalysisTrip.run("multiplier", csv, roles).result.findings
        #expect(abs((found[0].estimate ?? 0) - 4_000) < 1e-9 && abs((found[1].estimate ?? 0) - 6_000) < 1e-9)
        #expect(abs((found[0].figure("log_error") ?? 0) - (0.75 / 0.25 / 400).squareRoot()) < 1e-12)
        #expect(found[2].key == "all sources" && found[2].figure("i_squared") != nil)
        #expect(
            AnalysisTrip.problems("multiplier", csv, ["benchmark": ["b"], "share": ["x"]]).first?.code
                == "share-missing")
        #expect(
            AnalysisTrip.problems(
                "multiplier", "b,x,n\n10,9,5\n", ["benchmark": ["b"], "positive": ["x"], "sampled": ["n"]]
            )
            .map(\.place.row) == [2])
    }

    @Test("Anchors of zero and too few anchors are refused; a known total is met")
    func indicators() throws {
        var csv = "area,pop,est,x\n"
        for area in 0..<12 {
            csv += "A\(area),\(1_000 + area),\(area < 6 ? String(10 + area * 3) : ""),\(area * 2 + area % 3)\n"
        }
        let roles = ["area": ["area"], "population": ["pop"], "anchor": ["est"], "indicator": ["x"]]
        let report = try AnalysisTrip.run("multiple-indicator", csv, roles, ["total": "500"])
        let areas = report.result.findings.dropFirst()
        #expect(abs(areas.reduce(0) { $0 + ($1.estimate ?? 0) } - 500) < 1e-6)
        #expect(areas.contains { $0.more.contains(NamedFigure("extrapolated", .flag(true))) })
        #expect(
            AnalysisTrip.problems("multiple-indicator", csv.replacing(",10,", with: ",0,"), roles).first?.code
                == "anchor-zero")
        #expect(
            AnalysisTrip.problems("multiple-indicator", "area,pop,est,x\nA,9,1,1\nB,9,,2\n", roles).first?.code
                == "too-few-anchors")
    }

    @Test("Prices: an index that rises as prices rise; purity below the limit is used; a thin period is insufficient")
    func prices() throws {
        var csv = "q,price,grams,purity,below\n"
        for quarter in 1...3 {
            for sale in 0..<10 {
                let grams = [0.5, 1, 2, 5][sale % 4], wobble = 1 + 0.02 * Double(sale % 3)
                let share = sale == 7 ? 0.1 : 0.4 + 0.01 * Double(sale)
                csv += "\(quarter),\(grams * 40 * Double(quarter) * wobble),\(grams),\(share),\(sale == 7 ? 1 : 0)\n"
            }
        }
        csv += "4,50,1,0.4,0\n"
        let report = try AnalysisTrip.run(
            "price-index", csv,
            ["period": ["q"], "price": ["price"], "amount": ["grams"], "purity": ["purity"], "below": ["below"]],
            ["draws": "100"])
        let found = report.result.findings
        #expect(
            found[0].estimate == 100 && abs((found[1].estimate ?? 0) - 200) < 1
                && abs((found[2].estimate ?? 0) - 300) < 1)
        #expect(found[3].estimate == nil)
        #expect(abs((found[1].figure("purity_index") ?? 0) - 100) < 1e-6)
    }

    @Test("Cost of one outcome: by hand, and open where there is no difference in outcome")
    func costs() throws {
        let csv = "c,o,g\n10,1,1\n20,3,1\n30,2,1\n5,1,0\n7,2,0\n6,1,0\n"
        let report = try AnalysisTrip.run(
            "cost-per-outcome", csv, ["cost": ["c"], "outcome": ["o"], "group": ["g"]], ["draws": "0"])
        #expect(abs((report.result.findings[0].estimate ?? 0) - 14 / (2 - 4.0 / 3)) < 1e-9)
        #expect(report.result.findings[0].interval?.high == .infinity)
        #expect(report.result.assumptions[0].verdict == .doubtful)
        let alone = try AnalysisTrip.run("cost-per-outcome", csv, ["cost": ["c"], "outcome": ["o"]], ["draws": "200"])
        #expect(abs((alone.result.findings[0].estimate ?? 0) - 7.8) < 1e-9)
        #expect(alone.result.findings[0].interval?.high.isFinite == true)
    }
}
