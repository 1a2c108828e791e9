import Foundation
import Testing
import Vocabulary

private let reference = ProcessInfo.processInfo.environment["CORNERSTONE_REFERENCE"]

/// The documents themselves, where they are at hand: every deadline in them is read, and none is forgotten in
/// `SourceWordingTests`.
@Suite("Deadlines in the source documents", .enabled(if: reference != nil))
struct ReferencePlanTests {
    private func lines(_ name: String) throws -> [[String]] {
        let file = URL(filePath: try #require(reference)).appending(path: "sources/\(name)")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map {
                $0.replacing("<p>", with: "").replacing("</p>", with: "").trimmingCharacters(in: .whitespaces)
            }
        }
    }

    private func isUnderstood(_ wording: String) -> Bool {
        TimescaleReader(year: .financial).read(wording).timescale.commitments.allSatisfy(\.understood)
    }

    @Test("All 87 timings of the 2008-2011 plan are understood and stand in the table of cases")
    func understandsNationalActionPlan() throws {
        let timings = try lines("drugs-action-plan-2008-2011.txt")
            .filter { $0.count == 6 && !$0[5].contains("Timing") && !$0[5].isEmpty }.map { $0[5] }
        let known = Set(SourceWordingTests.nationalActionPlan.map(\.wording))
        #expect(timings.count == 87)
        #expect(timings.filter { !isUnderstood($0) } == [])
        #expect(timings.filter { !known.contains($0) && !$0.hasPrefix("Programme of work") } == [])
    }

    @Test("All 78 timescales of the force's plan stand in the table of cases; one of its 79 activities has none")
    func knowsForcePlan() throws {
        let timescales = try lines("met-police-drugs-action-plan-2003.txt").prefix(230)
            .filter { $0.count >= 4 && $0[3] != "TIMESCALES" && !$0[3].isEmpty && !$0[3].hasPrefix("<") }.map { $0[3] }
        let known = Set(SourceWordingTests.forcePlan.map(\.wording))
        #expect(timescales.count == 78)
        #expect(timescales.filter { !known.contains($0) } == [])
    }

    @Test("Every action of the city's strategy gives up its deadlines")
    func splitsCityStrategy() throws {
        let cells = try lines("birmingham-crack-strategy-2005.txt")
            .filter { $0.count >= 4 && $0[2].lowercased().contains("when") }.map { $0[2] }
        let known = Set(SourceWordingTests.cityStrategy.map(\.wording))
        #expect(cells.count > 30)
        for cell in cells {
            let found = TimescaleReader(year: .financial).splitting(combined: cell)
            let markers = cell.lowercased().split(separator: "when", omittingEmptySubsequences: false).count - 1
            #expect(found.deadlines.count == markers)
            #expect(found.deadlines.allSatisfy { known.contains($0.wording ?? "") && $0.label != nil })
            #expect(!found.text.lowercased().contains("when by"))
        }
    }
}
