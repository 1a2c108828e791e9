import Charts
public import Reporting
import Vocabulary

extension PaperPress {
    /// A Word document.
    public func docx(_ paper: Paper) async throws(PaperRefusal) -> [UInt8] {
        guard let writer = tools.documentWriter else { throw .documentWriterMissing }
        let document = await BackRoom.files.turn { PaperDocument(paper) }
        var files = ["reference.docx": ReferenceDocument.bytes(for: paper)]
        for (number, picture) in try await pictures(of: document.drawings) {
            files["picture\(number).png"] = picture
        }
        let program = CagedProgram(
            words: [writer, "-f", "json", "-t", "docx", "--reference-doc=reference.docx", "-o", "-"],
            // The writer dates what it writes; without this by the clock.
            environment: ["SOURCE_DATE_EPOCH": "315532800", "LANG": "C.UTF-8"],
            files: files, input: Array(document.json.utf8))
        let written = try await make(program, .zip, missing: .documentWriterMissing)
        guard let finished = await BackRoom.files.turn({ DocumentFinish.finished(written, of: paper) }) else {
            throw .stopped
        }
        return finished
    }

    /// The drawings as pictures with their numbers, two made at once: a timeline of a large plan has forty sheets.
    private func pictures(of drawings: [Drawing]) async throws(PaperRefusal) -> [(number: Int, bytes: [UInt8])] {
        async let odd = everySecond(of: drawings, from: 1)
        async let even = everySecond(of: drawings, from: 2)
        let (some, others) = await (odd, even)
        return try some.get() + others.get()
    }

    private func everySecond(
        of drawings: [Drawing], from first: Int
    ) async -> Result<[(number: Int, bytes: [UInt8])], PaperRefusal> {
        var made: [(number: Int, bytes: [UInt8])] = []
        for number in stride(from: first, through: drawings.count, by: 2) {
            do throws(PaperRefusal) {
                made.append((number, try await picture(of: drawings[number - 1])))
            } catch {
                return .failure(error)
            }
        }
        return .success(made)
    }

    /// Word documents show pictures, not drawings: two dots for each point of the drawing, which is 190 to the inch on
    /// paper.
    private func picture(of drawing: Drawing) async throws(PaperRefusal) -> [UInt8] {
        guard let maker = tools.pictureMaker else { throw .pictureMakerMissing }
        let width = min(max(drawing.width * 2, 300), 3_600)
        let program = CagedProgram(
            words: [maker, "--format=png", "--width=\(width)", "--keep-aspect-ratio", "--background-color=white"],
            input: Array(drawing.svg.utf8))
        return try await make(program, .png, missing: .pictureMakerMissing)
    }
}
