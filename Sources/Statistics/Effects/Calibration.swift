import Glibc

/// What each place is matched on, with the zeros left out: most blocks have no event in most quarters.
public struct SparseRows: Sendable {
    public let rows: Int
    public let columns: Int
    let starts: [Int32]
    let places: [Int32]
    let values: [Double]

    public init(_ dense: Matrix) {
        rows = dense.rows
        columns = dense.columns
        let rows = rows, columns = columns
        var starts = [Int32](repeating: 0, count: rows + 1)
        // First how many each row has, then each to its place; in stretches of rows that stay in the processor's memory.
        dense.values.withUnsafeBufferPointer { dense in
            starts.withUnsafeMutableBufferPointer { starts in
                for column in 0..<columns {
                    for row in 0..<rows { starts[row + 1] += dense[column * rows + row] != 0 ? 1 : 0 }
                }
                for row in 0..<rows { starts[row + 1] += starts[row] }
            }
        }
        let count = Int(starts[rows])
        var next = starts
        var places = [Int32](repeating: 0, count: count)
        let values = [Double](unsafeUninitializedCapacity: count) { values, filled in
            dense.values.withUnsafeBufferPointer { dense in
                places.withUnsafeMutableBufferPointer { places in
                    next.withUnsafeMutableBufferPointer { next in
                        for first in stride(from: 0, to: rows, by: 256) {
                            for column in 0..<columns {
                                for row in first..<min(first + 256, rows) where dense[column * rows + row] != 0 {
                                    let place = Int(next[row])
                                    values[place] = dense[column * rows + row]
                                    places[place] = Int32(column)
                                    next[row] += 1
                                }
                            }
                        }
                    }
                }
            }
            filled = count
        }
        self.starts = starts
        self.places = places
        self.values = values
    }

    /// X' w.
    public func total(_ weights: [Double]) -> [Double] {
        var sums = [Double](repeating: 0, count: columns)
        for row in 0..<rows where weights[row] != 0 {
            for place in Int(starts[row])..<Int(starts[row + 1]) {
                sums[Int(places[place])] += weights[row] * values[place]
            }
        }
        return sums
    }
}

/// Weights that make one group add up to given totals and stay as even as they can (Deville and Särndal 1992).
///
/// w = d exp(X l) or w = d max(0, 1 + X l), with l from Newton's method on the dual, backtracking, and pivots that are nothing
/// left alone. A total of
/// zero of a column that is never negative is met by weight zero for all who have any. Where the totals cannot be met, the
/// dual is made strictly concave with a small ridge, and the least imbalance it comes down to is told.
public struct Calibration: Sendable {
    public let weights: [Double]
    public let multipliers: [Double]
    /// The largest miss of a total, as a share of the total (of 1 where that is smaller).
    public let worst: Double
    /// Whether every total is met to `tolerance`.
    public let isExact: Bool
    public let steps: Int

    public static let tolerance = 1e-9

    /// How far from even is measured.
    public enum Distance: String, Hashable, Sendable, CaseIterable {
        /// Chi-square, cut off at zero, as microsynth has it: many places get no weight.
        case linear
        /// Entropy: every place keeps some.
        case raking
    }

    /// (sum w)^2 / sum w^2: how many evenly weighted places they are worth.
    public var effectiveSize: Double {
        var sum = 0.0, squares = 0.0
        for weight in weights {
            sum += weight
            squares += weight * weight
        }
        return squares > 0 ? sum * sum / squares : 0
    }
}

/// Room for calibrating the same places again and again: placebo groups, jackknife groups, other starting weights.
public final class Calibrator {
    private let x: SparseRows
    private let columns: Int
    private let weight: UnsafeMutablePointer<Double>
    /// How fast each weight grows.
    private let slope: UnsafeMutablePointer<Double>
    private let distance: Calibration.Distance
    private let sums: UnsafeMutablePointer<Double>
    private let gram: UnsafeMutablePointer<Double>
    private let factor: UnsafeMutablePointer<Double>
    private let step: UnsafeMutablePointer<Double>
    private let lambda: UnsafeMutablePointer<Double>
    private let trial: UnsafeMutablePointer<Double>
    private let isUsed: UnsafeMutablePointer<Bool>
    private let isPinned: UnsafeMutablePointer<Bool>
    /// Columns without a value below zero.
    private let isNonNegative: [Bool]

