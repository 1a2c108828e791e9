import Charts
import Glibc
import Statistics
import Vocabulary

/// How the same people's answers on an ordered scale changed between two times.
///
/// ## Definition
/// For each item the whole table of answers before and after; the share who moved up less the share who moved down (net change), with Newcombe's
/// interval from Wilson's limits of both; Stuart's and Bhapkar's tests that the answers are spread alike; McNemar's mid-p for the share in the highest `agree`
/// answers; Wilcoxon's signed ranks with Pratt's rule, with the matched rank-biserial correlation; and the odds ratio of a higher answer, each respondent with a level
/// of their own (cumulative logit, adaptive Gauss-Hermite). Over several items p is also given after Holm. Who answered before but not after stands in an
/// attrition table, and the net change is given again with weights for who stayed.
///
/// ## When not to use it
/// Not for two samples of different people: they must be the same respondents. Not as an average of codes: the steps between answers are not known to be equal.
/// Without residents of comparison areas, a change is not an effect.
///
/// ## Edge cases
/// Nobody moved: tests are insufficient, the net change is 0 with its interval. Answers named in `unsure` are left out, and stand once as "no change" beside it. Counts may be
/// given instead of records. Respondents who do not differ leave the spread at its edge, 0.
///
/// ## Source
/// Stuart, A. (1955), Biometrika 42, 412-416; Bhapkar, V. P. (1966), Journal of the American Statistical Association 61, 228-235; Newcombe, R. G. (1998), Statistics in
/// Medicine 17, 2635-2650; Tango, T. (1998), Statistics in Medicine 17, 891-908; Pratt, J. W. (1959), Journal of the American Statistical Association 54,
/// 655-667; Fagerland, M. W., Lydersen, S. and Laake, P. (2013), BMC Medical Research Methodology 13, 91; Holm, S. (1979).
public enum PairedScaleAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "paired-scale", question: .worked, title: "The same people's answers before and after",
        example: """
            Documentation/examples/analyse/residents.csv --before safe_2026 --after safe_2027 \
            --levels "very unsafe,unsafe,neither,safe,very safe"
            """,
        roles: [
            Role("before", .text, "The answer before; several times for several items", repeatable: true),
            Role("after", .text, "The answer after, in the same order", repeatable: true),
            Role("item", .text, "The item, where each record is one item", required: false),
            Role("count", .count, "How many people gave both answers; 1 otherwise", unit: "people", required: false),
            Role("group", .text, "What may tell who stayed: age band, area", required: false, repeatable: true),
        ],
        options: [
            .confidence,
            Option("levels", .text, "The answers from the lowest to the highest, with commas; numbers need none"),
            Option("better", .choice(["higher", "lower"]), "Which way is better", standard: "higher"),
            Option("agree", .whole(1...20), "How many of the best answers count as agreement; half of them otherwise"),
            Option("unsure", .text, "Answers that are not on the scale, with commas"),
            Option("interval", .choice(["newcombe", "score", "wald"]), "Of the net change", standard: "newcombe"),
            Option("nodes", .whole(5...61), "Quadrature nodes", standard: "21"),
        ], reference: 0)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let reading = try PairedReading(request)
        var findings: [Finding] = []
        var nets: [Int] = []
        for item in reading.items {
            let said = PairedWords(item, reading, request)
            nets.append(findings.count)
            findings += said.findings(prefix: reading.items.count > 1 ? "\(item.name): " : "")
        }
        if nets.count > 1 {
            let adjusted = FalseDiscovery.holm(nets.map { findings[$0].p })
            let shared = FalseDiscovery.q(nets.map { findings[$0].p })
            for (place, net) in nets.enumerated() {
                findings[net].q = shared[place]
                if let holm = adjusted[place] { findings[net].more.append(NamedFigure("p_holm", holm)) }
            }
        }
        let sentence = self.sentence(findings[nets[0]], reading)
        let leavers = reading.items.reduce(0) { $0 + $1.leavers.reduce(0, +) }
        let all = reading.items.reduce(0) { $0 + $1.table.total } + leavers
        let share = all > 0 ? leavers / all : 0
        return AnalysisResult(
            sentence: sentence, findings: findings, exclusions: reading.exclusions,
            assumptions: [
                AssumptionCheck(
                    "Those who did not answer again would have changed alike",
                    leavers == 0 ? .unchecked : share > 0.3 ? .doubtful : .held,
                    leavers == 0
                        ? "The table holds nobody who answered only before."
                        : "\(ReportNumber.short(share * 100))% did not; compare the net change with weights for who stayed."
                ),
                AssumptionCheck(
                    "Respondents answered independently of each other", .unchecked, "One household, one answer."),
                AssumptionCheck(
                    "Nothing else changed people's answers", .unchecked,
                    "Only residents of comparison areas, asked the same, could tell."),
            ],
            caution:
                "A change in answers is not an effect of the operation. Codes are an order, not amounts: do not average them.",
            figure: AnalysisFigure.figure(
                reading.drawing(sentence), description, sentence,
                "Answers before and after, bar by bar; the table has the counts."))
    }

    private static func sentence(_ net: Finding, _ reading: PairedReading) -> String {
        guard let value = net.estimate, let interval = net.interval else { return "Nobody answered twice." }
        let name = reading.items.count > 1 ? "\(reading.items[0].name): " : ""
        func word(_ share: Double) -> String { ReportNumber.short((share * 1_000).rounded() / 10) }
        return
            "\(name)\(word(net.figure("improved_share") ?? 0))% answered better than before and \(word(net.figure("worsened_share") ?? 0))% worse, a net change of \(word(value)) points (\(word(interval.low)) to \(word(interval.high)))."
    }
}

