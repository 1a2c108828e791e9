import Statistics
import Vocabulary

/// What an attacker can work out about every withheld or rounded cell from everything published, and whether that is too much.
///
/// ## Definition
/// Every published figure is an equation (a rounded one: a range) over the cells; a withheld one is any number from `--least`. For
/// every protected cell the least and the greatest value of any table that agrees with all of it: ranges are narrowed sum by sum,
/// whole numbers taken as whole, and then a linear program is solved for either end. A cell passes when its range is at least
/// `--width` wide and, for counts, whole tables were found that differ so much there (`shown_low`, `shown_high`); it fails when the range is
/// narrower; between the two it is *unsettled*, which is no pass.
///
/// ## When not to use it
/// It knows only what the file says. A figure published elsewhere about the same people (a press notice, a map, another table) must be
/// put in, as a row, a dimension or an `--earlier` column. It does not weigh what neighbours know.
///
/// ## Edge cases
/// Cells that are not in the file: the finest ones count as 0 where any of them is published, sums as not published. A sum that all of
/// whose parts are published tells nothing more. Where no table agrees with what is published, that is an error: one figure is wrong, or
/// was rounded and `--rounding` was not said. Ranges without end have no upper figure. Large tables of rounded figures are searched by
/// steps alone; what was not reached is given as the range from narrowing.
///
/// ## Source
/// Fischetti, M. and Salazar, J. J. (2001), Management Science 47, 1008-1027; Hundepool, A. and others (2012), Statistical Disclosure Control,
/// Wiley, chapter 4. Counter-examples to other programs: sdcTools UserSupport issues 115, 136, 160 and 194.
public enum TableAuditAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "audit-table", question: .publishable, title: "What an attacker can work out of a published table",
        example: """
            Documentation/examples/analyse/published.csv --by area --by age --published count --width 4
            """,
        roles: [
            CellTable.roles[0], CellTable.roles[1],
            Role("published", .text, "What is published: a number, or *, c, [c] or nothing where it is withheld"),
            Role("count", .count, "What the cell really holds, where the holder asks; never needed", required: false),
            Role(
                "earlier", .text, "What was published for the same cell before", required: false, repeatable: true),
        ],
        options: [
            Option("width", .number(0...1e12), "A protected cell's range must be at least so wide", standard: "4"),
            Option("least", .number(0...1e6), "What a withheld cell holds at least, as readers know", standard: "0"),
            Option("most", .number(0...1e12), "What a withheld cell holds at most, if readers know"),
            Option(
                "rounding", .whole(0...1_000), "Published figures are rounded to multiples of it; 0 for not at all",
                standard: "0"),
            Option(
                "rounding-kind", .choice(["nearest", "random"]),
                "To the nearest multiple, or to either of the two beside",
                standard: "nearest"),
            Option("whole", .choice(["yes", "no"]), "Whether figures are whole numbers", standard: "yes"),
        ] + CellTable.options)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let records = request.complete(["by"])
        guard !records.isEmpty else { throw AnalysisProblems("nothing-left", "No record has every dimension.") }
        let table = try CellTable(records)
        let publication = try Publication(records, table)
        let attacker = Attacker(
            table.shape, low: publication.low, high: publication.high, isWhole: request.choice("whole") == "yes",
            known: publication.known)
        guard !attacker.isContradictory else { throw contradiction }
        let targets = publication.targets
        let width = request.number("width")
        let ranges = attacker.ranges(targets, enough: width)
        guard ranges.allSatisfy({ $0 != nil }) else { throw contradiction }
        let judged = zip(targets, ranges).map {
            CellVerdict(cell: $0, range: $1 ?? .init(low: 0, high: 0), width: width)
        }
        let findings = judged.map { verdict in finding(verdict, table, publication) }
        let counts = VerdictCounts(judged)
        return AnalysisResult(
            sentence: sentence(counts, judged, table, width),
            findings: findings.isEmpty
                ? [Finding("all cells", .insufficient("Nothing in the table is withheld or rounded."))] : findings,
            exclusions: records.exclusions + publication.notes,
            assumptions: [
                AssumptionCheck(
                    "Everything published about these people is in the file", .unchecked,
                    "\(publication.published) published figures were used, \(publication.earlier) of earlier releases."),
                AssumptionCheck(
                    "Ranges are proved by tables that attain them",
                    counts.unsettled == 0 ? .held : .doubtful,
                    "\(counts.unsettled) of \(judged.count) cells have a range that is wide enough by linear program but for which no two whole tables were found."
                ),
            ],
            caution:
                "A pass says that this file alone does not give a cell away. It says nothing of what an attacker knows besides, and nothing of groups all of whose members share an answer."
        )
    }

    private static let contradiction = AnalysisProblems(
        "no-such-table",
        "No table agrees with all that is published: a figure is wrong, or figures are rounded and --rounding does not say so."
    )

    private static func finding(_ verdict: CellVerdict, _ table: CellTable, _ publication: Publication) -> Finding {
        let range = verdict.range
        let middle = range.high.isFinite ? (range.low + range.high) / 2 : range.low
        var more = [
            NamedFigure("verdict", verdict.word.rawValue), NamedFigure("width", range.width),
            NamedFigure("shown_low", range.shownLow), NamedFigure("shown_high", range.shownHigh),
            NamedFigure("exactly_known", .flag(range.width < 1e-6)),
        ]
        if let truth = publication.truth[verdict.cell] {
            more.append(NamedFigure("holds_truth", .flag(truth >= range.low - 1e-6 && truth <= range.high + 1e-6)))
        }
        return Finding(
            table.key(verdict.cell),
            .estimated(Estimate(middle, Interval(range.low, range.high, confidence: 1))), more: more)
    }

    private static func sentence(
        _ counts: VerdictCounts, _ judged: [CellVerdict], _ table: CellTable, _ width: Double
    ) -> String {
        if judged.isEmpty { return "Nothing in the table is withheld or rounded." }
        let bar = "a range of \(ReportNumber.short(width))"
        guard counts.narrow + counts.unsettled > 0 else {
            return "Passes: all \(judged.count) protected cells keep \(bar) or more against everything published."
        }
        let worst = judged.filter { $0.word == .narrow }.sorted { $0.range.width < $1.range.width }.prefix(3)
            .map { "\(table.key($0.cell))" }.joined(separator: ", ")
        let unsettled = counts.unsettled > 0 ? " \(counts.unsettled) are unsettled." : ""
        return counts.narrow == 0
            ? "Not proved:\(unsettled)"
            : "Fails: \(counts.narrow) of \(judged.count) protected cells are known more closely than \(bar), \(counts.exact) exactly (\(worst)).\(unsettled)"
    }
}

/// What is said of one protected cell.
struct CellVerdict {
    enum Word: String { case wide, narrow, unsettled }

    let cell: Int
    let range: Attacker.Range
    let width: Double

    var word: Word {
        if range.width < width - 1e-6 { return .narrow }
        return range.shownWidth >= width - 1e-6 || !range.high.isFinite ? .wide : .unsettled
    }
}

struct VerdictCounts {
    let narrow: Int
    let unsettled: Int
    let exact: Int

    init(_ judged: [CellVerdict]) {
        narrow = judged.count { $0.word == .narrow }
        unsettled = judged.count { $0.word == .unsettled }
        exact = judged.count { $0.range.width < 1e-6 }
    }
}
