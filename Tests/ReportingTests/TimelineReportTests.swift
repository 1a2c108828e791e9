import ActionPlans
import Charts
import Foundation
import Reporting
import Testing
import Vocabulary

@Suite("The timeline of a plan as a report")
struct TimelineReportTests {
    static let day = Day(number: 12_234)  // 1 July 2003

    static func action(
        _ number: Int, _ commitments: [Commitment], leads: [String] = [], aim: String? = "Treatment",
        agreed: Day? = nil, retired: Retirement? = nil
    ) -> Action {
        Action(
            id: ActionID(number), strategy: StrategyID(1), position: number,
            wording: ActionWording(
                number: nil, path: aim.map { [PlanLevel(level: .aim, number: "1", text: $0)] } ?? [],
                text: "Do thing \(number)", leads: leads,
                timescale: Timescale(wording: "By then", commitments: commitments)),
            marking: .official,
            promises: commitments.enumerated().map {
                Promise(number: $0 + 1, commitment: $1, agreedDay: agreed, slips: agreed == nil ? 0 : 1)
            }, updateOwner: nil, contributing: [], retired: retired, entered: JournalSequence(1),
            enteredOn: day.adding(days: -100), lastReport: nil, version: JournalSequence(1))
    }

    static func picture(_ actions: [Action], number: Int = 1, title: String = "City plan") -> PlanPicture {
        let strategy = Strategy(
            id: StrategyID(number), title: title, year: .financial, marking: .official,
            source: PlanSource(name: "plan.csv", digest: ""), imported: day.adding(days: -100),
            importedAt: JournalSequence(1), version: JournalSequence(1))
        let plan = Plan(strategy: strategy, at: JournalSequence(9), actions: actions, rounds: [], owed: [:])
        return PlanPicture(
            of: plan, on: day,
            comparedWith: PlanComparison(point: PlanComparison.point(for: plan, on: day), plan: plan))
    }

    static func due(_ days: Int) -> Commitment { Commitment(wording: "By then", due: day.adding(days: days)) }

    static let mixed = picture([
        action(1, [due(40)], leads: ["Police", "Council"]),
        action(2, [due(-10)], leads: ["Council"], agreed: day.adding(days: 200)),
        action(3, [Commitment(wording: "When funded", condition: "funding")], aim: "Housing"),
        action(4, [Commitment(wording: nil, undecided: true)], aim: nil),
        action(5, [Commitment(wording: "Ongoing", continues: true)]),
        action(
            6,
            [Commitment(wording: "Quarterly", due: day.adding(days: 29), repeats: Recurrence(every: 3, unit: .month))]),
        action(7, [due(50)], retired: Retirement(on: day.adding(days: -1), reason: "No money", successor: nil)),
        action(
            8, [Commitment(wording: "12 months on", relative: RelativeTerm(every: 12, unit: .month, anchor: "release"))]
        ),
    ])

