/// Tells tables from what stands around them in a sheet.
///
/// Most sheets are one table, with a title above it and rows for themes inside: those stay whole, as in a file of
/// comma-separated values, and whoever reads the plan sorts their rows. A sheet that is a document (headings and
/// paragraphs, and tables between them) is taken apart.
struct SheetShape {
    private let lines: SheetLines
    /// For each line: whether it stands outside any table.
    private(set) var isOutside: [Bool]
    private var headers: Set<[String]> = []
    private var firstHeader: [String]?
    private var themes: Set<CellLook> = []
    private var hasSpreadProse = false

    /// More rows above the first table than a title has.
    private static let titleRows = 8
    private static let titleBytes = 200
    private static let paragraphBytes = 300

    init(_ lines: SheetLines) {
        self.lines = lines
        isOutside = [Bool](repeating: false, count: lines.lines.count)
        guard let first = lines.lines.firstIndex(where: { !$0.isSingle }) else {
            isOutside = isOutside.map { _ in true }
            return
        }
        firstHeader = lines.key(lines.lines[first])
        headers.insert(lines.key(lines.lines[first]))
        hasSpreadProse = SheetShape.findSpreadProse(lines, self)
        let isDocument = takeApart(from: first)
        if isDocument || isProse(0..<first) {
            for index in 0..<first { isOutside[index] = true }
            takeEnd()
        } else {
            isOutside = isOutside.map { _ in false }
        }
    }

    /// The level a row alone has as a heading: by its letters beside the others, 7 for bold ones; nil for none.
    func level(_ line: SheetLine) -> Int? {
        guard line.isSingle else { return nil }
        let ratio = lines.bodySize > 0 ? line.size / lines.bodySize : 1
        if ratio >= 1.9 { return 1 }
        if ratio >= 1.45 { return 2 }
        if ratio >= 1.3 { return 3 }
        if ratio >= 1.15 { return 4 }
        return line.isBold ? 7 : nil
    }

    private func isProse(_ range: Range<Int>) -> Bool {
        range.count > SheetShape.titleRows
            || lines.lines[range].contains { lines.opening($0).utf8.count > SheetShape.titleBytes }
    }

    /// Marks the rows between tables; true where there are any.
    private mutating func takeApart(from first: Int) -> Bool {
        let all = lines.lines
        var index = first
        var found = false
        while index < all.count {
            guard all[index].isSingle else {
                index += 1
                continue
            }
            var end = index
            while end < all.count, all[end].isSingle { end += 1 }
            let next = end
            while index < end, goesWithTableAbove(index) { index += 1 }
            while end > index + 1, all[index].isSpread, goesWithTableBelow(end - 1) { end -= 1 }
            if index < end, next < all.count, isBetweenTables(index..<end, next) {
                for at in index..<end { isOutside[at] = true }
                if all[next].isBold { headers.insert(lines.key(all[next])) }
                found = true
            }
            index = next
        }
        return found
    }

    private func goesWithTableAbove(_ index: Int) -> Bool {
        let line = lines.lines[index]
        return !line.isSpread && !line.isAfterGap && level(line) == nil
    }

    /// "1.1 Intelligence", in the first column of a table without a header.
    private func goesWithTableBelow(_ index: Int) -> Bool {
        !lines.lines[index].isSpread && !lines.lines[index + 1].isAfterGap && (level(lines.lines[index]) ?? 7) == 7
    }

    /// Whether rows of one cell stand between two tables, and are not themes inside one.
    private mutating func isBetweenTables(_ range: Range<Int>, _ next: Int) -> Bool {
        let run = lines.lines[range]
        guard let lead = run.first else { return false }
        let look = CellLook(isBold: lead.isBold, size: lead.size)
        if range.lowerBound > 0, headers.contains(lines.key(lines.lines[range.lowerBound - 1])), !lead.isAfterGap {
            // Directly below a header stands a theme, and so do rows that look like it.
            themes.insert(look)
            return false
        }
        if beginsTable(lines.lines[next], next) { return true }
        let isTheme = themes.contains(look) && !run.contains { $0.isSpread && level($0) == nil }
        if hasSpreadProse { return lead.isSpread && !isTheme }
        if (level(lead) ?? 7) < 7, !isTheme { return true }
        if lead.isAfterGap, run.contains(where: { (level($0) ?? 7) < 7 }) { return true }
        return run.contains { line in
            guard line.isSpread, level(line) == nil else { return false }
            return run.count > 1 || lead.isAfterGap || isLikeProse(lines.opening(line))
        } || run.contains { lines.opening($0).utf8.count > SheetShape.paragraphBytes }
    }

    /// Whether plain text is spread over the columns of the sheet, as in a document.
    private static func findSpreadProse(_ lines: SheetLines, _ shape: SheetShape) -> Bool {
        lines.lines.contains { line in
            line.isSingle && line.isSpread && shape.level(line) == nil && shape.isLikeProse(lines.opening(line))
        }
    }

    private func isLikeProse(_ words: String) -> Bool { words.utf8.count > 120 || words.hasSuffix(".") }

    /// A row like the headings of the tables above, or in bold where the row below it is not.
    private func beginsTable(_ line: SheetLine, _ index: Int) -> Bool {
        if headers.contains(lines.key(line)) { return true }
        guard line.isBold, line.cells.count >= 2 else { return false }
        return index + 1 >= lines.lines.count || !lines.lines[index + 1].isBold
    }

    /// Whether the first row of several cells is bold or like the headings of the first table.
    func beginsWithHeader(_ range: Range<Int>) -> Bool {
        guard let index = range.first(where: { !lines.lines[$0].isSingle }), let first = firstHeader else {
            return false
        }
        let line = lines.lines[index]
        return line.isBold || lines.key(line) == first
    }

    /// What stands below the last table of a document.
    private mutating func takeEnd() {
        let all = lines.lines
        var index = all.count
        while index > 0, all[index - 1].isSingle { index -= 1 }
        while index < all.count, goesWithTableAbove(index) { index += 1 }
        for at in index..<all.count { isOutside[at] = true }
    }
}
