import Coordination
import Foundation
import Reporting
import TestSupport
import Testing
import Vocabulary

@Suite("A paper as tagged PDF", .enabled(if: PaperFiles.hasPDF, "needs WeasyPrint and poppler-utils"))
struct PDFTests {
    @Test(
        "The file is tagged, has title and language; every page has its marking twice and its number; every text is there",
        arguments: Marking.allCases)
    func pages(marking: Marking) async throws {
        let paper = ExamplePaper.pack(actions: 60, marking: marking)
        let pdf = try await PaperFiles.press.pdf(paper, created: Day(iso: "2026-11-21"))
        try PaperFiles.keep(pdf, "pack-\(marking.rawValue).pdf")
        try await PaperFiles.inFolder { folder in
            let look = try PDFLook(pdf, in: folder)
            #expect(look.info.contains(/Tagged: +yes/))
            #expect(look.info.contains("Title:           \(paper.title)"))
            #expect(look.info.contains("CreationDate:    Sat Nov 21"))
            #expect(look.pages.count > 4)
            for (number, page) in look.pages.enumerated() {
                let lines = page.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
                #expect(lines.first == marking.printed)
                #expect(lines.suffix(3).contains { $0.contains(marking.printed) }, "page \(number + 1)")
                #expect(page.contains("Page \(number + 1) of \(look.pages.count)"))
            }
            // The columns emb, sub and uni: every font is part of the file.
            let fonts = look.fonts.split(separator: "\n").dropFirst(2)
            #expect(!fonts.isEmpty && fonts.allSatisfy { $0.contains(/yes +yes +yes/) }, "\(look.fonts)")
            let missing = paper.texts.filter { !look.squeezed.contains(PaperFiles.squeezed($0)) }
            #expect(missing.isEmpty, "\(missing)")
        }
    }

    @Test("The contents list says the page on which each section begins, and a wide section lies across")
    func contents() async throws {
        let paper = ExamplePaper.pack(actions: 30)
        let pdf = try await PaperFiles.press.pdf(paper)
        try await PaperFiles.inFolder { folder in
            let look = try PDFLook(pdf, in: folder)
            for section in paper.sections {
                let line = try #require(look.pages[0].split(separator: "\n").first { $0.contains(section.title) })
                let number = try #require(line.split(separator: " ").last.flatMap { Int($0) })
                #expect(look.pages[number - 1].contains(section.title))
            }
            let sizes = try PaperFiles.output("pdfinfo", ["-f", "1", "-l", "20", "\(folder)/look.pdf"])
            #expect(sizes.contains("841.89 x 595.276"))
        }
    }

    @Test("A table of 400 rows keeps every row, and its head stands on every page")
    func longTable() async throws {
        let rows = (1...400).map {
            PaperRow.cells([PaperCell("row-\($0)-", isHeading: true), PaperCell("text \($0)")])
        }
        let table = PaperTable(
            caption: "Four hundred", columns: [PaperColumn("Number"), PaperColumn("Words", share: 4)], rows: rows,
            empty: "")
        let paper = Self.paper([.table(table)])
        let pdf = try await PaperFiles.press.pdf(paper)
        try await PaperFiles.inFolder { folder in
            let look = try PDFLook(pdf, in: folder)
            for number in 1...400 { #expect(look.squeezed.contains("row-\(number)-")) }
            #expect(look.pages.count > 5)
            #expect(look.pages.dropFirst().allSatisfy { $0.contains("Number") })
        }
    }

    @Test("Nothing is lost: endless words, a cell taller than a page, an empty section, other scripts, emoji")
    func oddTexts() async throws {
        let endless = String(repeating: "Donaudampfschiff", count: 40)
        let tall = (1...200).map { "line-\($0)-of-a-tall-cell" }.joined(separator: "\n")
        let table = PaperTable(
            caption: "Odd", columns: [PaperColumn("A"), PaperColumn("B", isNumber: true)],
            rows: [
                .cells([PaperCell(endless), PaperCell("1")]),
                .cells([PaperCell(tall, isHeading: true), PaperCell("2")]),
            ],
            empty: "")
        var paper = Self.paper([.paragraph("مرحبا بالعالم, שלום, 漢字, 👩🏽‍🚒 🇬🇧 \u{202E}abc\u{202C}"), .table(table)])
        paper.sections.append(PaperSection(id: "empty", title: "Nothing here", blocks: []))
        paper.sections.append(PaperSection(id: "empty", title: "", isWide: true, blocks: [.paragraph(""), .list([])]))
        let pdf = try await PaperFiles.press.pdf(paper)
        try PaperFiles.keep(pdf, "odd.pdf")
        try await PaperFiles.inFolder { folder in
            let look = try PDFLook(pdf, in: folder)
            #expect(look.squeezed.contains(endless))
            let lost = (1...200).filter { !look.squeezed.contains("line-\($0)-of-a-tall-cell") }
            #expect(lost.isEmpty, "\(lost)")
            #expect(look.squeezed.contains("Nothinghere"))
        }
    }

    @Test("The same paper gives the same bytes")
    func sameBytes() async throws {
        let paper = ExamplePaper.pack(actions: 10)
        let first = try await PaperFiles.press.pdf(paper, created: Day(iso: "2026-11-21"))
        let second = try await PaperFiles.press.pdf(paper, created: Day(iso: "2026-11-21"))
        #expect(first == second)
    }

    static func paper(_ blocks: [PaperBlock]) -> Paper {
        Paper(
            title: "Test", marking: .official, foot: "Foot",
            sections: [PaperSection(id: "one", title: "One", blocks: blocks)])
    }
}
