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
        headers.insert(lines.key(lines.lines[first]))
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
        if ratio >= 1.15 { return 3 }
        return line.isBold ? 7 : nil
    }

    private func isProse(_ range: Range<Int>) -> Bool {
        range.count > SheetShape.titleRows
            || lines.lines[range].contains { lines.words($0).utf8.count > SheetShape.titleBytes }
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
            while index < end, goesWithTableAbove(all[index]) { index += 1 }
            if index < end, end < all.count, isBetweenTables(index..<end) {
                for at in index..<end { isOutside[at] = true }
                headers.insert(lines.key(all[end]))
                found = true
            }
            index = end
        }
        return found
    }

    private func goesWithTableAbove(_ line: SheetLine) -> Bool {
        !line.isSpread && !line.isAfterGap && level(line) == nil
    }

    /// Whether rows of one cell stand between two tables, and are not themes inside one.
    private func isBetweenTables(_ range: Range<Int>) -> Bool {
        let next = lines.lines[range.upperBound]
        if beginsTable(next, range.upperBound) { return true }
        let run = lines.lines[range]
        let isAfterGap = run.first?.isAfterGap == true
        if isAfterGap, run.contains(where: { (level($0) ?? 7) < 7 }) { return true }
        return run.contains { line in
            guard line.isSpread, level(line) == nil else { return false }
            return run.count > 1 || isAfterGap || isLikeProse(lines.words(line))
        } || run.contains { lines.words($0).utf8.count > SheetShape.paragraphBytes }
    }

    private func isLikeProse(_ words: String) -> Bool { words.utf8.count > 120 || words.hasSuffix(".") }

    /// A row like the headings of the tables above, or in bold where the row below it is not.
    private func beginsTable(_ line: SheetLine, _ index: Int) -> Bool {
        if headers.contains(lines.key(line)) { return true }
        guard line.isBold, line.cells.count >= 2 else { return false }
        return index + 1 >= lines.lines.count || !lines.lines[index + 1].isBold
    }

    /// What stands below the last table of a document.
    private mutating func takeEnd() {
        let all = lines.lines
        var index = all.count
        while index > 0, all[index - 1].isSingle { index -= 1 }
        while index < all.count, goesWithTableAbove(all[index]) { index += 1 }
        for at in index..<all.count { isOutside[at] = true }
    }
}
