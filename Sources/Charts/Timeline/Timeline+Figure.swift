import Vocabulary

extension Timeline {
    /// The drawings of the timeline: one for each sheet, the axis and the key on each.
    ///
    /// - Parameters:
    ///   - name: makes the identifiers of the drawings; lower-case letters, digits and hyphens, once in a document.
    ///   - format: of the sheets.
    public func figure(name: String, on format: TimelineFormat = .screen) -> Figure {
        Figure(
            drawings: drawings(name: name, format), title: title, subtitle: subtitle, summary: summary, source: source)
    }

    private func drawings(name: String, _ format: TimelineFormat) -> [Drawing] {
        let axis = TimeAxis(span, year: year, left: format.chartLeft, width: format.chartWidth)
        let key = TimelineKey(marks(on: axis), words: words, width: format.width)
        let noteHeight = 20.0
        let taken = TimelineSheet.headHeight + key.height + noteHeight
        let sheets = TimelineSheet.sheets(
            of: groups, on: format, room: max(60, Double(format.height) - taken),
            first: max(60, Double(format.first) - taken))
        return sheets.enumerated().map { number, sheet in
            var drawing = TimelineDrawing(self, format, axis, key, sheet, number: number + 1, of: sheets.count)
            return drawing.made(name: "\(name)-\(number + 1)", noteHeight: noteHeight)
        }
    }

    /// Every mark that is used anywhere, so that each sheet has the same key.
    func marks(on axis: TimeAxis) -> Set<TimelineMark> {
        var marks: Set<TimelineMark> = [.today]
        for group in groups {
            for row in group.rows {
                marks.insert(TimelineMark(row.state))
                for lane in row.lanes {
                    for piece in lane.pieces(on: axis, today: today) {
                        if let mark = piece.mark { marks.insert(mark) }
                    }
                }
            }
        }
        return marks
    }
}

/// Draws one sheet.
private struct TimelineDrawing {
    let timeline: Timeline
    let format: TimelineFormat
    let axis: TimeAxis
    let key: TimelineKey
    let sheet: TimelineSheet
    let number: Int
    let count: Int
    var svg = SVG()

    init(
        _ timeline: Timeline, _ format: TimelineFormat, _ axis: TimeAxis, _ key: TimelineKey, _ sheet: TimelineSheet,
        number: Int, of count: Int
    ) {
        self.timeline = timeline
        self.format = format
        self.axis = axis
        self.key = key
        self.sheet = sheet
        self.number = number
        self.count = count
    }

    private var bottom: Double { TimelineSheet.headHeight + sheet.height }

    private var heading: String {
        count > 1 ? "\(timeline.title), sheet \(number) of \(count)" : timeline.title
    }

    mutating func made(name: String, noteHeight: Double) -> Drawing {
        let height = bottom + key.height + (sheet.isCut ? noteHeight : 4)
        svg.open(
            "svg",
            [
                ("xmlns", "http://www.w3.org/2000/svg"), ("role", "img"),
                ("aria-labelledby", "\(name)-title \(name)-desc"),
                ("viewBox", "0 0 \(SVG.number(format.width)) \(SVG.number(height))"),
                ("width", SVG.number(format.width)), ("height", SVG.number(height)),
                ("font-family", "Liberation Sans, Arial, Helvetica, sans-serif"),
                ("font-size", SVG.number(TimelineSheet.labelSize)), ("fill", "#16202b"),
            ])
        svg.worded("title", [("id", "\(name)-title")], heading)
        svg.worded("desc", [("id", "\(name)-desc")], described)
        svg.box(0, 0, format.width, height, [("fill", "#fff")])
        grid()
        rows()
        head()
        svg.rule(0, bottom, format.width, bottom, [("stroke", "#5b6873")])
        key.draw(into: &svg, top: bottom)
        if sheet.isCut {
            svg.line(
                "A wording that ends in … stands in full in the table.", x: 10, y: height - 7,
                [("font-size", "12"), ("font-style", "italic")])
        }
        svg.close("svg")
        return Drawing(svg: svg.text, width: Int(format.width), height: Int(height.rounded(.up)))
    }

    private var described: String {
        guard let ends = sheet.ends else { return "Nothing to draw. The table tells the same." }
        return "From \(timeline.span.lowerBound.printed) to \(timeline.span.upperBound.printed); "
            + "the rows from \(ends.first) to \(ends.last). The table tells the same."
    }

    // MARK: The axis

