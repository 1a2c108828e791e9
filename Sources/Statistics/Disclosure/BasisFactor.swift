/// The basis of a simplex as a product of triangles, with a further factor for each exchange since.
///
/// Singletons are taken off first; in tables that is nearly all. What is left is eliminated with the entry that fills least
/// (Markowitz 1957) among those large enough to be safe.
struct BasisFactor: Sendable {
    private let size: Int
    // Steps of the elimination: the row and the place of the basis taken at each.
    private var stepRow: [Int32] = []
    private var stepPlace: [Int32] = []
    private var pivot: [Double] = []
    // Below the pivot, by step: only steps that have any are kept.
    private var lowerStep: [Int32] = []
    private var lowerStart: [Int32] = [0]
    private var lowerRow: [Int32] = []
    private var lowerValue: [Double] = []
    // Above the pivot, by step: entries in rows taken before.
    private var upperStart: [Int32] = [0]
    private var upperRow: [Int32] = []
    private var upperValue: [Double] = []
    // One factor for each exchange.
    private var etaPlace: [Int32] = []
    private var etaPivot: [Double] = []
    private var etaStart: [Int32] = [0]
    private var etaOther: [Int32] = []
    private var etaValue: [Double] = []
    private var work: [Double]

    var exchanges: Int { etaPlace.count }
    /// Whether the exchanges have grown too dear to carry.
    var isHeavy: Bool { etaPlace.count >= 100 || etaOther.count > 40 * (size + 50) }

    /// - Parameters:
    ///   - columns: of each place of the basis its rows and values.
    /// - Returns: nil when the columns depend on each other; `missing` then names rows and places to be exchanged.
    init(size: Int) {
        self.size = size
        work = [Double](repeating: 0, count: size)
    }

    /// Eliminates anew. Places whose columns depend on others come back with a row each that nobody took.
    mutating func factor(_ columns: [[(row: Int32, value: Double)]]) -> [(place: Int, row: Int)] {
        stepRow.removeAll(keepingCapacity: true)
        stepPlace.removeAll(keepingCapacity: true)
        pivot.removeAll(keepingCapacity: true)
        lowerStep.removeAll(keepingCapacity: true)
        lowerStart = [0]
        lowerRow.removeAll(keepingCapacity: true)
        lowerValue.removeAll(keepingCapacity: true)
        upperStart = [0]
        upperRow.removeAll(keepingCapacity: true)
        upperValue.removeAll(keepingCapacity: true)
        etaPlace.removeAll(keepingCapacity: true)
        etaPivot.removeAll(keepingCapacity: true)
        etaStart = [0]
        etaOther.removeAll(keepingCapacity: true)
        etaValue.removeAll(keepingCapacity: true)
        var elimination = Elimination(columns, rows: size)
        while let (row, place) = elimination.next() {
            let step = elimination.take(row: row, place: place)
            stepRow.append(Int32(row))
            stepPlace.append(Int32(place))
            pivot.append(step.pivot)
            upperRow.append(contentsOf: step.upper.map(\.row))
            upperValue.append(contentsOf: step.upper.map(\.value))
            upperStart.append(Int32(upperRow.count))
            if !step.lower.isEmpty {
                lowerStep.append(Int32(row))
                lowerRow.append(contentsOf: step.lower.map(\.row))
                lowerValue.append(contentsOf: step.lower.map(\.value))
                lowerStart.append(Int32(lowerRow.count))
            }
        }
        guard stepRow.count < size else { return [] }
        var rowTaken = [Bool](repeating: false, count: size), placeTaken = rowTaken
        for row in stepRow { rowTaken[Int(row)] = true }
        for place in stepPlace { placeTaken[Int(place)] = true }
        let rows = (0..<size).filter { !rowTaken[$0] }, places = (0..<size).filter { !placeTaken[$0] }
        return zip(places, rows).map { (place: $0, row: $1) }
    }

