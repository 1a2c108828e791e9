import Coordination
import Foundation
import OfficeFiles
import Reporting
import Testing
import Vocabulary

@Suite("A paper as a Word document", .enabled(if: PaperFiles.hasDocuments, "needs pandoc and rsvg-convert"))
struct DocxTests {
    @Test("Every text of the paper is in the document; head and foot carry marking, foot and page number")
    func texts() async throws {
        let paper = ExamplePaper.pack(actions: 60, marking: .officialSensitive)
        let docx = try await PaperFiles.press.docx(paper)
        try PaperFiles.keep(docx, "pack.docx")
        let look = try DocxLook(docx)
        let all = PaperFiles.squeezed(look.text(of: "word/document.xml"))
        let missing = paper.texts.filter {
            $0 != paper.marking.printed && $0 != paper.foot && !all.contains(PaperFiles.squeezed($0))
        }
        #expect(missing.isEmpty, "\(missing)")
        #expect(look.text(of: "word/header1.xml").contains("OFFICIAL-SENSITIVE"))
        let foot = look.part("word/footer1.xml")
        #expect(foot.contains("OFFICIAL-SENSITIVE") && foot.contains(paper.foot))
        #expect(foot.contains(" PAGE ") && foot.contains(" NUMPAGES "))
        #expect(look.part("docProps/core.xml").contains("<dc:title>\(paper.title)</dc:title>"))
    }

