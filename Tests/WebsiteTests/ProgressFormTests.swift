import ActionPlans
import Coordination
import Partnership
import Testing
import Vocabulary

@testable import Website

@Suite("Reporting progress")
struct ProgressFormTests {
    private let path = "/actions/AP-0001/report"

    @Test("No change takes one press, and the page after it says what was done with the way on")
    func noChange() async throws {
        let small = try await SmallPlan.make()
        let lead = try await small.browser(.lead)
        let done = try await lead.fill(path, ["answer": ["none"]])
        #expect(done.status == 303)
        #expect(done.location == "/actions/AP-0001")
        let page = try await lead.follow(done).page
        #expect(page.elements.filter { $0.has(class: "banner") }.count == 1)
        #expect(page.banner?.contains("Progress on AP-0001 was recorded.") == true)
        #expect(page.links.contains(small.path))
        #expect(page.rows.isEmpty == false)
        #expect(try await small.action(1).lastReport?.day == TestCity.day("2026-05-01"))
        #expect(page.texts(class: "event").first?.contains("Progress reported") == true)
    }

    @Test("What was done with its evidence completes what was ticked, and is read on the record")
    func done() async throws {
        let small = try await SmallPlan.make()
        let lead = try await small.browser(.lead)
        let shown = try await lead.get(path).page
        let choices = shown.all("input").filter { $0["name"] == "completes" }.compactMap { $0["value"] }
        #expect(choices == ["all", "1", "2"])
        let done = try await lead.fill(
            path,
            [
                "answer": ["done"], "note": ["The clinic opened in the old library."], "completes": ["1"],
                "evidence": ["Rota and opening notice"], "happened-day": ["28"], "happened-month": ["Apr"],
                "happened-year": ["2026"],
            ])
        #expect(done.status == 303)
        let promise = try require(try await small.action(1).promise(1)?.completed)
        #expect(promise.evidence == "Rota and opening notice")
        #expect(promise.happened == (try TestCity.day("2026-04-28")))
        #expect(promise.recordedOn == (try TestCity.day("2026-05-01")))
        let record = try await lead.get("/actions/AP-0001").page
        #expect(record.main.contains("The clinic opened in the old library."))
        #expect(record.main.contains("Rota and opening notice"))
        #expect(record.rows.contains { $0.joined(separator: " ").contains("Completed") })
        let left = try await lead.get(path).page.all("input").filter { $0["name"] == "completes" }
        #expect(left.compactMap { $0["value"] } == ["2"])
        let all = try await lead.fill(
            path, ["answer": ["done"], "note": ["All of it."], "completes": ["2"], "evidence": ["Review"]])
        #expect(all.status == 303)
        let status = try await lead.get("\(small.path)?status=completed").page
        #expect(status.rows.count == 1)
    }

    @Test("All commitments at once, and one occurrence of a repeated one")
    func allAndOccurrence() async throws {
        let small = try await SmallPlan.make()
        let lead = try await small.browser(.lead)
        let all = try await lead.fill(
            path, ["answer": ["done"], "note": ["Both."], "completes": ["all"], "evidence": ["Minutes"]])
        #expect(all.status == 303)
        #expect(try await small.action(1).promises.allSatisfy { $0.completed != nil })
        let shown = try await lead.get("/actions/AP-0002/report").page
        let values = shown.all("input").filter { $0["name"] == "completes" }.compactMap { $0["value"] }
        let occurrence = try require(values.first { $0.contains("@") })
        let once = try await lead.fill(
            "/actions/AP-0002/report",
            ["answer": ["done"], "note": ["We met."], "completes": [occurrence], "evidence": ["Minutes"]])
        #expect(once.status == 303)
        let promise = try require(try await small.action(2).promise(1))
        #expect(promise.completed == nil && promise.occurrences.count == 1)
    }

    @Test(
        "Without evidence: one summary headed There is a problem, the same words at the field, and all that was typed")
    func missingEvidence() async throws {
        let small = try await SmallPlan.make()
        let lead = try await small.browser(.lead)
        let before = try await small.site.written()
        let note = "Rooms are let & \"ready\" <today>;\nkeys at the desk."
        let answer = try await lead.fill(
            path, ["answer": ["done"], "note": [note], "completes": ["1", "2"], "happened-day": ["30"]])
        #expect(answer.status == 422)
        let page = answer.page
        #expect(page.title.hasPrefix("Error: Report progress"))
        let summary = try require(page.elements.first { $0.has(class: "errors") })
        #expect(page.inside(summary).first { $0.name == "h2" }.map(page.text) == "There is a problem")
        #expect(summary["tabindex"] == "-1" && summary["role"] == "alert")
        #expect(page.mainElements.first { $0.name == "div" }?.index == summary.index, "first in main")
        for problem in page.problems {
            let field = try #require(page.element(id: problem.field), "\(problem.field)")
            let beside = page.texts(class: "wrong").joined(separator: " ")
            #expect(beside.contains(problem.text), "\(problem.text)")
            #expect(field["aria-invalid"] == "true" || field["type"] == "radio" || field["type"] == "checkbox")
        }
        let form = try require(page.form())
        #expect(form.value("answer") == "done")
        #expect(form.value("note") == note)
        #expect(form.fields.filter { $0.name == "completes" }.map(\.value) == ["1", "2"])
        #expect(form.value("happened-day") == "30")
        #expect(try await small.site.written() == before)
        let mended = try await lead.submit(
            answer, at: path, ["evidence": ["Rota"], "happened-month": ["4"], "happened-year": ["2026"]])
        #expect(mended.status == 303)
    }

