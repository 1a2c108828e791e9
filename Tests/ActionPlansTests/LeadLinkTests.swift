import ActionPlans
import Testing
import Vocabulary

@Suite("What a link is good for, and what it takes")
struct LeadLinkTests {
    private func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

    private func round(opens: String, closes: String) throws -> Round {
        Round(
            id: RoundID(1), strategy: StrategyID(1), periodFrom: try day("2026-04-01"),
            periodTo: try day("2026-06-30"), opens: try day(opens), closes: try day(closes),
            opened: JournalSequence(9), openedAt: Instant(microseconds: 0), version: JournalSequence(9))
    }

    @Test("It opens, takes answers to the end of the closing day, shows them for seven days, and is over")
    func phases() throws {
        let round = try round(opens: "2026-07-01", closes: "2026-07-14")
        let cases: [(String, LeadLink.Phase)] = [
            ("2026-06-30", .opens(try day("2026-07-01"))), ("2026-07-01", .open(until: try day("2026-07-14"))),
            ("2026-07-14", .open(until: try day("2026-07-14"))),
            ("2026-07-15", .closed(on: try day("2026-07-14"), shownUntil: try day("2026-07-21"))),
            ("2026-07-21", .closed(on: try day("2026-07-14"), shownUntil: try day("2026-07-21"))),
            ("2026-07-22", .over), ("2027-07-22", .over),
        ]
        for (iso, phase) in cases { #expect(LeadLink.phase(of: round, on: try day(iso)) == phase, "\(iso)") }
    }

    private func answer(_ what: LeadAnswer.What) -> LeadAnswer {
        LeadAnswer(action: ActionID(3), version: JournalSequence(7), what: what)
    }

    @Test("Text that carries the higher marking is refused, in every field, with where it belongs")
    func marking() throws {
        let marked = "seen (Official – Sensitive)"
        let later = try day("2026-12-31")
        let done = [ProgressReported.Completed(promise: 1)]
        let cases: [(LeadAnswer.What, [String])] = [
            (.noChange(note: marked), ["note"]), (.noChange(note: ""), []), (.noChange(note: "OFFICIAL"), []),
            (.done(note: marked, evidence: marked, completes: done), ["note", "evidence"]),
            (.done(note: "", evidence: marked, completes: done), ["evidence"]),
            (.longer(promise: 1, newDay: later, reason: marked), ["reason"]),
            (.longer(promise: 1, newDay: later, reason: "Late"), []),
        ]
        for (what, fields) in cases {
            let refusals = answer(what).refusals
            #expect(refusals.compactMap(\.field) == fields)
            #expect(refusals.allSatisfy { $0.sentence.contains("Sign in") && $0.code == "carries-marking" })
        }
    }

    @Test("Done has to name something")
    func nothingDone() {
        let refusals = answer(.done(note: "x", evidence: "y", completes: [])).refusals
        #expect(refusals == [.nothingDone])
        #expect(refusals.first?.field == "completes")
    }

    @Test("The same answer is known by what was recorded of it, and a different one is not")
    func same() throws {
        let today = try day("2026-07-02")
        let later = try day("2026-12-31")
        func reported(_ note: String, _ evidence: String?, _ promises: [Int], action: Int = 3) -> PlanEntry {
            .progressReported(
                ProgressReported(
                    action: ActionID(action), on: today, happened: nil, note: note, evidence: evidence,
                    completes: promises.map { .init(promise: $0) }))
        }
        func asked(_ promise: Int, _ reason: String) -> PlanEntry {
            .delayAsked(
                DelayAsked(
                    action: ActionID(3), promise: promise, newDay: later, on: today, reason: reason, by: MemberID(1)))
        }
        let none = answer(.noChange(note: " as before \n"))
        #expect(none.isRecorded(by: reported("as before", nil, [])))
        #expect(!none.isRecorded(by: reported("as before", nil, [1])))
        #expect(!none.isRecorded(by: reported("as before", "x", [])))
        #expect(!none.isRecorded(by: reported("as before", nil, [], action: 4)))
        #expect(!none.isRecorded(by: asked(1, "as before")))
        let done = answer(.done(note: "", evidence: "Minutes", completes: [.init(promise: 2), .init(promise: 1)]))
        #expect(done.isRecorded(by: reported("", "Minutes", [1, 2])))
        #expect(!done.isRecorded(by: reported("", "Minutes", [1])))
        let longer = answer(.longer(promise: 1, newDay: later, reason: "Lease "))
        #expect(longer.isRecorded(by: asked(1, "Lease")))
        #expect(!longer.isRecorded(by: asked(2, "Lease")))
        #expect(!longer.isRecorded(by: asked(1, "Rent")))
    }
}
