import Statistics
import TestSupport
import Testing

/// Densities of cases over controls: sparr 2.2-17 on the same points, and maps with nothing to find.
@Suite("Relative risk over a map")
struct RelativeRiskTests {
    /// Points that anybody can make again: parts after the point of multiples of fixed numbers, some drawn towards a middle.
    static func points(
        _ count: Int, _ a: Double, _ b: Double, every: Int, to: (x: Double, y: Double), _ by: (Double, Double)
    )
        -> Points
    {
        var points = Points(x: [], y: [])
        for number in 1...count {
            var x = Double(number) * a, y = Double(number) * b
            x = 1_000 * (x - x.rounded(.down))
            y = 1_000 * (y - y.rounded(.down))
            if number % every == 0 { (x, y) = (to.x + (x - 500) * by.0, to.y + (y - 500) * by.1) }
            points.x.append(x)
            points.y.append(y)
        }
        return points
    }

    static let sparr = "sparr 2.2-17 on 600 drawn points; it looks its pilot up at the nearest cell"
    static let cases = points(200, 0.6180339887, 0.7548776662, every: 2, to: (600, 650), (0.25, 0.2))
    static let controls = points(400, 0.5698402910, 0.8191725134, every: 4, to: (300, 300), (0.3, 0.3))
    static let grid = KernelDensity.Grid(west: 0, south: 0, cell: 1_000.0 / 128, columns: 128, rows: 128)

    /// sparr looks its pilot density up at the nearest cell and bins points for it, so cells agree to about a hundredth.
    @Test(
        "ln(f/g) and p agree with sparr",
        arguments: [
            (RelativeRisk.Pilot.pooled, 64, 64, 0.73397449, 0.03008654), (.pooled, 77, 83, 2.3137253, 1.56276e-09),
            (.pooled, 38, 38, -1.5604493, 0.99996777), (.pooled, 5, 5, 0.27399949, 0.34483159),
            (.pooled, 100, 20, -0.74391817, 0.95830596), (.own, 64, 64, 0.78249219, 0.0083936449),
            (.own, 77, 83, 2.7988871, 6.4232003e-18), (.own, 5, 5, 0.28930217, 0.31120118),
        ])
    func sparr(pilot: RelativeRisk.Pilot, column: Int, row: Int, logRatio: Double, p: Double) {
        let surface = RelativeRisk(Self.grid, bandwidth: 90, pilotBandwidth: 90, pilot: pilot)
            .surface(cases: Self.cases, controls: Self.controls)
        let cell = (row - 1) * 128 + column - 1
        let ratio = Golden("relative-risk", "ln(f/g) in eight cells", source: Self.sparr)
        #expect(ratio.agrees(surface.logRatio[cell], logRatio, within: 0.012))
        let chance = Golden("relative-risk", "p in eight cells", source: Self.sparr)
        #expect(chance.agrees(surface.p[cell], p, within: 0.003))
    }

    @Test("The widest bandwidth is Terrell's, as sparr's OS gives it")
    func bandwidth() {
        let all = Self.cases + Self.controls
        let golden = Golden("relative-risk", "Terrell's widest bandwidth", source: Self.sparr)
        #expect(golden.agrees(all.widestBandwidth(count: (200.0 * 400).squareRoot()), 109.6132, within: 1e-3))
    }

    @Test("Densities add up to one; turning the map round and changing its scale changes no ratio")
    func invariance() {
        let small = KernelDensity.Grid(west: 0, south: 0, cell: 50, columns: 20, rows: 20)
        let surface = RelativeRisk(small, bandwidth: 100, pilotBandwidth: 120)
            .surface(cases: Self.cases, controls: Self.controls)
        #expect(abs(surface.cases.reduce(0, +) * 2_500 - 1) < 1e-12)
        func turned(_ points: Points) -> Points {
            Points(x: points.x.map { 7 * (1_000 - $0) }, y: points.y.map { 7 * (1_000 - $0) })
        }
        let wide = KernelDensity.Grid(west: 0, south: 0, cell: 350, columns: 20, rows: 20)
        let other = RelativeRisk(wide, bandwidth: 700, pilotBandwidth: 840)
            .surface(cases: turned(Self.cases), controls: turned(Self.controls))
        for (one, back) in zip(surface.logRatio, other.logRatio.reversed()) { #expect(abs(one - back) < 1e-9) }
        let swapped = RelativeRisk(small, bandwidth: 100, pilotBandwidth: 120)
            .surface(cases: Self.controls, controls: Self.cases)
        for (one, other) in zip(surface.p, swapped.p) { #expect(abs(one + other - 1) < 1e-9) }
    }

    @Test("With nothing to find the whole map rejects about one in ten at 0.1, and contours hold what they say at most")
    func level() {
        let grid = KernelDensity.Grid(west: 0, south: 0, cell: 0.125, columns: 8, rows: 8)
        let risk = RelativeRisk(grid, bandwidth: 0.12, pilotBandwidth: 0.12)
        var rejected = 0, shuffledInside = 0, inside = 0
        let runs = 25
        for run in 0..<runs {
            var random = CounterRandom(seed: UInt64(run), stream: 11)
            func draw(_ count: Int) -> Points {
                let x = (0..<count).map { _ in random.unit() }
                return Points(x: x, y: (0..<count).map { _ in random.unit() })
            }
            let cases = draw(50), controls = draw(70)
            let shuffled = risk.shuffled(cases: cases, controls: controls, draws: 19, seed: UInt64(run))
            if shuffled.p <= 0.1 { rejected += 1 }
            shuffledInside += shuffled.cells.count { $0 <= 0.05 }
            inside += risk.surface(cases: cases, controls: controls).p.count { $0 <= 0.05 }
        }
        #expect((0...8).contains(rejected), "\(rejected) of \(runs)")
        let exact = Double(shuffledInside) / Double(runs * 64), cautious = Double(inside) / Double(runs * 64)
        #expect(exact > 0.015 && exact < 0.1, "\(exact)")
        // The published variance allows for a pilot from each group's own points; with a pooled one it is too wide.
        #expect(cautious < 0.02, "\(cautious)")
    }
}
