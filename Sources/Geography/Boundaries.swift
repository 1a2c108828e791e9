/// The outlines of areas, each with what the file says about it.
public struct Boundaries: Hashable, Sendable {
    public struct Point: Hashable, Sendable {
        /// East, or longitude.
        public var x: Double
        /// North, or latitude.
        public var y: Double

        public init(_ x: Double, _ y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// One area: polygons, each a list of rings, the first of them the outline and the others holes. Rings are closed: the last
    /// point is the first.
    public struct Area: Hashable, Sendable {
        /// The properties of the feature, as text.
        public var properties: [String: String]
        public var polygons: [[[Point]]]

        public init(properties: [String: String] = [:], polygons: [[[Point]]]) {
            self.properties = properties
            self.polygons = polygons
        }
    }

    /// In what the points are measured.
    public enum Unit: String, Hashable, Sendable {
        /// Longitude and latitude on the ellipsoid of WGS84.
        case degrees
        case metres
    }

    public var areas: [Area]
    public var unit: Unit

    public init(_ areas: [Area], unit: Unit) {
        self.areas = areas
        self.unit = unit
    }

    /// The same on a metric plane: degrees are projected about the middle of the map, metres stay as they are.
    public var onPlane: Boundaries {
        guard unit == .degrees, let frame = Frame(areas) else { return self }
        let plane = TransverseMercator(longitude: frame.middle.x, latitude: frame.middle.y)
        let moved = areas.map { area in
            Area(
                properties: area.properties,
                polygons: area.polygons.map { $0.map { ring in ring.map { plane.place($0) } } })
        }
        return Boundaries(moved, unit: .metres)
    }
}

/// The smallest upright box about some areas.
public struct Frame: Hashable, Sendable {
    public var west: Double
    public var south: Double
    public var east: Double
    public var north: Double

    /// Nil where there is no point.
    public init?(_ areas: [Boundaries.Area]) {
        var frame: (Double, Double, Double, Double)?
        for area in areas {
            for polygon in area.polygons {
                for ring in polygon {
                    for point in ring {
                        guard let now = frame else {
                            frame = (point.x, point.y, point.x, point.y)
                            continue
                        }
                        frame = (min(now.0, point.x), min(now.1, point.y), max(now.2, point.x), max(now.3, point.y))
                    }
                }
            }
        }
        guard let frame else { return nil }
        (west, south, east, north) = frame
    }

    public var middle: Boundaries.Point { Boundaries.Point((west + east) / 2, (south + north) / 2) }
}

extension Boundaries.Area {
    /// The surface, holes taken off, in the square of the points' unit.
    public var surface: Double { moments.surface }

    /// The middle of the surface; of the points where there is no surface. Nil without any point.
    public var middle: Boundaries.Point? {
        guard let origin = polygons.first?.first?.first else { return nil }
        let (surface, x, y) = moments
        if surface > 0 { return Boundaries.Point(origin.x + x / surface, origin.y + y / surface) }
        let points = polygons.flatMap { $0.flatMap { $0.dropLast() } }
        guard !points.isEmpty else { return origin }
        let sum = points.reduce((0.0, 0.0)) { ($0.0 + $1.x - origin.x, $0.1 + $1.y - origin.y) }
        return Boundaries.Point(origin.x + sum.0 / Double(points.count), origin.y + sum.1 / Double(points.count))
    }

    /// Surface and first moments about the first point, so that nothing is lost to large coordinates.
    private var moments: (surface: Double, x: Double, y: Double) {
        guard let origin = polygons.first?.first?.first else { return (0, 0, 0) }
        var sums = (0.0, 0.0, 0.0)
        for polygon in polygons {
            for (number, ring) in polygon.enumerated() {
                var surface = 0.0, mx = 0.0, my = 0.0
                for (from, to) in zip(ring, ring.dropFirst()) {
                    let (ax, ay, bx, by) = (from.x - origin.x, from.y - origin.y, to.x - origin.x, to.y - origin.y)
                    let cross = ax * by - bx * ay
                    surface += cross / 2
                    mx += (ax + bx) * cross / 6
                    my += (ay + by) * cross / 6
                }
                // Files do not agree on which way rings run, so the place in the list says what is a hole.
                let sign = (surface < 0 ? -1.0 : 1.0) * (number == 0 ? 1 : -1)
                sums = (sums.0 + sign * surface, sums.1 + sign * mx, sums.2 + sign * my)
            }
        }
        return sums
    }
}
