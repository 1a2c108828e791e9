import Glibc

/// Where cases lie denser than controls: the logarithm of the ratio of two smoothed densities, and where it is more than chance
/// would bring (Kelsall and Diggle 1995; Hazelton and Davies 2009; Davies and Hazelton 2010).
public struct RelativeRisk: Sendable {
    /// From which points the pilot density comes.
    public enum Pilot: String, Hashable, Sendable, CaseIterable {
        /// Cases and controls together for both: the bandwidths agree, and edges cancel (Davies, Jones and Hazelton 2016).
        case pooled
        /// Each from its own.
        case own
    }

    public let grid: KernelDensity.Grid
    /// The smoothing bandwidth: of all points when fixed, about which they vary when adaptive.
    public let bandwidth: Double
    public let pilotBandwidth: Double
    public let isAdaptive: Bool
    public let pilot: Pilot
    public let isEdgeCorrected: Bool
    /// No bandwidth is wider than this many times their geometric mean.
    public let trim: Double

    public init(
        _ grid: KernelDensity.Grid, bandwidth: Double, pilotBandwidth: Double, isAdaptive: Bool = true,
        pilot: Pilot = .pooled, isEdgeCorrected: Bool = true, trim: Double = 5
    ) {
        self.grid = grid
        self.bandwidth = bandwidth
        self.pilotBandwidth = pilotBandwidth
        self.isAdaptive = isAdaptive
        self.pilot = pilot
        self.isEdgeCorrected = isEdgeCorrected
        self.trim = trim
    }

    public struct Surface: Sendable {
        /// ln(f / g) of each cell, row after row from the south.
        public var logRatio: [Double]
        /// The share of chance surfaces at least as high there; small where cases are denser, near 1 where controls are.
        public var p: [Double]
        /// For each square unit; adding up to 1 over the map.
        public var cases: [Double]
        public var controls: [Double]
    }

    /// - Parameters:
    ///   - cases: points east and north, on the map.
    public func surface(cases: Points, controls: Points) -> Surface {
        let all = cases + controls
        let pooled = pilotDensity(all)
        let f = density(cases, pilot == .pooled ? pooled : pilotDensity(cases), pilot == .pooled ? all : cases)
        let g = density(controls, pilot == .pooled ? pooled : pilotDensity(controls), pilot == .pooled ? all : controls)
        let logRatio = zip(f.values, g.values).map { log($0) - log($1) }
        let variance: [Double]
        if isAdaptive {
            variance = zip(spread(f, cases.count), spread(g, controls.count)).map { $0 + $1 }
        } else {
            let together = density(all, pooled, all)
            let count = 1 / Double(cases.count) + 1 / Double(controls.count)
            variance = zip(edge(f.widths, shrink: 0.5.squareRoot()), zip(f.edge, together.values)).map {
                $0 / ($1.0 * $1.0) / (4 * .pi) * count / (bandwidth * bandwidth * $1.1)
            }
        }
        return Surface(
            logRatio: logRatio, p: zip(logRatio, variance).map { Normal.below(-$0 / $1.squareRoot()) },
            cases: f.values, controls: g.values)
    }

    /// What maps with shuffled labels say: how far the two densities are apart over the whole map (the integral of the squared
    /// logarithm, weighted by where points are; Kelsall and Diggle 1995), and how often each cell is as high by chance.
    public struct Shuffled: Sendable {
        public var value: Double
        public var p: Double
        public var cells: [Double]
    }

