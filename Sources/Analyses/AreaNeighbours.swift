import Geography
import Statistics
import Vocabulary

/// Neighbours of the records' areas, from the pairs that were given.
enum AreaNeighbours {
    /// Pairs naming an area that is not among the records are left out and counted.
    static func weights(
        _ request: AnalysisRequest, _ records: CompleteRecords, _ role: String = "area"
    ) throws(AnalysisProblems) -> (weights: SpatialWeights, exclusions: [String]) {
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
        guard let pairs = request.neighbours else {
            throw AnalysisProblems(
                "neighbours-missing", "--neighbours PAIRS.csv is needed: which areas lie side by side.")
        }
        var lists = [[(area: Int, weight: Double)]](repeating: [], count: names.count)
        var unknown: Set<String> = []
        var seen: Set<Int64> = []
        for pair in pairs.pairs {
            guard let from = places[pair.area], let to = places[pair.neighbour] else {
                unknown.insert(places[pair.area] == nil ? pair.area : pair.neighbour)
                continue
            }
            if seen.insert(Int64(from) << 32 | Int64(to)).inserted { lists[from].append((to, pair.weight)) }
        }
        let weights = SpatialWeights(lists)
        guard weights.islands.count < names.count else {
            let one = pairs.pairs.first.map { "\($0.area) and \($0.neighbour)" } ?? "none"
            throw AnalysisProblems(
                "no-match",
                "No pair names two areas of the file. The first pair is \(one); the first area is \(names.first ?? "none")."
            )
        }
        let sentence = "\(unknown.count) names of the neighbours' file are not among the areas that can be used."
        return (weights, unknown.isEmpty ? [] : [sentence])
    }

    static let roles = [
        Role("area", .text, "The area's name, as in the file of neighbours"),
        Role("value", .number, "What is looked at: a rate, a score", required: false),
        Role(
            "count", .count, "Events, where rates are to be made fair to small areas", unit: "events", required: false),
        Role("population", .positive, "People, with count", unit: "people", required: false),
    ]

    /// The values to look at: as given, or rates standardised by empirical Bayes from counts and populations.
    static func values(
        _ request: AnalysisRequest
    ) throws(AnalysisProblems) -> (records: CompleteRecords, values: [Double], isStandardised: Bool) {
        if request.has("value") {
            let records = request.complete(["area", "value"])
            return (records, records.numbers("value"), false)
        }
        guard request.has("count"), request.has("population") else {
            throw AnalysisProblems("value-missing", "Give --value COLUMN, or --count and --population.")
        }
        let records = request.complete(["area", "count", "population"])
        let values = EmpiricalBayes.standardised(records.numbers("count"), over: records.numbers("population"))
        return (records, values, true)
    }
}
