import Coordination
import HTTPTypes
import OfficeFiles
import Partnership
import Testing
import TestSupport
import Vocabulary

@testable import Website

@Suite("Bad files: a plain sentence, nothing stored by halves, no crash")
struct BadFileTests {
    private struct Desk {
        let site: TestSite
        let member: Member
        let browser: Browser
    }

    private func open(_ choose: (inout TestSite.Choices) -> Void = { _ in }) async throws -> Desk {
        let site = try await TestSite.make(choose)
        let member = try (try await Cast.join(site.house, [.clearedCoordinator]))[.clearedCoordinator]
        return Desk(site: site, member: member, browser: try await Browser.signedIn(member, at: site))
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        let name: String
        let file: String
        let bytes: [UInt8]
        /// Words of the sentence.
        let says: String
        var testDescription: String { name }
    }

    private static let noise: [UInt8] = {
        var random = SeededRandom(seed: 20)
        return (0..<5_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    }()

    private static func word(_ text: String = "<w:document/>") -> [UInt8] {
        var writer = ZipWriter()
        writer.add(
            "_rels/.rels",
            """
            <Relationships><Relationship Id="r" Target="word/document.xml" \
            Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>
            """)
        writer.add("word/document.xml", text)
        return writer.finished()
    }

    private static func openDocument(_ body: String) -> [UInt8] {
        var writer = ZipWriter()
        writer.add("mimetype", "application/vnd.oasis.opendocument.text", packing: .stored)
        writer.add(
            "content.xml",
            "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\"><office:body><office:text>\(body)</office:text>"
                + "</office:body></office:document-content>")
        return writer.finished()
    }

    private static func oldFile(_ name: String) -> [UInt8] {
        var entry = [UInt8](repeating: 0, count: 128)
        for (index, byte) in name.utf8.enumerated() { entry[index * 2] = byte }
        entry[64] = UInt8(name.utf8.count * 2 + 2)
        return [0xD0, 0xCF, 0x11, 0xE0] + [UInt8](repeating: 0, count: 508) + entry
    }

    static let badFiles: [Refused] = [
        Refused(name: "empty", file: "plan.csv", bytes: [], says: "empty"),
        Refused(name: "blanks only", file: "plan.csv", bytes: Array("  \n \n\t\n".utf8), says: "empty"),
        Refused(name: "noise", file: "plan.csv", bytes: noise, says: "neither text"),
        Refused(name: "noise that calls itself a page", file: "plan.html", bytes: noise, says: "neither text"),
        Refused(name: "zeros", file: "plan.csv", bytes: Array(repeating: 0, count: 3_000), says: "neither text"),
        Refused(name: "a PDF", file: "plan.csv", bytes: Array("%PDF-1.7\n1 0 obj\n".utf8), says: "This is a PDF"),
        Refused(name: "a spreadsheet", file: "plan.xlsx", bytes: [0x50, 0x4B, 3, 4] + noise, says: "damaged"),
        Refused(
            name: "a Word document cut short", file: "plan.docx", bytes: word().dropLast(40), says: "cut short"),
        Refused(
            name: "a Word document with entities", file: "plan.docx",
            bytes: word("<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><w:document>&e;</w:document>"),
            says: "document type"),
        Refused(
            name: "a bomb", file: "plan.docx", bytes: word(String(repeating: " ", count: 70_000_000)),
            says: "Unpacked, one part of the file would be larger than the 64 MB"),
        Refused(name: "an empty document", file: "plan.odt", bytes: openDocument("<text:p/>"), says: "holds no text"),
        Refused(
            name: "a document without a plan", file: "plan.odt", bytes: openDocument("<text:p>Dear all</text:p>"),
            says: "has no table"),
        Refused(
            name: "an old Word document", file: "plan.doc", bytes: oldFile("WordDocument"), says: "save it as DOCX"),
        Refused(
            name: "a password", file: "plan.docx", bytes: oldFile("EncryptedPackage"), says: "take the password off"),
        Refused(name: "rich text", file: "plan.rtf", bytes: Array("{\\rtf1 x}".utf8), says: "rich text file"),
        Refused(
            name: "a picture", file: "plan.png", bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + noise,
            says: "picture"),
        Refused(
            name: "a letter", file: "plan.txt", bytes: Array("Dear all,\nhere is no plan.\n".utf8),
            says: "has no table"),
        Refused(
            name: "no header", file: "plan.csv",
            bytes: Array("1,Open a clinic,Council,June 2026\n2,Close it,Police,July 2026\n".utf8),
            says: "a header such as"),
        Refused(
            name: "a header and nothing else", file: "plan.csv", bytes: Array("No,Action,Lead,By when\n".utf8),
            says: "one action in each row"),
        Refused(
            name: "a table of costs", file: "plan.csv", bytes: Array("Item,Cost\nRent,500\nHeat,20\n".utf8),
            says: "No plan could be read"),
    ]

    @Test("What is no plan is refused at the file, with what to do, and nothing is kept", arguments: badFiles)
    func refused(file: Refused) async throws {
        let desk = try await open()
        let before = try await desk.site.written(drafts: desk.member)
        let answer = try await desk.browser.upload(file.bytes, name: file.file, [("year", "calendar")])
        #expect(answer.status == 422)
        let page = answer.page
        #expect(page.title.hasPrefix("Error: "))
        #expect(page.problems.map(\.field) == ["file"])
        let sentence = page.problems.first?.text ?? ""
        #expect(sentence.contains(file.says) && sentence.hasSuffix("."), "\(sentence)")
        #expect(page.texts(class: "wrong").joined().contains(sentence))
        #expect(page.form(action: "/imports")?.value("year") == "calendar", "what was chosen is kept")
        #expect(try await desk.site.written(drafts: desk.member) == before)
    }

    @Test("No file, and a file without a name, are asked for")
    func missing() async throws {
        let desk = try await open()
        #expect(
            try await desk.browser.upload([], name: "").page.problems.first?.text
                == "Choose the file that holds the plan.")
        let answer = try await desk.browser.upload(Array("x".utf8), name: "")
        #expect(answer.status == 422 && answer.page.problems.map(\.field) == ["file"])
    }

