/// Linear programs in which every variable and every row lies between two bounds: least or greatest value of c x.
///
/// The primal simplex with a sparse basis (see `BasisFactor`), each row with a variable of its own for what it adds up to. The basis
/// stays from one question to the next, so that thousands of objectives over one table cost few steps each.
struct BoundedSimplex: Sendable {
    enum Standing: Hashable, Sendable {
        case optimal
        case infeasible
        case unbounded
        /// The steps ran out.
        case unfinished
    }

    private enum Seat: UInt8 {
        case lower, upper, basic
        /// Outside the basis at a value of its own: where a known solution was put in.
        case between
    }

    let matrix: SparseMatrix
    private let count: Int
    private let rows: Int
    private(set) var low: [Double]
    private(set) var high: [Double]
    /// Of every variable, then of every row.
    private(set) var x: [Double]
    private var seat: [Seat]
    private var head: [Int32]
    private var placeOf: [Int32]
    private var factor: BasisFactor
    private var isStale = true
    private(set) var steps = 0
    private var column: [Double]
    private var nonzero: [Int32] = []
    private var price: [Double]
    private var reduced: [Double]
    private var isTouched: [Bool]
    private var touched: [Int32] = []
    private var lazy = 0

    static let feasible = 1e-7
    private static let worth = 1e-7

    /// - Parameters:
    ///   - low, high: of the variables, then of the rows; may be infinite.
    init(_ matrix: SparseMatrix, low: [Double], high: [Double]) {
        self.matrix = matrix
        count = matrix.columns
        rows = matrix.rows
        self.low = low
        self.high = high
        let all = count + rows
        seat = (0..<all).map { low[$0].isFinite ? .lower : high[$0].isFinite ? .upper : .between }
        x = (0..<all).map { low[$0].isFinite ? low[$0] : high[$0].isFinite ? high[$0] : 0 }
        head = (0..<rows).map { Int32(matrix.columns + $0) }
        placeOf = [Int32](repeating: -1, count: all)
        for row in 0..<rows {
            seat[matrix.columns + row] = .basic
            placeOf[matrix.columns + row] = Int32(row)
        }
        factor = BasisFactor(size: rows)
        column = [Double](repeating: 0, count: rows)
        price = [Double](repeating: 0, count: rows)
        reduced = [Double](repeating: 0, count: all)
        isTouched = [Bool](repeating: false, count: all)
    }

    /// New bounds of a variable, or of row r as variable `columns + r`.
    mutating func bound(_ variable: Int, _ low: Double, _ high: Double) {
        self.low[variable] = low
        self.high[variable] = high
        guard seat[variable] != .basic else { return }
        let held = x[variable]
        if seat[variable] == .between {
            guard held < low || held > high else { return }
            seat[variable] = held < low ? .lower : .upper
        }
        if seat[variable] == .lower, !low.isFinite, high.isFinite { seat[variable] = .upper }
        if seat[variable] == .upper, !high.isFinite, low.isFinite { seat[variable] = .lower }
        if low == high { seat[variable] = .lower }
        x[variable] = seat[variable] == .lower ? (low.isFinite ? low : 0) : (high.isFinite ? high : 0)
        if x[variable] != held { isStale = true }
    }

    /// Goes to a solution that is known; the basis stays. What comes of the next question differs from it in little, so that whole
    /// numbers mostly stay whole.
    mutating func begin(at solution: [Double]) {
        for variable in 0..<count { x[variable] = solution[variable] }
        for row in 0..<rows {
            x[count + row] = matrix.places(ofRow: row).reduce(0) {
                $0 + matrix.rowValue[$1] * solution[Int(matrix.columnOf[$1])]
            }
        }
        for variable in 0..<(count + rows) where seat[variable] != .basic {
            seat[variable] = x[variable] <= low[variable] ? .lower : x[variable] >= high[variable] ? .upper : .between
        }
    }

