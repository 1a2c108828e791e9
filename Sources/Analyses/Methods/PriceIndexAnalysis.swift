import Charts
import Glibc
import Statistics
import Vocabulary

/// How the price of a drug moves once amount, place and purity are allowed for, and how its purity moves.
///
/// ## Definition
/// First the logarithm of purity is told from period, place and amount, where a purity below the detection limit is known only to lie below it (Tobit).
/// Then ln price = period + place + b ln(amount times expected purity): the expected, because who buys does not see the purity. The index is the period's price
/// over the first period's, times 100. Beside it stand the price of one pure gram at the mean of the places, the purity index, the median price as paid with
/// its bootstrap interval, and how far prices scatter.
///
/// ## When not to use it
/// Not over different drugs together: run each by itself. Not with test purchases and seizures mixed. A price that falls while purity rises is a sign of supply; one without the
/// other is not.
///
/// ## Edge cases
/// A period with fewer than `least` prices is insufficient. Without purity the index is of the price as paid, and the check says so. A record without purity still counts for
/// the price. Amounts and prices must be above zero.
///
/// ## Source
/// Caulkins, J. P. (1994), Developing price series for cocaine, RAND MR-317; Arkes, J., Pacula, R. L., Paddock, S. M., Caulkins, J. P. and Reuter, P. (2008), Why the DEA STRIDE
/// data are still useful, NBER 14224; Tobin, J. (1958), Econometrica 26, 24-36; Olsen, R. J. (1978), Econometrica 46, 1211-1215.
public enum PriceIndexAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "price-index", question: .changing, title: "Price and purity of a drug",
        example: """
            Documentation/examples/analyse/purchases.csv --period quarter --price pounds --amount grams \
            --purity purity --below below_limit --place place --draws 200
            """,
        roles: [
            Role("period", .text, "The period, as a number or a day"),
            Role("price", .positive, "What was paid", unit: "money"),
            Role("amount", .positive, "How much was bought", unit: "grams"),
            Role(
                "purity", .positive, "Purity as a share, or in per cent; the limit where it lay below", required: false),
            Role("below", .yesNo, "Yes where the purity lay below the detection limit", required: false),
            Role("place", .text, "Where it was bought", required: false),
        ],
        options: [
            .confidence, Option("least", .whole(2...1_000), "Prices a period needs", standard: "5"),
            Option("draws", .whole(100...10_000), "Bootstrap samples of the median", standard: "1000"),
        ], isRandom: true, reference: 100)

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let records = request.complete(["period", "price", "amount"] + (request.has("place") ? ["place"] : []))
        guard !records.isEmpty else {
            throw AnalysisProblems("no-records", "No record has a period, a price and an amount.")
        }
        let model = try PriceModel(records, request)
        let findings = model.findings(request)
        let known = findings.filter { $0.estimate != nil }
        let last = known.last
        let range = last?.interval.map { " (\(ReportNumber.short($0.low)) to \(ReportNumber.short($0.high)))" } ?? ""
        let sentence =
            "\(last?.key ?? ""): the price \(model.hasPurity ? "of a pure gram " : "")stands at \(ReportNumber.short(last?.estimate ?? .nan))\(range), with \(known.first?.key ?? "") as 100."
        return AnalysisResult(
            sentence: sentence, findings: findings, exclusions: records.exclusions,
            assumptions: [
                AssumptionCheck(
                    "Purity is known", model.hasPurity ? .held : .doubtful,
                    model.hasPurity
                        ? "\(model.pure) records, \(model.below) of them below the limit."
                        : "Without it a fall in purity looks like no change in price."),
                AssumptionCheck(
                    "Prices scatter alike in every period", model.scatterRatio > 3 ? .doubtful : .held,
                    "The widest scatter is \(ReportNumber.short(model.scatterRatio)) times the narrowest."),
                AssumptionCheck(
                    "Purchases are a fair sample of the market", .unchecked,
                    "They come from where police or workers looked."),
            ],
            caution:
                "A fall in price with a rise in purity speaks for supply; enforcement's risk shows in both, and no index tells demand from supply.",
            figure: plot(known, sentence, model))
    }

    private static func plot(_ known: [Finding], _ sentence: String, _ model: PriceModel) -> Figure? {
        guard known.count > 1 else { return nil }
        let points = known.map { finding in
            SeriesPlot.Point(
                finding.key, finding.estimate ?? 0, centre: finding.figure("purity_index"),
                lower: finding.interval?.low, upper: finding.interval?.high)
        }
        let plot = SeriesPlot(
            points: points, upright: "Index, first period 100", across: "Period",
            key: model.hasPurity ? "dots: price · dashed: interval · line: purity" : "dots: price · dashed: interval")
        return AnalysisFigure.figure(
            plot.drawing(named: sentence), description, sentence,
            "Price of a pure gram and purity, the first period as 100.")
    }
}

