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

    /// The ranges in order; what is not a range is left out. Read by hand: a plan's rounds hold thousands.
    static func read(_ text: String) -> [ClosedRange<Int>] {
        var ranges: [ClosedRange<Int>] = []
        var first: Int?
        var number: Int?
        func close() {
            if let last = number, (first ?? last) <= last { ranges.append((first ?? last)...last) }
            (first, number) = (nil, nil)
        }
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39: number = (number ?? 0) &* 10 &+ Int(byte - 0x30)
            case 0x2D: (first, number) = (number, nil)
            default: close()
            }
        }
        close()
        return ranges
    }
}
