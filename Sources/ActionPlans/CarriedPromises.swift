public import Vocabulary

extension Promise {
    /// The promises of an action whose wording was revised.
    ///
    /// A commitment that reads as before, in words and dates, keeps what has become of it: completion, occurrences,
    /// agreed day, slips, an open request, the answer to its settling. Every other one starts fresh. Of two equal
    /// commitments the first old one goes to the first new one.
    ///
    /// - Returns: one promise for each commitment, numbered from 1 in their order.
    public static func carriedOver(from old: [Promise], to commitments: [Commitment]) -> [Promise] {
        var waiting = old
        return commitments.enumerated().map { index, commitment in
            guard let found = waiting.firstIndex(where: { $0.commitment == commitment }) else {
                return Promise(number: index + 1, commitment: commitment)
            }
            let kept = waiting.remove(at: found)
            return Promise(
                number: index + 1, commitment: commitment, completed: kept.completed, occurrences: kept.occurrences,
                agreedDay: kept.agreedDay, slips: kept.slips, request: kept.request, settled: kept.settled)
        }
    }
}
