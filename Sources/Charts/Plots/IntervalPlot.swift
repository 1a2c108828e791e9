/// Estimates with their intervals, one under another: a caterpillar of areas, a forest of effects.
public struct IntervalPlot: Sendable {
    public struct Row: Sendable {
        public var label: String
        public var value: Double
        public var low: Double?
        public var high: Double?
        /// Drawn as a filled diamond: further off than chance would bring.
        public var isStrong: Bool

        public init(_ label: String, _ value: Double, low: Double? = nil, high: Double? = nil, isStrong: Bool = false) {
            self.label = label
            self.value = value
            self.low = low
            self.high = high
            self.isStrong = isStrong
        }
    }

    public var rows: [Row]
    public var axis: String
    /// Where nothing would be to find: 0, 1, the average.
    public var reference: Double?
    public var isLogarithmic: Bool
    /// At most so many rows are drawn; the table has all.
    public static let mostRows = 60

    public init(rows: [Row], axis: String, reference: Double? = nil, isLogarithmic: Bool = false) {
        self.rows = rows
        self.axis = axis
        self.reference = reference
        self.isLogarithmic = isLogarithmic
    }

    public func drawing(named name: String) -> Drawing {
        let shown = Array(rows.prefix(IntervalPlot.mostRows))
        let labels = shown.map { LineBreaks.lines($0.label, width: 190, size: 12, limit: 1).lines.first ?? "" }
        let left = min(210, 24 + (labels.map { LetterWidths.width($0, size: 12) }.max() ?? 0))
        var frame = PlotFrame(height: 70 + Double(max(1, shown.count)) * 20, left: left, name: name)
        let values = shown.flatMap { [$0.value, $0.low ?? .nan, $0.high ?? .nan] } + [reference ?? .nan]
        let scale = Scale(values, from: frame.left, to: frame.right, isLogarithmic ? .logarithmic : .linear)
        frame.across(scale, axis)
        frame.key("bar: interval · diamond: more than chance would bring")
        if let reference {
            let x = scale.place(reference)
            frame.svg.rule(x, frame.top, x, frame.bottom, [("stroke", PlotFrame.quiet), ("stroke-dasharray", "5 3")])
        }
        for (place, row) in shown.enumerated() {
            let y = frame.top + 14 + Double(place) * 20
            frame.svg.line(labels[place], x: frame.left - 8, y: y + 4, [("text-anchor", "end"), ("font-size", "12")])
            let colour = row.isStrong ? PlotFrame.alarm : PlotFrame.accent
            if row.low != nil || row.high != nil {
                let from = scale.place(row.low ?? scale.low), to = scale.place(row.high ?? scale.high)
                frame.svg.rule(from, y, to, y, [("stroke", colour), ("stroke-width", "2")])
            }
            if row.isStrong {
                frame.diamond(scale.place(row.value), y, [("fill", colour)])
            } else {
                frame.dot(scale.place(row.value), y, [("fill", "#fff"), ("stroke", colour), ("stroke-width", "1.6")])
            }
        }
        return frame.finish()
    }
}
