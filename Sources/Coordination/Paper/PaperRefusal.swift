public import Vocabulary

/// Why a paper did not become a file. The paper itself is unharmed; its page shows the same.
public enum PaperRefusal: Refusal, Sendable {
    /// There is no Python with WeasyPrint where it should be.
    case pdfWriterMissing
    /// There is no pandoc.
    case documentWriterMissing
    /// The paper has figures and there is no rsvg-convert.
    case pictureMakerMissing
    case notStarted
    /// Others have their papers made just now, and no turn came.
    case tooBusy
    case timedOut(seconds: Int)
    case tooLarge
    /// The writer ended before the file was whole, or nobody waits for it any more.
    case stopped

    public var words: RefusalWords {
        switch self {
        case .pdfWriterMissing:
            RefusalWords(
                "pdf-writer-missing",
                "The writer of PDF files was not found. Install WeasyPrint as the how-to page says and set CORNERSTONE_PDF_WRITER, or print the page from the browser."
            )
        case .documentWriterMissing:
            RefusalWords(
                "document-writer-missing",
                "The writer of Word documents was not found. Install the package pandoc, or take the PDF.")
        case .pictureMakerMissing:
            RefusalWords(
                "picture-maker-missing",
                "The figures cannot be made into pictures. Install the package librsvg2-bin, or take the PDF.")
        case .notStarted:
            RefusalWords(
                "paper-not-started",
                "The file could not be made. Check that the temporary folder has space, then run cornerstone check.")
        case .tooBusy:
            RefusalWords(
                "paper-busy", "Several other papers are being made just now. Ask for this one again in a minute.")
        case .timedOut(let seconds):
            RefusalWords(
                "paper-timed-out",
                "Making the file took longer than \(seconds) seconds and was stopped. Ask for fewer parts or strategies."
            )
        case .tooLarge:
            RefusalWords(
                "paper-too-large",
                "The paper is too large for one file. Ask for fewer parts or strategies, or print its page.")
        case .stopped:
            RefusalWords(
                "paper-stopped",
                "The file could not be finished. Ask for it again; if that fails, run cornerstone check.")
        }
    }

    /// What went wrong in the cage, as a paper says it.
    init(_ fault: CageFault, missing: PaperRefusal) {
        switch fault {
        case .tooLarge, .tooMuchOutput: self = .tooLarge
        case .programMissing: self = missing
        case .notStarted: self = .notStarted
        case .tooBusy: self = .tooBusy
        case .timedOut(let seconds): self = .timedOut(seconds: seconds)
        case .stopped, .notUnderstood: self = .stopped
        }
    }

    /// Worth asking again later: a page answers with 503.
    public var isPassing: Bool { self == .tooBusy }
}
