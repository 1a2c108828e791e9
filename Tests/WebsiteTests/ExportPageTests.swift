import ActionPlans
import Coordination
import OfficeFiles
import Partnership
import Tables
import Testing
import Vocabulary

@testable import Website

/// The page, the file and the way back, as people walk it.
@Suite("A plan is taken out as a file and brought back")
struct ExportPageTests {
    static let formats = ["xlsx", "ods", "csv"]

    /// Every part of a file as text, with its bytes outside archives.
    private static func texts(_ bytes: [UInt8]) throws -> [String] {
        guard bytes.starts(with: Array("PK".utf8)) else { return [String(decoding: bytes, as: UTF8.self)] }
        var archive = try ZipArchive(bytes)
        let names = archive.directory.entries.map(\.name)
        return try names.map { String(decoding: try archive.part($0) ?? [], as: UTF8.self) } + names
    }

    @Test("The page says what is in the file, its marking and the way back; the plan's page leads to it")
    func page() async throws {
        let small = try await SmallPlan.make()
        let reader = try await small.browser(.reader)
        let plan = try await reader.get("\(small.path)?status=overdue").page
        #expect(plan.links.contains("\(small.path)/export?status=overdue"))
        let page = try await reader.get("\(small.path)/export").page
        #expect(page.faults.isEmpty)
        #expect(page.main.contains("3 actions") && page.main.contains("OFFICIAL"))
        #expect(!page.links.contains { $0.hasPrefix("/imports/new") }, "a reader brings nothing in")
        let coordinator = try await small.browser(.clearedCoordinator).get("\(small.path)/export").page
        #expect(coordinator.links.contains("/imports/new?revises=1"))
        let filtered = try await reader.get("\(small.path)/export?text=clinic").page
        #expect(filtered.main.contains("The 1 action chosen") && filtered.main.contains("All 3 actions"))
    }

    @Test("Each kind of file comes with its type and name, and the journal says so", arguments: formats)
    func download(format: String) async throws {
        let small = try await SmallPlan.make()
        let reader = try await small.browser(.reader)
        let before = try await small.site.written()
        let answer = try await reader.export(small.path, as: format)
        #expect(answer.status == 200)
        #expect(answer.header("Content-Disposition") == "attachment; filename=\"plan-1-2026-05-01.\(format)\"")
        #expect(answer.header("Cache-Control")?.contains("no-store") == true)
        let texts = try Self.texts(answer.bytes).joined(separator: "\n")
        for word in ["AP-0001", "AP-0003", "Open a weekly clinic", "By end June 2026"] {
            #expect(texts.contains(word), "\(word)")
        }
        #expect(!texts.contains("@"), "posts, no addresses")
        #expect(try await small.site.written() != before)
        let logged = try await small.site.house.packs.exports(Sight.of(try small.cast[.reader]), limit: 5)
        #expect(logged.map(\.facts.format.rawValue) == [format])
        #expect(logged.first?.facts.rows == 3 && logged.first?.facts.isFiltered == false)
        let journal = try await small.browser(.clearedCoordinator).get("/journal").page
        #expect(journal.main.contains("\(format.uppercased())"))
    }

    @Test("A kind that is none, a day to come and a form without choice are answered with what to do")
    func badInput() async throws {
        let small = try await SmallPlan.make()
        let reader = try await small.browser(.reader)
        let before = try await small.site.written()
        for fields in [[], [("format", "pdf")], [("format", "xlsm"), ("rows", "x")]] {
            let answer = try await reader.post("\(small.path)/export", fields)
            #expect(answer.status == 422)
            #expect(answer.page.main.contains("Choose the kind of file."))
        }
        #expect(try await reader.export(small.path, asking: "as-at=2027-01-01").status == 422)
        #expect(try await reader.export("/plans/99").status == 404)
        #expect(try await small.site.written() == before, "what is not taken out is not written down")
        #expect(try await reader.export(small.path, [("rows", "x")]).status == 200, "no filter: the whole plan")
    }

