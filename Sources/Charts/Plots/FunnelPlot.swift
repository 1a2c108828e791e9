/// Areas by their size around one average, with the limits chance leaves to each size.
public struct FunnelPlot: Sendable {
    public struct Point: Sendable {
        public var label: String
        public var size: Double
        public var value: Double
        public var isOutside: Bool

        public init(_ label: String, size: Double, value: Double, isOutside: Bool) {
            self.label = label
            self.size = size
            self.value = value
            self.isOutside = isOutside
        }
    }

    public struct Limits: Sendable {
        public var size: Double
        public var inner: (low: Double, high: Double)
        public var outer: (low: Double, high: Double)

        public init(size: Double, inner: (low: Double, high: Double), outer: (low: Double, high: Double)) {
            self.size = size
            self.inner = inner
            self.outer = outer
        }
    }

    public var points: [Point]
    public var average: Double
    /// In the order of size.
    public var limits: [Limits]
    public var across: String
    public var upright: String

    public init(points: [Point], average: Double, limits: [Limits], across: String, upright: String) {
        self.points = points
        self.average = average
        self.limits = limits
        self.across = across
        self.upright = upright
    }

    public func drawing(named name: String) -> Drawing {
        var frame = PlotFrame(height: 430, name: name)
        let x = Scale(points.map(\.size), from: frame.left, to: frame.right, holdingZero: true)
        let spread =
            points.map(\.value) + limits.dropFirst(limits.count / 20).flatMap { [$0.outer.low, $0.outer.high] }
        let y = Scale(spread, from: frame.bottom, to: frame.top)
        frame.upright(y, upright)
        frame.across(x, across)
        frame.key("dashed 95% · solid 99.8% · diamond: outside 99.8%")
        frame.svg.rule(frame.left, y.place(average), frame.right, y.place(average), [("stroke", PlotFrame.quiet)])
        func bound(_ pick: (Limits) -> Double, _ attributes: [(String, String)]) {
            frame.curve(limits.map { (x.place($0.size), y.place(pick($0))) }, attributes)
        }
        let dashed = [("stroke", PlotFrame.quiet), ("stroke-dasharray", "6 4")], solid = [("stroke", PlotFrame.ink)]
        bound({ $0.inner.low }, dashed)
        bound({ $0.inner.high }, dashed)
        bound({ $0.outer.low }, solid)
        bound({ $0.outer.high }, solid)
        for point in points where !point.isOutside {
            frame.dot(
                x.place(point.size), y.place(point.value), [("fill", PlotFrame.accent), ("fill-opacity", "0.75")])
        }
        let outside = points.filter(\.isOutside)
        for point in outside {
            frame.diamond(x.place(point.size), y.place(point.value), [("fill", PlotFrame.alarm)])
        }
        for point in outside.sorted(by: { abs($0.value - average) > abs($1.value - average) }).prefix(12) {
            let toLeft = x.place(point.size) > frame.right - 140
            frame.svg.line(
                LineBreaks.lines(point.label, width: 130, size: 11, limit: 1).lines.first ?? "",
                x: x.place(point.size) + (toLeft ? -8 : 8), y: y.place(point.value) + 4,
                [("font-size", "11"), ("text-anchor", toLeft ? "end" : "start")])
        }
        return frame.finish()
    }
}
