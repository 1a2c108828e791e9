public import Geography
import Tables
import Vocabulary

/// Pairs of neighbours from a CSV file: an area, its neighbour, and a weight where one is given.
public enum NeighbourFile {
    /// The columns are found by name (`area`, `id` or `from`; `neighbour` or `to`; `weight`), else the first two are taken.
    public static func pairs(csv bytes: [UInt8], name: String) throws(AnalysisProblems) -> NeighbourPairs {
        let table = try AnalysisTable(csv: bytes, name: name)
        func place(_ names: [String]) -> Int? { names.lazy.compactMap { table.place(of: $0) }.first }
        let from = place(["area", "id", "from"]) ?? 0
        guard let to = place(["neighbour", "neighbor", "to"]) ?? (table.names.count > 1 ? 1 : nil) else {
            throw AnalysisProblems(
                "no-neighbours", "\(name) needs two columns, an area and its neighbour, and may have a third, weight.")
        }
        let weight = place(["weight", "weights", "w"])
        var pairs: [NeighbourPairs.Pair] = []
        var problems: [Problem] = []
        for record in 0..<table.count {
            let row = table.rowNumbers[record]
            let area = table.columns[from][record], neighbour = table.columns[to][record]
            guard !area.isEmpty, !neighbour.isEmpty else {
                problems.append(
                    .of("half-a-pair", "\(name), row \(row): an area and its neighbour are needed.", row: row))
                continue
            }
            var value = 1.0
            if let weight {
                guard let number = CellValue.number(table.columns[weight][record]), number >= 0 else {
                    problems.append(
                        .of("weight-off", "\(name), row \(row): the weight must be zero or more.", row: row))
                    continue
                }
                value = number
            }
            pairs.append(NeighbourPairs.Pair(area, neighbour, weight: value))
        }
        guard problems.isEmpty else { throw AnalysisProblems(Array(problems.prefix(20))) }
        return NeighbourPairs(pairs)
    }
}