    /// The least value of the sum of costs, each of a variable or a row; the others cost nothing.
    mutating func minimise(_ costs: [(variable: Int, cost: Double)], most: Int = 200_000) -> Standing {
        if isStale { refresh() }
        let last = steps + most
        lazy = 0
        while steps < last {
            if factor.isHeavy { refresh() }
            let isRestoring = priceOut(costs)
            guard let entering = choose() else {
                if isRestoring {
                    if lackOfBounds() <= BoundedSimplex.feasible * 10 { return .optimal }
                    return .infeasible
                }
                return .optimal
            }
            if !step(entering, isRestoring: isRestoring) { return .unbounded }
            steps += 1
        }
        return .unfinished
    }

    /// What a unit more of a variable (or of a row's total) would add to the objective at the last answer: for cuts.
    func reducedCost(_ variable: Int) -> Double { isTouched[variable] ? reduced[variable] : 0 }

    private func lackOfBounds() -> Double {
        head.reduce(0) { max($0, low[Int($1)] - x[Int($1)], x[Int($1)] - high[Int($1)]) }
    }

    // MARK: Basis

    private mutating func refresh() {
        var places = head.map { columnEntries(Int($0)) }
        while true {
            let missing = factor.factor(places)
            if missing.isEmpty { break }
            for (place, row) in missing {
                let leaving = Int(head[place])
                seat[leaving] = x[leaving] >= high[leaving] ? .upper : low[leaving].isFinite ? .lower : .upper
                x[leaving] = seat[leaving] == .lower ? low[leaving] : high[leaving].isFinite ? high[leaving] : 0
                placeOf[leaving] = -1
                head[place] = Int32(count + row)
                seat[count + row] = .basic
                placeOf[count + row] = Int32(place)
                places[place] = columnEntries(count + row)
            }
        }
        isStale = false
        for row in 0..<rows { column[row] = 0 }
        for variable in 0..<(count + rows) where seat[variable] != .basic && x[variable] != 0 {
            let held = x[variable]
            if variable >= count {
                column[variable - count] += held
            } else {
                for place in matrix.places(ofColumn: variable) {
                    column[Int(matrix.rowOf[place])] -= matrix.value[place] * held
                }
            }
        }
        factor.forward(&column)
        for place in 0..<rows { x[Int(head[place])] = column[place] }
    }

    private func columnEntries(_ variable: Int) -> [(row: Int32, value: Double)] {
        variable >= count
            ? [(Int32(variable - count), -1)]
            : matrix.places(ofColumn: variable).map { (matrix.rowOf[$0], matrix.value[$0]) }
    }

    // MARK: Pricing

    /// Works out what each variable outside the basis would bring. While a basic variable is out of its bounds, that is how
    /// far out they all are together; the objective comes after.
    private mutating func priceOut(_ costs: [(variable: Int, cost: Double)]) -> Bool {
        for variable in touched {
            reduced[Int(variable)] = 0
            isTouched[Int(variable)] = false
        }
        touched.removeAll(keepingCapacity: true)
        for row in 0..<rows { price[row] = 0 }
        var isRestoring = false
        for place in 0..<rows {
            let variable = Int(head[place])
            if x[variable] < low[variable] - BoundedSimplex.feasible {
                price[place] = -1
                isRestoring = true
            } else if x[variable] > high[variable] + BoundedSimplex.feasible {
                price[place] = 1
                isRestoring = true
            }
        }
        if !isRestoring {
            for (variable, cost) in costs {
                if seat[variable] == .basic {
                    price[Int(placeOf[variable])] += cost
                } else {
                    touch(variable, cost)
                }
            }
        }
        factor.backward(&price)
        for row in 0..<rows where price[row] != 0 {
            let held = price[row]
            touch(count + row, held)
            for place in matrix.places(ofRow: row) {
                let variable = Int(matrix.columnOf[place])
                if seat[variable] != .basic { touch(variable, -held * matrix.rowValue[place]) }
            }
        }
        return isRestoring
    }

    @inline(__always)
    private mutating func touch(_ variable: Int, _ change: Double) {
        if !isTouched[variable] {
            isTouched[variable] = true
            touched.append(Int32(variable))
        }
        reduced[variable] += change
    }

