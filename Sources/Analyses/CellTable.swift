import Statistics
import Vocabulary

/// The records of a file as cells of a table with everything it adds up to: which dimensions, which groups above them, and
/// which rows are totals.
struct CellTable {
    let shape: TableShape
    let dimensions: [String]
    /// Of each dimension and grouping the names of its groups.
    let labels: [[[String]]]
    /// Of every record its cell.
    let cells: [Int]
    /// Records that are cells of the finest crossing.
    let isFinest: [Bool]

    static let mostFinest = 2_000_000

    static let roles = [
        Role("by", .text, "A dimension of the table: give it once for each", repeatable: true),
        Role(
            "parent", .text,
            "Groups above a dimension (the county of a town): each value of one dimension has one value here",
            required: false, repeatable: true),
    ]
    static let options = [
        Option("total-label", .text, "How the file names a total", standard: "Total"),
        Option(
            "levels", .text,
            "Groups by the first characters of a code: area=1,3 puts groups of one and of three characters above area; a semicolon parts dimensions"
        ),
        Option(
            "tables", .text,
            "The tables that are published, dimensions with * between them and a comma between tables: area*age,area*sex; otherwise all dimensions crossed"
        ),
    ]

    /// - Throws: `AnalysisProblems` where a dimension has no or too many values, or a parent goes with none.
    init(_ records: CompleteRecords) throws(AnalysisProblems) {
        let request = records.request
        let dimensions = request.names(of: "by")
        let total = (request.text("total-label") ?? "Total").lowercased()
        let texts = dimensions.indices.map { records.texts("by", $0) }
        let isTotal = texts.map { $0.map { $0.lowercased() == total } }
        var problems: [Problem] = []
        var above: [[[String: String]]] = dimensions.map { _ in [] }
        let prefixes = Self.prefixes(request.text("levels"), dimensions, &problems)
        for (place, name) in request.names(of: "parent").enumerated() {
            let parents = request.columns["parent"].map { records.optionalTexts($0[place]) } ?? []
            let found = dimensions.indices.lazy.compactMap { dimension -> (Int, [String: String])? in
                Self.mapping(texts[dimension], parents, isTotal[dimension]).map { (dimension, $0) }
            }.first
            if let (dimension, mapping) = found {
                above[dimension].append(mapping)
            } else {
                problems.append(
                    .of(
                        "no-parent",
                        "--parent \(name): no dimension has one value of it for each of its own. Give groups that hold whole categories."
                    ))
            }
        }
        var labels: [[[String]]] = [], shapes: [TableShape.Dimension] = []
        var places: [[String: (grouping: Int, group: Int)]] = []
        for dimension in dimensions.indices {
            let groupNames = Set(above[dimension].flatMap { $0.values })
            var order: [String] = [], seen: Set<String> = []
            for (record, text) in texts[dimension].enumerated()
            where !isTotal[dimension][record]
                && !(groupNames.contains(text) && above[dimension].allSatisfy { $0[text] == nil || $0[text] == text })
                && !prefixes[dimension].contains(text.count)
            {
                if seen.insert(text).inserted { order.append(text) }
            }
            var names = [order], groups: [[Int]] = []
            let ways =
                above[dimension].map { mapping in order.map { mapping[$0] ?? "" } }
                + prefixes[dimension].map { length in order.map { String($0.prefix(length)) } }
            for way in ways {
                let grouping = Grouping(way)
                var group = [Int](repeating: 0, count: order.count)
                for (number, members) in grouping.members.enumerated() {
                    for member in members { group[member] = number }
                }
                names.append(grouping.names)
                groups.append(group)
            }
            names.append([request.text("total-label") ?? "Total"])
            if order.isEmpty {
                problems.append(.of("no-categories", "--by \(dimensions[dimension]): there is nothing but totals."))
            }
            var of: [String: (grouping: Int, group: Int)] = [:]
            for (grouping, list) in names.enumerated().reversed() where grouping < names.count - 1 {
                for (group, name) in list.enumerated() { of[name] = (grouping, group) }
            }
            places.append(of)
            labels.append(names)
            shapes.append(TableShape.Dimension(categories: order.count, above: groups))
        }
        let crossings = Self.published(request.text("tables"), dimensions, shapes, &problems)
        guard problems.isEmpty else { throw AnalysisProblems(problems) }
        let size = shapes.reduce(1.0) { $0 * Double($1.sizes[0]) }
        guard size <= Double(Self.mostFinest) else {
            throw AnalysisProblems(
                "too-many-cells",
                "The table would have \(ReportNumber.short(size)) cells; \(Self.mostFinest) is the most.")
        }
        let shape = TableShape(shapes, published: crossings)
        var numbers: [[Int]: Int] = [:]
        for (number, crossing) in shape.crossings.enumerated() { numbers[crossing] = number }
        var cells: [Int] = [], isFinest: [Bool] = []
        for record in 0..<records.count {
            var crossing: [Int] = [], groups: [Int] = []
            for dimension in dimensions.indices {
                let last = shapes[dimension].groupings.count - 1
                let place =
                    isTotal[dimension][record]
                    ? (grouping: last, group: 0) : places[dimension][texts[dimension][record]] ?? (last, 0)
                crossing.append(place.grouping)
                groups.append(place.group)
            }
            cells.append(numbers[crossing].map { shape.cell($0, groups) } ?? -1)
            isFinest.append(crossing.allSatisfy { $0 == 0 })
        }
        self.shape = shape
        self.dimensions = dimensions
        self.labels = labels
        self.cells = cells
        self.isFinest = isFinest
    }

