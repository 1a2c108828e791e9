import Glibc

/// What an attacker can work out about withheld or rounded cells from everything published: of each the least and the
/// greatest value that any table in agreement with it could have there.
///
/// Ranges are narrowed by every sum first, whole numbers taken as whole; what is left is a linear program, one for each part
/// of the table that hangs together. A range that is too narrow there is too narrow. That one is wide enough is *shown* by whole
/// tables that agree with everything published and differ so much; where none were found, the range may be wider than the truth.
public struct Attacker: Sendable {
    public struct Range: Hashable, Sendable {
        public var low: Double
        public var high: Double
        /// The least and the greatest value in tables that were found; beyond them no table may exist.
        public var shownLow: Double
        public var shownHigh: Double

        public init(low: Double, high: Double, shownLow: Double? = nil, shownHigh: Double? = nil) {
            self.low = low
            self.high = high
            self.shownLow = shownLow ?? low
            self.shownHigh = shownHigh ?? high
        }

        public var width: Double { high - low }
        /// Tables in agreement with everything published differ by so much here: the width that is proved.
        public var shownWidth: Double { max(0, shownHigh - shownLow) }
        public var isAttained: Bool { shownLow <= low + 1e-9 && shownHigh >= high - 1e-9 }
    }

    public let shape: TableShape
    public let isWhole: Bool
    let system: AttackerSystem
    private let components: [Component]
    /// Component and place in it, of each open cell.
    private let home: [(component: Int32, place: Int32)]

    /// - Parameters:
    ///   - low, high: of every cell of the shape, as far as published: alike for an exact figure, 0 and infinity for nothing.
    ///   - isWhole: counts; otherwise any number.
    ///   - known: what stands in each finest cell, where the table's holder asks; only to come to the answer sooner.
    public init(_ shape: TableShape, low: [Double], high: [Double], isWhole: Bool, known: [Double]? = nil) {
        self.shape = shape
        self.isWhole = isWhole
        system = AttackerSystem(shape, low: low, high: high, isWhole: isWhole)
        var home = [(component: Int32, place: Int32)](repeating: (0, 0), count: system.variables.count)
        components = Component.all(system, known, &home)
        self.home = home
    }

    /// Whether no table at all agrees with what is published, as far as narrowing shows.
    public var isContradictory: Bool { system.isContradictory }

    /// The ranges of these cells, of any crossing; nil where no table agrees with what is published.
    ///
    /// - Parameters:
    ///   - enough: stop looking for tables that differ where they differ by so much.
    ///   - shown: of each cell what it holds in tables that are known to agree with everything published, if any; or none at all.
    public func ranges(
        _ cells: [Int], enough: Double = .infinity, shown: [ClosedRange<Double>?] = []
    ) -> [Range?] {
        guard !system.isContradictory else { return cells.map { _ in nil } }
        var found = [Range?](repeating: nil, count: cells.count)
        var asked = [[Int]](repeating: [], count: components.count)
        var sums: [Int] = []
        for (index, cell) in cells.enumerated() {
            if cell >= shape.finest {
                sums.append(index)
            } else if system.placeOf[cell] < 0 {
                found[index] = Range(low: system.low[cell], high: system.high[cell])
            } else {
                asked[Int(home[Int(system.placeOf[cell])].component)].append(index)
            }
        }
        var jobs: [(component: Int, indices: [Int])] = []
        for (component, indices) in asked.enumerated() where !indices.isEmpty {
            let half = indices.count < 200 ? indices.count : (indices.count + 1) / 2
            jobs.append((component, Array(indices[..<half])))
            if half < indices.count { jobs.append((component, Array(indices[half...]))) }
        }
        let work = jobs
        let answers = Parallel.map(work.count, filling: [Range?](), piece: 1) { range, room in
            for job in range {
                let places = work[job].indices.map { Int(home[Int(system.placeOf[cells[$0]])].place) }
                var question = Question(components[work[job].component], isWhole: isWhole, enough: enough)
                for (place, index) in zip(places, work[job].indices) where !shown.isEmpty {
                    if let range = shown[index] { question.note(range, at: place) }
                }
                room[job] = question.ranges(places)
            }
        }
        for (job, ranges) in zip(jobs, answers) {
            for (index, range) in zip(job.indices, ranges) { found[index] = range }
        }
        let members = membersOfSums(sums.map { cells[$0] })
        for index in sums { found[index] = sumRange(members[cells[index]] ?? []) }
        return found
    }

