import Testing
import Vocabulary

@testable import Charts

@Suite("A timeline in black and white")
struct TimelineMarkTests {
    /// What is left of a mark when colours are gone: shapes, patterns, and whether something is filled.
    static func inBlackAndWhite(_ mark: TimelineMark) -> String {
        var svg = SVG()
        svg.mark(mark, x: 50, y: 50)
        return svg.text.replacing(/#(?!fff)[0-9a-f]{6}/, with: "ink")
    }

    @Test("Every mark differs from every other in shape or pattern, without its colour")
    func apart() {
        let all = TimelineMark.allCases.map(Self.inBlackAndWhite)
        #expect(all.allSatisfy { !$0.isEmpty })
        #expect(Set(all).count == TimelineMark.allCases.count)
        // Not only in how thick a line is.
        let shapes = all.map { $0.replacing(#/ stroke-width="[^"]*"/#, with: "") }
        #expect(Set(shapes).count == TimelineMark.allCases.count)
    }

    @Test("Every mark has words for the key, and every state its mark")
    func words() {
        #expect(Set(TimelineMark.allCases.map(\.words)).count == TimelineMark.allCases.count)
        #expect(Set(TimelineState.allCases.map { TimelineMark($0) }).count == TimelineState.allCases.count)
        for state in TimelineState.allCases { #expect(TimelineMark(state).state == state) }
    }

    @Test("The key explains what is drawn and nothing else, on every sheet, in a pack's own words")
    func key() throws {
        var timeline = try TimelineFixtures.timeline([
            TimelineGroup(title: "", rows: try (1...40).map { try TimelineFixtures.row($0) })
        ])
        timeline.words = [.underWay: "In hand"]
        let drawings = timeline.figure(name: "t").drawings
        #expect(drawings.count > 1)
        for drawing in drawings {
            #expect(drawing.svg.contains(">In hand</text>") && drawing.svg.contains(">the day of this timeline<"))
            #expect(!drawing.svg.contains(">silent<") && !drawing.svg.contains(">goes on without an end<"))
        }
        let axis = try TimelineFixtures.year()
        let every = try TimelineFixtures.timeline([
            TimelineGroup(
                title: "", rows: [try TimelineFixtures.row(1, lanes: try TimelineFixtures.everyLane())])
        ])
        #expect(every.marks(on: axis) == Set(TimelineMark.allCases), "the fixture shows every mark there is")
    }
}
