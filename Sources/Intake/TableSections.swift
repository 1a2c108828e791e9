import ActionPlans
import Tables
import Vocabulary

/// Tables that stand below each other in one sheet, as spreadsheets save them: each becomes a table of its own.
///
/// A table begins where other headings begin: a row of known headings that are not those of the table above, or,
/// behind a blank row, a row of short words that is wider than the table above.
struct TableSections {
    private let guess: ColumnGuess

    init(_ guess: ColumnGuess) { self.guess = guess }

    /// The parts of a document with such tables taken apart. The first keeps its number; the others are counted on
    /// from the last table of the document.
    func apart(_ parts: [Outline.Part]) -> [Outline.Part] {
        var last = 0
        for part in parts {
            if case .table(let table) = part { last = max(last, table.number) }
        }
        return parts.flatMap { part in
            guard case .table(let table) = part else { return [part] }
            return split(table, countingFrom: &last).enumerated().flatMap { position, section in
                position == 0 ? [.table(section)] : Self.titled(section)
            }
        }
    }

    /// A title row above the headings of a later table names it, as a heading would.
    private static func titled(_ section: SourceTable) -> [Outline.Part] {
        guard let title = section.rows.first, let column = title.onlyColumn else { return [.table(section)] }
        var table = section
        table.rows.removeFirst()
        table.sheet.place.line = table.rows.first?.place.line
        return [.heading(Heading(level: 7, text: title.text(column), place: title.place)), .table(table)]
    }

    private func split(_ table: SourceTable, countingFrom last: inout Int) -> [SourceTable] {
        let starts = starts(in: table)
        guard !starts.isEmpty else { return [table] }
        var sections: [SourceTable] = []
        for (start, end) in zip([0] + starts, starts + [table.rows.count]) {
            guard start > 0 else {
                sections.append(SourceTable(number: table.number, sheet: table.sheet, rows: Array(table.rows[..<end])))
                continue
            }
            last += 1
            sections.append(section(of: table, start..<end, number: last))
        }
        return sections
    }

    private func section(of table: SourceTable, _ range: Range<Int>, number: Int) -> SourceTable {
        var sheet = table.sheet
        sheet.place.table = number
        sheet.place.line = table.rows[range.lowerBound].place.line
        let rows = table.rows[range].map { row in
            var row = row
            row.place.table = number
            return row
        }
        return SourceTable(number: number, sheet: sheet, rows: rows)
    }

    private func starts(in table: SourceTable) -> [Int] {
        var starts: [Int] = []
        var header: HeaderRow?
        for (index, row) in table.rows.enumerated() {
            guard mayBeHeader(row) else { continue }
            guard let first = header else {
                header = HeaderRow.read(table, at: index, guess)
                continue
            }
            guard index > first.rows.lowerBound + 1 else { continue }
            if row.cells.count(where: { guess.knows($0.text) }) >= 2,
                let other = HeaderRow.read(table, at: index, guess), isAnother(other, first)
            {
                starts.append(start(above: index, in: table))
                header = other
            } else if isWider(row, than: first), opensStretch(index, in: table) {
                starts.append(start(above: index, in: table))
                header = HeaderRow(
                    rows: index..<index + 1, headings: row.cells.map(\.text), guesses: row.cells.map { _ in .unknown })
            }
        }
        return starts
    }

    private func mayBeHeader(_ row: Row) -> Bool {
        var filled = 0
        for cell in row.cells where !cell.isEmpty {
            guard cell.text.utf8.count <= 60, cell.text.first?.isNumber != true else { return false }
            filled += 1
        }
        return filled >= 2
    }

    /// Headings of which most are known, and that are not the ones above in the same columns.
    private func isAnother(_ other: HeaderRow, _ first: HeaderRow) -> Bool {
        let filled = other.headings.indices.filter { !other.headings[$0].isEmpty }
        let known = filled.filter { other.guesses[$0].certainty == .whole }
        guard known.count >= 2, known.count * 2 > filled.count else { return false }
        let same = filled.count { column in
            column < first.headings.count
                && (Folding.key(first.headings[column]) == Folding.key(other.headings[column])
                    || (first.guesses[column].certainty == .whole && first.guesses[column] == other.guesses[column]))
        }
        return same * 2 < filled.count
    }

    private func isWider(_ row: Row, than first: HeaderRow) -> Bool {
        let filled = row.filled
        let width = (first.headings.lastIndex { !$0.isEmpty } ?? -1) + 1
        return filled.count > width && filled == Array(0..<filled.count)
            && filled.allSatisfy { row.cells[$0].text.utf8.count <= 30 }
    }

    private func isBehindBlank(_ index: Int, in table: SourceTable) -> Bool {
        let before = table.rows[index - 1]
        let line = table.rows[index].place.line ?? 0
        return before.isBlank || line > (before.place.line ?? line) + 1
    }

    /// Whether a row is the first behind a blank one, a title row apart.
    private func opensStretch(_ index: Int, in table: SourceTable) -> Bool {
        if isBehindBlank(index, in: table) { return true }
        return index >= 2 && table.rows[index - 1].onlyColumn != nil && isBehindBlank(index - 1, in: table)
    }

    /// The table begins with the title row above its headings, where one stands there behind a blank row.
    private func start(above index: Int, in table: SourceTable) -> Int {
        guard index >= 2, table.rows[index - 1].onlyColumn != nil, isBehindBlank(index - 1, in: table) else {
            return index
        }
        return index - 1
    }
}