/// What is said of one item.
private struct PairedWords {
    let item: PairedReading.Item
    let reading: PairedReading
    let request: AnalysisRequest
    let confidence: Double

    init(_ item: PairedReading.Item, _ reading: PairedReading, _ request: AnalysisRequest) {
        self.item = item
        self.reading = reading
        self.request = request
        confidence = request.number("confidence")
    }

    func findings(prefix: String) -> [Finding] {
        [net(prefix)] + agreement(prefix) + [
            homogeneity(prefix, true), homogeneity(prefix, false), ranks(prefix), model(prefix),
        ]
            + stayers(prefix) + [table(prefix)]
    }

    private func net(_ prefix: String) -> Finding {
        let moves = item.table.moves
        guard let net = item.table.netChange(confidence) else {
            return Finding("\(prefix)net change", .insufficient("Nobody answered both times."))
        }
        let interval =
            switch request.choice("interval") {
            case "score": net.score
            case "wald": net.wald
            default: net.newcombe
            }
        let n = item.table.total
        var more = [
            NamedFigure("improved", moves.up), NamedFigure("unchanged", moves.same),
            NamedFigure("worsened", moves.down),
            NamedFigure("improved_share", moves.up / n), NamedFigure("worsened_share", moves.down / n),
            NamedFigure("standard_error", net.error), NamedFigure("newcombe_low", net.newcombe.low),
            NamedFigure("newcombe_high", net.newcombe.high), NamedFigure("score_low", net.score.low),
            NamedFigure("score_high", net.score.high), NamedFigure("wald_low", net.wald.low),
            NamedFigure("wald_high", net.wald.high),
        ]
        if item.unsure > 0 {
            more += [
                NamedFigure("unsure", item.unsure),
                NamedFigure("net_with_unsure_as_no_change", (moves.up - moves.down) / (n + item.unsure)),
            ]
        }
        return Finding(
            "\(prefix)net change", .estimated(Estimate(net.value, interval)), p: net.p, n: moves.up + moves.down,
            denominator: n, more: more)
    }

    private func agreement(_ prefix: String) -> [Finding] {
        let top = request.has(option: "agree") ? request.whole("agree") : max(1, reading.levels.count / 2)
        guard let found = item.table.agreement(top: top, confidence: confidence) else { return [] }
        return [
            Finding(
                "\(prefix)agreement", .estimated(Estimate(found.after - found.before, found.interval)), p: found.midP,
                n: found.gained + found.lost, denominator: item.table.total,
                more: [
                    NamedFigure("before", found.before), NamedFigure("after", found.after),
                    NamedFigure("gained", found.gained), NamedFigure("lost", found.lost),
                    NamedFigure("mcnemar_mid_p", found.midP), NamedFigure("mcnemar_exact_p", found.exactP),
                    NamedFigure("mcnemar_chi_square", found.chiSquare), NamedFigure("answers", Double(top)),
                ])
        ]
    }

