import Analyses
import TestSupport
import Testing
import Vocabulary

/// sdcTable's test data and its published patterns; counter-examples from the issue tracker of the sdcTools.
@Suite("Safe figures agree with published results")
struct SafeFigureGoldenTests {
    private func microdata(
        _ method: String, _ columns: [String: [String]], _ options: [String: String]
    ) throws -> [Finding] {
        let csv = String(
            decoding: try ReferenceTable.bytes("method-tables/disclosure-control/microdata1.csv"), as: UTF8.self)
        return try AnalysisTrip.run(
            method, csv, columns.merging(["by": ["region", "gender"]]) { $1 }, options
        ).result.findings
    }

    private func cells(_ findings: [Finding], _ status: String) -> Set<String> {
        Set(findings.filter { $0.more.contains(NamedFigure("cell_status", status)) }.map(\.key))
    }

    private func expected(_ row: Int) throws -> [String: String] {
        try ReferenceTable.records("method-tables/disclosure-control/microdata1_expected.csv")[row]
    }

    @Test("The cheapest pattern of sdcTable's example", .enabled(if: ReferenceTable.isHere))
    func pattern() throws {
        let theirs = try expected(0)
        let ours = try microdata("suppress", [:], ["most": "0", "unsafe": "A|female", "width": "1"])
        #expect(cells(ours, "primary") == [theirs["primary_suppressed"] ?? ""])
        #expect(
            cells(ours, "secondary")
                == Set((theirs["secondary_suppressed"] ?? "").split(separator: ";").map(String.init)))
        let golden = Golden(
            "suppress", "Cells published and withheld besides, the cheapest pattern",
            source: "sdcTable on its microdata1")
        #expect(golden.agrees(Double(cells(ours, "published").count), Double(theirs["n_published_cells"] ?? "")))
        #expect(
            golden.agrees(
                Double(cells(ours, "secondary").count),
                Double((theirs["secondary_suppressed"] ?? "").split(separator: ";").count)))
        #expect(ours.last?.figure("gap") == 0)
    }

    @Test("Counts of one and two are withheld first", .enabled(if: ReferenceTable.isHere))
    func frequency() throws {
        let ours = try microdata("suppress", [:], ["most": "2"])
        #expect(cells(ours, "primary") == [try expected(2)["primary_suppressed"] ?? ""])
    }

    @Test("Nothing unsafe, nothing withheld", .enabled(if: ReferenceTable.isHere))
    func nothing() throws {
        let ours = try microdata("suppress", [:], ["most": "0"])
        #expect(String(cells(ours, "published").count) == (try expected(5)["n_published_cells"]))
    }

    @Test(
        "Dominance and p per cent name sdcTable's cells", .enabled(if: ReferenceTable.isHere),
        arguments: [(3, ["n": "2", "k": "75"]), (4, ["k": "100", "p": "70"])])
    func dominance(row: Int, options: [String: String]) throws {
        let ours = try microdata("dominance", ["value": ["val"]], options)
        let sensitive = ours.filter { $0.more.contains(NamedFigure("sensitive", .flag(true))) }.map(\.key)
        let theirs = Set((try expected(row)["primary_suppressed"] ?? "").split(separator: ";").map(String.init))
        #expect(Set(sensitive) == theirs)
        let golden = Golden(
            "dominance", "Sensitive cells by (n, k) and p per cent",
            source: "sdcTable on its microdata1, the same cells")
        #expect(golden.agrees(Double(sensitive.count), Double(theirs.count)))
    }

    private let published = """
        region,gender,count
        A,male,*
        A,female,*
        A,Total,20
        C,male,*
        C,female,*
        C,Total,22
        Total,male,30
        Total,female,12
        Total,Total,42
        """

    @Test("An attacker's ranges of a square of withheld cells, by hand")
    func audit() throws {
        let ours = try AnalysisTrip.run(
            "audit-table", published, ["by": ["region", "gender"], "published": ["count"]]
        ).result
        // A|female is 0 to 12; the others follow from it.
        #expect(ours.findings.map { $0.interval?.low } == [8, 0, 10, 0])
        #expect(ours.findings.map { $0.interval?.high } == [20, 12, 22, 12])
        #expect(ours.sentence.hasPrefix("Passes"))
    }

    @Test("An earlier release of one cell gives the others away")
    func earlier() throws {
        let table = published.split(separator: "\n").enumerated()
            .map { $1 + ($0 == 0 ? ",before" : $0 == 2 ? ",3" : ",") }.joined(separator: "\n")
        let ours = try AnalysisTrip.run(
            "audit-table", table, ["by": ["region", "gender"], "published": ["count"], "earlier": ["before"]]
        ).result
        #expect(ours.findings.allSatisfy { $0.interval?.low == $0.interval?.high })
        #expect(ours.sentence.hasPrefix("Fails: 4 of 4"))
    }

    @Test("Figures that go with no table are refused")
    func contradiction() {
        let table = published.replacing("Total,Total,42", with: "Total,Total,43")
        #expect(throws: AnalysisProblems.self) {
            try AnalysisTrip.run("audit-table", table, ["by": ["region", "gender"], "published": ["count"]])
        }
    }

    @Test("A code's first characters make a hierarchy, and its totals are published too")
    func levels() throws {
        let csv = "area,n\nE1a,2\nE1b,9\nE1c,8\nW1a,12\nW1b,7\n"
        let ours = try AnalysisTrip.run(
            "suppress", csv, ["by": ["area"], "count": ["n"]], ["levels": "area=1", "most": "3"]
        ).result.findings
        #expect(ours.map(\.key).contains("E") && ours.map(\.key).contains("W"))
        #expect(cells(ours, "primary") == ["E1a"])
        #expect(cells(ours, "secondary") == ["E1c"])
    }

    @Test("Totals of the file that do not add up are named with their row")
    func totals() throws {
        let csv = "area,n\nA,5\nB,6\nTotal,12\n"
        do {
            _ = try AnalysisTrip.run("suppress", csv, ["by": ["area"], "count": ["n"]])
            Issue.record("a total that is off was taken")
        } catch let problems as AnalysisProblems {
            #expect(problems.problems.map(\.code) == ["total-off"])
            #expect(problems.problems.first?.place.row == 4)
        }
    }

    @Test("A seizure that hides nothing is refused, one that repeats another is found")
    func seizures() throws {
        var csv = "id,a,b,c,case\n"
        for number in 0..<12 {
            let a = 1 + Double(number * 7 % 12), b = 1 + Double(number * 5 % 12)
            csv += "s\(number),\(a),\(b),10,case\(number)\n"
        }
        csv += "copy,2,2,20,other\n"
        let ours = try AnalysisTrip.run(
            "alike-seizures", csv, ["seizure": ["id"], "component": ["a", "b", "c"], "group": ["case"]],
            ["error": "0.02"]
        ).result
        let cluster = ours.findings.first { $0.key == "cluster 1" }
        #expect(cluster?.more.contains(NamedFigure("members", .texts(["s0", "copy"]))) == true)
        #expect(ours.findings.contains { $0.key == "s0 – copy" && ($0.p ?? 1) < 0.05 })
        #expect(throws: AnalysisProblems.self) {
            try AnalysisTrip.run(
                "alike-seizures", csv + "empty,0,0,0,none\n", ["seizure": ["id"], "component": ["a", "b", "c"]],
                ["limits": "0.1"])
        }
    }
}
