import Analyses
import Foundation
import Testing

/// The page of methods is made of the doc comments of the methods themselves and of what their examples print, so that neither
/// can be wrong alone.
@Suite("The page on methods")
struct MethodReferenceTests {
    /// The doc comment of each method's type, by the name of the type.
    static func comments() throws -> [String: [String]] {
        let folder = MethodExample.root.appending(path: "Sources/Analyses/Methods")
        var comments: [String: [String]] = [:]
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
            var comment: [String] = []
            let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                if line.hasPrefix("///") {
                    comment.append(String(line.dropFirst(line.hasPrefix("/// ") ? 4 : 3)))
                } else {
                    if let match = line.firstMatch(of: /^public enum (\w+): Analysis \{/) {
                        comments[String(match.output.1)] = comment
                    }
                    comment = []
                }
            }
        }
        return comments
    }

    static func page() throws -> String {
        let comments = try comments()
        var lines = [
            "# Methods", "",
            "Every method of `cornerstone analyse`, by the question it answers. Made from the methods' own comments; `analyse list --json` gives the same to programs.",
            "",
            "The examples run as they stand in the folder of the project, where this page and the tables they are about lie (`\(MethodExample.folder)`, [what each holds](../examples/analyse/README.md)). What they print, or its beginning, stands below each.",
        ]
        for question in Question.allCases {
            let methods = AnalysisCatalogue.all.filter { $0.description.question == question }
            guard !methods.isEmpty else { continue }
            lines += ["", "## \(question.rawValue)"]
            for method in methods {
                let description = method.description
                lines += ["", "### `\(description.name)`: \(description.title)", ""]
                for line in comments["\(method)"] ?? [] {
                    lines.append(line.hasPrefix("## ") ? "**\(line.dropFirst(3))**" : line)
                    if line.hasPrefix("## ") { lines.append("") }
                }
                lines += ["", "**Example**", "", "```", description.commandLine, "```", "", "prints", "", "```"]
                lines += try MethodExample.printed(method) + ["```"]
                lines += ["", "| column | holds | kind | unit |", "|---|---|---|---|"]
                for role in description.roles {
                    let need =
                        (role.isRequired ? "" : "; may be left out") + (role.isRepeatable ? "; several times" : "")
                    lines.append(
                        "| `--\(role.name)` | \(role.meaning)\(need) | \(role.kind.rawValue) | \(role.unit ?? "") |")
                }
                if !description.options.isEmpty {
                    lines += ["", "| option | sets | kind | otherwise |", "|---|---|---|---|"]
                    for option in description.options {
                        let choices =
                            if case .choice(let choices) = option.kind { ": " + choices.joined(separator: ", ") } else {
                                ""
                            }
                        let unit = option.unit.map { ", \($0)" } ?? ""
                        lines.append(
                            "| `--\(option.name)` | \(option.meaning)\(choices) | \(option.kind.word)\(unit) | \(option.standard ?? "") |"
                        )
                    }
                }
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Method by method, so that a difference is shown where it is.
    private static func sections(_ page: String) -> [String] {
        page.replacing("\n### ", with: "\u{0}### ").split(separator: "\u{0}").map(String.init)
    }

    @Test("The reference page is what the comments say; CORNERSTONE_WRITE_REFERENCE=1 writes it anew")
    func reference() throws {
        let file = MethodExample.root.appending(path: "Documentation/reference/methods.md")
        let page = try Self.page()
        if ProcessInfo.processInfo.environment["CORNERSTONE_WRITE_REFERENCE"] != nil {
            try page.write(to: file, atomically: true, encoding: .utf8)
        }
        let stored = Self.sections(try String(contentsOf: file, encoding: .utf8))
        for (ours, theirs) in zip(Self.sections(page), stored) { #expect(ours == theirs) }
        #expect(Self.sections(page).count == stored.count)
    }

    @Test(
        "Every method says what it works out, when not to use it, its edge cases and its source",
        arguments: AnalysisCatalogue.all.map { "\($0)" })
    func isWhole(type: String) throws {
        let comment = try #require(try Self.comments()[type], "a comment right above \(type)")
        for heading in ["## Definition", "## When not to use it", "## Edge cases", "## Source"] {
            #expect(comment.contains(heading), "\(type): \(heading)")
        }
    }

    @Test("Names are used once, and every option's standard value is one the option takes")
    func descriptions() {
        let all = AnalysisCatalogue.all.map { $0.description }
        #expect(Set(all.map(\.name)).count == all.count)
        for method in all {
            let names = method.roles.map(\.name) + method.options.map(\.name)
            #expect(Set(names).count == names.count, "\(method.name)")
            #expect(
                !names.contains { ["json", "csv", "svg", "text", "seed", "neighbours", "boundaries"].contains($0) })
            for option in method.options {
                guard let standard = option.standard else { continue }
                switch option.kind {
                case .choice(let choices): #expect(choices.contains(standard), "\(method.name) --\(option.name)")
                case .number(let range):
                    #expect(Double(standard).map { range.contains($0) } == true, "\(method.name) --\(option.name)")
                case .whole(let range):
                    #expect(Int(standard).map { range.contains($0) } == true, "\(method.name) --\(option.name)")
                case .text, .day, .numbers, .file, .flag: break
                }
            }
        }
    }
}