    /// Solves B w = a. In: `a` by rows; out: w by places of the basis.
    mutating func forward(_ vector: inout [Double]) {
        vector.withUnsafeMutableBufferPointer { x in
            work.withUnsafeMutableBufferPointer { out in
                for index in lowerStep.indices {
                    let held = x[Int(lowerStep[index])]
                    guard held != 0 else { continue }
                    for entry in Int(lowerStart[index])..<Int(lowerStart[index + 1]) {
                        x[Int(lowerRow[entry])] -= lowerValue[entry] * held
                    }
                }
                for step in stride(from: stepRow.count - 1, through: 0, by: -1) {
                    let row = Int(stepRow[step])
                    guard x[row] != 0 else {
                        out[Int(stepPlace[step])] = 0
                        continue
                    }
                    let solved = x[row] / pivot[step]
                    x[row] = 0
                    out[Int(stepPlace[step])] = solved
                    for entry in Int(upperStart[step])..<Int(upperStart[step + 1]) {
                        x[Int(upperRow[entry])] -= upperValue[entry] * solved
                    }
                }
                for index in etaPlace.indices {
                    let place = Int(etaPlace[index])
                    guard out[place] != 0 else { continue }
                    let held = out[place] / etaPivot[index]
                    out[place] = held
                    for entry in Int(etaStart[index])..<Int(etaStart[index + 1]) {
                        out[Int(etaOther[entry])] -= etaValue[entry] * held
                    }
                }
                for place in 0..<size { x[place] = out[place].magnitude < 1e-13 ? 0 : out[place] }
            }
        }
    }

    /// Solves y B = c. In: `c` by places of the basis; out: y by rows.
    mutating func backward(_ vector: inout [Double]) {
        vector.withUnsafeMutableBufferPointer { c in
            work.withUnsafeMutableBufferPointer { y in
                for index in stride(from: etaPlace.count - 1, through: 0, by: -1) {
                    let place = Int(etaPlace[index])
                    var sum = c[place]
                    for entry in Int(etaStart[index])..<Int(etaStart[index + 1]) {
                        sum -= etaValue[entry] * c[Int(etaOther[entry])]
                    }
                    c[place] = sum / etaPivot[index]
                }
                for step in stepRow.indices {
                    var sum = c[Int(stepPlace[step])]
                    for entry in Int(upperStart[step])..<Int(upperStart[step + 1]) {
                        sum -= upperValue[entry] * y[Int(upperRow[entry])]
                    }
                    y[Int(stepRow[step])] = sum / pivot[step]
                }
                for index in stride(from: lowerStep.count - 1, through: 0, by: -1) {
                    var sum = y[Int(lowerStep[index])]
                    for entry in Int(lowerStart[index])..<Int(lowerStart[index + 1]) {
                        sum -= lowerValue[entry] * y[Int(lowerRow[entry])]
                    }
                    y[Int(lowerStep[index])] = sum
                }
                for row in 0..<size { c[row] = y[row].magnitude < 1e-13 ? 0 : y[row] }
            }
        }
    }

    /// The column at `place` gives way to one that is `column` in terms of the basis.
    mutating func exchange(place: Int, column: [Double], nonzero: [Int32]) {
        etaPlace.append(Int32(place))
        etaPivot.append(column[place])
        for other in nonzero where Int(other) != place {
            etaOther.append(other)
            etaValue.append(column[Int(other)])
        }
        etaStart.append(Int32(etaOther.count))
    }
}

/// The active part of a basis while it is eliminated.
private struct Elimination {
    struct Step {
        var pivot: Double
        var lower: [(row: Int32, value: Double)]
        var upper: [(row: Int32, value: Double)]
    }

    /// Entries of each place in rows that are still active; the others are in `done`.
    private var active: [[(row: Int32, value: Double)]]
    private var done: [[(row: Int32, value: Double)]]
    /// Places with an entry in each row; may name some that have none any more.
    private var places: [[Int32]]
    private var rowCount: [Int32]
    private var rowTaken: [Bool]
    private var placeTaken: [Bool]
    private var loneRows: [Int32] = []
    private var lonePlaces: [Int32] = []
    private var left: [Int32] = []

    init(_ columns: [[(row: Int32, value: Double)]], rows: Int) {
        active = columns
        done = [[(row: Int32, value: Double)]](repeating: [], count: columns.count)
        places = [[Int32]](repeating: [], count: rows)
        rowCount = [Int32](repeating: 0, count: rows)
        rowTaken = [Bool](repeating: false, count: rows)
        placeTaken = [Bool](repeating: false, count: columns.count)
        for (place, column) in columns.enumerated() {
            for entry in column {
                places[Int(entry.row)].append(Int32(place))
                rowCount[Int(entry.row)] += 1
            }
            if column.count == 1 { lonePlaces.append(Int32(place)) }
        }
        for row in 0..<rows where rowCount[row] == 1 { loneRows.append(Int32(row)) }
    }

