import Statistics
import Vocabulary

/// What both methods on composite indices take: indicators, their scales, their groups.
struct CompositeReading {
    var names: [String] = []
    var areas: [String] = []
    var records: CompleteRecords
    var model: CompositeUncertainty
    var raw: [[Double]] = []
    /// How many values of each indicator were drawn in.
    var drawnIn: [Int] = []
    var exclusions: [String] = []

    static let roles = [
        Role("area", .text, "The area's name"),
        Role("indicator", .number, "An indicator, once for each; with a population, events", repeatable: true),
        Role(
            "population", .positive, "What events are counted out of", unit: "people", required: false,
            repeatable: true),
    ]

    static let options = [
        Option("directions", .numbers, "1 or -1 for each indicator: -1 where more of it counts for less"),
        Option(
            "normalisation", .choice(Normalisation.allCases.map(\.rawValue)), "How indicators are put on one scale",
            standard: "min-max"),
        Option("range", .numbers, "The ends of that scale, for min-max, percentile and goalposts", standard: "0,100"),
        Option("z-scale", .numbers, "Mean and standard deviation given to z-scores", standard: "0,1"),
        Option("goalposts", .numbers, "Lowest and highest for each indicator in turn, for goalposts"),
        Option("weights", .numbers, "A weight for each indicator in turn; equal otherwise"),
        Option(
            "groups", .text,
            "Groups of indicators and of groups, with weights where they differ: \"A=x,y:2; B=z,u; Index=A,B\""),
        Option(
            "aggregation", .choice(Aggregation.allCases.map(\.rawValue)), "The mean that is taken",
            standard: "arithmetic"),
        Option(
            "top-aggregation", .choice(Aggregation.allCases.map(\.rawValue)),
            "The mean that is taken of the last groups, where it is another"),
        Option(
            "missing", .choice(["mean", "insufficient", "refuse"]),
            "Missing values: the mean of the rest, no score for the area, or no answer", standard: "mean"),
        Option(
            "least-share", .number(0...1), "With mean: so much of each group must be there", unit: "share",
            standard: "0.5"),
        Option(
            "outliers", .choice(["keep", "winsorise"]),
            "Draw in the furthest values of indicators both skewed and peaked", standard: "keep"),
        Option("winsorise-most", .whole(1...1_000), "Draw in at most so many values", standard: "5"),
        Option("skewness", .number(0...100), "Skewed is beyond this", standard: "2"),
        Option("kurtosis", .number(-2...1_000), "Peaked is beyond this", standard: "3.5"),
        Option("per", .text, "Which indicators are out of which population: \"x=people, y=homes\"; all otherwise"),
        Option(
            "sampling", .choice(["none", "poisson", "binomial"]),
            "The law of counts out of a population; their rates are then drawn towards the average",
            standard: "none"),
        Option("shrink", .choice(["yes", "no"]), "Draw rates of small areas towards the average", standard: "yes"),
    ]

