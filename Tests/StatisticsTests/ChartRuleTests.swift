import Statistics
import Testing

/// Vectors of the tests of NHSRplotthedots (MIT), the NHS's own "making data count" rules.
@Suite("Rules of control charts")
struct ChartRuleTests {
    @Test(
        "Seven on one side, flagged at the end of the run",
        arguments: [
            ([1, 1, 1, 1, 1, 1], [0, 0, 0, 0, 0, 0]), ([1, 1, 1, 1, 1, 1, -1], [0, 0, 0, 0, 0, 0, 0]),
            ([1, 1, 1, 1, 1, 1, 1, 1, -1], [0, 0, 0, 0, 0, 0, 1, 1, 0]),
            ([-1, -1, -1, -1, -1, -1, -1, -1, 1], [0, 0, 0, 0, 0, 0, -1, -1, 0]),
        ])
    func sides(sides: [Int], flags: [Int]) { #expect(ChartRule.oneSide(sides) == flags) }

    @Test(
        "Seven rising or falling",
        arguments: [
            ([1, 2, 3, 4, 5, 6], [0, 0, 0, 0, 0, 0]), ([1, 2, 3, 3, 4, 5, 6], [0, 0, 0, 0, 0, 0, 0]),
            ([1, 2, 3, 4, 5, 6, 7], [0, 0, 0, 0, 0, 0, 1]),
            ([2, 1, 2, 3, 4, 5, 6, 7, 3], [0, 0, 0, 0, 0, 0, 0, 1, 0]),
            ([7, 6, 5, 4, 3, 2, 1], [0, 0, 0, 0, 0, 0, -1]),
            ([2, 7, 6, 5, 4, 3, 2, 1, 3], [0, 0, 0, 0, 0, 0, 0, -1, 0]),
        ] as [([Double], [Int])])
    func trends(values: [Double], flags: [Int]) { #expect(ChartRule.trend(values) == flags) }

    @Test("All points of a run are marked from its end")
    func whole() {
        #expect(ChartRule.wholeRun([0, 0, 0, 0, 0, 0, 1, 0]) == [1, 1, 1, 1, 1, 1, 1, 0])
        #expect(ChartRule.wholeRun([0, 0, 0, 0, 0, 0, 0, 1, 0]) == [0, 1, 1, 1, 1, 1, 1, 1, 0])
    }

    @Test("Two of three beyond two sigma count on one side only, and every such point")
    func warning() {
        func point(_ value: Double) -> ControlChart.Point {
            ControlChart.Point(value: value, centre: 0, lower: -3, upper: 3, sigma: 1, phase: 0)
        }
        #expect(ChartRule.twoOfThree([2.5, 0, 2.4, 0, 0].map(point)) == [1, 0, 1, 0, 0])
        #expect(ChartRule.twoOfThree([2.5, 0, -2.4, 0, 0].map(point)) == [0, 0, 0, 0, 0])
        #expect(ChartRule.twoOfThree([-2.5, -3.4, 0].map(point)) == [-1, -1, 0])
    }
}