    @Test("Heads of tables repeat, rows stay whole, wide sections lie across, figures are pictures with words")
    func shape() async throws {
        let paper = ExamplePaper.pack(actions: 20)
        let look = try DocxLook(try await PaperFiles.press.docx(paper))
        let body = look.part("word/document.xml")
        #expect(body.matches(of: /<w:tblHeader/).count == 5)
        #expect(body.matches(of: /<w:tr>/).count == body.matches(of: /<w:cantSplit\/>/).count)
        // Front, upright, across twice, upright: one end of a section each.
        #expect(body.matches(of: /<w:sectPr/).count == 5)
        #expect(body.matches(of: /w:orient="landscape"/).count == 2)
        #expect(!body.contains("paperHeader") && !body.contains("paperFooter"))
        let links = look.part("word/_rels/document.xml.rels")
        for reference in body.matches(of: /<w:(header|footer)Reference [^>]*r:id="([^"]+)"/) {
            #expect(links.contains("Id=\"\(reference.output.2)\" Target=\"\(reference.output.1)1.xml\""))
        }
        let pictures = look.names.filter { $0.hasSuffix(".png") }
        #expect(pictures.count == 2)
        let widths = body.matches(of: /<wp:extent cx="(\d+)"/).compactMap { Int($0.output.1) }
        #expect(widths.contains { $0 > 9_000_000 }, "a picture may be as wide as a page that lies across")
        #expect(body.contains("descr=\"Most actions end in the second year (1/2). Of 200 actions 120 end"))
        #expect(body.matches(of: /\sPAGEREF part\d+\s/).count == paper.sections.count)
        #expect(!links.contains("hyperlink") && !links.contains("TargetMode"))
    }

    @Test("A plan's text that says what the program writes for itself stands as it is")
    func ownWords() async throws {
        var paper = ExamplePaper.pack(actions: 2)
        let said = "Say paperHeader, paperFooter and r:id=\"paperHeader\" to the partners"
        paper.sections[0].blocks.append(.paragraph(said))
        let look = try DocxLook(try await PaperFiles.press.docx(paper))
        #expect(
            PaperFiles.squeezed(look.text(of: "word/document.xml")).contains(PaperFiles.squeezed(said)))
        #expect(!look.part("word/document.xml").contains("Reference w:type=\"default\" r:id=\"paper"))
    }

    @Test("A row is named in bold letters where the name is short, not where it is a whole wording")
    func boldNames() async throws {
        let wording = "Extend the warning system in the north of the city with the schools"
        let tables = [[wording, "AP-0002"], ["AP-0001"]].map { names in
            PaperTable(
                caption: "Names", columns: [PaperColumn("Name"), PaperColumn("Else")],
                rows: names.map { .cells([PaperCell($0, isHeading: true), PaperCell("x")]) }, empty: "None.")
        }
        let paper = Paper(
            title: "Names", marking: .official, foot: "Names",
            sections: [PaperSection(id: "names", title: "Names", blocks: tables.map { .table($0) })])
        let html = PaperHTML.printed(paper)
        #expect(html.contains("<th scope=\"row\" class=\"plain\">\(wording)</th>"))
        #expect(html.contains("<th scope=\"row\">AP-0001</th>"))
        let body = try DocxLook(try await PaperFiles.press.docx(paper)).part("word/document.xml")
        let bold = body.split(separator: "<w:r>").filter { $0.contains("<w:b />") || $0.contains("<w:b/>") }.joined()
        #expect(bold.contains("AP-0001") && !bold.contains("Extend") && !bold.contains("AP-0002"))
    }

    @Test("Read back by another program it has the same headings and rows")
    func readBack() async throws {
        let paper = ExamplePaper.pack(actions: 25)
        let docx = try await PaperFiles.press.docx(paper)
        try await PaperFiles.inFolder { folder in
            try Data(docx).write(to: URL(fileURLWithPath: "\(folder)/a.docx"))
            let html = try PaperFiles.output("pandoc", ["-f", "docx", "-t", "html", "\(folder)/a.docx"])
            let squeezed = PaperFiles.squeezed(html)
            for section in paper.sections {
                let heading = ">\(section.title)</h1>"
                #expect(squeezed.contains(PaperFiles.squeezed(heading)), "\(section.title)")
            }
            for number in 1...25 {
                #expect(html.contains("<td><strong>HD-\(number)</strong></td>"))
            }
        }
    }

    @Test("The same paper gives the same bytes")
    func sameBytes() async throws {
        let paper = ExamplePaper.pack(actions: 10)
        let first = try await PaperFiles.press.docx(paper)
        #expect(try await PaperFiles.press.docx(paper) == first)
    }

    @Test(
        "An office program opens it: every row is there, also of a tall cell, and the marking stands on every page",
        .enabled(if: PaperFiles.hasOffice && PaperFiles.hasPDF, "needs LibreOffice"))
    func office() async throws {
        var paper = ExamplePaper.pack(actions: 30)
        let tall = (1...150).map { "line-\($0)-of-a-tall-cell" }.joined(separator: "\n")
        paper.sections[1].blocks.append(
            .table(
                PaperTable(
                    caption: "Tall", columns: [PaperColumn("A"), PaperColumn("B")],
                    rows: [.cells([PaperCell(tall), PaperCell("مرحبا 👩🏽‍🚒")])], empty: "")))
        let docx = try await PaperFiles.press.docx(paper)
        try await PaperFiles.inFolder { folder in
            try Data(docx).write(to: URL(fileURLWithPath: "\(folder)/a.docx"))
            _ = try PaperFiles.output(
                "soffice",
                [
                    "-env:UserInstallation=file://\(folder)/profile", "--headless", "--convert-to", "pdf", "--outdir",
                    folder, "\(folder)/a.docx",
                ])
            let pdf = try #require(FileManager.default.contents(atPath: "\(folder)/a.pdf"))
            let look = try PDFLook([UInt8](pdf), in: folder)
            let lost = (1...30).map { "HD-\($0)" }.filter { !look.squeezed.contains($0) }
            #expect(lost.isEmpty, "\(lost)")
            let lines = (1...150).filter { !look.squeezed.contains("line-\($0)-of-a-tall-cell") }
            #expect(lines.isEmpty, "\(lines)")
            for section in paper.sections {
                let line = try #require(look.pages[0].split(separator: "\n").first { $0.contains(section.title) })
                let number = try #require(line.split { $0 == " " || $0 == "." }.last.flatMap { Int($0) })
                #expect(look.pages[number - 1].contains(section.title), "\(line)")
            }
            for (number, page) in look.pages.enumerated() {
                #expect(page.matches(of: /OFFICIAL/).count == 2, "page \(number + 1)")
                #expect(page.contains("Page \(number + 1) of \(look.pages.count)"))
            }
        }
    }
}

/// What lies in a Word document.
struct DocxLook {
    private var parts: [String: String] = [:]
    var names: [String] { Array(parts.keys) }

    init(_ bytes: [UInt8]) throws {
        var archive = try ZipArchive(bytes)
        for entry in archive.directory.entries {
            parts[entry.name] = String(decoding: try #require(try archive.part(entry.name)), as: UTF8.self)
        }
    }

    func part(_ name: String) -> String { parts[name] ?? "" }

    /// The words of a part, without its markup.
    func text(of name: String) -> String {
        part(name).replacing(/<[^>]*>/, with: "").replacingOccurrences(of: "&lt;", with: "<")
            .replacingOccurrences(of: "&gt;", with: ">").replacingOccurrences(of: "&quot;", with: "\"")
            .replacingOccurrences(of: "&#39;", with: "'").replacingOccurrences(of: "&amp;", with: "&")
    }
}
