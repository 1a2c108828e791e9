import Statistics
import Vocabulary

/// Hidden populations, composites, early warning and safe figures.
extension Jobs {
    /// 64 models of four lists.
    static func recapture(_ room: Room) throws(Data.Unreadable) -> () -> Void {
        let counts = ListCounts(lists: 4, counts: try room.numbers("counts"))
        return {
            let models = ListModel.pairwise(lists: 4)
            guard let found = CaptureRecapture(counts, models: models, criterion: .bic, headline: .average) else {
                return
            }
            room.keep("totals", found.fits.map(\.total))
            room.keep("estimate", [found.estimate])
        }
    }

    /// 2,000 samples of the same, each with its own choice of model.
    static func resampled(_ room: Room) throws(Data.Unreadable) -> () -> Void {
        let counts = ListCounts(lists: 4, counts: try room.numbers("counts"))
        let models = ListModel.pairwise(lists: 4)
        return {
            let found = CaptureRecapture(counts, models: models, criterion: .bic, headline: .average)
            let again = found?.bootstrap(.percentile, draws: 2_000, confidence: 0.95, seed: 2027)
            room.keep(
                "interval", [again?.interval.low ?? .nan, again?.interval.high ?? .nan, Double(again?.used ?? 0)])
        }
    }

    /// Weights drawn again and again, the rank of every area each time.
    static func composite(_ room: Room) throws(Data.Unreadable) -> () -> Void {
        let values = try room.numbers("values"), areas = try room.wholes("areas")[0]
        let draws = try room.wholes("draws")[0]
        let indicators = stride(from: 0, to: values.count, by: areas).map { first in
            CompositeUncertainty.Indicator(Array(values[first..<first + areas]))
        }
        let weights = indicators.map { _ in 1 / Double(indicators.count) }
        let index = CompositeUncertainty(
            indicators: indicators, tree: .flat(weights), normalisations: [.none], aggregations: [.arithmetic],
            factors: [.weights])
        return {
            let nominal = ScoreRank.of(index.nominal ?? [])
            guard let ranks = index.ranks(draws: draws, seed: 2027, nominal: nominal) else { return }
            room.keep("mean", (0..<areas).map { ranks.mean($0) })
            room.keep("high", (0..<areas).map { ranks.quantile($0, 0.95) })
        }
    }

    /// 343 series, the last 52 weeks of each.
    static func farrington(_ room: Room) throws(Data.Unreadable) -> () -> Void {
        let counts = try room.numbers("counts"), length = try room.wholes("length")[0]
        let series = stride(from: 0, to: counts.count, by: length).map { Array(counts[$0..<$0 + length]) }
        let weeks = Array(length - 52..<length)
        let references = weeks.map { week in (1...5).map { week - 52 * $0 } }
        return {
            let found = Farrington.results(Farrington(), series, weeks: weeks, references: references)
            room.keep("upper", found.map { $0?.upper ?? .nan })
            room.keep("p", found.map { $0?.p ?? .nan })
        }
    }

    static func scan(_ room: Room) throws(Data.Unreadable) -> () -> Void {
        let x = try room.numbers("x"), y = try room.numbers("y")
        let places = try room.wholes("places"), steps = try room.wholes("steps")
        var limits = SpaceTimeScan.Limits()
        limits.longest = 12
        let fixed = limits
        return {
            let scan = SpaceTimeScan(x: x, y: y, placeOfEvent: places, stepOfEvent: steps, steps: 12, limits: fixed)
            let found = scan.clusters(draws: 999, most: 5, seed: 2027)
            room.keep("best", [found.first?.logLikelihoodRatio ?? .nan, found.first?.p ?? .nan])
        }
    }

    /// Records with an area and two variables, put into cells and perturbed.
    static func cellKey(_ room: Room) throws(Data.Unreadable) -> () -> Void {
        let area = try room.wholes("area").map(Int32.init), one = try room.wholes("one").map(Int32.init)
        let other = try room.wholes("other").map(Int32.init), keys = try room.wholes("keys").map(Int32.init)
        let counts = try room.wholes("pcv"), ckeys = try room.wholes("ckey"), values = try room.wholes("pvalue")
        let perturbations = CellKey.Perturbations(
            counts.indices.map { (count: counts[$0], key: ckeys[$0], value: values[$0]) })
        return {
            let cells = [Int32](unsafeUninitializedCapacity: area.count) { room, filled in
                for record in 0..<area.count { room[record] = (area[record] &* 8 &+ one[record]) &* 6 &+ other[record] }
                filled = area.count
            }
            let table = CellKey.table(cells: cells, keys: keys, count: 343 * 48, perturbations, threshold: 10)
            room.keep("published", table.map { $0.published.map(Double.init) ?? .nan })
        }
    }
}
