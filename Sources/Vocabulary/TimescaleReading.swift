/// A deadline cell as understood, with what a person should look at.
public struct TimescaleReading: Hashable, Sendable {
    public var timescale: Timescale
    public var warnings: [TimescaleWarning]

    public init(timescale: Timescale, warnings: [TimescaleWarning]) {
        self.timescale = timescale
        self.warnings = warnings
    }
}

/// Something in a deadline that was read by a rule a person may want to check.
public struct TimescaleWarning: Hashable, Sendable {
    /// A stable word for programs: `paired-years`.
    public let code: String
    /// A plain sentence for people.
    public let message: String

    public init(code: String, message: String) {
        self.code = code
        self.message = message
    }
}

/// A cell that mixes what is to be done and its deadlines, taken apart on the document's own markers.
public struct CombinedReading: Hashable, Sendable {
    /// One deadline of the cell: the words before its marker, and the words of the deadline itself.
    public struct Deadline: Hashable, Sendable {
        public let label: String?
        /// Nil where the marker stands alone ("When by:" and nothing after it).
        public let wording: String?

        public init(label: String?, wording: String?) {
            self.label = label
            self.wording = wording
        }
    }

    /// What is to be done, without markers and deadlines.
    public let text: String
    /// Empty where the cell has no marker: then the cell holds no deadline of its own.
    public let deadlines: [Deadline]
    /// All deadlines read, each commitment with its label; one undecided commitment where there are none.
    public let reading: TimescaleReading

    public init(text: String, deadlines: [Deadline], reading: TimescaleReading) {
        self.text = text
        self.deadlines = deadlines
        self.reading = reading
    }
}

extension TimescaleWarning {
    static func pairedYears(_ first: Int, _ second: Int, days: ClosedRange<Day>) -> TimescaleWarning {
        TimescaleWarning(
            code: "paired-years",
            message:
                "The years \(first) and \(second) are written as a pair in a plan of calendar years, and were read "
                + "as \(days.lowerBound.printed) to \(days.upperBound.printed). Check the date, or read the plan as one "
                + "of financial years.")
    }

    static func yearsApart(_ first: Int, _ second: Int, days: ClosedRange<Day>) -> TimescaleWarning {
        TimescaleWarning(
            code: "years-apart",
            message: "The years \(first) and \(second) were read as \(days.lowerBound.printed) to "
                + "\(days.upperBound.printed). Check that the plan counts them in the same way.")
    }
}

extension TimescaleWarning {
    static let provisional = TimescaleWarning(
        code: "provisional",
        message: "The date stands beside words such as \"to be confirmed\". It was taken as printed; confirm it.")
}
