public import Tables

/// What one reading may cost.
public struct CageLimits: Sendable, Equatable {
    public var memoryBytes: Int
    public var processorSeconds: Int
    public var descriptors: Int
    /// Wall-clock time, after which the reader and everything it started is killed.
    public var time: Duration
    public var inputBytes: Int
    public var outputBytes: Int
    /// How many files are read at once; others wait.
    public var together: Int
    /// How many wait for their turn; who comes later is told at once to come again.
    public var inLine: Int
    /// How long one waits for its turn.
    public var patience: Duration

    public init(
        memoryBytes: Int = 1 << 30, processorSeconds: Int = 60, descriptors: Int = 32, time: Duration = .seconds(90),
        inputBytes: Int = ReadingLimits.fileBytes, outputBytes: Int = ReadingLimits.outputBytes, together: Int = 2,
        inLine: Int = 16, patience: Duration = .seconds(30)
    ) {
        self.memoryBytes = memoryBytes
        self.processorSeconds = processorSeconds
        self.descriptors = descriptors
        self.time = time
        self.inputBytes = inputBytes
        self.outputBytes = outputBytes
        self.together = together
        self.inLine = inLine
        self.patience = patience
    }

    public static let standard = CageLimits()
}
