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
    private let longCage: ProgramCage

    /// - Parameters:
    ///   - tools: where the writers are; see `PaperTools.found`.
    ///   - limits: what a paper of ordinary length may cost.
    ///   - long: what a longer one may cost, of more than `longPaper` bytes as a page.
    ///   - temporaryFolder: where the writers' own folders are made; the system's own place when nil.
    public init(
        tools: PaperTools, limits: CageLimits = .press, long: CageLimits = .longPress, temporaryFolder: String? = nil
    ) {
        self.tools = tools
        cage = ProgramCage(limits: limits, temporaryFolder: temporaryFolder)
        longCage = ProgramCage(limits: long, temporaryFolder: temporaryFolder)
    }

    /// Some five hundred actions: the writer keeps every sheet in memory until the last is set.
    static let longPaper = 1_500_000

    /// A tagged PDF (PDF/UA-1).
    ///
    /// - Parameters:
    ///   - paper: what it says.
    ///   - created: the day in the file's own data: the as-at day of the paper.
    public func pdf(_ paper: Paper, created: Day? = nil) async throws(PaperRefusal) -> [UInt8] {
        guard let writer = tools.pdfWriter else { throw .pdfWriterMissing }
        let printed = await BackRoom.files.turn { Array(PaperHTML.printed(paper, created: created).utf8) }
        let program = CagedProgram(words: [writer, "-I", "-B", "-c", PDFWriterScript.text], input: printed)
        let isLong = printed.count > Self.longPaper
        do throws(PaperRefusal) {
            return try await make(program, .pdf, missing: .pdfWriterMissing, in: isLong ? longCage : cage)
        } catch {
            // A writer without memory ends without a word.
            throw isLong && error == .stopped && !Task.isCancelled ? .tooLarge : error
        }
    }

    func make(
        _ program: CagedProgram, _ shape: FileEar.Shape, missing: PaperRefusal, in cage: ProgramCage? = nil
    ) async throws(PaperRefusal) -> [UInt8] {
        do throws(CageFault) {
            return try await (cage ?? self.cage).run(program, hearing: FileEar(shape))
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

    /// What a file of thousands of actions may cost, one at a time: two thousand take 1.6 GB and a minute and a half.
    public static let longPress = CageLimits(
        memoryBytes: 3 << 30, processorSeconds: 240, descriptors: 64, time: .seconds(300), inputBytes: 64 << 20,
        outputBytes: 128 << 20, together: 1, inLine: 4, patience: .seconds(30))
}
