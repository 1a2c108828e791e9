import Glibc
public import Vocabulary

/// Answers on one ordered scale, given twice by the same people: rows are the answers before, columns those after.
public struct PairedScale: Sendable {
    public let counts: Matrix

    public init(_ counts: Matrix) {
        precondition(counts.rows == counts.columns, "as many answers before as after")
        self.counts = counts
    }

    public var levels: Int { counts.rows }
    public var total: Double { counts.values.reduce(0, +) }
    public var before: [Double] { (0..<levels).map { row in (0..<levels).reduce(0) { $0 + counts[row, $1] } } }
    public var after: [Double] { (0..<levels).map { column in counts.column(column).reduce(0, +) } }

    /// People whose answer after is above, at or below the one before.
    public var moves: (up: Double, same: Double, down: Double) {
        var up = 0.0, same = 0.0, down = 0.0
        for row in 0..<levels {
            for column in 0..<levels {
                if column > row {
                    up += counts[row, column]
                } else if column < row {
                    down += counts[row, column]
                } else {
                    same += counts[row, column]
                }
            }
        }
        return (up, same, down)
    }

    // MARK: Net change

    /// The share who moved up less the share who moved down.
    public struct NetChange: Sendable {
        public let value: Double
        public let error: Double
        /// Wilson's limits of both shares put together, with their correlation (Newcombe 1998, for two shares of one sample).
        public let newcombe: Interval
        /// Score limits (Tango 1998).
        public let score: Interval
        public let wald: Interval
        public let p: Double
    }

    /// - Returns: nil where nobody answered twice.
    public func netChange(_ confidence: Double) -> NetChange? {
        let n = total, moves = moves
        guard n > 0 else { return nil }
        let up = moves.up / n, down = moves.down / n, net = up - down
        let variance = ((moves.up + moves.down) - (moves.up - moves.down) * (moves.up - moves.down) / n) / (n * n)
        let z = Normal.reach(confidence), half = z * variance.squareRoot()
        let first = PairedScale.wilson(up, n, z), second = PairedScale.wilson(down, n, z)
        let odds = (1 - up) * (1 - down)
        let correlation = odds > 0 ? -(up * down / odds).squareRoot() : -1
        func join(_ a: Double, _ b: Double) -> Double { max(0, a * a - 2 * correlation * a * b + b * b).squareRoot() }
        let moved = moves.up + moves.down
        return NetChange(
            value: net, error: variance.squareRoot(),
            newcombe: Interval(
                max(-1, net - join(up - first.low, second.high - down)),
                min(1, net + join(first.high - up, down - second.low)), confidence: confidence),
            score: tango(moves.up, moves.down, n, z, confidence),
            wald: Interval(net - half, net + half, confidence: confidence),
            p: moved > 0 ? Normal.twoSided((moves.up - moves.down) / moved.squareRoot()) : 1)
    }

    static func wilson(_ share: Double, _ n: Double, _ z: Double) -> (low: Double, high: Double) {
        let z2 = z * z
        let middle = (share + z2 / (2 * n)) / (1 + z2 / n)
        let half = z / (1 + z2 / n) * (share * (1 - share) / n + z2 / (4 * n * n)).squareRoot()
        return (max(0, middle - half), min(1, middle + half))
    }

    /// The differences that a score test does not reject, by bisection.
    private func tango(_ b: Double, _ c: Double, _ n: Double, _ z: Double, _ confidence: Double) -> Interval {
        func statistic(_ delta: Double) -> Double {
            let first = 2 * n, second = -b - c + (2 * n - b + c) * delta, third = -c * delta * (1 - delta)
            let share = ((second * second - 4 * first * third).squareRoot() - second) / (2 * first)
            let variance = n * (2 * share + delta * (1 - delta))
            return variance > 0 ? (b - c - n * delta) / variance.squareRoot() : (b - c - n * delta) * .infinity
        }
        func edge(_ start: Double, _ stop: Double, _ isOutside: (Double) -> Bool) -> Double {
            var inside = start, outside = stop
            if !isOutside(stop * (1 - 1e-12)) { return stop }
            for _ in 0..<80 {
                let middle = (inside + outside) / 2
                if isOutside(middle) { outside = middle } else { inside = middle }
            }
            return (inside + outside) / 2
        }
        let net = (b - c) / n
        return Interval(
            edge(net, -1) { statistic($0) > z }, edge(net, 1) { statistic($0) < -z }, confidence: confidence)
    }

    // MARK: Are the margins alike?

    public struct Homogeneity: Sendable {
        public let stuartMaxwell: Double
        public let bhapkar: Double
        public let degrees: Int
        public var stuartMaxwellP: Double { ChiSquare.above(stuartMaxwell, degrees: Double(degrees)) }
        public var bhapkarP: Double { bhapkar.isFinite ? ChiSquare.above(bhapkar, degrees: Double(degrees)) : 0 }
    }

