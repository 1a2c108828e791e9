/// A set of numbers in one column, as ranges: `1-87,90`.
///
/// Who owes in a round is read with every plan: twenty rounds of 2,000 actions are 40,000 rows as rows, and twenty
/// short texts like this.
enum NumberRanges {
    static func written(_ numbers: some Sequence<Int>) -> String {
        var text = ""
        var run: ClosedRange<Int>?
        func close() {
            guard let run else { return }
            if !text.isEmpty { text += "," }
            text += run.count == 1 ? "\(run.lowerBound)" : "\(run.lowerBound)-\(run.upperBound)"
        }
        for number in numbers.sorted() {
            if let open = run, number <= open.upperBound + 1 {
                run = open.lowerBound...max(open.upperBound, number)
            } else {
                close()
                run = number...number
            }
        }
        close()
        return text
    }

    /// The ranges in order; what is not a range is left out.
    static func read(_ text: String) -> [ClosedRange<Int>] {
        text.utf8.split(separator: 0x2C).compactMap { part in
            let ends = part.split(separator: 0x2D).compactMap { Int(Substring($0)) }
            guard let first = ends.first, let last = ends.last, first <= last else { return nil }
            return first...last
        }
    }
}
