import Charts
public import Reporting
import Vocabulary

extension PaperPress {
    /// A Word document.
    public func docx(_ paper: Paper) async throws(PaperRefusal) -> [UInt8] {
        guard let writer = tools.documentWriter else { throw .documentWriterMissing }
        let document = PaperDocument(paper)
        var files = ["reference.docx": ReferenceDocument.bytes(for: paper)]
        for (number, drawing) in document.drawings.enumerated() {
            files["picture\(number + 1).png"] = try await picture(of: drawing)
        }
        let program = CagedProgram(
            words: [writer, "-f", "json", "-t", "docx", "--reference-doc=reference.docx", "-o", "-"],
            // The writer dates what it writes; without this by the clock.
            environment: ["SOURCE_DATE_EPOCH": "315532800", "LANG": "C.UTF-8"],
            files: files, input: Array(document.json.utf8))
        let written = try await make(program, .zip, missing: .documentWriterMissing)
        guard let finished = DocumentFinish.finished(written, of: paper) else { throw .stopped }
        return finished
    }

    /// Word documents show pictures, not drawings: three dots for each point of the drawing, for the printer.
    private func picture(of drawing: Drawing) async throws(PaperRefusal) -> [UInt8] {
        guard let maker = tools.pictureMaker else { throw .pictureMakerMissing }
        let width = min(max(drawing.width * 3, 300), 3_600)
        let program = CagedProgram(
            words: [maker, "--format=png", "--width=\(width)", "--keep-aspect-ratio", "--background-color=white"],
            input: Array(drawing.svg.utf8))
        return try await make(program, .png, missing: .pictureMakerMissing)
    }
}
