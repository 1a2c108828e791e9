/// Whether a model's best fit exists for these counts, and where it exists only at the edge.
///
/// Zeros can leave a log-linear model without a best fit: a coefficient runs off to minus infinity. Then the fit to the cells
/// on the smallest face that holds the data is the one the ordinary fit runs towards (Fienberg and Rinaldo 2012), and the people
/// on no list can be told only if the cells of that face still determine the constant.
struct Existence {
    enum Verdict: String, Hashable, Sendable {
        case exists
        /// Some cells are empty under the fit itself.
        case extended
        /// The cells left do not determine the people on no list.
        case notEstimable = "not estimable"
    }

    let verdict: Verdict
    /// Cells that are not empty under the fit.
    let active: [Bool]
    /// Columns of the design that those cells determine.
    let columns: [Int]

    init(_ model: ListModel, _ counts: [Double]) {
        let design = model.design
        let zeros = counts.indices.filter { counts[$0] == 0 }
        var active = counts.map { $0 > 0 }
        if !zeros.isEmpty, zeros.count < counts.count {
            func row(_ cell: Int) -> [Double] { (0..<design.columns).map { design[cell, $0] } }
            let known = Matrix(columns: counts.indices.filter { counts[$0] > 0 }.map(row))
            let span = PivotedQR(known)
            let rest = zeros.map { cell -> [Double] in
                let right = row(cell)
                let part = span.solve(right).map { $0.isNaN ? 0 : $0 }
                return zip(right, known.times(part)).map { $0 - $1 }
            }
            func length(_ vector: [Double]) -> Double { vector.reduce(0) { $0 + $1 * $1 } }
            let cone = Matrix(columns: rest)
            for (place, cell) in zeros.enumerated() {
                if length(rest[place]) < 1e-16 {
                    active[cell] = true
                } else {
                    let left = NonNegativeLeastSquares(cone, rest[place].map { -$0 }).residual
                    active[cell] = length(left) < 1e-14 * max(1, length(rest[place]))
                }
            }
        }
        self.active = active
        let cells = active.indices.filter { active[$0] }
        let face = Matrix(columns: (0..<design.columns).map { column in cells.map { design[$0, column] } })
        let decomposition = PivotedQR(face)
        columns = Array(decomposition.order[..<decomposition.rank]).sorted()
        if cells.count == counts.count, columns.count == design.columns {
            verdict = .exists
        } else {
            let unseen = (0..<design.columns).map { column in cells.map { design[$0, column] } + [column == 0 ? 1 : 0] }
            let known =
                model.unseen == .constant
                ? PivotedQR(Matrix(columns: unseen)).rank == decomposition.rank
                : decomposition.rank == design.columns
            verdict = known && columns.first == 0 ? .extended : .notEstimable
        }
    }
}
