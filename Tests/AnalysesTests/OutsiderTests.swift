import Analyses
import Charts
import Geography
import Statistics
import Testing
import Vocabulary

/// What somebody meets who knows the methods, and not the names this command has for their columns.
@Suite("Used by somebody who has not read the page")
struct OutsiderTests {
    private func words(_ method: String, _ words: [String]) throws -> AnalyseWords {
        try AnalyseWords(words, for: #require(AnalysisCatalogue.method(method)).description)
    }

    @Test("A column is understood under another name where one role alone can be meant")
    func names() throws {
        #expect(try words("proportion", ["a.csv", "--population", "n"]).columns == ["denominator": ["n"]])
        #expect(
            try words("control-chart", ["a.csv", "--month", "m", "--count", "c"]).columns == [
                "label": ["m"], "value": ["c"],
            ])
        #expect(try words("early-warning", ["a.csv", "--date=d"]).columns == ["day": ["d"]])
        #expect(try words("mean", ["a.csv", "--area", "a"]).columns == ["group": ["a"]])
        // Two roles of scan could be meant, none of time-series, and an option keeps its name.
        #expect(try words("scan", ["a.csv", "--denominator", "n"]).problems.map(\.code) == ["unknown-option"])
        #expect(try words("time-series", ["a.csv", "--area", "n"]).problems.map(\.code) == ["unknown-option"])
        #expect(try words("isr", ["a.csv", "--expected", "e"]).columns == ["expected": ["e"]])
    }

    @Test("Two columns of one name are refused, not guessed at")
    func twice() {
        let problems = AnalysisTrip.problems("rate", "c,c,p\n1,2,100\n", ["count": ["c"], "population": ["p"]])
        #expect(problems.map(\.code) == ["column-twice"])
    }

    @Test("What is wrong with words, options and cells is told at once")
    func everything() throws {
        let method = try #require(AnalysisCatalogue.method("rate"))
        let words = try words(
            "rate", ["a.csv", "--cuont", "c", "--count", "c", "--population", "p", "--confidence", "95", "--seed", "x"])
        let csv = "c,p\n1,100\n-2,100\n3,many\n"
        let file = NamedFile(name: "a.csv", bytes: Array(csv.utf8))
        do {
            _ = try method.report(words, files: ["a.csv": file])
            Issue.record("nothing was refused")
        } catch {
            #expect(error.problems.prefix(2).map(\.code) == ["unknown-option", "seed-off"])
            #expect(error.problems.contains { $0.code == "option-off" })
            #expect(Set(error.problems.compactMap(\.place.row)) == [3, 4])
        }
    }

    @Test("A file that cannot be read is told beside a word that is unknown, and nothing is said to be missing in it")
    func unreadable() throws {
        let method = try #require(AnalysisCatalogue.method("autocorrelation"))
        let words = try words(
            "autocorrelation", ["a.csv", "--value", "v", "--area", "a", "--neighbours", "n.csv", "--nonsense", "1"])
        let files = [
            "a.csv": NamedFile(name: "a.csv", bytes: Array("a,v\nA,1\n".utf8)),
            "n.csv": NamedFile(name: "n.csv", bytes: Array("one\nA\n".utf8)),
        ]
        do {
            _ = try method.report(words, files: files)
            Issue.record("nothing was refused")
        } catch {
            #expect(error.problems.count == 2 && error.problems[0].code == "unknown-option")
            #expect(!error.problems.contains { $0.code == "neighbours-missing" })
        }
    }