    @Test("Over twenty megabytes is refused from its header, before a byte of it is read")
    func tooLarge() async throws {
        let desk = try await open()
        let before = try await desk.site.written(drafts: desk.member)
        let answer = try await desk.browser.send(
            .post, "/imports",
            headers: [
                "Content-Type": "multipart/form-data; boundary=abc",
                "Content-Length": String(20 * 1024 * 1024 + 65_537),
            ])
        #expect(answer.status == 413)
        #expect(answer.page.main.contains("At most 20 MB can be sent here. It was refused before it was read"))
        let elsewhere = try await desk.browser.send(
            .post, "/members/new",
            headers: ["Content-Type": "application/x-www-form-urlencoded", "Content-Length": String(3 * 1024 * 1024)])
        #expect(elsewhere.status == 413 && elsewhere.page.main.contains("At most 2 MB"))
        #expect(try await desk.site.written(drafts: desk.member) == before)
    }

    @Test("A stranger's file is not read at all")
    func stranger() async throws {
        let desk = try await open()
        let answer = try await Browser(desk.site).upload(Array(ImportFlowTests.plan.utf8))
        #expect(answer.status == 303 && answer.location.hasPrefix("/sign-in"))
    }

    struct Taken: Sendable, CustomTestStringConvertible {
        let name: String
        let file: String
        let bytes: [UInt8]
        let shows: [String]
        var testDescription: String { name }
    }

    private static func csv(_ action: [UInt8]) -> [UInt8] {
        Array("No,Action,Lead,By when\n1,".utf8) + action + Array(",Council,June 2026\n".utf8)
    }