    mutating func next() -> (row: Int, place: Int)? {
        while let place = lonePlaces.popLast() {
            if !placeTaken[Int(place)], active[Int(place)].count == 1, active[Int(place)][0].value.magnitude > 1e-9 {
                return (Int(active[Int(place)][0].row), Int(place))
            }
        }
        while let row = loneRows.popLast() {
            guard !rowTaken[Int(row)], rowCount[Int(row)] == 1 else { continue }
            for place in places[Int(row)] where !placeTaken[Int(place)] {
                let largest = active[Int(place)].reduce(0) { max($0, $1.value.magnitude) }
                if let entry = active[Int(place)].first(where: { $0.row == row }), entry.value.magnitude > 1e-9,
                    entry.value.magnitude >= 0.1 * largest
                {
                    return (Int(row), Int(place))
                }
            }
        }
        return cheapest()
    }

    /// The entry that fills least, of the four shortest columns, and no smaller than a tenth of its column's largest.
    private mutating func cheapest() -> (row: Int, place: Int)? {
        if left.isEmpty {
            left = active.indices.filter { !placeTaken[$0] }.map { Int32($0) }
        } else {
            left.removeAll { placeTaken[Int($0)] }
        }
        var best: (row: Int, place: Int)?, bestCost = Int.max, looked = 0, shortest: [(Int, Int)] = []
        for place in left where !active[Int(place)].isEmpty { shortest.append((active[Int(place)].count, Int(place))) }
        let least = shortest.min { $0.0 < $1.0 }?.0 ?? 0
        for (count, place) in shortest where count <= least + 1 {
            let largest = active[place].reduce(0) { max($0, $1.value.magnitude) }
            guard largest > 1e-9 else { continue }
            for entry in active[place] where entry.value.magnitude >= 0.1 * largest {
                let cost = (count - 1) * (Int(rowCount[Int(entry.row)]) - 1)
                if cost < bestCost { (best, bestCost) = ((Int(entry.row), place), cost) }
            }
            looked += 1
            if looked >= 8, bestCost < 64 { break }
        }
        if best == nil,
            let (_, place) = shortest.first(where: { item in active[item.1].contains { $0.value.magnitude > 1e-9 } })
        {
            let entry = active[place].max { $0.value.magnitude < $1.value.magnitude }
            best = entry.map { (Int($0.row), place) }
        }
        return best
    }

    mutating func take(row: Int, place: Int) -> Step {
        placeTaken[place] = true
        rowTaken[row] = true
        var pivot = 1.0
        var lower: [(row: Int32, value: Double)] = []
        for entry in active[place] {
            if Int(entry.row) == row { pivot = entry.value } else { lower.append(entry) }
            lessen(Int(entry.row))
        }
        for index in lower.indices { lower[index].value /= pivot }
        for other in places[row] where !placeTaken[Int(other)] {
            update(Int(other), row: row, lower)
        }
        let upper = done[place]
        active[place] = []
        done[place] = []
        places[row] = []
        return Step(pivot: pivot, lower: lower, upper: upper)
    }

    private mutating func lessen(_ row: Int) {
        rowCount[row] -= 1
        if rowCount[row] == 1, !rowTaken[row] { loneRows.append(Int32(row)) }
    }

    /// Takes the pivot's row out of a column: its entry there becomes final, and what lies below is lessened.
    private mutating func update(_ place: Int, row: Int, _ lower: [(row: Int32, value: Double)]) {
        guard let found = active[place].firstIndex(where: { Int($0.row) == row }) else { return }
        let entry = active[place][found]
        active[place].remove(at: found)
        done[place].append(entry)
        rowCount[row] -= 1
        for below in lower {
            let change = -below.value * entry.value
            if let other = active[place].firstIndex(where: { $0.row == below.row }) {
                active[place][other].value += change
                if active[place][other].value.magnitude < 1e-12 {
                    active[place].remove(at: other)
                    lessen(Int(below.row))
                }
            } else {
                active[place].append((below.row, change))
                places[Int(below.row)].append(Int32(place))
                rowCount[Int(below.row)] += 1
            }
        }
        if active[place].count == 1 { lonePlaces.append(Int32(place)) }
    }
}
