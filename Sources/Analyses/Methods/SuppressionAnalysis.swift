import Statistics
import Vocabulary

/// The table with small counts or dominated sums withheld, and as much besides as it takes that nobody can work them out again.
///
/// ## Definition
/// *Primary*: counts from 1 to `--most`, in every cell and every total; for sums of `--value`, the (n, k), p per cent and contributor rules of
/// `dominance`; and the cells named by `--unsafe`. *Secondary*: further cells, so that an attacker who knows everything published, that
/// counts are whole and not negative, and that zeros are never withheld (unless `--zeros candidates`), cannot narrow a primary count to
/// less than `--width`, nor a sum to less than its rule needs above and below. By heuristic, and below some hundred cells by the optimum
/// with its bound and gap. The outcome is audited as `audit-table` does; what could not be protected is said.
///
/// ## When not to use it
/// Where a second table about the same people is published without being put in here (`--parent`, `--tables`): protected apart, they may
/// be unsafe together. Where many tables are wanted from the same records: take `cell-key`.
///
/// ## Edge cases
/// A crossing that is not in the file is a cell of 0. Rows that hold totals must agree with the sum of their cells. A table with too few
/// cells to hide anything (one row) stays unprotected, and the finding says so. With `--zeros candidates` a zero may be withheld.
///
/// ## Source
/// Fischetti, M. and Salazar, J. J. (2001), Management Science 47, 1008-1027; Kelly, J. P., Golden, B. L. and Assad, A. A. (1992), Networks 22,
/// 397-417; Hundepool, A. and others (2012), Statistical Disclosure Control, Wiley.
public enum SuppressionAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "suppress", question: .publishable, title: "A table with small figures withheld, safely",
        example: """
            Documentation/examples/analyse/treated-by-age.csv --by area --by age --count people --most 4
            """,
        roles: CellTable.roles + [
            Role("count", .count, "How many, where a row is a cell; otherwise each row is one record", required: false),
            Role("value", .count, "What each row adds, for a table of sums instead of counts", required: false),
            Role("contributor", .text, "Who contributes to the sum; each row by itself otherwise", required: false),
        ],
        options: [
            Option("most", .whole(0...1_000), "Counts from 1 to this are withheld", standard: "4"),
            Option(
                "width", .number(0...1e12),
                "How wide an attacker's range of a withheld count must be at least; otherwise as wide as --most"),
            Option(
                "zeros", .choice(["published", "candidates"]), "Whether a zero may be withheld", standard: "published"),
            Option(
                "cost", .choice(["value", "cells"]),
                "What withholding further cells costs: what stands in them, or one each",
                standard: "value"),
            Option(
                "search", .choice(["auto", "heuristic", "optimal"]),
                "By heuristic, or also for the cheapest pattern; auto seeks it up to 250 cells", standard: "auto"),
            Option(
                "branches", .whole(1...10_000_000), "How many branches the search for the cheapest may look into",
                standard: "20000"),
            Option(
                "unsafe", .text, "Cells to withhold besides: categories with | between them, cells with a semicolon"),
        ] + DominanceAnalysis.rules + CellTable.options)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let isSum = request.has("value")
        let records = request.complete(["by"] + ["count", "value", "contributor"].filter { request.has($0) })
        guard !records.isEmpty else {
            throw AnalysisProblems("nothing-left", "No record has every value that is needed.")
        }
        let table = try CellTable(records)
        guard table.shape.count <= 200_000 else {
            throw AnalysisProblems(
                "too-many-cells", "The table has \(table.shape.count) cells with its totals; 200000 is the most.")
        }
        let figures = try CellFigures(records, table, role: isSum ? "value" : request.has("count") ? "count" : nil)
        let magnitudes = isSum ? MagnitudeCells(records, table) : nil
        let primary = try primaries(request, table, figures.totals, magnitudes)
        let problem = Suppression(
            table.shape, values: figures.finest, costs: costs(request, table, figures.totals), needs: primary,
            least: request.choice("zeros") == "published" && !isSum ? 1 : 0, isWhole: !isSum)
        let isOptimal =
            request.choice("search") == "optimal" || (request.choice("search") == "auto" && table.shape.count <= 250)
        let answer = problem.answer(branches: isOptimal && !primary.isEmpty ? request.whole("branches") : 0)
        return result(request, records, table, figures.totals, primary, answer)
    }

    private static func primaries(
        _ request: AnalysisRequest, _ table: CellTable, _ totals: [Double], _ magnitudes: MagnitudeCells?
    ) throws(AnalysisProblems) -> [Suppression.Need] {
        let most = request.number("most"), width = request.has(option: "width") ? request.number("width") : most
        var unsafe: Set<String> = Set(
            (request.text("unsafe") ?? "").split(separator: ";").map { TrimmedText.of(String($0)) })
        let rules = SensitivityRules(request)
        var needs: [Suppression.Need] = []
        for cell in table.publishedCells {
            let key = unsafe.isEmpty ? "" : table.key(cell), isNamed = unsafe.remove(key) != nil
            if let dominance = magnitudes?.dominance[cell] {
                guard dominance.contributors > 0, isNamed || !rules.reasons(dominance).isEmpty else { continue }
                let needed = max(rules.neededAbove(dominance), 1e-6 * totals[cell])
                needs.append(.init(cell: cell, width: 0, above: needed, below: min(needed, totals[cell])))
            } else if isNamed || (totals[cell] >= 1 && totals[cell] <= most) {
                needs.append(.init(cell: cell, width: max(1, width)))
            }
        }
        guard unsafe.isEmpty else {
            throw AnalysisProblems(
                "no-such-cell", "--unsafe names cells that are not there: \(unsafe.sorted().joined(separator: "; ")).")
        }
        return needs
    }

    private static func costs(_ request: AnalysisRequest, _ table: CellTable, _ totals: [Double]) -> [Double] {
        let isEach = request.choice("cost") == "cells", mayHideZero = request.choice("zeros") == "candidates"
        return totals.map { value in value == 0 && !mayHideZero ? .infinity : isEach ? 1 : max(1, value) }
    }

    private static func result(
        _ request: AnalysisRequest, _ records: CompleteRecords, _ table: CellTable, _ totals: [Double],
        _ primary: [Suppression.Need], _ answer: Suppression.Answer
    ) -> AnalysisResult {
        var rangeOf: [Int: Attacker.Range] = [:]
        for (need, range) in zip(primary, answer.ranges) { rangeOf[need.cell] = range }
        let unmet = Set(answer.unmet)
        var findings: [Finding] = [], secondary = 0
        for cell in table.publishedCells {
            let range = rangeOf[cell]
            guard answer.isWithheld[cell] else {
                findings.append(
                    Finding(
                        table.key(cell), .estimated(Estimate(totals[cell])),
                        more: [NamedFigure("cell_status", "published")]))
                continue
            }
            if range == nil { secondary += 1 }
            var more = [NamedFigure("cell_status", range == nil ? "secondary" : "primary")]
            if let range {
                more += [
                    NamedFigure("attacker_low", range.low), NamedFigure("attacker_high", range.high),
                    NamedFigure("protected", .flag(!unmet.contains(cell))),
                ]
            }
            findings.append(Finding(table.key(cell), .insufficient("Withheld."), more: more))
        }
        let published = findings.count - primary.count - secondary
        let gap = answer.bound.map { answer.cost > 0 ? (answer.cost - $0) / answer.cost : 0 }
        findings.append(
            Finding(
                "(all cells)", .estimated(Estimate(Double(published))), n: Double(published),
                denominator: Double(findings.count),
                more: [
                    NamedFigure("primary", Double(primary.count)), NamedFigure("secondary", Double(secondary)),
                    NamedFigure("unprotected", Double(unmet.count)), NamedFigure("cost", answer.cost),
                    NamedFigure("least_possible_cost", answer.bound ?? .nan), NamedFigure("gap", gap ?? .nan),
                ]))
        let tail =
            unmet.isEmpty
            ? "None can be worked out more closely than allowed."
            : "\(unmet.count) could not be protected (\(answer.unmet.prefix(3).map(table.key).joined(separator: ", "))): do not publish the table."
        let search =
            gap.map {
                $0 < 1e-9
                    ? "The pattern is the cheapest there is."
                    : "The search ended \(ReportNumber.short(100 * $0)) per cent above the least possible cost."
            }
            ?? "The pattern comes from a heuristic; a cheaper one may exist."
        return AnalysisResult(
            sentence:
                "\(primary.count) \(primary.count == 1 ? "cell" : "cells") must be withheld and \(secondary) more to protect them; \(published) are published. \(tail)",
            findings: findings, exclusions: records.exclusions,
            assumptions: [
                AssumptionCheck(
                    "The audit finds every protected cell wide enough", unmet.isEmpty ? .held : .doubtful,
                    "\(primary.count - unmet.count) of \(primary.count) are proved. \(search)"),
                AssumptionCheck(
                    "Nothing else is published about these people", .unchecked,
                    "Earlier releases and other groupings belong into audit-table as well."),
            ],
            caution:
                "Publish the figures and a sign for those withheld; never the status or the ranges, which are for whoever holds the data. A rate or a percentage of a withheld figure is withheld too."
        )
    }
}

