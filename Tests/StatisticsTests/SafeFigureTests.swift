import Foundation
import Testing

@testable import Statistics

/// Safe figures against an attacker who tries every table: small tables one by one, random cubes, and what other programs get wrong.
@Suite("Safe figures")
struct SafeFigureTests {
    /// Every whole table over the open cells that agrees with the sums: the slow oracle. Gives the range of each cell.
    static func everyTable(_ shape: TableShape, low: [Double], high: [Double]) -> [(low: Double, high: Double)?] {
        let most = high.filter(\.isFinite).max() ?? 0
        var members: [[Int]] = Array(repeating: [], count: shape.count)
        for cells in shape.containing() {
            for (finest, cell) in cells.enumerated() { members[Int(cell)].append(finest) }
        }
        let sums = (shape.finest..<shape.count).filter { low[$0] > 0 || high[$0].isFinite }
        var ending: [[Int]] = Array(repeating: [], count: shape.finest), within = ending
        for sum in sums {
            if let last = members[sum].max() { ending[last].append(sum) }
            for cell in members[sum] { within[cell].append(sum) }
        }
        var values = [Double](repeating: 0, count: shape.finest), totals = [Double](repeating: 0, count: shape.count)
        var ranges = [(low: Double, high: Double)?](repeating: nil, count: shape.finest)
        func go(_ cell: Int) {
            if cell == shape.finest {
                for place in values.indices {
                    let known = ranges[place] ?? (values[place], values[place])
                    ranges[place] = (min(known.low, values[place]), max(known.high, values[place]))
                }
                return
            }
            var value = low[cell]
            for sum in within[cell] { totals[sum] += value }
            while value <= min(high[cell], most), within[cell].allSatisfy({ totals[$0] <= high[$0] }) {
                values[cell] = value
                if ending[cell].allSatisfy({ totals[$0] >= low[$0] }) { go(cell + 1) }
                value += 1
                for sum in within[cell] { totals[sum] += 1 }
            }
            for sum in within[cell] { totals[sum] -= value }
        }
        go(0)
        return ranges
    }

    @Test("Ranges agree with every table there is: 40 random tables of two and three dimensions", arguments: 0..<40)
    func ranges(turn: Int) {
        var random = CounterRandom(seed: 31, stream: UInt64(turn))
        let sizes = turn % 2 == 0 ? [3, 3] : [2, 2, 3]
        let shape = TableShape(sizes.map { .init(categories: $0) })
        let finest = (0..<shape.finest).map { _ in Double(random.poisson(1.1)) }
        var low = shape.totals(finest), high = low
        for cell in 0..<shape.count where random.unit() < (cell < shape.finest ? 0.6 : 0.15) {
            (low[cell], high[cell]) = (0, .infinity)
        }
        // The grand total stays, so that there are only so many tables.
        low[shape.count - 1] = finest.reduce(0, +)
        high[shape.count - 1] = low[shape.count - 1]
        let truth = Self.everyTable(shape, low: low, high: high)
        for known in [nil, finest] {
            let found = Attacker(shape, low: low, high: high, isWhole: true, known: known).ranges(
                Array(0..<shape.finest))
            for cell in 0..<shape.finest {
                #expect(found[cell]?.low == truth[cell]?.low, "cell \(cell) of table \(turn)")
                #expect(found[cell]?.high == truth[cell]?.high, "cell \(cell) of table \(turn)")
                #expect((found[cell]?.shownLow ?? -1) >= (truth[cell]?.low ?? 0))
                #expect((found[cell]?.shownHigh ?? 1e9) <= (truth[cell]?.high ?? 0))
            }
        }
    }

