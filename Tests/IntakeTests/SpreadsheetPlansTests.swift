import ActionPlans
import Foundation
import Intake
import OfficeFiles
import OfficeFixtures
import Tables
import Testing
import Vocabulary

/// A plan that was saved as a spreadsheet reads back as the same plan.
@Suite("Plans saved as spreadsheets")
struct SpreadsheetPlansTests {
    static let fictional = ["city.txt", "departments.txt", "force.txt", "national.txt", "headings.md", "two-shapes.md"]
    static let sources = [
        "drugs-action-plan-2008-2011", "met-police-drugs-action-plan-2003", "birmingham-crack-strategy-2005",
        "national-crack-plan-2002",
    ]

    private func expectSame(_ found: [Block], as blocks: [Block], _ what: String) {
        let before = Fixtures.plan(of: blocks)
        let after = Fixtures.plan(of: found)
        #expect(after.actions.count == before.actions.count, "\(what)")
        for (one, other) in zip(before.actions, after.actions) {
            #expect(other.wording == one.wording, "\(what), row \(other.place.row ?? 0)")
        }
        #expect(meanings(after) == meanings(before), "\(what)")
        #expect(after.title == before.title, "\(what)")
    }

    /// Each table's headings and meanings; the tables are counted anew.
    private func meanings(_ plan: ReadPlan) -> [String] {
        var tables: [Int] = []
        return plan.columns.map { column in
            if tables.last != column.table { tables.append(column.table) }
            return "\(tables.count) \(column.column) \(column.heading ?? "-") \(column.meaning)"
        }
    }

    @Test("Made-up plans of every shape read the same from XLSX and ODS", arguments: fictional)
    func madeUp(name: String) throws {
        let blocks = try Fixtures.blocks(name)
        expectSame(OfficeReader.blocks(of: SavedAsSheet.xlsx(blocks), name: "plan.xlsx"), as: blocks, "XLSX")
        expectSame(OfficeReader.blocks(of: SavedAsSheet.ods(blocks), name: "plan.ods"), as: blocks, "ODS")
    }

    @Test(
        "The four published plans read the same after LibreOffice saved them",
        .enabled(if: Fixtures.reference != nil && LibreOffice.path != nil, "needs the documents and LibreOffice"),
        arguments: ["xlsx", "ods"])
    func published(ending: String) throws {
        let office = try LibreOffice()
        defer { office.remove() }
        for name in Self.sources {
            let blocks = try Fixtures.blocks(source: "sources/\(name).txt")
            try office.write(SavedAsSheet.page(blocks), as: "\(name).html")
        }
        try office.convert(Self.sources.map { "\($0).html" }, to: ending)
        for name in Self.sources {
            let blocks = try Fixtures.blocks(source: "sources/\(name).txt")
            let found = OfficeReader.blocks(of: try office.bytes("\(name).\(ending)"), name: "\(name).\(ending)")
            expectSame(found, as: blocks, "\(name).\(ending)")
            #expect(!found.contains { if case .problem = $0 { true } else { false } })
        }
    }

    @Test("A sheet of one table with titles and themes is read as the same rows of CSV")
    func oneTable() {
        let rows = [
            ["Safer City Partnership"], ["Drugs action plan 2026"], [],
            ["Ref", "Action", "Lead", "By when"],
            ["Prevention"],
            ["1", "Open a clinic", "Health", "March 2027"],
            ["Enforcement"],
            ["2", "Patrol the square", "Police", "Ongoing"],
        ]
        let xml = rows.enumerated().map { index, texts in
            XLSXMaking.row(index + 1, texts, style: texts.count == 1 || index == 3 ? 1 : 0)
        }
        let sheet = Fixtures.plan(of: OfficeReader.blocks(of: XLSXMaking(rows: xml.joined()).made(), name: "a.xlsx"))
        let csv = Fixtures.plan(
            text: rows.map { ($0 + ["", "", "", ""]).prefix(4).joined(separator: ",") }.joined(separator: "\n"),
            name: "a.csv")
        #expect(sheet.actions.map(\.wording) == csv.actions.map(\.wording))
        #expect(sheet.actions.map { $0.wording.path.map(\.text) } == [["Prevention"], ["Enforcement"]])
        #expect(sheet.actions.map(\.place.row) == [6, 8])
        #expect(sheet.actions.first?.place.sheet == "Plan")
    }

    @Test("Sheets named after their themes give the aims")
    func sheetsAsAims() {
        let header = XLSXMaking.row(1, ["Action", "Lead", "By when"], style: 1)
        let sheets = [("Prevention", "Open a clinic"), ("Enforcement", "Patrol the square")].map { name, text in
            XLSXMaking.Sheet(name, rows: header + XLSXMaking.row(2, [text, "Health", "March 2027"]))
        }
        let plan = Fixtures.plan(of: OfficeReader.blocks(of: XLSXMaking(sheets).made(), name: "a.xlsx"))
        #expect(plan.actions.map { $0.wording.path.map(\.text) } == [["Prevention"], ["Enforcement"]])
        #expect(plan.actions.map(\.place.sheet) == ["Prevention", "Enforcement"])
    }

    @Test("A place in another sheet is told with its name")
    func placesInSheets() {
        let rows =
            XLSXMaking.row(1, ["No", "Action", "Lead", "By when"], style: 1)
            + XLSXMaking.row(2, ["1.1", "Open a clinic", "Health", "March 2027"])
        let sheets = ["Prevention", "Enforcement"].map { XLSXMaking.Sheet($0, rows: rows) }
        let plan = Fixtures.plan(of: OfficeReader.blocks(of: XLSXMaking(sheets).made(), name: "a.xlsx"))
        let told = plan.problems.map(\.message).joined(separator: " ")
        #expect(told.contains("in the sheet “Prevention”, row 2"), "\(told)")
    }
}

/// LibreOffice with a profile and a folder of its own.
struct LibreOffice {
    static let path = ["/usr/bin/soffice", "/usr/local/bin/soffice", "/opt/libreoffice/program/soffice"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "saved-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    func write(_ text: String, as name: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }

    func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: folder.appending(path: name))) }

    func convert(_ names: [String], to ending: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: try #require(Self.path))
        process.arguments =
            [
                "-env:UserInstallation=\(folder.appending(path: "profile").absoluteString)", "--headless",
                "--infilter=HTML (StarCalc)", "--convert-to", ending, "--outdir", folder.path,
            ] + names.map { folder.appending(path: $0).path }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }
}
