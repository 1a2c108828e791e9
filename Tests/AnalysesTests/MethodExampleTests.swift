import Analyses
import Foundation
import Testing
import Vocabulary

/// A method's example, run as the command runs it, on the tables that come with the house.
enum MethodExample {
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let folder = "Documentation/examples/analyse/"
    /// So many lines of what is printed stand in the reference.
    static let shown = 12

    static func words(_ method: MethodDescription) throws -> AnalyseWords {
        try AnalyseWords(parted(method.example), for: method)
    }

    /// - Parameters:
    ///   - options: set otherwise than in the example.
    ///   - left: roles that are left out.
    static func report(
        _ method: any Analysis.Type, _ options: [String: String] = [:], without left: [String] = []
    ) throws -> AnalysisReport {
        var words = try words(method.description)
        words.options.merge(options) { $1 }
        for role in left { words.columns[role] = nil }
        var files: [String: NamedFile] = [:]
        for path in words.paths(for: method.description) {
            let file = root.appending(path: path)
            files[path] = NamedFile(name: file.lastPathComponent, bytes: [UInt8](try Data(contentsOf: file)))
        }
        return try method.report(words, files: files)
    }

    /// The command and what it prints, cut short where it is long.
    static func printed(_ method: any Analysis.Type) throws -> [String] {
        var lines = ReportText.text(try report(method)).split(separator: "\n", omittingEmptySubsequences: false)
            .map { trimmed(String($0)) }
        while lines.last == "" { lines.removeLast() }
        let more = lines.count - shown
        return more > 1 ? lines.prefix(shown) + ["(and \(more) more lines)"] : lines
    }

    private static func trimmed(_ line: String) -> String {
        String(line.reversed().drop { $0 == " " }.reversed())
    }

    /// Words as a shell parts them: at spaces, but not between quotation marks.
    static func parted(_ line: String) -> [String] {
        var words: [String] = [], word = "", isQuoted = false, isWord = false
        for character in line {
            switch character {
            case "\"":
                isQuoted.toggle()
                isWord = true
            case " " where !isQuoted:
                if isWord { words.append(word) }
                (word, isWord) = ("", false)
            default:
                word.append(character)
                isWord = true
            }
        }
        return isWord ? words + [word] : words
    }
}

@Suite("Every method's example runs as it stands")
struct MethodExampleTests {
    @Test("It succeeds and finds something", arguments: AnalysisCatalogue.all.map { $0.description.name })
    func runs(name: String) throws {
        let method = try #require(AnalysisCatalogue.method(name))
        let report = try MethodExample.report(method)
        let findings = report.result.findings
        #expect(!findings.isEmpty && !report.result.sentence.isEmpty)
        for finding in findings.prefix(3) {
            #expect(isFound(finding), "\(finding.key): \(finding.outcome)")
        }
        #expect(2 * findings.filter(isFound).count > findings.count)
    }

    @Test(
        "As CSV and as JSON each finding has its line and one of two states",
        arguments: AnalysisCatalogue.all.map { $0.description.name })
    func shapes(name: String) throws {
        let method = try #require(AnalysisCatalogue.method(name))
        let report = try MethodExample.report(method)
        let findings = report.result.findings
        let csv = Self.rows(ReportCSV.text(report))
        #expect(csv.count == findings.count + 1)
        let columns = try #require(csv.first)
        #expect(Set(columns).count == columns.count, "two columns of one name")
        let status = try #require(columns.firstIndex(of: "status"))
        let json = try #require(
            JSONSerialization.jsonObject(with: Data(ReportJSON.text(report).utf8)) as? [String: Any])
        #expect(json["format"] as? Int == 1 && json["method"] as? String == name)
        let results = try #require(json["results"] as? [[String: Any]])
        #expect(results.count == findings.count)
        for (place, finding) in findings.enumerated() {
            let line = csv[place + 1], result = results[place]
            #expect(
                line.count == csv[0].count && line[0].drop { $0 == "'" } == finding.key.drop { $0 == "'" }
                    && result["key"] as? String == finding.key)
            if result["status"] as? String == "ok" {
                #expect(line[status] == "ok")
                #expect(Double(line[1]) == finding.estimate)
                let told = try #require(result["estimate"] as? Double), estimate = try #require(finding.estimate)
                // Foundation reads some numbers to the last place but one.
                #expect(abs(told - estimate) <= 1e-14 * abs(estimate))
            } else {
                #expect(result["status"] as? String == "insufficient")
                #expect(
                    try line[status].hasPrefix("insufficient: ") && line[1].isEmpty
                        && !#require(result["why"] as? String).isEmpty)
            }
        }
    }

    /// The fields of each line, without quotation marks; lines end with both characters.
    private static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = [], row: [String] = [], field = "", isQuoted = false
        for character in text {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: row.append(field); field = ""
            case "\r\n" where !isQuoted: rows.append(row + [field]); (row, field) = ([], "")
            default: field.append(character)
            }
        }
        return rows
    }

    private func isFound(_ finding: Finding) -> Bool {
        if case .estimated = finding.outcome { true } else { false }
    }

    @Test("Its tables lie in one folder, each is used, and the page beside them says what each holds")
    func tables() throws {
        let used = try AnalysisCatalogue.all.map { $0.description }.flatMap { method in
            try MethodExample.words(method).paths(for: method)
        }
        let folder = MethodExample.root.appending(path: MethodExample.folder)
        let page = try String(contentsOf: folder.appending(path: "README.md"), encoding: .utf8)
        let there = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0 != "README.md" }
        #expect(Set(used) == Set(there.map { MethodExample.folder + $0 }))
        for file in there { #expect(page.contains("`\(file)`"), "\(file)") }
    }

    @Test("Words are parted as a shell does")
    func parted() {
        #expect(
            MethodExample.parted(#"a.csv --levels "very safe,safe" --by "" x"#) == [
                "a.csv", "--levels", "very safe,safe", "--by", "", "x",
            ])
    }
}