    @Test("Ranges of rounded tables agree with every table there is", arguments: 0..<30)
    func roundedRanges(turn: Int) {
        var random = CounterRandom(seed: 37, stream: UInt64(turn))
        let shape = TableShape([.init(categories: 2), .init(categories: 3)])
        let finest = (0..<shape.finest).map { _ in Double(random.poisson(3)) }
        let rounded = shape.totals(finest).map { ($0 / 3 + 0.5).rounded(.down) * 3 }
        let low = rounded.map { max(0, $0 - 1) }, high = rounded.map { $0 + 1 }
        let truth = Self.everyTable(shape, low: low, high: high)
        let found = Attacker(shape, low: low, high: high, isWhole: true).ranges(Array(0..<shape.finest))
        for cell in 0..<shape.finest {
            #expect(found[cell]?.low == truth[cell]?.low)
            #expect(found[cell]?.high == truth[cell]?.high)
        }
    }

    static let isProof = ProcessInfo.processInfo.environment["CORNERSTONE_PROVE"] == "1"

    @Test("An attacker solves no protected cell of random cubes: 30, and 1,000 when proving")
    func cubes() {
        var protected = 0, unmet = 0, solved = 0
        for turn in 0..<(Self.isProof ? 1_000 : 30) {
            var random = CounterRandom(seed: 41, stream: UInt64(turn))
            let shape = TableShape([
                .init(categories: 2 + random.below(3)), .init(categories: 2 + random.below(2)), .init(categories: 2),
            ])
            let mean = 1 + 6 * random.unit()
            let finest = (0..<shape.finest).map { _ in Double(random.poisson(mean)) }
            let totals = shape.totals(finest)
            let needs = (0..<shape.count).filter { totals[$0] >= 1 && totals[$0] <= 3 }
                .map { Suppression.Need(cell: $0, width: 3) }
            guard !needs.isEmpty else { continue }
            let costs = totals.map { $0 == 0 ? Double.infinity : $0 }
            let problem = Suppression(shape, values: finest, costs: costs, needs: needs, least: 1, isWhole: true)
            let answer = problem.answer(branches: 0)
            var low = totals, high = totals
            for cell in totals.indices where answer.isWithheld[cell] {
                (low[cell], high[cell]) = (cell < shape.finest ? 1 : 0, .infinity)
            }
            // The attacker of this test knows nothing of the true figures and asks for the whole-number ends anew.
            let attacker = Attacker(shape, low: low, high: high, isWhole: true)
            let ranges = attacker.ranges(needs.map(\.cell))
            for (need, range) in zip(needs, ranges) {
                if answer.unmet.contains(need.cell) {
                    unmet += 1
                    continue
                }
                protected += 1
                if (range?.width ?? 0) < 3 { solved += 1 }
            }
        }
        #expect(solved == 0)
        #expect(protected > 200)
        #expect(unmet == 0)
    }

