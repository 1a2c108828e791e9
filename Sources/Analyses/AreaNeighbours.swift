import Geography
import Statistics
import Vocabulary

/// Neighbours of the records' areas: from pairs, from outlines, or from middles.
enum AreaNeighbours {
    static let needed =
        "Say which areas lie side by side: --neighbours PAIRS.csv, --boundaries FILE.geojson, or --x and --y with --weights nearest:6."

    struct Found {
        var weights: SpatialWeights
        var exclusions: [String]
        /// For a map, where outlines were given.
        var shapes: AreaShapes?
        /// How neighbours were told, in words.
        var rule: String
    }

    static let roles = [
        Role("area", .text, "The area's name, as in the file of neighbours or outlines"),
        Role("value", .number, "What is looked at: a rate, a score", required: false),
        Role(
            "count", .count, "Events, where rates are to be made fair to small areas", unit: "events", required: false),
        Role("population", .positive, "People, with count", unit: "people", required: false),
        Role("x", .number, "East of its middle, for nearest and within", unit: "metres", required: false),
        Role("y", .number, "North of its middle, for nearest and within", unit: "metres", required: false),
    ]

    static let options =
        [
            Option(
                "weights", .text,
                "Neighbours from outlines or middles: queen (a common point), rook (a common border), nearest:K, within:METRES; queen with --boundaries"
            ),
            Option(
                "snap", .number(1e-6...1_000), "Points of outlines no further apart than this are one", unit: "metres",
                standard: "0.001"),
        ] + AreaShapes.options

    /// Pairs naming an area that is not among the records are left out and counted.
    static func find(
        _ request: AnalysisRequest, _ records: CompleteRecords, _ role: String = "area"
    ) throws(AnalysisProblems) -> Found {
        let names = records.texts(role)
        var places: [String: Int] = [:]
        for (place, name) in names.enumerated() {
            if let other = places[name] {
                throw AnalysisProblems(
                    "area-twice",
                    "Row \(records.rows[place]): \(name) stands in row \(records.rows[other]) already. Give one record for each area.",
                    row: records.rows[place])
            }
            places[name] = place
        }
        let shapes = try AreaShapes(request, names: names)
        if let pairs = request.neighbours {
            guard request.text("weights") == nil else {
                throw AnalysisProblems(
                    "neighbours-twice", "--weights makes neighbours of its own: leave it or --neighbours out.")
            }
            let (weights, exclusions, ways) = try fromPairs(pairs.pairs, places, names)
            return Found(
                weights: weights, exclusions: exclusions + (shapes?.exclusions ?? []), shapes: shapes,
                rule: "as the file of pairs says" + ways)
        }
        let rule = try NeighbourRule(request.text("weights") ?? (shapes == nil ? "" : "queen"))
        let weights = try rule.weights(request, records, shapes)
        guard weights.islands.count < names.count else {
            throw AnalysisProblems(
                "no-neighbours", "No area has a neighbour by \(rule.words). Give a wider --snap, or nearest:6.")
        }
        return Found(weights: weights, exclusions: shapes?.exclusions ?? [], shapes: shapes, rule: rule.words)
    }

    /// A file in which no pair stands both ways names each pair once: it is then taken both ways. Lists of nearest areas hold
    /// some pairs both ways and stay as they are.
    private static func fromPairs(
        _ pairs: [NeighbourPairs.Pair], _ places: [String: Int], _ names: [String]
    ) throws(AnalysisProblems) -> (SpatialWeights, [String], ways: String) {
        var lists = [[(area: Int, weight: Double)]](repeating: [], count: names.count)
        var unknown: Set<String> = []
        var seen: Set<Int64> = []
        for pair in pairs {
            guard let from = places[pair.area], let to = places[pair.neighbour] else {
                unknown.insert(places[pair.area] == nil ? pair.area : pair.neighbour)
                continue
            }
            if seen.insert(Int64(from) << 32 | Int64(to)).inserted { lists[from].append((to, pair.weight)) }
        }
        let oneWay = seen.count { !seen.contains($0 << 32 | $0 >> 32) }
        let isOnce = oneWay > 0 && oneWay == seen.count { $0 >> 32 != $0 & 0xFFFF_FFFF }
        if isOnce {
            for (from, list) in lists.enumerated() {
                for pair in list where pair.area != from { lists[pair.area].append((from, pair.weight)) }
            }
        }
        let ways =
            isOnce ? " (it names each pair once; taken both ways)" : oneWay > 0 ? " (\(oneWay) pairs one way only)" : ""
        let weights = SpatialWeights(lists)
        guard weights.islands.count < names.count else {
            let one = pairs.first.map { "\($0.area) and \($0.neighbour)" } ?? "none"
            throw AnalysisProblems(
                "no-match",
                "No pair names two areas of the file. The first pair is \(one); the first area is \(names.first ?? "none")."
            )
        }
        let sentence = "\(unknown.count) names of the neighbours' file are not among the areas that can be used."
        return (weights, unknown.isEmpty ? [] : [sentence], ways)
    }

