import Statistics
import Vocabulary

/// Several indicators made into one index of areas, every step said, and what each indicator weighs in effect.
///
/// ## Definition
/// Indicators (events are first divided by a population) are turned so that more means more, put on one scale and averaged with weights, group
/// by group where there are groups. Scales: min-max; z with n - 1; robust z with the median and 1.4826 median deviations; rank, equal values
/// sharing the lower one; percentile, (rank - 1)/(n - 1); declared goalposts. Means: arithmetic, geometric, harmonic. Rank 1 is the highest
/// score. With `--sampling` a rate is the mean of what its count leaves open, a gamma or beta law fitted to all areas by moments.
/// Importance is the squared correlation of an indicator with the index, beside its weight; Cronbach's alpha and the principal components are
/// descriptions.
///
/// ## When not to use it
/// Not to rank areas that differ by less than the choices make: read `composite-uncertainty` beside it. Not with indicators of different
/// years or areas of different kinds. Indicators that follow what the police do belong in `--without`, to see the ranks without them.
///
/// ## Edge cases
/// A missing value is never 0: the mean of the rest is taken where `--least-share` of a group is there, else the area has no score. An
/// indicator without spread is refused. A geometric mean of values not above zero is refused. Equal scores share the better rank.
///
/// ## Source
/// OECD and JRC (2008), Handbook on constructing composite indicators; Becker, W. et al. (2022), COINr, Journal of Open Source Software 7,
/// 4567; Paruolo, P., Saisana, M. and Saltelli, A. (2013), Journal of the Royal Statistical Society A 176, 609-634; Marshall, R. J. (1991),
/// Applied Statistics 40, 283-294.
public enum CompositeAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "composite", question: .together, title: "Composite index: many indicators as one",
        example: """
            Documentation/examples/analyse/areas.csv --area area --indicator litter --indicator calls \
            --indicator deaths --population residents --top 5
            """,
        roles: CompositeReading.roles,
        options: CompositeReading.options + [
            Option("top", .whole(1...100_000), "So many areas are designated"),
            Option("without", .text, "Also the ranks without these indicators, with commas between them"),
            Option("show-scaled", .flag, "Also each indicator on its scale"),
        ])

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let reading = try CompositeReading(request)
        let model = reading.model, way = model.normalisations[0], count = reading.areas.count
        let columns = model.indicators.map { $0.scaled(way, model.scales[way] ?? Normalisation.Scale()) ?? [] }
        let groups = model.tree.values(
            columns.flatMap { $0 }, areas: count, model.aggregations[0], top: model.top, leastShare: model.leastShare)
        let scores = Array(groups.suffix(count)), ranks = ScoreRank.of(scores)
        guard ranks.contains(where: { $0 != nil }) else {
            throw AnalysisProblems(
                "no-scores", "No area has enough indicators. Lower --least-share, or leave out indicators.")
        }
        let fewer = try without(request, reading, columns)
        let top = request.has(option: "top") ? request.whole("top") : nil
        let order = (0..<count).sorted { (ranks[$0] ?? .max, $0) < (ranks[$1] ?? .max, $1) }
        var findings = order.map { area -> Finding in
            let there = Double(columns.count { !$0[area].isNaN }) / Double(columns.count)
            guard let rank = ranks[area] else {
                return Finding(
                    reading.areas[area], .insufficient("Too few of its indicators have a value."),
                    more: [NamedFigure("available_share", there)])
            }
            var more = [NamedFigure("rank", Double(rank))]
            if let top { more.append(NamedFigure("designated", .flag(rank <= top))) }
            if let fewer { more.append(NamedFigure("rank_without", fewer[area].map(Double.init) ?? .nan)) }
            for (place, group) in model.tree.groups.dropLast().enumerated() {
                more.append(NamedFigure(group.name, groups[place * count + area]))
            }
            more.append(NamedFigure("available_share", there))
            if request.isOn("show-scaled") {
                for (place, name) in reading.names.enumerated() {
                    more.append(NamedFigure("scaled_\(name)", columns[place][area]))
                }
            }
            return Finding(reading.areas[area], .estimated(Estimate(scores[area])), more: more)
        }
        let areas = findings
        findings += describe(reading, columns, scores)
        let first = order[0]
        let sentence =
            "\(reading.areas[first]) has the highest index, \(ReportNumber.short(scores[first])), of \(areas.count { $0.estimate != nil }) areas."
        return AnalysisResult(
            sentence: sentence, findings: findings, exclusions: reading.exclusions,
            assumptions: checks(reading, findings),
            caution:
                "An index is a choice of indicators, scales and weights: near the cut it designates by that choice. Say how firm ranks are with composite-uncertainty, and never give an index to a person. "
                + Caution.recorded,
            figure: AnalysisFigure.intervals(areas, description, sentence: sentence, axis: "Index"))
    }

    private static func without(
        _ request: AnalysisRequest, _ reading: CompositeReading, _ columns: [[Double]]
    ) throws(AnalysisProblems) -> [Int?]? {
        guard let text = request.text("without") else { return nil }
        var kept = columns
        for name in text.split(separator: ",").map({ TrimmedText.of(String($0)) }) {
            guard let place = reading.names.firstIndex(of: name) else {
                throw AnalysisProblems("without-off", "--without: there is no indicator \(name).")
            }
            kept[place] = [Double](repeating: .nan, count: reading.areas.count)
        }
        let model = reading.model, count = reading.areas.count
        let groups = model.tree.values(
            kept.flatMap { $0 }, areas: count, model.aggregations[0], top: model.top, leastShare: 0)
        return ScoreRank.of(Array(groups.suffix(count)))
    }

    /// What each indicator weighs, and how they hang together.
    static func describe(_ reading: CompositeReading, _ columns: [[Double]], _ scores: [Double]) -> [Finding] {
        let described = IndicatorDescription(columns)
        let importance = IndicatorDescription.importance(columns, scores), all = importance.reduce(0, +)
        let nominal = reading.model.tree.nominalWeights(columns.count)
        var findings = reading.names.indices.map { place in
            var more = [
                NamedFigure("importance", importance[place]), NamedFigure("importance_share", importance[place] / all),
                NamedFigure("missing", Double(columns[place].count { $0.isNaN })),
                NamedFigure("drawn_in", Double(reading.drawnIn[place])),
            ]
            let raw = Moments(reading.raw[place])
            more += [NamedFigure("skewness", raw.skewness), NamedFigure("kurtosis", raw.kurtosis)]
            if !described.firstLoadings.isEmpty {
                more.append(NamedFigure("first_component_loading", described.firstLoadings[place]))
            }
            return Finding("weight of \(reading.names[place])", .estimated(Estimate(nominal[place])), more: more)
        }
        guard columns.count > 1 else { return findings }
        findings.append(
            Finding(
                "Cronbach's alpha",
                Outcome(
                    described.alpha.isFinite ? Estimate(described.alpha) : nil,
                    otherwise: "Two indicators share too few areas."),
                more: [NamedFigure("standardised_alpha", described.standardisedAlpha)]))
        findings.append(
            Finding(
                "first principal component",
                Outcome(
                    described.shares.first.map { Estimate($0) }, otherwise: "Two indicators share too few areas."),
                more: [NamedFigure("component_shares", .numbers(described.shares))]))
        findings += doubles(reading.names, described.correlation)
        return findings
    }

    /// Indicators that tell nearly the same, or pull against each other.
    private static func doubles(_ names: [String], _ correlation: Matrix) -> [Finding] {
        var pairs: [(Int, Int)] = []
        for one in names.indices { for other in names.indices where other > one { pairs.append((one, other)) } }
        return pairs.filter { abs(correlation[$0.0, $0.1]) >= 0.9 || correlation[$0.0, $0.1] <= -0.4 }
            .sorted { abs(correlation[$0.0, $0.1]) > abs(correlation[$1.0, $1.1]) }.prefix(50)
            .map {
                Finding(
                    "correlation of \(names[$0.0]) and \(names[$0.1])",
                    .estimated(Estimate(correlation[$0.0, $0.1])))
            }
    }

    static func checks(_ reading: CompositeReading, _ findings: [Finding]) -> [AssumptionCheck] {
        let doubled = findings.count { $0.key.hasPrefix("correlation of") && ($0.estimate ?? 0) > 0 }
        let opposed = findings.count { $0.key.hasPrefix("correlation of") && ($0.estimate ?? 0) < 0 }
        let shaped = zip(reading.names, reading.raw).filter { !OutlierRule().passes($0.1) }.map(\.0)
        return [
            AssumptionCheck(
                "No two indicators count the same thing twice", doubled > 0 ? .doubtful : .held,
                "\(doubled) pairs are correlated at 0.9 or more."),
            AssumptionCheck(
                "Indicators do not pull against each other", opposed > 0 ? .doubtful : .held,
                "\(opposed) pairs are correlated at -0.4 or less."),
            AssumptionCheck(
                "No few far values decide an indicator", shaped.isEmpty ? .held : .doubtful,
                shaped.isEmpty
                    ? "None is both skewed beyond 2 and peaked beyond 3.5."
                    : "Skewed beyond 2 and peaked beyond 3.5: \(shaped.prefix(8).joined(separator: ", "))."),
        ]
    }
}
