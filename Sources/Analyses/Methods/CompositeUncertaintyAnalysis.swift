import Charts
import Statistics
import Vocabulary

/// How firm the ranks of a composite index are: each area's rank with its interval, and how likely it is to be designated.
///
/// ## Definition
/// The index is worked out again and again: counts drawn from what chance leaves open (gamma or beta law), weights of each group from a
/// Dirichlet law around the given ones (parameters: concentration times number of parts times share), the scale and the mean from those
/// named, and one indicator or none left out. Estimate: the median rank, with an interval between quantiles; the chance of being among the
/// first `--top`; pairs of areas at the cut and how often they change places; the mean shift of ranks. For the choices themselves: the share
/// of that shift's variance each brings alone (first) and with others (total), by Saltelli's design and Jansen's estimators.
///
/// ## When not to use it
/// The chance of being designated holds over the choices that were varied, not over those that were not: which indicators there are and
/// where the areas' edges run.
///
/// ## Edge cases
/// Without `--sampling` counts are taken as free of chance, and the intervals are too short for small areas. An area with too few indicators
/// is insufficient. More than 4,000 areas are refused.
///
/// ## Source
/// Saisana, M., Saltelli, A. and Tarantola, S. (2005), Journal of the Royal Statistical Society A 168, 307-323; Saltelli, A. et al. (2010),
/// Computer Physics Communications 181, 259-270; OECD and JRC (2008), Handbook on constructing composite indicators.
public enum CompositeUncertaintyAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "composite-uncertainty", question: .together, title: "How firm the ranks of a composite index are",
        example: """
            Documentation/examples/analyse/areas.csv --area area --indicator litter --indicator calls \
            --indicator deaths --population residents --sampling poisson --top 5 --draws 500 \
            --sensitivity 64
            """,
        roles: CompositeReading.roles,
        options: CompositeReading.options.map { option in
            // A range above zero, so that the geometric mean can be among the choices; arithmetic ranks do not change with it.
            var option = option
            if option.name == "range" { option.standard = "1,100" }
            if option.name == "z-scale" { option.standard = "100,10" }
            return option
        } + [
            Option(
                "confidence", .number(0.5...0.9999), "How much of the draws the interval is to hold", unit: "share",
                standard: "0.9"),
            Option("top", .whole(1...4_000), "So many areas are designated; a tenth otherwise"),
            Option("draws", .whole(100...1_000_000), "How often the index is worked out", standard: "10000"),
            Option(
                "vary", .text,
                "What is varied, with commas: sampling, weights, normalisation, aggregation, dropping; all that apply otherwise"
            ),
            Option(
                "normalisations", .text, "Scales to choose from, beside --normalisation",
                standard: "min-max,z,percentile"),
            Option(
                "aggregations", .text, "Means to choose from, beside --aggregation", standard: "arithmetic,geometric"),
            Option(
                "concentration", .number(0.01...1e6),
                "How close weights stay to those given: 1 is anything goes, 100 within about a tenth", standard: "10"),
            Option(
                "sensitivity", .whole(0...1_000_000), "Samples for the shares of the choices; 0 leaves them out",
                standard: "1000"),
        ], isRandom: true)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        var reading = try CompositeReading(request)
        try setChoices(request, &reading)
        let model = reading.model, count = reading.areas.count
        guard count <= 4_000 else {
            throw AnalysisProblems("too-many-areas", "At most 4,000 areas; there are \(count).")
        }
        guard let scores = model.nominal, scores.contains(where: { !$0.isNaN }) else {
            throw AnalysisProblems(
                "no-scores", "No area has enough indicators. Lower --least-share, or leave out indicators.")
        }
        let nominal = ScoreRank.of(scores)
        let top = request.has(option: "top") ? request.whole("top") : max(1, count / 10)
        let order = (0..<count).sorted { (nominal[$0] ?? .max, $0) < (nominal[$1] ?? .max, $1) }
        let pairs = cutPairs(order, nominal, top)
        let draws = request.whole("draws")
        guard let ranks = model.ranks(draws: draws, seed: request.seed, nominal: nominal, pairs: pairs) else {
            throw AnalysisProblems("no-spread", "An indicator is the same everywhere on one of the scales.")
        }
        let confidence = request.number("confidence")
        let areas = order.map { finding(reading.areas[$0], $0, ranks, nominal, scores, top, confidence) }
        var findings = areas
        findings.append(
            Finding("mean shift of ranks", .estimated(Estimate(ranks.meanShift)), n: Double(draws)))
        findings += swaps(pairs, ranks, reading.areas)
        findings += try choices(request, model, nominal)
        let unsure = areas.count { finding in
            finding.figure("chance_of_top").map { $0 > 0.05 && $0 < 0.95 } ?? false
        }
        let sentence =
            "Of the first \(top) areas, \(areas.prefix(top).count { ($0.figure("chance_of_top") ?? 0) >= 0.95 }) are there in at least 95% of draws; \(unsure) of \(count) areas could be in or out."
        return AnalysisResult(
            sentence: sentence, findings: findings, exclusions: reading.exclusions, assumptions: checks(model, request),
            caution:
                "Areas whose intervals overlap cannot be put in an order. A cut designates some and leaves out others that are as likely: decide about those by what is known of the place. "
                + Caution.recorded,
            figure: plot(areas, top, sentence))
    }

    private static func setChoices(
        _ request: AnalysisRequest, _ reading: inout CompositeReading
    ) throws(AnalysisProblems) {
        var problems: [Problem] = []
        func list<Choice: RawRepresentable<String>>(_ option: String, _ standard: [Choice]) -> [Choice] {
            guard let text = request.text(option) else { return standard }
            return text.split(separator: ",").compactMap { word in
                let word = TrimmedText.of(String(word))
                if let choice = Choice(rawValue: word) { return choice }
                problems.append(.of("\(option)-off", "--\(option): \"\(word)\" is none of the choices."))
                return nil
            }
        }
        let factors: [CompositeUncertainty.Factor] = list("vary", CompositeUncertainty.Factor.allCases)
        let ways: [Normalisation] = list("normalisations", []), sums: [Aggregation] = list("aggregations", [])
        if ways.contains(.goalposts), !request.has(option: "goalposts") {
            problems.append(.of("goalposts-missing", "--goalposts is needed: lowest and highest for each indicator."))
        }
        guard problems.isEmpty else { throw AnalysisProblems(problems) }
        var model = reading.model
        model.factors = Set(factors)
        if !model.indicators.contains(where: { $0.errors != nil }) { model.factors.remove(.sampling) }
        if model.indicators.count < 3 { model.factors.remove(.dropping) }
        if model.factors.contains(.normalisation) {
            model.normalisations += ways.filter { !model.normalisations.contains($0) }
        }
        if model.factors.contains(.aggregation) {
            model.aggregations += sums.filter { !model.aggregations.contains($0) }
        }
        if model.normalisations.count < 2 { model.factors.remove(.normalisation) }
        if model.aggregations.count < 2 { model.factors.remove(.aggregation) }
        model.concentration = request.number("concentration")
        guard !model.factors.isEmpty else {
            throw AnalysisProblems("nothing-varies", "Nothing is varied. Name with --vary what is to change.")
        }
        reading.model = model
        try reading.checkSpread(model.normalisations)
        try reading.checkPositive(model.aggregations, model.normalisations)
    }

    private static func finding(
        _ name: String, _ area: Int, _ ranks: CompositeUncertainty.Ranks, _ nominal: [Int?], _ scores: [Double],
        _ top: Int, _ confidence: Double
    ) -> Finding {
        guard ranks.known(area) > 0 else {
            return Finding(name, .insufficient("Too few of its indicators have a value."))
        }
        let tail = (1 - confidence) / 2
        let interval = Interval(
            ranks.quantile(area, tail), ranks.quantile(area, 1 - tail), confidence: confidence)
        return Finding(
            name, .estimated(Estimate(ranks.quantile(area, 0.5), interval)),
            more: [
                NamedFigure("nominal_rank", nominal[area].map(Double.init) ?? .nan),
                NamedFigure("nominal_score", scores[area]), NamedFigure("mean_rank", ranks.mean(area)),
                NamedFigure("chance_of_top", ranks.chance(area, top: top)),
            ])
    }

    /// The last five that are in and the first five that are not.
    private static func cutPairs(_ order: [Int], _ nominal: [Int?], _ top: Int) -> [(Int, Int)] {
        let ranked = order.filter { nominal[$0] != nil }
        let inside = ranked.prefix(top).suffix(5), outside = ranked.dropFirst(top).prefix(5)
        return inside.flatMap { one in outside.map { (one, $0) } }
    }

    private static func swaps(
        _ pairs: [(Int, Int)], _ ranks: CompositeUncertainty.Ranks, _ areas: [String]
    ) -> [Finding] {
        pairs.indices.sorted { (ranks.overtaken[$1], $0) < (ranks.overtaken[$0], $1) }.prefix(10).map { place in
            Finding(
                "\(areas[pairs[place].1]) before \(areas[pairs[place].0])",
                .estimated(Estimate(Double(ranks.overtaken[place]) / Double(ranks.draws))))
        }
    }

    private static func choices(
        _ request: AnalysisRequest, _ model: CompositeUncertainty, _ nominal: [Int?]
    ) throws(AnalysisProblems) -> [Finding] {
        let samples = request.whole("sensitivity")
        guard samples > 1 else { return [] }
        let cost = Double(samples) * Double(model.factors.count + 2) * Double(model.areas * model.indicators.count)
        guard cost < 2e10 else {
            throw AnalysisProblems(
                "too-much", "--sensitivity \(samples) would take too long with so many areas. Take fewer samples.")
        }
        guard let found = model.decisions(samples: samples, seed: request.seed &+ 1, nominal: nominal) else {
            return [Finding("choices", .insufficient("The mean shift of ranks never changes."))]
        }
        return found.map { factor, index in
            let reach = Normal.reach(0.95)
            return Finding(
                "choice of \(factor.rawValue)",
                .estimated(
                    Estimate(
                        index.1.value,
                        Interval(
                            index.1.value - reach * index.1.error, index.1.value + reach * index.1.error,
                            confidence: 0.95))), n: Double(samples),
                more: [
                    NamedFigure("first", index.0.value), NamedFigure("first_error", index.0.error),
                    NamedFigure("total", index.1.value), NamedFigure("total_error", index.1.error),
                ])
        }
    }

    private static func checks(_ model: CompositeUncertainty, _ request: AnalysisRequest) -> [AssumptionCheck] {
        let varied = CompositeUncertainty.Factor.allCases.filter { model.factors.contains($0) }.map(\.rawValue)
        let counted = model.indicators.contains { $0.errors != nil }
        return [
            AssumptionCheck(
                "Chance in small counts is allowed for", counted ? .held : .unchecked,
                counted
                    ? "Rates are drawn from what their counts leave open."
                    : "No counts out of a population were given with --sampling: ranks of small areas are less sure than shown."
            ),
            AssumptionCheck(
                "What was varied covers the choices one could defend", .unchecked,
                "Varied: \(varied.joined(separator: ", "))."),
        ]
    }

    private static func plot(_ areas: [Finding], _ top: Int, _ sentence: String) -> Figure {
        let known = areas.filter { $0.estimate != nil }
        // Around the cut, where there are too many to draw.
        let from = max(0, min(top - RankPlot.mostRows / 2, known.count - RankPlot.mostRows))
        let shown = known.dropFirst(from).prefix(RankPlot.mostRows)
        let plot = RankPlot(
            rows: shown.map { finding in
                RankPlot.Row(
                    finding.key, nominal: finding.figure("nominal_rank"), median: finding.estimate ?? .nan,
                    low: finding.interval?.low ?? .nan, high: finding.interval?.high ?? .nan,
                    chance: finding.figure("chance_of_top"))
            }, cut: top)
        return AnalysisFigure.figure(
            plot.drawing(named: sentence), description, sentence,
            shown.count < known.count
                ? "The \(shown.count) areas about the cut, of \(known.count); the table has all."
                : "Ranks of \(known.count) areas with their intervals.")
    }
}
