/// Areas as they lie, told apart by shade and by pattern, so that they can be read without colour.
public struct MapPlot: Sendable {
    /// A kind of area in the key.
    public struct Class: Sendable {
        public enum Tone: Hashable, Sendable {
            case high, low, lonelyHigh, lonelyLow, plain, unknown
            /// A step of five from little to much.
            case step(Int)
        }

        public var words: String
        public var tone: Tone

        public init(_ words: String, _ tone: Tone) {
            self.words = words
            self.tone = tone
        }
    }

    public struct Shape: Sendable {
        public var label: String
        /// Closed rings of points, east and north, in metres.
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

    /// Outlines are drawn no finer than keeps the drawing below about this many bytes.
    static let roomForPaths = 330_000
    private static let margin = 16.0

    public func drawing(named name: String) -> Drawing {
        let points = shapes.lazy.flatMap { $0.rings.joined() }
        var west = Double.infinity, east = -west, south = west, north = -west
        for point in points {
            (west, east) = (min(west, point.x), max(east, point.x))
            (south, north) = (min(south, point.y), max(north, point.y))
        }
        let wide = max(east - west, 1e-9), high = max(north - south, 1e-9)
        let scale = min((PlotFrame.width - 2 * Self.margin) / wide, 620 / high)
        let place = Place(west: west, north: north, scale: scale, left: (PlotFrame.width - wide * scale) / 2)
        let bottom = Self.margin + max(80, high * scale) + 14
        var frame = PlotFrame(height: bottom + 24 * Double((classes.count + 1) / 2) + 20, name: name)
        let mark = MapPlot.mark(name)
        frame.svg.open("defs")
        for (number, kind) in classes.enumerated() { frame.svg.pattern("\(mark)-\(number)", kind.tone) }
        frame.svg.close("defs")
        let paths = self.paths(place)
        // What stands out is drawn last, so that no plain neighbour lies over its border.
        for kind in classes.indices.sorted(by: { classes[$0].tone.rank < classes[$1].tone.rank }) {
            frame.svg.open(
                "g",
                [
                    ("fill", "url(#\(mark)-\(kind))"), ("fill-rule", "evenodd"),
                    ("stroke", classes[kind].tone.rank > 1 ? PlotFrame.ink : "#8b97a2"),
                    ("stroke-width", "0.5"), ("stroke-linejoin", "round"),
                ])
            for (number, shape) in shapes.enumerated() where shape.kind == kind {
                frame.svg.open("path", [("d", paths[number])])
                frame.svg.worded("title", [], shape.label)
                frame.svg.close("path")
            }
            frame.svg.close("g")
        }
        key(&frame, mark, bottom, scale)
        return frame.finish()
    }

    private func key(_ frame: inout PlotFrame, _ mark: String, _ top: Double, _ scale: Double) {
        for (number, kind) in classes.enumerated() {
            let x = number % 2 == 0 ? 20.0 : PlotFrame.width / 2, y = top + 6 + 24 * Double(number / 2)
            frame.svg.box(x, y, 30, 17, [("fill", "url(#\(mark)-\(number))"), ("stroke", PlotFrame.quiet)])
            let count = shapes.count { $0.kind == number }
            frame.svg.line(
                LineBreaks.lines("\(kind.words) (\(count))", width: PlotFrame.width / 2 - 76, size: 13, limit: 1)
                    .lines.first ?? "", x: x + 40, y: y + 13)
        }
        // A round length near a fifth of the width.
        var length = 1.0
        while length * 10 * scale < PlotFrame.width / 5 { length *= 10 }
        length = [5, 2, 1].map { $0 * length }.first { $0 * scale <= PlotFrame.width / 5 } ?? length
        let words = length >= 1_000 ? "\(AxisNumber.text(length / 1_000)) km" : "\(AxisNumber.text(length)) m"
        let right = PlotFrame.width - 20, y = top - 6
        frame.svg.rule(right - length * scale, y, right, y, [("stroke", PlotFrame.ink), ("stroke-width", "2")])
        frame.svg.line(words, x: right, y: y - 5, [("text-anchor", "end"), ("font-size", "12")])
    }

    // MARK: Outlines

    private struct Place {
        var west: Double
        var north: Double
        var scale: Double
        var left: Double

