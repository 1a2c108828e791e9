import Glibc
import Statistics
import Vocabulary

/// Cases and controls on one map, with the bandwidths they are smoothed by.
struct RiskPoints {
    private(set) var cases = Points(x: [], y: [])
    private(set) var controls = Points(x: [], y: [])
    private(set) var exclusions: [String]
    let grid: KernelDensity.Grid
    let bandwidth: Double
    let pilot: Double

    static let most = 200_000

    init(_ request: AnalysisRequest) throws(AnalysisProblems) {
        let records = request.complete(["x", "y", "case"])
        let x = records.numbers("x"), y = records.numbers("y"), isCase = records.yesNo("case")
        exclusions = records.exclusions
        let box = try Self.box(request, x, y)
        var outside = 0
        for point in x.indices {
            guard x[point] >= box[0], x[point] <= box[2], y[point] >= box[1], y[point] <= box[3] else {
                outside += 1
                continue
            }
            if isCase[point] {
                cases.x.append(x[point])
                cases.y.append(y[point])
            } else {
                controls.x.append(x[point])
                controls.y.append(y[point])
            }
        }
        if outside > 0 { exclusions.append("\(outside) points lie outside the map.") }
        guard cases.count >= 10, controls.count >= 10, cases.count + controls.count <= Self.most else {
            throw AnalysisProblems(
                "points-off",
                "There are \(cases.count) cases and \(controls.count) controls; ten of each are needed, and \(Self.most) can be worked with."
            )
        }
        let all = cases + controls
        let count = (Double(cases.count) * Double(controls.count)).squareRoot()
        bandwidth = request.has(option: "bandwidth") ? request.number("bandwidth") : all.widestBandwidth(count: count)
        pilot = request.has(option: "pilot") ? request.number("pilot") : bandwidth
        let cell = max(box[2] - box[0], box[3] - box[1]) / Double(request.whole("cells"))
        grid = KernelDensity.Grid(
            west: box[0], south: box[1], cell: cell,
            columns: max(2, Int(((box[2] - box[0]) / cell - 1e-9).rounded(.up))),
            rows: max(2, Int(((box[3] - box[1]) / cell - 1e-9).rounded(.up))))
        var problems: [Problem] = []
        if min(bandwidth, pilot) < cell / 2 {
            problems.append(
                .of(
                    "bandwidth-off",
                    "Bandwidths must be at least half a cell (\(ReportNumber.short(cell / 2))): give wider ones or more --cells."
                ))
        }
        if min(bandwidth, pilot) < request.number("location-error") {
            problems.append(
                .of("bandwidth-off", "--bandwidth must not be below --location-error: the map would show the error."))
        }
        guard problems.isEmpty else { throw AnalysisProblems(problems) }
    }

    private static func box(
        _ request: AnalysisRequest, _ x: [Double], _ y: [Double]
    ) throws(AnalysisProblems) -> [Double] {
        let bounds = request.numbers("bounds")
        if request.has(option: "bounds") {
            guard bounds.count == 4, bounds[0] < bounds[2], bounds[1] < bounds[3] else {
                throw AnalysisProblems("bounds-off", "--bounds must be west,south,east,north.")
            }
            return bounds
        }
        guard let west = x.min(), let east = x.max(), let south = y.min(), let north = y.max(), east > west,
            north > south
        else { throw AnalysisProblems("one-spot", "Points must lie apart from west to east and from south to north.") }
        return [west, south, east, north]
    }

    func risk(_ request: AnalysisRequest) -> RelativeRisk {
        RelativeRisk(
            grid, bandwidth: bandwidth, pilotBandwidth: pilot, isAdaptive: request.choice("adaptive") == "yes",
            pilot: request.choice("symmetry") == "own" ? .own : .pooled,
            isEdgeCorrected: request.choice("edge") == "uniform", trim: request.number("trim"))
    }
}

/// Cells side by side that belong together.
struct RiskRegion {
    var cells: [Int]
    /// The cell that is furthest out.
    var peak: Int
    var cases = 0
    var controls = 0

    /// The regions of the cells that are wanted, the one with the most cases first.
    static func all(
        _ surface: RelativeRisk.Surface, _ grid: KernelDensity.Grid, _ points: RiskPoints, _ isWanted: (Int) -> Bool
    ) -> [RiskRegion] {
        var region = [Int](repeating: -1, count: surface.p.count)
        var found: [RiskRegion] = []
        for start in surface.p.indices where region[start] < 0 && isWanted(start) {
            var cells = [start], next = 0
            region[start] = found.count
            while next < cells.count {
                let cell = cells[next], column = cell % grid.columns
                next += 1
                for other in [
                    column > 0 ? cell - 1 : -1, column < grid.columns - 1 ? cell + 1 : -1, cell - grid.columns,
                    cell + grid.columns,
                ] where surface.p.indices.contains(other) && region[other] < 0 && isWanted(other) {
                    region[other] = found.count
                    cells.append(other)
                }
            }
            let peak = cells.max { abs(surface.logRatio[$0]) < abs(surface.logRatio[$1]) } ?? start
            found.append(RiskRegion(cells: cells, peak: peak))
        }
        func place(_ points: Points, _ point: Int) -> Int {
            let column = min(grid.columns - 1, Int((points.x[point] - grid.west) / grid.cell))
            let row = min(grid.rows - 1, Int((points.y[point] - grid.south) / grid.cell))
            return region[row * grid.columns + column]
        }
        for point in points.cases.indices where place(points.cases, point) >= 0 {
            found[place(points.cases, point)].cases += 1
        }
        for point in points.controls.indices where place(points.controls, point) >= 0 {
            found[place(points.controls, point)].controls += 1
        }
        return found.sorted { ($1.cases, $1.cells.count, $0.peak) < ($0.cases, $0.cells.count, $1.peak) }
    }

    func finding(
        _ key: String, _ surface: RelativeRisk.Surface, _ grid: KernelDensity.Grid, isHigh: Bool
    ) -> Finding {
        let centre = grid.centre(peak % grid.columns, peak / grid.columns)
        let p = cells.map { isHigh ? surface.p[$0] : 1 - surface.p[$0] }.min() ?? 1
        return Finding(
            key, .estimated(Estimate(exp(surface.logRatio[peak]))), p: p, n: Double(cases),
            denominator: Double(cases + controls),
            more: [
                NamedFigure("x", centre.x), NamedFigure("y", centre.y),
                NamedFigure("log_relative_risk", surface.logRatio[peak]),
                NamedFigure("square_kilometres", Double(cells.count) * grid.cell * grid.cell / 1e6),
                NamedFigure("cases", Double(cases)), NamedFigure("controls", Double(controls)),
            ])
    }
}
