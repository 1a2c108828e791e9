import Analyses
import Testing
import Vocabulary

@Suite("Hidden populations from a table")
struct HiddenAnalysisTests {
    /// 200 and 150 people, 30 on both: by hand 201 * 151 / 31 - 1.
    @Test("Chapman, one area and two summed")
    func chapman() throws {
        let csv = "area,a,b,m\nNorth,200,150,30\nSouth,40,30,12\n"
        let roles = ["first": ["a"], "second": ["b"], "both": ["m"], "area": ["area"]]
        let report = try AnalysisTrip.run("chapman", csv, roles)
        let found = report.result.findings
        #expect(abs((found[0].estimate ?? 0) - (201.0 * 151 / 31 - 1)) < 1e-9)
        let variance = 201.0 * 151 * 170 * 120 / (31 * 31 * 32)
        #expect(abs((found[0].figure("variance") ?? 0) - variance) < 1e-9)
        #expect(found[2].key == "all together")
        #expect(abs((found[2].estimate ?? 0) - (found[0].estimate ?? 0) - (found[1].estimate ?? 0)) < 1e-9)
        let other = try AnalysisTrip.run("chapman", csv, roles, ["interval": "log-normal"])
        #expect((other.result.findings[0].interval?.low ?? 0) > 320)
    }

    @Test("More on both than on one list is refused with its row; nobody on both is still a number")
    func refused() throws {
        let roles = ["first": ["a"], "second": ["b"], "both": ["m"]]
        let problems = AnalysisTrip.problems("chapman", "a,b,m\n20,15,3\n9,5,6\n", roles)
        #expect(problems.map(\.place.row) == [3])
        let none = try AnalysisTrip.run("chapman", "a,b,m\n20,15,0\n", roles)
        #expect(none.result.findings[0].estimate == 335)
        #expect(none.result.assumptions[1].verdict == .doubtful)
    }

    /// FSA's first example: 346 sunfish marked, 184 looked at, 49 of them marked. By hand 346 * 185 / 50, and Bailey's variance.
    @Test("Bailey's estimator, and no interval that ends below who was seen")
    func bailey() throws {
        let roles = ["first": ["a"], "second": ["b"], "both": ["m"]]
        let csv = "a,b,m\n346,184,49\n5,9,7\n"
        let ours = try AnalysisTrip.run("chapman", csv, roles, ["estimator": "bailey"]).result.findings
        #expect(abs((ours[0].estimate ?? 0) - 1280.2) < 1e-9 && ours[0].n == 346)
        let variance = 346.0 * 346 * 185 * 135 / (50 * 50 * 51)
        #expect(abs((ours[0].figure("variance") ?? 0) - variance) < 1e-6)
        #expect(ours[1].estimate == 6.25 && (ours[1].interval?.low ?? 0) == 5)
        #expect(AnalysisTrip.problems("chapman", csv, roles).map(\.place.row) == [3])
        #expect(
            AnalysisTrip.problems("chapman", csv, roles, ["estimator": "bailey", "interval": "logit"]).map(\.code)
                == ["no-logit"])
        // Everybody on the second list was on the first; few on both, so that N less two errors is no number of people.
        for csv in ["a,b,m\n10,8,8\n", "a,b,m\n20,15,1\n", "a,b,m\n10,8,8\n3,3,3\n"] {
            for kind in ["normal", "log-normal", "logit"] {
                for found in try AnalysisTrip.run("chapman", csv, roles, ["interval": kind]).result.findings {
                    let low = found.interval?.low ?? 0, high = found.interval?.high ?? 0
                    #expect(low >= (found.n ?? 0) && high >= low, "\(kind) \(found.key)")
                    if let normal = found.figure("normal_low") { #expect(normal >= (found.n ?? 0)) }
                    if let logit = found.figure("logit_low") { #expect(logit >= (found.n ?? 0)) }
                }
            }
        }
    }

    @Test("People on no list and words that are not 1 or 0 are refused together, each with its row")
    func cells() {
        let csv = "a,b,c,n\n1,0,0,5\n0,0,0,7\n1,maybe,0,4\n"
        let problems = AnalysisTrip.problems(
            "capture-recapture", csv, ["list": ["a", "b", "c"], "count": ["n"]])
        #expect(Set(problems.map(\.code)) == ["on-no-list", "not-a-list"])
        #expect(Set(problems.compactMap(\.place.row)) == [3, 4])
    }

    @Test("Two lists give Petersen's figure; one model can be asked for")
    func small() throws {
        let csv = "a,b,n\n1,0,90\n0,1,40\n1,1,20\n"
        let two = try AnalysisTrip.run(
            "capture-recapture", csv, ["list": ["a", "b"], "count": ["n"]], ["model": "1,2", "draws": "0"])
        #expect(abs((two.result.findings[0].estimate ?? 0) - 110.0 * 60 / 20) < 1e-6)
        #expect(
            AnalysisTrip.problems("capture-recapture", csv, ["list": ["a", "b"], "count": ["n"]], ["model": "1,9"])
                .map(\.code) == ["model-off"])
    }

    @Test("Six lists are searched by steps; without samples the interval is that of the mean and holds it")
    func six() throws {
        let names = ["a", "b", "c", "d", "e", "f"], chances = [0.3, 0.25, 0.2, 0.3, 0.15, 0.2]
        var rows = ""
        for cell in 1..<64 {
            // What 4,000 people give on average whose lists do not depend on each other.
            let expected = chances.enumerated().reduce(4_000.0) {
                $0 * (cell >> $1.offset & 1 == 1 ? $1.element : 1 - $1.element)
            }
            let marks = names.indices.map { cell >> $0 & 1 == 1 ? "1" : "0" }.joined(separator: ",")
            rows += "\(marks),\(Int(expected.rounded()))\n"
        }
        let csv = names.joined(separator: ",") + ",n\n" + rows
        let columns = ["list": names, "count": ["n"]]
        let problems = AnalysisTrip.problems("capture-recapture", csv, columns)
        #expect(problems.map(\.code) == ["too-many-models"] && problems[0].message.contains("stepwise"))
        let report = try AnalysisTrip.run("capture-recapture", csv, columns, ["models": "stepwise", "draws": "0"])
        let found = report.result.findings[0]
        #expect(abs((found.estimate ?? 0) - 4_000) < 60)
        #expect(found.more.contains(NamedFigure("interval_by", "unconditional")))
        let interval = try #require(found.interval)
        #expect(interval.low < 4_000 && interval.high > 4_000 && interval.low > found.n ?? .infinity)
        #expect((found.figure("models_fitted") ?? 0) >= 16)
    }

    @Test("Lists that never overlap are told so")
    func apart() {
        let csv = "a,b,c,n\n1,0,0,50\n0,1,0,40\n0,0,1,30\n"
        #expect(
            AnalysisTrip.problems("capture-recapture", csv, ["list": ["a", "b", "c"], "count": ["n"]]).map(\.code)
                == ["no-model"])
    }
}
