import Coordination
import Foundation
import Reporting
import Testing
import Vocabulary

@Suite("A paper as tagged PDF", .enabled(if: PaperFiles.hasPDF, "needs WeasyPrint and poppler-utils"))
struct PDFTests {
    @Test("The file is tagged, has title and language, and every page its marking twice and its number", arguments: Marking.allCases)
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
            #expect(!look.fonts.split(separator: "\n").dropFirst(2).contains { !$0.contains(/yes +yes +yes/) }, "\(look.fonts)")
            for text in paper.texts {
                #expect(look.squeezed.contains(PaperFiles.squeezed(text)), "\(text)")
            }
        }
    }
}
