import CLoops
import Glibc

/// Smooths a grid with a Gaussian, along rows and along columns, with nothing beyond the edges.
///
/// A wide Gaussian is the same as two narrower ones, one after the other, and between them most rows can be left out: what
/// the first lets through has no detail that the others would show. The step between the rows kept is so small that what is
/// lost is below 1e-13 of the highest.
struct GaussianSmoothing {
    /// The standard deviation in cells.
    let sigma: Double
    let columns: Int
    let rows: Int

    /// The kernel over whole cells from the middle outwards, adding up to 1 on an endless line; cut off at eight standard
    /// deviations or where the longest line ends.
    static func taps(_ sigma: Double, atMost longest: Int) -> [Double] {
        func height(_ cell: Int) -> Double { exp(-0.5 * Double(cell) * Double(cell) / (sigma * sigma)) }
        let reach = Int(min(8 * sigma, Double(longest)).rounded(.up))
        // The mass of the whole kernel, however short the line; from a few cells on it is that of the curve to the last digit.
        let mass =
            sigma > 4
            ? sigma * (2 * Double.pi).squareRoot()
            : 1 + 2 * (1...max(1, Int((8 * sigma).rounded(.up)))).reduce(0) { $0 + height($1) }
        return (0...reach).map { height($0) / mass }
    }

    func smooth(_ values: inout [Double]) {
        let half = sigma / 2.0.squareRoot()
        let step = Int(min(half / 1.75, Double(rows)))
        values.withUnsafeMutableBufferPointer { values in
            guard let values = values.baseAddress else { return }
            if step > 1, 2 * step < rows { thinned(values, half, step) } else { plain(values) }
        }
    }

    private func bothSides(_ taps: [Double]) -> [Double] { taps.dropFirst().reversed() + taps }

    private func plain(_ values: UnsafeMutablePointer<Double>) {
        let up = bothSides(Self.taps(sigma, atMost: rows)), reach = up.count / 2
        across(values, rows)
        let source = Array(UnsafeBufferPointer(start: values, count: rows * columns))
        source.withUnsafeBufferPointer { source in
            stripes { begin, width in
                for row in 0..<rows {
                    let first = max(0, row - reach), last = min(rows - 1, row + reach)
                    sum(source.baseAddress, first...last, up, first - row + reach, begin, width, values + row * columns)
                }
            }
        }
    }

    private func thinned(_ values: UnsafeMutablePointer<Double>, _ half: Double, _ step: Int) {
        let taps = bothSides(Self.taps(half, atMost: .max)), reach = taps.count / 2
        // Rows kept lie at multiples of the step, as far outside the map as one of its rows can see.
        let lowest = -(reach / step), highest = (rows - 1 + reach) / step
        var kept = [Double](repeating: 0, count: (highest - lowest + 1) * columns)
        // For each place between two kept rows: the first kept row that counts, and what each counts.
        let phases = (0..<step).map { place -> (first: Int, weights: [Double]) in
            let first = -((reach - place) / step), last = (place + reach) / step
            return (first, (first...last).map { Double(step) * taps[place - $0 * step + reach] })
        }
        kept.withUnsafeMutableBufferPointer { kept in
            guard let kept = kept.baseAddress else { return }
            stripes { begin, width in
                for row in lowest...highest {
                    let first = max(0, row * step - reach), last = min(rows - 1, row * step + reach)
                    let target = kept + (row - lowest) * columns
                    sum(values, first...last, taps, first - row * step + reach, begin, width, target)
                }
            }
            across(kept, highest - lowest + 1)
            stripes { begin, width in
                for row in 0..<rows {
                    let (first, weights) = phases[row % step]
                    let from = row / step + first - lowest
                    sum(kept, from...(from + weights.count - 1), weights, 0, begin, width, values + row * columns)
                }
            }
        }
    }

    /// A stripe of columns at a time stays near at hand from row to row.
    private func stripes(_ body: (Int, Int) -> Void) {
        for begin in stride(from: 0, to: columns, by: 32) { body(begin, min(32, columns - begin)) }
    }

    @inline(__always)
    private func sum(
        _ source: UnsafePointer<Double>?, _ among: ClosedRange<Int>, _ weights: [Double], _ skipped: Int, _ begin: Int,
        _ width: Int, _ target: UnsafeMutablePointer<Double>
    ) {
        weights.withUnsafeBufferPointer { weights in
            loop_weighted_rows(
                source.map { $0 + among.lowerBound * columns + begin }, columns,
                weights.baseAddress.map { $0 + skipped },
                among.count, width, target + begin)
        }
    }

    /// Along each of so many rows, with empty cells at both ends so that no cell need ask where the map ends.
    private func across(_ values: UnsafeMutablePointer<Double>, _ count: Int) {
        let taps = bothSides(Self.taps(sigma, atMost: columns)), reach = taps.count / 2
        var padded = [Double](repeating: 0, count: columns + 2 * reach)
        padded.withUnsafeMutableBufferPointer { padded in
            guard let line = padded.baseAddress else { return }
            for row in 0..<count {
                let source = values + row * columns
                guard UnsafeBufferPointer(start: source, count: columns).contains(where: { $0 != 0 }) else { continue }
                (line + reach).update(from: source, count: columns)
                loop_weighted_rows(line, 1, taps, taps.count, columns, source)
            }
        }
    }
}
