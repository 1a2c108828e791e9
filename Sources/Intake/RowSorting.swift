import Tables

/// Which rows of a plan table are no actions: sums, footnotes, sources.
enum RowSorting {
    /// Why a row is not taken, in a plain sentence; nil for a row to be read.
    static func reasonToLeave(_ row: Row) -> String? {
        let filled = row.filled
        guard let first = filled.first else { return nil }
        let text = row.cells[first].text
        let start = text.prefix(24).lowercased()
        if ["total", "sub-total", "subtotal", "sub total", "grand total", "overall total"].contains(
            where: start.hasPrefix)
        {
            let rest = filled.dropFirst().map { row.cells[$0].text }
            let sums = rest.allSatisfy { $0.utf8.count <= 30 && ($0.contains { $0.isNumber } || $0 == "-") }
            if sums, text.utf8.count <= 60 { return "A row of totals is not an action." }
        }
        guard row.onlyColumn != nil else { return nil }
        let notes = ["*", "†", "‡", "note:", "notes:", "nb:", "n.b.", "source:", "sources:", "key:", "footnote"]
        if notes.contains(where: start.hasPrefix) || start.first.map({ "¹²³⁴⁵⁶⁷⁸⁹".contains($0) }) == true {
            return "A note below the table is not an action."
        }
        return nil
    }

    /// Whether a text goes on from somewhere: a list point, or a small letter at its beginning.
    static func beginsMidSentence(_ text: String) -> Bool {
        guard let first = text.first else { return false }
        if "•◦▪·".contains(first) { return true }
        guard first.isLowercase else { return false }
        // "eSafety", "iPads": a capital follows at once.
        return text.dropFirst().first.map { !$0.isUppercase } ?? true
    }
}
