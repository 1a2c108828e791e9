import Glibc

/// Longitude and latitude on a metric plane about a middle: within four degrees of it lengths are off by a thousandth at most.
///
/// Transverse Mercator on the WGS84 ellipsoid by Krüger's series (1912) with three terms, scale 1 at the middle meridian.
public struct TransverseMercator: Hashable, Sendable {
    private let meridian: Double
    private let north: Double

    /// - Parameters:
    ///   - longitude: of the middle, in degrees; there x is 0.
    ///   - latitude: of the middle, in degrees; there y is 0.
    public init(longitude: Double, latitude: Double) {
        meridian = longitude
        north = TransverseMercator.place(Boundaries.Point(0, latitude)).y
    }

    /// Metres east and north of the middle.
    public func place(_ point: Boundaries.Point) -> Boundaries.Point {
        let placed = TransverseMercator.place(Boundaries.Point(point.x - meridian, point.y))
        return Boundaries.Point(placed.x, placed.y - north)
    }

    private static let third = 1 / 298.257_223_563 / (2 - 1 / 298.257_223_563)
    private static let radius: Double = {
        let n = third
        return 6_378_137 / (1 + n) * (1 + n * n / 4 + n * n * n * n / 64)
    }()
    private static let terms: [Double] = {
        let n = third, n2 = n * n, n3 = n * n * n
        return [n / 2 - 2 * n2 / 3 + 5 * n3 / 16, 13 * n2 / 48 - 3 * n3 / 5, 61 * n3 / 240]
    }()

    private static func place(_ point: Boundaries.Point) -> Boundaries.Point {
        let latitude = point.y * .pi / 180, longitude = point.x * .pi / 180
        let e = 2 * third.squareRoot() / (1 + third)
        let t = sinh(atanh(sin(latitude)) - e * atanh(e * sin(latitude)))
        let upright = atan2(t, cos(longitude)), across = atanh(sin(longitude) / (1 + t * t).squareRoot())
        var x = across, y = upright
        for (place, term) in terms.enumerated() {
            let times = 2 * Double(place + 1)
            x += term * cos(times * upright) * sinh(times * across)
            y += term * sin(times * upright) * cosh(times * across)
        }
        return Boundaries.Point(radius * x, radius * y)
    }
}
