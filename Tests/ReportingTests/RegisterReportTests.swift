import ActionPlans
import Partnership
import Reporting
import Testing
import Vocabulary

@Suite("The registers as a report")
struct RegisterReportTests {
    static func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

    static func items() throws -> [RegisterItem] {
        func item(_ number: Int, _ record: RegisterRecord, _ closing: RegisterClosing? = nil) throws -> RegisterItem {
            RegisterItem(
                id: RegisterItemID(number), record: record, marking: .official, opened: try day("2003-01-01"),
                closing: closing, version: JournalSequence(1))
        }
        func risk(_ title: String, _ likelihood: Int, _ impact: Int, review: String) throws -> RegisterRecord {
            RegisterRecord(
                title: title, strategy: StrategyID(1), owner: MemberID(2), review: try day(review),
                details: .risk(RiskDetails(likelihood: likelihood, impact: impact)))
        }
        return [
            try item(1, risk("Lease", 2, 2, review: "2003-02-01")),
            try item(2, risk("Staff", 5, 4, review: "2003-09-01")),
            try item(
                3,
                RegisterRecord(
                    title: "How many?", details: .evidenceGap(GapDetails(why: "Places", due: try day("2003-04-01"))))),
            try item(
                4, RegisterRecord(title: "Van", details: .issue(IssueDetails())),
                RegisterClosing(how: .closed, on: try day("2003-02-01"), reason: "Mended")),
        ]
    }

    @Test("Filters choose, and sort by what is due next; risks by their score")
    func filters() throws {
        let items = try Self.items()
        let today = try Self.day("2003-03-15")
        func numbers(_ change: (inout RegisterFilter) -> Void) -> [Int] {
            var filter = RegisterFilter()
            change(&filter)
            return filter.items(of: items, on: today).map(\.id.number)
        }
        #expect(numbers { _ in } == [1, 3, 2])
        #expect(numbers { $0.kind = .risk } == [2, 1])
        #expect(numbers { $0.sorting = .reference } == [1, 2, 3])
        #expect(numbers { $0.state = .closed } == [4])
        #expect(numbers { $0.state = .all }.count == 4)
        #expect(numbers { $0.owner = "vacant" } == [3])
        #expect(numbers { $0.owner = "2" } == [1, 2])
        #expect(numbers { $0.due = .now } == [1])
        #expect(numbers { $0.due = .soon } == [1, 3])
        #expect(numbers { $0.strategy = StrategyID(1) } == [1, 2])
        #expect(numbers { $0.text = "HOW many" } == [3])
        #expect(numbers { $0.text = "r-0002" } == [2])
    }

    @Test("For a terminal: marking first and last, what is due in sentences")
    func text() throws {
        let report = RegisterReport(
            try Self.items(), on: try Self.day("2003-03-15"), at: JournalSequence(9), names: StaffNames([]),
            strategies: [])
        let lines = report.text.split(separator: "\n")
        #expect(lines.first == "OFFICIAL" && lines.last == "OFFICIAL")
        #expect(report.text.contains("R-0001: Review due on 1 February 2003, 42 days ago"))
        #expect(report.text.contains("R-0002") && report.text.contains("Staff"))
    }
}
