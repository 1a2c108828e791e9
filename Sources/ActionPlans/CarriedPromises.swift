public import Vocabulary

extension Promise {
    /// The promises of an action whose wording was revised or amended.
    ///
    /// A commitment that reads as before, in words and dates, keeps what has become of it: completion, occurrences,
    /// agreed day, slips, an open request, the answer to its settling. Every other one starts fresh. Of two equal
    /// commitments the first old one goes to the first new one.
    ///
    /// A fresh commitment counts as entered on the day of the change, so that a day already past then waits to be
    /// confirmed and is not overdue at once. One that only rewords a commitment due on the same day, of which nothing
    /// has become yet, counts from when that one did: no rewording takes a red away.
    ///
    /// - Parameter day: of the change; nil where the action itself is new.
    /// - Returns: one promise for each commitment, numbered from 1 in their order.
    public static func carriedOver(from old: [Promise], to commitments: [Commitment], on day: Day?) -> [Promise] {
        var waiting = old
        var carried: [Promise] = []
        var fresh: [Int] = []
        for (index, commitment) in commitments.enumerated() {
            guard let found = waiting.firstIndex(where: { $0.commitment == commitment }) else {
                fresh.append(index)
                carried.append(Promise(number: index + 1, commitment: commitment, enteredOn: day))
                continue
            }
            let kept = waiting.remove(at: found)
            carried.append(
                Promise(
                    number: index + 1, commitment: commitment, completed: kept.completed,
                    occurrences: kept.occurrences, agreedDay: kept.agreedDay, slips: kept.slips, request: kept.request,
                    settled: kept.settled, enteredOn: kept.enteredOn))
        }
        for index in fresh {
            guard let due = carried[index].commitment.due,
                let found = waiting.firstIndex(where: { $0.commitment.due == due && $0.isUntouched })
            else { continue }
            carried[index].enteredOn = waiting.remove(at: found).enteredOn
        }
        return carried
    }

    /// Nothing has become of it yet.
    private var isUntouched: Bool {
        completed == nil && occurrences.isEmpty && agreedDay == nil && settled == nil
    }
}
