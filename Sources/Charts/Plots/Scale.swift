/// Where a number stands on an axis, and which numbers are written beside it.
struct Scale {
    enum Kind { case linear, logarithmic }

    let low: Double
    let high: Double
    let start: Double
    let end: Double
    let kind: Kind
    let ticks: [Double]

    /// - Parameters:
    ///   - values: what has to fit; those that are not finite, and on a logarithmic scale those not above zero, do not count.
    ///   - start: where the lowest stands on paper; may lie beyond `end`.
    init(_ values: [Double], from start: Double, to end: Double, _ kind: Kind = .linear, holdingZero: Bool = false) {
        let usable = values.filter { $0.isFinite && (kind == .linear || $0 > 0) }
        var low = usable.min() ?? 0, high = usable.max() ?? 1
        self.kind = kind
        self.start = start
        self.end = end
        if kind == .linear {
            if holdingZero { (low, high) = (min(0, low), max(0, high)) }
            if high - low <= max(abs(low), abs(high)) * 1e-12 {
                let room = max(0.5, abs(low) * 1e-6)
                (low, high) = (low - room, high + room)
            }
            let step = Scale.step((high - low) / 6)
            self.low = (low / step).rounded(.down) * step
            self.high = (high / step).rounded(.up) * step
            let count = Int(((self.high - self.low) / step).rounded())
            let first = self.low
            ticks = (0...max(1, count)).map { (first / step).rounded() * step + Double($0) * step }
        } else {
            if usable.isEmpty || low == high { (low, high) = (max(low, 1e-9) / 2, max(high, 1e-9) * 2) }
            self.low = low * 0.9
            self.high = high * 1.1
            ticks = Scale.powers(self.low, self.high)
        }
    }

    /// 1, 2 or 5 times a power of ten, at least as large as asked.
    private static func step(_ least: Double) -> Double {
        var unit = 1.0
        while unit > least { unit /= 10 }
        while unit * 10 <= least { unit *= 10 }
        return [1, 2, 5, 10].map { $0 * unit }.first { $0 >= least * 0.999 } ?? unit * 10
    }

    private static func powers(_ low: Double, _ high: Double) -> [Double] {
        var unit = 1.0
        while unit > low { unit /= 10 }
        while unit * 10 <= low { unit *= 10 }
        var all: [Double] = []
        while unit <= high {
            all += [1, 2, 5].map { $0 * unit }
            unit *= 10
        }
        let inside = all.filter { $0 >= low && $0 <= high }
        return inside.count > 8 ? inside.filter { Scale.isPower($0) } : inside
    }

    private static func isPower(_ value: Double) -> Bool {
        var value = value
        while value < 0.9 { value *= 10 }
        while value > 9.9 { value /= 10 }
        return abs(value - 1) < 0.01
    }

    /// Held to the ends of the axis.
    func place(_ value: Double) -> Double {
        let share: Double
        switch kind {
        case .linear: share = (value - low) / (high - low)
        case .logarithmic: share = value > 0 ? Logarithm.of(value / low) / Logarithm.of(high / low) : 0
        }
        return start + (share.isFinite ? min(max(share, 0), 1) : share > 0 ? 1 : 0) * (end - start)
    }

    func holds(_ value: Double) -> Bool { value >= low && value <= high }
}

/// The natural logarithm without a mathematical library: this room imports none.
enum Logarithm {
    static func of(_ value: Double) -> Double {
        guard value > 0, value.isFinite else { return 0 }
        // value = mantissa 2^exponent; the mantissa through atanh, which converges at once near 1.
        let x = (value.significand - 1.414_213_562_373_095_1) / (value.significand + 1.414_213_562_373_095_1)
        var term = x, sum = 0.0, odd = 1.0
        while abs(term) > 1e-18 {
            sum += term / odd
            term *= x * x
            odd += 2
        }
        return 2 * sum + (Double(value.exponent) + 0.5) * 0.693_147_180_559_945_3
    }
}

/// Figures on an axis: as few digits as tell them apart.
enum AxisNumber {
    static func text(_ value: Double) -> String {
        if value == 0 { return "0" }
        var size = abs(value), places = 0
        if size >= 1e7 || size < 1e-5 { return "\(value)" }
        while size < 100, places < 6, abs(size - size.rounded()) > 1e-6 * max(1, size) {
            size *= 10
            places += 1
        }
        let whole = Int(size.rounded())
        var digits = String(whole)
        if places > 0 {
            while digits.count <= places { digits = "0" + digits }
            digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -places))
        } else if digits.count > 4 {
            var grouped = ""
            for (place, digit) in digits.reversed().enumerated() {
                if place > 0, place % 3 == 0 { grouped.append(",") }
                grouped.append(digit)
            }
            digits = String(grouped.reversed())
        }
        return (value < 0 ? "−" : "") + digits
    }
}
