import ActionPlans
import Vocabulary

/// The same promise with different dates at two places of a document, and wording pasted under several themes.
enum Contradictions {
    /// A promise: its words, the days it is due, and where it stands.
    private struct Promise {
        let action: Int
        let text: String
        let due: Set<Day>
        let wording: String
    }

    static func report(_ reading: Reading) {
        reportDatedTwice(reading)
        reportDuplicateNumbers(reading)
        SameWording.report(reading)
    }

    private static func reportDatedTwice(_ reading: Reading) {
        let promises = reading.actions.indices.flatMap { datedPromises(of: reading.actions[$0].wording, action: $0) }
        var index = WordingIndex()
        for promise in promises { index.add(promise.text) }
        for (position, promise) in promises.enumerated() {
            let entry = index.entries[position]
            guard entry.words.count >= 2 else { continue }
            for other in index.candidates(entry) where other < position {
                let earlier = promises[other]
                guard earlier.action != promise.action, earlier.due.isDisjoint(with: promise.due),
                    areSame(index, entry, index.entries[other])
                else { continue }
                let place = reading.traces[promise.action].deadline
                let there = WordsForPlace.words(reading.traces[earlier.action].deadline, from: place)
                reading.warn(
                    "dated-twice", at: place,
                    "The same promise is dated “\(promise.wording)” here and “\(earlier.wording)” \(there). "
                        + "Decide which day holds.")
                break
            }
        }
    }

    private static func areSame(_ index: WordingIndex, _ one: WordingIndex.Entry, _ other: WordingIndex.Entry) -> Bool {
        if one.key == other.key { return true }
        guard one.figures == other.figures, min(one.words.count, other.words.count) >= 3 else { return false }
        let similarity = index.similarity(one, other)
        return similarity >= 0.88 || (similarity >= 0.7 && index.contains(one, other))
    }

    /// The words beside a deadline say what is due; where there are none, the action does.
    private static func datedPromises(of wording: ActionWording, action: Int) -> [Promise] {
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
            promises.append(Promise(action: action, text: label, due: [due], wording: printed(commitment)))
        }
        if !plain.isEmpty {
            let words = plain.map(printed).joined(separator: ", ").beginning(60)
            promises.append(
                Promise(action: action, text: wording.text, due: Set(plain.compactMap(\.due)), wording: words))
        }
        return promises
    }

    private static func printed(_ commitment: Commitment) -> String {
        (commitment.wording ?? commitment.due?.printed ?? "").beginning(60)
    }

    private static func reportDuplicateNumbers(_ reading: Reading) {
        struct Key: Hashable {
            let number: String
            let aim: String
        }
        var seen: [Key: Int] = [:]
        for (index, action) in reading.actions.enumerated() {
            guard let number = action.wording.number else { continue }
            let levels = action.wording.path
            let isDotted = number.contains(".")
            let aim = levels.first.map { isDotted ? "" : Folding.key($0.text) } ?? ""
            let objective = isDotted ? "" : levels.dropFirst().first.map { "/" + Folding.key($0.text) } ?? ""
            let key = Key(number: number.lowercased(), aim: aim + objective)
            guard let first = seen[key] else {
                seen[key] = index
                continue
            }
            let there = WordsForPlace.words(reading.actions[first].place, from: action.place)
            reading.warn(
                "duplicate-number", at: action.place,
                "The number \(number) also stands \(there). Give one of the two actions another number.")
        }
    }
}

/// Says where something stands, seen from somewhere else: "in row 4", "in table 2, row 7", "on line 12".
enum WordsForPlace {
    static func words(_ place: Place, from here: Place) -> String {
        if let row = place.row {
            guard let table = place.table, table != here.table else { return "in row \(row)" }
            return "in table \(table), row \(row)"
        }
        return place.line.map { "on line \($0)" } ?? "elsewhere"
    }
}