    @Test("An earlier day gives the plan of that day, and a filter only what it chose")
    func pastAndFiltered() async throws {
        let small = try await SmallPlan.make()
        try small.site.go(to: "2026-05-12")
        try await small.site.house.plans.perform(
            .reportProgress(.init(action: ActionID(1), note: "After the first.")), by: try small.cast[.contributor])
        let reader = try await small.browser(.reader)
        let now = try await reader.export(small.path).body
        #expect(now.contains("After the first."))
        let past = try await reader.export(small.path, asking: "as-at=2026-05-01")
        #expect(!past.body.contains("After the first."))
        #expect(past.header("Content-Disposition")?.contains("plan-1-2026-05-01.csv") == true)
        let chosen = try await reader.export(small.path, [("rows", "chosen")], asking: "text=clinic").body
        #expect(CSVCells.read(chosen).count == 2 && chosen.contains("1 rows of 3"))
        #expect(
            CSVCells.read(try await reader.export(small.path, [("rows", "all")], asking: "text=clinic").body).count == 4
        )
        let notes = try Self.texts(
            try await reader.export(small.path, [("rows", "chosen")], as: "xlsx", asking: "text=clinic").bytes)
        #expect(notes.contains { $0.contains("Chosen by") && $0.contains("clinic") })
    }

    @Test("What is marked is in no part of a reader's file, and in those of people who may see it", arguments: formats)
    func canary(format: String) async throws {
        let city = try await TestCity.make()
        let unseeing = try await city.browser(.reader).export(city.path, as: format)
        #expect(unseeing.status == 200)
        for text in try Self.texts(unseeing.bytes) {
            #expect(!text.contains(TestCity.canary) && !text.contains("SENSITIVE"))
        }
        let cleared = try await city.browser(.clearedReader).export(city.path, as: format)
        let texts = try Self.texts(cleared.bytes).joined()
        #expect(texts.contains(TestCity.canary))
        #expect(texts.contains("OFFICIAL-SENSITIVE") && texts.contains("Marking (to read)"))
        #expect(try await city.browser(.reader).export(city.closedPath).status == 404)
    }

    // MARK: The way back

    private static func upload(_ browser: Browser, _ rows: [[String]]) async throws -> Answer {
        let text = rows.map { $0.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",") }
            .joined(separator: "\r\n")
        return try await browser.upload(Array(text.utf8), [("revises", "1")])
    }

    @Test("A file that comes back untouched enters nothing and says so")
    func untouched() async throws {
        let small = try await SmallPlan.make()
        let coordinator = try await small.browser(.clearedCoordinator)
        let file = try await coordinator.export(small.path)
        let answer = try await coordinator.upload(file.bytes, [("revises", "1")])
        let page = try await coordinator.get(answer.location).page
        #expect(page.main.contains("There is nothing to enter"), "\(page.main.prefix(400))")
        let before = try await small.site.written()
        let entered = try await coordinator.submit(
            try await coordinator.get(answer.location), at: answer.location, [:], button: "enter")
        #expect(entered.status == 422 && entered.page.main.contains("Nothing was entered"))
        #expect(try await small.site.written() == before)
    }

    @Test("A changed cell, a new row and a row taken out are shown before they are entered, and entered as shown")
    func changed() async throws {
        let small = try await SmallPlan.make()
        let coordinator = try await small.browser(.clearedCoordinator)
        var rows = CSVCells.read(try await coordinator.export(small.path).body)
        let text = try #require(rows[0].firstIndex(of: "Action"))
        let outcome = try #require(rows[0].firstIndex(of: "Outcome"))
        rows[1][outcome] = "Fewer people wait"
        rows.remove(at: 2)
        var new = rows[1].map { _ in "" }
        new[text] = "Open a second clinic"
        rows.append(new)
        let answer = try await Self.upload(coordinator, rows)
        let preview = try await coordinator.get(answer.location).page
        #expect(preview.faults.isEmpty)
        let marked = "1 row without a reference is a new action. It will be marked OFFICIAL,"
        for word in ["What the file changes", "Fewer people wait", "AP-0002", "Open a second clinic", marked] {
            #expect(preview.main.contains(word), "\(word)")
        }
        let entered = try await coordinator.submit(
            try await coordinator.get(answer.location), at: answer.location, [:], button: "enter")
        #expect(entered.status == 303, "\(entered.page.main.prefix(300))")
        #expect(try await small.action(1).wording.outcome == "Fewer people wait")
        #expect(try await small.action(2).retired == nil, "a missing row withdraws nothing")
        #expect(try await small.action(4).wording.text == "Open a second clinic")
    }

    @Test("An old file names what others changed since, and takes none of it back")
    func old() async throws {
        let small = try await SmallPlan.make()
        let coordinator = try await small.browser(.clearedCoordinator)
        let old = try await coordinator.export(small.path)
        var rows = CSVCells.read(old.body)
        let outcome = try #require(rows[0].firstIndex(of: "Outcome"))
        rows[1][outcome] = "Shorter waits"
        let first = try await Self.upload(coordinator, rows)
        _ = try await coordinator.submit(
            try await coordinator.get(first.location), at: first.location, [:], button: "enter")
        let second = try await coordinator.upload(old.bytes, [("revises", "1")])
        let preview = try await coordinator.get(second.location).page
        #expect(preview.main.contains("AP-0001 was reworded (Outcome) after the file was made"))
        #expect(try await small.action(1).wording.outcome == "Shorter waits")
        let entered = try await coordinator.submit(
            try await coordinator.get(second.location), at: second.location, [:], button: "enter")
        #expect(entered.status == 422, "nothing in it was changed by hand")
    }

    @Test("The file of another plan is refused, and brought in as a plan of its own it says what it is")
    func otherPlan() async throws {
        let city = try await TestCity.make()
        let coordinator = try await city.browser(.clearedCoordinator)
        let file = try await coordinator.export(city.closedPath)
        let refused = try await coordinator.upload(file.bytes, [("revises", "1")])
        #expect(refused.status == 422 && refused.page.main.contains("This file is an export of plan 2"))
        let own = try await coordinator.upload(file.bytes)
        #expect(try await coordinator.get(own.location).page.main.contains("becomes a plan of its own"))
    }
}
