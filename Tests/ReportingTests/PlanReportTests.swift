import ActionPlans
import Foundation
import Frameworks
import Partnership
import Reporting
import Testing
import Vocabulary

@Suite("A plan's report as text and JSON")
struct PlanReportTests {
    static let day = Day(number: 12_234)  // 1 July 2003
    static let aim = PlanLevel(level: .aim, number: "1", text: "Reduce harm")
    static let objective = PlanLevel(level: .objective, number: nil, text: "Treatment")

    static func action(_ number: Int, due: Int, text: String, owner: Int? = 2) -> Action {
        let commitment = Commitment(wording: "By then", due: day.adding(days: due))
        let imported = day.adding(days: -100)
        return Action(
            id: ActionID(number), strategy: StrategyID(1), position: number,
            wording: ActionWording(
                number: "1.\(number)", path: [aim, objective], text: text,
                timescale: Timescale(wording: "By then", commitments: [commitment])),
            marking: .official, promises: [Promise(number: 1, commitment: commitment)],
            updateOwner: owner.map { MemberID($0) }, contributing: [], retired: nil, entered: JournalSequence(1),
            enteredOn: imported, lastReport: nil, version: JournalSequence(1))
    }

    static let picture: PlanPicture = {
        let strategy = Strategy(
            id: StrategyID(1), title: "City plan", year: .financial, marking: .officialSensitive,
            source: PlanSource(name: "plan.csv", digest: ""), imported: day.adding(days: -100),
            importedAt: JournalSequence(1), version: JournalSequence(1))
        let actions = [
            action(1, due: -34, text: "Open the service"),
            action(2, due: 40, text: "Train\n\u{1B}[31mstaff", owner: nil),
        ]
        let plan = Plan(strategy: strategy, at: JournalSequence(9), actions: actions, rounds: [], owed: [:])
        return PlanPicture(
            of: plan, on: day,
            comparedWith: PlanComparison(point: PlanComparison.point(for: plan, on: day), plan: plan))
    }()

    static let pack = FrameworkPack(
        name: "pack", title: "Pack", source: "Tests",
        statuses: [
            StatusAppearance(status: "overdue", word: "Late", shape: "▲", colour: "red"),
            StatusAppearance(status: "changed", word: "Different", shape: "■", colour: "blue"),
        ], cycle: Recurrence(every: 3, unit: .month), closingDays: 14, planYear: .financial, columnHeadings: [])
    static let names = StaffNames([
        Member(
            id: MemberID(2), name: "Member Two", post: "Treatment Commissioner", agency: AgencyID(1),
            email: "two@example.org", roles: [.lead])
    ])