    public func shuffled(cases: Points, controls: Points, draws: Int, seed: UInt64) -> Shuffled {
        let all = cases + controls
        let pooled = pilotDensity(all)
        @Sendable func logRatio(_ isCase: [Bool]) -> [Double] {
            func part(_ wanted: Bool) -> [Double] {
                let chosen = all.indices.filter { isCase[$0] == wanted }
                let points = Points(x: chosen.map { all.x[$0] }, y: chosen.map { all.y[$0] })
                return density(
                    points, pilot == .pooled ? pooled : pilotDensity(points), pilot == .pooled ? all : points
                )
                .values
            }
            return zip(part(true), part(false)).map { log($0) - log($1) }
        }
        @Sendable func distance(_ ratio: [Double]) -> Double {
            zip(ratio, pooled).reduce(0) { $0 + $1.0 * $1.0 * $1.1 } * grid.cell * grid.cell
        }
        let labels = all.indices.map { $0 < cases.count }
        let seen = logRatio(labels), value = distance(seen)
        // A few pieces, each with its own count of cells, so that no map has to be kept.
        let pieces = min(16, max(1, draws))
        let counted = Parallel.map(pieces, filling: (far: 0, cells: [Int32]()), piece: 1) { range, room in
            for piece in range {
                var far = 0, cells = [Int32](repeating: 0, count: seen.count)
                for draw in stride(from: piece, to: draws, by: pieces) {
                    var random = CounterRandom(seed: seed, stream: UInt64(draw))
                    var mixed = labels
                    random.shuffle(&mixed)
                    let drawn = logRatio(mixed)
                    if distance(drawn) >= value * (1 - 1e-12) { far += 1 }
                    for cell in drawn.indices where drawn[cell] >= seen[cell] { cells[cell] += 1 }
                }
                room[piece] = (far, cells)
            }
        }
        let far = counted.reduce(0) { $0 + $1.far }
        let cells = seen.indices.map { cell in
            Double(1 + counted.reduce(0) { $0 + Int($1.cells[cell]) }) / Double(draws + 1)
        }
        return Shuffled(value: value, p: Double(1 + far) / Double(draws + 1), cells: cells)
    }

    // MARK: Densities

    private struct Smoothed {
        var values: [Double]
        /// The bandwidth that a point in each cell would have.
        var widths: [Double]
        /// The mass of the kernel about each cell that lies on the map.
        var edge: [Double]
        /// What bandwidths are divided by.
        var gamma: Double
    }

    private func pilotDensity(_ points: Points) -> [Double] {
        let raw = sum(points, [Double](repeating: pilotBandwidth, count: points.count))
        let inside = edge([Double](repeating: pilotBandwidth, count: raw.count))
        return normal(zip(raw, inside).map { max($0 / $1, 1e-300) })
    }

    /// Abramson's bandwidths (1982): as the square root of the pilot density falls.
    private func density(_ points: Points, _ pilot: [Double], _ pilotPoints: Points) -> Smoothed {
        var widths = [Double](repeating: bandwidth, count: grid.columns * grid.rows)
        var own = [Double](repeating: bandwidth, count: points.count)
        var gamma = 1.0
        if isAdaptive {
            let logs = pilotPoints.indices.map { -0.5 * log(between(pilot, pilotPoints.x[$0], pilotPoints.y[$0])) }
            gamma = exp(logs.reduce(0, +) / Double(logs.count))
            let widest = trim * gamma
            for cell in widths.indices { widths[cell] *= min(1 / pilot[cell].squareRoot(), widest) / gamma }
            for point in own.indices {
                own[point] *= min(1 / between(pilot, points.x[point], points.y[point]).squareRoot(), widest) / gamma
            }
        }
        let edge = edge(widths)
        return Smoothed(
            values: normal(zip(sum(points, own), edge).map { max($0 / $1, 1e-300) }), widths: widths, edge: edge,
            gamma: gamma)
    }

    /// The variance of the logarithm of an adaptive density, which does not depend on the density (Davies and Hazelton 2010).
    private func spread(_ smoothed: Smoothed, _ count: Int) -> [Double] {
        let scale =
            2.5 / (4 * .pi) * smoothed.gamma * smoothed.gamma / (Double(count) * bandwidth * bandwidth)
        return zip(edge(smoothed.widths, shrink: 0.5.squareRoot()), smoothed.edge).map { $0 / ($1 * $1) * scale }
    }

    private func normal(_ values: [Double]) -> [Double] {
        let all = values.reduce(0, +) * grid.cell * grid.cell
        return values.map { $0 / all }
    }

