import Analyses
import Charts
import Foundation
import Geography
import Testing
import Vocabulary

/// Outlines from GeoJSON: what is read, what is refused and in which words, and who is whose neighbour.
@Suite("Outlines of areas")
struct BoundaryTests {
    /// Unit squares side by side, four across and as many up, from (0, 0), each ten units wide, named r0c0 and so on.
    static func squares(_ count: Int, size: Double = 1_000, crs: String = "", from: Double = 0) -> String {
        var features: [String] = []
        for row in 0..<count {
            for column in 0..<count {
                let w = from + Double(column) * size, s = from + Double(row) * size
                let ring = [(w, s), (w + size, s), (w + size, s + size), (w, s + size), (w, s)]
                    .map { "[\($0.0),\($0.1)]" }.joined(separator: ",")
                features.append(
                    #"{"type":"Feature","geometry":{"coordinates":[[\#(ring)]],"type":"Polygon"},"properties":{"code":"r\#(row)c\#(column)","row":\#(row)}}"#
                )
            }
        }
        return #"{"type":"FeatureCollection",\#(crs)"features":[\#(features.joined(separator: ","))]}"#
    }

    private func read(_ json: String) throws -> Boundaries {
        try BoundaryFile.outlines(json: [UInt8](json.utf8), name: "areas.geojson")
    }

    private func complaint(_ json: String) -> String {
        do {
            _ = try read(json)
            return ""
        } catch let error as AnalysisProblems {
            return error.problems.map(\.message).joined(separator: "\n")
        } catch { return "\(error)" }
    }

    @Test("Squares are read whatever the order of members, and touch as they should")
    func grid() throws {
        let map = try read(Self.squares(3))
        #expect(map.unit == .metres && map.areas.count == 9)
        #expect(map.areas[4].properties == ["code": "r1c1", "row": "1"])
        #expect(map.areas[4].surface == 1e6 && map.areas[4].middle == Boundaries.Point(1_500, 1_500))
        let queen = Adjacency.touching(map.areas, .queen, tolerance: 0.001)
        let rook = Adjacency.touching(map.areas, .rook, tolerance: 0.001)
        #expect(queen[4] == [0, 1, 2, 3, 5, 6, 7, 8] && queen[0] == [1, 3, 4])
        #expect(rook[4] == [1, 3, 5, 7] && rook[0] == [1, 3])
        let middles = map.areas.map(\.middle)
        #expect(Adjacency.nearest(middles, 4)[4] == [1, 3, 5, 7])
        #expect(Adjacency.within(middles, 1_000, most: 100) == rook)
        #expect(Adjacency.within(middles, 1_000, most: 10) == nil)
    }

    @Test("Holes are taken off, parts put together, and the middle lies where the ground does")
    func holes() throws {
        let json = """
            {"type":"FeatureCollection","features":[
             {"type":"Feature","id":7,"properties":null,"geometry":{"type":"MultiPolygon","coordinates":[
              [[[0,0],[400,0],[400,400],[0,400],[0,0]],[[0,0],[0,200],[200,200],[200,0],[0,0]]],
              [[[1000,0,9],[1200,0,9],[1200,200,9],[1000,200,9],[1000,0,9]]]]}}]}
            """
        let area = try #require(try read(json).areas.first)
        #expect(area.properties["id"] == "7" && area.polygons.count == 2)
        #expect(area.surface == 160_000.0)
        let x = 450.0
        // (160,000 x 200 - 40,000 x 100 + 40,000 x 1,100) / 160,000
        #expect(abs((area.middle?.x ?? 0) - x) < 1e-9)
    }

    @Test("Points a little apart are one with a tolerance, wherever cells fall")
    func tolerance() throws {
        func square(_ west: Double) -> Boundaries.Area {
            let ring = [(0.0, 0.0), (1, 0), (1, 1), (0, 1), (0, 0)].map { Boundaries.Point(west + $0.0, $0.1) }
            return Boundaries.Area(polygons: [[ring]])
        }
        for shift in stride(from: 0.0, to: 0.3, by: 0.013) {
            let areas = [square(shift), square(shift + 1.04)]
            #expect(Adjacency.touching(areas, .rook, tolerance: 0.05) == [[1], [0]])
            #expect(Adjacency.touching(areas, .queen, tolerance: 0.03) == [[], []])
        }
    }

