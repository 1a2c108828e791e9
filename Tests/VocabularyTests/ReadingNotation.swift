import Testing
import Vocabulary

/// Readings as text, so that a table of cases stays readable: one line a commitment, "label: understood as".
func readings(_ wording: String?, year: PlanYear = .financial) -> [String] {
    TimescaleReader(year: year).read(wording).timescale.commitments.map(\.notation)
}

extension Commitment {
    var notation: String { label.map { "\($0): \(understoodAs)" } ?? understoodAs }
}

/// A wording and what it must be read as.
struct Case: Sendable, CustomTestStringConvertible {
    let wording: String
    let expected: [String]

    init(_ wording: String, _ expected: String...) {
        self.wording = wording
        self.expected = expected
    }

    var testDescription: String { wording }
}