    /// Gaussian kernels about every point, each with its bandwidth, at the middles of cells; cut off where nothing is left.
    private func sum(_ points: Points, _ widths: [Double]) -> [Double] {
        var values = [Double](repeating: 0, count: grid.columns * grid.rows)
        var across = [Double](repeating: 0, count: grid.columns)
        values.withUnsafeMutableBufferPointer { values in
            across.withUnsafeMutableBufferPointer { across in
                for point in points.indices {
                    let h = widths[point], reach = 8.5 * h / grid.cell, scale = -0.5 / (h * h)
                    let u = (points.x[point] - grid.west) / grid.cell - 0.5
                    let v = (points.y[point] - grid.south) / grid.cell - 0.5
                    let columns = max(0, Int(u - reach))..<min(grid.columns, Int(max(0, u + reach)) + 1)
                    let rows = max(0, Int(v - reach))..<min(grid.rows, Int(max(0, v + reach)) + 1)
                    let top = 1 / (2 * .pi * h * h)
                    for column in columns {
                        let off = (Double(column) - u) * grid.cell
                        across[column] = top * exp(scale * off * off)
                    }
                    for row in rows {
                        let off = (Double(row) - v) * grid.cell
                        let weight = exp(scale * off * off), start = row * grid.columns
                        for column in columns { values[start + column] += weight * across[column] }
                    }
                }
            }
        }
        return values
    }

    private func edge(_ widths: [Double], shrink: Double = 1) -> [Double] {
        guard isEdgeCorrected else { return [Double](repeating: 1, count: widths.count) }
        let wide = Double(grid.columns) * grid.cell, high = Double(grid.rows) * grid.cell
        func mass(_ place: Double, _ length: Double, _ h: Double) -> Double {
            Normal.below((length - place) / h) - Normal.below(-place / h)
        }
        return widths.indices.map { cell in
            let x = (Double(cell % grid.columns) + 0.5) * grid.cell, y = (Double(cell / grid.columns) + 0.5) * grid.cell
            let h = widths[cell] * shrink
            return mass(x, wide, h) * mass(y, high, h)
        }
    }

    /// The value at a point, straight between the middles of the four cells about it.
    private func between(_ values: [Double], _ x: Double, _ y: Double) -> Double {
        let u = min(max((x - grid.west) / grid.cell - 0.5, 0), Double(grid.columns - 1))
        let v = min(max((y - grid.south) / grid.cell - 0.5, 0), Double(grid.rows - 1))
        let column = min(Int(u), max(0, grid.columns - 2)), row = min(Int(v), max(0, grid.rows - 2))
        let east = u - Double(column), north = v - Double(row)
        func at(_ c: Int, _ r: Int) -> Double {
            values[min(r, grid.rows - 1) * grid.columns + min(c, grid.columns - 1)]
        }
        return (1 - north) * ((1 - east) * at(column, row) + east * at(column + 1, row))
            + north * ((1 - east) * at(column, row + 1) + east * at(column + 1, row + 1))
    }
}

/// Points east and north, as two lists.
public struct Points: Hashable, Sendable {
    public var x: [Double]
    public var y: [Double]

    public init(x: [Double], y: [Double]) {
        self.x = x
        self.y = y
    }

    public var count: Int { x.count }
    public var indices: Range<Int> { 0..<x.count }

    public static func + (one: Points, other: Points) -> Points { Points(x: one.x + other.x, y: one.y + other.y) }

    /// Terrell's bandwidth (1990): the widest that any density of this spread could want.
    ///
    /// - Parameter count: what stands for the number of points; for cases and controls the root of their product.
    public func widestBandwidth(count: Double) -> Double {
        func spread(_ values: [Double]) -> (deviation: Double, quartiles: Double) {
            let n = Double(values.count), mean = values.reduce(0, +) / n, sorted = values.sorted()
            let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            return (
                (squares / max(1, n - 1)).squareRoot(),
                (Quantile.of(sorted: sorted, 0.75) - Quantile.of(sorted: sorted, 0.25)) / 1.34
            )
        }
        let east = spread(x), north = spread(y)
        let deviation = (east.deviation + north.deviation) / 2, quartiles = (east.quartiles + north.quartiles) / 2
        let scale = quartiles > 0 ? min(deviation, quartiles) : deviation
        // ((R(K) d) / (n V))^(1/(d+4)) with d = 2, R(K) = 1/(4 pi) and V = 16 Gamma(5) 2 4 / (10^4 pi).
        let v = 16.0 * 24 * 2 * 4 / (10_000 * .pi)
        return scale * pow(2 / (4 * .pi) / (count * v), 1.0 / 6)
    }
}