    private func membersOfSums(_ cells: [Int]) -> [Int: [Int]] {
        guard !cells.isEmpty else { return [:] }
        var members: [Int: [Int]] = [:]
        for cell in cells { members[cell] = [] }
        for crossing in shape.containing().dropFirst() {
            for (finest, cell) in crossing.enumerated() { members[Int(cell)]?.append(finest) }
        }
        return members
    }

    /// A sum's range is that of its open cells together, component by component.
    private func sumRange(_ members: [Int]) -> Range? {
        var total = Range(low: 0, high: 0)
        var open: [Int: [Int]] = [:]
        for member in members {
            let place = Int(system.placeOf[member])
            if place < 0 {
                let value = system.low[member]
                total = Range(low: total.low + value, high: total.high + value)
            } else {
                open[Int(home[place].component), default: []].append(Int(home[place].place))
            }
        }
        for (component, places) in open.sorted(by: { $0.key < $1.key }) {
            var question = Question(components[component], isWhole: isWhole, enough: .infinity)
            guard let range = question.range(places) else { return nil }
            total = Range(
                low: total.low + range.low, high: total.high + range.high,
                shownLow: total.shownLow + range.shownLow, shownHigh: total.shownHigh + range.shownHigh)
        }
        return total
    }
}

/// A part of the table that hangs together through sums.
struct Component: Sendable {
    var low: [Double]
    var high: [Double]
    var sums: [AttackerSystem.Sum]
    /// A table that agrees with everything published, where one is known.
    var known: [Double]?

    /// - Parameter home: is told of each open cell where it went.
    static func all(
        _ system: AttackerSystem, _ known: [Double]?, _ home: inout [(component: Int32, place: Int32)]
    ) -> [Component] {
        var parent = Array(system.variables.indices)
        func root(_ start: Int) -> Int {
            var at = start
            while parent[at] != at {
                parent[at] = parent[parent[at]]
                at = parent[at]
            }
            return at
        }
        for sum in system.sums {
            let first = root(Int(sum.members[0]))
            for member in sum.members.dropFirst() { parent[root(Int(member))] = first }
        }
        var numbers: [Int: Int] = [:]
        var components: [Component] = []
        for place in system.variables.indices {
            let top = root(place)
            let number = numbers[top] ?? components.count
            if number == components.count {
                numbers[top] = number
                components.append(Component(low: [], high: [], sums: [], known: known.map { _ in [] }))
            }
            home[place] = (Int32(number), Int32(components[number].low.count))
            components[number].low.append(system.low[Int(system.variables[place])])
            components[number].high.append(system.high[Int(system.variables[place])])
            if let known { components[number].known?.append(known[Int(system.variables[place])]) }
        }
        for var sum in system.sums {
            let number = Int(home[Int(sum.members[0])].component)
            sum.members = sum.members.map { home[Int($0)].place }
            components[number].sums.append(sum)
        }
        return components
    }

    var program: BoundedSimplex {
        var columns = [[(row: Int, value: Double)]](repeating: [], count: low.count)
        for (row, sum) in sums.enumerated() {
            for member in sum.members { columns[Int(member)].append((row, 1)) }
        }
        return BoundedSimplex(
            SparseMatrix(rows: sums.count, columns: columns), low: low + sums.map(\.low), high: high + sums.map(\.high))
    }
}

/// One component under question.
struct Question {
    private let component: Component
    private let isWhole: Bool
    private let enough: Double
    private var program: BoundedSimplex
    /// A whole table to begin every question at.
    private var known: [Double]?
    /// What whole tables met on the way had in each cell.
    private var seenLow: [Double]
    private var seenHigh: [Double]
    private var steps: StepSearch?
    private var moves: MoveSearch?
    private var exchanges: ExchangeSearch?

    init(_ component: Component, isWhole: Bool, enough: Double) {
        self.component = component
        self.isWhole = isWhole
        self.enough = enough
        program = component.program
        seenLow = [Double](repeating: .infinity, count: component.low.count)
        seenHigh = [Double](repeating: -.infinity, count: component.low.count)
        guard isWhole else { return }
        known = component.known
        let loose = component.sums.count { !$0.isExact }
        // Sums that are ranges leave room for single steps, which settle most cells without any program.
        if loose * 2 > component.sums.count { steps = StepSearch(component) }
        if steps == nil { exchanges = ExchangeSearch(component) }
        if let steps {
            known = known ?? steps.values
        } else if let exchanges {
            known = exchanges.values
        } else if known == nil, component.low.count <= 400 {
            var search = WholeSearch(program, [], limit: 300)
            _ = search.least()
            known = search.best?.map { $0.rounded() }
        }
        if let known {
            see(known)
            if steps == nil { moves = MoveSearch(component, known, steps: 500_000) }
        }
    }

