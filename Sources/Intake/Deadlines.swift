import Vocabulary

/// Reads each deadline wording of a document once: plans repeat a few wordings hundreds of times.
final class Deadlines {
    private let reader: TimescaleReader
    private var known: [String: TimescaleReading] = [:]

    init(year: PlanYear) { reader = TimescaleReader(year: year) }

    func read(_ wording: String?) -> TimescaleReading {
        guard let wording, !wording.isEmpty else { return reader.read(nil) }
        if let reading = known[wording] { return reading }
        let reading = reader.read(wording)
        known[wording] = reading
        return reading
    }

    func splitting(_ text: String) -> CombinedReading { reader.splitting(combined: text) }

    /// Whether a text is a deadline and nothing else: short, understood, and with a day, an interval or a term in it.
    func isDeadline(_ text: String) -> Bool {
        guard !text.isEmpty, text.utf8.count <= 140 else { return false }
        let commitments = read(text).timescale.commitments
        return commitments.allSatisfy(\.understood)
            && commitments.contains {
                $0.due != nil || $0.opens != nil || $0.repeats != nil || $0.relative != nil || $0.continues
            }
    }
}
