import Glibc
import Statistics
import Vocabulary

/// How many people there are whom no list has, from three lists or more on which the same people were recognised.
///
/// ## Definition
/// Log-linear models of the counts of people by the lists they stand on: every model with dependencies between two lists (`pairwise`), every
/// hierarchical model (`all`), the models that a search by steps looks into (`stepwise`: from no dependence on, the dependence between two
/// lists that helps most comes in or goes out until none helps; for six lists and more), or the families M0, Mt, Mh, Mth, Mb and Mbh (`families`). Names are in brackets' notation: "12,3,4" has
/// lists 1 and 2 dependent. The people on no list are exp of the constant. The headline is the mean of the models, each with the weight
/// exp(-difference in AIC or BIC / 2); its interval comes from samples in each of which the choice is made again (BCa); without samples (`draws` 0) from
/// the models' own errors and how far they lie apart (Buckland, Burnham and Augustin), log-normal over those not seen. Each model has its own
/// profile-likelihood interval. Beside it stand the range over models within ten of the best, and Chao's bound from below.
///
/// ## When not to use it
/// Not when the lists cover different times or places, when people could not be recognised across lists, or when one list feeds another in full.
/// A dependence among all lists cannot be seen by any of these models. Mb and Mbh need lists in order of time (`order`).
///
/// ## Edge cases
/// Lists that never overlap: the best fit may lie at the edge ("extended") or the total may not be told ("not estimable"); then the model
/// carries no weight. Models with more terms than cells are left out. People said to be on no list are refused. A stratum in which no model tells the
/// total is insufficient. Models more than 30 behind the best are not fitted again in the samples.
///
/// ## Source
/// Fienberg, S. E. (1972), Biometrika 59, 591-603; Cormack, R. M. (1989), Biometrics 45, 395-413, and (1992), Biometrics 48, 567-576; Fienberg,
/// S. E. and Rinaldo, A. (2012), Annals of Statistics 40, 996-1023; Buckland, S. T., Burnham, K. P. and Augustin, N. H. (1997), Biometrics 53,
/// 603-618; Rivest, L.-P. and Baillargeon, S. (2007), Rcapture, Journal of Statistical Software 19(5); Chao, A. (1987), Biometrics 43, 783-791.
public enum CaptureRecaptureAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "capture-recapture", question: .hidden, title: "Several lists: log-linear capture-recapture",
        example: """
            Documentation/examples/analyse/three-lists.csv --list treatment --list police --list hostel \
            --count people --draws 200
            """,
        roles: [
            Role("list", .text, "1 where the person is on this list, else 0", repeatable: true),
            Role("count", .count, "How many people; 1 for each record otherwise", unit: "people", required: false),
            Role("stratum", .text, "Groups that are also fitted each by itself", required: false),
        ],
        options: [
            .confidence,
            Option(
                "models", .choice(["pairwise", "all", "stepwise", "families"]), "Which models are fitted",
                standard: "pairwise"),
            Option("model", .text, "One model alone, such as 12,3,4 or Mt, without a choice"),
            Option("criterion", .choice(["aic", "bic"]), "How models are weighed", standard: "aic"),
            Option(
                "headline", .choice(["average", "best"]), "The mean of the models, or the best", standard: "average"),
            Option(
                "interval", .choice(["bca", "percentile", "profile"]),
                "Of the headline: from samples, or the best model's own", standard: "bca"),
            Option(
                "draws", .whole(0...20_000), "Samples; with 0 from the models' own errors and how far they lie apart",
                standard: "2000"),
            Option("order", .choice(["yes", "no"]), "Whether lists stand in order of time", standard: "no"),
        ], isRandom: true)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let cells = try ListCells(request)
        let models = try self.models(request, cells.whole)
        guard let whole = fit(cells.whole, models, request) else {
            throw AnalysisProblems(
                "no-model",
                "No model tells how many people are on no list: the lists overlap too little, or there are fewer than two with people on them."
            )
        }
        let confidence = request.number("confidence")
        var findings: [Finding] = []
        let headline = self.headline("population", whole, request)
        findings.append(headline)
        if let bound = LowerBound(cells.whole, confidence: confidence) {
            findings.append(
                Finding(
                    "Chao's lower bound", .estimated(Estimate(bound.total, bound.interval)), n: cells.whole.total,
                    more: [NamedFigure("standard_error", bound.error)]))
        }
        findings += strata(cells, models, headline, request)
        let order = whole.fits.indices.sorted { value(whole, $0) < value(whole, $1) }
        let shown = order.map { model(whole, $0, confidence) }
        findings += shown
        let sentence = self.sentence(headline, whole)
        let near = shown.filter { ($0.figure("difference") ?? .infinity) <= 10 && $0.estimate != nil }
        return AnalysisResult(
            sentence: sentence, findings: findings, exclusions: cells.exclusions,
            assumptions: CaptureChecks.all(whole, cells.whole, request.names(of: "list")),
            caution:
                "How far the models lie apart is the message: the data alone do not choose between them. Never publish the figure without its interval, nor rank areas on it.",
            figure: AnalysisFigure.intervals(
                [headline] + near.prefix(40), description, sentence: sentence, axis: "People"))
    }

    private static func value(_ whole: CaptureRecapture, _ place: Int) -> Double {
        let fit = whole.fits[place]
        return (fit.isUsable ? 0 : 1e9) + (whole.criterion == .aic ? fit.aic : fit.bic)
    }

    private static func models(_ request: AnalysisRequest, _ counts: ListCounts) throws(AnalysisProblems) -> [ListModel]
    {
        let lists = counts.lists
        if let name = request.text("model") {
            if let family = ListModel.families(lists: lists).first(where: { $0.name.lowercased() == name.lowercased() })
            {
                return [family]
            }
            guard let model = ListModel.named(name, lists: lists) else {
                throw AnalysisProblems(
                    "model-off",
                    "--model must name lists by their numbers from 1 to \(lists), such as 12,3, without all of them in one term; or be a family such as Mt. \"\(name)\" is neither."
                )
            }
            return [model]
        }
        switch request.choice("models") {
        case "all":
            guard lists <= 4 else {
                throw AnalysisProblems(
                    "too-many-models", "--models all takes four lists at most; use pairwise, stepwise or families.")
            }
            return ListModel.allHierarchical(lists: lists)
        case "stepwise": return ListModel.stepwise(counts, by: criterion(request))
        case "families": return ListModel.families(lists: lists)
        default:
            guard lists <= 5 else {
                throw AnalysisProblems(
                    "too-many-models", "--models pairwise takes five lists at most; use stepwise or families.")
            }
            return ListModel.pairwise(lists: lists)
        }
    }

    private static func criterion(_ request: AnalysisRequest) -> CaptureRecapture.Criterion {
        CaptureRecapture.Criterion(rawValue: request.choice("criterion")) ?? .aic
    }

    private static func fit(
        _ counts: ListCounts, _ models: [ListModel], _ request: AnalysisRequest
    ) -> CaptureRecapture? {
        let isOrdered = request.choice("order") == "yes", isOne = models.count == 1
        return CaptureRecapture(
            counts, models: models,
            criterion: criterion(request),
            headline: CaptureRecapture.Headline(rawValue: request.choice("headline")) ?? .average
        ) { isOne || !$0.isBound && ($0.unseen == .constant || isOrdered) }
    }

    private static func headline(_ key: String, _ whole: CaptureRecapture, _ request: AnalysisRequest) -> Finding {
        let confidence = request.number("confidence"), draws = request.whole("draws")
        let best = whole.fits[whole.best]
        let kind = request.choice("interval")
        let isSampled = draws >= 100 && kind != "profile" && !best.model.isBound
        let sampled =
            isSampled
            ? whole.bootstrap(
                kind == "percentile" ? .percentile : .bca, draws: draws, confidence: confidence, seed: request.seed)
            : nil
        let profile = ProfileLikelihood(best, whole.counts, confidence: confidence)
        let isMean = whole.headline == .average && kind != "profile" && whole.weights.count { $0 > 0 } > 1
        let own =
            isMean
            ? HiddenInterval.logNormal(
                seen: whole.counts.total, hidden: whole.estimate - whole.counts.total, error: whole.unconditionalError,
                confidence: confidence) : profile?.interval
        let range = whole.range
        var more = [
            NamedFigure("seen", whole.counts.total), NamedFigure("unseen", whole.estimate - whole.counts.total),
            NamedFigure("best_model", best.model.name), NamedFigure("best_model_total", best.total),
            NamedFigure("criterion", whole.criterion.rawValue), NamedFigure("range_low", range.low),
            NamedFigure("range_high", range.high), NamedFigure("models_in_range", Double(range.models)),
            NamedFigure("models_fitted", Double(whole.fits.count)),
            NamedFigure("standard_error", whole.unconditionalError),
            NamedFigure("interval_by", sampled != nil ? kind : isMean ? "unconditional" : "profile"),
        ]
        if let sampled {
            more += [NamedFigure("bootstrap_error", sampled.error), NamedFigure("samples_used", Double(sampled.used))]
        }
        return Finding(
            key, .estimated(Estimate(whole.estimate, sampled?.interval ?? own)), n: whole.counts.total,
            more: more)
    }

    private static func model(_ whole: CaptureRecapture, _ place: Int, _ confidence: Double) -> Finding {
        let fit = whole.fits[place]
        let profile = ProfileLikelihood(fit, whole.counts, confidence: confidence)
        let least = whole.criterion == .aic ? whole.fits[whole.best].aic : whole.fits[whole.best].bic
        return Finding(
            fit.model.name,
            Outcome(
                fit.isUsable ? Estimate(fit.total, profile?.interval) : nil,
                otherwise: "The lists overlap too little for this model to tell the people on no list."),
            n: whole.counts.total,
            more: [
                NamedFigure("standard_error", fit.error), NamedFigure("deviance", fit.deviance),
                NamedFigure("df", Double(fit.degrees)), NamedFigure("aic", fit.aic), NamedFigure("bic", fit.bic),
                NamedFigure("difference", (whole.criterion == .aic ? fit.aic : fit.bic) - least),
                NamedFigure("weight", whole.weights[place]),
                NamedFigure("multinomial_total", profile?.best ?? .nan),
                NamedFigure("deviance_p", fit.devianceP ?? .nan),
                NamedFigure("log_likelihood", fit.logLikelihood), NamedFigure("parameters", Double(fit.parameters)),
                NamedFigure("fit", fit.existence), NamedFigure("lower_bound", .flag(fit.model.isBound)),
            ])
    }

    private static func strata(
        _ cells: ListCells, _ models: [ListModel], _ all: Finding, _ request: AnalysisRequest
    ) -> [Finding] {
        guard !cells.strata.isEmpty else { return [] }
        var findings: [Finding] = []
        var total = 0.0, seen = 0.0, squares = 0.0, isWhole = true
        for (name, counts) in cells.strata {
            guard counts.total > 0, let fitted = fit(counts, models, request) else {
                isWhole = false
                findings.append(
                    Finding(
                        name, .insufficient("The lists overlap too little in this group for any model."),
                        n: counts.total))
                continue
            }
            let finding = headline(name, fitted, request)
            findings.append(finding)
            total += fitted.estimate
            seen += counts.total
            squares += pow(finding.figure("standard_error") ?? 0, 2)
        }
        guard isWhole else {
            findings.append(Finding("sum of strata", .insufficient("Not every group has an estimate.")))
            return findings
        }
        findings.append(
            Finding(
                "sum of strata",
                .estimated(
                    Estimate(
                        total,
                        HiddenInterval.logNormal(
                            seen: seen, hidden: total - seen, error: squares.squareRoot(),
                            confidence: request.number("confidence")))), n: seen,
                more: [
                    NamedFigure("standard_error", squares.squareRoot()),
                    NamedFigure("all_together", all.estimate ?? .nan),
                    NamedFigure("difference_to_all_together", total - (all.estimate ?? .nan)),
                ]))
        return findings
    }

    private static func sentence(_ headline: Finding, _ whole: CaptureRecapture) -> String {
        func word(_ value: Double) -> String { value.isFinite ? ReportNumber.short(value.rounded()) : "no bound" }
        let interval = headline.interval.map { " (\(word($0.low)) to \(word($0.high)))" } ?? ""
        let range = whole.range
        let spread =
            range.models > 1
            ? " The \(range.models) models that do about as well run from \(word(range.low)) to \(word(range.high))."
            : ""
        return
            "About \(word(whole.estimate)) people\(interval), of whom \(word(whole.counts.total)) are on a list.\(spread)"
    }
}
