public import Vocabulary

/// Why a file from outside was not read. Nothing of it has been kept.
public enum ReadingRefusal: Refusal, Sendable {
    /// Larger than any file that is read; refused before the reader was started.
    case tooLarge(bytes: Int)
    /// The program that reads files is not where it should be.
    case readerMissing
    /// The reader could not be started, or its folder not made.
    case readerNotStarted
    /// Too many files are being read at once.
    case tooBusy
    case timedOut(seconds: Int)
    /// The reader wrote more than any honest file needs.
    case tooMuchOutput
    /// The reader ended before it had sent everything.
    case readerStopped
    /// What the reader sent was not understood.
    case readerNotUnderstood
    /// The file is nothing Cornerstone reads; the problem says what to do.
    case refused(Problem)

    public var words: RefusalWords {
        switch self {
        case .tooLarge:
            RefusalWords("too-large", "The file is larger than 20 MB. Remove pictures, or send the plan's table alone.")
        case .readerMissing:
            RefusalWords(
                "reader-missing",
                "The program cornerstone-reader was not found. Install it beside cornerstone, or set CORNERSTONE_READER to where it is."
            )
        case .readerNotStarted:
            RefusalWords(
                "reader-not-started",
                "The file reader could not be started. Check that the temporary folder has space, then run cornerstone check."
            )
        case .tooBusy:
            RefusalWords(
                "reader-busy", "Several other files are being read just now. Send the file again in a minute.")
        case .timedOut(let seconds):
            RefusalWords(
                "reader-timed-out",
                "Reading the file took longer than \(seconds) seconds and was stopped. Split the file and send the parts."
            )
        case .tooMuchOutput:
            RefusalWords(
                "reader-too-much", "The file unfolds to far more than its size. Save it again as CSV and send that.")
        case .readerStopped:
            RefusalWords(
                "reader-stopped",
                "The file could not be read: the reader stopped in the middle. Save it again as CSV or plain text and send that."
            )
        case .readerNotUnderstood:
            RefusalWords(
                "reader-not-understood",
                "The file reader and Cornerstone do not fit together. Install both from the same version.")
        case .refused(let problem): RefusalWords(problem.code, problem.message)
        }
    }
}

extension ReadingRefusal {
    /// What went wrong in the cage, as a reading says it.
    init(_ fault: CageFault) {
        switch fault {
        case .tooLarge(let bytes): self = .tooLarge(bytes: bytes)
        case .programMissing: self = .readerMissing
        case .notStarted: self = .readerNotStarted
        case .tooBusy: self = .tooBusy
        case .timedOut(let seconds): self = .timedOut(seconds: seconds)
        case .tooMuchOutput: self = .tooMuchOutput
        case .stopped: self = .readerStopped
        case .notUnderstood: self = .readerNotUnderstood
        }
    }
}
