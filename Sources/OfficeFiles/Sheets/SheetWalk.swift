import Tables
import Vocabulary

/// Passes the sheets of a workbook on as blocks: headings, paragraphs, and tables of rows.
struct SheetWalk {
    private var collector: BlockCollector
    private var words = 0
    private var isFull = false
    private var hasHeadings = false
    private var lastWidth = 0

    /// Above this many columns rows are as wide as their own cells reach.
    private static let widestTable = 200

    static func write(_ sheets: [SheetContents], _ notes: [WorkbookNote], into collector: BlockCollector) {
        var walk = SheetWalk(collector: collector)
        let filled = sheets.count { !$0.cells.isEmpty }
        for note in notes { walk.collector.report(note.problem) }
        for sheet in sheets where !walk.isFull { walk.write(sheet, isOnly: filled == 1) }
        walk.collector.finish()
    }

    private init(collector: BlockCollector) { self.collector = collector }

    private mutating func write(_ sheet: SheetContents, isOnly: Bool) {
        let lines = SheetLines(sheet)
        let shape = SheetShape(lines)
        collector.sheet = sheet.name
        // Headings of another sheet do not stand above this one.
        if hasHeadings, !sheet.cells.isEmpty { collector.heading(level: 1, sheet.name.shown, line: nil) }
        var cover = MergeCover(sheet.merges)
        var index = 0
        lastWidth = 0
        while index < lines.lines.count, !isFull, !collector.isFull {
            if shape.isOutside[index] {
                cover.move(to: lines.lines[index].number)
                writeOutside(lines.lines[index], lines, shape)
                index += 1
                continue
            }
            var end = index
            while end < lines.lines.count, !shape.isOutside[end] { end += 1 }
            // A document's headings say what its tables are about, and one sheet alone needs no name.
            let isNamed = !isOnly && !shape.isOutside.contains(true)
            collector.beginTable(name: isNamed ? sheet.name.shown : nil, line: nil)
            write(index..<end, lines, &cover, beginsWithHeader: shape.beginsWithHeader(index..<end))
            index = end
        }
        for problem in SheetRemarks(lines).problems { collector.report(problem) }
        collector.endTable()
    }

    private mutating func writeOutside(_ line: SheetLine, _ lines: SheetLines, _ shape: SheetShape) {
        let text = lines.words(line)
        guard take(text) else { return }
        if let level = shape.level(line) {
            hasHeadings = true
            let oneLine = text.split(separator: "\n").joined(separator: " ")
            return collector.heading(level: level, oneLine, line: nil, row: line.number)
        }
        let points = text.split(separator: "\n")
        if points.allSatisfy({ $0.hasPrefix("• ") }) {
            for point in points {
                collector.paragraph(String(point.dropFirst(2)), isListItem: true, line: nil, row: line.number)
            }
        } else {
            collector.paragraph(text, line: nil, row: line.number)
        }
    }

    private mutating func write(
        _ range: Range<Int>, _ lines: SheetLines, _ cover: inout MergeCover, beginsWithHeader: Bool
    ) {
        let widest = lines.lines[range].reduce(0) { widest, line in
            max(widest, Int(lines.cell(line.cells.upperBound - 1).column) + 1)
        }
        // A table that goes on without a header is as wide as it was, though its last column is empty here.
        let goesOn = range.lowerBound > 0 && !beginsWithHeader && widest >= 3 && widest + 1 == lastWidth
        let width = widest <= SheetWalk.widestTable ? goesOn ? lastWidth : widest : 0
        lastWidth = width
        for index in range {
            let line = lines.lines[index]
            if line.isAfterGap, index > range.lowerBound {
                // A blank row may part two tables: whoever reads the plan decides.
                collector.addRow([Cell("")], line: nil, number: line.number - 1)
            }
            cover.move(to: line.number)
            let cells = cells(of: line, width, lines, cover)
            guard !isFull, !collector.isFull else { return }
            collector.addRow(cells, line: nil, number: line.number)
        }
    }

    private mutating func cells(
        of line: SheetLine, _ width: Int, _ lines: SheetLines, _ cover: MergeCover
    ) -> [Cell] {
        let last = Int(lines.cell(line.cells.upperBound - 1).column)
        var cells = [Cell](repeating: Cell(""), count: max(width, last + 1))
        for column in cells.indices where cover.isBelow(column) { cells[column].isMerged = true }
        for at in line.cells {
            let stored = lines.cell(at)
            let text = lines.sheet.words(stored)
            guard take(text) else { return cells }
            cells[Int(stored.column)] = Cell(text, isBold: lines.sheet.look(stored).isBold)
        }
        return cells
    }

    /// Counts words, so that a text used by a million cells stays one.
    private mutating func take(_ text: String) -> Bool {
        words += text.utf8.count
        guard words > SheetLimits.wordBytes, !isFull else { return !isFull }
        isFull = true
        collector.report(
            Problem(
                place: Place(sheet: collector.sheet), severity: .error, code: "too-much-text",
                message:
                    "Reading stopped: the workbook holds more than \(SheetLimits.wordBytes / 1_000_000) MB of text. Send the sheets of the plan alone."
            ))
        return false
    }
}

extension WorkbookNote {
    var problem: Problem {
        switch self {
        case .macros:
            warning("macros", "The file holds macros. None of them was run, and nothing of them was read.")
        case .hiddenSheet(let name):
            warning(
                "hidden-sheet",
                "The sheet “\(name.shown)” is hidden and was left out. Show it and send the file again if it belongs to the plan."
            )
        case .noCells(let name):
            warning(
                "no-cells",
                "The sheet “\(name.shown)” is a chart or a form and has no cells; it was left out. Nothing need be done if the plan stands elsewhere."
            )
        }
    }

    private func warning(_ code: String, _ message: String) -> Problem {
        Problem(place: Place(), severity: .warning, code: code, message: message)
    }
}
