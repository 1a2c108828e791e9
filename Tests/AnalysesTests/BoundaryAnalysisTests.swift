import Analyses
import Charts
import Foundation
import Geography
import Testing
import Vocabulary

/// Methods of place with outlines instead of pairs: the same figures, and a map.
@Suite("Methods with outlines")
struct BoundaryAnalysisTests {
    private func run(
        _ method: String, _ csv: String, _ columns: [String: [String]], _ options: [String: String] = [:],
        map: String? = nil
    ) throws -> AnalysisResult {
        let type = try #require(AnalysisCatalogue.method(method))
        let table = try AnalysisTable(csv: [UInt8](csv.utf8), name: "areas.csv")
        let outlines = try map.map { try BoundaryFile.outlines(json: [UInt8]($0.utf8), name: "map.geojson") }
        return try type.report(
            AnalysisRequest(type.description, table, columns: columns, options: options, boundaries: outlines)
        ).result
    }

    /// A value for each of the squares, high in one corner.
    private static func table(_ count: Int, without: Set<String> = [], plus: [String] = []) -> String {
        var lines = ["area,cases,people,value"]
        for row in 0..<count {
            for column in 0..<count where !without.contains("r\(row)c\(column)") {
                let isHot = row < 3 && column < 3
                lines.append("r\(row)c\(column),\(isHot ? 40 : 8 + (row * 7 + column * 5) % 5),1000,\(isHot ? 9 : 1)")
            }
        }
        return (lines + plus).joined(separator: "\n") + "\n"
    }

    private static let counts: [String: [String]] = [
        "area": ["area"], "count": ["cases"], "population": ["people"],
    ]