    /// A cell's categories with a bar between them.
    func key(_ cell: Int) -> String {
        let (crossing, groups) = shape.place(cell)
        return dimensions.indices.map { labels[$0][shape.crossings[crossing][$0]][groups[$0]] }.joined(separator: "|")
    }

    /// The cells that are published: all but the finest where only sums of it are.
    var publishedCells: [Int] { Array((shape.isFinestPublished ? 0 : shape.finest)..<shape.count) }

    private static func mapping(_ texts: [String], _ parents: [String?], _ isTotal: [Bool]) -> [String: String]? {
        var mapping: [String: String] = [:]
        for (record, text) in texts.enumerated() where !isTotal[record] {
            guard let parent = parents[record] else { continue }
            if let known = mapping[text], known != parent { return nil }
            mapping[text] = parent
        }
        return mapping.isEmpty ? nil : mapping
    }

    private static func prefixes(_ text: String?, _ dimensions: [String], _ problems: inout [Problem]) -> [[Int]] {
        var prefixes: [[Int]] = dimensions.map { _ in [] }
        for part in text?.split(separator: ";") ?? [] {
            let sides = part.split(separator: "=").map { TrimmedText.of(String($0)) }
            let lengths = sides.count == 2 ? sides[1].split(separator: ",").compactMap { Int($0) } : []
            guard sides.count == 2, let dimension = dimensions.firstIndex(of: sides[0]), !lengths.isEmpty,
                lengths.allSatisfy({ $0 > 0 })
            else {
                problems.append(
                    .of("levels-off", "--levels \"\(part)\" must be a dimension, = and lengths, such as area=1,3."))
                continue
            }
            prefixes[dimension] = lengths.sorted(by: >)
        }
        return prefixes
    }

    private static func published(
        _ text: String?, _ names: [String], _ shapes: [TableShape.Dimension], _ problems: inout [Problem]
    ) -> [[Int]]? {
        guard let text else { return nil }
        var tables: [Set<Int>] = []
        for table in text.split(separator: ",") {
            let parts = table.split(separator: "*").map { TrimmedText.of(String($0)) }
            let places = parts.compactMap { names.firstIndex(of: $0) }
            guard places.count == parts.count, !parts.isEmpty else {
                problems.append(
                    .of(
                        "tables-off",
                        "--tables: \"\(table)\" must name dimensions of --by: \(names.joined(separator: ", "))."))
                continue
            }
            tables.append(Set(places))
        }
        var all: [[Int]] = [[]]
        for shape in shapes { all = all.flatMap { crossing in shape.groupings.indices.map { crossing + [$0] } } }
        return all.filter { crossing in
            let open = Set(crossing.indices.filter { crossing[$0] < shapes[$0].groupings.count - 1 })
            return tables.contains { open.isSubset(of: $0) }
        }
    }
}

extension CompleteRecords {
    /// A column's texts with those that are missing as nil.
    func optionalTexts(_ column: RoleColumn) -> [String?] {
        guard case .texts(let all) = column.values else { return [] }
        return kept.map { all[$0] }
    }
}
