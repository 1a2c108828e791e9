import Coordination
import Hummingbird
import Vocabulary

/// The day a page shows a plan as of: today, or the end of a day that has been.
struct AsAt: Sendable {
    let moment: Moment
    let boxes: DateBoxes
    let problems: [FieldProblem]

    /// The day as the address names it, nil for today.
    var day: Day? { moment.isToday ? nil : moment.day }

    /// What every link of the page carries on: `as-at=2003-06-30`.
    var fields: [(name: String, value: String)] { day.map { [("as-at", $0.iso)] } ?? [] }

    /// A path of this view, with further fields of the query.
    func link(_ path: String, _ more: [(name: String, value: String)] = []) -> String {
        let query = QueryWriter.write(more + fields)
        return query.isEmpty ? path : "\(path)?\(query)"
    }

    enum Reading: Sendable {
        case at(AsAt)
        /// Three boxes were filled in: the same page under the address that names the day.
        case go(String)
    }

    static func read(_ visit: Visit) async throws -> Reading {
        let boxes = DateBoxes(visit.query, "as-at")
        var days = DayReader(visit.words)
        if visit.query.holds("as-at-day") {
            let day = days.optional(boxes, "as-at", visit.words("as-at.name"))
            if days.problems.isEmpty {
                let isPast = day.map { $0 < visit.house.clock.today } ?? false
                if day == nil || isPast || day == visit.house.clock.today {
                    return .go(address(visit, isPast ? day : nil))
                }
            }
            return try await today(visit, boxes, days.problems, future: day)
        }
        guard visit.query.holds("as-at"), !visit.query["as-at"].isEmpty else {
            return try await today(visit, DateBoxes(visit.house.clock.today), [], future: nil)
        }
        guard let day = Day(iso: visit.query["as-at"]) else {
            let problem = FieldProblem(
                "as-at-day", visit.words("date.no-such-day", ["name": visit.words("as-at.name")]))
            return try await today(visit, DateBoxes(), [problem], future: nil)
        }
        return try await at(day, visit)
    }

    private static func at(_ day: Day, _ visit: Visit) async throws -> Reading {
        do {
            let moment = try await visit.house.plans.moment(asAt: day)
            return .at(AsAt(moment: moment, boxes: DateBoxes(day), problems: []))
        } catch DeskRefusal.problems {
            return try await today(visit, DateBoxes(day), [], future: day)
        }
    }

    private static func today(
        _ visit: Visit, _ boxes: DateBoxes, _ problems: [FieldProblem], future: Day?
    ) async throws -> Reading {
        var problems = problems
        if future != nil {
            let today = visit.house.clock.today.printed
            problems.append(FieldProblem("as-at-day", visit.words("as-at.future", ["today": today])))
        }
        return .at(AsAt(moment: try await visit.house.plans.moment(), boxes: boxes, problems: problems))
    }

    private static func address(_ visit: Visit, _ day: Day?) -> String {
        let kept = visit.query.fields.filter { !$0.name.hasPrefix("as-at") && $0.name != "page" }
            .map { (name: $0.name, value: $0.value) }
        let query = QueryWriter.write(kept + (day.map { [("as-at", $0.iso)] } ?? []))
        return query.isEmpty ? visit.request.uri.path : "\(visit.request.uri.path)?\(query)"
    }
}
