/// Which further cells must be withheld so that those which have to be cannot be worked out again from totals.
///
/// Every cell of every published crossing may be withheld at its cost, sums as well. A heuristic withholds what lets the values shift
/// at little cost (the corners of a cube of cells in large tables, a least-cost move by linear program in others); then what
/// turns out not to be needed is given back. The optimum comes from a master problem over patterns that learns, from each pattern that
/// fails, an inequality every safe pattern keeps (Fischetti and Salazar 2001). What comes out is audited, never assumed.
public struct Suppression: Sendable {
    /// What the attacker's range of a cell must hold.
    public struct Need: Hashable, Sendable {
        public var cell: Int
        /// Its least width.
        public var width: Double
        /// How far above and below the true value it must reach.
        public var above: Double
        public var below: Double

        public init(cell: Int, width: Double, above: Double = 0, below: Double = 0) {
            self.cell = cell
            self.width = width
            self.above = above
            self.below = below
        }

        func isMet(_ range: Attacker.Range, _ value: Double) -> Bool {
            let slack = 1e-6 * max(1, value)
            return range.shownWidth >= width - slack && range.shownHigh >= value + above - slack
                && range.shownLow <= value - below + slack
        }
    }

    public struct Answer: Sendable {
        public var isWithheld: [Bool]
        /// What an attacker can work out of each cell that has to be protected.
        public var ranges: [Attacker.Range]
        /// Cells whose need no pattern that was found meets.
        public var unmet: [Int]
        public var cost: Double
        /// No safe pattern costs less than this; nil where the optimum was not sought.
        public var bound: Double?
    }

    public let shape: TableShape
    public let values: [Double]
    /// What withholding each cell costs; infinite where it must stand.
    public let costs: [Double]
    public let needs: [Need]
    /// What readers know a withheld cell of the finest crossing holds at least.
    public let least: Double
    public let isWhole: Bool

    /// - Parameter values: of the finest crossing.
    public init(
        _ shape: TableShape, values: [Double], costs: [Double], needs: [Need], least: Double, isWhole: Bool
    ) {
        self.shape = shape
        self.values = shape.totals(values)
        self.costs = costs
        self.needs = needs
        self.least = least
        self.isWhole = isWhole
    }

    var finest: [Double] { Array(values[0..<shape.finest]) }

    /// A pattern by heuristic, and the best there is where `branches` are granted for it.
    public func answer(branches: Int) -> Answer {
        var pattern = [Bool](repeating: false, count: shape.count)
        for need in needs { pattern[need.cell] = true }
        if !shape.isFinestPublished { for cell in 0..<shape.finest { pattern[cell] = true } }
        let forced = pattern
        let shown = shape.count > 600 ? CubeSearch(self).extend(&pattern) : []
        var audit = audited(pattern, shown)
        var moves = LeastMove(self)
        for round in 0..<6 {
            let open = needs.indices.filter { !needs[$0].isMet(audit[$0], values[needs[$0].cell]) }
            if open.isEmpty { break }
            for index in open.prefix(shape.count > 4_000 ? 60 : 600) {
                moves.protect(needs[index], &pattern, extra: Double(round), round: round)
            }
            audit = audited(pattern, shown)
        }
        if shape.count <= 600 { giveBack(&pattern, &audit, forced) }
        var cost = self.cost(pattern, forced), bound: Double?
        if branches > 0 {
            let isMet = needs.indices.allSatisfy { needs[$0].isMet(audit[$0], values[needs[$0].cell]) }
            var optimum = OptimalPattern(self, forced, incumbent: isMet ? cost : .infinity, branches: branches)
            if let better = optimum.search() {
                let checked = audited(better)
                if needs.indices.allSatisfy({ needs[$0].isMet(checked[$0], values[needs[$0].cell]) }) {
                    (pattern, audit) = (better, checked)
                    cost = self.cost(pattern, forced)
                }
            }
            bound = min(cost, optimum.bound)
        }
        let unmet = needs.indices.filter { !needs[$0].isMet(audit[$0], values[needs[$0].cell]) }.map { needs[$0].cell }
        return Answer(isWithheld: pattern, ranges: audit, unmet: unmet, cost: cost, bound: bound)
    }

    func cost(_ pattern: [Bool], _ forced: [Bool]) -> Double {
        pattern.indices.reduce(0) { pattern[$1] && !forced[$1] ? $0 + costs[$1] : $0 }
    }

    /// What an attacker knows when this pattern is published: of each need its range.
    ///
    /// - Parameter shown: of each need what tables were met that agree with this pattern, if any.
    func audited(_ pattern: [Bool], _ shown: [ClosedRange<Double>?] = []) -> [Attacker.Range] {
        var low = values, high = values
        for cell in pattern.indices where pattern[cell] {
            low[cell] = cell < shape.finest && shape.isFinestPublished ? min(least, values[cell]) : 0
            high[cell] = .infinity
        }
        let attacker = Attacker(shape, low: low, high: high, isWhole: isWhole, known: finest)
        // Reaching above and below asks for ends; a width alone is shown by any two tables.
        let isSliding = needs.allSatisfy { $0.above == 0 && $0.below == 0 }
        let width = isSliding ? needs.reduce(0) { max($0, $1.width) } : .infinity
        return attacker.ranges(needs.map(\.cell), enough: width, shown: shown).map {
            $0 ?? Attacker.Range(low: 0, high: 0)
        }
    }

    /// Publishes again what is not needed, dearest first.
    private func giveBack(_ pattern: inout [Bool], _ audit: inout [Attacker.Range], _ forced: [Bool]) {
        let met = needs.indices.filter { needs[$0].isMet(audit[$0], values[needs[$0].cell]) }
        let extra = pattern.indices.filter { pattern[$0] && !forced[$0] }.sorted { costs[$0] > costs[$1] }
        for cell in extra.prefix(400) {
            pattern[cell] = false
            let checked = audited(pattern)
            if met.allSatisfy({ needs[$0].isMet(checked[$0], values[needs[$0].cell]) }) {
                audit = checked
            } else {
                pattern[cell] = true
            }
        }
    }
}
