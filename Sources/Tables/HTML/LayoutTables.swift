/// Tables that only place the parts of a page: a table of rows and columns stands inside one of their cells.
///
/// Such a page is read as if its outer table were not there. A table with header cells, or with rows of its own beside
/// the one that holds the inner table, is a table.
enum LayoutTables {
    private struct Open {
        let start: Int
        let isPresentation: Bool
        var rows = 0
        var cells = 0
        var widest = 0
        var hasHeader = false
        var hasTable = false
    }

    /// Where the opening tags of layout tables end.
    static func find(_ bytes: [UInt8], _ range: Range<Int>) -> Set<Int> {
        guard isNested(bytes, range) else { return [] }
        var layouts: Set<Int> = []
        var open: [Open] = []
        var scanner = HTMLScanner(bytes, range)
        while let token = scanner.next() {
            guard case .tag(let tag) = token else { continue }
            if HTMLReader.skipped.contains(tag.name), !tag.isClosing {
                scanner.skip(element: tag.name)
            } else if tag.name == "table", !tag.isClosing {
                guard open.count < 200 else { return layouts }
                let role = tag.attribute("role")
                open.append(Open(start: scanner.index, isPresentation: role == "presentation" || role == "none"))
            } else if tag.name == "table", let ended = open.popLast() {
                if isLayout(ended) { layouts.insert(ended.start) }
                let isTable = ended.rows >= 2 && ended.widest >= 2
                if let outer = open.indices.last, isTable || ended.hasTable { open[outer].hasTable = true }
            } else if !tag.isClosing, let inner = open.indices.last {
                count(tag, in: &open[inner])
            }
        }
        return layouts
    }

    private static func count(_ tag: HTMLTag, in table: inout Open) {
        switch tag.name {
        case "tr":
            table.rows += 1
            table.cells = 0
        case "td", "th":
            table.cells += 1
            table.widest = max(table.widest, table.cells)
            if tag.name == "th" { table.hasHeader = true }
        default: return
        }
    }

    private static func isLayout(_ table: Open) -> Bool {
        table.hasTable && !table.hasHeader && (table.isPresentation || table.widest <= 1 || table.rows <= 3)
    }

    /// Whether any table stands inside another; most pages need no second look.
    private static func isNested(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        let opening = Array("<table".utf8)
        let closing = Array("</table".utf8)
        var depth = 0
        for index in range where bytes[index] == Byte.less {
            func begins(_ word: [UInt8]) -> Bool {
                index + word.count <= range.upperBound && zip(word, bytes[index...]).allSatisfy { $0 == $1.lowered }
            }
            if begins(opening) { depth += 1 } else if begins(closing) { depth -= 1 }
            if depth > 1 { return true }
        }
        return false
    }
}
