import Charts
import Glibc
import Statistics
import Vocabulary

/// Paired answers out of a table: one table of moves for each item, and who left.
struct PairedReading {
    struct Item {
        var name: String
        var table: PairedScale
        /// Who answered before but not after, by their answer then.
        var leavers: [Double]
        var unsure: Double
        /// For each record with an answer before: the step up or down, nil for who left; the answer; the groups.
        var people: [(move: Int?, answer: Int, groups: [String], count: Double)]
    }

    let items: [Item]
    /// From the worst to the best.
    let levels: [String]
    let exclusions: [String]

    init(_ request: AnalysisRequest) throws(AnalysisProblems) {
        let before = request.names(of: "before"), after = request.names(of: "after")
        guard before.count == after.count else {
            throw AnalysisProblems(
                "not-paired",
                "--before is given \(before.count) times and --after \(after.count) times; each item needs both.")
        }
        guard before.count == 1 || !request.has("item") else {
            throw AnalysisProblems("items-twice", "Give --item, or several --before and --after, but not both.")
        }
        let records = request.complete((request.has("item") ? ["item"] : []) + (request.has("count") ? ["count"] : []))
        let counts = request.has("count") ? records.numbers("count") : records.rows.map { _ in 1 }
        let groups = request.names(of: "group").indices.map { records.optionalTexts("group", $0) }
        let unsure = Set(
            (request.text("unsure") ?? "").split(separator: ",").map { TrimmedText.of(String($0)).lowercased() })
        let names = request.has("item") ? records.texts("item") : []
        let columns = before.indices.map { (records.optionalTexts("before", $0), records.optionalTexts("after", $0)) }
        let scale = try AnswerScale(request, columns.flatMap { [$0.0, $0.1] }, unsure, records.rows, before + after)
        var items: [Item] = []
        for (place, column) in columns.enumerated() {
            let grouped = request.has("item") ? Grouping(names) : Grouping(records.rows.map { _ in before[place] })
            for (name, members) in zip(grouped.names, grouped.members) {
                items.append(
                    PairedReading.item(name, members, column, counts, groups, unsure, scale))
            }
        }
        guard !items.isEmpty, items.contains(where: { $0.table.total > 0 }) else {
            throw AnalysisProblems("no-pairs", "Nobody has an answer both before and after.")
        }
        guard items.count <= 200 else {
            throw AnalysisProblems("too-many-items", "\(items.count) items are too many; 200 are the most.")
        }
        self.items = items
        levels = scale.levels
        let gone = items.reduce(0) { $0 + $1.leavers.reduce(0, +) }
        exclusions =
            records.exclusions
            + (gone > 0
                ? [
                    "\(ReportNumber.short(gone)) answers before without one after: not in the change, but in the attrition table."
                ] : [])
    }

    private static func item(
        _ name: String, _ members: [Int], _ column: ([String?], [String?]), _ counts: [Double], _ groups: [[String?]],
        _ unsure: Set<String>, _ scale: AnswerScale
    ) -> Item {
        var table = Matrix(rows: scale.levels.count, columns: scale.levels.count)
        var item = Item(
            name: name, table: PairedScale(table), leavers: [Double](repeating: 0, count: scale.levels.count),
            unsure: 0,
            people: [])
        for record in members {
            let first = column.0[record], second = column.1[record]
            if let first, let second, unsure.contains(first.lowercased()) || unsure.contains(second.lowercased()) {
                item.unsure += counts[record]
                continue
            }
            guard let first, let row = scale.place(first) else { continue }
            let group = groups.map { $0[record] ?? "" }
            if let second, let place = scale.place(second) {
                table[row, place] += counts[record]
                item.people.append((place - row, row, group, counts[record]))
            } else if second == nil {
                item.leavers[row] += counts[record]
                item.people.append((nil, row, group, counts[record]))
            }
        }
        item.table = PairedScale(table)
        return item
    }

    func drawing(_ name: String) -> Drawing {
        let rows = items.prefix(DivergingBars.mostRows / 2).flatMap { item -> [DivergingBars.Row] in
            let n = item.table.total
            guard n > 0 else { return [] }
            let label = items.count > 1 ? "\(item.name), " : ""
            return [
                DivergingBars.Row("\(label)before", item.table.before.map { $0 / n }, startsGroup: true),
                DivergingBars.Row("\(label)after", item.table.after.map { $0 / n }),
            ]
        }
        return DivergingBars(rows: rows, levels: levels).drawing(named: name)
    }
}

/// The answers of a scale in their order, from the worst to the best.
struct AnswerScale {
    let levels: [String]
    private let places: [String: Int]

