/// The paper of a plot: its size, a quiet grid, axes with their names, and the name the drawing has for who cannot see it.
struct PlotFrame {
    static let width = 760.0
    static let ink = "#16202b"
    static let quiet = "#5b6873"
    static let grid = "#dfe5ea"
    static let accent = "#1d4f91"
    static let alarm = "#9a2617"

    var svg = SVG()
    let height: Double
    let left: Double
    let right = PlotFrame.width - 20
    let top = 14.0
    let bottom: Double

    init(height: Double, left: Double = 70, name: String) {
        self.height = height
        self.left = left
        bottom = height - 46
        svg.open(
            "svg",
            [
                ("xmlns", "http://www.w3.org/2000/svg"),
                ("viewBox", "0 0 \(Int(PlotFrame.width)) \(SVG.number(height))"),
                ("role", "img"), ("aria-label", name), ("font-family", "Helvetica, Arial, sans-serif"),
                ("font-size", "13"), ("fill", PlotFrame.ink),
            ])
        svg.box(0, 0, PlotFrame.width, height, [("fill", "#fff")])
    }

    mutating func across(_ scale: Scale, _ name: String) {
        for tick in scale.ticks where scale.holds(tick) {
            let x = scale.place(tick)
            svg.rule(x, top, x, bottom, [("stroke", PlotFrame.grid)])
            let text = AxisNumber.text(tick)
            // The last number stays on the paper.
            let rest = PlotFrame.width - 4 - x - LetterWidths.width(text, size: 12) / 2
            svg.line(text, x: x + min(0, rest), y: bottom + 17, [("text-anchor", "middle"), ("font-size", "12")])
        }
        svg.rule(left, bottom, right, bottom, [("stroke", PlotFrame.quiet)])
        svg.line(name, x: (left + right) / 2, y: height - 8, [("text-anchor", "middle")])
    }

    /// The name of an upright axis stands above it, so that nobody has to turn their head.
    mutating func upright(_ scale: Scale, _ name: String) {
        for tick in scale.ticks where scale.holds(tick) {
            let y = scale.place(tick)
            svg.rule(left, y, right, y, [("stroke", PlotFrame.grid)])
            svg.line(AxisNumber.text(tick), x: left - 8, y: y + 4, [("text-anchor", "end"), ("font-size", "12")])
        }
        svg.rule(left, top, left, bottom, [("stroke", PlotFrame.quiet)])
        svg.line(name, x: 4, y: 11, [("font-size", "12"), ("fill", PlotFrame.quiet)])
    }

    /// Some of the labels of points that stand side by side, as many as there is room for.
    mutating func labels(_ labels: [String], at places: [Double], _ name: String) {
        let widest = labels.map { LetterWidths.width($0, size: 12) }.max() ?? 0
        let step = max(1, Int((widest + 14) / max(1, places.count > 1 ? abs(places[1] - places[0]) : 60)) + 1)
        for place in stride(from: 0, to: labels.count, by: step) {
            svg.line(labels[place], x: places[place], y: bottom + 17, [("text-anchor", "middle"), ("font-size", "12")])
        }
        svg.rule(left, bottom, right, bottom, [("stroke", PlotFrame.quiet)])
        svg.line(name, x: (left + right) / 2, y: height - 8, [("text-anchor", "middle")])
    }

    /// A line through points that are there; a gap where one is not.
    mutating func curve(_ points: [(Double, Double)?], _ attributes: [(String, String)]) {
        var path = "", isDrawing = false
        for point in points {
            guard let point else {
                isDrawing = false
                continue
            }
            path += "\(isDrawing ? "L" : "M")\(SVG.number(point.0)) \(SVG.number(point.1))"
            isDrawing = true
        }
        if !path.isEmpty { svg.path(path, [("fill", "none")] + attributes) }
    }

    mutating func dot(_ x: Double, _ y: Double, radius: Double = 3.2, _ attributes: [(String, String)]) {
        svg.element("circle", [("cx", SVG.number(x)), ("cy", SVG.number(y)), ("r", SVG.number(radius))] + attributes)
    }

    /// A mark that is told from a dot by its shape, not by its colour.
    mutating func diamond(_ x: Double, _ y: Double, size: Double = 5.5, _ attributes: [(String, String)]) {
        let points = [(x, y - size), (x + size, y), (x, y + size), (x - size, y)]
        svg.element(
            "polygon",
            [("points", points.map { "\(SVG.number($0.0)),\(SVG.number($0.1))" }.joined(separator: " "))] + attributes)
    }

    /// What the marks mean, in one line.
    mutating func key(_ words: String) {
        svg.line(words, x: right, y: 11, [("text-anchor", "end"), ("font-size", "12"), ("fill", PlotFrame.quiet)])
    }

    mutating func finish() -> Drawing {
        svg.close("svg")
        return Drawing(svg: svg.text, width: Int(PlotFrame.width), height: Int(height.rounded(.up)))
    }
}