/// What stands in every cell, with the file's own totals checked against the sums.
struct CellFigures {
    let finest: [Double]
    let totals: [Double]

    /// - Parameter role: the column that holds figures; nil to count records.
    init(_ records: CompleteRecords, _ table: CellTable, role: String?) throws(AnalysisProblems) {
        let figures = role.map { records.numbers($0) } ?? [Double](repeating: 1, count: records.count)
        var problems: [Problem] = []
        var finest = [Double](repeating: 0, count: table.shape.finest)
        for record in figures.indices where table.isFinest[record] && table.cells[record] >= 0 {
            if role != "value", figures[record] != figures[record].rounded() {
                let row = records.rows[record]
                problems.append(.of("not-whole", "Row \(row): \(figures[record]) is no whole count.", row: row))
            }
            finest[table.cells[record]] += figures[record]
        }
        let totals = table.shape.totals(finest)
        for record in figures.indices where !table.isFinest[record] && table.cells[record] >= 0 && role != nil {
            let cell = table.cells[record], row = records.rows[record]
            if abs(totals[cell] - figures[record]) > 1e-6 * max(1, totals[cell]) {
                problems.append(
                    .of(
                        "total-off",
                        "Row \(row): \(table.key(cell)) is given as \(ReportNumber.text(figures[record])), and its cells add up to \(ReportNumber.text(totals[cell])).",
                        row: row))
            }
        }
        guard problems.isEmpty else { throw AnalysisProblems(Array(problems.prefix(40))) }
        self.finest = finest
        self.totals = totals
    }
}
