import Glibc

/// A map of how densely events lie, smoothed over a bandwidth, on a metric grid.
///
/// Points are shared out linearly over the four cells about them, the grid is smoothed along rows and then along columns with
/// the kernel cut off where nothing is left of it, and divided by the mass of the kernel that lies within the map.
public struct KernelDensity: Sendable {
    public enum Kernel: String, Hashable, Sendable, CaseIterable {
        /// The bandwidth is the standard deviation; cut off at six of them.
        case gaussian
        /// (1 - (u/h)^2)^2 within the bandwidth, nothing outside it.
        case quartic
    }

    public enum Edge: String, Hashable, Sendable, CaseIterable {
        case none
        /// Divided by the mass of the kernel about each cell that lies inside.
        case uniform
        /// Each event weighed up by the mass of the kernel about it that lies inside (Diggle 1985).
        case diggle
    }

    /// Cells of equal size; the first centre is half a cell in from the corner.
    public struct Grid: Hashable, Sendable {
        public var west: Double
        public var south: Double
        public var cell: Double
        public var columns: Int
        public var rows: Int

        public init(west: Double, south: Double, cell: Double, columns: Int, rows: Int) {
            self.west = west
            self.south = south
            self.cell = cell
            self.columns = columns
            self.rows = rows
        }

        public func centre(_ column: Int, _ row: Int) -> (x: Double, y: Double) {
            (west + (Double(column) + 0.5) * cell, south + (Double(row) + 0.5) * cell)
        }
    }

    public let grid: Grid
    public let kernel: Kernel
    public let bandwidth: Double
    public let edge: Edge

    public init(_ grid: Grid, _ kernel: Kernel, bandwidth: Double, edge: Edge) {
        self.grid = grid
        self.kernel = kernel
        self.bandwidth = bandwidth
        self.edge = edge
    }

    /// Events for each square metre, row after row from the south.
    ///
    /// - Parameter weights: of the events; one each when empty.
    public func density(x: [Double], y: [Double], weights: [Double] = []) -> [Double] {
        var binned = edge == .diggle ? binnedForDiggle(x, y, weights) : bins(x, y, weights)
        let area = grid.cell * grid.cell
        if kernel == .gaussian {
            smooth(&binned)
        } else {
            binned = smoothRound(binned)
        }
        if edge == .uniform {
            let inside = insideMass()
            for place in binned.indices where inside[place] > 0 { binned[place] /= inside[place] }
        }
        for place in binned.indices { binned[place] = max(0, binned[place] / area) }
        return binned
    }

    /// Points shared out over the four cells about them, by how near they lie.
    func bins(_ x: [Double], _ y: [Double], _ weights: [Double]) -> [Double] {
        var binned = [Double](repeating: 0, count: grid.columns * grid.rows)
        let scale = 1 / grid.cell
        binned.withUnsafeMutableBufferPointer { binned in
            x.withUnsafeBufferPointer { x in
                y.withUnsafeBufferPointer { y in
                    for event in x.indices {
                        let u = (x[event] - grid.west) * scale - 0.5, v = (y[event] - grid.south) * scale - 0.5
                        guard u >= -0.5, v >= -0.5, u <= Double(grid.columns) - 0.5, v <= Double(grid.rows) - 0.5 else {
                            continue
                        }
                        let column = Int(max(0, u)), row = Int(max(0, v))
                        let east = max(0, u) - Double(column), north = max(0, v) - Double(row)
                        let next = column + 1 < grid.columns ? 1 : 0, above = row + 1 < grid.rows ? grid.columns : 0
                        let weight = weights.isEmpty ? 1 : weights[event]
                        let place = row * grid.columns + column
                        binned[place] += weight * (1 - east) * (1 - north)
                        binned[place + next] += weight * east * (1 - north)
                        binned[place + above] += weight * (1 - east) * north
                        binned[place + above + next] += weight * east * north
                    }
                }
            }
        }
        return binned
    }

    private func binnedForDiggle(_ x: [Double], _ y: [Double], _ weights: [Double]) -> [Double] {
        let inside = insideMass()
        let raised = x.indices.map { event -> Double in
            let column = min(grid.columns - 1, max(0, Int((x[event] - grid.west) / grid.cell)))
            let row = min(grid.rows - 1, max(0, Int((y[event] - grid.south) / grid.cell)))
            return (weights.isEmpty ? 1 : weights[event]) / max(inside[row * grid.columns + column], 1e-12)
        }
        return bins(x, y, raised)
    }

