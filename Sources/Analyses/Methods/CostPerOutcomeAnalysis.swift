import Glibc
import Statistics
import Vocabulary

/// What one outcome costs, with an interval that stays honest when the outcome is uncertain.
///
/// ## Definition
/// Without `group`, the mean cost over the mean outcome. With it, the difference in cost over the difference in outcome between who had the intervention and who
/// had not (incremental). The interval is Fieller's; the bootstrap's (BCa) and the delta method's stand beside it. With `worth`, the net benefit of what one
/// outcome is worth, and the chance that it is above zero.
///
/// ## When not to use it
/// Not where groups differ in more than the intervention: the quotient takes every difference for an effect. Not with outputs (seizures, arrests) in place of outcomes.
///
/// ## Edge cases
/// Where the outcome is not told from zero, no interval bounds the quotient: that is said, and the interval is open on both sides. A quotient below zero means two opposite things (cheaper and
/// better, or dearer and worse): the quadrant says which.
///
/// ## Source
/// Fieller, E. C. (1954), Journal of the Royal Statistical Society B 16, 175-185; Briggs, A. H., O'Brien, B. J. and Blackhouse, G. (2002), Annual Review of Public Health 23,
/// 377-401; Stinnett, A. A. and Mullahy, J. (1998), Medical Decision Making 18, S68-S80.
public enum CostPerOutcomeAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "cost-per-outcome", question: .worked, title: "What one outcome costs",
        example: """
            Documentation/examples/analyse/costs.csv --cost pounds --outcome weeks_free --group intervention \
            --worth 400 --draws 1000
            """,
        roles: [
            Role("cost", .number, "What it cost", unit: "money"),
            Role("outcome", .number, "What came of it", unit: "outcomes"),
            Role("group", .yesNo, "Yes for the intervention, no for the comparison", required: false),
        ],
        options: [
            .confidence,
            Option("interval", .choice(["fieller", "bootstrap", "delta"]), "Of the quotient", standard: "fieller"),
            Option("draws", .whole(0...20_000), "Bootstrap samples", standard: "2000"),
            Option("worth", .number(0...1e12), "What one outcome is worth", unit: "money"),
        ], isRandom: true)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let hasGroup = request.has("group")
        let records = request.complete(["cost", "outcome"] + (hasGroup ? ["group"] : []))
        let costs = records.numbers("cost"), outcomes = records.numbers("outcome")
        let flags = hasGroup ? records.yesNo("group") : costs.map { _ in true }
        let ours = flags.indices.filter { flags[$0] }, theirs = flags.indices.filter { !flags[$0] }
        guard costs.count <= 1_000_000 else { throw AnalysisProblems("too-many", "1,000,000 records are the most.") }
        guard let first = CostRatio.Moments(costs.picked(ours), outcomes.picked(ours)) else {
            throw AnalysisProblems(
                "too-few", "It takes two records or more\(hasGroup ? " with the intervention" : "").")
        }
        var moments = first
        if hasGroup {
            guard let second = CostRatio.Moments(costs.picked(theirs), outcomes.picked(theirs)) else {
                throw AnalysisProblems("too-few", "It takes two records or more without the intervention.")
            }
            moments = first - second
        }
        let ratio = CostRatio(moments), confidence = request.number("confidence"), z = Normal.reach(confidence)
        let name = hasGroup ? "incremental cost of one outcome" : "cost of one outcome"
        let fieller = ratio.fieller(z, confidence: confidence)
        let drawn = bootstrap(costs, outcomes, ours, theirs, request)
        var findings = [headline(name, ratio, fieller, drawn, z, request)]
        findings += [
            part(
                hasGroup ? "difference in cost" : "mean cost", moments.cost, moments.costVariance, z, confidence,
                moments.count),
            part(
                hasGroup ? "difference in outcome" : "mean outcome", moments.outcome, moments.outcomeVariance, z,
                confidence, moments.count),
        ]
        if request.has(option: "worth") {
            let worth = request.number("worth"), benefit = ratio.netBenefit(worth)
            findings.append(
                Finding(
                    "net benefit",
                    .estimated(
                        Estimate(
                            benefit.value,
                            Interval(
                                benefit.value - z * benefit.error, benefit.value + z * benefit.error,
                                confidence: confidence))),
                    p: benefit.error > 0 ? Normal.twoSided(benefit.value / benefit.error) : nil, n: moments.count,
                    more: [
                        NamedFigure("standard_error", benefit.error),
                        NamedFigure(
                            "chance_above_zero", benefit.error > 0 ? Normal.below(benefit.value / benefit.error) : .nan),
                    ]))
        }
        let isBounded = if case .between = fieller { true } else { false }
        return AnalysisResult(
            sentence: sentence(findings[0], ratio, hasGroup), findings: findings, exclusions: records.exclusions,
            assumptions: [
                AssumptionCheck(
                    "The outcome is told from zero", isBounded ? .held : .doubtful,
                    isBounded ? "So the quotient has limits." : "It is not, so no limits bound what one outcome costs."),
                AssumptionCheck(
                    "The groups differ in the intervention alone", .unchecked, "Only chance allocation can show it."),
            ],
            caution:
                "What an outcome costs here says nothing of what the next one would cost. Read the differences before their quotient."
        )
    }

    private static func bootstrap(
        _ costs: [Double], _ outcomes: [Double], _ ours: [Int], _ theirs: [Int], _ request: AnalysisRequest
    ) -> Interval? {
        let draws = request.whole("draws")
        guard draws >= 100, costs.count <= 20_000, costs.count * draws <= 100_000_000 else { return nil }
        let flags = Set(theirs)
        return Bootstrap.interval(
            costs.count <= 2_000 ? .bca : .percentile, count: costs.count, draws: draws,
            confidence: request.number("confidence"), seed: request.seed
        ) { places in
            var sums = [0.0, 0, 0, 0], counts = [0.0, 0]
            for place in places {
                let side = flags.contains(place) ? 1 : 0
                sums[2 * side] += costs[place]
                sums[2 * side + 1] += outcomes[place]
                counts[side] += 1
            }
            guard counts[0] > 0, theirs.isEmpty || counts[1] > 0 else { return .nan }
            let other = theirs.isEmpty ? (0, 0) : (sums[2] / counts[1], sums[3] / counts[1])
            let outcome = sums[1] / counts[0] - other.1
            return outcome == 0 ? .nan : (sums[0] / counts[0] - other.0) / outcome
        }
    }

    private static func headline(
        _ name: String, _ ratio: CostRatio, _ fieller: CostRatio.Limits, _ drawn: Interval?, _ z: Double,
        _ request: AnalysisRequest
    ) -> Finding {
        let confidence = request.number("confidence"), m = ratio.moments
        guard m.outcome != 0 else {
            return Finding(name, .insufficient("There is no difference in outcome to divide by."), n: m.count)
        }
        let half = z * ratio.deltaError
        let delta = Interval(ratio.value - half, ratio.value + half, confidence: confidence)
        let open = Interval(-.infinity, .infinity, confidence: confidence)
        let bounded: Interval
        var more: [NamedFigure] = []
        switch fieller {
        case .between(let interval): bounded = interval
        case .outside(let low, let high):
            bounded = open
            more += [NamedFigure("fieller_excludes_from", low), NamedFigure("fieller_excludes_to", high)]
        case .everything: bounded = open
        }
        let chosen: Interval? =
            switch request.choice("interval") {
            case "bootstrap": drawn
            case "delta": delta
            default: bounded
            }
        let quadrant =
            switch (m.cost > 0, m.outcome > 0) {
            case (true, true): "dearer and better"
            case (false, true): "cheaper and better"
            case (true, false): "dearer and worse"
            case (false, false): "cheaper and worse"
            }
        more += [
            NamedFigure("fieller_low", bounded.low), NamedFigure("fieller_high", bounded.high),
            NamedFigure("bootstrap_low", drawn?.low ?? .nan), NamedFigure("bootstrap_high", drawn?.high ?? .nan),
            NamedFigure("delta_low", delta.low), NamedFigure("delta_high", delta.high),
            NamedFigure("standard_error", ratio.deltaError), NamedFigure("quadrant", quadrant),
        ]
        return Finding(name, .estimated(Estimate(ratio.value, chosen)), n: m.count, more: more)
    }

    private static func part(
        _ name: String, _ value: Double, _ variance: Double, _ z: Double, _ confidence: Double, _ n: Double
    ) -> Finding {
        let error = variance.squareRoot()
        return Finding(
            name,
            .estimated(Estimate(value, Interval(value - z * error, value + z * error, confidence: confidence))),
            p: error > 0 ? Normal.twoSided(value / error) : nil, n: n, more: [NamedFigure("standard_error", error)])
    }

    private static func sentence(_ finding: Finding, _ ratio: CostRatio, _ hasGroup: Bool) -> String {
        guard let value = finding.estimate else { return "No difference in outcome to divide by." }
        let range =
            finding.interval.map {
                $0.low.isFinite && $0.high.isFinite
                    ? " (\(ReportNumber.short($0.low)) to \(ReportNumber.short($0.high)))"
                    : ", without limits, because the outcome is not told from zero"
            } ?? ""
        return "One outcome \(hasGroup ? "more " : "")cost \(ReportNumber.short(value))\(range)."
    }
}
