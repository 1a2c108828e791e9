/// Ranks with how far they may be off, one area under another, and beside each how likely it is to be designated.
public struct RankPlot: Sendable {
    public struct Row: Sendable {
        public var label: String
        /// Rank without any uncertainty; nil draws none.
        public var nominal: Double?
        public var median: Double
        public var low: Double
        public var high: Double
        /// Between 0 and 1; nil where nothing is designated.
        public var chance: Double?

        public init(_ label: String, nominal: Double?, median: Double, low: Double, high: Double, chance: Double?) {
            self.label = label
            self.nominal = nominal
            self.median = median
            self.low = low
            self.high = high
            self.chance = chance
        }
    }

    public var rows: [Row]
    /// So many are designated; a line is drawn after them.
    public var cut: Int?
    /// At most so many rows are drawn; the table has all.
    public static let mostRows = 60

    public init(rows: [Row], cut: Int?) {
        self.rows = rows
        self.cut = cut
    }

    public func drawing(named name: String) -> Drawing {
        let shown = Array(rows.prefix(RankPlot.mostRows))
        let labels = shown.map { LineBreaks.lines($0.label, width: 190, size: 12, limit: 1).lines.first ?? "" }
        let left = min(210, 24 + (labels.map { LetterWidths.width($0, size: 12) }.max() ?? 0))
        var frame = PlotFrame(height: 84 + Double(max(1, shown.count)) * 20, left: left, name: name)
        let end = frame.right - (cut == nil ? 0 : 150)
        let head = frame.top + 16
        let scale = Scale(shown.flatMap { [1, $0.low, $0.high, $0.nominal ?? $0.median] }, from: frame.left, to: end)
        for tick in scale.ticks where scale.holds(tick) && tick >= 1 {
            let x = scale.place(tick)
            frame.svg.rule(x, head, x, frame.bottom, [("stroke", PlotFrame.grid)])
            frame.svg.line(
                AxisNumber.text(tick), x: x, y: frame.bottom + 17, [("text-anchor", "middle"), ("font-size", "12")])
        }
        frame.svg.rule(frame.left, frame.bottom, end, frame.bottom, [("stroke", PlotFrame.quiet)])
        frame.svg.line(
            "Rank, 1 is the highest", x: (frame.left + end) / 2, y: frame.height - 8, [("text-anchor", "middle")])
        frame.svg.line(
            "bar: interval · diamond: median · tick: rank as given", x: frame.left, y: 11,
            [("font-size", "12"), ("fill", PlotFrame.quiet)])
        if let cut {
            let x = scale.place(Double(cut) + 0.5)
            frame.svg.rule(x, head, x, frame.bottom, [("stroke", PlotFrame.ink), ("stroke-dasharray", "5 3")])
            frame.svg.line(
                "chance of top \(cut)", x: frame.right, y: 11,
                [("text-anchor", "end"), ("font-size", "12"), ("fill", PlotFrame.quiet)])
        }
        for (place, row) in shown.enumerated() {
            draw(row, labels[place], y: head + 10 + Double(place) * 20, scale, end: end, &frame)
        }
        return frame.finish()
    }

    private func draw(
        _ row: Row, _ label: String, y: Double, _ scale: Scale, end: Double, _ frame: inout PlotFrame
    ) {
        frame.svg.line(label, x: frame.left - 8, y: y + 4, [("text-anchor", "end"), ("font-size", "12")])
        frame.svg.rule(
            scale.place(row.low), y, scale.place(row.high), y,
            [("stroke", PlotFrame.accent), ("stroke-width", "3"), ("stroke-opacity", "0.55")])
        if let nominal = row.nominal {
            let x = scale.place(nominal)
            frame.svg.rule(x, y - 6, x, y + 6, [("stroke", PlotFrame.ink), ("stroke-width", "1.6")])
        }
        frame.diamond(scale.place(row.median), y, size: 4.5, [("fill", PlotFrame.accent)])
        guard let chance = row.chance else { return }
        let from = end + 24, width = 70.0
        frame.svg.box(from, y - 6, width, 12, [("fill", PlotFrame.grid)])
        frame.svg.box(from, y - 6, width * min(max(chance, 0), 1), 12, [("fill", PlotFrame.alarm)])
        frame.svg.line(
            RankPlot.percent(chance), x: frame.right, y: y + 4, [("text-anchor", "end"), ("font-size", "12")])
    }

    private static func percent(_ chance: Double) -> String {
        if chance > 0, chance < 0.01 { return "<1%" }
        if chance < 1, chance > 0.99 { return ">99%" }
        return "\(Int((chance * 100).rounded()))%"
    }
}