    private func homogeneity(_ prefix: String, _ isStuart: Bool) -> Finding {
        let key = prefix + (isStuart ? "stuart-maxwell" : "bhapkar")
        guard let found = item.table.homogeneity else {
            return Finding(key, .insufficient("Nobody moved from one answer to another."), n: item.table.total)
        }
        guard isStuart || found.bhapkar.isFinite else {
            return Finding(
                key,
                .insufficient("Everybody moved, and all in the same way: no spread is left to measure the shift by."),
                n: item.table.total, more: [NamedFigure("df", Double(found.degrees))])
        }
        return Finding(
            key, .estimated(Estimate(isStuart ? found.stuartMaxwell : found.bhapkar)),
            p: isStuart ? found.stuartMaxwellP : found.bhapkarP, n: item.table.total,
            more: [NamedFigure("df", Double(found.degrees))])
    }

    private func ranks(_ prefix: String) -> Finding {
        guard let found = item.table.signedRank else {
            return Finding("\(prefix)wilcoxon-pratt", .insufficient("Nobody moved from one answer to another."))
        }
        return Finding(
            "\(prefix)wilcoxon-pratt", .estimated(Estimate(found.effect)), p: found.p, n: item.table.total,
            more: [
                NamedFigure("z", found.z), NamedFigure("rank_biserial", found.effect),
                NamedFigure("positive_ranks", found.positive), NamedFigure("negative_ranks", found.negative),
            ])
    }

    private func model(_ prefix: String) -> Finding {
        let key = "\(prefix)odds ratio of a better answer"
        guard item.table.homogeneity != nil, let found = CumulativeLogit(item.table, nodes: request.whole("nodes")),
            found.converged, found.changeError.isFinite
        else { return Finding(key, .insufficient("The model cannot be fitted: too few answers or nobody moved.")) }
        let z = Normal.reach(confidence)
        return Finding(
            key,
            .estimated(
                Estimate(
                    exp(found.change),
                    Interval(
                        exp(found.change - z * found.changeError), exp(found.change + z * found.changeError),
                        confidence: confidence))), p: Normal.twoSided(found.change / found.changeError),
            n: item.table.total,
            more: [
                NamedFigure("coefficient", found.change), NamedFigure("standard_error", found.changeError),
                NamedFigure("respondent_sd", found.spread), NamedFigure("log_likelihood", found.logLikelihood),
                NamedFigure("thresholds", .numbers(found.thresholds)),
            ])
    }

    private func stayers(_ prefix: String) -> [Finding] {
        let gone = item.leavers.reduce(0, +)
        guard gone > 0 else { return [] }
        let stayed = item.table.before
        var findings = [
            Finding(
                "\(prefix)answered again",
                .estimated(Estimate(stayed.reduce(0, +) / (gone + stayed.reduce(0, +)))), n: stayed.reduce(0, +),
                denominator: gone + stayed.reduce(0, +),
                more: zip(reading.levels, zip(stayed, item.leavers)).map { level, counts in
                    NamedFigure("stayed_of_\(level)", counts.0 + counts.1 > 0 ? counts.0 / (counts.0 + counts.1) : .nan)
                })
        ]
        if let weighted = item.weighted(confidence) {
            findings.append(
                Finding(
                    "\(prefix)net change, weighted for who stayed",
                    .estimated(Estimate(weighted.value, weighted.interval)), n: stayed.reduce(0, +),
                    more: [
                        NamedFigure("standard_error", weighted.error),
                        NamedFigure("largest_weight", weighted.largest),
                        NamedFigure("effective_n", weighted.effective),
                    ]))
        }
        return findings
    }

    private func table(_ prefix: String) -> Finding {
        let n = item.table.total
        var more = [NamedFigure("levels", .texts(reading.levels))]
        for (row, level) in reading.levels.enumerated() {
            more.append(
                NamedFigure("before_\(level)", .numbers(reading.levels.indices.map { item.table.counts[row, $0] })))
        }
        return Finding("\(prefix)transitions", .estimated(Estimate(n)), n: n, more: more)
    }
}
