/// Cell-key perturbation as the Office for National Statistics specifies it: every record has a fixed key; the keys of a cell's
/// records, added up modulo the size of the table of perturbations, say with the count what is added to it. The same cell
/// gets the same perturbation whoever asks, in whatever table.
public struct CellKey: Sendable {
    /// What is added, by count value (0 to 750) and cell key.
    public struct Perturbations: Hashable, Sendable {
        public let modulus: Int
        private let rows: Int
        private let values: [Int32]

        /// - Parameter entries: count value, cell key, what is added; pairs that are not there add nothing.
        public init(_ entries: [(count: Int, key: Int, value: Int)]) {
            let modulus = (entries.map(\.key).max() ?? 0) + 1, rows = (entries.map(\.count).max() ?? 0) + 1
            var values = [Int32](repeating: 0, count: rows * modulus)
            for entry in entries { values[entry.count * modulus + entry.key] = Int32(entry.value) }
            self.modulus = modulus
            self.rows = rows
            self.values = values
        }

        /// The row of the table for a count: itself up to 750, above it rows 501 to 750 over and over.
        public static func row(_ count: Int) -> Int { count <= 750 ? count : (count - 1) % 250 + 501 }

        public func value(count: Int, key: Int) -> Int {
            let row = Perturbations.row(count)
            return row < rows ? Int(values[row * modulus + key]) : 0
        }
    }

    public struct Cell: Hashable, Sendable {
        public var count: Int
        public var key: Int
        public var row: Int
        public var added: Int
        /// nil below the threshold.
        public var published: Int?
    }

    /// - Parameters:
    ///   - cells: of each record the cell it stands in.
    ///   - keys: of each record, zero or more.
    ///   - count: how many cells there are.
    ///   - threshold: perturbed counts below it are withheld.
    public static func table(
        cells: [Int32], keys: [Int32], count: Int, _ perturbations: Perturbations, threshold: Int
    ) -> [Cell] {
        // Count and keys of a cell side by side: one place in memory for each record.
        var sums = [Int64](repeating: 0, count: 2 * count)
        cells.withUnsafeBufferPointer { cells in
            keys.withUnsafeBufferPointer { keys in
                sums.withUnsafeMutableBufferPointer { sums in
                    for record in cells.indices {
                        let place = 2 * Int(cells[record])
                        sums[place] &+= 1
                        sums[place + 1] &+= Int64(keys[record])
                    }
                }
            }
        }
        return (0..<count).map { cell in
            let number = Int(sums[2 * cell]), key = Int(sums[2 * cell + 1]) % perturbations.modulus
            let added = perturbations.value(count: number, key: key), published = number + added
            return Cell(
                count: number, key: key, row: Perturbations.row(number), added: added,
                published: published < threshold ? nil : published)
        }
    }
}
