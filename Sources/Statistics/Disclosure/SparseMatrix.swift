/// A sparse matrix kept by columns and by rows, for programs in which each cell of a table stands in few totals.
struct SparseMatrix: Sendable {
    let rows: Int
    let columns: Int
    /// Where each column begins in `rowOf` and `value`.
    let columnStart: [Int32]
    let rowOf: [Int32]
    let value: [Double]
    let rowStart: [Int32]
    let columnOf: [Int32]
    let rowValue: [Double]

    /// - Parameter entries: of each column its (row, value), each row once.
    init(rows: Int, columns entries: [[(row: Int, value: Double)]]) {
        self.rows = rows
        columns = entries.count
        var start: [Int32] = [0], rowOf: [Int32] = [], value: [Double] = []
        var counts = [Int32](repeating: 0, count: rows + 1)
        for column in entries {
            for entry in column {
                rowOf.append(Int32(entry.row))
                value.append(entry.value)
                counts[entry.row + 1] += 1
            }
            start.append(Int32(rowOf.count))
        }
        for row in 0..<rows { counts[row + 1] += counts[row] }
        rowStart = counts
        var columnOf = [Int32](repeating: 0, count: rowOf.count)
        var rowValue = [Double](repeating: 0, count: rowOf.count)
        for column in entries.indices {
            for place in Int(start[column])..<Int(start[column + 1]) {
                let row = Int(rowOf[place])
                columnOf[Int(counts[row])] = Int32(column)
                rowValue[Int(counts[row])] = value[place]
                counts[row] += 1
            }
        }
        columnStart = start
        self.rowOf = rowOf
        self.value = value
        self.columnOf = columnOf
        self.rowValue = rowValue
    }

    @inline(__always)
    func places(ofColumn column: Int) -> Range<Int> { Int(columnStart[column])..<Int(columnStart[column + 1]) }
    @inline(__always)
    func places(ofRow row: Int) -> Range<Int> { Int(rowStart[row])..<Int(rowStart[row + 1]) }
}
