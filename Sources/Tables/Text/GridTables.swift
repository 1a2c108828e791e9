/// Tables drawn with `+---+---+`, whose cells run over several lines.
extension TextReader {
    func isGridBorder(_ line: SourceLine) -> Bool {
        let range = trimmed(line.range)
        guard range.count >= 5, bytes[range.lowerBound] == Byte.plus, bytes[range.upperBound - 1] == Byte.plus else {
            return false
        }
        return range.allSatisfy { [Byte.plus, Byte.dash, Byte.equals, Byte.colon].contains(bytes[$0]) }
    }

    mutating func gridTable() -> Bool {
        flush()
        collector.page = lines[index].page
        collector.beginTable(line: lines[index].number)
        var cells: [[UInt8]] = []
        var first = lines[index]
        let hasHeader = gridHasHeader()
        var isHeader = hasHeader
        while index < lines.count, !lines[index].isBlank {
            let line = lines[index]
            if isGridBorder(line) {
                writeGridRow(cells, first, isHeader: isHeader)
                cells = []
                if bytes[line.range].contains(Byte.equals) { isHeader = false }
            } else if line.pipes > 0 {
                if cells.isEmpty { first = line }
                add(line, to: &cells)
            } else {
                break
            }
            index += 1
        }
        writeGridRow(cells, first, isHeader: false)
        return true
    }

    private func gridHasHeader() -> Bool {
        var at = index
        while at < lines.count, !lines[at].isBlank {
            if isGridBorder(lines[at]), bytes[lines[at].range].contains(Byte.equals) { return true }
            at += 1
        }
        return false
    }

    private func add(_ line: SourceLine, to cells: inout [[UInt8]]) {
        for (column, range) in splitPipes(line).enumerated() {
            while cells.count <= column { cells.append([]) }
            let mark = ListMark.find(bytes, range)
            cells[column].append(mark != nil || range.isEmpty ? Byte.verticalTab : Byte.space)
            if let mark, mark.number == nil, mark.end > range.lowerBound {
                cells[column].append(contentsOf: Array("•".utf8))
                cells[column].append(contentsOf: bytes[mark.end..<range.upperBound])
            } else {
                cells[column].append(contentsOf: bytes[range])
            }
        }
    }

    private mutating func writeGridRow(_ cells: [[UInt8]], _ line: SourceLine, isHeader: Bool) {
        guard !cells.isEmpty else { return }
        collector.page = line.page
        let row = cells.map { InlineText.cell($0, 0..<$0.count, rules: rules) }
        collector.addRow(row, line: line.number, isHeader: isHeader)
    }
}
