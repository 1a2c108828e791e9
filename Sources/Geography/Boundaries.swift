/// The outlines of areas, each under its name.
public struct Boundaries: Hashable, Sendable {
    public struct Point: Hashable, Sendable {
        public var x: Double
        public var y: Double

        public init(_ x: Double, _ y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// One area: polygons, each a list of rings, the first of them the outline and the others holes.
    public struct Area: Hashable, Sendable {
        /// The properties of the feature, as text.
        public var properties: [String: String]
        public var polygons: [[[Point]]]

        public init(properties: [String: String], polygons: [[[Point]]]) {
            self.properties = properties
            self.polygons = polygons
        }
    }

    public var areas: [Area]

    public init(_ areas: [Area]) { self.areas = areas }
}
