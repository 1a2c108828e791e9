public import Geography
import Vocabulary

/// Outlines of areas from a GeoJSON file: a FeatureCollection of Polygon and MultiPolygon (RFC 7946).
public enum BoundaryFile {
    public static let mostAreas = 200_000
    public static let mostPoints = 5_000_000

    /// Longitude and latitude, or metres: the `crs` of the file says which, else the range of its numbers.
    ///
    /// - Throws: `AnalysisProblems` with everything that is wrong with its areas, or with where it stops being JSON.
    public static func outlines(json bytes: [UInt8], name: String) throws(AnalysisProblems) -> Boundaries {
        guard bytes.count <= AnalysisTable.largestFile else {
            throw AnalysisProblems("file-too-large", "\(name) is larger than 200 MB. Give simpler outlines.")
        }
        var reader = FeatureReader(JSONCursor(bytes), name)
        do {
            try reader.readFile()
        } catch {
            let place = reader.features.isEmpty ? "" : ", after area \(reader.features.count)"
            throw AnalysisProblems(
                "not-json", "\(name) cannot be read\(place): \(error.words) at byte \(error.byte + 1).")
        }
        guard reader.problems.isEmpty else {
            let more = reader.problemCount - reader.problems.count
            throw AnalysisProblems(
                reader.problems + (more > 0 ? [.of("shape-off", "\(more) more like this in \(name).")] : []))
        }
        return Boundaries(reader.features, unit: try unit(reader, name))
    }

    private static func unit(_ reader: FeatureReader, _ name: String) throws(AnalysisProblems) -> Boundaries.Unit {
        guard let frame = Frame(reader.features) else {
            throw AnalysisProblems("no-shapes", "\(name) holds no area with a shape.")
        }
        let fitsDegrees = frame.west >= -180 && frame.east <= 180 && frame.south >= -90 && frame.north <= 90
        let said = reader.system.map(unit(of:)) ?? nil
        if said == .degrees, !fitsDegrees {
            throw AnalysisProblems(
                "crs-off",
                "\(name) says \(reader.system ?? ""), longitude and latitude, but has numbers beyond 180 and 90.")
        }
        if said == .metres, fitsDegrees {
            throw AnalysisProblems(
                "crs-off", "\(name) says \(reader.system ?? ""), metres, but all its numbers look like degrees.")
        }
        let unit = said ?? (fitsDegrees ? .degrees : .metres)
        if unit == .degrees, frame.east - frame.west > 30 {
            throw AnalysisProblems(
                "too-wide",
                "\(name) spans \(ReportNumber.short(frame.east - frame.west)) degrees from west to east; 30 can be laid flat. Give a metric grid."
            )
        }
        return unit
    }

    /// Nil for a system we do not know; then the range decides.
    private static func unit(of system: String) -> Boundaries.Unit? {
        let code = system.lowercased()
        if code.hasSuffix("crs84") || code.hasSuffix(":4326") || code.hasSuffix(":4258") { return .degrees }
        let metric = ["27700", "29903", "2157", "3035", "3857", "3395"]
        return metric.contains { code.hasSuffix(":\($0)") } || code.contains(":326") ? .metres : nil
    }
}

/// Reads features one after another; what is wrong with a shape is noted, and the next is read.
private struct FeatureReader {
    private var cursor: JSONCursor
    private let name: String
    private(set) var features: [Boundaries.Area] = []
    private(set) var system: String?
    private(set) var problems: [Problem] = []
    private(set) var problemCount = 0
    private var points = 0

    init(_ cursor: JSONCursor, _ name: String) {
        self.cursor = cursor
        self.name = name
    }

    mutating func readFile() throws(JSONCursor.Defect) {
        guard cursor.kind() == .object else {
            throw JSONCursor.Defect(words: "GeoJSON begins with \"{\", and this does not", byte: cursor.index)
        }
        var isFirst = true, hasFeatures = false, type = ""
        while let member = try cursor.member(&isFirst) {
            switch (member, cursor.kind()) {
            case ("type", .text): type = try cursor.text()
            case ("features", .list):
                hasFeatures = true
                try readFeatures()
            case ("crs", .object): try readSystem()
            default: try cursor.skip()
            }
        }
        guard cursor.kind() == .end else {
            throw JSONCursor.Defect(words: "something stands after the end", byte: cursor.index)
        }
        if type != "FeatureCollection" || !hasFeatures {
            let found = type.isEmpty ? "names no type" : "is a \(type)"
            let advice = type == "Topology" ? " TopoJSON must be turned into GeoJSON first." : ""
            note("not-a-collection", "\(name) \(found); a FeatureCollection with features is needed.\(advice)")
        }
    }

    private mutating func note(_ code: String, _ words: String) {
        problemCount += 1
        if problems.count < 20 { problems.append(.of(code, words)) }
    }

