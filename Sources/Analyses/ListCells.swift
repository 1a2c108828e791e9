import Statistics
import Vocabulary

/// People by the lists they stand on, gathered from a table; every record that cannot be read at once.
struct ListCells {
    var whole: ListCounts
    var strata: [(name: String, counts: ListCounts)] = []
    var exclusions: [String]

    init(_ request: AnalysisRequest) throws(AnalysisProblems) {
        let lists = request.names(of: "list").count
        guard (2...ListCounts.mostLists).contains(lists) else {
            throw AnalysisProblems(
                "lists-off", "--list is given \(lists) times; it takes two to \(ListCounts.mostLists) lists.")
        }
        let hasCount = request.has("count"), hasStratum = request.has("stratum")
        let records = request.complete(["list"] + (hasCount ? ["count"] : []) + (hasStratum ? ["stratum"] : []))
        let counts = hasCount ? records.numbers("count") : records.rows.map { _ in 1 }
        let columns = (0..<lists).map { records.texts("list", $0) }
        let strata = hasStratum ? records.texts("stratum") : []
        var problems: [Problem] = []
        var cells = [Double](repeating: 0, count: (1 << lists) - 1)
        var parts: [String: [Double]] = [:], order: [String] = []
        for record in counts.indices {
            var bits = 0
            for list in 0..<lists {
                guard let isOn = ListCells.isOn(columns[list][record]) else {
                    problems.append(
                        .of(
                            "not-a-list",
                            "Row \(records.rows[record]), \(request.names(of: "list")[list]): \"\(columns[list][record].prefix(40))\" is not 1 or 0.",
                            row: records.rows[record]))
                    continue
                }
                if isOn { bits |= 1 << list }
            }
            if bits == 0 {
                if counts[record] > 0 {
                    problems.append(
                        .of(
                            "on-no-list",
                            "Row \(records.rows[record]): these people are on none of the lists. Leave the row out; how many they are is what is to be found.",
                            row: records.rows[record]))
                }
                continue
            }
            cells[bits - 1] += counts[record]
            if hasStratum {
                let name = strata[record]
                if parts[name] == nil { order.append(name) }
                parts[name, default: [Double](repeating: 0, count: cells.count)][bits - 1] += counts[record]
            }
        }
        guard problems.isEmpty else { throw AnalysisProblems(Array(problems.prefix(40))) }
        guard order.count <= 200 else {
            throw AnalysisProblems("too-many-strata", "There are \(order.count) strata; 200 is the most.")
        }
        let sum = cells.reduce(0, +)
        guard sum > 0 else { throw AnalysisProblems("nobody", "Nobody is on any of the lists.") }
        guard sum <= 1e9 else { throw AnalysisProblems("too-many", "More than 1e9 people on lists: check the counts.") }
        whole = ListCounts(lists: lists, counts: cells)
        self.strata = order.map { ($0, ListCounts(lists: lists, counts: parts[$0] ?? [])) }
        exclusions = records.exclusions
    }

    /// 1, yes, seen, on; 0, no, unseen, un, off.
    static func isOn(_ text: String) -> Bool? {
        if let answer = CellValue.yesNo(text) { return answer }
        switch text.lowercased() {
        case "obs", "observed", "seen", "on", "in": return true
        case "un", "unobserved", "unseen", "off", "out": return false
        default: return nil
        }
    }
}

/// What the models of lists assume, and what the counts say to it.
enum CaptureChecks {
    static func all(_ whole: CaptureRecapture, _ counts: ListCounts, _ names: [String]) -> [AssumptionCheck] {
        let best = whole.fits[whole.best]
        let range = whole.range
        let spread = range.high / range.low
        var empty: [String] = []
        for first in 0..<counts.lists {
            for second in (first + 1)..<max(counts.lists, first + 1)
            where counts.overlap(1 << first | 1 << second) == 0 {
                empty.append("\(names[first]) and \(names[second])")
            }
        }
        let edge = whole.fits.count { $0.existence == "extended" }, none = whole.fits.count { !$0.isUsable }
        let hidden = 1 - counts.total / whole.estimate
        return [
            AssumptionCheck(
                "The lists overlap enough for the models to be fitted", edge + none > 0 ? .doubtful : .held,
                "\(whole.fits.count) models: \(edge) fit only at the edge, \(none) cannot tell the total."
                    + (empty.isEmpty ? "" : " Nobody is on both of: \(empty.joined(separator: "; ")).")),
            AssumptionCheck(
                "The best model fits", (best.devianceP ?? 1) < 0.05 ? .doubtful : best.degrees > 0 ? .held : .unchecked,
                best.devianceP.map {
                    "\(best.model.name): deviance \(ReportNumber.short(best.deviance)) on \(best.degrees) degrees of freedom, p \(ReportNumber.short($0))."
                } ?? "\(best.model.name) has a term for every cell, so nothing is left to check it."),
            AssumptionCheck(
                "The choice of model matters little", spread > 1.5 ? .doubtful : range.models > 1 ? .held : .unchecked,
                "Models within ten of the best run from \(ReportNumber.short(range.low)) to \(ReportNumber.short(range.high))."
            ),
            AssumptionCheck(
                "Most people are on some list", hidden > 0.8 ? .doubtful : .held,
                "\(ReportNumber.short(hidden * 100))% would be on none."),
            AssumptionCheck(
                "Nobody came or left, and everybody was recognised", .unchecked,
                "Every match that is missed makes the figure too large; lists of different months do, too."),
        ]
    }
}
