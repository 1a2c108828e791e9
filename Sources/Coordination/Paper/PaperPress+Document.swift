import Charts
public import Reporting
import Vocabulary

extension PaperPress {
    /// A Word document.
    ///
    /// Words and pictures are made at the same time: the writer is given empty pictures, and the true ones take their
    /// places afterwards.
    public func docx(_ paper: Paper) async throws(PaperRefusal) -> [UInt8] {
        guard tools.documentWriter != nil else { throw .documentWriterMissing }
        let document = await BackRoom.files.turn { PaperDocument(paper) }
        let drawings = document.drawings
        async let words = written(document, of: paper, pictures: drawings.count)
        async let odd = everySecond(of: drawings, from: 1)
        async let even = everySecond(of: drawings, from: 2)
        let (text, some, others) = await (words, odd, even)
        let pictures = try some.get().merging(others.get()) { first, _ in first }
        let whole = try text.get()
        guard
            let finished = await BackRoom.files.turn({ DocumentFinish.finished(whole, of: paper, pictures: pictures) })
        else { throw .stopped }
        return finished
    }

    private func written(
        _ document: PaperDocument, of paper: Paper, pictures: Int
    ) async -> Result<[UInt8], PaperRefusal> {
        guard let writer = tools.documentWriter else { return .failure(.documentWriterMissing) }
        var files = ["reference.docx": ReferenceDocument.bytes(for: paper)]
        for number in 0..<pictures { files["picture\(number + 1).png"] = EmptyPicture.bytes(number + 1) }
        let program = CagedProgram(
            words: [writer, "-f", "json", "-t", "docx", "--reference-doc=reference.docx", "-o", "-"],
            // The writer dates what it writes; without this by the clock.
            environment: ["SOURCE_DATE_EPOCH": "315532800", "LANG": "C.UTF-8"],
            files: files, input: Array(document.json.utf8))
        do throws(PaperRefusal) {
            return .success(try await make(program, .zip, missing: .documentWriterMissing))
        } catch {
            return .failure(error)
        }
    }

    /// The drawings as pictures by their numbers; two such rows are made at once.
    private func everySecond(
        of drawings: [Drawing], from first: Int
    ) async -> Result<[Int: [UInt8]], PaperRefusal> {
        var made: [Int: [UInt8]] = [:]
        for number in stride(from: first, through: drawings.count, by: 2) {
            do throws(PaperRefusal) {
                made[number] = try await picture(of: drawings[number - 1])
            } catch {
                return .failure(error)
            }
        }
        return .success(made)
    }

    /// Word documents show pictures, not drawings: six dots for five points of the drawing, which is 160 to the inch
    /// where a sheet is filled.
    private func picture(of drawing: Drawing) async throws(PaperRefusal) -> [UInt8] {
        guard let maker = tools.pictureMaker else { throw .pictureMakerMissing }
        let width = min(max(drawing.width * 6 / 5, 300), 2_000)
        let program = CagedProgram(
            words: [maker, "--format=png", "--width=\(width)", "--keep-aspect-ratio", "--background-color=white"],
            input: Array(drawing.svg.utf8))
        return try await make(program, .png, missing: .pictureMakerMissing)
    }
}
