/// Whether rows after a blank line belong to the same table.
///
/// Blank lines stand at page breaks inside one table, so the rows go on, unless what follows is plainly another
/// table: at least two rows of one width, another width than before, and a first row that could be a header.
struct TableBreak {
    /// Rows without a blank line between them.
    struct Run: Equatable {
        var rows: Int
        /// The number of cells of every row; nil where rows differ.
        var width: Int?

        mutating func add(width found: Int) {
            width = rows == 0 || width == found ? found : nil
            rows += 1
        }
    }

    private var width: Int?

    /// - Parameter first: the cells of the run's first row.
    mutating func beginsTable(_ run: Run, first: [Cell], isFirst: Bool) -> Bool {
        let ownWidth = run.rows > 1 ? run.width : nil
        let begins = isFirst || (ownWidth != nil && width != nil && ownWidth != width && couldBeHeader(first))
        if begins {
            width = ownWidth
        } else if run.width != width {
            width = nil
        }
        return begins
    }

    private func couldBeHeader(_ cells: [Cell]) -> Bool {
        cells.allSatisfy { cell in
            guard let first = cell.text.utf8.first else { return false }
            return !first.isDigit && cell.text.utf8.count <= 60
        }
    }
}