    /// Stuart's and Bhapkar's tests of the same margins before and after; answers nobody moved to or from are left out.
    ///
    /// - Returns: nil where nobody moved.
    public var homogeneity: Homogeneity? {
        let rows = before, columns = after
        let kept = (0..<levels).filter { rows[$0] + columns[$0] - 2 * counts[$0, $0] > 0 }
        guard kept.count > 1 else { return nil }
        var spread = Matrix(rows: kept.count, columns: kept.count)
        for (a, row) in kept.enumerated() {
            for (b, column) in kept.enumerated() {
                spread[a, b] =
                    a == b
                    ? rows[row] + columns[row] - 2 * counts[row, row] : -(counts[row, column] + counts[column, row])
            }
        }
        let off = kept.map { rows[$0] - columns[$0] }
        // The differences sum to zero, within each set of answers that people moved between: directions without spread get nothing.
        let decomposition = PivotedQR(spread, tolerance: 1e-10)
        let through = decomposition.solve(off).map { $0.isNaN ? 0 : $0 }
        let value = max(0, zip(off, through).reduce(0) { $0 + $1.0 * $1.1 })
        let n = total
        return Homogeneity(
            stuartMaxwell: value, bhapkar: value < n ? value / (1 - value / n) : .infinity,
            degrees: decomposition.rank)
    }

    // MARK: Agreement

    public struct Agreement: Sendable {
        public let before: Double
        public let after: Double
        public let gained: Double
        public let lost: Double
        /// Of the difference of shares (Newcombe 1998, method 10).
        public let interval: Interval
        public let midP: Double
        public let exactP: Double
        public let chiSquare: Double
    }

    /// The share in the highest so many answers before and after, and McNemar's test of it.
    public func agreement(top: Int, confidence: Double) -> Agreement? {
        let n = total, from = levels - top
        guard n > 0, from > 0, top > 0 else { return nil }
        var both = 0.0, lost = 0.0, gained = 0.0
        for row in 0..<levels {
            for column in 0..<levels {
                if row >= from, column >= from { both += counts[row, column] }
                if row >= from, column < from { lost += counts[row, column] }
                if row < from, column >= from { gained += counts[row, column] }
            }
        }
        let moved = gained + lost, least = min(gained, lost)
        let below = BinomialLaw.atMost(least, of: moved, chance: 0.5)
        let at = exp(BinomialLaw.logProbability(least, of: moved, chance: 0.5))
        return Agreement(
            before: (both + lost) / n, after: (both + gained) / n, gained: gained, lost: lost,
            interval: PairedScale.newcombe10(both, gained, lost, n, confidence),
            midP: moved > 0 ? min(1, 2 * below - at) : 1, exactP: moved > 0 ? min(1, 2 * below) : 1,
            chiSquare: moved > 0 ? (gained - lost) * (gained - lost) / moved : 0)
    }

    static func newcombe10(
        _ both: Double, _ gained: Double, _ lost: Double, _ n: Double, _ confidence: Double
    ) -> Interval {
        let z = Normal.reach(confidence), neither = n - both - gained - lost
        let after = (both + gained) / n, before = (both + lost) / n
        let first = wilson(after, n, z), second = wilson(before, n, z)
        let product = (both + gained) * (lost + neither) * (both + lost) * (gained + neither)
        let cross = both * neither - gained * lost
        let phi =
            product <= 0 ? 0 : (cross > 0 ? max(cross - n / 2, 0) : cross) / product.squareRoot()
        func join(_ a: Double, _ b: Double) -> Double { max(0, a * a - 2 * phi * a * b + b * b).squareRoot() }
        let difference = after - before
        return Interval(
            difference - join(after - first.low, second.high - before),
            difference + join(first.high - after, before - second.low), confidence: confidence)
    }

    // MARK: Ranks

    public struct SignedRank: Sendable {
        public let positive: Double
        public let negative: Double
        public let z: Double
        public let p: Double
        /// Matched rank-biserial correlation: from -1, all down, to 1, all up.
        public let effect: Double
    }

    /// Wilcoxon's signed ranks of the changes in steps, with those who did not change ranked and then left out (Pratt 1959) and ties
    /// allowed for.
    public var signedRank: SignedRank? {
        var up = [Double](repeating: 0, count: levels), down = up
        for row in 0..<levels {
            for column in 0..<levels {
                if column > row { up[column - row] += counts[row, column] }
                if column < row { down[row - column] += counts[row, column] }
            }
        }
        var below = moves.same
        var positive = 0.0, negative = 0.0, squares = 0.0
        for size in 1..<max(levels, 1) {
            let tied = up[size] + down[size]
            let rank = below + (tied + 1) / 2
            positive += up[size] * rank
            negative += down[size] * rank
            squares += tied * rank * rank
            below += tied
        }
        guard squares > 0 else { return nil }
        let z = (positive - negative) / squares.squareRoot()
        return SignedRank(
            positive: positive, negative: negative, z: z, p: Normal.twoSided(z),
            effect: (positive - negative) / (positive + negative))
    }
}