/// The two regressions behind the index.
private struct PriceModel {
    let periods: PeriodOrder
    let used: [Int]
    let hasPurity: Bool
    let pure: Int
    let below: Int
    let price: LinearModel
    let purity: TobitModel?
    let counts: [Int]
    let columns: Int
    let placeMeans: [Double]
    let prices: [Double]
    let residuals: [Double]
    let logAmount: Double

    init(_ records: CompleteRecords, _ request: AnalysisRequest) throws(AnalysisProblems) {
        let periods = try PeriodOrder(records.texts("period"), rows: records.rows)
        let count = records.count
        guard count <= 200_000 else { throw AnalysisProblems("too-many", "200,000 records are the most.") }
        let counts = periods.names.indices.map { period in periods.places.count { $0 == period } }
        let used = counts.indices.filter { counts[$0] >= request.whole("least") }
        guard used.count > 1, used.count <= 120 else {
            throw AnalysisProblems(
                "periods-off",
                "It takes two to 120 periods with \(request.whole("least")) prices or more; there are \(used.count).")
        }
        let places = Grouping(request.has("place") ? records.texts("place") : records.rows.map { _ in "" })
        guard places.names.count <= 60 else {
            throw AnalysisProblems("too-many-places", "60 places are the most; there are \(places.names.count).")
        }
        let prices = records.numbers("price"), amounts = records.numbers("amount").map { log($0) }
        var shares = records.optionalNumbers("purity")
        let known = shares.filter { !$0.isNaN }
        if let most = known.max(), most > 1 {
            guard most <= 100 else {
                throw AnalysisProblems(
                    "purity-off", "A purity of \(ReportNumber.short(most)) is neither a share nor per cent.")
            }
            shares = shares.map { $0 / 100 }
        }
        let isBelow = request.has("below") ? records.optionalFlags("below") : shares.map { _ in false }
        let meanAmount = amounts.reduce(0, +) / Double(count)
        /// Dummies: each used period, then each place but the first.
        func row(_ record: Int) -> [Double]? {
            guard let period = used.firstIndex(of: periods.places[record]) else { return nil }
            var row = [Double](repeating: 0, count: used.count + places.names.count - 1)
            row[period] = 1
            return row
        }
        var placeOf = [Int](repeating: 0, count: count)
        for (place, members) in places.members.enumerated() { for record in members { placeOf[record] = place } }
        let rows = (0..<count).map { record -> [Double]? in
            guard var found = row(record) else { return nil }
            if placeOf[record] > 0 { found[used.count + placeOf[record] - 1] = 1 }
            return found
        }
        let kept = (0..<count).filter { rows[$0] != nil }
        func design(_ picked: [Int], _ last: (Int) -> Double) -> Matrix {
            let width = used.count + places.names.count
            var matrix = Matrix(rows: picked.count, columns: width)
            for (place, record) in picked.enumerated() {
                for (column, value) in (rows[record] ?? []).enumerated() { matrix[place, column] = value }
                matrix[place, width - 1] = last(record)
            }
            return matrix
        }
        let measured = kept.filter { !shares[$0].isNaN }
        var tobit: TobitModel?
        var expected = [Double](repeating: 0, count: count)
        if !measured.isEmpty {
            let x = design(measured) { amounts[$0] - meanAmount }
            tobit = TobitModel(x, measured.map { log(shares[$0]) }, measured.map { isBelow[$0] })
            guard let tobit else {
                throw AnalysisProblems(
                    "purity-model",
                    "Purity cannot be told from period, place and amount: too few records with it, the same amount in all, or a period or place without any."
                )
            }
            let all = design(kept) { amounts[$0] - meanAmount }.times(tobit.coefficients)
            for (place, record) in kept.enumerated() { expected[record] = all[place] }
        }
        let x = design(kept) { amounts[$0] + expected[$0] }
        guard let price = LinearModel(.gaussian, x, kept.map { log(prices[$0]) }), price.degreesLeft > 0 else {
            throw AnalysisProblems("price-model", "There are too few prices for the periods and places.")
        }
        self.periods = periods
        self.used = used
        self.price = price
        purity = tobit
        hasPurity = tobit != nil
        pure = measured.count
        below = measured.count { isBelow[$0] }
        self.counts = counts
        columns = used.count + places.names.count
        placeMeans = places.members.dropFirst().map { Double($0.count) / Double(count) }
        self.prices = prices
        var residuals = [Double](repeating: .nan, count: count)
        for (place, record) in kept.enumerated() { residuals[record] = log(prices[record]) - price.means[place] }
        self.residuals = residuals
        logAmount = meanAmount
    }

