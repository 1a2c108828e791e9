public import Geography
public import Vocabulary

/// Columns in their roles, options with their values, neighbours and a seed: everything a method may ask for.
///
/// Made only when every role and option is sound, so that a method never meets a word where it expects a number.
public struct AnalysisRequest: Sendable {
    let columns: [String: [RoleColumn]]
    let values: [String: String]
    let rowNumbers: [Int]
    /// Which areas lie beside which, under the names of the `area` role.
    public let neighbours: NeighbourPairs?
    /// The outlines of areas, as in their file.
    public let boundaries: Boundaries?
    /// Further tables, by the option that named their file.
    let files: [String: AnalysisTable]
    public let seed: UInt64

    /// The seed when none is given.
    public static let standardSeed: UInt64 = 2027

    /// How many records there are.
    public var count: Int { rowNumbers.count }

    public func has(_ role: String) -> Bool { columns[role] != nil }

    /// The names of the columns that were given for a role.
    public func names(of role: String) -> [String] { columns[role]?.map(\.name) ?? [] }
}

/// One column, read as its role says.
struct RoleColumn: Sendable {
    enum Values: Sendable {
        case texts([String?])
        case numbers([Double?])
        case days([Day?])
        case yesNo([Bool?])
    }

    let name: String
    let values: Values
    /// Records whose value somebody withheld.
    let suppressed: Set<Int>

    func isKnown(_ record: Int) -> Bool {
        switch values {
        case .texts(let texts): texts[record] != nil
        case .numbers(let numbers): numbers[record] != nil
        case .days(let days): days[record] != nil
        case .yesNo(let answers): answers[record] != nil
        }
    }
}

extension AnalysisRequest {
    // MARK: Options

    /// A numeric option; the description gives it a standard value or the method asks `has(option:)` first.
    public func number(_ option: String) -> Double { values[option].flatMap(CellValue.number) ?? .nan }
    public func whole(_ option: String) -> Int { values[option].flatMap { Int($0) } ?? 0 }
    public func choice(_ option: String) -> String { values[option] ?? "" }
    public func text(_ option: String) -> String? { values[option] }
    public func day(_ option: String) -> Day? { values[option].flatMap(CellValue.day) }
    public func numbers(_ option: String) -> [Double] {
        values[option]?.split(separator: ",").compactMap { CellValue.number(TrimmedText.of(String($0))) } ?? []
    }
    public func isOn(_ option: String) -> Bool { values[option] != nil }
    func file(_ option: String) -> AnalysisTable? { files[option] }
    public func has(option: String) -> Bool { values[option] != nil }

    // MARK: Records

    /// The records in which each of these roles has a value, and what was left out.
    public func complete(_ roles: [String]) -> CompleteRecords {
        let asked = roles.flatMap { columns[$0] ?? [] }
        var kept: [Int] = []
        var missing: [String: [Int]] = [:]
        var suppressed: [String: [Int]] = [:]
        for record in 0..<count {
            if let first = asked.first(where: { !$0.isKnown(record) }) {
                if first.suppressed.contains(record) {
                    suppressed[first.name, default: []].append(rowNumbers[record])
                } else {
                    missing[first.name, default: []].append(rowNumbers[record])
                }
            } else {
                kept.append(record)
            }
        }
        let sentences =
            missing.sorted { $0.key < $1.key }.map { Self.leftOut($0.value, "no value under \($0.key)") }
            + suppressed.sorted { $0.key < $1.key }.map { Self.leftOut($0.value, "the value under \($0.key) withheld") }
        return CompleteRecords(request: self, kept: kept, exclusions: sentences)
    }

    private static func leftOut(_ rows: [Int], _ why: String) -> String {
        "\(records(rows.count)) left out, \(why) (\(listed(rows)))."
    }

    static func records(_ count: Int) -> String { "\(count) \(count == 1 ? "record" : "records")" }

    /// The first ten rows by number, the rest counted.
    static func listed(_ rows: [Int]) -> String {
        let more = rows.count > 10 ? " and \(rows.count - 10) more" : ""
        return "row \(rows.prefix(10).map(String.init).joined(separator: ", "))\(more)"
    }
}

/// Records that have everything a method needs.
public struct CompleteRecords: Sendable {
    let request: AnalysisRequest
    let kept: [Int]
    /// What was left out, a sentence for each reason.
    public let exclusions: [String]

    public var count: Int { kept.count }
    public var isEmpty: Bool { kept.isEmpty }
    /// The rows of the file they stand in.
    public var rows: [Int] { kept.map { request.rowNumbers[$0] } }

    /// - Parameter index: which column, where a role was given several times.
    public func numbers(_ role: String, _ index: Int = 0) -> [Double] {
        guard case .numbers(let all)? = column(role, index) else { return [] }
        return kept.map { all[$0] ?? .nan }
    }

    public func texts(_ role: String, _ index: Int = 0) -> [String] {
        guard case .texts(let all)? = column(role, index) else { return [] }
        return kept.map { all[$0] ?? "" }
    }

    public func days(_ role: String, _ index: Int = 0) -> [Day] {
        guard case .days(let all)? = column(role, index) else { return [] }
        return kept.compactMap { all[$0] }
    }

    public func yesNo(_ role: String, _ index: Int = 0) -> [Bool] {
        guard case .yesNo(let all)? = column(role, index) else { return [] }
        return kept.map { all[$0] ?? false }
    }

    /// Some of these records, by their places among them.
    func only(_ places: [Int]) -> CompleteRecords {
        CompleteRecords(request: request, kept: places.map { kept[$0] }, exclusions: exclusions)
    }

    /// Whether each record has a value in a role it was not asked to have one in; true where the role has no column.
    func known(_ role: String, _ index: Int = 0) -> [Bool] {
        guard let list = request.columns[role], index < list.count else { return kept.map { _ in true } }
        return kept.map { list[index].isKnown($0) }
    }

    /// A name for each record: the role's text, or its row.
    public func keys(_ role: String) -> [String] {
        request.has(role) ? texts(role) : rows.map { "row \($0)" }
    }

    private func column(_ role: String, _ index: Int) -> RoleColumn.Values? {
        guard let list = request.columns[role], index < list.count else { return nil }
        return list[index].values
    }
}
