import Testing
import Vocabulary

@testable import Charts

@Suite("Where a timeline puts things")
struct TimelinePositionTests {
    static let today = Day(number: 20_545)  // 2 April 2026

    private func lane(
        _ state: TimelineState = .underWay, opens: Int? = nil, stated: Int? = nil, agreed: Int? = nil,
        asked: Int? = nil,
        completed: Int? = nil, continues: Bool = false, isConditional: Bool = false, note: String? = nil
    ) throws -> TimelineLane {
        func day(_ number: Int?) throws -> Day? {
            try number.map { try TimelineFixtures.day("2026-04-0\($0)") }
        }
        return TimelineLane(
            state: state, opens: try day(opens), stated: try day(stated), agreed: try day(agreed),
            asked: try day(asked), completed: try day(completed), continues: continues, isConditional: isConditional,
            note: note)
    }

    @Test("A day stands in the middle of its own stretch, and outside the axis at its edge")
    func days() throws {
        let axis = try TimelineFixtures.axis()
        #expect(axis.x(try TimelineFixtures.day("2026-04-01")) == 5)
        #expect(axis.start(try TimelineFixtures.day("2026-04-04")) == 30)
        #expect(axis.end(try TimelineFixtures.day("2026-04-10")) == 100)
        #expect(axis.x(try TimelineFixtures.day("2031-01-01")) == 100)
        #expect(axis.x(try TimelineFixtures.day("1999-01-01")) == 0)
        #expect(Self.today == (try TimelineFixtures.day("2026-04-02")))
    }

    @Test("Bars, arrows and marks stand where the days say")
    func pieces() throws {
        let axis = try TimelineFixtures.axis()
        // A unit is a tenth of a day: long arrows need more room than this axis has, so that they become hooks.
        let cases: [(TimelineLane, [TimelinePiece])] = [
            (try lane(stated: 5), [.leader(to: 37), .mark(.underWay, at: 45)]),
            (
                try lane(opens: 2, stated: 5),
                [.span(.period, from: 10, to: 50), .mark(.underWay, at: 45)]
            ),
            (
                try lane(.overdue, stated: 1),
                [.span(.late, from: 5, to: 15), .mark(.overdue, at: 5)]
            ),
            (
                try lane(opens: 1, stated: 3, agreed: 9),
                [
                    .span(.period, from: 0, to: 30), .span(.slip, from: 31, to: 78), .mark(.moved, at: 25),
                    .mark(.underWay, at: 85),
                ]
            ),
            (
                try lane(opens: 1, stated: 3, agreed: 5),
                [
                    .span(.period, from: 0, to: 30), .span(.slip, from: 25, to: 45), .mark(.moved, at: 25),
                    .mark(.underWay, at: 45),
                ]
            ),
            (
                try lane(opens: 2, continues: true),
                [.span(.continues, from: 10, to: 100), .mark(.underWay, at: 15)]
            ),
            (try lane(continues: true), [.span(.continues, from: 0, to: 100), .mark(.underWay, at: 8)]),
            (try lane(opens: 2), [.span(.openEnd, from: 10, to: 100), .mark(.underWay, at: 15)]),
            (
                try lane(.completed, opens: 1, stated: 3, completed: 5),
                [.span(.period, from: 0, to: 30), .mark(.moved, at: 25), .mark(.completed, at: 45)]
            ),
            (
                try lane(stated: 4, asked: 8),
                [.leader(to: 27), .span(.asked, from: 43, to: 75), .mark(.underWay, at: 35)]
            ),
            (
                try lane(isConditional: true, note: "waits for money"),
                [.mark(.underWay, at: 8), .mark(.condition, at: 26), .note("waits for money", at: 40)]
            ),
            (try lane(note: "no date decided"), [.mark(.underWay, at: 8), .note("no date decided", at: 22)]),
            (
                try lane(stated: 4, isConditional: true),
                [.leader(to: 27), .mark(.underWay, at: 35), .mark(.condition, at: 53)]
            ),
        ]
        for (lane, pieces) in cases {
            #expect(lane.pieces(on: axis, today: Self.today) == pieces, "\(lane)")
        }
    }