    public init(_ x: SparseRows, _ distance: Calibration.Distance) {
        self.x = x
        self.distance = distance
        columns = x.columns
        func room(_ count: Int) -> UnsafeMutablePointer<Double> {
            let room = UnsafeMutablePointer<Double>.allocate(capacity: max(1, count))
            room.initialize(repeating: 0, count: max(1, count))
            return room
        }
        weight = room(x.rows)
        slope = room(x.rows)
        sums = room(columns)
        gram = room(columns * columns)
        factor = room(columns * columns)
        step = room(columns)
        lambda = room(columns)
        trial = room(columns)
        isUsed = .allocate(capacity: max(1, x.rows))
        isUsed.initialize(repeating: true, count: max(1, x.rows))
        isPinned = .allocate(capacity: max(1, columns))
        isPinned.initialize(repeating: false, count: max(1, columns))
        var nonNegative = [Bool](repeating: true, count: x.columns)
        for (place, value) in zip(x.places, x.values) where value < 0 { nonNegative[Int(place)] = false }
        isNonNegative = nonNegative
    }

    deinit {
        for room in [weight, slope, sums, gram, factor, step, lambda, trial] { room.deallocate() }
        isUsed.deallocate()
        isPinned.deallocate()
    }

    /// - Parameters:
    ///   - targets: what the weighted rows are to add up to, a figure for each column.
    ///   - excluded: rows that get no weight: those who are matched.
    ///   - base: the weights to stay close to; an even share of the first total otherwise.
    public func weights(_ targets: [Double], excluded: [Bool], base: [Double]? = nil) -> Calibration {
        prepare(targets, excluded)
        let free = (0..<x.rows).count { isUsed[$0] }
        let even = free > 0 ? max(targets[0], 1e-300) / Double(free) : 0
        let start = base ?? [Double](repeating: even, count: x.rows)
        var found = solve(targets, start, ridge: 0, mostSteps: 40)
        if !found.isExact {
            // Down to the least imbalance, from a wide ridge to a narrow one, each from where the last ended.
            var best = found
            var last = Double.infinity
            for column in 0..<columns { lambda[column] = 0 }
            for power in 2...12 {
                let next = solve(targets, start, ridge: exp(-log(10) * Double(power)), mostSteps: 60, goesOn: true)
                guard next.worst.isFinite else { break }
                best = next
                let miss = imbalance(targets)
                if next.isExact || miss > last * 0.999 { break }
                last = miss
            }
            found = best
        }
        return found
    }

    private func prepare(_ targets: [Double], _ excluded: [Bool]) {
        for column in 0..<columns {
            isPinned[column] = targets[column] == 0 && isNonNegative[column]
            lambda[column] = 0
        }
        for row in 0..<x.rows {
            isUsed[row] = !excluded[row]
            guard isUsed[row] else { continue }
            for place in Int(x.starts[row])..<Int(x.starts[row + 1]) where isPinned[Int(x.places[place])] {
                isUsed[row] = false
                break
            }
        }
    }

    private func scale(_ target: Double) -> Double { max(1, target.magnitude) }

    private func imbalance(_ targets: [Double]) -> Double {
        var sum = 0.0
        for column in 0..<columns where !isPinned[column] {
            let off = (sums[column] - targets[column]) / scale(targets[column])
            sum += off * off
        }
        return sum
    }

    private func solve(
        _ targets: [Double], _ base: [Double], ridge: Double, mostSteps: Int, goesOn: Bool = false
    ) -> Calibration {
        if !goesOn { for column in 0..<columns { lambda[column] = 0 } }
        var height = dual(lambda, targets, base, ridge)
        var steps = 0, worst = Double.infinity
        while steps < mostSteps {
            worst = self.worst(targets, ridge)
            if worst <= Calibration.tolerance * 0.01 { break }
            steps += 1
            assemble()
            for column in 0..<columns {
                step[column] =
                    isPinned[column]
                    ? 0 : targets[column] - sums[column] - ridge * pull(targets[column]) * lambda[column]
                gram[column * columns + column] += ridge * pull(targets[column])
            }
            let promise = newton()
            var share = 1.0, next = -Double.infinity
            for _ in 0..<30 {
                for column in 0..<columns { trial[column] = lambda[column] + share * step[column] }
                next = dual(trial, targets, base, ridge)
                if next >= height + 1e-4 * share * promise - 1e-12 * abs(height) { break }
                share /= 2
            }
            guard next.isFinite, next >= height - 1e-9 * abs(height) else { break }
            for column in 0..<columns { lambda[column] = trial[column] }
            let isStill = next - height <= 1e-15 * abs(height) && share < 1e-6
            height = next
            if isStill { break }
        }
        height = dual(lambda, targets, base, ridge)
        worst = self.worst(targets, 0)
        return Calibration(
            weights: (0..<x.rows).map { isUsed[$0] ? weight[$0] : 0 }, multipliers: (0..<columns).map { lambda[$0] },
            worst: worst, isExact: worst <= Calibration.tolerance, steps: steps)
    }