    /// The values to look at: as given, or rates standardised by empirical Bayes from counts and populations.
    static func values(
        _ request: AnalysisRequest
    ) throws(AnalysisProblems) -> (records: CompleteRecords, values: [Double], isStandardised: Bool) {
        let middles = ["x", "y"].filter { request.has($0) }
        if request.has("value") {
            let records = request.complete(["area", "value"] + middles)
            return (records, records.numbers("value"), false)
        }
        guard request.has("count"), request.has("population") else {
            throw AnalysisProblems("value-missing", "Give --value COLUMN, or --count and --population.")
        }
        let records = request.complete(["area", "count", "population"] + middles)
        let values = EmpiricalBayes.standardised(records.numbers("count"), over: records.numbers("population"))
        return (records, values, true)
    }

    /// Whether every area has a neighbour, and how neighbours were told.
    static func check(_ found: Found) -> AssumptionCheck {
        let weights = found.weights
        let mean = Double(weights.neighbours.count) / Double(max(1, weights.count))
        return AssumptionCheck(
            "Every area has a neighbour", weights.islands.isEmpty ? .held : .doubtful,
            "\(weights.islands.count) of \(weights.count) have none; neighbours are told \(found.rule), \(ReportNumber.short(mean)) for an area on average."
        )
    }
}

/// How neighbours are told where no pairs are given: `queen`, `rook`, `nearest:K`, `within:METRES`.
enum NeighbourRule: Hashable {
    case touching(Adjacency.Contact)
    case nearest(Int)
    case within(Double)

    static let mostPairs = 20_000_000

    init(_ typed: String) throws(AnalysisProblems) {
        let parts = typed.lowercased().split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        if parts.count == 1, let contact = Adjacency.Contact(rawValue: parts[0]) {
            self = .touching(contact)
        } else if parts.count == 2, parts[0] == "nearest", let count = Int(parts[1]), (1...1_000).contains(count) {
            self = .nearest(count)
        } else if parts.count == 2, parts[0] == "within", let reach = CellValue.number(parts[1]), reach > 0 {
            self = .within(reach)
        } else {
            throw AnalysisProblems(
                "weights-off",
                typed.isEmpty
                    ? "With --x and --y say --weights nearest:K (so many nearest areas) or within:METRES."
                    : "--weights must be queen, rook, nearest:K (1 to 1,000) or within:METRES, and \"\(typed)\" is not."
            )
        }
    }

    var words: String {
        switch self {
        case .touching(.queen): "by a common point of their outlines (queen)"
        case .touching(.rook): "by a common border (rook)"
        case .nearest(let count): "as the \(count) nearest middles"
        case .within(let reach): "as middles within \(ReportNumber.short(reach)) metres"
        }
    }

    func weights(
        _ request: AnalysisRequest, _ records: CompleteRecords, _ shapes: AreaShapes?
    ) throws(AnalysisProblems) -> SpatialWeights {
        let lists: [[Int]]
        switch self {
        case .touching(let contact):
            guard let shapes else {
                throw AnalysisProblems("boundaries-missing", "--weights queen and rook need --boundaries FILE.geojson.")
            }
            lists = Adjacency.touching(shapes.areas, contact, tolerance: request.number("snap"))
        case .nearest(let count): lists = Adjacency.nearest(try middles(request, records, shapes), count)
        case .within(let reach):
            guard
                let found = Adjacency.within(try middles(request, records, shapes), reach, most: Self.mostPairs)
            else {
                throw AnalysisProblems(
                    "too-many-pairs",
                    "Within \(ReportNumber.short(reach)) metres there are more than \(Self.mostPairs) pairs. Give a shorter distance."
                )
            }
            lists = found
        }
        return SpatialWeights(lists.map { $0.map { ($0, 1) } })
    }

    private func middles(
        _ request: AnalysisRequest, _ records: CompleteRecords, _ shapes: AreaShapes?
    ) throws(AnalysisProblems) -> [Boundaries.Point?] {
        guard request.has("x"), request.has("y") else {
            guard let shapes else { throw AnalysisProblems("neighbours-missing", AreaNeighbours.needed) }
            return shapes.middles
        }
        return zip(records.numbers("x"), records.numbers("y")).map { Boundaries.Point($0, $1) }
    }
}
