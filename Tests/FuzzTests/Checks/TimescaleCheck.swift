@testable import Vocabulary

/// A deadline cell of any text: its wording is kept, nothing is dated that is not understood, and reading what was kept
/// gives the same again.
enum TimescaleCheck {
    static func run(_ bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        for year in PlanYear.allCases {
            let reading = TimescaleReader(year: year).read(text)
            if let fault = fault(in: reading, of: text) { return "\(year): \(fault)" }
            guard TimescaleReader(year: year).read(reading.timescale.wording) == reading else {
                return "\(year): the wording that was kept reads otherwise"
            }
            let split = TimescaleReader(year: year).splitting(combined: text)
            if let fault = fault(in: split.reading, of: nil) { return "\(year), taken apart: \(fault)" }
            for deadline in split.deadlines where !holds(text, deadline.wording ?? "") {
                return "\(year), taken apart: words that were not there"
            }
        }
        return nil
    }

    private static func fault(in reading: TimescaleReading, of text: String?) -> String? {
        let commitments = reading.timescale.commitments
        guard !commitments.isEmpty else { return "no commitment" }
        let whole = reading.timescale.wording ?? ""
        if let text, !holds(text, whole) { return "the wording is not the cell's" }
        for commitment in commitments {
            if text != nil, !holds(whole, commitment.wording ?? "") { return "a wording that is not the cell's" }
            if let fault = fault(in: commitment) { return fault }
        }
        return nil
    }

    static func fault(in commitment: Commitment) -> String? {
        for day in [commitment.opens, commitment.due].compactMap({ $0 }) where Day(iso: day.iso) != day {
            return "a day that cannot be kept: \(day.iso)"
        }
        if let opens = commitment.opens, let due = commitment.due, opens > due { return "due before it opens" }
        if let every = commitment.repeats?.every, every < 1 { return "repeats every \(every)" }
        if let every = commitment.relative?.every, every < 0 { return "\(every) after its anchor" }
        if let label = commitment.label, label.isEmpty || label.contains("\n") {
            return "label \(label.debugDescription)"
        }
        if commitment.understoodAs.contains("\n") { return "read as \(commitment.understoodAs.debugDescription)" }
        if commitment.past, commitment.repeats != nil { return "a past that repeats" }
        let isDated = commitment.opens != nil || commitment.due != nil || commitment.continues
        let isMore = commitment.condition != nil || commitment.relative != nil || commitment.undecided
        if !commitment.understood, isDated || isMore { return "not understood, and yet: \(commitment)" }
        return nil
    }

    private static func holds(_ text: String, _ part: String) -> Bool { Array(text.utf8).holds(Array(part.utf8)) }
}
