import Vocabulary

/// The same promise with different days at two places of a plan.
public struct DatedTwice: Hashable, Sendable {
    /// The later one, by its place among the wordings, with its days as printed.
    public let place: Int
    public let wording: String
    /// The earlier one.
    public let other: Int
    public let otherWording: String

    /// A promise: its words, the days it is due, and where it stands.
    private struct Promise {
        let place: Int
        let text: String
        let due: Set<Day>
        let wording: String
    }

    /// Every promise that is dated otherwise at an earlier place, once.
    public static func all(in wordings: [ActionWording]) -> [DatedTwice] {
        let promises = wordings.enumerated().flatMap { dated(in: $1, at: $0) }
        var index = WordingIndex()
        for promise in promises { index.add(promise.text) }
        var found: [DatedTwice] = []
        for (position, promise) in promises.enumerated() {
            let entry = index.entries[position]
            guard entry.words.count >= 2 else { continue }
            for other in index.candidates(entry) where other < position {
                let earlier = promises[other]
                guard earlier.place != promise.place, earlier.due.isDisjoint(with: promise.due),
                    areSame(index, entry, index.entries[other])
                else { continue }
                found.append(
                    DatedTwice(
                        place: promise.place, wording: promise.wording, other: earlier.place,
                        otherWording: earlier.wording))
                break
            }
        }
        return found
    }

    private static func areSame(_ index: WordingIndex, _ one: WordingIndex.Entry, _ other: WordingIndex.Entry) -> Bool {
        if one.key == other.key { return true }
        guard min(one.words.count, other.words.count) >= 3, one.figures == other.figures else { return false }
        let similarity = index.similarity(one, other)
        return similarity >= 0.88 || (similarity >= 0.7 && index.contains(one, other))
    }

    /// The words beside a deadline say what is due; where there are none, the action does.
    private static func dated(in wording: ActionWording, at place: Int) -> [Promise] {
        let dated = wording.timescale.commitments.filter {
            $0.due != nil && $0.repeats == nil && !$0.past && !$0.continues && $0.understood
        }
        var promises: [Promise] = []
        var plain: [Commitment] = []
        for commitment in dated {
            guard let label = commitment.label else {
                plain.append(commitment)
                continue
            }
            guard let due = commitment.due, WordingIndex.telling(label).words.count >= 4 else { continue }
            promises.append(Promise(place: place, text: label, due: [due], wording: printed(commitment)))
        }
        if !plain.isEmpty {
            let words = plain.map(printed).joined(separator: ", ").shortened(to: 60)
            promises.append(
                Promise(place: place, text: wording.text, due: Set(plain.compactMap(\.due)), wording: words))
        }
        return promises
    }

    private static func printed(_ commitment: Commitment) -> String {
        (commitment.wording ?? commitment.due?.printed ?? "").shortened(to: 60)
    }
}

extension String {
    /// Its beginning, at most `length` characters.
    func shortened(to length: Int) -> String {
        guard utf8.count > length, count > length else { return self }
        return String(prefix(length - 1)) + "…"
    }
}
