import Vocabulary

/// From when on each area of a panel is marked as treated, and whether that is one block: all from the same period on, and for good.
struct PanelStarts {
    let areas: [String]
    /// The first period in which each area is marked as treated; nil for those that never are.
    let first: [Int?]
    /// Where a mark ends again: the area, the last period in which it is treated, and the record that is not any more.
    private let ends: [(area: Int, last: Int, record: Int)]
    private let order: PeriodOrder

    /// - Parameters:
    ///   - records: of each area, its record in each period; -1 where there is none.
    ///   - used: the periods that are looked at.
    init(areas: [String], records: [[Int]], flags: [Bool], order: PeriodOrder, used: ClosedRange<Int>) {
        self.areas = areas
        self.order = order
        func isTreated(_ area: Int, _ period: Int) -> Bool {
            let record = records[area][period]
            return record >= 0 && flags[record]
        }
        first = areas.indices.map { area in order.names.indices.first { isTreated(area, $0) } }
        var ends: [(area: Int, last: Int, record: Int)] = []
        for area in areas.indices {
            guard let began = first[area], began < used.upperBound else { continue }
            if let stop = (began + 1...used.upperBound).first(where: { !isTreated(area, $0) }) {
                ends.append((area, stop - 1, records[area][stop]))
            }
        }
        self.ends = ends
    }

    /// The first period of what is judged.
    func start(_ request: AnalysisRequest, rows: [Int]) throws(AnalysisProblems) -> Int {
        let since = try request.text("since").map { (text: String) throws(AnalysisProblems) in
            try order.place(text, option: "since")
        }
        let problems = staggered + ended(rows)
        guard problems.isEmpty else { throw AnalysisProblems(problems) }
        if let since { return since }
        guard let first = common, first > 0 else {
            throw AnalysisProblems(
                "since-missing",
                "--since PERIOD is needed: the first period of what is judged. It is taken from the treated column only where that changes in time."
            )
        }
        return first
    }

    private var common: Int? { first.compactMap { $0 }.min() }

    private var staggered: [Problem] {
        let starts = Set(first.compactMap { $0 }).sorted()
        guard starts.count > 1 else { return [] }
        let words = starts.prefix(8).map { start in
            let group = areas.indices.filter { first[$0] == start }
            let named = group.prefix(6).map { areas[$0] }.joined(separator: ", ")
            return "\(order.names[start]): \(named)\(group.count > 6 ? " and \(group.count - 6) more" : "")"
        }
        let more = starts.count > 8 ? "; and \(starts.count - 8) more starts" : ""
        return [
            .of(
                "staggered",
                "The treated areas do not start together (\(words.joined(separator: "; "))\(more)), and this method takes one start for all. Analyse the areas of each start by themselves: leave the rows of the other treated areas out and keep all areas that are never treated. To take them as one block all the same, mark them as treated in every period and give --since."
            )
        ]
    }

    private func ended(_ rows: [Int]) -> [Problem] {
        ends.prefix(20).map { end in
            let row = rows[end.record]
            return .of(
                "treatment-ends",
                "Row \(row): \(areas[end.area]) is not treated any more, after \(order.names[end.last]). This method takes a treatment that goes on from its start; give --until \(order.names[end.last]) to judge it while it lasted, or leave the area out.",
                row: row)
        }
    }

    /// Whether what was asked for is what the column says.
    func check(_ start: Int) -> AssumptionCheck? {
        guard let first = common, first > 0, first != start else { return nil }
        let marked = order.names[first], asked = order.names[start]
        return AssumptionCheck(
            "The start is the one the treated column has", .doubtful,
            first < start
                ? "The areas are marked as treated from \(marked) on; periods from then to \(asked) are taken as before."
                : "The areas are marked as treated from \(marked) on; periods from \(asked) to then are taken as after."
        )
    }
}
