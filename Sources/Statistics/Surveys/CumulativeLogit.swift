import Glibc

/// How the odds of a higher answer changed between two times, each respondent having a level of their own.
///
/// logit P(answer <= j) = t_j - b after - u, with u normal. The integral over u is adaptive Gauss-Hermite quadrature around each
/// pattern's own mode; the fit is Newton's method on the marginal likelihood. A respondent is a pattern of two answers, so that a
/// thousand people on a five-point scale are 25 integrals.
public struct CumulativeLogit: Sendable {
    /// The logarithm of the odds ratio of a higher answer after.
    public let change: Double
    public let changeError: Double
    public let thresholds: [Double]
    /// Standard deviation of respondents' levels.
    public let spread: Double
    public let logLikelihood: Double
    public let converged: Bool

    /// - Parameters:
    ///   - table: answers before in rows, after in columns; answers nobody gave are taken out first.
    ///   - nodes: of the quadrature, for each pattern.
    /// - Returns: nil with fewer than two answers given.
    public init?(_ table: PairedScale, nodes: Int = 21) {
        let before = table.before, after = table.after
        let kept = (0..<table.levels).filter { before[$0] + after[$0] > 0 }
        guard kept.count > 1 else { return nil }
        var patterns: [Pattern] = []
        for (a, row) in kept.enumerated() {
            for (b, column) in kept.enumerated() where table.counts[row, column] > 0 {
                patterns.append(Pattern(first: a, second: b, count: table.counts[row, column]))
            }
        }
        let levels = kept.count
        let likelihood = MarginalLikelihood(patterns, levels: levels, rule: GaussHermite(nodes))
        var start: [Double] = []
        let all = kept.map { before[$0] + after[$0] }
        var sum = 0.0, last = 0.0
        let whole = all.reduce(0, +)
        for level in 0..<(levels - 1) {
            sum += all[level]
            let cut = log((sum + 0.25) / (whole - sum + 0.25)) * 1.3
            start.append(level == 0 ? cut : log(max(0.05, cut - last)))
            last = cut
        }
        start += [0, 0]
        let found = NewtonSearch.climb(start) { likelihood.value($0) }
        let point = found.point
        thresholds = MarginalLikelihood.thresholds(point, levels)
        change = point[levels - 1]
        spread = exp(point[levels])
        logLikelihood = found.height
        converged = found.converged
        let information = found.curvature
        if spread < 1e-2 {
            // Respondents do not differ: the spread is at its edge and carries no error of its own.
            let inner = information.keepingSquare(Array(0..<levels))
            changeError = Cholesky(inner)?.inverse[levels - 1, levels - 1].squareRoot() ?? .nan
        } else {
            changeError = Cholesky(information)?.inverse[levels - 1, levels - 1].squareRoot() ?? .nan
        }
    }
}

private struct Pattern {
    var first: Int
    var second: Int
    var count: Double
}

private struct MarginalLikelihood {
    let patterns: [Pattern]
    let levels: Int
    let rule: GaussHermite

    init(_ patterns: [Pattern], levels: Int, rule: GaussHermite) {
        self.patterns = patterns
        self.levels = levels
        self.rule = rule
    }

    /// The first threshold, and the logarithms of the steps to the next ones.
    static func thresholds(_ point: [Double], _ levels: Int) -> [Double] {
        var cuts = [point[0]]
        for level in 1..<max(levels - 1, 1) { cuts.append(cuts[level - 1] + exp(min(point[level], 50))) }
        return cuts
    }

    func value(_ point: [Double]) -> Double {
        let cuts = MarginalLikelihood.thresholds(point, levels)
        let change = point[levels - 1], spread = exp(min(point[levels], 6))
        var sum = 0.0
        for pattern in patterns {
            sum += pattern.count * logIntegral(pattern, cuts, change, spread)
        }
        return sum.isFinite ? sum : -.infinity
    }

    /// The logarithm of one pattern's probability. With u = spread v, v standard normal.
    private func logIntegral(_ pattern: Pattern, _ cuts: [Double], _ change: Double, _ spread: Double) -> Double {
        var mode = 0.0, curvature = 1.0
        // The slope falls all the way, so its root stays between two ends; Newton's step is taken where it stays inside them.
        var low = -40.0, high = 40.0
        for _ in 0..<100 {
            let first = answer(pattern.first, cuts, spread * mode)
            let second = answer(pattern.second, cuts, change + spread * mode)
            let slope = spread * (first.slope + second.slope) - mode
            curvature = 1 - spread * spread * (first.bend + second.bend)
            if slope > 0 { low = mode } else { high = mode }
            let next = mode + slope / curvature
            let inside = next > low && next < high ? next : (low + high) / 2
            let moved = abs(inside - mode)
            mode = inside
            if moved < 1e-10 { break }
        }
        let width = (2 / curvature).squareRoot()
        var sum = 0.0
        let peak = height(pattern, cuts, change, spread, mode)
        for (node, weight) in zip(rule.nodes, rule.weights) {
            let at = mode + width * node
            sum += weight * exp(height(pattern, cuts, change, spread, at) - peak + node * node)
        }
        return peak + log(sum * width) - 0.5 * log(2 * Double.pi)
    }

