/// A surface over a map in a few classes, with lines about where it is more than chance would bring.
public struct SurfacePlot: Sendable {
    public struct Class: Sendable {
        public var words: String
        /// 0 for the lowest of five.
        public var step: Int

        public init(_ words: String, step: Int) {
            self.words = words
            self.step = step
        }
    }

    public struct Line: Sendable {
        public var words: String
        /// Pairs of points, in cells from the lower left corner.
        public var pieces: [(from: (x: Double, y: Double), to: (x: Double, y: Double))]
        public var isDashed: Bool

        public init(
            _ words: String, _ pieces: [(from: (x: Double, y: Double), to: (x: Double, y: Double))],
            isDashed: Bool = false
        ) {
            self.words = words
            self.pieces = pieces
            self.isDashed = isDashed
        }
    }

    public var columns: Int
    public var rows: Int
    /// The width of a cell.
    public var metres: Double
    /// Which class each cell is of, row after row from the south.
    public var kinds: [Int]
    public var classes: [Class]
    public var lines: [Line]

    public init(columns: Int, rows: Int, metres: Double, kinds: [Int], classes: [Class], lines: [Line]) {
        self.columns = columns
        self.rows = rows
        self.metres = metres
        self.kinds = kinds
        self.classes = classes
        self.lines = lines
    }

    /// Blue for less, nothing for the same, brown for more; in grey the ends are dark, and the lines say which is which.
    private static let grounds = ["#6d9fd0", "#cfe1f1", "#f6f6f4", "#eab56a", "#7a2b06"]

    public func drawing(named name: String) -> Drawing {
        let room = PlotFrame.width - 40
        let size = min(room / Double(max(1, columns)), 560 / Double(max(1, rows)))
        let left = (PlotFrame.width - size * Double(columns)) / 2, bottom = 16 + size * Double(rows)
        var frame = PlotFrame(height: bottom + 40 + 24 * Double((classes.count + lines.count + 1) / 2), name: name)
        for kind in classes.indices {
            var path = ""
            for row in 0..<rows {
                var column = 0
                while column < columns {
                    guard kinds[row * columns + column] == kind else {
                        column += 1
                        continue
                    }
                    var end = column
                    while end < columns, kinds[row * columns + end] == kind { end += 1 }
                    let x = SVG.number(left + size * Double(column)), y = SVG.number(bottom - size * Double(row + 1))
                    let wide = SVG.number(size * Double(end - column)), high = SVG.number(size + 0.1)
                    path += "M\(x) \(y)h\(wide)v\(high)h-\(wide)Z"
                    column = end
                }
            }
            if !path.isEmpty { frame.svg.path(path, [("fill", ground(kind)), ("shape-rendering", "crispEdges")]) }
        }
        frame.svg.box(
            left, 16, size * Double(columns), size * Double(rows), [("fill", "none"), ("stroke", PlotFrame.quiet)])
        for line in lines {
            let path = line.pieces.map { piece in
                func place(_ point: (x: Double, y: Double)) -> String {
                    "\(SVG.number(left + size * point.x)) \(SVG.number(bottom - size * point.y))"
                }
                return "M\(place(piece.from))L\(place(piece.to))"
            }.joined()
            if !path.isEmpty { frame.svg.path(path, look(line)) }
        }
        key(&frame, bottom + 22)
        return frame.finish()
    }

    private func ground(_ kind: Int) -> String { Self.grounds[min(4, max(0, classes[kind].step))] }

    private func look(_ line: Line) -> [(String, String)] {
        [("fill", "none"), ("stroke", PlotFrame.ink), ("stroke-width", line.isDashed ? "1.4" : "2.2")]
            + (line.isDashed ? [("stroke-dasharray", "3 2")] : [])
    }

    private func key(_ frame: inout PlotFrame, _ top: Double) {
        for number in 0..<(classes.count + lines.count) {
            let x = number % 2 == 0 ? 20.0 : PlotFrame.width / 2, y = top + 24 * Double(number / 2)
            let words: String
            if number < classes.count {
                words = classes[number].words
                frame.svg.box(x, y, 30, 16, [("fill", ground(number)), ("stroke", PlotFrame.quiet)])
            } else {
                words = lines[number - classes.count].words
                frame.svg.rule(x, y + 8, x + 30, y + 8, look(lines[number - classes.count]))
            }
            frame.svg.line(words, x: x + 40, y: y + 13)
        }
    }

    /// Where a surface crosses a level, by marching over squares of four cells.
    public static func contour(
        _ values: [Double], columns: Int, rows: Int, level: Double
    ) -> [(from: (x: Double, y: Double), to: (x: Double, y: Double))] {
        var pieces: [(from: (x: Double, y: Double), to: (x: Double, y: Double))] = []
        guard columns > 1, rows > 1 else { return [] }
        for row in 0..<rows - 1 {
            for column in 0..<columns - 1 {
                let corners = [(0, 0), (1, 0), (1, 1), (0, 1)].map { dx, dy in
                    (
                        x: Double(column + dx) + 0.5, y: Double(row + dy) + 0.5,
                        value: values[(row + dy) * columns + column + dx]
                    )
                }
                var crossings: [(x: Double, y: Double)] = []
                for side in 0..<4 {
                    let a = corners[side], b = corners[(side + 1) % 4]
                    guard (a.value < level) != (b.value < level) else { continue }
                    let part = (level - a.value) / (b.value - a.value)
                    crossings.append((a.x + part * (b.x - a.x), a.y + part * (b.y - a.y)))
                }
                for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
                    pieces.append((crossings[pair], crossings[pair + 1]))
                }
            }
        }
        return pieces
    }
}