    init(_ request: AnalysisRequest) throws(AnalysisProblems) {
        records = request.complete(["area"])
        areas = records.texts("area")
        names = request.names(of: "indicator")
        model = CompositeUncertainty(
            indicators: [], tree: .flat([1]), normalisations: [.none], aggregations: [.arithmetic], factors: [])
        exclusions = records.exclusions
        var problems = Self.repeated(areas, records)
        if areas.count < 2 { problems.append(.of("too-few-areas", "An index needs at least two areas.")) }
        if areas.count > 50_000 { problems.append(.of("too-many-areas", "At most 50,000 areas at a time.")) }
        if names.count > 200 { problems.append(.of("too-many-indicators", "At most 200 indicators.")) }
        if Set(names).count < names.count {
            problems.append(.of("indicator-twice", "An indicator is given twice. Give each column once."))
        }
        let directions = Self.each("directions", request, names.count, 1, &problems)
        let weights = Self.each("weights", request, names.count, 1, &problems)
        if directions.contains(where: { abs($0) != 1 }) {
            problems.append(.of("directions-off", "--directions takes 1 and -1 alone."))
        }
        if weights.contains(where: { $0 < 0 }) || weights.allSatisfy({ $0 == 0 }) {
            problems.append(.of("weights-off", "--weights must be zero or more, and not all zero."))
        }
        let posts = Self.each("goalposts", request, names.count * 2, .nan, &problems)
        let way = Normalisation(rawValue: request.choice("normalisation")) ?? .minMax
        if way == .goalposts, !request.has(option: "goalposts") {
            problems.append(.of("goalposts-missing", "--goalposts is needed: lowest and highest for each indicator."))
        }
        let range = request.numbers("range"), spread = request.numbers("z-scale")
        if range.count != 2 || range[0] >= range[1] {
            problems.append(.of("range-off", "--range takes two numbers, the lower first: 0,100."))
        }
        if spread.count != 2 || spread[1] <= 0 {
            problems.append(.of("z-scale-off", "--z-scale takes a mean and a standard deviation above zero: 0,1."))
        }
        let tree = CompositeGroups.tree(request.text("groups"), names, weights, &problems)
        let denominators = Self.denominators(request, names, records, &problems)
        guard problems.isEmpty else { throw AnalysisProblems(problems) }

        let rule =
            request.choice("outliers") == "winsorise"
            ? OutlierRule(
                most: request.whole("winsorise-most"), skewness: request.number("skewness"),
                kurtosis: request.number("kurtosis")) : nil
        let law = CountErrors.Law(rawValue: request.choice("sampling"))
        for (place, name) in names.enumerated() {
            var values = records.numbers("indicator", place), errors: CountErrors?
            if let population = denominators[place] {
                errors = try Self.errors(law, values, population, request, records, name)
                for area in values.indices {
                    values[area] =
                        values[area].isNaN || population[area].isNaN
                        ? .nan : errors?.rate(area) ?? values[area] / population[area]
                }
            }
            raw.append(values)
            var treated = values
            drawnIn.append(rule?.apply(&treated).count ?? 0)
            model.indicators.append(
                CompositeUncertainty.Indicator(
                    values, isReversed: directions[place] < 0,
                    posts: way == .goalposts ? (posts[2 * place], posts[2 * place + 1]) : nil, outliers: rule,
                    errors: errors))
        }
        model.tree = tree
        model.normalisations = [way]
        model.aggregations = [Aggregation(rawValue: request.choice("aggregation")) ?? .arithmetic]
        model.top =
            request.has(option: "top-aggregation") ? Aggregation(rawValue: request.choice("top-aggregation")) : nil
        setScales(range, spread)
        try handleMissing(request)
        try checkSpread(model.normalisations)
        try checkPositive(model.aggregations + [model.top].compactMap { $0 }, model.normalisations)
    }

    private mutating func setScales(_ range: [Double], _ spread: [Double]) {
        let scale = Normalisation.Scale(low: range[0], high: range[1], centre: spread[0], spread: spread[1])
        for way in Normalisation.allCases { model.scales[way] = scale }
    }

    // MARK: Checks

    private mutating func handleMissing(_ request: AnalysisRequest) throws(AnalysisProblems) {
        var problems: [Problem] = []
        for (place, name) in names.enumerated() {
            let missing = raw[place].indices.filter { raw[place][$0].isNaN }
            guard !missing.isEmpty else { continue }
            let listed = missing.prefix(5).map { areas[$0] }.joined(separator: ", ")
            let more = missing.count > 5 ? " and \(missing.count - 5) more" : ""
            exclusions.append("\(name) has no value for \(missing.count) areas (\(listed)\(more)).")
            if request.choice("missing") == "refuse" {
                problems.append(
                    .of(
                        "value-missing",
                        "Row \(records.rows[missing[0]]): \(name) has no value for \(missing.count) areas. Fill them, or choose --missing mean or insufficient.",
                        row: records.rows[missing[0]]))
            }
        }
        guard problems.isEmpty else { throw AnalysisProblems(problems) }
        model.leastShare = request.choice("missing") == "mean" ? request.number("least-share") : 1
    }

