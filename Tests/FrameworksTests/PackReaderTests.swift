import Foundation
import Frameworks
import Testing
import Vocabulary

@Suite("Reading a framework pack")
struct PackReaderTests {
    static let pack = """
        name: example-pack
        title: An example
        source: Written for tests.
        plan-year: calendar
        cycle: { every: 6, unit: month }
        closing-days: 21
        """
    static let statuses = """
        - {status: overdue, word: Late, shape: "▲", colour: red}
        - {status: silent, word: No word, shape: "▲", colour: red}
        - {status: under-way, word: Going on, shape: "◆", colour: orange}
        - {status: completed, word: Done, shape: "●", colour: green}
        - {status: not-yet-open, word: Later, shape: "○", colour: grey}
        - {status: not-yet-confirmed, word: Unconfirmed, shape: "○", colour: grey}
        - {status: withdrawn, word: Gone, shape: "✕", colour: grey}
        - {status: changed, word: Different, shape: "■", colour: blue}
        """
    static let columns = """
        # Comments are free to say R & D, *stars* and &ampersands.
        - heading: Action
          meaning: text
        - heading: "No."
          meaning: number
        - heading: Action and timescale
          meaning: text+timescale
        - heading: Research & development
          meaning: notes
        """

    static func read(
        _ changed: [String: String?] = [:]
    ) -> Result<FrameworkPack, PackProblems> {
        var files: [String: String] = ["pack.yaml": pack, "statuses.yaml": statuses, "columns.yaml": columns]
        for (name, text) in changed { files[name] = text }
        return PackReader.read(files: files.mapValues { Array($0.utf8) })
    }

    static func problems(_ changed: [String: String?]) -> [Problem] {
        if case .failure(let problems) = read(changed) { problems.all } else { [] }
    }

