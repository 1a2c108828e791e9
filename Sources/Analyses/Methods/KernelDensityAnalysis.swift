import Statistics
import Vocabulary

/// Where events lie most densely: a smoothed map, and its peaks.
///
/// ## Definition
/// Events shared out over the cells of a metric grid and smoothed with a Gaussian (standard deviation `bandwidth`) or quartic kernel
/// (radius `bandwidth`), divided by the part of the kernel that lies on the map (`uniform`, or `diggle` for each event). The estimate is
/// events for each square kilometre; listed are the peaks, or every cell.
///
/// ## When not to use it
/// A dense place is not yet a market: it may only be busy; compare with people about. Never with a bandwidth below the error of the
/// points. Publish no contour that shows a door.
///
/// ## Edge cases
/// A bandwidth below the cell or below `location-error` is refused. Points outside the map are left out and counted. Densities are never
/// negative.
///
/// ## Source
/// Silverman, B. W. (1986), Density estimation for statistics and data analysis; Diggle, P. J. (1985), Applied Statistics 34, 138-147.
public enum KernelDensityAnalysis: Analysis {
    public static let description = MethodDescription(
        name: "kernel-density", question: .place, title: "A smoothed map of events and its peaks",
        example: """
            Documentation/examples/analyse/events.csv --x east --y north --bandwidth 300 --cell 100
            """,
        roles: [
            Role("x", .number, "East, on a metric grid", unit: "metres"),
            Role("y", .number, "North, on a metric grid", unit: "metres"),
            Role("weight", .count, "How much the event counts; 1 otherwise", required: false),
        ],
        options: [
            Option("bandwidth", .number(1e-6...1e7), "How far to smooth", unit: "metres", standard: "200"),
            Option("cell", .number(1e-6...1e6), "Width of a cell", unit: "metres", standard: "50"),
            Option("kernel", .choice(["gaussian", "quartic"]), "The shape of the smoothing", standard: "gaussian"),
            Option(
                "edge", .choice(["uniform", "diggle", "none"]), "How to make up for what lies beyond the map",
                standard: "uniform"),
            Option("location-error", .number(0...1e6), "How far points may be off", unit: "metres", standard: "0"),
            Option(
                "bounds", .numbers, "West, south, east, north of the map; about the points otherwise", unit: "metres"),
            Option("list", .choice(["peaks", "cells"]), "Peaks alone, or every cell", standard: "peaks"),
            Option("most", .whole(1...2_000_000), "List at most so many", standard: "20"),
        ])

    public static func run(_ request: AnalysisRequest) throws(AnalysisProblems) -> AnalysisResult {
        let records = request.complete(["x", "y"] + (request.has("weight") ? ["weight"] : []))
        let x = records.numbers("x"), y = records.numbers("y")
        let grid = try grid(request, x, y)
        let map = KernelDensity(
            grid, request.choice("kernel") == "quartic" ? .quartic : .gaussian, bandwidth: request.number("bandwidth"),
            edge: KernelDensity.Edge(rawValue: request.choice("edge")) ?? .uniform)
        let density = map.density(x: x, y: y, weights: records.numbers("weight"))
        let east = grid.west + Double(grid.columns) * grid.cell, north = grid.south + Double(grid.rows) * grid.cell
        let outside = x.indices.count { x[$0] < grid.west || x[$0] > east || y[$0] < grid.south || y[$0] > north }
        let wanted = request.choice("list") == "cells" ? Array(density.indices) : peaks(density, grid)
        let most =
            request.choice("list") == "cells" && !request.has(option: "most") ? density.count : request.whole("most")
        let findings = wanted.prefix(most).map { cell in
            let centre = grid.centre(cell % grid.columns, cell / grid.columns)
            return Finding(
                "\(ReportNumber.text(centre.x)), \(ReportNumber.text(centre.y))",
                .estimated(Estimate(density[cell] * 1e6)),
                more: [NamedFigure("x", centre.x), NamedFigure("y", centre.y)])
        }
        return AnalysisResult(
            sentence: findings.first.map {
                "The densest place lies about \($0.key), with \(ReportNumber.short($0.estimate ?? 0)) events for each square kilometre."
            } ?? "There are no events.",
            findings: findings,
            exclusions: records.exclusions + (outside > 0 ? ["\(outside) events lie outside the map."] : []),
            assumptions: [
                AssumptionCheck(
                    "Points lie where the events were, within the bandwidth",
                    request.number("location-error") > 0 ? .held : .unchecked,
                    "Published points are often moved to the middle of a street.")
            ], caution: "A busy place is not yet a market. " + Caution.recorded)
    }

    private static func grid(
        _ request: AnalysisRequest, _ x: [Double], _ y: [Double]
    ) throws(AnalysisProblems) -> KernelDensity.Grid {
        let bandwidth = request.number("bandwidth"), cell = request.number("cell")
        let bounds = request.numbers("bounds")
        var problems: [Problem] = []
        if bandwidth < cell { problems.append(.of("bandwidth-off", "--bandwidth must be at least as wide as --cell.")) }
        if bandwidth < request.number("location-error") {
            problems.append(
                .of("bandwidth-off", "--bandwidth must not be below --location-error: the map would show the error."))
        }
        if request.has(option: "bounds"), bounds.count != 4 || bounds[0] >= bounds[2] || bounds[1] >= bounds[3] {
            problems.append(.of("bounds-off", "--bounds must be west,south,east,north."))
        }
        if x.isEmpty { problems.append(.of("no-events", "No event has both coordinates.")) }
        guard problems.isEmpty else { throw AnalysisProblems(problems) }
        let pad = bounds.isEmpty ? bandwidth : 0
        let west = bounds.isEmpty ? (x.min() ?? 0) - pad : bounds[0],
            south = bounds.isEmpty ? (y.min() ?? 0) - pad : bounds[1]
        let east = bounds.isEmpty ? (x.max() ?? 0) + pad : bounds[2],
            north = bounds.isEmpty ? (y.max() ?? 0) + pad : bounds[3]
        let columns = ((east - west) / cell).rounded(.up), rows = ((north - south) / cell).rounded(.up)
        guard columns * rows <= 4_000_000, columns >= 1, rows >= 1 else {
            throw AnalysisProblems(
                "grid-too-large",
                "The map would have \(ReportNumber.text(columns * rows)) cells; give a wider --cell (4,000,000 at most)."
            )
        }
        return KernelDensity.Grid(west: west, south: south, cell: cell, columns: Int(columns), rows: Int(rows))
    }

    /// Cells that are above all eight about them, densest first.
    private static func peaks(_ density: [Double], _ grid: KernelDensity.Grid) -> [Int] {
        var peaks: [Int] = []
        for row in 0..<grid.rows {
            for column in 0..<grid.columns {
                let here = density[row * grid.columns + column]
                guard here > 0 else { continue }
                var isPeak = true
                for dy in -1...1 {
                    for dx in -1...1 where dx != 0 || dy != 0 {
                        let y = row + dy, x = column + dx
                        guard y >= 0, x >= 0, y < grid.rows, x < grid.columns else { continue }
                        if density[y * grid.columns + x] > here { isPeak = false }
                    }
                }
                if isPeak { peaks.append(row * grid.columns + column) }
            }
        }
        return peaks.sorted { (density[$1], $0) < (density[$0], $1) }
    }
}