    // MARK: Gaussian, in two passes

    /// The kernel over whole cells from the middle outwards, adding up to 1 on an endless grid.
    var taps: [Double] {
        let sigma = bandwidth / grid.cell
        let reach = Int((6 * sigma).rounded(.up))
        var taps = (0...reach).map { exp(-0.5 * Double($0 * $0) / (sigma * sigma)) }
        let sum = taps[0] + 2 * taps.dropFirst().reduce(0, +)
        for place in taps.indices { taps[place] /= sum }
        return taps
    }

    private func smooth(_ values: inout [Double]) {
        let taps = taps
        let columns = grid.columns, rows = grid.rows, reach = taps.count - 1
        // Along rows, each with room at both ends so that no tap has to ask where it is.
        var padded = [Double](repeating: 0, count: columns + 2 * reach)
        values.withUnsafeMutableBufferPointer { values in
            padded.withUnsafeMutableBufferPointer { padded in
                for row in 0..<rows {
                    let start = row * columns
                    var isEmpty = true
                    for column in 0..<columns {
                        let value = values[start + column]
                        padded[reach + column] = value
                        if value != 0 { isEmpty = false }
                    }
                    if isEmpty { continue }
                    for column in 0..<columns { values[start + column] = taps[0] * padded[reach + column] }
                    for tap in 1..<max(1, taps.count) {
                        let weight = taps[tap]
                        for column in 0..<columns {
                            values[start + column] +=
                                weight * (padded[reach + column - tap] + padded[reach + column + tap])
                        }
                    }
                }
            }
        }
        // Along columns, a stripe of columns at a time so that what is added up stays near at hand.
        var smoothed = [Double](repeating: 0, count: values.count)
        values.withUnsafeBufferPointer { values in
            smoothed.withUnsafeMutableBufferPointer { smoothed in
                for row in 0..<rows {
                    let start = row * columns
                    for column in 0..<columns { smoothed[start + column] = taps[0] * values[start + column] }
                    for tap in 1..<max(1, taps.count) {
                        let weight = taps[tap]
                        let below = row - tap, above = row + tap
                        if below >= 0, above < rows {
                            let one = below * columns, other = above * columns
                            for column in 0..<columns {
                                smoothed[start + column] += weight * (values[one + column] + values[other + column])
                            }
                        } else if below >= 0 || above < rows {
                            let one = (below >= 0 ? below : above) * columns
                            for column in 0..<columns { smoothed[start + column] += weight * values[one + column] }
                        }
                    }
                }
            }
        }
        values = smoothed
    }

    // MARK: Quartic, cell by cell

    private func smoothRound(_ values: [Double]) -> [Double] {
        let radius = bandwidth / grid.cell, reach = Int(radius.rounded(.up))
        var stamp: [(dx: Int, dy: Int, weight: Double)] = []
        var sum = 0.0
        for dy in -reach...reach {
            for dx in -reach...reach {
                let u = Double(dx * dx + dy * dy) / (radius * radius)
                guard u < 1 else { continue }
                stamp.append((dx, dy, (1 - u) * (1 - u)))
                sum += (1 - u) * (1 - u)
            }
        }
        var smoothed = [Double](repeating: 0, count: values.count)
        for row in 0..<grid.rows {
            for column in 0..<grid.columns where values[row * grid.columns + column] != 0 {
                let value = values[row * grid.columns + column] / sum
                for (dx, dy, weight) in stamp {
                    let x = column + dx, y = row + dy
                    if x >= 0, y >= 0, x < grid.columns, y < grid.rows {
                        smoothed[y * grid.columns + x] += weight * value
                    }
                }
            }
        }
        return smoothed
    }

    /// How much of the kernel about each cell lies on the map.
    private func insideMass() -> [Double] {
        guard kernel == .gaussian else {
            return smoothRound([Double](repeating: 1, count: grid.columns * grid.rows))
        }
        let taps = taps
        func along(_ count: Int) -> [Double] {
            var sums = [0.0]
            for tap in taps.dropFirst() { sums.append((sums.last ?? 0) + tap) }
            return (0..<count).map { place in
                taps[0] + sums[min(place, taps.count - 1)] + sums[min(count - 1 - place, taps.count - 1)]
            }
        }
        let across = along(grid.columns), up = along(grid.rows)
        return (0..<grid.rows).flatMap { row in across.map { $0 * up[row] } }
    }
}
