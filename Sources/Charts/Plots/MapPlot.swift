/// Areas as they lie, told apart by shade and by hatching, so that they can be read without colour.
public struct MapPlot: Sendable {
    /// A kind of area in the key.
    public struct Class: Sendable {
        public enum Pattern: Sendable { case plain, dense, hatched, crossed, empty }

        public var words: String
        public var pattern: Pattern

        public init(_ words: String, _ pattern: Pattern) {
            self.words = words
            self.pattern = pattern
        }
    }

    public struct Shape: Sendable {
        public var label: String
        /// Rings of points, east and north.
        public var rings: [[(x: Double, y: Double)]]
        /// Which of the classes.
        public var kind: Int

        public init(_ label: String, rings: [[(x: Double, y: Double)]], kind: Int) {
            self.label = label
            self.rings = rings
            self.kind = kind
        }
    }

    public var shapes: [Shape]
    public var classes: [Class]

    public init(shapes: [Shape], classes: [Class]) {
        self.shapes = shapes
        self.classes = classes
    }

    public func drawing(named name: String) -> Drawing {
        let points = shapes.flatMap { $0.rings.flatMap { $0 } }
        let west = points.map(\.x).min() ?? 0, east = points.map(\.x).max() ?? 1
        let south = points.map(\.y).min() ?? 0, north = points.map(\.y).max() ?? 1
        let room = PlotFrame.width - 40
        let scale = min(room / max(east - west, 1e-9), 560 / max(north - south, 1e-9))
        let high = max(120, (north - south) * scale)
        var frame = PlotFrame(height: high + 46 + 24 * Double(classes.count), name: name)
        frame.svg.open("defs")
        for (number, kind) in classes.enumerated() { frame.svg.pattern("map-\(number)", kind.pattern) }
        frame.svg.close("defs")
        for shape in shapes {
            let path = shape.rings.map { ring in
                ring.enumerated().map { place, point in
                    "\(place == 0 ? "M" : "L")\(SVG.number(20 + (point.x - west) * scale)) \(SVG.number(20 + (north - point.y) * scale))"
                }.joined() + "Z"
            }.joined()
            frame.svg.open(
                "path",
                [
                    ("d", path), ("fill-rule", "evenodd"), ("fill", "url(#map-\(shape.kind))"),
                    ("stroke", PlotFrame.quiet), ("stroke-width", "0.7"),
                ])
            frame.svg.worded(
                "title", [], "\(shape.label): \(classes.indices.contains(shape.kind) ? classes[shape.kind].words : "")")
            frame.svg.close("path")
        }
        for (number, kind) in classes.enumerated() {
            let y = high + 34 + 24 * Double(number)
            frame.svg.box(20, y, 26, 16, [("fill", "url(#map-\(number))"), ("stroke", PlotFrame.quiet)])
            frame.svg.line("\(kind.words) (\(shapes.count { $0.kind == number }))", x: 56, y: y + 13)
        }
        return frame.finish()
    }
}

extension SVG {
    fileprivate mutating func pattern(_ id: String, _ pattern: MapPlot.Class.Pattern) {
        open("pattern", [("id", id), ("patternUnits", "userSpaceOnUse"), ("width", "6"), ("height", "6")])
        let (ground, ink): (String, String) =
            switch pattern {
            case .plain: ("#dfe5ea", "none")
            case .dense: ("#7d1f12", "none")
            case .hatched: ("#f3d9a4", "#6b4c00")
            case .crossed: ("#c9dcf2", "#1d4f91")
            case .empty: ("#ffffff", "none")
            }
        box(0, 0, 6, 6, [("fill", ground)])
        if ink != "none" { path("M0 6L6 0", [("stroke", ink), ("stroke-width", "1")]) }
        if case .crossed = pattern { path("M0 0L6 6", [("stroke", ink), ("stroke-width", "1")]) }
        close("pattern")
    }
}
