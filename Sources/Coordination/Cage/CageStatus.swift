public import Vocabulary

/// What the cage can do on this machine.
public struct CageStatus: Sendable, Equatable {
    public let readerPath: String
    public let isReaderThere: Bool
    /// The reader starts and answers inside the cage.
    public let answers: Bool
    public let pandocPath: String
    /// Pandoc starts inside the cage and knows its sandbox, so Word documents can be read.
    public let doesPandocAnswer: Bool
    public let isNetworkRemoved: Bool
    /// Limits are set before the reader starts; otherwise the reader sets them itself as its first act.
    public let areLimitsSetFromOutside: Bool
    public let limits: CageLimits

    /// For `cornerstone check`.
    public var lines: [CheckLine] { [reader, network, bounds, documents] }

    private var reader: CheckLine {
        if !isReaderThere { return CheckLine("file reader", .wrong, ReadingRefusal.readerMissing.sentence) }
        guard answers else {
            return CheckLine(
                "file reader", .wrong,
                "The program at \(readerPath) does not answer inside its limits. Install it again from the same version."
            )
        }
        return CheckLine("file reader", .well, "Files are read by \(readerPath) in a process of their own.")
    }

    private var network: CheckLine {
        isNetworkRemoved
            ? CheckLine("file reader's network", .well, "The reader has no network.")
            : CheckLine(
                "file reader's network", .warning,
                "The reader could reach the network: this kernel does not allow unshare. Allow user namespaces, or block the program in the firewall."
            )
    }

    private var bounds: CheckLine {
        let amounts =
            "\(limits.memoryBytes >> 20) MiB of memory, \(limits.processorSeconds) s of processor time, no files, \(limits.descriptors) descriptors"
        return areLimitsSetFromOutside
            ? CheckLine("file reader's limits", .well, "Set from outside: \(amounts).")
            : CheckLine(
                "file reader's limits", .warning,
                "Set by the reader itself: \(amounts). Install prlimit (util-linux) to have them set from outside.")
    }

    private var documents: CheckLine {
        doesPandocAnswer
            ? CheckLine("Word documents", .well, "Read with \(pandocPath), inside the reader's limits.")
            : CheckLine(
                "Word documents", .warning,
                "Word documents (DOCX) cannot be read: \(pandocPath) is missing or older than 2.15. Install pandoc. All other files are read without it."
            )
    }
}
