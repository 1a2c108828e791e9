import ActionPlans
import Partnership
import Reporting
import Testing
import Vocabulary

@testable import Charts

@Suite("The timeline of the example city")
struct CityTimelineTests {
    private func pictures() async throws -> [PlanPicture] {
        let city = try await ExampleCityTests.filled.value
        return try await city.plans(for: try city.member("Partnership Coordinator"))
    }

    @Test("Every action of every plan stands in it once, however its rows are grouped")
    func whole() async throws {
        let pictures = try await pictures()
        let all = pictures.flatMap { $0.plan.actions }.map(\.id.reference)
        #expect(all.count > 60)
        for grouping in TimelineGrouping.allCases {
            let report = TimelineReport(pictures, by: grouping, on: pictures[0].day)
            let rows = report.timeline().groups.flatMap(\.rows)
            let drawn = rows.map { String($0.name.prefix(7)) }
            #expect(drawn.count == all.count && Set(drawn) == Set(all), "\(grouping)")
            let told = report.groups().flatMap(\.lines).filter(\.isFirst).map(\.reference)
            #expect(told == drawn, "the table has the rows of the drawing, in its order")
            let figure = report.timeline().figure(name: "t")
            let printed = figure.drawings.map(\.svg).joined()
            for reference in all { #expect(printed.ranges(of: ">\(reference) ").count == 1, "\(reference)") }
        }
    }

    @Test("The days it draws are those of the standing, and the next due day is the one every list shows")
    func days() async throws {
        for picture in try await pictures() {
            let report = TimelineReport(picture, by: .strategy)
            let rows = report.timeline().groups.flatMap(\.rows)
            let lines = Dictionary(grouping: report.groups().flatMap(\.lines), by: \.reference)
            for (row, standing) in zip(rows, picture.standings) {
                let own = lines[standing.action.reference] ?? []
                #expect(row.lanes.count == standing.commitments.count)
                for (lane, commitment) in zip(row.lanes, standing.commitments) {
                    #expect(lane.due == commitment.due && lane.state == TimelineState(commitment.status))
                }
                guard standing.status != .completed, standing.status != .withdrawn else { continue }
                let open = own.filter { $0.status != .completed && $0.status != .withdrawn }
                #expect(open.compactMap { $0.agreed ?? $0.stated }.min() == standing.nextDeadline)
                let said = standing.nextDeadline.map { "\($0.day) \($0.monthName.short) \($0.year)" }
                #expect(row.name.hasSuffix(said.map { ", due \($0)" } ?? ""), "\(row.name)")
                if said == nil { #expect(!row.name.contains(", due"), "\(row.name)") }
            }
        }
    }

    @Test("What repeats is drawn on the days of its calendar, the counted one among them")
    func repeated() async throws {
        var found = 0
        for picture in try await pictures() {
            let report = TimelineReport(picture, by: .aim)
            let standings = Dictionary(uniqueKeysWithValues: picture.standings.map { ($0.action.reference, $0) })
            for row in report.timeline().groups.flatMap(\.rows) {
                let standing = try #require(standings[String(row.name.prefix(7))])
                for (lane, commitment) in zip(row.lanes, standing.commitments) {
                    guard let repeats = lane.repeats, let stated = lane.stated else { continue }
                    found += 1
                    #expect(repeats.days == repeats.days.sorted() && Set(repeats.days).count == repeats.days.count)
                    if repeats.days.count < 100 { #expect(repeats.days.contains(stated), "\(row.name)") }
                    if let next = commitment.next, report.span.contains(next), repeats.days.count < 100 {
                        #expect(repeats.days.contains(next))
                    }
                }
            }
        }
        #expect(found > 3)
    }

    @Test("Labels stay within their column and never stand on one another, and nothing leaves the sheet")
    func labels() async throws {
        let pictures = try await pictures()
        for grouping in TimelineGrouping.allCases {
            let report = TimelineReport(pictures, by: grouping, on: pictures[0].day)
            let timeline = report.timeline()
            let sheets = TimelineSheet.sheets(of: timeline.groups, room: 400, first: 400)
            for sheet in sheets {
                #expect(sheet.height <= 400)
                for case .row(let row) in sheet.items {
                    for line in row.name {
                        #expect(
                            LetterWidths.width(line, size: TimelineSheet.labelSize, isBold: true)
                                <= TimelineFormat.screen.labelWidth)
                    }
                    for line in row.text {
                        #expect(
                            LetterWidths.width(line, size: TimelineSheet.labelSize) <= TimelineFormat.screen.labelWidth)
                    }
                    #expect(row.height >= Double(row.name.count + row.text.count) * TimelineSheet.lineHeight)
                }
            }
            let axis = TimeAxis(
                timeline.span, year: timeline.year, left: TimelineFormat.screen.chartLeft,
                width: TimelineFormat.screen.chartWidth)
            for lane in timeline.groups.flatMap(\.rows).flatMap(\.lanes) {
                for piece in lane.pieces(on: axis, today: timeline.today) {
                    switch piece {
                    case .mark(_, let x), .note(_, let x), .leader(let x):
                        #expect(x >= axis.left && x <= axis.right, "\(lane)")
                    case .span(_, let from, let to):
                        #expect(min(from, to) >= axis.left && max(from, to) <= axis.right, "\(lane)")
                    }
                }
            }
        }
    }

    @Test("It says in up to three sentences what falls due, what slipped and what has no date")
    func summary() async throws {
        for picture in try await pictures() {
            let report = TimelineReport(picture, by: .aim)
            #expect(report.summary.hasPrefix("Of \(picture.counts.total) actions, "), "\(report.summary)")
            let slipped = picture.standings.filter { $0.status != .withdrawn && $0.slips > 0 }.count
            #expect(report.summary.contains(" \(slipped) w"), "\(report.summary)")
            #expect(report.summary.split(separator: ". ").count <= 3)
        }
    }
}