    @Test("The summary counts what falls due in three months, slips and what has no date, and no withdrawn action")
    func summary() {
        #expect(
            TimelineReport(Self.mixed, by: .aim).summary
                == "Of 7 actions, 2 fall due in the three months to 1 October 2003. 1 was agreed to be later at least "
                + "once. 3 have no date.")
        #expect(TimelineReport(Self.picture([]), by: .aim).summary == "There is no action to show.")
    }

    @Test("Rows stand by aim in the plan's order, by lead in the alphabet's, those without one last")
    func groups() {
        func groups(_ grouping: TimelineGrouping) -> [String] {
            TimelineReport(Self.mixed, by: grouping).groups().map(\.title)
        }
        #expect(groups(.aim) == ["1 Treatment", "1 Housing", "Under no aim"])
        #expect(groups(.lead) == ["Council", "Police", "No lead named"])
        #expect(groups(.strategy) == ["City plan"])
        let other = Self.picture([Self.action(9, [Self.due(3)])], number: 2, title: "Other plan")
        let both = TimelineReport([Self.mixed, other], by: .aim, on: Self.day)
        #expect(both.groups().map(\.title).last == "Other plan: 1 Treatment")
        #expect(both.title == "All plans" && both.count == 9)
    }

    @Test("The table says the same as the drawing: days, slips, repeats, conditions, and why there is no date")
    func table() throws {
        let figure = TimelineReport.paperFigure(for: Self.mixed)
        #expect(figure.figure.drawings.count == 1 && figure.figure.summary.hasPrefix("Of 7 actions"))
        var cells: [String: [String]] = [:]
        for case .cells(let row) in figure.table.rows { cells[String(row[0].text.prefix(7))] = row.map(\.text) }
        #expect(cells["AP-0001"]?[3] == "10 Aug 2003")
        #expect(cells["AP-0002"]?[3] == "21 Jun 2003" && cells["AP-0002"]?[4] == "17 Jan 2004")
        #expect(cells["AP-0003"]?[5] == "waits for funding")
        #expect(cells["AP-0004"]?[5] == "no date decided")
        #expect(cells["AP-0005"]?[5] == "goes on without an end")
        #expect(cells["AP-0006"]?[5] == "every 3 months, then 30 Oct 2003")
        #expect(cells["AP-0008"]?[5] == "12 months counted from release")
        for case .cells(let row) in figure.table.rows {
            #expect(row.count == figure.table.columns.count && row[0].isHeading && row.last?.status != nil)
        }
        let svg = figure.figure.drawings[0].svg
        for words in [
            "waits for funding", "no date decided", "12 months counted from release", "withdrawn", "Withdrawn",
        ]
        where words != "withdrawn" {
            #expect(svg.contains(words), "\(words)")
        }
    }

    @Test("Some of the rows are drawn on the axis of all of them")
    func paging() {
        let report = TimelineReport(Self.mixed, by: .aim)
        let pages = [0..<3, 3..<6, 6..<8].map { report.timeline(rows: $0) }
        #expect(pages.allSatisfy { $0.span == report.span })
        #expect(pages.flatMap(\.groups).flatMap(\.rows) == report.timeline().groups.flatMap(\.rows))
        #expect(report.timeline(rows: 50..<60).groups.isEmpty)
    }

    @Test("As a file each line has every column, and none is a formula; as JSON the days are ISO")
    func files() throws {
        let formula = Self.picture([Self.action(1, [Self.due(4)], leads: ["=1+1"])], title: "@SUM")
        let lines = TimelineReport(formula, by: .lead).csv.split(separator: "\r\n")
        #expect(lines.count == 2 && lines[1].hasPrefix("'=1+1,'@SUM,AP-0001,"))
        let json = try #require(
            try JSONSerialization.jsonObject(with: ReportJSON.data(TimelineReport(Self.mixed, by: .aim)))
                as? [String: Any])
        let actions = try #require(json["actions"] as? [[String: Any]])
        #expect(actions.count == 8 && actions[0]["nextDeadline"] as? String == "2003-08-10")
        #expect(json["from"] as? String == "2003-06-01")
    }

    @Test("The text has the marking first and last and a line for each commitment")
    func text() {
        let text = TimelineReport(Self.mixed, by: .aim).text
        #expect(text.hasPrefix("OFFICIAL\n\nTimeline: City plan\n") && text.hasSuffix("\n\nOFFICIAL"))
        for number in 1...8 { #expect(text.ranges(of: "AP-000\(number) ").count == 1) }
    }

    @Test("What repeats every day for decades is listed as far as it can be drawn, and to its end")
    func daily() throws {
        let daily = Commitment(wording: "Daily", due: Self.day, repeats: Recurrence(every: 1, unit: .day))
        let report = TimelineReport(
            Self.picture([Self.action(1, [daily]), Self.action(2, [Self.due(7_000)])]), by: .aim)
        let lane = try #require(report.timeline().groups.first?.rows.first?.lanes.first)
        let repeats = try #require(lane.repeats)
        #expect(repeats.days.count <= 201 && repeats.days.last == report.span.upperBound && repeats.isEndless)
        #expect(report.timeline().figure(name: "t").drawings[0].svg.contains("too often to draw each"))
    }
}
