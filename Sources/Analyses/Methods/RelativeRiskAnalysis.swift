import Charts
import Glibc
import Statistics
import Vocabulary

/// Where cases lie denser than controls, so that a busy place is not taken for a market.
///
/// ## Definition
/// ln(f / g), where f and g are Gaussian kernel densities of cases and of controls on one grid, each adding up to 1. Adaptive: each point's
/// bandwidth is `bandwidth` times the inverse root of a pilot density there over its geometric mean (Abramson), none wider than `trim` times
/// it. Densities are divided by the mass of the kernel on the map. The p-value of each cell comes from the asymptotic variance (cautious
/// with a pooled pilot: on noise fewer than 2% of spots lie within the 5% contour), or from the shuffled maps; tolerance contours stand where it is `level` and 1 - `level`. Listed are the regions within them, with the ratio at their peak. `whole map` is
/// a test of any difference at all, by shuffling which points are cases.
///
/// ## When not to use it
/// Not without controls that lie where cases could have lain: other incidents, addresses, people about. Not with a bandwidth below the error
/// of the points. Published points that are moved to the middles of streets make both densities lumpy in the same way, which is some help.
///
/// ## Edge cases
/// Fewer than ten cases or controls: refused. All at one spot: refused. The map is the box about all points unless `bounds` are given; points
/// outside are left out and counted. A region with few points is a guess: read `cases` and `controls`.
///
/// ## Source
/// Kelsall, J. E. and Diggle, P. J. (1995), Statistics in Medicine 14, 2335-2342; Davies, T. M. and Hazelton, M. L. (2010), Statistics in
/// Medicine 29, 2423-2437; Hazelton, M. L. and Davies, T. M. (2009), Biometrical Journal 51, 98-109; agrees with sparr 2.2-17.
public enum RelativeRiskAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "relative-risk", question: .place, title: "Where cases lie denser than controls, with tolerance contours",
        example: """
            Documentation/examples/analyse/events.csv --x east --y north --case drugs --bandwidth 400 \
            --cells 32 --permutations 19
            """,
        roles: [
            Role("x", .number, "East, on a metric grid", unit: "metres"),
            Role("y", .number, "North, on a metric grid", unit: "metres"),
            Role("case", .yesNo, "Yes for a case, no for a control"),
        ],
        options: [
            Option("bandwidth", .number(1e-6...1e7), "How far to smooth; Terrell's widest otherwise", unit: "metres"),
            Option("pilot", .number(1e-6...1e7), "Bandwidth of the pilot; as bandwidth otherwise", unit: "metres"),
            Option(
                "adaptive", .choice(["yes", "no"]), "Wider where there are few points, or one for all", standard: "yes"),
            Option(
                "symmetry", .choice(["pooled", "own"]), "The pilot of both from all points, or of each from its own",
                standard: "pooled"),
            Option(
                "edge", .choice(["uniform", "none"]), "Whether to make up for what lies beyond the map",
                standard: "uniform"),
            Option("trim", .number(1...1_000), "Widest bandwidth over the geometric mean", standard: "5"),
            Option("cells", .whole(16...512), "Cells along the longer side of the map", standard: "128"),
            Option("bounds", .numbers, "West, south, east, north of the map", unit: "metres"),
            Option("level", .number(0.0001...0.25), "One-sided level of the contours", unit: "share", standard: "0.05"),
            Option("location-error", .number(0...1e6), "How far points may be off", unit: "metres", standard: "0"),
            Option(
                "permutations", .whole(0...9_999), "Shuffled maps for the whole map; 0 for none", unit: "maps",
                standard: "99"),
            Option(
                "tolerance", .choice(["asymptotic", "shuffled"]),
                "Whether p of a spot comes from the law of large numbers or from the shuffled maps",
                standard: "asymptotic"),
            Option(
                "list", .choice(["regions", "cells"]), "Regions within contours, or every cell", standard: "regions"),
        ], isRandom: true)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let points = try RiskPoints(request)
        let risk = points.risk(request)
        var surface = risk.surface(cases: points.cases, controls: points.controls)
        let draws = request.whole("permutations"), isShuffled = request.choice("tolerance") == "shuffled"
        guard draws >= 19 || !isShuffled else {
            throw AnalysisProblems("permutations-off", "--tolerance shuffled needs --permutations 19 at least.")
        }
        let shuffled =
            draws > 0
            ? risk.shuffled(cases: points.cases, controls: points.controls, draws: draws, seed: request.seed) : nil
        if let shuffled, isShuffled { surface.p = shuffled.cells }
        let level = request.number("level")
        let high = RiskRegion.all(surface, risk.grid, points) { surface.p[$0] <= level }
        let low = RiskRegion.all(surface, risk.grid, points) { surface.p[$0] >= 1 - level }
        var findings = [wholeMap(risk, points, shuffled, draws)]
        if request.choice("list") == "cells" {
            findings += surface.p.indices.map { cell in cellFinding(surface, risk.grid, cell) }
        } else {
            findings += high.enumerated().map { $1.finding("denser \($0 + 1)", surface, risk.grid, isHigh: true) }
            findings += low.enumerated().map { $1.finding("thinner \($0 + 1)", surface, risk.grid, isHigh: false) }
        }
        let sentence =
            high.isEmpty
            ? "Nowhere do cases lie denser than controls by more than chance would bring."
            : "In \(high.count) \(high.count == 1 ? "region" : "regions") cases lie denser than controls by more than chance would bring at each spot; the ratio is \(ReportNumber.short(exp(surface.logRatio[high[0].peak]))) in the first."
        return AnalysisResult(
            sentence: sentence, findings: findings, exclusions: points.exclusions,
            assumptions: [
                AssumptionCheck(
                    "Controls lie where cases could have lain", .unchecked, "Say who or what the controls are."),
                AssumptionCheck(
                    "Points lie where the events were, within the bandwidth",
                    request.number("location-error") > 0 ? .held : .unchecked,
                    "Published points are often moved to the middle of a street."),
                AssumptionCheck(
                    "There are enough points for the law of large numbers",
                    min(points.cases.count, points.controls.count) >= 100 ? .held : .doubtful,
                    "\(points.cases.count) cases and \(points.controls.count) controls."),
            ],
            caution:
                "Contours are drawn spot by spot: \(ReportNumber.short(level * 100))% of a map without anything to find would lie within them; read `whole map` first. "
                + Caution.recorded, figure: figure(surface, risk, level, sentence))
    }

    private static func wholeMap(
        _ risk: RelativeRisk, _ points: RiskPoints, _ shuffled: RelativeRisk.Shuffled?, _ draws: Int
    ) -> Finding {
        var more = [
            NamedFigure("bandwidth", risk.bandwidth), NamedFigure("pilot_bandwidth", risk.pilotBandwidth),
            NamedFigure("cases", Double(points.cases.count)), NamedFigure("controls", Double(points.controls.count)),
            NamedFigure("columns", Double(risk.grid.columns)), NamedFigure("rows", Double(risk.grid.rows)),
        ]
        let n = Double(points.cases.count + points.controls.count)
        guard let shuffled else {
            return Finding("whole map", .insufficient("No maps were shuffled."), n: n, more: more)
        }
        more.append(NamedFigure("permutations", Double(draws)))
        return Finding("whole map", .estimated(Estimate(shuffled.value)), p: shuffled.p, n: n, more: more)
    }

    private static func cellFinding(
        _ surface: RelativeRisk.Surface, _ grid: KernelDensity.Grid, _ cell: Int
    ) -> Finding {
        let centre = grid.centre(cell % grid.columns, cell / grid.columns)
        return Finding(
            "\(ReportNumber.text(centre.x)), \(ReportNumber.text(centre.y))",
            .estimated(Estimate(exp(surface.logRatio[cell]))), p: surface.p[cell],
            more: [
                NamedFigure("x", centre.x), NamedFigure("y", centre.y),
                NamedFigure("log_relative_risk", surface.logRatio[cell]),
                NamedFigure("case_density", surface.cases[cell]),
                NamedFigure("control_density", surface.controls[cell]),
            ])
    }

    private static func figure(
        _ surface: RelativeRisk.Surface, _ risk: RelativeRisk, _ level: Double, _ sentence: String
    ) -> Figure {
        let cuts = [log(0.5), log(0.8), log(1.25), log(2)]
        let kinds = surface.logRatio.map { value in cuts.count { value >= $0 } }
        let words = ["less than half", "half to 4/5", "about the same", "5/4 to twice", "more than twice"]
        let grid = risk.grid
        func line(_ words: String, _ at: Double, _ isDashed: Bool) -> SurfacePlot.Line {
            SurfacePlot.Line(
                words, SurfacePlot.contour(surface.p, columns: grid.columns, rows: grid.rows, level: at),
                isDashed: isDashed)
        }
        let plot = SurfacePlot(
            columns: grid.columns, rows: grid.rows, metres: grid.cell, kinds: kinds,
            classes: words.enumerated().map { SurfacePlot.Class("cases to controls: \($1)", step: $0) },
            lines: [
                line("denser than chance (p \(ReportNumber.short(level)))", level, false),
                line("thinner than chance (p \(ReportNumber.short(level)))", 1 - level, true),
            ])
        return AnalysisFigure.figure(
            plot.drawing(named: sentence), description, sentence,
            "The ratio of the density of cases to that of controls in five classes, with tolerance contours.")
    }
}