    init(
        _ request: AnalysisRequest, _ columns: [[String?]], _ unsure: Set<String>, _ rows: [Int], _ names: [String]
    ) throws(AnalysisProblems) {
        var levels: [String]
        if let given = request.text("levels") {
            levels = given.split(separator: ",").map { TrimmedText.of(String($0)) }
        } else {
            let answers = Set(columns.flatMap { $0.compactMap { $0 } }.filter { !unsure.contains($0.lowercased()) })
            guard !answers.isEmpty else {
                throw AnalysisProblems("no-pairs", "Nobody has an answer both before and after.")
            }
            let codes = answers.map { CellValue.number($0) }
            guard codes.allSatisfy({ $0 != nil }) else {
                let listed = answers.sorted().prefix(12).joined(separator: ", ")
                throw AnalysisProblems(
                    "levels-missing",
                    "The answers are words (\(listed)); give --levels with all of them from the lowest to the highest, and --unsure for those not on the scale."
                )
            }
            let whole = codes.compactMap { $0 }.filter { $0 == $0.rounded() && abs($0) < 1_000 }
            guard whole.count == codes.count, let low = whole.min(), let high = whole.max(), high - low < 21 else {
                throw AnalysisProblems(
                    "levels-missing", "The answers are not whole numbers close together; give --levels.")
            }
            levels = (Int(low)...Int(high)).map { String($0) }
        }
        guard (2...21).contains(levels.count), Set(levels.map { $0.lowercased() }).count == levels.count else {
            throw AnalysisProblems("levels-off", "A scale has 2 to 21 different answers; there are \(levels.count).")
        }
        if request.choice("better") == "lower" { levels.reverse() }
        self.levels = levels
        places = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1.lowercased(), $0) })
        var problems: [Problem] = []
        for (column, answers) in columns.enumerated() {
            for (record, answer) in answers.enumerated() {
                guard let answer, !unsure.contains(answer.lowercased()), place(answer) == nil else { continue }
                let name = names[column % 2 == 0 ? column / 2 : names.count / 2 + column / 2]
                problems.append(
                    .of(
                        "not-an-answer",
                        "Row \(rows[record]), \(name): \"\(answer.prefix(40))\" is not one of \(levels.joined(separator: ", ")). Add it to --levels or --unsure.",
                        row: rows[record]))
            }
        }
        guard problems.isEmpty else { throw AnalysisProblems(Array(problems.prefix(20))) }
    }

    func place(_ answer: String) -> Int? {
        if let place = places[answer.lowercased()] { return place }
        guard let code = CellValue.number(answer), code == code.rounded(), abs(code) < 1e6 else { return nil }
        return places[String(Int(code))]
    }
}

extension PairedReading.Item {
    struct Weighted {
        var value: Double
        var error: Double
        var interval: Interval
        var largest: Double
        var effective: Double
    }

    /// The net change with each stayer weighted by one over the chance of staying, from a logit model of the answer before and of the groups.
    ///
    /// - Returns: nil where everybody or nobody stayed, or the model cannot be fitted.
    func weighted(_ confidence: Double) -> Weighted? {
        let stayed = people.map { $0.move == nil ? 0.0 : 1 }
        guard stayed.contains(0), stayed.contains(1) else { return nil }
        var columns: [[Double]] = [people.map { _ in 1 }, people.map { Double($0.answer) }]
        for group in people[0].groups.indices {
            let names = Grouping(people.map { $0.groups[group] }).names.dropFirst()
            guard names.count <= 30 else { return nil }
            for name in names { columns.append(people.map { $0.groups[group] == name ? 1 : 0 }) }
        }
        let counts = people.map(\.count)
        guard let model = LinearModel(.binomial, Matrix(columns: columns), stayed, .init(weights: counts)),
            model.converged
        else { return nil }
        var sum = 0.0, moved = 0.0, squares = 0.0, largest = 0.0
        for (person, chance) in zip(people, model.means) {
            guard let move = person.move, person.count > 0 else { continue }
            let weight = 1 / max(chance, 1e-3)
            sum += weight * person.count
            squares += weight * weight * person.count
            moved += weight * person.count * Double(move.signum())
            largest = max(largest, weight)
        }
        let value = moved / sum
        var variance = 0.0
        for (person, chance) in zip(people, model.means) {
            guard let move = person.move else { continue }
            let weight = 1 / max(chance, 1e-3), off = Double(move.signum()) - value
            variance += weight * weight * off * off * person.count
        }
        let error = variance.squareRoot() / sum, half = Normal.reach(confidence) * error
        return Weighted(
            value: value, error: error,
            interval: Interval(max(-1, value - half), min(1, value + half), confidence: confidence),
            largest: largest, effective: sum * sum / squares)
    }
}
