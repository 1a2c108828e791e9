/// Answers on an ordered scale, each bar's middle answer in the middle of the paper: what lies to the right is agreement.
public struct DivergingBars: Sendable {
    public struct Row: Sendable {
        public var label: String
        /// Shares of the answers from the lowest to the highest.
        public var shares: [Double]
        /// Begins a new group, with room above it.
        public var startsGroup: Bool

        public init(_ label: String, _ shares: [Double], startsGroup: Bool = false) {
            self.label = label
            self.shares = shares
            self.startsGroup = startsGroup
        }
    }

    public var rows: [Row]
    /// Names of the answers, from the lowest to the highest.
    public var levels: [String]

    public static let mostRows = 40

    public init(rows: [Row], levels: [String]) {
        self.rows = rows
        self.levels = levels
    }

    /// Dark at both ends and pale in the middle, so that the order can be told without colour.
    private func colour(_ level: Int) -> (fill: String, ink: String) {
        let count = levels.count
        if count % 2 == 1, level == count / 2 { return ("#d5dbe0", PlotFrame.ink) }
        let half = count / 2
        let low = ["#9a2617", "#c7604f", "#e3a397", "#f1d0c9"], high = ["#1d4f91", "#5a84b8", "#9db8d8", "#cfdcec"]
        let depth = min(3, level < half ? level : count - 1 - level)
        return level < half
            ? (low[depth], depth == 0 ? "#fff" : PlotFrame.ink) : (high[depth], depth == 0 ? "#fff" : PlotFrame.ink)
    }

    /// How much of a bar lies left of the middle.
    private func left(_ shares: [Double]) -> Double {
        let half = levels.count / 2
        let below = shares.prefix(half).reduce(0, +)
        return levels.count % 2 == 1 ? below + shares[half] / 2 : below
    }

    public func drawing(named name: String) -> Drawing {
        let shown = Array(rows.prefix(DivergingBars.mostRows)).filter { $0.shares.count == levels.count }
        let labels = shown.map { LineBreaks.lines($0.label, width: 200, size: 12, limit: 1).lines.first ?? "" }
        let margin = min(220, 24 + (labels.map { LetterWidths.width($0, size: 12) }.max() ?? 0))
        let keys = keyLines(from: 10)
        let groups = shown.dropFirst().count { $0.startsGroup }
        let bars = Double(max(1, shown.count)) * 26 + Double(groups) * 12
        var frame = PlotFrame(height: 66 + bars + Double(keys.count) * 20, left: margin, name: name)
        let reach = max(0.05, shown.map { max(left($0.shares), 1 - left($0.shares)) }.max() ?? 0.5)
        let middle = (frame.left + frame.right) / 2, unit = (frame.right - frame.left) / 2 / reach
        var y = frame.top + Double(keys.count) * 20 + 8
        for (line, row) in keys.enumerated() {
            for key in row {
                frame.svg.box(key.x, frame.top - 8 + Double(line) * 20, 12, 12, [("fill", colour(key.level).fill)])
                frame.svg.line(
                    levels[key.level], x: key.x + 17, y: frame.top + 2 + Double(line) * 20, [("font-size", "12")])
            }
        }
        // Under the bars, so that it is seen between them and crosses no number.
        frame.svg.rule(middle, y - 4, middle, y + bars, [("stroke", PlotFrame.ink), ("stroke-dasharray", "3 3")])
        for (place, row) in shown.enumerated() {
            if place > 0, row.startsGroup { y += 12 }
            frame.svg.line(labels[place], x: frame.left - 8, y: y + 15, [("text-anchor", "end"), ("font-size", "12")])
            var x = middle - left(row.shares) * unit
            for (level, share) in row.shares.enumerated() where share > 0 {
                let width = share * unit, paint = colour(level)
                frame.svg.box(x, y, width, 20, [("fill", paint.fill)])
                if width > 30 {
                    frame.svg.line(
                        "\(Int((share * 100).rounded()))%", x: x + width / 2, y: y + 14,
                        [("text-anchor", "middle"), ("font-size", "11"), ("fill", paint.ink)])
                }
                x += width
            }
            y += 26
        }
        frame.svg.line(
            "← worse answers · better answers →", x: middle, y: y + 18,
            [("text-anchor", "middle"), ("font-size", "12")])
        return frame.finish()
    }

    private func keyLines(from start: Double) -> [[(level: Int, x: Double)]] {
        var lines: [[(level: Int, x: Double)]] = [[]]
        var x = start
        for level in levels.indices {
            let width = LetterWidths.width(levels[level], size: 12) + 40
            if x + width > PlotFrame.width - 10, !lines[lines.count - 1].isEmpty {
                lines.append([])
                x = start
            }
            lines[lines.count - 1].append((level, x))
            x += width
        }
        return lines
    }
}
