import Statistics
import Vocabulary

/// A table of areas by periods, read: which areas are treated and from when on.
struct PanelReading {
    let areas: [String]
    /// The periods as written, in order.
    let periods: [String]
    let start: Int
    let treated: [Bool]
    /// Under the names of the outcome role.
    let outcomes: [(name: String, values: [Double])]
    let covariates: [(name: String, values: [Double])]
    let exclusions: [String]
    /// Whether the start that was asked for is the one the treated column has; nil where the column has none.
    let startCheck: AssumptionCheck?

    static let mostCells = 20_000_000

    /// - Parameter roles: of outcomes and of covariates.
    init(_ request: AnalysisRequest) throws(AnalysisProblems) {
        let records = request.complete(["area", "period", "treated"])
        guard !records.isEmpty else {
            throw AnalysisProblems("no-records", "No record has an area, a period and whether it is treated.")
        }
        let order = try PeriodOrder(records.texts("period"), rows: records.rows)
        let names = Grouping(records.texts("area"))
        let periods = order.names.count, areas = names.names.count
        guard areas * periods <= PanelReading.mostCells else {
            throw AnalysisProblems(
                "too-large",
                "\(areas) areas by \(periods) periods are too many; \(PanelReading.mostCells) cells are the most.")
        }
        let last = try request.text("until").map { (until: String) throws(AnalysisProblems) in
            try order.place(until, option: "until")
        }
        let used = 0...(last ?? periods - 1)
        let cells = try PanelReading.cells(records, names, order)
        let roles = ["outcome"].flatMap { role in request.names(of: role).indices.map { (role, $0) } }
        let covariateRoles = request.names(of: "covariate").indices.map { ("covariate", $0) }
        let columns = (roles + covariateRoles).map { records.optionalNumbers($0.0, $0.1) }
        var kept: [Int] = []
        var missing: [String] = []
        for area in 0..<areas {
            let isWhole = used.allSatisfy { period in
                let record = cells[area * periods + period]
                return record >= 0 && columns.allSatisfy { !$0[record].isNaN }
            }
            if isWhole { kept.append(area) } else { missing.append(names.names[area]) }
        }
        guard !kept.isEmpty else {
            throw AnalysisProblems("no-area", "No area has every outcome and covariate in every period.")
        }
        let starts = PanelStarts(
            areas: kept.map { names.names[$0] },
            records: kept.map { Array(cells[$0 * periods..<($0 + 1) * periods]) }, flags: records.yesNo("treated"),
            order: order, used: used)
        let start = try starts.start(request, rows: records.rows)
        guard start > 0, start <= used.upperBound else {
            throw AnalysisProblems(
                "one-side",
                "There must be periods before and after the start; the start is the \(start + 1)th of \(used.count).")
        }
        func values(_ column: [Double]) -> [Double] {
            var all: [Double] = []
            all.reserveCapacity(kept.count * used.count)
            for area in kept { for period in used { all.append(column[cells[area * periods + period]]) } }
            return all
        }
        let outcomeNames = request.names(of: "outcome"), covariateNames = request.names(of: "covariate")
        outcomes = outcomeNames.indices.map { (outcomeNames[$0], values(columns[$0])) }
        let rows = records.rows
        covariates = try covariateNames.indices.map { place throws(AnalysisProblems) in
            let column = columns[outcomeNames.count + place]
            let found = try kept.map { area throws(AnalysisProblems) in
                let first = cells[area * periods]
                for period in used where column[cells[area * periods + period]] != column[first] {
                    let row = rows[cells[area * periods + period]]
                    throw AnalysisProblems(
                        "covariate-varies",
                        "Row \(row): \(covariateNames[place]) changes over time in \(names.names[area]). A covariate must be the same in every period; give what varies as an outcome.",
                        row: row)
                }
                return column[first]
            }
            return (covariateNames[place], found)
        }
        self.areas = kept.map { names.names[$0] }
        self.periods = Array(order.names[used])
        self.start = start
        treated = starts.first.map { $0 != nil }
        startCheck = starts.check(start)
        let left =
            missing.isEmpty
            ? []
            : [
                "\(missing.count) areas left out, without a value in every period (\(missing.prefix(5).joined(separator: ", "))\(missing.count > 5 ? " and more" : ""))."
            ]
        exclusions = records.exclusions + left
        guard self.treated.contains(true), self.treated.contains(false) else {
            throw AnalysisProblems(
                "one-group", "There must be treated and untreated areas with values in every period.")
        }
    }

