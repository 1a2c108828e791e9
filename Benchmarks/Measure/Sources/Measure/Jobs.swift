import Statistics

/// Where a job finds its arrays and leaves its answers.
final class Room {
    let folder: String
    private var answers: [String: [Double]] = [:]
    private var ends: Ends?

    init(folder: String) { self.folder = folder }

    func numbers(_ name: String) throws(Data.Unreadable) -> [Double] {
        try Data.read("\(folder)/\(name).f64", Double.self)
    }
    func wholes(_ name: String) throws(Data.Unreadable) -> [Int] {
        try Data.read("\(folder)/\(name).i32", Int32.self).map(Int.init)
    }

    func keep(_ name: String, _ values: [Double]) { answers[name] = values }
    func keep(_ ends: Ends) { self.ends = ends }

    func leave() throws(Data.Unreadable) {
        if let ends {
            answers["low"] = Array(ends.low)
            answers["high"] = Array(ends.high)
        }
        for (name, values) in answers { try Data.write(values, to: "\(folder)/\(name).answer.f64") }
    }
}

/// Room for lower and upper ends, made once: what is timed is the work, not the asking for memory.
final class Ends {
    let low: UnsafeMutableBufferPointer<Double>
    let high: UnsafeMutableBufferPointer<Double>

    init(_ count: Int) {
        low = .allocate(capacity: count)
        high = .allocate(capacity: count)
        low.initialize(repeating: 0)
        high.initialize(repeating: 0)
    }

    deinit {
        low.deallocate()
        high.deallocate()
    }
}

/// A job reads its arrays once and gives what is to be timed.
typealias Job = @Sendable (Room) throws(Data.Unreadable) -> () -> Void

enum Jobs {
    static let all: [String: Job] = [
        "moran-shared": { room throws(Data.Unreadable) in try local(room, .shared(999), star: false) },
        "moran-independent": { room throws(Data.Unreadable) in try local(room, .independent(.fixed(999)), star: false)
        },
        "moran-adaptive": { room throws(Data.Unreadable) in try local(room, .independent(.standard), star: false) },
        "gi-shared": { room throws(Data.Unreadable) in try local(room, .shared(999), star: true) },
        "gi-independent": { room throws(Data.Unreadable) in try local(room, .independent(.fixed(999)), star: true) },
        "gi-adaptive": { room throws(Data.Unreadable) in try local(room, .independent(.standard), star: true) },
        "density-none": { room throws(Data.Unreadable) in try density(room, .none) },
        "density-uniform": { room throws(Data.Unreadable) in try density(room, .uniform) },
        "density-diggle": { room throws(Data.Unreadable) in try density(room, .diggle) },
        "knox": { room throws(Data.Unreadable) in try knox(room) },
        "wilson": { room throws(Data.Unreadable) in try wilson(room) },
        "byar": { room throws(Data.Unreadable) in try poisson(room, .byar) },
        "usual": { room throws(Data.Unreadable) in try poisson(room, .usual) },
        "series": { room throws(Data.Unreadable) in try series(room) },
        "recapture": { room throws(Data.Unreadable) in try recapture(room) },
        "resampled": { room throws(Data.Unreadable) in try resampled(room) },
        "composite": { room throws(Data.Unreadable) in try composite(room) },
        "farrington": { room throws(Data.Unreadable) in try farrington(room) },
        "scan": { room throws(Data.Unreadable) in try scan(room) },
        "cell-key": { room throws(Data.Unreadable) in try cellKey(room) },
        "seattle-weights": { room throws(Data.Unreadable) in try seattleWeights(room) },
        "seattle-placebos": { room throws(Data.Unreadable) in try seattlePlacebos(room) },
        "attacker-exact": { room throws(Data.Unreadable) in try attacker(room, isRounded: false) },
        "attacker-rounded": { room throws(Data.Unreadable) in try attacker(room, isRounded: true) },
    ]

    private static func local(
        _ room: Room, _ draws: LocalPermutation.Draws, star: Bool
    ) throws(Data.Unreadable) -> () -> Void {
        let values = try room.numbers("values")
        let starts = try room.wholes("starts"), neighbours = try room.wholes("neighbours")
        let lists = (0..<values.count).map { area in
            (starts[area]..<starts[area + 1]).map { (area: neighbours[$0], weight: 1.0) }
        }
        let binary = SpatialWeights(lists), rows = binary.rowStandardised
        return {
            room.keep(
                "statistic",
                star
                    ? LocalAutocorrelation.getisOrd(values, binary).map { $0 ?? .nan }
                    : LocalAutocorrelation.moran(values, rows).map { $0?.value ?? .nan })
            room.keep("p", LocalPermutation.p(values, star ? binary : rows, draws, seed: 2027).map { $0 ?? .nan })
        }
    }

    private static func density(_ room: Room, _ edge: KernelDensity.Edge) throws(Data.Unreadable) -> () -> Void {
        let x = try room.numbers("x"), y = try room.numbers("y"), plan = try room.numbers("plan")
        let grid = KernelDensity.Grid(
            west: plan[0], south: plan[1], cell: plan[2], columns: Int(plan[3]), rows: Int(plan[4]))
        let map = KernelDensity(grid, .gaussian, bandwidth: plan[5], edge: edge)
        return { room.keep("density", map.density(x: x, y: y)) }
    }

    private static func knox(_ room: Room) throws(Data.Unreadable) -> () -> Void {
        let x = try room.numbers("x"), y = try room.numbers("y"), days = try room.wholes("days")
        let distances = try room.numbers("distances"), times = try room.wholes("times")
        let draws = try room.wholes("draws")[0]
        let test = NearRepeat(distanceEdges: distances, timeEdges: times, hasSamePlace: false, hasBeyond: false)
        return {
            let table = test.table(x: x, y: y, days: days, .euclidean, permutations: draws, seed: 2027)
            room.keep("observed", table.observed.flatMap { $0.map(Double.init) })
            room.keep("expected", table.expected.flatMap { $0 })
            room.keep("p", table.p.flatMap { $0 })
        }
    }

    private static func wilson(_ room: Room) throws(Data.Unreadable) -> () -> Void {
        let counts = try room.numbers("counts"), totals = try room.numbers("totals")
        let ends = Ends(counts.count)
        return {
            counts.withUnsafeBufferPointer { counts in
                totals.withUnsafeBufferPointer { totals in
                    Proportion.wilson(counts, of: totals, confidence: 0.95, low: ends.low, high: ends.high)
                }
            }
            room.keep(ends)
        }
    }

    private static func poisson(_ room: Room, _ kind: PoissonCount.Limits) throws(Data.Unreadable) -> () -> Void {
        let counts = try room.numbers("counts")
        let ends = Ends(counts.count)
        return {
            counts.withUnsafeBufferPointer {
                PoissonCount.limits($0, confidence: 0.95, kind, low: ends.low, high: ends.high)
            }
            room.keep(ends)
        }
    }

    private static func series(_ room: Room) throws(Data.Unreadable) -> () -> Void {
        let counts = try room.numbers("counts"), months = try room.wholes("months")[0]
        let start = try room.wholes("start")[0]
        let series = stride(from: 0, to: counts.count, by: 2 * months).map { first in
            (0..<2 * months).map { place in
                InterruptedSeries.Point(
                    time: place % months, season: place % 12, count: counts[first + place], isTarget: place < months)
            }
        }
        return {
            let fits = series.map { InterruptedSeries($0, InterruptedSeries.Plan(start: start)) }
            room.keep("level", fits.map { $0?.level.coefficient ?? .nan })
            room.keep("error", fits.map { $0?.level.error ?? .nan })
        }
    }
}
