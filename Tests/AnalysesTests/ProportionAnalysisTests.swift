import Analyses
import Testing
import Vocabulary

@Suite("Shares from a table")
struct ProportionAnalysisTests {
    @Test("Roles, options, missing and withheld cells")
    func report() throws {
        let csv = "area,hit,all\nNorth,1,100\nSouth,5,100\nEast,NA,50\nWest,*,50\n"
        let report = try AnalysisTrip.run(
            "proportion", csv, ["area": ["area"], "count": ["hit"], "denominator": ["all"]], ["confidence": "0.95"])
        #expect(report.result.findings.map(\.key) == ["North", "South"])
        // PHEindicatormethods 2.1.0, test table of proportions, areas 1 and 2.
        #expect(abs((report.result.findings[0].interval?.low ?? 0) - 0.0017674320641406511) < 1e-15)
        #expect(abs((report.result.findings[1].interval?.high ?? 0) - 0.11175046923191911) < 1e-15)
        #expect(report.result.exclusions.count == 2)
        #expect(
            ReportJSON.text(report).hasPrefix(
                #"{"format":1,"method":"proportion","version":1,"seed":null,"results":[{"key":"North","estimate":0.01,"#
            ))
    }

    @Test("Everything that is wrong is said at once, with its row")
    func problems() throws {
        let csv = "area,hit,all\nNorth,nan,100\nSouth,-5,0\n"
        let problems = AnalysisTrip.problems(
            "proportion", csv, ["count": ["hit"], "denominator": ["all", "hit"]], ["confidence": "7"])
        #expect(problems.contains { $0.place.row == 2 && $0.code == "not-a-count" })
        #expect(problems.contains { $0.place.row == 3 && $0.code == "not-a-count" })
        #expect(problems.contains { $0.place.row == 3 && $0.code == "not-a-positive" })
        #expect(problems.contains { $0.code == "role-twice" })
        #expect(problems.contains { $0.code == "option-off" })
    }
}

enum AnalysisTrip {
    static func run(
        _ name: String, _ csv: String, _ columns: [String: [String]], _ options: [String: String] = [:]
    ) throws -> AnalysisReport {
        let method = try #require(AnalysisCatalogue.method(name))
        let table = try AnalysisTable(csv: Array(csv.utf8), name: "test.csv")
        let request = try AnalysisRequest(method.description, table, columns: columns, options: options)
        return try method.report(request)
    }

    static func problems(
        _ name: String, _ csv: String, _ columns: [String: [String]], _ options: [String: String] = [:]
    ) -> [Problem] {
        do {
            _ = try run(name, csv, columns, options)
            return []
        } catch let problems as AnalysisProblems {
            return problems.problems
        } catch {
            return []
        }
    }
}