    private func pull(_ target: Double) -> Double { scale(target) * scale(target) }

    private func worst(_ targets: [Double], _ ridge: Double) -> Double {
        var worst = 0.0
        for column in 0..<columns where !isPinned[column] {
            let off = targets[column] - sums[column] - ridge * pull(targets[column]) * lambda[column]
            worst = max(worst, abs(off) / scale(targets[column]))
        }
        return worst
    }

    /// What Newton's method climbs; fills the weights and their sums.
    private func dual(
        _ at: UnsafeMutablePointer<Double>, _ targets: [Double], _ base: [Double], _ ridge: Double
    ) -> Double {
        var height = 0.0
        for column in 0..<columns {
            sums[column] = 0
            if !isPinned[column] {
                height += targets[column] * at[column] - ridge / 2 * pull(targets[column]) * at[column] * at[column]
            }
        }
        var whole = 0.0
        x.starts.withUnsafeBufferPointer { starts in
            x.places.withUnsafeBufferPointer { places in
                x.values.withUnsafeBufferPointer { values in
                    for row in 0..<x.rows where isUsed[row] {
                        let from = Int(starts[row]), to = Int(starts[row + 1])
                        var sum = 0.0
                        for place in from..<to { sum += values[place] * at[Int(places[place])] }
                        let found: Double
                        switch distance {
                        case .raking:
                            found = base[row] * exp(min(sum, 300))
                            slope[row] = found
                            whole += found
                        case .linear:
                            let grown = max(0, 1 + sum)
                            found = base[row] * grown
                            slope[row] = grown > 0 ? base[row] : 0
                            whole += base[row] * 0.5 * (grown * grown - 1)
                        }
                        weight[row] = found
                        guard found > 0 else { continue }
                        for place in from..<to { sums[Int(places[place])] += found * values[place] }
                    }
                }
            }
        }
        return height - whole
    }

    /// X' diag(slopes) X, the lower triangle.
    private func assemble() {
        for place in 0..<columns * columns { gram[place] = 0 }
        x.starts.withUnsafeBufferPointer { starts in
            x.places.withUnsafeBufferPointer { places in
                x.values.withUnsafeBufferPointer { values in
                    for row in 0..<x.rows where isUsed[row] && slope[row] > 0 {
                        let from = Int(starts[row]), to = Int(starts[row + 1])
                        for a in from..<to {
                            let line = gram + Int(places[a]) * columns
                            let factor = slope[row] * values[a]
                            for b in from...a { line[Int(places[b])] += factor * values[b] }
                        }
                    }
                }
            }
        }
    }

    /// Solves for the step in place; a direction that nobody left has is not gone.
    ///
    /// - Returns: the rise the step promises.
    private func newton() -> Double {
        let size = columns
        for row in 0..<size {
            let line = factor + row * size, from = gram + row * size
            let whole = from[row]
            for column in 0...row {
                let other = factor + column * size
                var sum = from[column]
                for inner in 0..<column { sum -= line[inner] * other[inner] }
                if column < row {
                    line[column] = other[column] > 0 ? sum / other[column] : 0
                } else {
                    line[row] = sum > 1e-12 * whole && whole > 0 && !isPinned[row] ? sum.squareRoot() : 0
                }
            }
        }
        var promise = 0.0
        for row in 0..<size {
            let line = factor + row * size
            var sum = step[row]
            for column in 0..<row { sum -= line[column] * step[column] }
            step[row] = line[row] > 0 ? sum / line[row] : 0
            promise += step[row] * step[row]
        }
        for row in stride(from: size - 1, through: 0, by: -1) {
            let pivot = factor[row * size + row]
            guard pivot > 0 else {
                step[row] = 0
                continue
            }
            var sum = step[row]
            for below in (row + 1)..<max(size, row + 1) { sum -= factor[below * size + row] * step[below] }
            step[row] = sum / pivot
        }
        return promise
    }
}
