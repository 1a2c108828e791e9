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
        /// The outer limits where areas differ by more than chance.
        public var wide: (low: Double, high: Double)?

        public init(
            size: Double, inner: (low: Double, high: Double), outer: (low: Double, high: Double),
            wide: (low: Double, high: Double)? = nil
        ) {
            self.size = size
            self.inner = inner
            self.outer = outer
            self.wide = wide
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
            points.map(\.value)
            + limits.dropFirst(limits.count / 20).flatMap { limit in
                [limit.outer.low, limit.outer.high] + (limit.wide.map { [$0.low, $0.high] } ?? [])
            }
        let y = Scale(spread, from: frame.bottom, to: frame.top)
        frame.upright(y, upright)
        frame.across(x, across)
        let isWide = limits.contains { $0.wide != nil }
        frame.key(
            isWide
                ? "chance alone: dashed 95%, solid 99.8% · long dashes: 99.8% with overdispersion · diamond: outside"
                : "dashed 95% · solid 99.8% · diamond: outside 99.8%")
        frame.svg.rule(frame.left, y.place(average), frame.right, y.place(average), [("stroke", PlotFrame.quiet)])
        func bound(_ pick: (Limits) -> Double, _ attributes: [(String, String)]) {
            frame.curve(limits.map { (x.place($0.size), y.place(pick($0))) }, attributes)
        }
        let dashed = [("stroke", PlotFrame.quiet), ("stroke-dasharray", "6 4")], solid = [("stroke", PlotFrame.ink)]
        bound({ $0.inner.low }, dashed)
        bound({ $0.inner.high }, dashed)
        bound({ $0.outer.low }, solid)
        bound({ $0.outer.high }, solid)
        if isWide {
            let long = [("stroke", PlotFrame.ink), ("stroke-width", "1.6"), ("stroke-dasharray", "14 5")]
            bound({ $0.wide?.low ?? $0.outer.low }, long)
            bound({ $0.wide?.high ?? $0.outer.high }, long)
        }
        for point in points where !point.isOutside {
            frame.dot(
                x.place(point.size), y.place(point.value), [("fill", PlotFrame.accent), ("fill-opacity", "0.75")])
        }
        let outside = points.filter(\.isOutside)
        for point in outside {
            frame.diamond(x.place(point.size), y.place(point.value), [("fill", PlotFrame.alarm)])
        }
        label(outside.sorted { abs($0.value - average) > abs($1.value - average) }, x, y, &frame)
        return frame.finish()
    }

    /// Names the points furthest off, each only where it does not cover another name.
    private func label(_ points: [Point], _ x: Scale, _ y: Scale, _ frame: inout PlotFrame) {
        var taken: [(left: Double, right: Double, y: Double)] = []
        for point in points where taken.count < 12 {
            let words = LineBreaks.lines(point.label, width: 130, size: 11, limit: 1).lines.first ?? ""
            let width = LetterWidths.width(words, size: 11)
            let toLeft = x.place(point.size) > frame.right - 140
            let start = toLeft ? x.place(point.size) - 8 - width : x.place(point.size) + 8
            let height = y.place(point.value)
            guard
                !taken.contains(where: {
                    abs($0.y - height) < 13 && start < $0.right + 4 && $0.left < start + width + 4
                })
            else { continue }
            taken.append((start, start + width, height))
            frame.svg.line(
                words, x: x.place(point.size) + (toLeft ? -8 : 8), y: height + 4,
                [("font-size", "11"), ("text-anchor", toLeft ? "end" : "start")])
        }
    }
}
