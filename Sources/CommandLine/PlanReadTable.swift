import ActionPlans
import Intake
import Vocabulary

/// A plan that was read, as a table to look at in a terminal.
enum PlanReadTable {
    static func text(_ plan: ReadPlan) -> String {
        var lines: [String] = []
        lines.append(plan.title ?? plan.source.name)
        let commitments = plan.actions.reduce(0) { $0 + $1.wording.timescale.commitments.count }
        lines.append(
            [
                plan.actions.count.counted("action"), commitments.counted("commitment"),
                plan.problems.count.counted("problem"), "\(plan.notTaken.count.counted("place")) not taken",
            ].joined(separator: ", "))
        lines.append("")
        var path: [PlanLevel] = []
        for action in plan.actions {
            if action.wording.path != path {
                path = action.wording.path
                for level in path {
                    let number = level.number.map { "\($0) " } ?? ""
                    lines.append("\(level.level.rawValue.uppercased()): \(number)\(flat(level.text, 110))")
                }
            }
            lines.append(contentsOf: Self.lines(action))
        }
        if !plan.problems.isEmpty {
            lines.append("")
            lines.append("PROBLEMS")
            for problem in plan.problems {
                lines.append(
                    "  \(place(problem.place)): \(problem.severity.rawValue) \(problem.code): \(problem.message)")
            }
        }
        if !plan.notTaken.isEmpty {
            lines.append("")
            lines.append("NOT TAKEN")
            for part in plan.notTaken {
                lines.append("  \(place(part.place)): \(part.reason) (\(flat(part.text, 60)))")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func lines(_ action: ReadAction) -> [String] {
        let wording = action.wording
        let number = wording.number.map { "\($0)" } ?? "-"
        let people = ([wording.owner].compactMap(\.self) + wording.leads).map { flat($0, 40) }.joined(separator: " / ")
        var lines = ["  \(number)  \(flat(wording.text, 100))\(people.isEmpty ? "" : "  [\(people)]")"]
        for commitment in wording.timescale.commitments {
            let printed = commitment.wording.map { "“\(flat($0, 70))”" } ?? "blank"
            let label = commitment.label.map { "\(flat($0, 40)): " } ?? ""
            lines.append("      \(label)\(printed): \(flat(commitment.understoodAs, 120))")
        }
        return lines
    }

    private static func place(_ place: Place) -> String {
        var parts: [String] = []
        if let sheet = place.sheet { parts.append("sheet \(sheet)") }
        if let page = place.page { parts.append("page \(page)") }
        if let line = place.line { parts.append("line \(line)") }
        if let table = place.table { parts.append("table \(table)") }
        if let row = place.row { parts.append("row \(row)") }
        if let column = place.column { parts.append("column \(column)") }
        return parts.isEmpty ? "document" : parts.joined(separator: ", ")
    }

    /// On one line, cut to a length, without what could command a terminal.
    static func flat(_ text: String, _ length: Int) -> String {
        let words = text.unicodeScalars.split {
            $0.properties.isWhitespace || $0.properties.generalCategory == .control
                || $0.properties.generalCategory == .format
        }
        let joined = words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
        return joined.count > length ? joined.prefix(length - 1) + "…" : joined
    }
}
