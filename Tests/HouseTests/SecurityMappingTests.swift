import Foundation
import Testing

/// `Documentation/reference/asvs.md`: requirement, answer, and the tests that hold it.
@Suite("Every requirement of the security standard that is said to be met names a test that is there")
struct SecurityMappingTests {
    struct Row {
        let requirement: String
        let answer: String
        /// `HeaderTests: Pages, redirects, files …`
        let tests: [String]
        /// What stands beside the tests.
        let rest: String

        /// Nil for a line that is none of the requirements.
        init?(_ line: String) {
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 6, cells[1].hasPrefix("V"), cells[1].dropFirst().first?.isNumber == true else {
                return nil
            }
            requirement = cells[1]
            answer = cells[3]
            let pieces = cells[4].components(separatedBy: "<br>")
            tests = pieces.filter { $0.hasPrefix("`") && $0.hasSuffix("`") }.map { String($0.dropFirst().dropLast()) }
            rest = pieces.filter { !$0.hasPrefix("`") }.joined()
        }
    }

    /// What the standard holds that matters most here, and what was adopted from its third level.
    static let wanted = """
        1.1.1 1.2.4 1.3.4 1.3.6 1.5.1 2.2.3 2.3.1 2.3.3 2.3.4 2.4.1 3.3.1 3.3.2 3.3.3 3.3.4 3.4.1 3.4.2 3.4.3 3.4.4 3.4.5 \
        3.4.6 3.5.1 3.5.2 3.5.3 3.7.2 4.1.1 4.1.3 4.2.1 5.1.1 5.2.1 5.2.2 5.2.3 5.3.2 5.3.3 5.4.1 5.4.2 5.4.3 6.2.1 6.2.2 \
        6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.2.9 6.2.10 6.2.11 6.2.12 6.3.1 6.3.2 6.3.3 6.3.4 6.4.3 6.4.4 6.5.1 6.5.2 \
        6.5.3 6.5.4 6.5.5 6.8.1 6.8.2 6.8.4 7.1.1 7.1.2 7.1.3 7.2.1 7.2.2 7.2.3 7.2.4 7.3.1 7.3.2 7.4.1 7.4.2 7.4.3 7.4.4 \
        7.4.5 7.5.1 7.5.2 8.1.1 8.1.2 8.2.1 8.2.2 8.2.3 8.3.1 8.4.1 11.4.2 11.5.1 12.1.1 12.1.2 12.1.3 12.2.1 12.2.2 12.3.1 \
        12.3.2 12.3.3 13.2.4 13.2.5 13.3.1 13.4.1 13.4.2 13.4.3 13.4.4 13.4.5 14.1.1 14.1.2 14.2.1 14.2.2 14.2.3 14.2.4 \
        14.3.2 14.3.3 15.1.1 15.1.2 15.1.3 15.2.1 15.2.2 15.2.3 15.3.1 15.3.3 15.3.4 16.1.1 16.2.1 16.2.2 16.2.3 16.2.4 \
        16.2.5 16.3.1 16.3.2 16.3.3 16.3.4 16.4.1 16.4.2 16.4.3 16.5.1 16.5.2 16.5.3 \
        1.2.10 2.3.5 5.2.4 5.2.6 6.3.7 6.3.8 7.5.3 8.3.2 14.2.6 14.2.7 15.4.2 16.5.4
        """

    private func rows() throws -> [Row] {
        let page = SourceTree.root.appendingPathComponent("Documentation/reference/asvs.md")
        return try String(contentsOf: page, encoding: .utf8).components(separatedBy: "\n").compactMap { Row($0) }
    }

    /// The text of every file of tests, by its name without the ending.
    private func tests() throws -> [String: String] {
        Dictionary(
            try SourceTree.files(below: "Tests").map { file in
                let name = String(file.path.split(separator: "/").last ?? "").replacing(".swift", with: "")
                return (name, file.lines.joined(separator: "\n"))
            }, uniquingKeysWith: { $0 + $1 })
    }

    /// Whether a file of tests holds a test of this name, word for word.
    private func stands(_ test: String, in files: [String: String]) -> Bool {
        guard let colon = test.firstRange(of: ": ") else { return false }
        let name = test[colon.upperBound...].replacing("\"", with: "\\\"")
        guard !name.isEmpty, let text = files[String(test[..<colon.lowerBound])] else { return false }
        return text.contains("@Test(\"\(name)\"") || text.contains(#/@Test\(\s*/#) && text.contains("\"\(name)\"")
    }

    @Test("Each named test is there, and each answer that needs a reason gives one")
    func mapping() throws {
        let files = try tests()
        let rows = try rows()
        #expect(rows.count > 120)
        for row in rows {
            for test in row.tests {
                let isThere = stands(test, in: files)
                #expect(isThere, "\(row.requirement): \(test)")
            }
            switch row.answer {
            case "met": #expect(!row.tests.isEmpty, "\(row.requirement) names no test")
            case "met in part", "gap", "not applicable":
                #expect(row.rest.count > 10, "\(row.requirement) gives no reason")
            default: Issue.record("\(row.requirement): \(row.answer) is no answer")
            }
        }
    }

    @Test("Every requirement that was asked for has its row, once")
    func complete() throws {
        let known = try rows().map(\.requirement)
        #expect(known.count == Set(known).count)
        let wanted = Self.wanted.split(separator: " ").map { "V\($0)" }
        #expect(wanted.count == Set(wanted).count)
        #expect(wanted.filter { !known.contains($0) } == [])
    }

    @Test("A test that is not there is found out")
    func checker() throws {
        let files = try tests()
        let own = "SecurityMappingTests: A test that is not there is found out"
        #expect(stands(own, in: files))
        #expect(!stands(own.replacing("not there", with: "not anywhere near"), in: files))
        #expect(!stands("NoSuchTests: A test that is not there is found out", in: files))
        #expect(!stands("SecurityMappingTests", in: files) && !stands("SecurityMappingTests: ", in: files))
    }

    @Test("The table at the top counts the answers below it")
    func counts() throws {
        let page = SourceTree.root.appendingPathComponent("Documentation/reference/asvs.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        for (answer, rows) in Dictionary(grouping: try rows(), by: \.answer) {
            #expect(text.contains("| \(answer) | \(rows.count) |"), "\(answer): \(rows.count)")
        }
    }
}
