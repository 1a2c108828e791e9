/// Which areas lie beside which, from their outlines or their middles. Areas are numbered as given; each list is in order.
public enum Adjacency {
    public enum Contact: String, Hashable, Sendable, CaseIterable {
        /// A common point is enough.
        case queen
        /// A common stretch of outline between two points.
        case rook
    }

    /// Areas whose outlines have a point, or a stretch between two points, in common.
    ///
    /// - Parameters:
    ///   - areas: nil where there is no outline; such an area has no neighbours.
    ///   - tolerance: points no further apart than this count as one, in the unit of the points; above 0.
    public static func touching(_ areas: [Boundaries.Area?], _ contact: Contact, tolerance: Double) -> [[Int]] {
        var corners = Corners(tolerance: tolerance)
        var holders: [Int: [Int32]] = [:]
        var edges: [Edge: [Int32]] = [:]
        for (number, area) in areas.enumerated() {
            for ring in area?.polygons.joined() ?? [].joined() {
                var last: Int?
                for point in ring {
                    let corner = corners.number(of: point)
                    switch contact {
                    case .queen: add(Int32(number), to: &holders[corner, default: []])
                    case .rook:
                        if let last, last != corner { add(Int32(number), to: &edges[Edge(last, corner), default: []]) }
                        last = corner
                    }
                }
            }
        }
        var lists = [Set<Int>](repeating: [], count: areas.count)
        for together in contact == .queen ? Array(holders.values) : Array(edges.values) where together.count > 1 {
            for one in together {
                for other in together where one != other { lists[Int(one)].insert(Int(other)) }
            }
        }
        return lists.map { $0.sorted() }
    }

    private static func add(_ area: Int32, to list: inout [Int32]) {
        if list.last != area, !list.contains(area) { list.append(area) }
    }

    private struct Edge: Hashable {
        let low: Int
        let high: Int

        init(_ one: Int, _ other: Int) { (low, high) = (min(one, other), max(one, other)) }
    }

    /// The nearest others by their middles; of equally near ones those given first.
    public static func nearest(_ points: [Boundaries.Point?], _ count: Int) -> [[Int]] {
        let known = Sweep(points)
        return points.indices.map { place in
            guard let from = points[place] else { return [] }
            var found: [(square: Double, area: Int)] = []
            known.visit(from: from) { area, square, across in
                if found.count >= count, let last = found.last, across * across > last.square { return false }
                guard area != place else { return true }
                if found.count < count || (square, area) < (found[found.count - 1].square, found[found.count - 1].area)
                {
                    let at = found.firstIndex { (square, area) < ($0.square, $0.area) } ?? found.count
                    found.insert((square, area), at: at)
                    if found.count > count { found.removeLast() }
                }
                return true
            }
            return found.map(\.area).sorted()
        }
    }

    /// All others no further away than this.
    ///
    /// - Returns: nil when there are more pairs than `most`.
    public static func within(_ points: [Boundaries.Point?], _ reach: Double, most: Int) -> [[Int]]? {
        let known = Sweep(points)
        var lists: [[Int]] = []
        var pairs = 0
        for (place, point) in points.enumerated() {
            var found: [Int] = []
            if let point {
                known.visit(from: point) { area, square, across in
                    guard across <= reach else { return false }
                    if area != place, square <= reach * reach { found.append(area) }
                    return true
                }
            }
            pairs += found.count
            guard pairs <= most else { return nil }
            lists.append(found.sorted())
        }
        return lists
    }
}

/// Points that are one get one number.
private struct Corners {
    private struct Cell: Hashable {
        var x: Int
        var y: Int
    }

    private let tolerance: Double
    private var cells: [Cell: [Int]] = [:]
    private var points: [Boundaries.Point] = []

    init(tolerance: Double) { self.tolerance = tolerance }

    mutating func number(of point: Boundaries.Point) -> Int {
        // Cells twice as wide as the tolerance: whatever is near enough lies in this one or towards the nearer sides of it.
        let u = point.x / (2 * tolerance), v = point.y / (2 * tolerance)
        let x = u.rounded(.down), y = v.rounded(.down)
        let home = Cell(x: Int(x), y: Int(y))
        let beside = u - x < 0.5 ? -1 : 1, above = v - y < 0.5 ? -1 : 1
        for cell in [
            home, Cell(x: home.x + beside, y: home.y), Cell(x: home.x, y: home.y + above),
            Cell(x: home.x + beside, y: home.y + above),
        ] {
            for known in cells[cell] ?? [] {
                let dx = points[known].x - point.x, dy = points[known].y - point.y
                if dx * dx + dy * dy <= tolerance * tolerance { return known }
            }
        }
        cells[home, default: []].append(points.count)
        points.append(point)
        return points.count - 1
    }
}

/// Points in the order of x, so that a search can end where everything further is too far off.
private struct Sweep {
    private let order: [Int]
    private let sorted: [Boundaries.Point]

    init(_ points: [Boundaries.Point?]) {
        let known = points.enumerated().compactMap { place, point in point.map { (place, $0) } }
            .sorted { ($0.1.x, $0.0) < ($1.1.x, $1.0) }
        order = known.map(\.0)
        sorted = known.map(\.1)
    }

    /// Outwards to both sides; a side ends when `body` says so.
    ///
    /// - Parameter body: the number of the point, its squared distance, and its distance in x alone.
    func visit(from: Boundaries.Point, _ body: (Int, Double, Double) -> Bool) {
        var low = 0, high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle].x < from.x { low = middle + 1 } else { high = middle }
        }
        var right = low, left = low - 1
        var goesRight = true, goesLeft = true
        while (goesRight && right < sorted.count) || (goesLeft && left >= 0) {
            if goesRight, right < sorted.count {
                goesRight = look(right, from, body)
                right += 1
            }
            if goesLeft, left >= 0 {
                goesLeft = look(left, from, body)
                left -= 1
            }
        }
    }

    private func look(_ place: Int, _ from: Boundaries.Point, _ body: (Int, Double, Double) -> Bool) -> Bool {
        let dx = sorted[place].x - from.x, dy = sorted[place].y - from.y
        return body(order[place], dx * dx + dy * dy, abs(dx))
    }
}
