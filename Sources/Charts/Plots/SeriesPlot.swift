/// A series in time: a control chart, or what was observed against what was to be expected.
public struct SeriesPlot: Sendable {
    public struct Point: Sendable {
        public var label: String
        public var value: Double
        public var centre: Double?
        public var lower: Double?
        public var upper: Double?
        /// Drawn as a filled diamond.
        public var isSignal: Bool
        /// Where a new stretch of centre and limits begins.
        public var startsStretch: Bool

        public init(
            _ label: String, _ value: Double, centre: Double? = nil, lower: Double? = nil, upper: Double? = nil,
            isSignal: Bool = false, startsStretch: Bool = false
        ) {
            self.label = label
            self.value = value
            self.centre = centre
            self.lower = lower
            self.upper = upper
            self.isSignal = isSignal
            self.startsStretch = startsStretch
        }
    }

    public var points: [Point]
    public var upright: String
    public var across: String
    /// What the lines are, in one line of words.
    public var key: String
    /// The point before which something began.
    public var start: Int?
    public var startLabel: String

    public init(
        points: [Point], upright: String, across: String, key: String, start: Int? = nil, startLabel: String = "start"
    ) {
        self.points = points
        self.upright = upright
        self.across = across
        self.key = key
        self.start = start
        self.startLabel = startLabel
    }

    public func drawing(named name: String) -> Drawing {
        var frame = PlotFrame(height: 400, name: name)
        let values = points.flatMap { [$0.value, $0.centre ?? .nan, $0.lower ?? .nan, $0.upper ?? .nan] }
        let y = Scale(values, from: frame.bottom, to: frame.top + 8)
        let step = (frame.right - frame.left - 20) / Double(max(1, points.count - 1))
        let places = points.indices.map { frame.left + 10 + Double($0) * step }
        frame.upright(y, upright)
        frame.labels(points.map(\.label), at: places, across)
        frame.key(key)
        func stretch(_ pick: (Point) -> Double?, _ attributes: [(String, String)]) {
            var line: [(Double, Double)?] = []
            for (place, point) in points.enumerated() {
                if point.startsStretch { line.append(nil) }
                line.append(pick(point).map { (places[place], y.place($0)) })
            }
            frame.curve(line, attributes)
        }
        stretch({ $0.centre }, [("stroke", PlotFrame.ink), ("stroke-width", "1.4")])
        stretch({ $0.lower }, [("stroke", PlotFrame.quiet), ("stroke-dasharray", "6 4")])
        stretch({ $0.upper }, [("stroke", PlotFrame.quiet), ("stroke-dasharray", "6 4")])
        frame.curve(
            zip(places, points).map { ($0, y.place($1.value)) }, [("stroke", PlotFrame.accent), ("stroke-width", "1")])
        for (place, point) in points.enumerated() {
            if point.isSignal {
                frame.diamond(places[place], y.place(point.value), [("fill", PlotFrame.alarm)])
            } else {
                frame.dot(places[place], y.place(point.value), radius: 2.6, [("fill", PlotFrame.accent)])
            }
        }
        if let start, start < points.count {
            let x = places[start] - step / 2
            frame.svg.rule(
                x, frame.top, x, frame.bottom,
                [("stroke", PlotFrame.ink), ("stroke-width", "1.6"), ("stroke-dasharray", "2 3")])
            frame.svg.line(startLabel, x: x + 5, y: frame.top + 12, [("font-size", "12"), ("font-weight", "bold")])
        }
        return frame.finish()
    }
}
