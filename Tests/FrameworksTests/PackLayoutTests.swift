import Foundation
import Frameworks
import Testing
import Vocabulary

@Suite("The layouts of a framework pack")
struct PackLayoutTests {
    static let layouts = """
        default: short
        layouts:
          - name: short
            title: A short one
            table-for: aim
            levels: once
            orientation: landscape
            columns:
              - { heading: Objective, share: 20, parts: [objective] }
              - { heading: Action, share: 60, parts: [number, text] }
              - { heading: Status, share: 20, parts: [status] }
          - name: long
            title: A long one
            table-for: plan
            levels: each-row
            orientation: portrait
            statement: Red is late.
            columns:
              - { heading: What, share: 1, parts: [text, timescale] }
        """

    static func read(_ text: String) -> Result<FrameworkPack, PackProblems> {
        PackReaderTests.read(["layouts.yaml": text])
    }

    static func codes(_ text: String) -> [String] {
        if case .failure(let problems) = read(text) { problems.all.map(\.code) } else { [] }
    }

    @Test("Layouts are read as they stand, with the usual one")
    func whole() throws {
        let pack = try Self.read(Self.layouts).get()
        #expect(pack.layouts.map(\.name) == ["short", "long"])
        #expect(pack.usualLayout.name == "short")
        let short = try #require(pack.layout(named: "short"))
        #expect(short.division == .aim)
        #expect(short.levels == .once)
        #expect(short.columns.map(\.parts) == [[.objective], [.number, .text], [.status]])
        #expect(short.columns.map(\.share) == [20, 60, 20])
        let long = try #require(pack.layout(named: "long"))
        #expect(long.division == .plan)
        #expect(long.levels == .eachRow)
        #expect(long.orientation == .portrait)
        #expect(long.statement == "Red is late.")
        #expect(pack.layout(named: "other") == nil)
    }

    @Test("A pack without layouts is whole: plans are printed in one plain table")
    func none() throws {
        let pack = try PackReaderTests.read().get()
        #expect(pack.layouts.isEmpty)
        #expect(pack.usualLayout == .plain)
        #expect(PlanLayout.plain.holds(.text))
    }