    @Test(
        "What repeats has a tick for each time, a thick one where it was done, and a comb where ticks would run together"
    )
    func repeats() throws {
        let axis = try TimelineFixtures.axis()
        let days = try [2, 5, 8].map { try TimelineFixtures.day("2026-04-0\($0)") }
        var lane = try lane(stated: 5)
        lane.repeats = TimelineRepeats(days: days, done: [days[0]], isEndless: true)
        #expect(
            lane.pieces(on: axis, today: Self.today) == [
                .span(.continues, from: 78, to: 100), .mark(.repeated, at: 45), .mark(.repeated, at: 75),
                .mark(.repeatedDone, at: 15), .mark(.underWay, at: 45),
            ])
        let year = try TimelineFixtures.year()
        lane.repeats = TimelineRepeats(days: (0..<200).map { days[0].adding(days: $0) }, isEndless: false)
        let pieces = lane.pieces(on: year, today: Self.today)
        #expect(pieces.compactMap(\.mark).contains(.comb) && !pieces.compactMap(\.mark).contains(.repeated))
    }

    @Test("A due day beyond the axis stands at its edge with its date")
    func beyond() throws {
        let year = try TimelineFixtures.year()
        let lane = TimelineLane(state: .underWay, stated: try TimelineFixtures.day("2199-01-01"))
        let pieces = lane.pieces(on: year, today: Self.today)
        #expect(pieces.contains(.mark(.underWay, at: year.right)))
        let notes = pieces.compactMap { if case .note(let words, let x) = $0 { (words, x) } else { nil } }
        #expect(notes.map(\.0) == ["1 Jan 2199"] && notes.allSatisfy { $0.1 < year.right - 60 })
    }

    @Test(
        "The axis reaches over whole months, or whole years of the plan, and never further than twenty years",
        arguments: [
            (["2026-11-21"], "2026-11-01", "2027-01-31"),
            (["2026-06-15", "2027-05-02"], "2026-06-01", "2027-05-31"),
            (["2022-05-01", "2031-05-01"], "2022-04-01", "2032-03-31"),
            (["0002-01-01", "9999-12-31"], "2006-04-01", "2047-03-31"),
            ([], "2026-11-01", "2027-01-31"),
        ])
    func span(days: [String], from: String, to: String) throws {
        let span = TimeAxis.span(
            of: try days.map { try TimelineFixtures.day($0) }, today: try TimelineFixtures.day("2026-11-21"),
            year: .financial)
        #expect(span.lowerBound.iso == from && span.upperBound.iso == to)
    }

    @Test("Months, quarters, halves or years alone are named as there is room, and no two names touch")
    func names() throws {
        for (from, to, step, named) in [
            ("2026-04-01", "2027-03-31", 1 as Int?, ["2026/27"]), ("2026-04-01", "2029-03-31", 3, ["2026/27"]),
            ("2026-04-01", "2031-03-31", 6, ["2026/27"]), ("2022-04-01", "2032-03-31", nil, ["2030/31"]),
            ("2006-04-01", "2047-03-31", nil, ["2006/07"]),
        ] {
            let span = try TimelineFixtures.day(from)...TimelineFixtures.day(to)
            let axis = TimeAxis(span, year: .financial, left: 378, width: 608)
            #expect(axis.step == step, "\(from) \(to)")
            for name in named { #expect(axis.years.contains { $0.label == name }, "\(axis.years)") }
            for (ticks, size) in [(axis.months, 12.5), (axis.years, 12.5)] {
                let shown = ticks.filter { !$0.label.isEmpty }
                for (one, next) in zip(shown, shown.dropFirst()) {
                    #expect(one.x + 3 + LetterWidths.width(one.label, size: size) < next.x + 3, "\(one) \(next)")
                }
            }
            #expect(axis.months.allSatisfy { $0.x >= 378 && $0.x <= 986 })
        }
        let calendar = TimeAxis(
            try TimelineFixtures.day("2026-01-01")...TimelineFixtures.day("2026-12-31"), year: .calendar, left: 0,
            width: 600)
        #expect(calendar.years.map(\.label) == ["2026"])
        #expect(calendar.months.map(\.label).first == "Jan")
    }
}