    @Test(
        "Longitude and latitude where metres are asked for raise a doubt; metres and whole kilometres do not",
        arguments: [
            ("-1.21,52.6;-1.18,52.7;-1.10,52.6", true), ("5210,300.5;5220,310;5230,330", false), ("1,2;3,4;5,7", false),
        ])
    func degrees(points: String, isDoubtful: Bool) throws {
        let rows = points.split(separator: ";").enumerated().map { "\($1),2026-01-0\($0 + 1)\n" }
        let report = try AnalysisTrip.run(
            "near-repeat", "x,y,day\n" + rows.joined(), ["x": ["x"], "y": ["y"], "day": ["day"]])
        let doubts = report.result.assumptions.filter { $0.verdict == .doubtful && $0.note.contains("longitude") }
        #expect(doubts.isEmpty != isDoubtful)
        if isDoubtful { #expect(doubts.first?.note.contains("68 km") == true) }
    }

    @Test("Pairs named once are taken both ways; lists of nearest areas stay as they are")
    func pairs() throws {
        let csv = "a,v\nA,1\nB,2\nC,5\nD,9\n"
        let method = try #require(AnalysisCatalogue.method("autocorrelation"))
        func moran(_ pairs: [(String, String)]) throws -> Double? {
            let table = try AnalysisTable(csv: Array(csv.utf8), name: "test.csv")
            let request = try AnalysisRequest(
                method.description, table, columns: ["area": ["a"], "value": ["v"]],
                neighbours: NeighbourPairs(pairs.map { NeighbourPairs.Pair($0.0, $0.1) }))
            return try method.report(request).result.findings.first?.estimate
        }
        let once = [("A", "B"), ("B", "C"), ("C", "D")]
        let both = once + once.map { ($0.1, $0.0) }
        #expect(try moran(once) == moran(both))
        #expect(try moran([("A", "B"), ("B", "A"), ("C", "B"), ("D", "C")]) != moran(both))
    }

    @Test("Values that are the same and very large still get an axis", arguments: [1e17, 1e300, -1e250])
    func large(value: Double) throws {
        let report = try AnalysisTrip.run("mean", "v\n\(value)\n\(value)\n", ["value": ["v"]])
        #expect(report.result.findings.first?.estimate == value)
    }

    @Test("Where everybody moved alike, Bhapkar's figure is insufficient")
    func bhapkar() throws {
        let report = try AnalysisTrip.run("paired-scale", "b,a\n1,2\n1,2\n1,2\n", ["before": ["b"], "after": ["a"]])
        let found = try #require(report.result.findings.first { $0.key == "bhapkar" })
        #expect(found.estimate == nil)
    }

    /// R 4.2 `chisq.test(correct = FALSE)` and `fisher.test`; Woolf's limits by hand from log 21 and 1.26.
    @Test("Two-by-two tables carry the figures a published table holds")
    func twoByTwo() throws {
        let report = try AnalysisTrip.run(
            "compare-proportions", "x,m,y,n\n9,10,3,10\n",
            ["count": ["x"], "denominator": ["m"], "other-count": ["y"], "other-denominator": ["n"]])
        let found = try #require(report.result.findings.first)
        func figure(_ name: String) -> Double? {
            guard case .number(let number)? = found.more.first(where: { $0.name == name })?.value else { return nil }
            return number
        }
        #expect(agree(figure("chi_square"), 7.5))
        #expect(agree(figure("chi_square_p"), 0.006169899320544087, 1e-9))
        #expect(agree(figure("fisher_p"), 0.01976661109788045, 1e-9))
        #expect(agree(figure("odds_ratio"), 21))
        #expect(agree(figure("odds_ratio_low"), 1.777485851006427, 1e-9))
    }

    /// Expected events of two bands; limits of 15 events are Byar's: 8.3892640 and 24.7416314 over 10.5.
    @Test("A standardised ratio from expected events")
    func expected() throws {
        let report = try AnalysisTrip.run(
            "isr", "a,o,e\nX,9,6.5\nX,6,4\n", ["area": ["a"], "count": ["o"], "expected": ["e"]])
        let found = try #require(report.result.findings.first)
        #expect(agree(found.estimate, 15 / 10.5))
        #expect(agree(found.interval?.low, 8.389264013214046 / 10.5, 1e-9))
        let both = AnalysisTrip.problems(
            "isr", "o,e,p\n9,6,5\n", ["count": ["o"], "expected": ["e"], "population": ["p"]])
        #expect(both.map(\.code) == ["expected-twice"])
    }
}