        /// In steps of a share of a point; equal points of two areas stay equal, so that borders fit.
        func step(_ point: (x: Double, y: Double), _ fine: Double) -> (Int, Int) {
            (
                Int(((left + (point.x - west) * scale) * fine).rounded()),
                Int(((MapPlot.margin + (north - point.y) * scale) * fine).rounded())
            )
        }
    }

    private func paths(_ place: Place) -> [String] {
        var paths: [String] = []
        for fine in [10.0, 5, 2, 1, 0.5] {
            paths = shapes.map { path($0, place, fine) }
            if paths.reduce(0, { $0 + $1.utf8.count }) <= Self.roomForPaths { break }
        }
        return paths
    }

    private func path(_ shape: Shape, _ place: Place, _ fine: Double) -> String {
        var path = ""
        for ring in shape.rings {
            var steps: [(Int, Int)] = []
            for point in ring {
                let step = place.step(point, fine)
                if let last = steps.last, last == step { continue }
                if steps.count > 1, Self.isStraight(steps[steps.count - 2], steps[steps.count - 1], step) {
                    steps.removeLast()
                }
                steps.append(step)
            }
            guard steps.count > 3 else { continue }
            var last = (0, 0)
            for (number, step) in steps.dropLast().enumerated() {
                path += number == 0 ? "M" : "l"
                let x = Self.number(step.0 - last.0, fine), y = Self.number(step.1 - last.1, fine)
                path += x + (y.hasPrefix("-") ? "" : " ") + y
                last = step
            }
            path += "Z"
        }
        guard path.isEmpty, let first = shape.rings.first?.first else { return path }
        // Too small to be seen: a speck where it lies.
        let (x, y) = place.step(first, fine)
        return "M\(Self.number(x, fine)) \(Self.number(y, fine))h1v1h-1Z"
    }

    private static func isStraight(_ a: (Int, Int), _ b: (Int, Int), _ c: (Int, Int)) -> Bool {
        let one = (b.0 - a.0, b.1 - a.1), other = (c.0 - b.0, c.1 - b.1)
        return one.0 * other.1 == one.1 * other.0 && one.0 * other.0 + one.1 * other.1 > 0
    }

    private static func number(_ steps: Int, _ fine: Double) -> String { SVG.number(Double(steps) / fine) }

    /// A name for the patterns of this drawing, so that two drawings on one page do not share them.
    private static func mark(_ name: String) -> String {
        var hash: UInt32 = 2_166_136_261
        for byte in name.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return "map\(hash)"
    }
}

extension MapPlot.Class.Tone {
    /// What lies above what.
    fileprivate var rank: Int {
        switch self {
        case .unknown: 0
        case .plain: 1
        case .step: 1
        case .lonelyHigh, .lonelyLow: 2
        case .high, .low: 3
        }
    }

    /// The ground, the ink of lines upon it, and the lines.
    fileprivate var look: (ground: String, ink: String, lines: String) {
        switch self {
        case .high: ("#8c1c13", "", "")
        case .low: ("#7fb2e0", "#0b3a6e", "M0 0L6 6M0 6L6 0")
        case .lonelyHigh: ("#f6b36b", "#8c1c13", "M0 6L6 0")
        case .lonelyLow: ("#dcebf8", "#0b3a6e", "M0 0L6 6")
        case .plain: ("#f1f3f5", "", "")
        case .unknown: ("#ffffff", "#8b97a2", "M1 3h1")
        case .step(let step):
            switch step {
            case ..<1: ("#fbf6ec", "", "")
            case 1: ("#f3d9a4", "#8a5a00", "M2 3h1.4")
            case 2: ("#e5a157", "#6b3a00", "M0 6L6 0")
            case 3: ("#c4602d", "#fff", "M0 0L6 6M0 6L6 0")
            default: ("#6d1408", "", "")
            }
        }
    }
}

extension SVG {
    fileprivate mutating func pattern(_ id: String, _ tone: MapPlot.Class.Tone) {
        open("pattern", [("id", id), ("patternUnits", "userSpaceOnUse"), ("width", "6"), ("height", "6")])
        let (ground, ink, lines) = tone.look
        box(0, 0, 6, 6, [("fill", ground)])
        if !lines.isEmpty { path(lines, [("stroke", ink), ("stroke-width", "1"), ("fill", "none")]) }
        close("pattern")
    }
}
