import Foundation
import Testing

@testable import Statistics

/// Tables of many areas, where what one area gives another takes.
@Suite("Blocks exchange until a whole table is found")
struct ExchangeSearchTests {
    private struct Case {
        let shape = TableShape([120, 4, 3].map { TableShape.Dimension(categories: $0) })
        let finest: [Double]
        var low: [Double]
        var high: [Double]
        var withheld: [Int] = []

        init(turn: UInt64) {
            var random = CounterRandom(seed: 77, stream: turn)
            finest = (0..<shape.finest).map { _ in Double(random.poisson(4)) }
            low = shape.totals(finest)
            high = low
            for cell in 0..<shape.finest where (1...4).contains(finest[cell]) {
                (low[cell], high[cell]) = (0, .infinity)
                withheld.append(cell)
            }
        }
    }

    @Test(
        "Every table on the way agrees with every sum, and goes where it was asked to", arguments: [1, 2] as [UInt64])
    func tables(turn: UInt64) throws {
        let made = Case(turn: turn)
        let system = AttackerSystem(made.shape, low: made.low, high: made.high, isWhole: true)
        var home = [(component: Int32, place: Int32)](repeating: (0, 0), count: system.variables.count)
        let component = try #require(Component.all(system, nil, &home).max { $0.low.count < $1.low.count })
        var search = try #require(ExchangeSearch(component))
        func isSound(_ values: [Double]) -> Bool {
            values.indices.allSatisfy {
                values[$0] >= component.low[$0] && values[$0] <= component.high[$0]
                    && values[$0] == values[$0].rounded()
            } && component.sums.allSatisfy { sum in sum.members.reduce(0) { $0 + values[Int($1)] } == sum.low }
        }
        #expect(isSound(search.values))
        var seenLow = search.values, seenHigh = search.values, reached = 0, asked = 0
        for place in stride(from: 0, to: component.low.count, by: 17) {
            for sense in [1.0, -1.0] {
                let limit = search.limit(place, sense)
                asked += 1
                guard search.reaches(place, limit, &seenLow, &seenHigh) else { continue }
                reached += 1
                #expect(search.values[place] == limit)
                #expect(isSound(search.values))
                #expect(seenLow[place] <= limit && seenHigh[place] >= limit)
            }
        }
        #expect(reached * 10 > asked * 9, "\(reached) of \(asked)")
    }

    @Test("Ranges are those of the program over the whole table where whole tables attain them, and hold the truth")
    func ranges() throws {
        let made = Case(turn: 3)
        let asked = made.withheld.enumerated().filter { $0.offset % 9 == 0 }.map(\.element)
        let attacker = Attacker(made.shape, low: made.low, high: made.high, isWhole: true)
        let whole = attacker.ranges(asked)
        let numbers = Attacker(made.shape, low: made.low, high: made.high, isWhole: false).ranges(asked)
        var attained = 0
        for ((cell, ours), program) in zip(zip(asked, whole), numbers) {
            let (ours, program) = (try #require(ours), try #require(program))
            #expect(ours.low <= made.finest[cell] && made.finest[cell] <= ours.high)
            // Whole numbers leave the attacker no more than any numbers do.
            #expect(ours.low >= program.low - 1e-6 && ours.high <= program.high + 1e-6)
            #expect(ours.shownLow >= ours.low && ours.shownHigh <= ours.high)
            if ours.isAttained { attained += 1 }
        }
        #expect(attained * 100 >= asked.count * 95, "\(attained) of \(asked.count)")
    }
}
