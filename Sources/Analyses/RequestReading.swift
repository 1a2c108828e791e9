public import Geography
import Vocabulary

extension AnalysisRequest {
    /// Reads columns as their roles say and options as theirs say.
    ///
    /// - Parameters:
    ///   - columns: names of columns under the role they play, in the order given.
    ///   - options: values as typed; a flag has the empty text.
    ///   - files: what the files named by options hold, by the name of the option.
    /// - Throws: `AnalysisProblems` with everything that is wrong.
    public init(
        _ method: MethodDescription, _ table: AnalysisTable, columns named: [String: [String]],
        options given: [String: String] = [:], neighbours: NeighbourPairs? = nil, boundaries: Boundaries? = nil,
        files: [String: AnalysisTable] = [:], seed: UInt64 = AnalysisRequest.standardSeed
    ) throws(AnalysisProblems) {
        var problems: [Problem] = []
        var columns: [String: [RoleColumn]] = [:]
        for role in method.roles {
            let wanted = named[role.name] ?? []
            if wanted.isEmpty, role.isRequired {
                problems.append(.of("role-missing", "--\(role.name) COLUMN is needed: \(role.meaning)."))
            }
            if wanted.count > 1, !role.isRepeatable {
                problems.append(.of("role-twice", "--\(role.name) is given \(wanted.count) times. Give one column."))
            }
            for name in wanted {
                guard let place = table.place(of: name) else {
                    let known = table.names.prefix(20).joined(separator: ", ")
                    problems.append(
                        .of("no-such-column", "There is no column \(name) for --\(role.name). The file has: \(known)."))
                    continue
                }
                let same = table.names.count { $0 == name }
                if same > 1 {
                    problems.append(
                        .of(
                            "column-twice",
                            "\(same) columns are named \(name), asked for as --\(role.name). Give each a name of its own."
                        ))
                    continue
                }
                let column = RoleColumn(name, role, table.columns[place], table.rowNumbers, place + 1, &problems)
                columns[role.name, default: []].append(column)
            }
        }
        let values = Self.values(method, given, &problems)
        if method.neighbours == .required, neighbours == nil, boundaries == nil, named["x"] == nil || named["y"] == nil
        {
            problems.append(.of("neighbours-missing", AreaNeighbours.needed))
        }
        if method.boundaries == .required, boundaries == nil {
            problems.append(.of("boundaries-missing", "--boundaries FILE.geojson is needed: the outlines of areas."))
        }
        guard problems.isEmpty else { throw AnalysisProblems(Self.shortened(problems)) }
        self.columns = columns
        self.values = values
        rowNumbers = table.rowNumbers
        self.neighbours = neighbours
        self.boundaries = boundaries
        self.files = files
        self.seed = seed
    }

    private static func values(
        _ method: MethodDescription, _ given: [String: String], _ problems: inout [Problem]
    ) -> [String: String] {
        var values: [String: String] = [:]
        for option in method.options {
            guard let typed = given[option.name] else {
                if let standard = option.standard, option.kind != .flag { values[option.name] = standard }
                continue
            }
            if let why = option.refusal(of: typed) {
                problems.append(.of("option-off", "--\(option.name) \(why), and \"\(typed)\" is not."))
            } else {
                values[option.name] = typed
            }
        }
        return values
    }

    /// At most twenty of each kind; the rest are counted.
    private static func shortened(_ problems: [Problem]) -> [Problem] {
        var seen: [String: Int] = [:]
        var kept = problems.filter { problem in
            seen[problem.code, default: 0] += 1
            return seen[problem.code, default: 0] <= 20
        }
        for (code, count) in seen.sorted(by: { $0.key < $1.key }) where count > 20 {
            kept.append(.of(code, "\(count - 20) more like this."))
        }
        return kept
    }
}

extension Option {
    /// What is wrong with a value, as the middle of a sentence; nil when nothing is.
    func refusal(of typed: String) -> String? {
        switch kind {
        case .number(let range):
            if let value = CellValue.number(typed), range.contains(value) { return nil }
            return "must be a number from \(range.lowerBound) to \(range.upperBound)"
        case .whole(let range):
            if let value = Int(typed), range.contains(value) { return nil }
            return "must be a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .choice(let choices):
            return choices.contains(typed) ? nil : "must be one of \(choices.joined(separator: ", "))"
        case .text, .file: return typed.isEmpty ? "must not be empty" : nil
        case .day: return CellValue.day(typed) == nil ? "must be a day such as 2027-03-31" : nil
        case .numbers:
            let parts = typed.split(separator: ",", omittingEmptySubsequences: false)
            return parts.allSatisfy { CellValue.number(TrimmedText.of(String($0))) != nil }
                ? nil : "must be numbers with commas between them"
        case .flag: return typed.isEmpty || typed == "yes" ? nil : "takes no value"
        }
    }
}

extension RoleColumn {
    fileprivate init(
        _ name: String, _ role: Role, _ cells: [String], _ rows: [Int], _ column: Int, _ problems: inout [Problem]
    ) {
        self.name = name
        var suppressed: Set<Int> = []
        func known(_ index: Int) -> String? {
            let cell = cells[index]
            if CellValue.isMissing(cell) { return nil }
            if role.kind != .text, CellValue.isSuppressed(cell) {
                suppressed.insert(index)
                return nil
            }
            return cell
        }
        func refuse(_ index: Int, _ needed: String) {
            problems.append(
                .of(
                    "not-a-\(role.kind.rawValue)",
                    "Row \(rows[index]), \(name): \"\(cells[index].prefix(60))\" is not \(needed).",
                    row: rows[index], column: column))
        }
        switch role.kind {
        case .text: values = .texts(cells.indices.map(known))
        case .number, .count, .positive:
            values = .numbers(
                cells.indices.map { index in
                    guard let cell = known(index) else { return nil }
                    guard let value = CellValue.number(cell) else {
                        refuse(index, "a number")
                        return nil
                    }
                    if role.kind == .count, value < 0 { refuse(index, "zero or more") }
                    if role.kind == .positive, value <= 0 { refuse(index, "above zero") }
                    return value
                })
        case .day:
            values = .days(
                cells.indices.map { index in
                    guard let cell = known(index) else { return nil }
                    guard let day = CellValue.day(cell) else {
                        refuse(index, "a day such as 2027-03-31")
                        return nil
                    }
                    return day
                })
        case .yesNo:
            values = .yesNo(
                cells.indices.map { index in
                    guard let cell = known(index) else { return nil }
                    guard let answer = CellValue.yesNo(cell) else {
                        refuse(index, "yes or no")
                        return nil
                    }
                    return answer
                })
        }
        self.suppressed = suppressed
    }
}

extension Problem {
    static func of(_ code: String, _ message: String, row: Int? = nil, column: Int? = nil) -> Problem {
        Problem(place: Place(row: row, column: column), severity: .error, code: code, message: message)
    }
}
