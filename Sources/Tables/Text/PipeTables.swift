/// Tables whose cells are separated by `|`, with or without a `|---|` rule and outer pipes.
extension TextReader {
    mutating func pipeTable(_ line: SourceLine) -> Bool {
        guard isPipeRule(index + 1) || isPipeRow(line) || isEvenPair(index) else { return false }
        flush()
        collector.page = line.page
        collector.beginTable(line: line.number)
        let width = splitPipes(line).count
        let hasOuterPipes = bytes[firstInk(line)] == Byte.pipe
        while index < lines.count, !collector.isFull {
            if lines[index].isBlank {
                guard let next = continuation(width) else { break }
                index = next
            }
            let row = lines[index]
            guard row.pipes > 0 else { break }
            if isPipeRule(index) {
                index += 1
                continue
            }
            collector.page = row.page
            collector.addRow(
                cells(row, width: hasOuterPipes ? 0 : width).map { InlineText.cell(bytes, $0, rules: rules) },
                line: row.number,
                isHeader: isPipeRule(index + 1))
            index += 1
        }
        return true
    }

    /// `| --- | :--: |`
    func isPipeRule(_ at: Int) -> Bool {
        guard at < lines.count, lines[at].pipes > 0 else { return false }
        var dashes = 0
        for index in lines[at].range {
            switch bytes[index] {
            case Byte.dash: dashes += 1
            case Byte.pipe, Byte.colon, Byte.plus, Byte.space, Byte.tab: continue
            default: return false
            }
        }
        return dashes > 0
    }

    private func isPipeRow(_ line: SourceLine) -> Bool {
        bytes[firstInk(line)] == Byte.pipe && line.pipes > 1
    }

    /// Two lines running with the same two or more pipes.
    private func isEvenPair(_ at: Int) -> Bool {
        at + 1 < lines.count && lines[at].pipes > 1 && lines[at + 1].pipes == lines[at].pipes
    }

    /// The line on which the table goes on after blank lines, as at a page break; nil where it has ended.
    private func continuation(_ width: Int) -> Int? {
        var next = index
        while next < lines.count, lines[next].isBlank { next += 1 }
        guard next < lines.count, isPipeRow(lines[next]), !isPipeRule(next + 1), !isPipeRule(next),
            splitPipes(lines[next]).count == width
        else { return nil }
        return next
    }

    /// Where the header has no outer pipes, a pipe at the beginning of a row stands behind an empty first cell.
    private func cells(_ row: SourceLine, width: Int) -> [Range<Int>] {
        let cells = splitPipes(row)
        let start = firstInk(row)
        return bytes[start] == Byte.pipe && cells.count < width ? [start..<start] + cells : cells
    }

    func splitPipes(_ line: SourceLine) -> [Range<Int>] {
        let range = trimmed(line.range)
        var cells: [Range<Int>] = []
        var start = range.lowerBound
        var wasBackslash = false
        for index in range {
            if bytes[index] == Byte.pipe, !wasBackslash {
                if index > range.lowerBound { cells.append(trimmed(start..<index)) }
                start = index + 1
            }
            wasBackslash = bytes[index] == Byte.backslash && !wasBackslash
        }
        if start < range.upperBound { cells.append(trimmed(start..<range.upperBound)) }
        return cells
    }
}
