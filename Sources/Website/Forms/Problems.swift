import Coordination
import Vocabulary

extension [FieldProblem] {
    /// The refusals of a command as problems of the form that made it: each at its field.
    ///
    /// - Parameters:
    ///   - dates: the fields that are three boxes; the link goes to the first of them.
    ///   - otherwise: where a problem belongs whose field the form does not have.
    init(_ refusals: [RefusalWords], fields: Set<String>, dates: Set<String> = [], otherwise: String) {
        self = refusals.map { refusal in
            let field = refusal.field ?? otherwise
            if dates.contains(field) { return FieldProblem("\(field)-day", refusal.sentence) }
            return FieldProblem(fields.contains(field) ? field : otherwise, refusal.sentence)
        }
    }
}

/// Reads a day of a form and keeps what is wrong with it.
struct DayReader {
    let words: Words
    private(set) var problems: [FieldProblem] = []

    init(_ words: Words) { self.words = words }

    /// A day that has to be there. `name` is what it is: "the new day".
    mutating func required(_ boxes: DateBoxes, _ field: String, _ name: String) -> Day? {
        if boxes.reading == .empty {
            problems.append(FieldProblem("\(field)-day", words("date.missing", ["name": name])))
            return nil
        }
        return optional(boxes, field, name)
    }

    /// A day that may be left out.
    mutating func optional(_ boxes: DateBoxes, _ field: String, _ name: String) -> Day? {
        switch boxes.reading {
        case .empty: return nil
        case .day(let day): return day
        case .missing(let parts):
            let named = parts.map { words("date.part.\($0)") }
            let missing = named.count == 2 ? words("date.and", ["first": named[0], "second": named[1]]) : named[0]
            problems.append(
                FieldProblem("\(field)-\(parts[0])", words("date.incomplete", ["name": name, "parts": missing])))
        case .noSuchDay:
            problems.append(FieldProblem("\(field)-day", words("date.no-such-day", ["name": name])))
        }
        return nil
    }
}