    private func scatter(_ period: Int) -> Double {
        let own = periods.places.indices.filter { periods.places[$0] == period }.map { residuals[$0] }
        return (own.reduce(0) { $0 + $1 * $1 } / Double(max(1, own.count - 1))).squareRoot()
    }

    var scatterRatio: Double {
        let all = used.map(scatter)
        guard let low = all.min(), let high = all.max(), low > 0 else { return 1 }
        return high / low
    }

    func findings(_ request: AnalysisRequest) -> [Finding] {
        let confidence = request.number("confidence")
        let covariance = price.covariance(.dispersed)
        let reach = StudentT.reach(confidence, degrees: Double(price.degreesLeft))
        return periods.names.indices.map { period in
            guard let place = used.firstIndex(of: period) else {
                return Finding(
                    periods.names[period], .insufficient("Fewer than \(request.whole("least")) prices."),
                    n: Double(counts[period]))
            }
            let b = price.coefficients
            let change = b[place] - b[0]
            let variance = covariance[place, place] + covariance[0, 0] - 2 * covariance[place, 0]
            let error = place == 0 ? 0 : max(0, variance).squareRoot()
            var gram = b[place]
            for (other, share) in placeMeans.enumerated() where b[used.count + other].isFinite {
                gram += share * b[used.count + other]
            }
            let paid = periods.places.indices.filter { periods.places[$0] == period }.map { prices[$0] }
            let median = Bootstrap.interval(
                .percentile, count: paid.count, draws: request.whole("draws"), confidence: confidence,
                seed: request.seed &+ UInt64(period)
            ) { Quantile.median($0.map { paid[$0] }) }
            var more = [
                NamedFigure("log_change", change), NamedFigure("standard_error", error),
                NamedFigure(hasPurity ? "price_of_a_pure_gram" : "price_of_a_gram", exp(gram)),
                NamedFigure("median_paid", Quantile.median(paid)), NamedFigure("median_low", median?.low ?? .nan),
                NamedFigure("median_high", median?.high ?? .nan), NamedFigure("scatter", scatter(period)),
                NamedFigure("discount", b[columns - 1]),
            ]
            if let purity { more += self.purity(purity, place, confidence) }
            return Finding(
                periods.names[period],
                .estimated(
                    Estimate(
                        100 * exp(change),
                        Interval(
                            100 * exp(change - reach * error), 100 * exp(change + reach * error), confidence: confidence
                        ))),
                p: error > 0 ? StudentT.twoSided(change / error, degrees: Double(price.degreesLeft)) : nil,
                n: Double(paid.count), more: more)
        }
    }

    private func purity(_ model: TobitModel, _ place: Int, _ confidence: Double) -> [NamedFigure] {
        let b = model.coefficients, z = Normal.reach(confidence)
        let change = b[place] - b[0]
        let variance = model.covariance[place, place] + model.covariance[0, 0] - 2 * model.covariance[place, 0]
        let error = place == 0 ? 0 : max(0, variance).squareRoot()
        var level = b[place]
        for (other, share) in placeMeans.enumerated() { level += share * b[used.count + other] }
        return [
            NamedFigure("purity_index", 100 * exp(change)),
            NamedFigure("purity_index_low", 100 * exp(change - z * error)),
            NamedFigure("purity_index_high", 100 * exp(change + z * error)), NamedFigure("typical_purity", exp(level)),
            NamedFigure("purity_scatter", model.spread),
        ]
    }
}

extension CompleteRecords {
    /// Yes where it was said; no otherwise.
    fileprivate func optionalFlags(_ role: String) -> [Bool] {
        guard let list = request.columns[role]?.first, case .yesNo(let all) = list.values else {
            return kept.map { _ in false }
        }
        return kept.map { all[$0] ?? false }
    }
}