    static func json(_ report: some Encodable) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: try ReportJSON.data(report))
        return try #require(object as? [String: Any])
    }

    @Test("The text has the marking first and last, the counts, the levels and what needs attention")
    func statusText() {
        let text = PlanStatusReport(Self.picture, words: StatusWords(Self.pack)).text(StatusWords(Self.pack))
        #expect(
            text == """
                OFFICIAL-SENSITIVE

                City plan
                As at 1 July 2003, entry 9. Changed since the import on 23 March 2003.
                No round has been opened.

                Status                  Actions
                ▲ Late                        1
                Silent                        0
                Under way                     1
                Not yet confirmed             0
                Not yet open                  0
                Completed                     0
                Total                         2
                Withdrawn, not counted        0
                ■ Different                   1

                Part of the plan  Late  Silent  Under way  Not yet confirmed  Not yet open  Completed  Total
                1 Reduce harm        1       0          1                  0             0          0      2
                  Treatment          1       0          1                  0             0          0      2

                Overdue: 1
                  AP-0001 (1.1): Late: due 28 May 2003, no delay agreed, 34 days ago

                Nobody is asked for updates: 1
                  AP-0002 (1.2): No update owner: nobody is asked for updates

                OFFICIAL-SENSITIVE

                """)
    }

    @Test("The JSON has every key, null where nothing is known")
    func statusJSON() throws {
        let json = try Self.json(PlanStatusReport(Self.picture))
        #expect(
            Set(json.keys) == [
                "format", "strategy", "title", "marking", "asAt", "sequence", "comparedWith", "openRound",
                "lastClosedRound", "counts", "levels", "exceptions",
            ])
        #expect(json["openRound"] is NSNull)
        #expect(json["asAt"] as? String == "2003-07-01")
        let counts = try #require(json["counts"] as? [String: Int])
        #expect(
            counts == [
                "overdue": 1, "silent": 0, "under-way": 1, "not-yet-confirmed": 0, "not-yet-open": 0, "completed": 0,
                "withdrawn": 0, "total": 2, "changed": 1,
            ])
        let exceptions = try #require(json["exceptions"] as? [[String: Any]])
        #expect(exceptions.first?["action"] as? String == "AP-0001")
        #expect(exceptions.first?["kind"] as? String == "overdue")
        let levels = try #require(json["levels"] as? [[String: Any]])
        let path = try #require(levels.last?["path"] as? [[String: Any]])
        #expect(path.last?["number"] is NSNull)
    }

    @Test("The reference page names every key")
    func documented() throws {
        let page = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Documentation/reference/plan-status.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        let action = try #require(
            ActionReport(
                ActionID(1), in: Self.picture, history: [], names: Self.names, words: StatusWords(),
                recordedOn: { _ in Self.day }))
        let list = PlanListReport(Self.picture, names: Self.names, words: StatusWords())
        let changes = try Self.json(PlanChangesReportTests.report)
        let reports = [
            try Self.json(PlanStatusReport(Self.picture)), try Self.json(action), try Self.json(list), changes,
        ]
        for key in reports.flatMap(\.keys) { #expect(text.contains("`\(key)`"), "\(key)") }
        for kind in PlanException.Kind.allCases { #expect(text.contains("`\(kind.rawValue)`")) }
    }

    @Test("A list has a line for each action, and nothing a terminal would obey")
    func list() throws {
        let report = PlanListReport(Self.picture, names: Self.names, words: StatusWords(Self.pack))
        #expect(report.lines.map(\.owner) == ["Member Two, Treatment Commissioner", "vacant"])
        #expect(report.lines[0].sentence == "Late: due 28 May 2003, no delay agreed, 34 days ago")
        let text = report.text(StatusWords(Self.pack))
        #expect(text.contains("AP-0002    1.2  Train [31mstaff   Under way"))
        #expect(!text.unicodeScalars.contains("\u{1B}"))
        let json = try Self.json(report)
        let actions = try #require(json["actions"] as? [[String: Any]])
        #expect(actions.map { $0["colour"] as? String } == ["red", "orange"])
        #expect(actions.allSatisfy { $0.count == 9 })
    }

    @Test("An action's report has its history in words, and every key")
    func action() throws {
        let header = EntryHeader(
            sequence: JournalSequence(9), recorded: Instant(microseconds: 0), author: .member(MemberID(2)),
            purpose: .performance, subject: .action(ActionID(1)), room: "plans", kind: EntryKind("delay-asked"),
            happened: nil, digest: "")
        let asked = PlanEntry.delayAsked(
            DelayAsked(
                action: ActionID(1), promise: 1, newDay: Self.day, on: Self.day, reason: "Late funding", by: MemberID(2)
            ))
        let report = try #require(
            ActionReport(
                ActionID(1), in: Self.picture, history: [PlanHistoryEntry(header: header, payload: asked)],
                names: Self.names, words: StatusWords(Self.pack), recordedOn: { _ in Self.day }))
        #expect(report.history.map(\.author) == ["Member Two, Treatment Commissioner"])
        #expect(report.history.map(\.sentence) == ["Delay of commitment 1 to 1 July 2003 asked for: Late funding"])
        #expect(report.changes == [ActionChange("Status", old: "Under way", new: "Late")])
        #expect(report.previous?.status == .underWay)
        let text = report.text(StatusWords(Self.pack))
        #expect(text.hasPrefix("OFFICIAL\n\nAP-0001 (1.1): Open the service\n▲ Late  ■ Different, as at 1 July 2003"))
        #expect(text.contains("Status: Under way → Late"))
        let json = try Self.json(report)
        #expect(json.count == 29)
        #expect(json["equality"] is NSNull)
        #expect(json["colour"] as? String == "red")
        #expect(
            ActionReport(
                ActionID(3), in: Self.picture, history: [], names: Self.names, words: StatusWords(),
                recordedOn: { _ in Self.day }) == nil)
    }
}
