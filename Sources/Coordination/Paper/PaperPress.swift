public import Reporting
public import Vocabulary

/// Makes files of papers: tagged PDF and Word documents.
///
/// The writers are programs of others and run in the cage: no network, a folder with nothing in it but what they need,
/// limits, killed when their time is up or the task that asked is cancelled. What they are given holds no address and no
/// path. The same paper gives the same bytes.
public struct PaperPress: Sendable {
    /// What the writer of PDF files is told to do.
    public static let pdfScript = PDFWriterScript.text

    let tools: PaperTools
    let cage: ProgramCage

    /// - Parameters:
    ///   - tools: where the writers are; see `PaperTools.found`.
    ///   - temporaryFolder: where the writers' own folders are made; the system's own place when nil.
    public init(tools: PaperTools, limits: CageLimits = .press, temporaryFolder: String? = nil) {
        self.tools = tools
        cage = ProgramCage(limits: limits, temporaryFolder: temporaryFolder)
    }

    /// A tagged PDF (PDF/UA-1).
    ///
    /// - Parameters:
    ///   - paper: what it says.
    ///   - created: the day in the file's own data: the as-at day of the paper.
    public func pdf(_ paper: Paper, created: Day? = nil) async throws(PaperRefusal) -> [UInt8] {
        guard let writer = tools.pdfWriter else { throw .pdfWriterMissing }
        let printed = await BackRoom.files.turn { Array(PaperHTML.printed(paper, created: created).utf8) }
        let program = CagedProgram(words: [writer, "-I", "-B", "-c", PDFWriterScript.text], input: printed)
        return try await make(program, .pdf, missing: .pdfWriterMissing)
    }

    func make(
        _ program: CagedProgram, _ shape: FileEar.Shape, missing: PaperRefusal
    ) async throws(PaperRefusal) -> [UInt8] {
        do throws(CageFault) {
            return try await cage.run(program, hearing: FileEar(shape))
        } catch {
            // Who is gone needs not be told to come back.
            throw Task.isCancelled ? .stopped : PaperRefusal(error, missing: missing)
        }
    }
}

extension CageLimits {
    /// What making one file may cost.
    public static let press = CageLimits(
        descriptors: 64, inputBytes: 64 << 20, outputBytes: 128 << 20, together: 2, patience: .seconds(30))
}
