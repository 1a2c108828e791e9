public import Charts
public import Vocabulary

/// A method as an analyst uses it on a table: roles and options in, findings out.
///
/// The doc comment of each is its page in the reference: what it works out, when not to use it, edge cases, source.
/// The numbers are worked out in `Statistics` and `Geography`; here stands what the columns mean and what is said.
public protocol Analysis: Sendable {
    static var description: MethodDescription { get }

    /// - Throws: `AnalysisProblems`, all of them, each with its row where it has one.
    static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult
}

/// What a method has to say.
public struct AnalysisResult: Sendable {
    /// The finding in one sentence, for a headline and for who cannot see the figure.
    public var sentence: String
    public var findings: [Finding]
    /// What was left out and why, a sentence each.
    public var exclusions: [String]
    public var assumptions: [AssumptionCheck]
    /// How not to misread it. Never empty.
    public var caution: String
    public var figure: Figure?

    public init(
        sentence: String, findings: [Finding], exclusions: [String] = [], assumptions: [AssumptionCheck] = [],
        caution: String, figure: Figure? = nil
    ) {
        self.sentence = sentence
        self.findings = findings
        self.exclusions = exclusions
        self.assumptions = assumptions
        self.caution = caution
        self.figure = figure
    }
}

/// Why an analysis could not be made: every reason at once.
public struct AnalysisProblems: Error, Hashable, Sendable {
    public var problems: [Problem]

    public init(_ problems: [Problem]) { self.problems = problems }

    /// One reason.
    public init(_ code: String, _ message: String, row: Int? = nil, column: Int? = nil) {
        problems = [Problem(place: Place(row: row, column: column), severity: .error, code: code, message: message)]
    }
}

/// A result with everything that says where it came from.
public struct AnalysisReport: Sendable {
    public var method: MethodDescription
    /// Where the method draws random numbers.
    public var seed: UInt64?
    public var result: AnalysisResult

    public init(method: MethodDescription, seed: UInt64?, result: AnalysisResult) {
        self.method = method
        self.seed = seed
        self.result = result
    }
}

/// Every method, in the order of the questions.
public enum AnalysisCatalogue {
    public static let all: [any Analysis.Type] = [
        ProportionAnalysis.self, RateAnalysis.self, RepeatRateAnalysis.self, StandardisedRateAnalysis.self,
        MeanAnalysis.self, QuantilesAnalysis.self, SurveyAnalysis.self,
        StandardisedRatioAnalysis.self, CompareProportionsAnalysis.self, CompareRatesAnalysis.self, FunnelAnalysis.self,
        ControlChartAnalysis.self, PairedScaleAnalysis.self, PriceIndexAnalysis.self,
        DisproportionAnalysis.self, SlopeIndexAnalysis.self,
        GlobalAutocorrelationAnalysis.self, LocalMoranAnalysis.self, GetisOrdAnalysis.self, KernelDensityAnalysis.self,
        RelativeRiskAnalysis.self, SpatialScanAnalysis.self, CombineAgenciesAnalysis.self, ConcentrationAnalysis.self,
        NearRepeatAnalysis.self, PredictionAccuracyAnalysis.self,
        TimeSeriesAnalysis.self, BeforeAfterAnalysis.self, RegressionToMeanAnalysis.self, DetectableChangeAnalysis.self,
        SyntheticControlAnalysis.self, SyntheticDifferenceAnalysis.self, CostPerOutcomeAnalysis.self,
        DisplacementAnalysis.self, RingDisplacementAnalysis.self, WeightedDifferenceAnalysis.self,
        DisplacementQuotientAnalysis.self,
        ChapmanAnalysis.self, CaptureRecaptureAnalysis.self, MultiplierAnalysis.self, MultipleIndicatorAnalysis.self,
        CompositeAnalysis.self, CompositeUncertaintyAnalysis.self,
        EarlyWarningAnalysis.self, PoissonCUSUMAnalysis.self, ShortBaselineAnalysis.self, SpaceTimeScanAnalysis.self,
        AlarmRecordAnalysis.self,
        AlikeSeizuresAnalysis.self,
        SuppressionAnalysis.self, RoundTableAnalysis.self, CellKeyAnalysis.self, DominanceAnalysis.self,
        TableAuditAnalysis.self,
    ]

    public static func method(_ name: String) -> (any Analysis.Type)? {
        all.first { $0.description.name == name }
    }
}

extension Analysis {
    /// Runs the method and says where the result came from. Where a method draws no figure of its own, its estimates are
    /// drawn with their intervals.
    public static func report(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisReport {
        var result = try run(request)
        let method = description
        if let doubt = request.doubtOfMetres { result.assumptions.append(doubt) }
        if result.figure == nil, result.findings.contains(where: { $0.interval != nil }) {
            result.figure = AnalysisFigure.intervals(
                result.findings, method, sentence: result.sentence, axis: method.title, reference: method.reference)
        }
        return AnalysisReport(method: method, seed: method.isRandom ? request.seed : nil, result: result)
    }
}
