/// Several lines over one axis, each told by its dashes and by its name at its end, not by colour alone.
public struct CurvePlot: Sendable {
    public struct Curve: Sendable {
        public var words: String
        public var points: [(x: Double, y: Double)]

        public init(_ words: String, _ points: [(x: Double, y: Double)]) {
            self.words = words
            self.points = points
        }
    }

    /// At most four; the first is drawn strongest.
    public var curves: [Curve]
    public var across: String
    public var upright: String

    public init(curves: [Curve], across: String, upright: String) {
        self.curves = curves
        self.across = across
        self.upright = upright
    }

    /// Beyond so many points a line is thinned out.
    private static let mostPoints = 400
    private static let dashes = ["", "7 4", "2 3", "9 3 2 3"]

    public func drawing(named name: String) -> Drawing {
        var frame = PlotFrame(height: 430, name: name)
        let x = Scale(curves.flatMap { $0.points.map(\.x) }, from: frame.left, to: frame.right)
        let y = Scale(curves.flatMap { $0.points.map(\.y) }, from: frame.bottom, to: frame.top + 6)
        frame.upright(y, upright)
        frame.across(x, across)
        for (place, curve) in curves.prefix(4).enumerated() {
            let dash = Self.dashes[place]
            let look =
                [
                    ("stroke", place == 0 ? PlotFrame.accent : PlotFrame.ink),
                    ("stroke-width", place == 0 ? "2.4" : "1.4"),
                ]
                + (dash.isEmpty ? [] : [("stroke-dasharray", dash)])
            let step = max(1, curve.points.count / Self.mostPoints)
            let kept = curve.points.indices.filter { $0 % step == 0 || $0 == curve.points.count - 1 }
            frame.curve(kept.map { (x.place(curve.points[$0].x), y.place(curve.points[$0].y)) }, look)
            // The names stand in a row of their own at the lower right, where curves of this kind leave room.
            let line = frame.bottom - 16 - 20 * Double(curves.prefix(4).count - 1 - place)
            let right = frame.right - 10, width = LetterWidths.width(curve.words, size: 13)
            frame.svg.box(right - width - 56, line - 13, width + 60, 18, [("fill", "#fff"), ("fill-opacity", "0.85")])
            frame.svg.rule(right - width - 50, line - 4, right - width - 10, line - 4, look)
            frame.svg.line(curve.words, x: right, y: line, [("text-anchor", "end")])
        }
        return frame.finish()
    }
}
