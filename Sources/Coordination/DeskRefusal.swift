public import Vocabulary

/// Why a desk did not do what it was asked. Doors turn it into words once.
public enum DeskRefusal: Error, Sendable {
    /// The policy says no, with its sentence.
    case notAllowed(String)
    /// It does not exist, or may not be known to exist: the same answer.
    case notFound
    /// Somebody changed it since the page was made. Nothing was written.
    case stale(StaleVersion)
    /// What is wrong with the command, all of it, each with its field.
    case problems([RefusalWords])
    /// The file could not be read, in a sentence.
    case unreadable(String)
    /// Too much is being done at once, in a sentence; the same again in a while will do.
    case busy(String)
    /// The disk is full; nothing was written.
    case diskFull
}

/// What was done: the journal's sequence after it.
public struct Performed: Sendable, Equatable {
    public let sequence: JournalSequence
    public let subject: Subject

    public init(sequence: JournalSequence, subject: Subject) {
        self.sequence = sequence
        self.subject = subject
    }
}
