import ActionPlans
import Foundation
import Partnership
import Reporting
import Testing
import Vocabulary

@Suite("What changed, as text, JSON and rows")
struct PlanChangesReportTests {
    /// The picture of the other reports a hundred days earlier, and now with something achieved, reworded, agreed to be
    /// later and said.
    static let report: PlanChangesReport = {
        let before = PlanReportTests.picture
        var done = before.plan.actions[0]
        done.promises[0].completed = Completion(
            recordedOn: PlanReportTests.day.adding(days: 3), happened: nil, evidence: "Minutes\nof the \u{1B}[31mboard")
        var later = before.plan.actions[1]
        later.wording.text = "Train all staff"
        later.updateOwner = MemberID(2)
        later.promises[0].agreedDay = PlanReportTests.day.adding(days: 100)
        later.promises[0].slips = 1
        let strategy = before.plan.strategy
        let plan = Plan(
            strategy: strategy, at: JournalSequence(15), actions: [done, later], rounds: [], owed: [:])
        let now = PlanPicture(
            of: plan, on: PlanReportTests.day.adding(days: 10),
            comparedWith: PlanComparison(point: before.comparedWith.point, plan: before.plan))
        let said = PlanActivity(
            action: ActionID(2), strategy: StrategyID(1),
            entry: PlanHistoryEntry(
                header: EntryHeader(
                    sequence: JournalSequence(14), recorded: Instant(microseconds: 0), author: .member(MemberID(2)),
                    purpose: .performance, subject: .action(ActionID(2)), room: "plans",
                    kind: EntryKind("progress-reported"), happened: nil, digest: ""),
                payload: .progressReported(
                    ProgressReported(
                        action: ActionID(2), on: PlanReportTests.day, happened: nil, note: "=Two courses, \"held\"",
                        evidence: nil, completes: []))))
        return PlanChangesReport(
            PlanChanges(from: before, to: now, said: [said]), names: PlanReportTests.names,
            recordedOn: { _ in PlanReportTests.day.adding(days: 9) })
    }()

    @Test("The text says what was achieved, what differs with old and new, what is later and what was said")
    func text() {
        let text = Self.report.text(StatusWords())
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.first == "OFFICIAL-SENSITIVE" && lines.last == "OFFICIAL-SENSITIVE")
        #expect(text.contains("Achieved: 1\n  AP-0001 (1.1): Open the service\n"))
        #expect(text.contains("Completed on 4 July 2003, 37 days late"))
        #expect(text.contains("Evidence: Minutes of the [31mboard") && !text.contains("\u{1B}"))
        #expect(text.contains("Wording: Train [31mstaff → Train all staff"))
        #expect(text.contains("Update owner: vacant → Member Two, Treatment Commissioner"))
        #expect(text.contains("AP-0002: Agreed later once: from 10 August 2003 to 9 October 2003"))
        #expect(text.contains("2003-07-10  AP-0002  Progress reported: =Two courses, \"held\" (Member Two"))
        #expect(!text.contains("Nothing changed."))
    }

    @Test("JSON holds every part, every key present")
    func json() throws {
        let object = try PlanReportTests.json(Self.report)
        #expect(object["format"] as? Int == 1)
        #expect(object["marking"] as? String == "official-sensitive")
        let achievements = try #require(object["achievements"] as? [[String: Any]])
        #expect(achievements.first?["daysLate"] as? Int == 37)
        #expect(achievements.first?.keys.contains("happened") == true)
        let changed = try #require(object["changed"] as? [[String: Any]])
        #expect(changed.map { $0["action"] as? String } == ["AP-0001", "AP-0002"])
        #expect((object["slips"] as? [Any])?.count == 1 && (object["recorded"] as? [Any])?.count == 1)
        #expect((object["added"] as? [Any])?.isEmpty == true && object["gone"] as? Int == 0)
    }

    @Test("As rows, each has as many cells as the heading, and each part is there")
    func rows() {
        let rows = Self.report.rows
        #expect(Set(rows.map(\.count)) == [9])
        #expect(Set(rows.dropFirst().map { $0[0] }) == ["achieved", "changed", "slip", "recorded"])
    }

    @Test("A report of nothing says so")
    func nothing() {
        let picture = PlanReportTests.picture
        let report = PlanChangesReport(
            PlanChanges(from: picture, to: picture, said: []), names: PlanReportTests.names,
            recordedOn: { _ in PlanReportTests.day })
        #expect(report.isEmpty && report.text(StatusWords()).contains("Nothing changed."))
        #expect(report.rows.count == 1)
    }
}
