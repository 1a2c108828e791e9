import Coordination
import Foundation
import Reporting
import Testing
import Vocabulary

@Suite("A paper as a Word document", .enabled(if: PaperFiles.hasDocuments, "needs pandoc and rsvg-convert"))
struct DocxTests {
    @Test("Every text of the paper is in the document, and its head and foot carry marking and page number")
    func texts() async throws {
        let paper = ExamplePaper.pack(actions: 60, marking: .officialSensitive)
        let docx = try await PaperFiles.press.docx(paper)
        try PaperFiles.keep(docx, "pack.docx")
    }
}
