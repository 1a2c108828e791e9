import Charts
import Coordination
import Foundation
import Reporting
import Testing
import Vocabulary

@Suite("The press: what it says when it cannot, and how it ends")
struct PaperPressTests {
    private let paper = Paper(
        title: "T", marking: .official, foot: "F",
        sections: [PaperSection(id: "a", title: "A", blocks: [.figure(ExamplePaper.timeline())])])

    @Test("A writer that is missing is named, with what to do")
    func missing() async {
        let none = PaperPress(tools: PaperTools())
        await #expect(throws: PaperRefusal.pdfWriterMissing) { _ = try await none.pdf(paper) }
        await #expect(throws: PaperRefusal.documentWriterMissing) { _ = try await none.docx(paper) }
        let gone = PaperPress(tools: PaperTools(pdfWriter: "/nowhere/python", documentWriter: "/nowhere/pandoc"))
        await #expect(throws: PaperRefusal.pdfWriterMissing) { _ = try await gone.pdf(paper) }
        await #expect(throws: PaperRefusal.pictureMakerMissing) { _ = try await gone.docx(paper) }
        let lines = await gone.probe().lines
        #expect(lines.count == 4 && lines.prefix(3).allSatisfy { $0.verdict == .warning })
        #expect(PaperRefusal.pdfWriterMissing.sentence.contains("CORNERSTONE_PDF_WRITER"))
    }

    static let failures: [(script: String, refusal: PaperRefusal)] = [
        ("exit 1", .stopped), ("printf 'Traceback'", .stopped), ("printf '%%PDF-1.7 half'", .stopped),
        ("kill -SEGV $$", .stopped), ("exec /bin/cat /dev/zero", .tooLarge),
    ]

    @Test("A writer that fails gives a refusal, never half a file", arguments: failures.indices)
    func failing(_ number: Int) async throws {
        let (script, refusal) = Self.failures[number]
        let fake = try FakeReader(script)
        defer { fake.remove() }
        let press = PaperPress(
            tools: PaperTools(pdfWriter: fake.path), limits: CageLimits(time: .seconds(600), outputBytes: 100_000),
            temporaryFolder: fake.temporary)
        await #expect(throws: refusal) { _ = try await press.pdf(paper) }
        #expect(fake.leftBehind == [])
    }

    @Test("A long paper has a place and limits of its own, and one too long for them is called too long")
    func long() async throws {
        let fake = try FakeReader(
            "[ $(/usr/bin/wc -c) -gt 1500000 ] && ulimit -v | /bin/grep -qx 524288 && exit 1; printf '%%PDF-1.7 x %%%%EOF\\n'"
        )
        defer { fake.remove() }
        var limits = CageLimits.longPress
        limits.memoryBytes = 512 << 20
        let press = PaperPress(tools: PaperTools(pdfWriter: fake.path), long: limits, temporaryFolder: fake.temporary)
        #expect(try await press.pdf(paper).isEmpty == false)
        let words = String(repeating: "Nobody reads all of this. ", count: 70_000)
        let long = Paper(
            title: "T", marking: .official, foot: "F",
            sections: [PaperSection(id: "a", title: "A", blocks: [.paragraph(words)])])
        await #expect(throws: PaperRefusal.tooLarge) { _ = try await press.pdf(long) }
    }

    @Test("A whole file is taken, from a writer with no environment and nothing in its folder")
    func whole() async throws {
        let fake = try FakeReader(
            "[ -z \"$(/bin/tr -d '\\000' < /proc/$$/environ)\" ] && [ -z \"$(/bin/ls -A .)\" ] && printf '%%PDF-1.7 x %%%%EOF\\n'"
        )
        defer { fake.remove() }
        let press = PaperPress(tools: PaperTools(pdfWriter: fake.path), temporaryFolder: fake.temporary)
        #expect(try await press.pdf(paper) == Array("%PDF-1.7 x %%EOF\n".utf8))
    }

    @Test("Who stops waiting stops the writer, and the time ends too")
    func stops() async throws {
        let fake = try FakeReader("/bin/sleep 86396.1 & exec /bin/sleep 86396.2")
        defer { fake.remove() }
        let press = PaperPress(tools: PaperTools(pdfWriter: fake.path), temporaryFolder: fake.temporary)
        let paper = paper
        let making = Task { try await press.pdf(paper) }
        try await fake.isRunning()
        making.cancel()
        await #expect(throws: PaperRefusal.stopped) { _ = try await making.value }
        #expect(try await FakeReader.isGone("86396."))
        let short = PaperPress(
            tools: PaperTools(pdfWriter: fake.path), limits: CageLimits(time: .milliseconds(1_200)),
            temporaryFolder: fake.temporary)
        await #expect(throws: PaperRefusal.timedOut(seconds: 1)) { _ = try await short.pdf(paper) }
        #expect(try await FakeReader.isGone("86396."))
        #expect(fake.leftBehind == [])
    }

    @Test("Who finds no place in time is told to ask again")
    func busy() async throws {
        let fake = try FakeReader("\(FakeReader.waits); printf '%%PDF-1.7 x %%%%EOF\\n'")
        defer { fake.remove() }
        var limits = CageLimits.press
        limits.together = 1
        limits.time = .seconds(600)
        limits.patience = .milliseconds(200)
        let press = PaperPress(tools: PaperTools(pdfWriter: fake.path), limits: limits, temporaryFolder: fake.temporary)
        let paper = paper
        let first = Task { try await press.pdf(paper) }
        try await fake.isRunning()
        await #expect(throws: PaperRefusal.tooBusy) { _ = try await press.pdf(paper) }
        try fake.goOn()
        #expect(PaperRefusal.tooBusy.isPassing)
        #expect(try await first.value.isEmpty == false)
    }

    @Test("A pack of 200 actions becomes a part of a page with every row")
    func page() throws {
        let html = PaperHTML.fragment(of: ExamplePaper.pack(actions: 200)).html
        try PaperFiles.keep(Array(html.utf8), "fragment.html")
        for number in 1...200 { #expect(html.contains("<th scope=\"row\">HD-\(number)</th>")) }
    }

    @Test("The setting comes before the folder beside the program")
    func finds() throws {
        #expect(PaperTools.found(pdfWriter: "/opt/python").pdfWriter == "/opt/python")
        let folder = NSTemporaryDirectory() + "paper-tools-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let python = "\(folder)/.tools/venv/bin/python"
        try FileManager.default.createDirectory(atPath: "\(folder)/.tools/venv/bin", withIntermediateDirectories: true)
        try Data("#!/bin/sh\n".utf8).write(to: URL(fileURLWithPath: python))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: python)
        for place in ["cornerstone", ".build/release/cornerstone", ".build/x86/debug/cornerstone"] {
            #expect(PaperTools.found(pdfWriter: "", executable: "\(folder)/\(place)").pdfWriter == python)
        }
        #expect(PaperTools.found(pdfWriter: nil, executable: "/cornerstone").pdfWriter != python)
    }
}