    @Test("The pack that comes with the program has the three layouts of its documents")
    func shipped() throws {
        let pack = try Self.shippedPack()
        #expect(pack.layouts.map(\.name) == ["national-2008", "metropolitan-2003", "birmingham-2005"])
        #expect(pack.usualLayout.name == "national-2008")
        #expect(pack.layouts.map(\.division) == [.aim, .objective, .aim])
        #expect(
            pack.layouts[0].columns.map(\.heading)
                == ["Strategic Objective", "Key Actions", "Departmental Owner", "Outcome", "Coverage", "Timing"])
        #expect(pack.layouts[1].columns.last?.parts == [.status])
        #expect(pack.layouts[1].statement?.contains("Red") == true)
        #expect(pack.layouts[2].columns[2].parts == [.text, .timescale])
    }

    static func shippedPack() throws -> FrameworkPack {
        let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Sources/Frameworks/Resources/uk-crack-2003")
        var files: [String: [UInt8]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            files[name] = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
        }
        return try PackReader.read(files: files).get()
    }

    @Test(
        "What a pack may not say of layouts is refused",
        arguments: [
            ("parts: [objective]", "parts: [goal]", "unknown-part"),
            ("parts: [objective]", "parts: []", "not-a-list"),
            ("parts: [objective]", "parts: text", "not-a-list"),
            ("parts: [objective]", "parts: [leads, text]", "part-twice"),
            ("parts: [objective]", "parts: [leads, leads]", "part-twice"),
            ("parts: [objective]", "parts: [objective, leads]", "level-not-alone"),
            ("parts: [objective]", "parts: [aim]", "level-twice"),
            ("parts: [number, text]", "parts: [number, leads]", "no-text"),
            ("parts: [status]", "parts: [status, leads]", "status-not-alone"),
            ("heading: Action", "heading: STATUS", "column-twice"),
            ("heading: Action", "heading: \"\"", "not-a-text"),
            ("share: 60", "share: 0", "not-a-number"),
            ("share: 60", "share: 101", "not-a-number"),
            ("share: 60", "share: wide", "not-a-number"),
            ("share: 60, ", "", "missing-key"),
            ("name: short", "name: Short one", "not-a-name"),
            ("name: short", "name: ../short", "not-a-name"),
            ("name: long", "name: short", "twice"),
            ("default: short", "default: other", "unknown-layout"),
            ("default: short\n", "", "missing-key"),
            ("table-for: aim", "table-for: theme", "not-a-choice"),
            ("levels: once", "levels: twice", "not-a-choice"),
            ("orientation: landscape", "orientation: round", "not-a-choice"),
            ("title: A short one", "titel: A short one", "unknown-key"),
        ])
    func rules(old: String, new: String, code: String) {
        let text = Self.layouts.replacing(old, with: new, maxReplacements: 1)
        #expect(text != Self.layouts)
        #expect(Self.codes(text).contains(code), "\(Self.codes(text))")
    }

    @Test("More layouts or columns than anybody prints are refused")
    func tooMany() {
        let column = "      - { heading: Action, share: 60, parts: [number, text] }"
        let columns = (1...15).map { "      - { heading: H\($0), share: 1, parts: [text] }" }.joined(separator: "\n")
        #expect(Self.codes(Self.layouts.replacing(column, with: columns)).contains("too-many"))
        let layout = Self.layouts.split(separator: "\n").suffix(8).joined(separator: "\n")
        let many = (1...25).map { layout.replacing("name: long", with: "name: long\($0)") }.joined(separator: "\n")
        #expect(Self.codes(Self.layouts + "\n" + many).contains("too-many"))
    }

    @Test("Problems of a layout come at once, with those of other files, each with its line")
    func allAtOnce() {
        let text = Self.layouts.replacing("share: 60", with: "share: 0").replacing(
            "parts: [status]", with: "parts: [x]")
        guard
            case .failure(let found) = PackReaderTests.read([
                "layouts.yaml": text, "columns.yaml": "- heading: Lead\n  meaning: chief\n",
            ])
        else {
            Issue.record("it was read")
            return
        }
        #expect(found.all.map(\.code) == ["unknown-meaning", "not-a-number", "unknown-part"])
        #expect(found.all.map(\.place.line) == [2, 10, 11])
        #expect(found.all[1].message.hasPrefix("layouts.yaml, line 10: "))
    }

    @Test("Every cut of a good file is refused in words or is whole, and nothing crashes")
    func cuts() {
        for count in stride(from: 0, to: Self.layouts.utf8.count, by: 3) {
            let text = String(decoding: Self.layouts.utf8.prefix(count), as: UTF8.self)
            if case .failure(let problems) = Self.read(text) {
                #expect(problems.all.allSatisfy { $0.message.hasSuffix(".") })
            }
        }
    }

    // MARK: The layout of a file

    static func columns(_ words: String) -> [ColumnReading] {
        words.split(separator: " ").compactMap { ColumnReading(word: $0) }
    }

    @Test(
        "The layout that shares most columns with a file is its own; without a close one the usual is taken",
        arguments: [
            ("objective text leads outcome coverage timescale", "national-2008"),
            ("number objective text leads outcome coverage timescale ignored", "national-2008"),
            ("task text leads timescale measure+progress", "metropolitan-2003"),
            ("number text leads timescale measure", "metropolitan-2003"),
            ("number objective text+timescale resources leads", "birmingham-2005"),
            ("text+timescale leads", "birmingham-2005"),
            ("text outcome timescale", "national-2008"),
            ("text", "national-2008"),
            ("notes equality ignored", "national-2008"),
            ("", "national-2008"),
        ])
    func fitting(words: String, name: String) throws {
        #expect(try Self.shippedPack().layout(fitting: Self.columns(words)).name == name)
    }

    @Test("Two layouts that fit as well decide nothing: the usual one is taken")
    func tie() {
        let columns = [LayoutColumn("Action", share: 1, [.text])]
        let pack = FrameworkPack(
            name: "pack", title: "Pack", source: "Tests", statuses: [], cycle: Recurrence(every: 3, unit: .month),
            closingDays: 14, planYear: .financial, columnHeadings: [],
            layouts: ["one", "two", "usual"].map { name in
                PlanLayout(
                    name: name, title: name, division: .plan,
                    columns: name == "usual" ? [LayoutColumn("When", share: 1, [.text, .timescale])] : columns)
            }, defaultLayout: "usual")
        #expect(pack.layout(fitting: [ColumnReading(.text)]).name == "usual")
        #expect(pack.fits(of: [ColumnReading(.text)]).map(\.same) == [1, 1, 0])
    }

    @Test("The rule does not depend on how often or in which order a file names its columns")
    func order() throws {
        let pack = try Self.shippedPack()
        let columns = Self.columns("objective text leads outcome coverage timescale")
        for shift in columns.indices {
            let turned = Array(columns[shift...] + columns[..<shift])
            #expect(pack.fits(of: turned + turned) == pack.fits(of: columns))
        }
    }

    @Test("What the actions fill tells the layout of a plan nobody has asked about")
    func filled() throws {
        let pack = try Self.shippedPack()
        let cases: [(Set<ColumnMeaning>, String)] = [
            ([.aim, .objective, .number, .text, .leads, .outcome, .coverage, .timescale], "national-2008"),
            ([.aim, .objective, .task, .text, .leads, .timescale, .measure, .progress], "metropolitan-2003"),
            ([.aim, .objective, .number, .text, .timescale, .resources, .leads], "birmingham-2005"),
            ([], "national-2008"),
        ]
        for (filled, name) in cases { #expect(pack.layout(filled: filled).name == name, "\(filled)") }
    }
}
