import ActionPlans
import Vocabulary

/// The same promise with different dates at two places of a document, and wording pasted under several themes.
enum Contradictions {
    static func report(_ reading: Reading) {
        reportDatedTwice(reading)
        reportDuplicateNumbers(reading)
        SameWording.report(reading)
    }

    private static func reportDatedTwice(_ reading: Reading) {
        for twice in DatedTwice.all(in: reading.actions.map(\.wording)) {
            let place = reading.traces[twice.place].deadline
            let there = WordsForPlace.words(reading.traces[twice.other].deadline, from: place)
            reading.warn(
                "dated-twice", at: place,
                "The same promise is dated “\(twice.wording)” here and “\(twice.otherWording)” \(there). "
                    + "Decide which day holds.")
        }
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
            if let sheet = place.sheet {
                return sheet == here.sheet ? "in row \(row)" : "in the sheet “\(sheet)”, row \(row)"
            }
            guard let table = place.table, table != here.table else { return "in row \(row)" }
            return "in table \(table), row \(row)"
        }
        return place.line.map { "on line \($0)" } ?? "elsewhere"
    }
}