    private mutating func grid() {
        let top = 36.0
        let months = axis.months.map { "M\(SVG.point($0.x, top))V\(SVG.number(bottom))" }.joined()
        if !months.isEmpty { svg.path(months, [("stroke", "#dfe5ea"), ("fill", "none")]) }
        let years = axis.years.map { "M\(SVG.point($0.x, 18))V\(SVG.number(bottom))" }.joined()
        svg.path(years, [("stroke", "#8d99a5"), ("fill", "none")])
        // Below the rows, so that a note over it can be read.
        let today = axis.x(timeline.today)
        svg.rule(
            today, TimelineSheet.headHeight, today, bottom,
            [("stroke", "#16202b"), ("stroke-width", "1.6"), ("stroke-dasharray", "4 3")])
    }

    private mutating func head() {
        let size = [("font-size", SVG.number(TimelineSheet.axisSize))]
        let title = LineBreaks.lines(
            heading, width: format.chartLeft - 20, size: TimelineSheet.axisSize, limit: 3)
        for (index, line) in title.lines.enumerated() {
            svg.line(line, x: 10, y: 16 + Double(index) * 15, size)
        }
        for tick in axis.years where !tick.label.isEmpty {
            svg.line(tick.label, x: tick.x + 4, y: 33, size + [("font-weight", "bold")])
        }
        for tick in axis.months where !tick.label.isEmpty {
            svg.line(tick.label, x: tick.x + 3, y: 51, size)
        }
        svg.rule(0, TimelineSheet.headHeight, format.width, TimelineSheet.headHeight, [("stroke", "#5b6873")])
        let x = axis.x(timeline.today)
        let words = "\(timeline.today.day) \(timeline.today.monthName.short) \(timeline.today.year)"
        let half = LetterWidths.width(words, size: TimelineSheet.axisSize, isBold: true) / 2
        svg.line(
            words, x: min(max(x, axis.left + half), axis.right + 10 - half), y: 13,
            size + [("text-anchor", "middle"), ("font-weight", "bold")])
    }

    // MARK: The rows

    private mutating func rows() {
        var top = TimelineSheet.headHeight
        for item in sheet.items {
            switch item {
            case .heading(let lines): heading(lines, top, item.height)
            case .row(let row): self.row(row, top)
            }
            top += item.height
        }
    }

    private mutating func heading(_ lines: [String], _ top: Double, _ height: Double) {
        svg.box(0, top, format.width, height, [("fill", "#e6ebef")])
        for (index, line) in lines.enumerated() {
            svg.line(
                line, x: 10, y: top + 18 + Double(index) * 18, width: format.width - 24,
                [("font-size", SVG.number(TimelineSheet.groupSize)), ("font-weight", "bold")])
        }
    }

    private mutating func row(_ row: TimelineSheet.Row, _ top: Double) {
        svg.rule(0, top, format.width, top, [("stroke", "#c3ccd4")])
        svg.mark(TimelineMark(row.state), x: 13, y: top + 13)
        let lines = row.name.map { ($0, true) } + row.text.map { ($0, false) }
        for (index, line) in lines.enumerated() {
            svg.line(
                line.0, x: TimelineSheet.labelLeft, y: top + 17 + Double(index) * TimelineSheet.lineHeight,
                width: format.labelWidth, line.1 ? [("font-weight", "bold")] : [])
        }
        for (index, lane) in row.lanes.enumerated() {
            let y = top + 15 + Double(index) * TimelineSheet.laneHeight
            if let first = row.firstNumber {
                svg.line(
                    "\(first + index)", x: axis.left - 8, y: y + 4, [("font-size", "11"), ("text-anchor", "end")])
            }
            for piece in lane.pieces(on: axis, today: timeline.today) { draw(piece, y) }
        }
    }

    private mutating func draw(_ piece: TimelinePiece, _ y: Double) {
        switch piece {
        case .mark(let mark, let x): svg.mark(mark, x: x, y: y)
        case .span(let mark, let from, let to): svg.span(mark, from, to, y)
        case .leader(let x):
            svg.rule(axis.left, y, x, y, [("stroke", "#8d99a5"), ("stroke-dasharray", "1 4")])
        case .note(let note, let x):
            let line = LineBreaks.line(note, width: axis.right + 8 - x, size: TimelineSheet.noteSize)
            let width = LetterWidths.width(line, size: TimelineSheet.noteSize)
            svg.box(x - 2, y - 8, width + 4, 16, [("fill", "#fff")])
            svg.line(line, x: x, y: y + 4, [("font-size", SVG.number(TimelineSheet.noteSize))])
        }
    }
}