    @Test(
        "A gathering in a corner is found, and drawn",
        arguments: ["local-moran", "getis-ord", "scan", "rate", "funnel"]
    )
    func corner(method: String) throws {
        let columns =
            method == "funnel"
            ? ["area": ["area"], "count": ["cases"], "denominator": ["people"]] : Self.counts
        let result = try run(
            method, Self.table(12), columns, method == "scan" ? ["permutations": "99"] : [:],
            map: BoundaryTests.squares(12))
        if method == "scan" {
            let texts = result.findings[0].more.first { $0.name == "areas" }?.value
            #expect(texts.map { "\($0)".contains("r1c1") && !"\($0)".contains("r6c6") } == true)
        } else {
            let drawing = try #require(result.figure?.drawings.first)
            #expect(drawing.svg.count < 60_000 && drawing.markup == TrustedMarkup(escaped: drawing.svg))
            #expect(drawing.svg.contains("r1c1:") && drawing.svg.contains("2 km"))
        }
        if method == "local-moran" {
            #expect(
                result.findings.first { $0.key == "r1c1" }?.more.contains { $0.value == .text("high-high") } == true)
        }
    }

    @Test("Areas without an outline and outlines without an area are told")
    func halves() throws {
        let csv = Self.table(8, without: ["r7c7", "r7c6"], plus: ["nowhere,5,1000,2"])
        let result = try run("local-moran", csv, Self.counts, map: BoundaryTests.squares(8))
        let told = result.exclusions.joined(separator: "\n")
        #expect(told.contains("1 area of the table has no outline (nowhere)"))
        #expect(told.contains("2 areas with an outline are not in the table (r7c6, r7c7)"))
        let lone = try #require(result.findings.first { $0.key == "nowhere" })
        #expect(lone.outcome == .insufficient("It has no neighbour."))
        let scan = try run("scan", csv, Self.counts, ["permutations": "9"], map: BoundaryTests.squares(8))
        #expect(scan.exclusions.contains { $0.contains("nowhere") })
    }

    @Test("The property that names areas is found, asked for, or refused in words")
    func property() throws {
        func complaint(_ map: String, _ options: [String: String] = [:]) -> String {
            do {
                _ = try run("autocorrelation", Self.table(4), Self.counts, options, map: map)
                return ""
            } catch let error as AnalysisProblems {
                return error.problems.map(\.message).joined()
            } catch { return "\(error)" }
        }
        let map = BoundaryTests.squares(4)
        #expect(complaint(map).isEmpty)
        #expect(complaint(map, ["boundary-name": "name"]).contains("They have: code, row."))
        #expect(complaint(map, ["boundary-name": "row"]).contains("No area of the table stands under row"))
        let both = map.replacingOccurrences(of: #""row":"#, with: #""other":"r0c0","row":"#)
        #expect(complaint(both).isEmpty)
        let twice = map.replacingOccurrences(
            of: #""code":("r\dc\d")"#, with: #""code":$1,"same":$1"#, options: .regularExpression)
        #expect(complaint(twice).contains("code, same). Say which with --boundary-name"))
        #expect(complaint(map.replacingOccurrences(of: "\"r", with: "\"q")).contains("the first area is r0c0"))
        #expect(complaint(map, ["weights": "bishop"]).contains("--weights must be queen"))
        #expect(complaint(map, ["weights": "within:10"]).contains("No area has a neighbour"))
    }

    @Test("Middles from columns do for nearest and within; turning the map changes nothing")
    func middles() throws {
        func table(_ turn: Double) -> String {
            var lines = ["area,value,x,y"]
            for place in 0..<50 {
                let x = Double(place * 37 % 50) * 100 + Double(place * place) * 0.7
                let y = Double(place * 91 % 53) * 100 + Double(place) * 3.1
                let east = x * cos(turn) - y * sin(turn), north = x * sin(turn) + y * cos(turn)
                lines.append("a\(place),\((place * 29) % 17),\(east),\(north)")
            }
            return lines.joined(separator: "\n") + "\n"
        }
        let columns = ["area": ["area"], "value": ["value"], "x": ["x"], "y": ["y"]]
        for rule in ["nearest:4", "within:900"] {
            let straight = try run("autocorrelation", table(0), columns, ["weights": rule])
            let turned = try run("autocorrelation", table(0.7), columns, ["weights": rule])
            for (one, other) in zip(straight.findings, turned.findings) {
                #expect(agree(one.estimate, other.estimate, 1e-12))
            }
        }
        #expect(throws: AnalysisProblems.self) { try run("autocorrelation", table(0), columns) }
    }

    @Test("A thousand areas with ragged borders stay below 500 KB")
    func size() throws {
        var features: [String] = []
        for row in 0..<32 {
            for column in 0..<32 {
                var ring: [String] = []
                let corners = [(0, 0), (1, 0), (1, 1), (0, 1)]
                for side in 0..<4 {
                    let (ax, ay) = corners[side], (bx, by) = corners[(side + 1) % 4]
                    for step in 0..<40 {
                        let x = Double(column * 40 + ax * 40 + (bx - ax) * step)
                        let y = Double(row * 40 + ay * 40 + (by - ay) * step)
                        // The same bend for both areas of a border.
                        let bend = Double((Int(x) * 31 + Int(y) * 17) % 7) / 7
                        ring.append("[\((x + bend) * 25),\((y - bend) * 25)]")
                    }
                }
                ring.append(ring[0])
                features.append(
                    #"{"type":"Feature","properties":{"code":"r\#(row)c\#(column)"},"geometry":{"type":"Polygon","coordinates":[[\#(ring.joined(separator: ","))]]}}"#
                )
            }
        }
        let map = #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
        let result = try run("rate", Self.table(32), Self.counts, map: map)
        let svg = try #require(result.figure?.drawings.first?.svg)
        #expect(svg.utf8.count < 500_000 && svg.utf8.count > 100_000)
    }
}

/// libpysal 4.14.1's Queen and Rook on the same outlines: number of links of each, as counted by it.
@Suite("Neighbours from outlines agree with libpysal", .enabled(if: ReferenceTable.isHere))
struct BoundaryGoldenTests {
    @Test(
        "Links of lower layer super output areas",
        arguments: [
            ("birmingham-areas/lsoa11_birmingham", 639, 3_654, 3_588),
            ("leicestershire-areas/lsoa11_leicestershire_police_area", 611, 3_560, 3_488),
        ])
    func links(path: String, areas: Int, queen: Int, rook: Int) throws {
        let process = Process(), pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let folder = try #require(ProcessInfo.processInfo.environment["CORNERSTONE_REFERENCE"])
        process.arguments = ["gzip", "-dc", "\(folder)/data/\(path).geojson.gz"]
        process.standardOutput = pipe
        try process.run()
        let bytes = [UInt8](pipe.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        let map = try BoundaryFile.outlines(json: bytes, name: path)
        #expect(map.areas.count == areas && map.unit == .degrees)
        let shapes = map.onPlane.areas
        let byPoint = Adjacency.touching(shapes, .queen, tolerance: 0.001)
        let byBorder = Adjacency.touching(shapes, .rook, tolerance: 0.001)
        #expect(byPoint.reduce(0) { $0 + $1.count } == queen)
        #expect(byBorder.reduce(0) { $0 + $1.count } == rook)
    }
}
