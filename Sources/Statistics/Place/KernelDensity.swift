import CLoops

/// A map of how densely events lie, smoothed over a bandwidth, on a metric grid.
///
/// Points are shared out linearly over the four cells about them, the grid is smoothed with the kernel, cut off where nothing is
/// left of it, and divided by the mass of the kernel that lies within the map.
public struct KernelDensity: Sendable {
    public enum Kernel: String, Hashable, Sendable, CaseIterable {
        /// The bandwidth is the standard deviation; cut off at eight of them.
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
        var density = bins(x, y, edge == .diggle ? diggleWeights(x, y, weights) : weights)
        if kernel == .gaussian {
            GaussianSmoothing(sigma: bandwidth / grid.cell, columns: grid.columns, rows: grid.rows).smooth(&density)
        } else {
            density = smoothRound(density)
        }
        let scale = 1 / (grid.cell * grid.cell)
        guard edge == .uniform else {
            for place in density.indices { density[place] = max(0, density[place] * scale) }
            return density
        }
        let inside = insideMass()
        density.withUnsafeMutableBufferPointer { density in
            for row in 0..<grid.rows {
                let start = row * grid.columns
                for column in 0..<grid.columns {
                    density[start + column] = max(0, density[start + column] * scale / inside.at(column, row))
                }
            }
        }
        return density
    }

    /// Points shared out over the four cells about them, by how near they lie.
    func bins(_ x: [Double], _ y: [Double], _ weights: [Double]) -> [Double] {
        guard grid.columns > 1, grid.rows > 1 else { return narrowBins(x, y, weights) }
        var binned = [Double](repeating: 0, count: grid.columns * grid.rows)
        binned.withUnsafeMutableBufferPointer { binned in
            weights.withUnsafeBufferPointer { weights in
                loop_share_out(
                    x, y, weights.isEmpty ? nil : weights.baseAddress, x.count, grid.west, grid.south, 1 / grid.cell,
                    grid.columns, grid.rows, binned.baseAddress)
            }
        }
        return binned
    }

    /// The same point by point, for maps of a single row or column.
    func narrowBins(_ x: [Double], _ y: [Double], _ weights: [Double]) -> [Double] {
        var binned = [Double](repeating: 0, count: grid.columns * grid.rows)
        for event in x.indices {
            let u = (x[event] - grid.west) / grid.cell - 0.5, v = (y[event] - grid.south) / grid.cell - 0.5
            guard u >= -0.5, v >= -0.5, u <= Double(grid.columns) - 0.5, v <= Double(grid.rows) - 0.5 else { continue }
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
        return binned
    }

    private func diggleWeights(_ x: [Double], _ y: [Double], _ weights: [Double]) -> [Double] {
        let inside = insideMass()
        return x.indices.map { event -> Double in
            let column = min(grid.columns - 1, max(0, Int((x[event] - grid.west) / grid.cell)))
            let row = min(grid.rows - 1, max(0, Int((y[event] - grid.south) / grid.cell)))
            return (weights.isEmpty ? 1 : weights[event]) / max(inside.at(column, row), 1e-12)
        }
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
    private enum InsideMass {
        /// What is inside along the row, times what is inside along the column.
        case crossed([Double], [Double])
        case cells([Double], columns: Int)

        @inline(__always)
        func at(_ column: Int, _ row: Int) -> Double {
            switch self {
            case .crossed(let across, let up): across[column] * up[row]
            case .cells(let cells, let columns): cells[row * columns + column]
            }
        }
    }

    private func insideMass() -> InsideMass {
        guard kernel == .gaussian else {
            let whole = [Double](repeating: 1, count: grid.columns * grid.rows)
            return .cells(smoothRound(whole), columns: grid.columns)
        }
        let taps = GaussianSmoothing.taps(bandwidth / grid.cell, atMost: max(grid.columns, grid.rows))
        var sums = [0.0]
        for tap in taps.dropFirst() { sums.append((sums.last ?? 0) + tap) }
        func along(_ count: Int) -> [Double] {
            (0..<count).map { place in
                taps[0] + sums[min(place, taps.count - 1)] + sums[min(count - 1 - place, taps.count - 1)]
            }
        }
        return .crossed(along(grid.columns), along(grid.rows))
    }
}