    /// The variable that promises most; after many steps without gain the first that promises anything (Bland 1977).
    private func choose() -> Int? {
        var best: Int?, most = BoundedSimplex.worth
        let isCareful = lazy > 300
        for index in touched.indices {
            let variable = Int(touched[index])
            guard seat[variable] != .basic, low[variable] < high[variable] else { continue }
            let value = reduced[variable]
            let gain = seat[variable] == .lower ? -value : seat[variable] == .upper ? value : value.magnitude
            if isCareful {
                if gain > BoundedSimplex.worth, variable < best ?? .max { best = variable }
            } else if gain > most {
                (best, most) = (variable, gain)
            }
        }
        return best
    }

    // MARK: A step

    private mutating func step(_ entering: Int, isRestoring: Bool) -> Bool {
        let sense: Double = reduced[entering] < 0 ? 1 : -1
        for row in 0..<rows { column[row] = 0 }
        if entering >= count {
            column[entering - count] = -1
        } else {
            for place in matrix.places(ofColumn: entering) {
                column[Int(matrix.rowOf[place])] = matrix.value[place]
            }
        }
        factor.forward(&column)
        nonzero.removeAll(keepingCapacity: true)
        for place in 0..<rows where column[place] != 0 { nonzero.append(Int32(place)) }
        let own = sense > 0 ? high[entering] - x[entering] : x[entering] - low[entering]
        // Harris (1973): first how far all may go with a little slack, then the safest pivot among those that stop there.
        var loosest = own
        for entry in nonzero {
            let weight = column[Int(entry)]
            guard weight.magnitude > 1e-7, let (limit, _) = reach(Int(head[Int(entry)]), -sense * weight) else {
                continue
            }
            loosest = min(loosest, max(0, limit) + 1e-8 / weight.magnitude)
        }
        var leaving = -1, size = 0.0, isToUpper = false, length = own
        for entry in nonzero {
            let place = Int(entry), weight = column[place]
            guard weight.magnitude > max(1e-7, size), let (limit, atUpper) = reach(Int(head[place]), -sense * weight),
                limit <= loosest
            else { continue }
            (leaving, size, isToUpper) = (place, weight.magnitude, atUpper)
            length = max(0, limit)
        }
        if leaving >= 0, own <= length { (leaving, length) = (-1, own) }
        guard length.isFinite else { return false }
        lazy = length > 1e-9 ? 0 : lazy + 1
        for entry in nonzero { x[Int(head[Int(entry)])] -= sense * length * column[Int(entry)] }
        guard leaving >= 0 else {
            seat[entering] = sense > 0 ? .upper : .lower
            x[entering] = sense > 0 ? high[entering] : low[entering]
            return true
        }
        let old = Int(head[leaving])
        seat[old] = isToUpper ? .upper : .lower
        x[old] = isToUpper ? high[old] : low[old]
        placeOf[old] = -1
        x[entering] += sense * length
        seat[entering] = .basic
        head[leaving] = Int32(entering)
        placeOf[entering] = Int32(leaving)
        factor.exchange(place: leaving, column: column, nonzero: nonzero)
        if size < 1e-5 { refresh() }
        return true
    }

    /// How far a basic variable moving at `rate` may go, and whether it then stands at its upper bound. One that is out of its
    /// bounds may go to the bound it has to reach and no further.
    @inline(__always)
    private func reach(_ variable: Int, _ rate: Double) -> (Double, Bool)? {
        let value = x[variable], low = low[variable], high = high[variable]
        if rate > 0 {
            if value < low - BoundedSimplex.feasible { return ((low - value) / rate, false) }
            if value > high + BoundedSimplex.feasible { return nil }
            return high.isFinite ? ((high - value) / rate, true) : nil
        }
        if value > high + BoundedSimplex.feasible { return ((high - value) / rate, true) }
        if value < low - BoundedSimplex.feasible { return nil }
        return low.isFinite ? ((low - value) / rate, false) : nil
    }
}
