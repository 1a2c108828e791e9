import Foundation
import OfficeFiles
import TestSupport
import Testing
import Vocabulary

/// What is written has to open in the programs people have; LibreOffice is asked where it is installed.
@Suite("Spreadsheets that are written")
struct WorkbookTests {
    static let texts = [
        "plain", "=1+1", "+44", "-2", "@x", "'quoted", "a & b < c > \"d\"", "two\nlines", "  spaces  inside  ",
        "_x0041_",
        "émigré עברית العربية 👩‍👩‍👧", "\u{1}control\u{8}", "0012", "April 2008", "TRUE", "1e5", "]]>", "tab\tstop",
    ]

    static func book() -> Workbook {
        let day = Day(iso: "2008-03-31")
        let rows: [[WorkCell]] = texts.enumerated().map { index, text in
            [.text("AP-\(index)"), .text(text), day.map(WorkCell.day) ?? .empty, .whole(index), .empty]
        }
        return Workbook(
            title: "Plan & more", subject: "As at 31 March 2008",
            sheets: [
                WorkSheet(
                    name: "Plan",
                    columns: [
                        WorkColumn("Reference", width: 12, use: .locked), WorkColumn("Text", width: 40),
                        WorkColumn("Day", width: 12), WorkColumn("Count", width: 8),
                        WorkColumn("To read", width: 20, use: .readOnly),
                    ], rows: rows, isFiltered: true, isProtected: true, header: "OFFICIAL & more", footer: "Plan"),
                WorkSheet(
                    name: "Notes", columns: [WorkColumn("About", width: 20), WorkColumn("", width: 60)],
                    rows: [[.text("Plan"), .text("Plan & more")]], isWide: false),
            ])
    }

    static func parts(_ bytes: [UInt8]) throws -> [String: String] {
        var archive = try ZipArchive(bytes)
        var parts: [String: String] = [:]
        for entry in archive.directory.entries {
            parts[entry.name] = String(decoding: try #require(try archive.part(entry.name)), as: UTF8.self)
        }
        return parts
    }

    @Test("The same workbook gives the same bytes")
    func deterministic() {
        #expect(XLSXWriter.bytes(of: Self.book()) == XLSXWriter.bytes(of: Self.book()))
        #expect(ODSWriter.bytes(of: Self.book()) == ODSWriter.bytes(of: Self.book()))
    }

    @Test("No part holds a formula, a link, a macro or the name of a person")
    func harmless() throws {
        for bytes in [XLSXWriter.bytes(of: Self.book()), ODSWriter.bytes(of: Self.book())] {
            for (name, part) in try Self.parts(bytes) {
                #expect(
                    !part.contains("<f>") && !part.contains("table:formula") && !part.contains("hyperlink"), "\(name)")
                #expect(!part.contains("creator") && !part.contains("vbaProject"), "\(name)")
                #expect(!part.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }, "\(name)")
                if name.hasSuffix(".xml") || name.hasSuffix(".rels") { try Self.wellFormed(part, name) }
            }
        }
    }

    private static func wellFormed(_ text: String, _ name: String) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data(text.utf8).write(to: folder)
        defer { try? FileManager.default.removeItem(at: folder) }
        guard let lint = Programs.path("xmllint") else { return }
        #expect(try Programs.run(lint, ["--noout", folder.path()]) == 0, "\(name)")
    }

    @Test("The reference column and the header are locked, the rest is open, and there is no password")
    func protection() throws {
        let parts = try Self.parts(XLSXWriter.bytes(of: Self.book()))
        let sheet = try #require(parts["xl/worksheets/sheet1.xml"])
        #expect(sheet.contains("<sheetProtection sheet=\"1\"") && !sheet.lowercased().contains("password"))
        #expect(sheet.contains("<autoFilter ref=\"A1:E19\"/>") && sheet.contains("state=\"frozen\""))
        #expect(sheet.contains("orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\""))
        #expect(sheet.contains("OFFICIAL &amp;&amp; more"), "an ampersand in a header is no code")
        #expect(parts["xl/workbook.xml"]?.contains("_xlnm.Print_Titles") == true)
        let content = try #require(try Self.parts(ODSWriter.bytes(of: Self.book()))["content.xml"])
        #expect(content.contains("table:protected=\"true\"") && !content.contains("protection-key"))
        #expect(content.contains("table:display-filter-buttons=\"true\"") && content.contains("table-header-rows"))
    }

    @Test("A text longer than a cell takes is cut with a mark")
    func longTexts() throws {
        var book = Self.book()
        book.sheets[0].rows = [[.text("AP-1"), .text(String(repeating: "👍", count: 20_000))]]
        let sheet = try #require(try Self.parts(XLSXWriter.bytes(of: book))["xl/worksheets/sheet1.xml"])
        #expect(sheet.contains("👍…</t>"))
        #expect(sheet.components(separatedBy: "👍").count - 1 == 16_383)
    }

    @Test("LibreOffice opens both and reads every cell as it was written", arguments: ["xlsx", "ods"])
    func opens(kind: String) throws {
        guard let soffice = Programs.path("soffice") else { return }
        let folder = FileManager.default.temporaryDirectory.appending(path: "cornerstone-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "plan.\(kind)")
        let bytes = kind == "xlsx" ? XLSXWriter.bytes(of: Self.book()) : ODSWriter.bytes(of: Self.book())
        try Data(bytes).write(to: file)
        let status = try Programs.run(
            soffice,
            [
                "-env:UserInstallation=file://\(folder.path())profile", "--headless", "--convert-to",
                "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false", "--outdir", folder.path(),
                file.path(),
            ])
        #expect(status == 0)
        let text = try String(contentsOf: folder.appending(path: "plan.csv"), encoding: .utf8)
        for (index, text) in zip(Self.texts.indices, Self.texts) {
            try Self.expect(text, index, folder, isODS: kind == "ods")
        }
        #expect(text.contains("03/31/2008"), "a day is a day: \(text.prefix(200))")
    }

    private static func expect(_ cell: String, _ index: Int, _ folder: URL, isODS: Bool) throws {
        let text = try String(contentsOf: folder.appending(path: "plan.csv"), encoding: .utf8)
        let printable = String(
            String.UnicodeScalarView(cell.unicodeScalars.filter { $0.value >= 0x20 || $0 == "\n" || $0 == "\t" }))
        let written = isODS ? printable.replacing("\t", with: " ") : printable
        let quoted = written.replacing("\"", with: "\"\"")
        let plain = "AP-\(index),\(quoted),"
        let marked = "AP-\(index),\"\(quoted)\","
        #expect(text.contains(plain) || text.contains(marked), "\(cell)")
    }
}

/// Programs of the machine that a test may ask, where they are installed.
enum Programs {
    static func path(_ name: String) -> String? {
        ["/usr/bin/\(name)", "/usr/local/bin/\(name)"].first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    static func run(_ program: String, _ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
