import Geography
import Vocabulary

/// The outlines of the records' areas, on a metric plane.
struct AreaShapes {
    /// For each record; nil where the file has none for it.
    let areas: [Boundaries.Area?]
    /// What did not come together, a sentence each.
    let exclusions: [String]

    static let options = [
        Option("boundary-name", .text, "Which property of the outlines names the area; found by itself otherwise")
    ]

    /// Nil where no outlines were given.
    init?(_ request: AnalysisRequest, names: [String]) throws(AnalysisProblems) {
        guard let given = request.boundaries else { return nil }
        let property = try Self.property(request, given, names)
        let plane = given.onPlane
        var shapes: [String: Boundaries.Area] = [:]
        var nameless = 0, shapeless = 0, joined: Set<String> = []
        for area in plane.areas {
            guard let name = area.properties[property], !name.isEmpty else {
                nameless += 1
                continue
            }
            if area.polygons.isEmpty { shapeless += 1 }
            if shapes[name] != nil { joined.insert(name) }
            shapes[name, default: Boundaries.Area(polygons: [])].polygons += area.polygons
        }
        let wanted = Set(names)
        let areas = names.map { name in shapes[name].flatMap { $0.polygons.isEmpty ? nil : $0 } }
        let without = names.indices.filter { areas[$0] == nil }.map { names[$0] }
        let unused = shapes.keys.filter { !wanted.contains($0) }.sorted()
        self.areas = areas
        exclusions = [
            Self.sentence(without, "of the table has no outline", "of the table have no outline"),
            Self.sentence(unused, "with an outline is not in the table", "with an outline are not in the table"),
            Self.sentence(
                joined.sorted(), "has several outlines, taken together", "have several outlines, taken together"),
            nameless > 0 ? "\(nameless) outlines have no \(property)." : nil,
            shapeless > 0 ? "\(shapeless) features of the file have no shape." : nil,
        ].compactMap { $0 }
    }

    /// The middles of areas that have an outline.
    var middles: [Boundaries.Point?] { areas.map { $0?.middle } }

    private static func sentence(_ names: [String], _ one: String, _ many: String) -> String? {
        guard !names.isEmpty else { return nil }
        let listed = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", ..." : "")
        return names.count == 1 ? "1 area \(one) (\(listed))." : "\(names.count) areas \(many) (\(listed))."
    }

    /// The property that was asked for, or the only one whose values are names of at least half of the areas.
    private static func property(
        _ request: AnalysisRequest, _ given: Boundaries, _ names: [String]
    ) throws(AnalysisProblems) -> String {
        let wanted = Set(names)
        var found: [String: Set<String>] = [:]
        for area in given.areas {
            for (property, value) in area.properties {
                if wanted.contains(value) {
                    found[property, default: []].insert(value)
                } else {
                    found[property, default: []].formUnion([])
                }
            }
        }
        let known = found.keys.sorted().joined(separator: ", ")
        if let asked = request.text("boundary-name") {
            guard let matched = found[asked] else {
                throw AnalysisProblems(
                    "no-such-property", "The outlines have no property \(asked). They have: \(known).")
            }
            guard !matched.isEmpty else { throw AnalysisProblems("no-match", noMatch(asked, given, names)) }
            return asked
        }
        let most = found.values.map(\.count).max() ?? 0
        guard most > 0 else {
            let first = given.areas.first?.properties.sorted { $0.key < $1.key }.prefix(6)
                .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
            throw AnalysisProblems(
                "no-match",
                "No property of the outlines names an area of the table. The first outline has \(first ?? "nothing"); the first area is \(names.first ?? "none")."
            )
        }
        let likely = found.filter { $0.value.count * 2 >= wanted.count || $0.value.count == most }.keys.sorted()
        guard likely.count == 1 else {
            throw AnalysisProblems(
                "two-properties",
                "Areas of the table stand under several properties of the outlines (\(likely.joined(separator: ", "))). Say which with --boundary-name."
            )
        }
        return likely[0]
    }

    private static func noMatch(_ property: String, _ given: Boundaries, _ names: [String]) -> String {
        let first = given.areas.lazy.compactMap { $0.properties[property] }.first ?? "nothing"
        return
            "No area of the table stands under \(property) of the outlines. The first there is \(first); the first of the table is \(names.first ?? "none")."
    }
}
