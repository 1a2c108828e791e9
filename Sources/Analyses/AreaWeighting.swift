import Statistics
import Vocabulary

/// How much each neighbour counts, and what becomes of areas that have none.
struct AreaWeighting {
    /// Of the areas that are used, with these weights.
    let weights: SpatialWeights
    let values: [Double]
    /// The place of each used area among the records.
    let places: [Int]
    /// The number of areas in the formulas of a whole map, where it is not that of the values.
    let counted: Int?
    private let records: Int

    static func option(_ standard: String) -> Option {
        Option(
            "weighting", .choice(["rows", "binary", "given"]),
            "Each area's weights add up to 1, every neighbour counts 1, or as the weight column of --neighbours has it",
            standard: standard)
    }

    /// - Parameter isGlobal: whether the number of areas alone can be adjusted.
    static func islands(isGlobal: Bool) -> Option {
        isGlobal
            ? Option(
                "islands", .choice(["count", "adjust", "leave-out"]),
                "Areas without neighbours: count, count in the mean but not in the number of areas, or are left out",
                standard: "count")
            : Option(
                "islands", .choice(["count", "leave-out"]),
                "Areas without neighbours count in the mean and spread, or are left out", standard: "count")
    }

    /// - Parameters:
    ///   - scales: whether the scale of a row matters; where it does not, `rows` is as given.
    ///   - isWithout: whether areas without neighbours are left out whatever `adjust` says.
    init(
        _ request: AnalysisRequest, _ values: [Double], _ found: SpatialWeights, scales: Bool = true,
        leavingOut isWithout: Bool = false
    ) throws(AnalysisProblems) {
        var kept = Array(0..<found.count), weights = found, islands = found.islands
        let isWithout = isWithout || request.choice("islands") == "leave-out"
        while isWithout, !islands.isEmpty {
            let gone = Set(islands)
            kept = kept.indices.filter { !gone.contains($0) }.map { kept[$0] }
            weights = found.among(kept)
            islands = weights.islands
        }
        guard !kept.isEmpty else {
            throw AnalysisProblems("no-neighbours", "Without the areas that have no neighbour none is left.")
        }
        switch request.choice("weighting") {
        case "binary": weights = weights.binary
        case "rows" where scales: weights = weights.rowStandardised
        default: break
        }
        self.weights = weights
        self.values = kept.count == values.count ? values : kept.map { values[$0] }
        places = kept
        counted = request.choice("islands") == "adjust" && !isWithout ? found.count - islands.count : nil
        records = values.count
    }

    /// Figures of the used areas as figures of all records; nil for those left out.
    func spread<Figure>(_ figures: [Figure?]) -> [Figure?] {
        guard places.count < records else { return figures }
        var all = [Figure?](repeating: nil, count: records)
        for (figure, place) in zip(figures, places) { all[place] = figure }
        return all
    }

    /// How many neighbours each record's area has.
    var neighbours: [Int?] { spread(places.indices.map { weights.stretch($0).count }) }
}