    @Test("A whole pack is read as it says")
    func whole() throws {
        let pack = try Self.read().get()
        #expect(pack.name == "example-pack")
        #expect(pack.planYear == .calendar)
        #expect(pack.cycle == Recurrence(every: 6, unit: .month))
        #expect(pack.closingDays == 21)
        #expect(pack.appearance(of: "overdue")?.word == "Late")
        #expect(pack.statuses.count == 8)
        #expect(
            pack.columnHeadings.map(\.meaning.description) == ["text", "number", "text+timescale", "notes"])
    }

    @Test("The pack that comes with the program is whole, with the product's own terms")
    func shipped() throws {
        let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Sources/Frameworks/Resources/uk-crack-2003")
        var files: [String: [UInt8]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            files[name] = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
        }
        let pack = try PackReader.read(files: files).get()
        #expect(pack.name == "uk-crack-2003")
        #expect(pack.cycle == Recurrence(every: 3, unit: .month))
        #expect(pack.closingDays == 14)
        #expect(pack.planYear == .financial)
        #expect(pack.reminders == ReminderDays(beforeClosing: [7, 2], afterClosing: [1]))
        #expect(Set(pack.statuses.map(\.status)) == Set(StatusMeaning.colours.map(\.status)))
        #expect(pack.appearance(of: "silent")?.shape == "▲")
        #expect(pack.columnHeadings.count > 20)
    }

    @Test("Reminders are read in their order; left out they are the usual ones; wrong ones are refused")
    func reminders() throws {
        #expect(try Self.read().get().reminders == .standard)
        func pack(_ line: String) -> [String: String?] { ["pack.yaml": Self.pack + "\n" + line + "\n"] }
        let own = try Self.read(pack("reminders: { before-closing: [3, 10], after-closing: [] }")).get()
        #expect(own.reminders == ReminderDays(beforeClosing: [10, 3], afterClosing: []))
        for wrong in ["[0]", "[7, 7]", "[often]", "7", "[1, 2, 3, 4, 5, 6]", "[999]", "[-2]"] {
            let problems = Self.problems(pack("reminders: { before-closing: \(wrong), after-closing: [] }"))
            #expect(problems.map(\.code) == ["not-numbers"], "\(wrong)")
        }
        #expect(Self.problems(pack("reminders: { before-closing: [7] }")).map(\.code) == ["missing-key"])
    }

    @Test("Each part that is missing is named")
    func missingFiles() {
        let problems = PackReader.read(files: [:])
        guard case .failure(let found) = problems else {
            Issue.record("an empty pack was read")
            return
        }
        #expect(found.all.map(\.code) == ["missing-file", "missing-file", "missing-file"])
        #expect(found.all.allSatisfy { $0.severity == .error })
    }

    @Test("Problems of all files come at once, each with its file and line")
    func allAtOnce() {
        let problems = Self.problems([
            "pack.yaml": Self.pack.replacingOccurrences(of: "every: 6", with: "every: 0"),
            "statuses.yaml": Self.statuses.replacingOccurrences(of: "shape: \"◆\"", with: "shape: \"▲\""),
            "columns.yaml": Self.columns + "\n- heading: action\n  meaning: owner\n",
        ])
        #expect(problems.map(\.code) == ["not-a-number", "shape-twice", "heading-twice"])
        #expect(problems.map(\.place.line) == [5, 3, 10])
        #expect(problems[2].message.hasPrefix("columns.yaml, line 10: "))
    }

    @Test(
        "What a pack may not say of statuses is refused",
        arguments: [
            ("{status: silent, word: No word, shape: \"▲\", colour: red}", "", "missing-status"),
            ("status: silent", "status: overdue", "twice"),
            ("word: No word", "word: late", "word-twice"),
            ("colour: green", "colour: blue", "other-colour"),
            ("colour: green", "colour: turquoise", "other-colour"),
            ("status: withdrawn", "status: retired", "unknown-status"),
            ("shape: \"✕\"", "shape: \"XX\"", "not-a-shape"),
            ("shape: \"✕\"", "shape: \"\"", "not-a-text"),
            ("shape: \"■\"", "shape: \"●\"", "shape-twice"),
            ("word: Done", "words: Done", "unknown-key"),
            ("word: Done, ", "", "missing-key"),
        ])
    func statusRules(old: String, new: String, code: String) {
        var text = Self.statuses.replacingOccurrences(of: old, with: new)
        if new.isEmpty, old.hasPrefix("{") { text = text.replacingOccurrences(of: "- \n", with: "") }
        #expect(Self.problems(["statuses.yaml": text]).map(\.code).contains(code))
    }

    @Test(
        "What a pack may not say of its terms is refused",
        arguments: [
            ("every: 6", "every: -3", "not-a-number"),
            ("every: 6", "every: often", "not-a-number"),
            ("unit: month", "unit: fortnight", "not-a-choice"),
            ("plan-year: calendar", "plan-year: lunar", "not-a-choice"),
            ("closing-days: 21", "closing-days: 999", "not-a-number"),
            ("name: example-pack", "name: ../example", "not-a-name"),
            ("name: example-pack", "name: \"\"", "not-a-text"),
            ("title: An example", "title: [a, b]", "not-a-text"),
            ("cycle: { every: 6, unit: month }", "cycle: quarterly", "not-a-mapping"),
            ("title: An example", "name: again", "not-yaml"),
        ])
    func termRules(old: String, new: String, code: String) {
        let text = Self.pack.replacingOccurrences(of: old, with: new)
        #expect(Self.problems(["pack.yaml": text]).map(\.code).contains(code))
    }

    @Test(
        "What a pack may not say of columns is refused",
        arguments: [
            ("- heading: Lead\n  meaning: chief\n", "unknown-meaning"),
            ("- heading: Lead\n  meaning: text+leads+owner\n", "unknown-meaning"),
            ("- heading: Lead\n", "missing-key"),
            ("- Lead\n", "not-a-mapping"),
            ("heading: Lead\n", "not-a-list"),
        ])
    func columnRules(text: String, code: String) {
        #expect(Self.problems(["columns.yaml": text]).map(\.code) == [code])
    }

    @Test("A heading may stand twice for the same meaning")
    func sameMeaningTwice() {
        #expect(Self.problems(["columns.yaml": Self.columns + "\n- heading: no\n  meaning: number\n"]).isEmpty)
    }

    @Test("A file with a name nobody reads is refused, so that a slip is seen")
    func unknownFile() {
        #expect(Self.problems(["colums.yaml": Self.columns]).map(\.code) == ["unknown-file"])
        #expect(Self.problems(["README.md": "Anything"]).isEmpty)
    }

    @Test(
        "What makes a file costly is refused before it is parsed",
        arguments: [
            ("a: &a [1, 2]\nb: *a\n", "anchor"),
            ("- &x lol\n- [*x, *x]\n", "anchor"),
            ("- !!binary aGk=\n", "anchor"),
            ("? [a, b]\n: c\n", "complex-key"),
            (String(repeating: "[", count: 100), "too-deep"),
            (String(repeating: "- ", count: 2_000), "line-too-long"),
            (String(repeating: "# comment\n", count: 60_000), "too-large"),
            ("", "empty"),
            ("a: [", "not-yaml"),
            ("a: b: c", "not-yaml"),
        ])
    func costly(text: String, code: String) {
        let problems = Self.problems(["columns.yaml": text])
        #expect(problems.map(\.code).contains(code), "\(problems)")
    }

    @Test("Bytes that are no UTF-8 are refused in words")
    func encoding() {
        let result = PackReader.read(files: [
            "pack.yaml": Array(Self.pack.utf8), "statuses.yaml": Array(Self.statuses.utf8),
            "columns.yaml": [0x2D, 0x20, 0xFF, 0xFE],
        ])
        guard case .failure(let problems) = result else {
            Issue.record("it was read")
            return
        }
        #expect(problems.all.map(\.code) == ["not-utf-8"])
        #expect(problems.all[0].message.hasSuffix("."))
    }

    @Test("Every cut of a good pack is refused in words, and nothing crashes")
    func cuts() {
        for count in 0..<Self.statuses.utf8.count {
            let bytes = Array(Self.statuses.utf8.prefix(count))
            let result = PackReader.read(files: [
                "pack.yaml": Array(Self.pack.utf8), "statuses.yaml": bytes, "columns.yaml": Array(Self.columns.utf8),
            ])
            guard case .failure(let problems) = result else {
                Issue.record("\(count) bytes were read")
                continue
            }
            #expect(!problems.all.isEmpty)
        }
    }
}
