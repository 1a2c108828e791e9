import Statistics
import Vocabulary

/// What a file publishes about every cell, as ranges.
struct Publication {
    private(set) var low: [Double]
    private(set) var high: [Double]
    /// What cells really hold, where the file says so.
    private(set) var truth: [Double?]
    /// Cells that are protected: withheld, or the finest ones that are rounded.
    private(set) var targets: [Int] = []
    private(set) var published = 0
    private(set) var earlier = 0
    private(set) var notes: [String] = []
    /// The whole finest crossing as it really is, where all of it is given.
    private(set) var known: [Double]?

    init(_ records: CompleteRecords, _ table: CellTable) throws(AnalysisProblems) {
        let request = records.request, shape = table.shape
        let texts = request.columns["published"].map { records.optionalTexts($0[0]) } ?? []
        let before = (request.columns["earlier"] ?? []).map { records.optionalTexts($0) }
        let rounding = Rounding(request)
        let most = request.has(option: "most") ? request.number("most") : .infinity
        var problems: [Problem] = [], lines: [Int: Int] = [:], outside = 0
        low = [Double](repeating: 0, count: shape.count)
        high = [Double](repeating: .infinity, count: shape.count)
        truth = [Double?](repeating: nil, count: shape.count)
        var isGiven = [Bool](repeating: false, count: shape.count)
        for record in 0..<records.count {
            let cell = table.cells[record], row = records.rows[record]
            guard cell >= 0 else {
                outside += 1
                continue
            }
            if let first = lines[cell] {
                problems.append(
                    .of(
                        "cell-twice",
                        "Row \(row): \(table.key(cell)) stands in row \(first) already. Give each cell once.", row: row)
                )
                continue
            }
            lines[cell] = row
            isGiven[cell] = true
            let text = texts[record]
            if let text, !Self.isMark(text) {
                guard let value = CellValue.number(text), value >= 0 else {
                    problems.append(
                        .of(
                            "not-a-figure",
                            "Row \(row): \"\(text.prefix(40))\" is neither a figure from 0 nor a sign for withheld.",
                            row: row))
                    continue
                }
                published += 1
                (low[cell], high[cell]) = rounding.range(value)
                if rounding.base > 1, cell < shape.finest { targets.append(cell) }
            } else {
                targets.append(cell)
                (low[cell], high[cell]) = (request.number("least"), most)
            }
            for column in before {
                guard let text = column[record], !Self.isMark(text), let value = CellValue.number(text) else {
                    continue
                }
                earlier += 1
                let range = rounding.range(value)
                (low[cell], high[cell]) = (max(low[cell], range.0), min(high[cell], range.1))
            }
            if low[cell] > high[cell] {
                problems.append(
                    .of(
                        "at-odds", "Row \(row): what is published and what was published before do not go together.",
                        row: row))
            }
        }
        guard problems.isEmpty else { throw AnalysisProblems(Array(problems.prefix(40))) }
        if outside > 0 { notes.append("\(outside) rows belong to no published table and were left out.") }
        let finest = 0..<shape.finest
        if shape.isFinestPublished, finest.contains(where: { isGiven[$0] }) {
            let absent = finest.filter { !isGiven[$0] }
            for cell in absent { (low[cell], high[cell], truth[cell]) = (0, 0, 0) }
            if !absent.isEmpty { notes.append("\(absent.count) cells are not in the file and count as 0.") }
        }
        if request.has("count"), case .numbers(let counts)? = request.columns["count"]?[0].values {
            for (record, place) in records.kept.enumerated() where table.cells[record] >= 0 {
                truth[table.cells[record]] = counts[place]
            }
            let real = finest.compactMap { truth[$0] }
            if real.count == shape.finest, fits(shape.totals(real)) { known = real }
        }
        targets.sort()
    }

    /// Whether these figures agree with everything published.
    private func fits(_ totals: [Double]) -> Bool {
        totals.indices.allSatisfy { totals[$0] >= low[$0] - 1e-6 && totals[$0] <= high[$0] + 1e-6 }
    }

    static func isMark(_ text: String) -> Bool {
        CellValue.isSuppressed(text) || CellValue.isMissing(text) || text.lowercased() == "x"
    }
}

/// What readers know of a figure that was rounded.
struct Rounding {
    let base: Double
    let isRandom: Bool
    let isWhole: Bool

    init(_ request: AnalysisRequest) {
        base = request.number("rounding")
        isRandom = request.choice("rounding-kind") == "random"
        isWhole = request.choice("whole") == "yes"
    }

    func range(_ value: Double) -> (Double, Double) {
        guard base > 1 || (base > 0 && !isWhole) else { return (value, value) }
        if isRandom { return (max(0, value - base + (isWhole ? 1 : 0)), value + base - (isWhole ? 1 : 0)) }
        // A half goes up: 12 and 13 become 10 and 15 to base 5, 15 becomes 20 to base 10.
        let below = isWhole ? (base / 2).rounded(.down) : base / 2
        let above = isWhole ? (base / 2).rounded(.up) - 1 : base / 2
        return (max(0, value - below), value + above)
    }
}