    func checkSpread(_ ways: [Normalisation]) throws(AnalysisProblems) {
        var problems: [Problem] = []
        for way in ways {
            for (place, indicator) in model.indicators.enumerated()
            where indicator.scaled(way, model.scales[way] ?? Normalisation.Scale()) == nil {
                let why =
                    way == .robustZ
                    ? "at least half its values are alike, so that robust-z has no spread"
                    : way == .goalposts ? "its goalposts are alike" : "it is the same everywhere"
                problems.append(
                    .of(
                        "no-spread", "\(names[place]) cannot be put on the scale \(way.rawValue): \(why). Leave it out."
                    ))
            }
        }
        guard problems.isEmpty else { throw AnalysisProblems(problems) }
    }

    func checkPositive(_ sums: [Aggregation], _ ways: [Normalisation]) throws(AnalysisProblems) {
        guard sums.contains(where: { $0 != .arithmetic }) else { return }
        for way in ways {
            for (place, indicator) in model.indicators.enumerated() {
                let values = indicator.scaled(way, model.scales[way] ?? Normalisation.Scale()) ?? []
                if values.contains(where: { $0 <= 0 }) {
                    throw AnalysisProblems(
                        "not-above-zero",
                        "A geometric or harmonic mean needs values above zero, and \(names[place]) has others on the scale \(way.rawValue). Take --range 1,100, or for z-scores --z-scale 100,10."
                    )
                }
            }
        }
    }

    private static func repeated(_ areas: [String], _ records: CompleteRecords) -> [Problem] {
        var seen: [String: Int] = [:]
        var problems: [Problem] = []
        for (place, area) in areas.enumerated() {
            if let other = seen[area] {
                problems.append(
                    .of(
                        "area-twice",
                        "Row \(records.rows[place]): \(area) stands in row \(records.rows[other]) already. Give one record for each area.",
                        row: records.rows[place]))
            }
            seen[area] = place
        }
        return problems
    }

    /// Numbers of an option, one for each indicator.
    private static func each(
        _ option: String, _ request: AnalysisRequest, _ count: Int, _ otherwise: Double, _ problems: inout [Problem]
    ) -> [Double] {
        guard request.has(option: option) else { return [Double](repeating: otherwise, count: count) }
        let numbers = request.numbers(option)
        if numbers.count != count {
            problems.append(.of("\(option)-off", "--\(option) has \(numbers.count) numbers and needs \(count)."))
            return [Double](repeating: otherwise, count: count)
        }
        return numbers
    }

    /// The population under each indicator, as `--per` says; all under the only one there is otherwise.
    private static func denominators(
        _ request: AnalysisRequest, _ names: [String], _ records: CompleteRecords, _ problems: inout [Problem]
    ) -> [[Double]?] {
        let populations = request.names(of: "population")
        var places = [Int?](repeating: nil, count: names.count)
        if let pairs = request.text("per") {
            for pair in pairs.split(separator: ",") {
                let sides = pair.split(separator: "=").map { TrimmedText.of(String($0)) }
                guard sides.count == 2, let indicator = names.firstIndex(of: sides[0]),
                    let population = populations.firstIndex(of: sides[1])
                else {
                    problems.append(
                        .of(
                            "per-off",
                            "--per: \"\(TrimmedText.of(String(pair)))\" is not INDICATOR=POPULATION of the columns given."
                        ))
                    continue
                }
                places[indicator] = population
            }
        } else if populations.count == 1 {
            places = names.map { _ in 0 }
        } else if populations.count > 1 {
            problems.append(
                .of("per-missing", "With several populations --per must say which indicator goes with which."))
        }
        return places.map { $0.map { records.numbers("population", $0) } }
    }

    private static func errors(
        _ law: CountErrors.Law?, _ counts: [Double], _ population: [Double], _ request: AnalysisRequest,
        _ records: CompleteRecords, _ name: String
    ) throws(AnalysisProblems) -> CountErrors? {
        guard let law else { return nil }
        let off = counts.indices.filter { counts[$0] < 0 || (law == .binomial && counts[$0] > population[$0]) }
        guard off.isEmpty else {
            throw AnalysisProblems(
                off.prefix(20).map {
                    .of(
                        "not-a-count",
                        "Row \(records.rows[$0]), \(name): a count out of the population must be zero or more\(law == .binomial ? ", and not more than the population" : "").",
                        row: records.rows[$0])
                })
        }
        return CountErrors(law, counts: counts, populations: population, isShrunk: request.choice("shrink") == "yes")
    }
}
