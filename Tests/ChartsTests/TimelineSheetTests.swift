import TestSupport
import Testing
import Vocabulary

@testable import Charts

@Suite("A timeline on sheets")
struct TimelineSheetTests {
    private func figure(_ groups: [TimelineGroup]) throws -> Figure {
        try TimelineFixtures.timeline(groups).figure(name: "t")
    }

    private func written(_ drawing: Drawing) -> [DrawnXML.Element] {
        DrawnXML(drawing.svg).elements.filter { $0.name == "text" }
    }

    @Test("Every row stands on one sheet, whole and once; every sheet fits, with its axis and its key")
    func pages() throws {
        var random = SeededRandom(seed: 31)
        for _ in 0..<40 {
            let groups = try (0..<Int.random(in: 1...5, using: &random)).map { group in
                TimelineGroup(
                    title: "Aim \(group)",
                    rows: try (0..<Int.random(in: 1...25, using: &random)).map { number in
                        try TimelineFixtures.row(
                            group * 100 + number,
                            text: String(repeating: "word ", count: Int.random(in: 0...120, using: &random)),
                            lanes: Array(
                                repeating: TimelineLane(state: .underWay, note: "no date decided"),
                                count: Int.random(in: 1...5, using: &random)))
                    })
            }
            let drawings = try figure(groups).drawings
            var names: [String] = []
            for drawing in drawings {
                #expect(drawing.width == 1000 && drawing.height <= 620)
                let texts = written(drawing).map(\.text)
                names += texts.filter { $0.hasPrefix("AP-") }
                #expect(texts.contains("2026/27") && texts.contains("Apr") && texts.contains("21 Nov 2026"))
                #expect(texts.contains("under way"))
            }
            #expect(names == groups.flatMap(\.rows).map(\.name))
        }
    }

    @Test("Sheets for paper are filled: the first leaves room for its heading, and a plan takes fewer than on a screen")
    func filled() throws {
        let rows = try (0..<120).map {
            try TimelineFixtures.row($0, text: String(repeating: "wording of an action ", count: 7))
        }
        let timeline = try TimelineFixtures.timeline([TimelineGroup(title: "Aim", rows: rows)])
        let paper = timeline.figure(name: "t", on: .paper).drawings
        #expect(paper.allSatisfy { $0.width == 1400 && $0.height <= TimelineFormat.paper.height })
        #expect(paper[0].height <= TimelineFormat.paper.first)
        #expect(paper.dropFirst().dropLast().allSatisfy { $0.height > TimelineFormat.paper.height - 120 })
        #expect(paper.count * 5 <= timeline.figure(name: "t").drawings.count * 3)
        #expect(paper.flatMap { written($0).map(\.text) }.filter { $0.hasPrefix("AP-") } == rows.map(\.name))
    }

    @Test("No heading stands alone at the foot of a sheet, and one that goes on is said again")
    func headings() throws {
        let groups = try (0..<30).map { group in
            TimelineGroup(title: "Aim \(group)", rows: try (0..<3).map { try TimelineFixtures.row(group * 10 + $0) })
        }
        for drawing in try figure(groups).drawings {
            let texts = written(drawing).map(\.text).filter { $0.hasPrefix("AP-") || $0.hasPrefix("Aim") }
            #expect(texts.first?.hasPrefix("Aim") == true && texts.last?.hasPrefix("AP-") == true)
        }
    }

    @Test("An action with more promises than a sheet holds goes on under its name, and no promise is left out")
    func manyLanes() throws {
        let lanes = (0..<70).map { TimelineLane(state: .underWay, note: "promise \($0)") }
        let drawings = try figure([TimelineGroup(title: "Aim", rows: [try TimelineFixtures.row(1, lanes: lanes)])])
            .drawings
        #expect(drawings.count > 1 && drawings.allSatisfy { $0.height <= 620 })
        let texts = drawings.flatMap { written($0).map(\.text) }
        for number in 0..<70 { #expect(texts.filter { $0 == "promise \(number)" }.count == 1) }
        #expect(texts.contains("AP-1001 Under way (continued)"))
        #expect(texts.contains("70"), "lanes are numbered")
    }

    @Test("A long wording is wrapped within its column; where it is cut it says so, and where the rest stands")
    func longWordings() throws {
        let long = String(repeating: "incommensurability and other matters ", count: 14)
        for (text, isCut) in [("Short.", false), (long, true), (String(repeating: "x", count: 500), true)] {
            let drawing = try #require(
                try figure([TimelineGroup(title: "", rows: [try TimelineFixtures.row(1, text: text)])]).drawings.first)
            let label = written(drawing).filter { $0.attributes["x"] == "26" }
            for line in label {
                #expect(
                    LetterWidths.width(line.text, size: 13, isBold: line.attributes["font-weight"] != nil)
                        <= TimelineFormat.screen.labelWidth)
            }
            #expect(label.contains { $0.text.hasSuffix(" …") } == isCut)
            #expect(drawing.svg.contains("stands in full in the table") == isCut)
            let lines = label.compactMap { Double($0.attributes["y"] ?? "") }
            #expect(zip(lines, lines.dropFirst()).allSatisfy { $1 - $0 >= 16 }, "no line on another")
        }
    }

    @Test("A plan without any date, of one month, of ten years, and without actions can be drawn")
    func shapes() throws {
        let undated = try TimelineFixtures.row(1, lanes: [TimelineLane(state: .underWay, note: "no date decided")])
        for (from, to) in [("2026-11-01", "2027-01-31"), ("2020-04-01", "2031-03-31")] {
            let timeline = try TimelineFixtures.timeline(
                [TimelineGroup(title: "", rows: [undated])], from: from, to: to)
            let drawing = try #require(timeline.figure(name: "t").drawings.first)
            #expect(drawing.svg.contains(">no date decided<"))
        }
        let none = try TimelineFixtures.timeline([])
        #expect(none.figure(name: "t").drawings.count == 1)
    }

    @Test("The same timeline is drawn the same, to the byte")
    func again() throws {
        let timeline = try TimelineFixtures.timeline([
            TimelineGroup(title: "Aim", rows: [try TimelineFixtures.row(1, lanes: TimelineFixtures.everyLane())])
        ])
        #expect(timeline.figure(name: "t") == timeline.figure(name: "t"))
    }

    @Test("A name in a script written from right to left is set from the right")
    func fromRight() throws {
        let drawing = try #require(
            try figure([TimelineGroup(title: "", rows: [try TimelineFixtures.row(1, text: "דו״ח על הפעולה")])]).drawings
                .first)
        let line = try #require(written(drawing).first { $0.attributes["direction"] == "rtl" })
        #expect(line.attributes["x"] == "352")
    }
}
