import Partnership
import Vocabulary

/// Why long work came to nothing, in a sentence for whoever asked for it: the one place that says so.
enum JobFailure {
    static let unexpected =
        "Something went wrong that nobody expected. Begin it again; if it happens again, say the reference to whoever keeps this service running."

    /// Nil for what nobody expected.
    static func sentence(_ error: any Error) -> String? {
        switch error {
        case let refusal as DeskRefusal: sentence(refusal)
        case let refusal as JobRefusal: refusal.sentence
        case let refusal as any Refusal: refusal.words.sentence
        case KeepingRefusal.diskFull: full
        case KeepingRefusal.diskFailed: failed
        case KeepingRefusal.closed: "The program was ending. Begin it again."
        case is CancellationError: "It was stopped before it was done. Begin it again."
        default: nil
        }
    }

    private static func sentence(_ refusal: DeskRefusal) -> String {
        switch refusal {
        case .notAllowed(let sentence), .unreadable(let sentence), .busy(let sentence): sentence
        case .notFound: "What it was about is not there any more, or you may not see it."
        case .stale: "Somebody changed what it was about in the meantime. Look at it again, then begin anew."
        case .problems(let refusals): refusals.map(\.sentence).joined(separator: " ")
        case .diskFull: full
        }
    }

    private static let failed =
        "The disk of this service does not take what is written, so nothing was kept. Tell whoever keeps it running."
    private static let full = "The disk of this service is full, so nothing was kept. Tell whoever keeps it running."

    /// Under which it stands in the log.
    static func reference(_ id: JobID) -> String {
        let digits = String(id.number)
        return "JOB-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