    mutating func ranges(_ places: [Int]) -> [Attacker.Range?] {
        places.map { place -> Attacker.Range? in
            guard let low = end(place, 1), let high = end(place, -1) else { return nil }
            guard isWhole else { return Attacker.Range(low: low, high: high) }
            if seenHigh[place] - seenLow[place] < min(enough, high - low), moves != nil {
                // Where there is no end, as far as is asked for will do.
                let upper = high.isFinite ? high : (known?[place] ?? low) + (enough.isFinite ? enough : 100)
                for value in [upper, low] where seenHigh[place] - seenLow[place] < enough {
                    if let table = moves?.table(with: value, at: place) { see(table) }
                }
            }
            let isSeen = seenLow[place] <= seenHigh[place]
            return Attacker.Range(
                low: low, high: high, shownLow: isSeen ? seenLow[place] : high,
                shownHigh: isSeen ? seenHigh[place] : low)
        }
    }

    /// The range of several cells together.
    mutating func range(_ places: [Int]) -> Attacker.Range? {
        if places.count == 1 { return ranges(places)[0] }
        var shownLow = Double.infinity, shownHigh = -Double.infinity
        func total(_ table: [Double]) -> Double { places.reduce(0) { $0 + table[$1] } }
        func note(_ table: [Double]) {
            shownLow = min(shownLow, total(table))
            shownHigh = max(shownHigh, total(table))
        }
        if let known { note(known) }
        guard let low = solve(places.map { ($0, 1) }) else { return nil }
        if !isWhole || program.isWholeTable { note(program.x) }
        guard let high = solve(places.map { ($0, -1) }) else { return nil }
        if !isWhole || program.isWholeTable { note(program.x) }
        return Attacker.Range(low: low, high: -high, shownLow: shownLow, shownHigh: shownHigh)
    }

    private mutating func end(_ place: Int, _ sense: Double) -> Double? {
        let bound = sense > 0 ? component.low[place] : component.high[place]
        if sense > 0 ? seenLow[place] <= bound + 1e-9 : seenHigh[place] >= bound - 1e-9 { return bound }
        if bound.isFinite, steps?.reaches(place, bound, &seenLow, &seenHigh) == true { return bound }
        if var search = exchanges {
            exchanges = nil
            defer { exchanges = search }
            // What its own block allows and a whole table holds is the end: no program over the whole table is needed.
            let limit = search.limit(place, sense)
            search.isHasty = seenHigh[place] - seenLow[place] >= enough
            if search.reaches(place, limit, &seenLow, &seenHigh) { return limit }
        }
        // A whole programme over a large table of ranges would take minutes, and narrow next to nothing.
        if steps != nil, component.low.count > 2_000 { return bound }
        return solve([(place, sense)]).map { $0 * sense }
    }

    /// The least value; where whole numbers are meant, the least whole number that is no less.
    private mutating func solve(_ costs: [(variable: Int, cost: Double)]) -> Double? {
        if let known { program.begin(at: known) }
        switch program.minimise(costs) {
        case .infeasible: return nil
        case .unbounded: return -.infinity
        case .unfinished:
            return costs.reduce(0) { $0 + $1.cost * ($1.cost > 0 ? component.low : component.high)[$1.variable] }
        case .optimal: break
        }
        let value = costs.reduce(0) { $0 + $1.cost * program.x[$1.variable] }
        guard isWhole else { return value }
        if program.isWholeTable {
            see(program.x)
            return value.rounded()
        }
        // A small part of a table is searched to the end: the attacker who does so learns more than the program says.
        let bound = (value - 1e-6).rounded(.up)
        guard component.low.count <= 60 else { return bound }
        var search = WholeSearch(program, costs, limit: 150)
        let found = search.least()
        if let table = search.best { see(table) }
        return found != nil && search.isExhausted ? found : bound
    }

    /// Tables are known that have both ends at this place.
    mutating func note(_ range: ClosedRange<Double>, at place: Int) {
        seenLow[place] = min(seenLow[place], range.lowerBound)
        seenHigh[place] = max(seenHigh[place], range.upperBound)
    }

    private mutating func see(_ x: [Double]) {
        for place in seenLow.indices {
            let value = x[place].rounded()
            seenLow[place] = min(seenLow[place], value)
            seenHigh[place] = max(seenHigh[place], value)
        }
    }
}

extension BoundedSimplex {
    /// Whether every variable is whole at the last answer.
    var isWholeTable: Bool {
        for variable in 0..<matrix.columns where abs(x[variable] - x[variable].rounded()) > 1e-6 { return false }
        return true
    }
}