    private static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
        let pairs = ("\u{FEFF}" + text).utf16.map { [UInt8($0 >> 8), UInt8($0 & 255)] }
        return pairs.flatMap { bigEndian ? $0 : $0.reversed() }
    }

    static let oddFiles: [Taken] = [
        Taken(
            name: "UTF-16, little end first", file: "plan.csv", bytes: utf16(ImportFlowTests.plan, bigEndian: false),
            shows: ["4 actions were read"]),
        Taken(
            name: "UTF-16, big end first", file: "plan.csv", bytes: utf16(ImportFlowTests.plan, bigEndian: true),
            shows: ["4 actions were read"]),
        Taken(
            name: "Windows-1252", file: "plan.csv",
            bytes: csv(Array("Open a caf".utf8) + [0xE9, 0x20, 0x96, 0x20, 0x80]),
            shows: ["Open a café – €"]),
        Taken(
            name: "semicolons", file: "plan.csv",
            bytes: Array("No;Action;Lead;By when\n1;Open a clinic;Council;June 2026\n".utf8), shows: ["Open a clinic"]),
        Taken(
            name: "two tables of different shapes", file: "plan.csv",
            bytes: csv(Array("Open a clinic".utf8)) + Array("\nItem,Cost,Year\nRent,500,2026\n".utf8),
            shows: ["1 action was read", "What was not taken, and why", "Item | Cost | Year"]),
        Taken(
            name: "a cell of 20,000 characters", file: "plan.csv",
            bytes: csv(Array(String(repeating: "word ", count: 4_000).utf8)), shows: ["1 action was read", "word …"]),
        Taken(
            name: "text that turns its direction", file: "plan.csv",
            bytes: csv(Array("\u{202E}افتح العيادة\u{202C} clinic".utf8)),
            shows: ["افتح العيادة clinic", "invisible characters"]),
        Taken(
            name: "script in every field", file: "plan.csv",
            bytes: Array("No,Objective,Action,Lead,By when,Measure\n".utf8)
                + ["1", "Aim", "Open a clinic", "Council", "June 2026", "Open"].map { "\($0)<script>alert(1)</script>" }
                .joined(separator: ",").utf8,
            shows: ["Open a clinic<script>alert(1)</script>"]),
        Taken(
            name: "an entity that would read a file", file: "plan.html",
            bytes: Array(
                ("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><table><tr><th>Action<th>Lead<th>By when"
                    + "<tr><td>Read &e; now<td>Council<td>June 2026</table>").utf8), shows: ["Read &e; now"]),
    ]

    @Test("What is unusual and still a plan is read, shown as text, and its page is whole", arguments: oddFiles)
    func taken(file: Taken) async throws {
        let desk = try await open()
        let before = try await desk.site.written()
        let answer = try await desk.browser.upload(file.bytes, name: file.file)
        #expect(answer.status == 303, "\(answer.page.problems)")
        let shown = try await desk.browser.get(answer.location)
        #expect(shown.status == 200 && shown.page.faults.isEmpty)
        for text in file.shows { #expect(shown.page.main.contains(text), "\(text)") }
        #expect(!shown.body.contains("<script>alert"))
        #expect(!shown.body.contains("root:"))
        #expect(try await desk.site.written() == before)
    }

    @Test("Five thousand rows are read, paged through and entered")
    func manyRows() async throws {
        let desk = try await open()
        let rows = (1...5_000).map { "\($0),Do thing number \($0) in ward \($0 % 97),Lead \($0 % 40),June 2026\n" }
            .joined()
        let answer = try await desk.browser.upload(Array("No,Action,Lead,By when\n\(rows)".utf8))
        #expect(answer.status == 303, "\(answer.page.problems)")
        let shown = try await desk.browser.get(answer.location)
        #expect(shown.page.main.contains("5,000 actions were read"))
        let last = try await desk.browser.get("\(answer.location)/actions?page=100").page
        #expect(last.main.contains("Showing 4,951 to 5,000 of 5,000"))
        #expect(last.rows.last?.contains("5000") == true)
        let entered = try await desk.browser.submit(
            shown, at: answer.location, ["title": ["Large plan"]], button: "enter")
        #expect(entered.status == 303, "\(entered.page.problems)")
        let list = try await desk.browser.get("/plans/1?page=100").page
        #expect(list.main.contains("Showing 4,951 to 5,000 of 5,000"))
    }
}