    struct Wrong: Sendable, CustomTestStringConvertible {
        let name: String
        let fields: [(String, String)]
        let expected: [String]
        var testDescription: String { name }
    }

    static let wrong: [Wrong] = [
        Wrong(name: "nothing at all", fields: [], expected: ["answer"]),
        Wrong(name: "an answer there is none of", fields: [("answer", "maybe")], expected: ["answer"]),
        Wrong(name: "done without a note", fields: [("answer", "done")], expected: ["note"]),
        Wrong(name: "no change with text", fields: [("answer", "none"), ("note", "x")], expected: ["answer"]),
        Wrong(
            name: "completed without evidence", fields: [("answer", "done"), ("note", "x"), ("completes", "1")],
            expected: ["evidence"]),
        Wrong(
            name: "a commitment there is none of",
            fields: [("answer", "done"), ("note", "x"), ("completes", "9"), ("evidence", "x")], expected: ["completes"]),
        Wrong(
            name: "junk for a commitment",
            fields: [("answer", "done"), ("note", "x"), ("completes", "1@2@3"), ("evidence", "x")],
            expected: ["completes"]),
        Wrong(
            name: "tomorrow",
            fields: [
                ("answer", "done"), ("note", "x"), ("happened-day", "2"), ("happened-month", "5"),
                ("happened-year", "2026"),
            ], expected: ["happened-day"]),
        Wrong(
            name: "half a day", fields: [("answer", "done"), ("note", "x"), ("happened-day", "2")],
            expected: ["happened-month"]),
        Wrong(
            name: "a note too long", fields: [("answer", "done"), ("note", String(repeating: "x", count: 5_000))],
            expected: ["note"]),
    ]

    @Test("Every other mistake is named at its field, in words that say what to do", arguments: wrong)
    func mistakes(wrong: Wrong) async throws {
        let small = try await SmallPlan.make()
        let lead = try await small.browser(.lead)
        let before = try await small.site.written()
        let answer = try await lead.post(path, wrong.fields)
        #expect(answer.status == 422)
        #expect(answer.page.problems.map(\.field) == wrong.expected)
        for problem in answer.page.problems {
            #expect(answer.page.element(id: problem.field) != nil)
            #expect(problem.text.hasSuffix(".") && !problem.text.contains("["))
        }
        #expect(try await small.site.written() == before)
    }

    @Test("Need longer leads to the form that asks for a later day")
    func longer() async throws {
        let small = try await SmallPlan.make()
        let lead = try await small.browser(.lead)
        let answer = try await lead.fill(path, ["answer": ["longer"]])
        #expect(answer.location == "/actions/AP-0001/delay")
        #expect(try await lead.follow(answer).page.heading == "Ask for a later day")
    }

    @Test("Who contributes reports too; who only reads is told who may, and the button is not there")
    func whoReports() async throws {
        let small = try await SmallPlan.make()
        let contributor = try await small.browser(.contributor)
        #expect(try await contributor.get("/actions/AP-0001").page.links.contains(path))
        #expect(try await contributor.fill(path, ["answer": ["none"]]).status == 303)
        #expect(!(try await contributor.get("/actions/AP-0002").page.links.contains("/actions/AP-0002/report")))
        #expect(try await contributor.get("/actions/AP-0002/report").status == 403)
        let reader = try await small.browser(.reader)
        let refused = try await reader.get(path)
        #expect(refused.status == 403)
        #expect(refused.page.main.contains("Only a lead or contributor may report progress."))
        #expect(!(try await reader.get("/actions/AP-0001").page.links.contains(path)))
    }

    @Test("Two people at once: the second sees both, and nothing is overwritten in silence")
    func stale() async throws {
        let small = try await SmallPlan.make()
        let lead = try await small.browser(.lead)
        let contributor = try await small.browser(.contributor)
        let shown = try await lead.get(path)
        let other = try await contributor.fill(path, ["answer": ["done"], "note": ["First: the rooms are let."]])
        #expect(other.status == 303)
        let before = try await small.site.written()
        let stale = try await lead.submit(
            shown, at: path, ["answer": ["done"], "note": ["Second: the keys are here."]])
        #expect(stale.status == 409)
        #expect(stale.page.main.contains("First: the rooms are let."), "what stands")
        #expect(stale.page.main.contains(Seat.contributor.post), "and by whom")
        #expect(stale.page.form()?.value("note") == "Second: the keys are here.", "what was typed")
        #expect(stale.page.heading == "Report progress")
        #expect(try await small.site.written() == before)
        let knowing = try await lead.submit(stale, at: path, [:])
        #expect(knowing.status == 303)
        let record = try await lead.get("/actions/AP-0001").page.main
        #expect(record.contains("First: the rooms are let.") && record.contains("Second: the keys are here."))
    }
}