    @Test("Zeros and ones beside a published total are found out (sdcTools UserSupport 194)")
    func zerosAndOnes() {
        let shape = TableShape([.init(categories: 4)])
        func ranges(_ figures: [Double?], least: Double, total: Double) -> [Attacker.Range?] {
            var low = figures.map { $0 ?? least }, high = figures.map { $0 ?? .infinity }
            low.append(total)
            high.append(total)
            return Attacker(shape, low: low, high: high, isWhole: true)
                .ranges(figures.indices.filter { figures[$0] == nil })
        }
        for range in ranges([10, 5, nil, nil], least: 0, total: 15) { #expect(range?.width == 0) }
        for range in ranges([10, 3, nil, nil], least: 1, total: 15) { #expect(range?.width == 0) }
        for range in ranges([10, 3, nil, nil], least: 0, total: 15) { #expect(range?.width == 2) }
    }

    @Test("Tables linked through a second grouping are protected together (sdcTools UserSupport 136)")
    func linkedTables() {
        let towns = TableShape.Dimension(
            categories: 8, above: [[0, 0, 0, 0, 1, 1, 1, 1], [0, 0, 0, 0, 0, 1, 1, 0]])
        let shape = TableShape([towns])
        let finest: [Double] = [2, 2, 8, 8, 3, 3, 3, 7], totals = shape.totals(finest)
        let needs = totals.indices.filter { totals[$0] >= 1 && totals[$0] <= 3 }
            .map { Suppression.Need(cell: $0, width: 3) }
        let answer = Suppression(shape, values: finest, costs: totals, needs: needs, least: 1, isWhole: true)
            .answer(branches: 2_000)
        #expect(answer.unmet.isEmpty)
        #expect(answer.bound == answer.cost)
        for range in answer.ranges { #expect(range.width >= 3) }
        // A, B, K, L and M alone: each table by itself hides them, and both together give K away (A + B = 4, A + B + K = 7).
        var low = totals, high = totals
        for town in [0, 1, 4, 5, 6] { (low[town], high[town]) = (1, .infinity) }
        let solved = Attacker(shape, low: low, high: high, isWhole: true).ranges([0, 4, 5])
        #expect(solved[1]?.low == 3 && solved[1]?.high == 3)
        #expect(solved[0]?.width == 2)
        #expect(solved[2]?.width == 4)
    }

    @Test(
        "What the corners of a cube are said to show, an attacker without the figures finds as well", arguments: 0..<8)
    func cubes(turn: Int) {
        var random = CounterRandom(seed: 47, stream: UInt64(turn))
        let shape = TableShape([.init(categories: 5), .init(categories: 4), .init(categories: 3)])
        let finest = (0..<shape.finest).map { _ in Double(random.poisson(6)) }, totals = shape.totals(finest)
        let needs = (0..<shape.finest).filter { totals[$0] >= 1 && totals[$0] <= 4 }
            .map { Suppression.Need(cell: $0, width: 4) }
        let costs = totals.map { $0 == 0 ? Double.infinity : $0 }
        let problem = Suppression(shape, values: finest, costs: costs, needs: needs, least: 1, isWhole: true)
        var pattern = totals.indices.map { cell in needs.contains { $0.cell == cell } }
        let shown = CubeSearch(problem).extend(&pattern)
        var low = totals, high = totals
        for cell in totals.indices where pattern[cell] { (low[cell], high[cell]) = (1, .infinity) }
        let ranges = Attacker(shape, low: low, high: high, isWhole: true).ranges(needs.map(\.cell))
        #expect(shown.count == needs.count && shown.contains { $0 != nil })
        for (said, range) in zip(shown, ranges) {
            guard let said, let range else { continue }
            #expect(said.upperBound - said.lowerBound >= 4)
            #expect(range.low <= said.lowerBound && said.upperBound <= range.high)
        }
    }

    @Test("The cheapest pattern is the cheapest of all there are", arguments: 0..<12)
    func optimum(turn: Int) {
        var random = CounterRandom(seed: 43, stream: UInt64(turn))
        let shape = TableShape([.init(categories: 3), .init(categories: 3)])
        var finest = (0..<9).map { _ in Double(4 + random.below(9)) }
        finest[random.below(9)] = 2
        let totals = shape.totals(finest)
        let needs = [Suppression.Need(cell: finest.firstIndex(of: 2) ?? 0, width: 3)]
        let problem = Suppression(shape, values: finest, costs: totals, needs: needs, least: 1, isWhole: true)
        let answer = problem.answer(branches: 5_000)
        var cheapest = Double.infinity
        for mask in 0..<(1 << 9) where mask >> needs[0].cell & 1 == 1 {
            let pattern = totals.indices.map { $0 < 9 && mask >> $0 & 1 == 1 }
            var forced = [Bool](repeating: false, count: totals.count)
            forced[needs[0].cell] = true
            let cost = problem.cost(pattern, forced)
            guard cost < cheapest, needs[0].isMet(problem.audited(pattern)[0], 2) else { continue }
            cheapest = cost
        }
        #expect(answer.unmet.isEmpty)
        #expect(answer.cost <= cheapest)
        #expect(answer.bound == answer.cost)
    }

    @Test("Controlled rounding adds up and stays within a base in two dimensions", arguments: 0..<20)
    func controlledRounding(turn: Int) {
        var random = CounterRandom(seed: 47, stream: UInt64(turn))
        let shape = TableShape([.init(categories: 7), .init(categories: 5)])
        let finest = (0..<shape.finest).map { _ in Double(random.poisson(6)) }
        let answer = TableRounding(shape, base: 5).rounded(finest, .controlled, seed: UInt64(turn))
        #expect(answer.isAdditive)
        #expect(answer.furthest < 5)
        #expect(answer.values.allSatisfy { $0.truncatingRemainder(dividingBy: 5) == 0 })
        let random5 = TableRounding(shape, base: 5).rounded(finest, .random, seed: 9)
        #expect(random5.furthest < 5)
    }

    @Test("Random rounding shifts nothing on average")
    func randomRounding() {
        let shape = TableShape([.init(categories: 5_000)])
        let answer = TableRounding(shape, base: 5).rounded([Double](repeating: 2, count: 5_000), .random, seed: 3)
        let mean = answer.values[0..<5_000].reduce(0, +) / 5_000
        // The standard error is 5 sqrt(0.4 x 0.6 / 5000) = 0.035.
        #expect(abs(mean - 2) < 0.14)
    }

    @Test("Cell keys: count values above 750 go round, and what the table lacks adds nothing")
    func cellKeys() {
        #expect(CellKey.Perturbations.row(750) == 750)
        #expect(CellKey.Perturbations.row(751) == 501)
        #expect(CellKey.Perturbations.row(1_000) == 750)
        #expect(CellKey.Perturbations.row(1_001) == 501)
        let table = CellKey.Perturbations([(count: 2, key: 3, value: 5), (count: 1, key: 255, value: -1)])
        let cells = CellKey.table(
            cells: [0, 0, 1], keys: [128, 131, 255], count: 3, table, threshold: 1)
        #expect(cells[0] == CellKey.Cell(count: 2, key: 3, row: 2, added: 5, published: 7))
        #expect(cells[1] == CellKey.Cell(count: 1, key: 255, row: 1, added: -1, published: nil))
        #expect(cells[2] == CellKey.Cell(count: 0, key: 0, row: 0, added: 0, published: nil))
    }

    @Test("The simplex finds the best corner of random boxes with sums, as trying all corners does", arguments: 0..<40)
    func simplex(turn: Int) {
        var random = CounterRandom(seed: 53, stream: UInt64(turn))
        // Transport problems have whole corners: every whole table is tried.
        let shape = TableShape([.init(categories: 2), .init(categories: 3)])
        let finest = (0..<6).map { _ in Double(random.below(4)) }
        var low = shape.totals(finest), high = low
        for cell in 0..<6 { (low[cell], high[cell]) = (0, .infinity) }
        let costs = (0..<6).map { _ in Double(random.below(9)) - 4 }
        var columns = [[(row: Int, value: Double)]](repeating: [], count: 6)
        for cells in shape.containing().dropFirst() {
            for (finest, cell) in cells.enumerated() { columns[finest].append((Int(cell) - 6, 1)) }
        }
        var program = BoundedSimplex(
            SparseMatrix(rows: shape.count - 6, columns: columns), low: low, high: high)
        #expect(program.minimise(costs.indices.map { ($0, costs[$0]) }) == .optimal)
        let found = costs.indices.reduce(0) { $0 + costs[$1] * program.x[$1] }
        var best = Double.infinity
        for a in 0...12 {
            for b in 0...12 {
                // Two cells settle a table of two rows and three columns.
                let row0 = finest[0] + finest[1] + finest[2]
                let column = [finest[0] + finest[3], finest[1] + finest[4], finest[2] + finest[5]]
                let top = [Double(a), Double(b), row0 - Double(a) - Double(b)]
                let bottom = [column[0] - top[0], column[1] - top[1], column[2] - top[2]]
                guard (top + bottom).allSatisfy({ $0 >= 0 }) else { continue }
                best = min(best, zip(costs, top + bottom).reduce(0) { $0 + $1.0 * $1.1 })
            }
        }
        #expect(abs(found - best) < 1e-6)
    }
}
