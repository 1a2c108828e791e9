import Statistics
import Vocabulary

/// Cells in which so few contributors make up so much that one of them could be worked out.
///
/// ## Definition
/// Contributions of the same contributor to a cell are added up first. A cell is sensitive by the *(n, k) rule* when its largest n
/// contributions are more than k per cent of it; by the *p per cent rule* when what is left without the two largest is less than p per
/// cent of the largest (with `--q`, less than p/q of it: everybody knew everybody else within q per cent before); and when it has
/// no more than `--contributors` contributors. Totals are looked at as well.
///
/// ## When not to use it
/// For counts of people (see `suppress`). Where contributions may be below zero, the rules say nothing.
///
/// ## Edge cases
/// Without `--contributor` every row is a contributor of its own. A cell of nothing but zeros is not sensitive by dominance. Contributions
/// below zero are refused with their row.
///
/// ## Source
/// Hundepool, A. and others (2012), Statistical Disclosure Control, Wiley, chapter 4; sdcTable (`primarySuppression`).
public enum DominanceAnalysis: Analysis {
    static let rules = [
        Option("n", .whole(1...9), "How many of the largest the dominance rule adds up", standard: "2"),
        Option("k", .number(1...100), "The share they may have", unit: "per cent", standard: "85"),
        Option(
            "p", .number(0.1...1_000), "How close the second may come to the first; otherwise the rule is not applied",
            unit: "per cent"),
        Option("q", .number(1...100), "How close everybody was to begin with", unit: "per cent", standard: "100"),
        Option(
            "contributors", .whole(0...100), "Cells of so many contributors and fewer are sensitive", standard: "0"),
    ]

    public static let description = MethodDescription(
        name: "dominance", question: .publishable, title: "Sums in which one contributor shows: (n, k) and p per cent",
        example: """
            Documentation/examples/analyse/seized.csv --by area --by drug --value grams --contributor force \
            --n 2 --k 85 --p 10
            """,
        roles: CellTable.roles + [
            Role("value", .count, "What each row adds"),
            Role("contributor", .text, "Who contributes; each row by itself otherwise", required: false),
        ],
        options: rules + CellTable.options)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let records = request.complete(["by", "value"] + (request.has("contributor") ? ["contributor"] : []))
        guard !records.isEmpty else {
            throw AnalysisProblems("nothing-left", "No record has every value that is needed.")
        }
        let table = try CellTable(records)
        let cells = MagnitudeCells(records, table)
        var findings: [Finding] = [], sensitive: [String] = []
        for cell in table.publishedCells where cells.dominance[cell].contributors > 0 {
            let dominance = cells.dominance[cell]
            let reasons = SensitivityRules(request).reasons(dominance)
            if !reasons.isEmpty { sensitive.append(table.key(cell)) }
            findings.append(
                Finding(
                    table.key(cell), .estimated(Estimate(dominance.share(request.whole("n")))),
                    n: Double(dominance.contributors),
                    more: [
                        NamedFigure("sensitive", .flag(!reasons.isEmpty)), NamedFigure("rules", .texts(reasons)),
                        NamedFigure("total", dominance.total), NamedFigure("largest", dominance.largest.first ?? 0),
                        NamedFigure("second", dominance.largest.count > 1 ? dominance.largest[1] : 0),
                        NamedFigure("share_of_largest", dominance.share(1)),
                        NamedFigure("closeness_per_cent", dominance.closeness),
                    ]))
        }
        return AnalysisResult(
            sentence: sensitive.isEmpty
                ? "None of \(findings.count) cells is dominated by its largest contributors."
                : "\(sensitive.count) of \(findings.count) cells would tell about a contributor: \(sensitive.prefix(5).joined(separator: ", "))\(sensitive.count > 5 ? " and more" : "").",
            findings: findings, exclusions: records.exclusions + cells.exclusions(table),
            assumptions: [
                AssumptionCheck(
                    "Contributors do not act together", .unchecked,
                    "Two who share what they know come closer to a third than the rules reckon with.")
            ],
            caution:
                "This page shows the largest contributions: it is for whoever holds the data, never for publication.")
    }
}

/// Which rules a request applies.
struct SensitivityRules {
    let n: Int
    let k: Double
    let p: Double?
    let q: Double
    let contributors: Int

    init(_ request: AnalysisRequest) {
        n = request.whole("n")
        k = request.number("k")
        p = request.has(option: "p") ? request.number("p") : nil
        q = request.number("q")
        contributors = request.whole("contributors")
    }

    func reasons(_ dominance: Dominance) -> [String] {
        var reasons: [String] = []
        if dominance.fails(n: n, k: k) { reasons.append("(n, k)") }
        if let p, dominance.fails(p: p, q: q) { reasons.append("p per cent") }
        if dominance.contributors <= contributors { reasons.append("contributors") }
        return reasons
    }

    /// How far above its total a sensitive cell's range must reach.
    func neededAbove(_ dominance: Dominance) -> Double {
        max(dominance.neededAbove(n: n, k: k), p.map { dominance.neededAbove(p: $0, q: q) } ?? 0)
    }
}

/// What every cell and every sum is made of.
struct MagnitudeCells {
    let dominance: [Dominance]
    private let ignored: Int

    init(_ records: CompleteRecords, _ table: CellTable) {
        let values = records.numbers("value"), who = records.keys("contributor")
        var by: [[String: Double]] = Array(repeating: [:], count: table.shape.finest)
        var ignored = 0
        for record in values.indices {
            if table.isFinest[record], table.cells[record] >= 0 {
                by[table.cells[record]][who[record], default: 0] += values[record]
            } else {
                ignored += 1
            }
        }
        var all = [[String: Double]](repeating: [:], count: table.shape.count)
        for (first, members) in table.shape.finestAndSums(withTotals: true) {
            for finest in by.indices where !by[finest].isEmpty {
                all[first + Int(members[finest])].merge(by[finest]) { $0 + $1 }
            }
        }
        dominance = all.map { Dominance($0.values.sorted()) }
        self.ignored = ignored
    }

    func exclusions(_ table: CellTable) -> [String] {
        ignored == 0 ? [] : ["\(ignored) rows are totals; totals are made from the contributions instead."]
    }
}
