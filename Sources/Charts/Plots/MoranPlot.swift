/// Areas by their own value and their neighbours' mean, both as distances from the average: who is like their neighbours.
public struct MoranPlot: Sendable {
    public struct Point: Sendable {
        public var label: String
        public var own: Double
        public var neighbours: Double
        public var standsOut: Bool

        public init(_ label: String, own: Double, neighbours: Double, standsOut: Bool) {
            self.label = label
            self.own = own
            self.neighbours = neighbours
            self.standsOut = standsOut
        }
    }

    public var points: [Point]
    /// Through the middle; Moran's I where weights add up to one.
    public var slope: Double

    public init(points: [Point], slope: Double) {
        self.points = points
        self.slope = slope
    }

    /// Beyond so many, those that do not stand out are thinned out.
    private static let mostPlain = 2_500

    public func drawing(named name: String) -> Drawing {
        var frame = PlotFrame(height: 460, name: name)
        let x = Scale(points.map(\.own), from: frame.left, to: frame.right, holdingZero: true)
        let y = Scale(points.map(\.neighbours), from: frame.bottom, to: frame.top + 8, holdingZero: true)
        frame.upright(y, "The neighbours' mean, in standard deviations")
        frame.across(x, "The area's own value, in standard deviations")
        frame.key("diamond: stands out (q at most 0.05) · line: Moran's I")
        let axis = [("stroke", PlotFrame.quiet), ("stroke-width", "1.2")]
        frame.svg.rule(x.place(0), frame.top, x.place(0), frame.bottom, axis)
        frame.svg.rule(frame.left, y.place(0), frame.right, y.place(0), axis)
        // Cut where it would leave the frame above or below.
        let ends = [x.low, x.high].map { end -> (Double, Double) in
            let height = min(max(end * slope, y.low), y.high)
            return (x.place(slope == 0 ? end : height / slope), y.place(height))
        }
        frame.curve(ends, [("stroke", PlotFrame.accent), ("stroke-width", "1.6"), ("stroke-dasharray", "6 3")])
        let plain = points.filter { !$0.standsOut }
        let step = max(1, plain.count / Self.mostPlain)
        for place in stride(from: 0, to: plain.count, by: step) {
            frame.dot(
                x.place(plain[place].own), y.place(plain[place].neighbours), radius: 2.4,
                [("fill", PlotFrame.quiet), ("fill-opacity", "0.55")])
        }
        let found = points.filter(\.standsOut).sorted { abs($0.own * $0.neighbours) > abs($1.own * $1.neighbours) }
        for point in found {
            frame.diamond(x.place(point.own), y.place(point.neighbours), [("fill", PlotFrame.alarm)])
        }
        label(&frame, found, x, y)
        let corner = [("font-size", "12"), ("fill", PlotFrame.quiet)]
        frame.svg.line("high among high", x: frame.right - 6, y: frame.top + 22, corner + [("text-anchor", "end")])
        frame.svg.line("low among high", x: frame.left + 6, y: frame.top + 22, corner)
        frame.svg.line("low among low", x: frame.left + 6, y: frame.bottom - 8, corner)
        frame.svg.line("high among low", x: frame.right - 6, y: frame.bottom - 8, corner + [("text-anchor", "end")])
        return frame.finish()
    }

    /// Names of those furthest out, as long as none lies over another.
    private func label(_ frame: inout PlotFrame, _ found: [Point], _ x: Scale, _ y: Scale) {
        var taken: [(left: Double, right: Double, line: Double)] = []
        for point in found where taken.count < 12 {
            let words = LineBreaks.lines(point.label, width: 150, size: 11, limit: 1).lines.first ?? ""
            let width = LetterWidths.width(words, size: 11), isLeft = x.place(point.own) > frame.right - width - 16
            let start = x.place(point.own) + (isLeft ? -8 - width : 8), line = y.place(point.neighbours) + 4
            guard !taken.contains(where: { abs($0.line - line) < 13 && start < $0.right && start + width > $0.left })
            else { continue }
            taken.append((start, start + width, line))
            frame.svg.line(words, x: start, y: line, [("font-size", "11")])
        }
    }
}
