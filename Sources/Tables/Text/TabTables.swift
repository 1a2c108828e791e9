import Vocabulary

/// Tables whose cells are separated by tabs.
extension TextReader {
    /// Takes a table that begins on this line, of whichever kind.
    mutating func table(_ line: SourceLine) -> Bool {
        if isGridBorder(line) { return gridTable() }
        if line.pipes > 0, pipeTable(line) { return true }
        guard line.hasTab, !isTabbedPoint(line) else { return false }
        flush()
        let runs = tabRuns()
        let rows = runs.joined().map { splitTabs($0) }
        if rows.allSatisfy({ $0.count { !$0.isEmpty } <= 1 }) {
            for at in runs.joined() { loneText(lines[at]) }
        } else {
            write(runs)
        }
        return true
    }

    /// `•<tab>text`: a point of a list, as word processors export it.
    private func isTabbedPoint(_ line: SourceLine) -> Bool {
        guard let mark = ListMark.find(bytes, line.range), mark.number == nil, mark.end > firstInk(line) else {
            return false
        }
        var at = mark.end
        while at < line.range.upperBound, bytes[at].isBlank { at += 1 }
        return !bytes[at..<line.range.upperBound].contains(Byte.tab)
    }

    /// The lines of this table, in runs separated by blank lines; moves behind the last.
    private mutating func tabRuns() -> [[Int]] {
        var runs: [[Int]] = [[]]
        var at = index
        var isAfterBlank = false
        while at < lines.count {
            if lines[at].isBlank, !lines[at].hasTab {
                isAfterBlank = true
            } else if lines[at].hasTab ? at == index || !startsAnother(at) : isLoneCell(at, isAfterBlank) {
                if isAfterBlank { runs.append([]) }
                isAfterBlank = false
                runs[runs.count - 1].append(at)
            } else {
                break
            }
            at += 1
        }
        index = (runs.last?.last ?? index) + 1
        return runs
    }

    /// A short line between two rows, whose empty cells an editor cut off: a theme or an objective.
    private func isLoneCell(_ at: Int, _ isAfterBlank: Bool) -> Bool {
        guard !isAfterBlank, at > index, at + 1 < lines.count, lines[at - 1].hasTab, lines[at + 1].hasTab,
            !startsAnother(at + 1), lines[at].range.count <= 120, lines[at].pipes == 0,
            ListMark.find(bytes, lines[at].range) == nil
        else { return false }
        let first = bytes[firstInk(lines[at])]
        return first != Byte.hash && first != Byte.less && first != Byte.star
    }

    private func startsAnother(_ at: Int) -> Bool {
        let line = lines[at]
        let ink = firstInk(line)
        guard ink < line.range.upperBound else { return false }
        let isHeading =
            bytes[ink] == Byte.hash && ListMark.find(bytes, line.range) == nil && ink == line.range.lowerBound
            && bytes[line.range].prefix(8).drop { $0 == Byte.hash }.first == Byte.space
        let isIndented = bytes[line.range.lowerBound] == Byte.tab
        return isHeading || (isTabbedPoint(line) && !isIndented) || (line.pipes > 0 && isPipeRule(at + 1))
    }

    /// A tab that only indents: the text is a paragraph.
    private mutating func loneText(_ line: SourceLine) {
        collector.page = line.page
        let text = InlineText.plain(bytes, line.range, rules: rules, keepsLines: false)
        if text.isBold {
            collector.heading(level: 7, text.string, line: line.number)
        } else {
            collector.paragraph(text.string, line: line.number)
        }
    }

    private mutating func write(_ runs: [[Int]]) {
        var tables = TableBreak()
        for (number, run) in runs.enumerated() {
            var shape = TableBreak.Run(rows: 0, width: nil)
            for at in run { shape.add(width: splitTabs(at).count) }
            let begins = tables.beginsTable(shape, first: cells(run[0]), isFirst: number == 0)
            if begins {
                collector.page = lines[run[0]].page
                collector.beginTable(line: lines[run[0]].number)
            }
            let hasHeader = begins && run.count > 2 && isTabRule(run[1])
            for (position, at) in run.enumerated() where !(hasHeader && position == 1) {
                writeRow(at, isHeader: hasHeader && position == 0)
            }
        }
    }

    private func cells(_ at: Int) -> [Cell] {
        splitTabs(at).map { InlineText.cell(bytes, $0, rules: rules) }
    }

    private mutating func writeRow(_ at: Int, isHeader: Bool) {
        let line = lines[at]
        collector.page = line.page
        if isTabRule(at) {
            return collector.problem(
                .warning, "rule-line", line: line.number, row: .none,
                "Line \(line.number) is a ruled line of dashes, not a row; it was left out.")
        }
        collector.addRow(cells(at), line: line.number, isHeader: isHeader)
    }

    private func splitTabs(_ at: Int) -> [Range<Int>] {
        let range = lines[at].range
        var cells: [Range<Int>] = []
        var start = range.lowerBound
        for index in range where bytes[index] == Byte.tab {
            cells.append(trimmed(start..<index))
            start = index + 1
        }
        cells.append(trimmed(start..<range.upperBound))
        return cells
    }

    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, bytes[start] <= Byte.space { start += 1 }
        while end > start, bytes[end - 1] <= Byte.space { end -= 1 }
        return start..<end
    }

    /// `----<tab>---<tab>--`: every cell is made of dashes.
    private func isTabRule(_ at: Int) -> Bool {
        let cells = splitTabs(at).filter { !$0.isEmpty }
        guard cells.count > 1, cells.contains(where: { $0.count > 1 }) else { return false }
        return cells.allSatisfy { cell in
            cell.allSatisfy { [Byte.dash, Byte.equals, Byte.underscore, Byte.colon].contains(bytes[$0]) }
        }
    }
}