    private func height(
        _ pattern: Pattern, _ cuts: [Double], _ change: Double, _ spread: Double, _ v: Double
    ) -> Double {
        answer(pattern.first, cuts, spread * v).log + answer(pattern.second, cuts, change + spread * v).log - v * v / 2
    }

    /// The log probability of an answer at a level, and its first two derivatives by the level.
    private func answer(_ answer: Int, _ cuts: [Double], _ level: Double) -> (log: Double, slope: Double, bend: Double)
    {
        func below(_ x: Double) -> Double { x > 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x)) }
        let upper = answer < cuts.count ? cuts[answer] - level : .infinity
        let lower = answer > 0 ? cuts[answer - 1] - level : -.infinity
        let high = upper.isFinite ? below(upper) : 1, low = lower.isFinite ? below(lower) : 0
        // 1 - P(<= lower) computed from its own side, so that nothing is lost far out.
        let chance =
            upper.isFinite && lower.isFinite
            ? below(upper) * below(-lower) * (1 - exp(lower - upper)) : upper.isFinite ? high : below(-lower)
        return (log(max(chance, 1e-300)), high + low - 1, -(high * (1 - high) + low * (1 - low)))
    }
}

/// Newton's method with derivatives by differences, for a handful of parameters.
enum NewtonSearch {
    static func climb(
        _ start: [Double], _ value: ([Double]) -> Double
    ) -> (point: [Double], height: Double, curvature: Matrix, converged: Bool) {
        var point = start, height = value(start)
        var curvature = Matrix(rows: start.count, columns: start.count)
        var converged = false
        for _ in 0..<100 {
            let slope = gradient(point, value)
            curvature = self.curvature(point, height, value)
            var damped = curvature
            var step = [Double](repeating: 0, count: point.count)
            var ridge = 0.0
            while true {
                for place in 0..<point.count { damped[place, place] = curvature[place, place] + ridge }
                if let root = Cholesky(damped) {
                    step = root.solve(slope)
                    break
                }
                ridge = ridge == 0 ? 1e-6 * (1 + curvature.diagonal.map(\.magnitude).reduce(0, max)) : ridge * 10
                if ridge > 1e12 { break }
            }
            let promise = zip(step, slope).reduce(0) { $0 + $1.0 * $1.1 }
            var share = 1.0, next = point, nextHeight = -Double.infinity
            for _ in 0..<40 {
                next = zip(point, step).map { $0 + share * max(-2, min(2, $1)) }
                nextHeight = value(next)
                if nextHeight >= height { break }
                share /= 2
            }
            if nextHeight < height || promise < 1e-11 * (1 + abs(height)) {
                converged = promise < 1e-6 * (1 + abs(height))
                break
            }
            (point, height) = (next, nextHeight)
        }
        return (point, height, self.curvature(point, height, value), converged)
    }

    private static func gradient(_ point: [Double], _ value: ([Double]) -> Double) -> [Double] {
        point.indices.map { place in
            let step = 1e-5 * max(1, abs(point[place]))
            var up = point, down = point
            up[place] += step
            down[place] -= step
            return (value(up) - value(down)) / (2 * step)
        }
    }

    /// Minus the second derivatives.
    static func curvature(_ point: [Double], _ height: Double, _ value: ([Double]) -> Double) -> Matrix {
        let steps = point.map { 1e-3 * max(1, abs($0)) }
        func at(_ moves: [(Int, Double)]) -> Double {
            var moved = point
            for (place, move) in moves { moved[place] += move * steps[place] }
            return value(moved)
        }
        var curvature = Matrix(rows: point.count, columns: point.count)
        for a in point.indices {
            // Four points either side: the error falls with the fourth power of the step.
            let far = at([(a, 2)]) + at([(a, -2)]), near = at([(a, 1)]) + at([(a, -1)])
            curvature[a, a] = (far - 16 * near + 30 * height) / (12 * steps[a] * steps[a])
            for b in 0..<a {
                let mixed =
                    at([(a, 1), (b, 1)]) - at([(a, 1), (b, -1)]) - at([(a, -1), (b, 1)]) + at([(a, -1), (b, -1)])
                curvature[a, b] = -mixed / (4 * steps[a] * steps[b])
                curvature[b, a] = curvature[a, b]
            }
        }
        return curvature
    }
}

extension Matrix {
    /// Rows and columns with these places alone.
    func keepingSquare(_ kept: [Int]) -> Matrix {
        Matrix(columns: kept.map { column in kept.map { self[$0, column] } })
    }
}