    /// The record of each area in each period, -1 where there is none.
    private static func cells(
        _ records: CompleteRecords, _ names: Grouping, _ order: PeriodOrder
    ) throws(AnalysisProblems) -> [Int] {
        var cells = [Int](repeating: -1, count: names.names.count * order.names.count)
        var problems: [Problem] = []
        for (area, members) in names.members.enumerated() {
            for record in members {
                let cell = area * order.names.count + order.places[record]
                if cells[cell] >= 0 {
                    problems.append(
                        .of(
                            "twice",
                            "Row \(records.rows[record]): \(names.names[area]) in \(order.names[order.places[record]]) is in row \(records.rows[cells[cell]]) already.",
                            row: records.rows[record]))
                }
                cells[cell] = record
            }
        }
        guard problems.isEmpty else { throw AnalysisProblems(Array(problems.prefix(20))) }
        return cells
    }
}

/// Periods in order: numbers, or days.
struct PeriodOrder {
    let names: [String]
    /// The place of each record's period.
    let places: [Int]
    private let keys: [Double]
    private let isDays: Bool

    init(_ texts: [String], rows: [Int]) throws(AnalysisProblems) {
        let known = Grouping(texts)
        let isDays = known.names.contains { CellValue.number($0) == nil }
        let keys = known.names.map { PeriodOrder.key($0, isDays) }
        let wrong = keys.indices.filter { keys[$0] == nil }
        guard wrong.isEmpty else {
            throw AnalysisProblems(
                wrong.prefix(20).map {
                    let row = rows[known.members[$0][0]]
                    return .of(
                        "period-off",
                        "Row \(row): \"\(known.names[$0].prefix(40))\" is neither a number nor a day such as 2027-03.",
                        row: row)
                })
        }
        let sorted = keys.indices.sorted { (keys[$0] ?? 0) < (keys[$1] ?? 0) }
        var names: [String] = [], ordered: [Double] = [], places = [Int](repeating: 0, count: texts.count)
        for place in sorted {
            let key = keys[place] ?? 0
            if ordered.last != key {
                ordered.append(key)
                names.append(known.names[place])
            }
            for record in known.members[place] { places[record] = ordered.count - 1 }
        }
        self.names = names
        self.places = places
        self.keys = ordered
        self.isDays = isDays
    }

    private static func key(_ text: String, _ isDay: Bool) -> Double? {
        isDay ? CellValue.day(text).map { Double($0.number) } : CellValue.number(text)
    }

    func place(_ text: String, option: String) throws(AnalysisProblems) -> Int {
        guard let key = PeriodOrder.key(text, isDays), let place = keys.firstIndex(of: key) else {
            throw AnalysisProblems(
                "option-off", "--\(option) \(text) is not one of the periods \(names[0]) to \(names[names.count - 1]).")
        }
        return place
    }
}

extension CompleteRecords {
    /// A column of numbers in which some may be missing: those are NaN.
    func optionalNumbers(_ role: String, _ index: Int = 0) -> [Double] {
        guard let list = request.columns[role], index < list.count, case .numbers(let all) = list[index].values else {
            return kept.map { _ in .nan }
        }
        return kept.map { all[$0] ?? .nan }
    }

    /// The same of words; missing ones are nil.
    func optionalTexts(_ role: String, _ index: Int = 0) -> [String?] {
        guard let list = request.columns[role], index < list.count, case .texts(let all) = list[index].values else {
            return kept.map { _ in nil }
        }
        return kept.map { all[$0] }
    }
}
