import Frameworks
import Tables
import Vocabulary

/// Tables without a header that can be known by their content: a column of deadlines beside a column of text.
enum HeaderlessTable {
    /// Nil where the content does not show a plan.
    static func plan(_ table: SourceTable, _ deadlines: Deadlines, confirmed: [Int: ColumnReading]) -> PlanTable? {
        let width = table.usedWidth
        guard width >= 2 || !confirmed.isEmpty else { return nil }
        let first = hasUnknownHeader(table, deadlines) ? 1 : 0
        let rows = table.rows.dropFirst(first)
        var shares: [Double] = []
        var lengths: [Double] = []
        for column in 0..<width {
            let texts = rows.lazy.map { $0.text(column) }.filter { !$0.isEmpty }.prefix(200)
            let all = Array(texts)
            let understood = all.count { isDated($0, deadlines) }
            shares.append(all.isEmpty ? 0 : Double(understood) / Double(all.count))
            lengths.append(all.isEmpty ? 0 : Double(all.reduce(0) { $0 + $1.utf8.count }) / Double(all.count))
        }
        let by = confirmed.first { $0.value.holds(.timescale) }?.key ?? shares.indices.max { shares[$0] < shares[$1] }
        guard let by, by < width, shares[by] >= 0.6 || confirmed[by] != nil else { return nil }
        let dated = rows.count { isDated($0.text(by), deadlines) }
        guard dated >= 2 || confirmed[by] != nil else { return nil }
        let chosen = confirmed.first { $0.value.holds(.text) }?.key
        let text = chosen ?? lengths.indices.filter { $0 != by }.max { lengths[$0] < lengths[$1] }
        guard let text, text < width, lengths[text] >= 12 || chosen != nil else { return nil }
        return PlanTable(
            columns: columns(table, first > 0, text: text, by: by, confirmed: confirmed, rows: rows), text: text,
            firstRow: first, rowAbove: nil, headerKeys: [])
    }

    /// A first row of short words without any date, above rows that have one: headings nobody knows.
    private static func hasUnknownHeader(_ table: SourceTable, _ deadlines: Deadlines) -> Bool {
        guard let first = table.rows.first else { return false }
        if first.isHeader { return true }
        let texts = first.cells.map(\.text).filter { !$0.isEmpty }
        guard texts.count > 1, texts.count == table.usedWidth, texts.allSatisfy({ $0.utf8.count <= 30 }),
            !texts.contains(where: { PrintedNumber.isNumber($0) || deadlines.isDeadline($0) })
        else { return false }
        let columns = 0..<table.usedWidth
        return columns.contains { column in
            table.rows.dropFirst().prefix(50).count { isDated($0.text(column), deadlines) } * 2 > table.rows.count
        }
    }

    /// A day or a month with its year, or an interval: a bare "2004" may be a page or a count.
    static func isDated(_ text: String, _ deadlines: Deadlines) -> Bool {
        guard text.utf8.count > 4, deadlines.isDeadline(text) else { return false }
        return text.contains { $0.isLetter } || text.contains("/") || text.contains("-") || text.contains("–")
    }

    private static func columns(
        _ table: SourceTable, _ hasHeader: Bool, text: Int, by: Int, confirmed: [Int: ColumnReading],
        rows: ArraySlice<Row>
    ) -> [PlanColumn] {
        (0..<table.width).map { index in
            let printed = hasHeader ? table.rows[0].text(index) : ""
            let heading = printed.isEmpty ? nil : printed
            if let meaning = confirmed[index] { return PlanColumn(index: index, heading: heading, reading: meaning) }
            if index == text { return PlanColumn(index: index, heading: heading, reading: ColumnReading(.text)) }
            if index == by { return PlanColumn(index: index, heading: heading, reading: ColumnReading(.timescale)) }
            let values = rows.lazy.map { $0.text(index) }.filter { !$0.isEmpty }
            let isNumber = index < text && !values.isEmpty && values.allSatisfy(PrintedNumber.isNumber)
            let meaning: ColumnMeaning = isNumber ? .number : values.isEmpty ? .ignored : .notes
            return PlanColumn(index: index, heading: heading, reading: ColumnReading(meaning))
        }
    }

    /// Whether a table without a header goes on with the columns of the plan before it.
    static func continues(_ table: SourceTable, _ plan: PlanTable, _ deadlines: Deadlines) -> Bool {
        let used = table.usedWidth
        guard used <= plan.columns.count, used > plan.text, table.rows.contains(where: { !$0.isBlank }) else {
            return false
        }
        guard used == plan.columns.count || table.width == plan.columns.count else { return false }
        let dates = plan.timescales.filter { $0.reading == ColumnReading(.timescale) }
        var filled = 0
        var understood = 0
        for row in table.rows.prefix(50) {
            for column in dates where !row.text(column.index).isEmpty {
                filled += 1
                if deadlines.read(row.text(column.index)).timescale.commitments.allSatisfy(\.understood) {
                    understood += 1
                }
            }
        }
        if filled > 0 { return understood * 2 >= filled }
        guard let number = plan.number else { return true }
        let numbers = table.rows.lazy.map { $0.text(number) }.filter { !$0.isEmpty }
        return numbers.allSatisfy(PrintedNumber.isNumber)
    }
}