    private mutating func readSystem() throws(JSONCursor.Defect) {
        var isFirst = true
        while let member = try cursor.member(&isFirst) {
            guard member == "properties", cursor.kind() == .object else {
                try cursor.skip()
                continue
            }
            var isFirstInside = true
            while let inner = try cursor.member(&isFirstInside) {
                if inner == "name", cursor.kind() == .text { system = try cursor.text() } else { try cursor.skip() }
            }
        }
    }

    private mutating func readFeatures() throws(JSONCursor.Defect) {
        var isFirst = true
        while try cursor.item(&isFirst) {
            guard features.count < BoundaryFile.mostAreas else {
                throw JSONCursor.Defect(
                    words: "there are more than \(BoundaryFile.mostAreas) areas", byte: cursor.index)
            }
            guard cursor.kind() == .object else {
                note("not-a-feature", "\(name), area \(features.count + 1): it is no feature.")
                try cursor.skip()
                features.append(Boundaries.Area(polygons: []))
                continue
            }
            try readFeature()
        }
    }

    private mutating func readFeature() throws(JSONCursor.Defect) {
        var area = Boundaries.Area(polygons: []), number: String?, isFirst = true
        while let member = try cursor.member(&isFirst) {
            switch (member, cursor.kind()) {
            case ("properties", .object): try readProperties(&area.properties)
            case ("geometry", .object): area.polygons = try readGeometry()
            case ("id", .text): number = try cursor.text()
            case ("id", .number): number = try cursor.writtenNumber()
            default: try cursor.skip()
            }
        }
        if let number, area.properties["id"] == nil { area.properties["id"] = number }
        features.append(area)
    }

    private mutating func readProperties(_ properties: inout [String: String]) throws(JSONCursor.Defect) {
        var isFirst = true
        while let member = try cursor.member(&isFirst) {
            switch cursor.kind() {
            case .text: properties[member] = TrimmedText.of(try cursor.text())
            case .number: properties[member] = try cursor.writtenNumber()
            default: try cursor.skip()
            }
        }
    }

    /// The type may stand after the coordinates, so these are passed over and read once it is known.
    private mutating func readGeometry() throws(JSONCursor.Defect) -> [[[Boundaries.Point]]] {
        var isFirst = true, type = "", start: Int?
        while let member = try cursor.member(&isFirst) {
            switch (member, cursor.kind()) {
            case ("type", .text): type = try cursor.text()
            case ("coordinates", .list):
                start = cursor.index
                try cursor.skip()
            default: try cursor.skip()
            }
        }
        let end = cursor.index
        defer { cursor.index = end }
        guard let start, type == "Polygon" || type == "MultiPolygon" else {
            let found = type.isEmpty ? "no type" : start == nil && type.hasSuffix("Polygon") ? "no coordinates" : type
            note("shape-off", "\(spot): its shape has \(found); a Polygon or MultiPolygon is needed.")
            return []
        }
        cursor.index = start
        if type == "Polygon" { return [try polygon()] }
        var polygons: [[[Boundaries.Point]]] = [], isFirstPolygon = true
        while try cursor.item(&isFirstPolygon) { polygons.append(try polygon()) }
        return polygons
    }

    private var spot: String { "\(name), area \(features.count + 1)" }

    private mutating func polygon() throws(JSONCursor.Defect) -> [[Boundaries.Point]] {
        var rings: [[Boundaries.Point]] = [], isFirst = true
        while try cursor.item(&isFirst) {
            let ring = try ring()
            if ring.count < 4 {
                note("shape-off", "\(spot): a ring has \(ring.count) points; four are needed, the last as the first.")
            } else if ring.first != ring.last {
                note("shape-off", "\(spot): a ring is open; its last point must be its first.")
            }
            rings.append(ring)
        }
        return rings
    }

    private mutating func ring() throws(JSONCursor.Defect) -> [Boundaries.Point] {
        var ring: [Boundaries.Point] = [], isFirst = true
        while try cursor.item(&isFirst) {
            points += 1
            guard points <= BoundaryFile.mostPoints else {
                throw JSONCursor.Defect(
                    words: "there are more than \(BoundaryFile.mostPoints) points; give simpler outlines",
                    byte: cursor.index)
            }
            var isFirstNumber = true, numbers: [Double] = []
            while try cursor.item(&isFirstNumber) {
                let number = try cursor.number()
                if numbers.count < 2 { numbers.append(number) }
            }
            guard numbers.count == 2, abs(numbers[0]) <= 1e8, abs(numbers[1]) <= 1e8 else {
                throw JSONCursor.Defect(
                    words: "a point needs two numbers, east and north, of at most a hundred million",
                    byte: cursor.index)
            }
            ring.append(Boundaries.Point(numbers[0], numbers[1]))
        }
        return ring
    }
}
