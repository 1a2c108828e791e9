import ActionPlans
import Tables

/// The header of a table: where it stands and what it says of each column.
struct HeaderRow {
    /// Rows that make up the header; two where a second line divides the first.
    var rows: Range<Int>
    /// The heading of each column as printed; empty where it has none.
    var headings: [String]
    var guesses: [GuessedColumn]

    var months: Int { headings.count(where: MonthHeading.matches) }
    var recognised: Int { guesses.count { $0.certainty > .unknown } }

    /// Looks for the header among the first rows: title rows may stand above it.
    static func find(in table: SourceTable, _ guess: ColumnGuess) -> HeaderRow? {
        var seen = 0
        for index in table.rows.indices.prefix(12) where !table.rows[index].isBlank {
            seen += 1
            if seen > 8 { break }
            guard let header = read(table, at: index, guess) else { continue }
            return header.taking(table, guess)
        }
        return nil
    }

    /// Reads one row as a header, if it can be one: short cells, most of them known.
    static func read(_ table: SourceTable, at index: Int, _ guess: ColumnGuess) -> HeaderRow? {
        let row = table.rows[index]
        let headings = (0..<table.width).map { row.text($0).replacing("\n", with: " ") }
        let filled = headings.filter { !$0.isEmpty }
        guard !filled.isEmpty, filled.allSatisfy({ $0.utf8.count <= 120 }) else { return nil }
        let guesses = headings.map(guess.guess)
        let header = HeaderRow(rows: index..<index + 1, headings: headings, guesses: guesses)
        let months = header.months
        if months >= 3, months * 2 >= filled.count - 3 { return header }
        let whole = guesses.count { $0.certainty == .whole }
        let known = header.recognised
        if row.isHeader { return known >= 1 && (filled.count > 1 || table.width == 1) ? header : nil }
        guard known >= 2, Set(filled).count > 1 else { return nil }
        return whole >= 1 && known * 2 >= filled.count && filled.allSatisfy({ $0.utf8.count <= 80 }) ? header : nil
    }

    /// The header with the line above or below it that belongs to it: "Who" over "Lead" and "Partners".
    private func taking(_ table: SourceTable, _ guess: ColumnGuess) -> HeaderRow {
        if let below = lineBelow(table, guess) { return below }
        guard rows.lowerBound > 0 else { return self }
        let above = table.rows[rows.lowerBound - 1]
        let filled = above.filled
        let isHeadingLine =
            filled.count > 1 && above.onlyColumn == nil
            && filled.allSatisfy {
                above.cells[$0].text.utf8.count <= 40
                    && (headings[$0].isEmpty || MonthHeading.isYearHeading(above.cells[$0].text) || above.isHeader)
            }
        guard isHeadingLine else { return self }
        let texts = (0..<headings.count).map { above.text($0) }
        return joined(upper: Self.spread(texts, over: headings), lower: headings, from: rows.lowerBound - 1, guess)
    }

    private func lineBelow(_ table: SourceTable, _ guess: ColumnGuess) -> HeaderRow? {
        let next = rows.upperBound
        guard next < table.rows.count else { return nil }
        let row = table.rows[next]
        let filled = row.filled
        guard filled.count >= 2, row.onlyColumn == nil else { return nil }
        let texts = (0..<headings.count).map { row.text($0).replacing("\n", with: " ") }
        let isDivision = filled.allSatisfy { column in
            column < texts.count && texts[column].utf8.count <= 40
                && (guess.guess(texts[column]).certainty == .whole || MonthHeading.matches(texts[column]))
        }
        let repeatsItself = filled.allSatisfy { Folding.key(texts[$0]) == Folding.key(headings[$0]) }
        guard isDivision, !repeatsItself else { return nil }
        let doubled = headings.indices.dropFirst().contains {
            !headings[$0].isEmpty && headings[$0] == headings[$0 - 1]
        }
        guard doubled || filled.contains(where: { headings[$0].isEmpty }) || row.isHeader else { return nil }
        return joined(upper: Self.spread(headings, over: texts), lower: texts, from: rows.lowerBound, guess)
    }

    /// Carries a heading that spans several columns to those it stands over.
    private static func spread(_ upper: [String], over lower: [String]) -> [String] {
        var texts = upper
        var last = ""
        for index in texts.indices {
            if !texts[index].isEmpty {
                last = texts[index]
            } else if !lower[index].isEmpty {
                texts[index] = last
            }
        }
        return texts
    }

    private func joined(upper: [String], lower: [String], from: Int, _ guess: ColumnGuess) -> HeaderRow {
        var headings: [String] = []
        var guesses: [GuessedColumn] = []
        for index in lower.indices {
            let both = [upper[index], lower[index]].filter { !$0.isEmpty }
            if both.count == 2, MonthHeading.matches(lower[index]), MonthHeading.isYearHeading(upper[index]) {
                headings.append("\(lower[index]) \(upper[index])")
            } else {
                headings.append(both.count == 2 && both[0] == both[1] ? both[0] : both.joined(separator: " "))
            }
            let own = guess.guess(lower[index])
            guesses.append(own.certainty > .unknown ? own : guess.guess(headings[index]))
        }
        let length = rows.lowerBound == from ? 2 : 1 + rows.upperBound - rows.lowerBound
        return HeaderRow(rows: from..<from + length, headings: headings, guesses: guesses)
    }
}