    @Test("Nearest and within agree with looking at every pair")
    func oracle() {
        var state: UInt64 = 88_172_645_463_325_252
        func next() -> Double {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Double(state % 40)
        }
        let points: [Boundaries.Point?] = (0..<60).map { $0 % 11 == 5 ? nil : Boundaries.Point(next(), next()) }
        func square(_ one: Int, _ other: Int) -> Double {
            guard let a = points[one], let b = points[other] else { return .infinity }
            return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)
        }
        let nearest = Adjacency.nearest(points, 5), within = Adjacency.within(points, 7, most: 10_000)
        for place in points.indices {
            let others = points.indices.filter { $0 != place && square(place, $0).isFinite }
            let sorted = others.sorted { (square(place, $0), $0) < (square(place, $1), $1) }
            #expect(nearest[place] == (points[place] == nil ? [] : sorted.prefix(5).sorted()))
            #expect(within?[place] == others.filter { square(place, $0) <= 49 })
        }
    }

    @Test("Longitude and latitude on the plane: a known point, and lengths about the middle")
    func projection() {
        // The CN Tower in zone 17 of UTM: 630,084 m east, 4,833,438 m north (scale 0.9996, 500 km added to the east).
        let zone = TransverseMercator(longitude: -81, latitude: 0)
        let tower = zone.place(Boundaries.Point(-79.387139, 43.642567))
        #expect(abs(tower.x * 0.9996 + 500_000 - 630_084) < 1)
        #expect(abs(tower.y * 0.9996 - 4_833_438) < 1)
        let plane = TransverseMercator(longitude: -1.1, latitude: 52.6)
        #expect(abs(plane.place(Boundaries.Point(-1.1, 52.6)).y) < 1e-6)
    }

    @Test("Defects are said in words, with the area they are in")
    func defects() {
        #expect(complaint("[1,2]").contains("GeoJSON begins with"))
        #expect(complaint(#"{"type":"Topology","objects":{}}"#).contains("TopoJSON must be turned into GeoJSON"))
        #expect(complaint(#"{"type":"FeatureCollection","features":[]}"#).contains("no area with a shape"))
        #expect(complaint(Self.squares(2) + "x").contains("something stands after the end"))
        #expect(complaint(String(Self.squares(2).dropLast(2))).contains("ends in the middle"))
        let open = Self.squares(1).replacingOccurrences(of: ",[0.0,0.0]]]", with: "]]")
        #expect(complaint(open).contains("area 1: a ring is open"))
        let point = Self.squares(1).replacingOccurrences(of: "Polygon", with: "Point")
        #expect(complaint(point).contains("area 1: its shape has Point"))
        let short =
            #"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[1,2],[3],[1,2]]]}}]}"#
        #expect(complaint(short).contains("two numbers"))
        let words =
            #"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[["a",2]]]}}]}"#
        #expect(complaint(words).contains("a number is wanted"))
        #expect(complaint(#"{"a":"# + String(repeating: "[", count: 100)).contains("deeper than 64"))
        #expect(complaint(#"{"type":"FeatureCollection","features":[],"a":1e999}"#).contains("too large"))
        #expect(complaint(#"{"a":"\ud800"}"#).contains("half a character"))
    }

    @Test("The crs, or else the range of the numbers, says whether they are degrees or metres")
    func units() throws {
        let national = #""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::27700"}},"#
        let world = #""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},"#
        #expect(try read(Self.squares(2, size: 0.1)).unit == .degrees)
        #expect(try read(Self.squares(2, size: 0.1, crs: world)).unit == .degrees)
        #expect(try read(Self.squares(2, crs: national)).unit == .metres)
        #expect(complaint(Self.squares(2, crs: world)).contains("numbers beyond 180 and 90"))
        #expect(complaint(Self.squares(2, size: 0.1, crs: national)).contains("look like degrees"))
        #expect(complaint(Self.squares(2, size: 40)).contains("spans 80 degrees"))
        let flat = try read(Self.squares(1, size: 0.01, from: 52)).onPlane
        // A hundredth of a degree at 52 degrees north: 686 m by 1,113 m.
        #expect(abs(flat.areas[0].surface / (686.4 * 1_112.7) - 1) < 2e-3)
    }
}
