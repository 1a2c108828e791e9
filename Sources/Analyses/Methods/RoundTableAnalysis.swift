import Statistics
import Vocabulary

/// The table rounded to multiples of 5 (or another base), so that small figures and small differences tell nothing.
///
/// ## Definition
/// *Controlled*: every cell goes to a multiple beside its true figure so that every total, being the sum of its rounded cells, comes to a
/// multiple beside its own true figure as well; found by repair from the nearest multiples, those who mend most first. *Random*: every
/// figure and every total by itself, up with the chance of its remainder over the base, so that nothing shifts on average. *Nearest*: by
/// itself, a half upwards.
///
/// ## When not to use it
/// Random and nearest rounding do not add up. Random rounding must use the same seed for the same table: repeated with others, averages
/// take the noise off. Nearest rounding turns every figure below half the base into 0 and is undone where many rounded totals
/// overlap: look with `audit-table --rounding`.
///
/// ## Edge cases
/// Multiples of the base stay in random and nearest rounding, and in the cells of controlled rounding. In tables of three and more dimensions
/// a controlled rounding with every total beside its true figure need not exist; then totals still add up, and the furthest is given.
///
/// ## Source
/// Cox, L. H. (1987), Journal of the American Statistical Association 82, 520-524; Salazar, J. J. (2005), Management Science 51, 1107-1120.
public enum RoundTableAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "round-table", question: .publishable, title: "A table rounded so that it still adds up",
        example: """
            Documentation/examples/analyse/treated-by-age.csv --by area --by age --count people --base 5 \
            --kind controlled
            """,
        roles: CellTable.roles + [
            Role("count", .count, "How many, where a row is a cell; otherwise each row is one record", required: false)
        ],
        options: [
            Option("base", .whole(2...1_000), "Figures become multiples of it", standard: "5"),
            Option(
                "kind", .choice(TableRounding.Kind.allCases.map(\.rawValue)), "How the multiple is chosen",
                standard: "controlled"),
        ] + CellTable.options, isRandom: true)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let records = request.complete(["by"] + (request.has("count") ? ["count"] : []))
        guard !records.isEmpty else {
            throw AnalysisProblems("nothing-left", "No record has every value that is needed.")
        }
        let table = try CellTable(records)
        let figures = try CellFigures(records, table, role: request.has("count") ? "count" : nil)
        let base = request.number("base"), kind = TableRounding.Kind(rawValue: request.choice("kind")) ?? .controlled
        let answer = TableRounding(table.shape, base: base).rounded(figures.finest, kind, seed: request.seed)
        let findings = table.publishedCells.map { cell in
            Finding(
                table.key(cell), .estimated(Estimate(answer.values[cell])),
                more: [NamedFigure("level", cell < table.shape.finest ? "cell" : "total")])
        }
        let beyond = answer.values.indices.count { abs(answer.values[$0] - figures.totals[$0]) >= base - 1e-6 }
        return AnalysisResult(
            sentence:
                "\(findings.count) figures are rounded to multiples of \(ReportNumber.short(base)); \(answer.isAdditive ? "they add up" : "they do not add up") and none is further than \(ReportNumber.short(answer.furthest)) from the truth.",
            findings: findings, exclusions: records.exclusions,
            assumptions: [
                AssumptionCheck(
                    "Rounded cells add up to rounded totals", answer.isAdditive ? .held : .doubtful,
                    answer.isAdditive ? "Every total is the sum of its cells." : "Totals were rounded by themselves."),
                AssumptionCheck(
                    "Every figure is a multiple beside the true one", beyond == 0 ? .held : .doubtful,
                    "\(beyond) of \(findings.count) are a whole base or more away."),
            ],
            caution:
                "Never publish the true figures of the same table anywhere else. Make rates and percentages from the rounded figures. Look at what they give away with audit-table --rounding \(ReportNumber.short(base)) --rounding-kind \(kind == .nearest ? "nearest" : "random")."
        )
    }
}
