import ActionPlans
import Foundation
import Frameworks
import Intake
import Testing
import Vocabulary

@Suite("The stable JSON form of a plan that was read")
struct PlanReadDocumentTests {
    private func encoded(_ plan: ReadPlan) throws -> [String: Any] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let data = try encoder.encode(PlanReadDocument(plan))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private static let place: Set<String> = ["sheet", "page", "table", "line", "row", "column"]
    private static let commitment: Set<String> = [
        "wording", "label", "opens", "due", "repeats", "continues", "condition", "relative", "past", "undecided",
        "understood",
    ]

    @Test("Every key is always present", arguments: ["semicolon.csv", "force.txt", "national.txt", "paragraphs.txt"])
    func everyKey(name: String) throws {
        let document = try encoded(try Fixtures.plan(name))
        #expect(Set(document.keys) == ["format", "title", "source", "columns", "actions", "notTaken", "problems"])
        #expect(document["format"] as? Int == 1)
        #expect(Set((document["source"] as? [String: Any] ?? [:]).keys) == ["name", "digest"])
        for column in document["columns"] as? [[String: Any]] ?? [] {
            #expect(Set(column.keys) == ["table", "column", "heading", "meaning"])
        }
        for action in document["actions"] as? [[String: Any]] ?? [] {
            #expect(
                Set(action.keys) == [
                    "number", "path", "text", "owner", "leads", "contributors", "resources", "coverage", "outcome",
                    "measure", "progress", "equality", "notes", "timescale", "place",
                ])
            #expect(Set((action["place"] as? [String: Any] ?? [:]).keys) == Self.place)
            for level in action["path"] as? [[String: Any]] ?? [] {
                #expect(Set(level.keys) == ["level", "number", "text"])
            }
            let timescale = action["timescale"] as? [String: Any] ?? [:]
            #expect(Set(timescale.keys) == ["wording", "commitments"])
            let commitments = timescale["commitments"] as? [[String: Any]] ?? []
            #expect(!commitments.isEmpty && commitments.allSatisfy { Set($0.keys) == Self.commitment })
        }
        for entry in document["notTaken"] as? [[String: Any]] ?? [] {
            #expect(Set(entry.keys) == ["place", "text", "reason"])
            #expect(Set((entry["place"] as? [String: Any] ?? [:]).keys) == Self.place)
        }
        for problem in document["problems"] as? [[String: Any]] ?? [] {
            #expect(Set(problem.keys) == ["place", "severity", "code", "message"])
        }
    }

    @Test("What is not known is an explicit null, dates are ISO days, intervals have their unit")
    func values() throws {
        let text = "| Action | Timescale |\n|---|---|\n| Review | Quarterly from April 2026 |\n| Agree a protocol | |\n"
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let plan = Fixtures.plan(text: text, name: "p.md")
        let json = String(decoding: try encoder.encode(PlanReadDocument(plan)), as: UTF8.self)
        #expect(
            json.contains(
                #"{"condition":null,"continues":false,"due":null,"label":null,"opens":"2026-04-01","past":false,"#
                    + #""relative":null,"repeats":{"every":3,"unit":"month"},"undecided":false,"understood":true,"#
                    + #""wording":"Quarterly from April 2026"}"#))
        #expect(
            json.contains(
                #"{"condition":null,"continues":false,"due":null,"label":null,"opens":null,"past":false,"relative":null,"#
                    + #""repeats":null,"undecided":true,"understood":true,"wording":null}"#))
        #expect(json.contains(#""owner":null"#) && json.contains(#""title":null"#))
        #expect(json.contains(#"{"column":1,"heading":"Action","meaning":"text","table":1}"#))
    }
}
