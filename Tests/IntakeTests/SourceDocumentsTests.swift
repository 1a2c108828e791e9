import ActionPlans
import Frameworks
import Intake
import Testing
import Vocabulary

@Suite("The plan documents of the reference material", .enabled(if: Fixtures.reference != nil))
struct SourceDocumentsTests {
    @Test("The plan of 2008 to 2011 has 87 actions, numbered from 1 to 87")
    func drugs2008() throws {
        let plan = try Fixtures.plan(source: "sources/drugs-action-plan-2008-2011.txt")
        #expect(plan.title == "Drugs: protecting families and communities")
        #expect(plan.actions.map(\.wording.number) == (1...87).map(String.init))
        #expect(plan.actions.allSatisfy { $0.wording.path.map(\.level) == [.aim, .objective] })
        #expect(Set(plan.actions.compactMap { $0.wording.path.first?.text }).count == 5)
        #expect(plan.actions.allSatisfy { !$0.wording.leads.isEmpty && $0.wording.owner == nil })
        let joined = plan.actions[61].wording
        #expect(joined.text.split(separator: "\n").count == 6)
        #expect(joined.leads == ["DH", "CLG", "DWP", "DIUS", "HO"])
        #expect(joined.timescale.commitments.map(\.due?.iso) == ["2008-09-30"])
        #expect(plan.actions[49].wording.timescale.commitments.count == 2)
        #expect(plan.notTaken.count == 1)
        #expect(plan.problems.isEmpty)
    }

    @Test("The force's plan has 79 activities under four objectives, and its menu of tactics is not taken")
    func force2003() throws {
        let plan = try Fixtures.plan(source: "sources/met-police-drugs-action-plan-2003.txt")
        #expect(plan.actions.count == 79)
        var counts: [String: Int] = [:]
        for action in plan.actions { counts[action.wording.path.first?.number ?? "", default: 0] += 1 }
        #expect(counts == ["1": 44, "2": 7, "3": 19, "4": 9])
        #expect(plan.actions.allSatisfy { $0.wording.path.first?.text.hasPrefix("OBJECTIVE") == true })
        #expect(
            Set(plan.actions.compactMap { $0.wording.path.dropFirst().first?.number })
                == ["1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "3.2", "3.3", "4.1", "4.2"])
        #expect(plan.notTaken.count == 5)
        #expect(plan.actions.allSatisfy { $0.wording.measure == $0.wording.progress && $0.wording.measure != nil })
        #expect(plan.actions.allSatisfy { $0.wording.measure?.lowercased().hasPrefix("as above") == false })
        #expect(plan.problems.count { $0.code == "hidden-slip" } >= 5)
        #expect(plan.problems.count { $0.code == "personal-text" } == 1)
    }

    @Test("The city's plan has 39 actions under six themes")
    func city2005() throws {
        let plan = try Fixtures.plan(source: "sources/birmingham-crack-strategy-2005.txt")
        #expect(plan.actions.count == 39)
        var counts: [String: Int] = [:]
        for action in plan.actions { counts[action.wording.path.first?.text ?? "", default: 0] += 1 }
        #expect(counts.values.sorted() == [4, 4, 5, 6, 9, 11])
        #expect(plan.actions.allSatisfy { $0.wording.path.map(\.level) == [.aim, .objective] })
        #expect(plan.actions.allSatisfy { $0.wording.number != nil && !$0.wording.leads.isEmpty })
        #expect(plan.actions[4].wording.timescale.commitments.map(\.due?.iso) == ["2007-05-31", "2006-05-31"])
        #expect(plan.problems.contains { $0.code == "same-wording" })
        #expect(plan.problems.contains { $0.code == "dated-twice" })
        #expect(plan.problems.count { $0.code == "personal-text" && $0.place.row == 11 } == 1)
    }

    @Test("The national plan has a grid of 11 and 8 milestones over two pages, and lists of deliverables")
    func national2002() throws {
        let plan = try Fixtures.plan(source: "sources/national-crack-plan-2002.txt")
        let grid = plan.actions.filter { $0.wording.path.first?.text == "Implementation plan: milestones" }
        #expect(grid.count == 19)
        #expect(grid.prefix(11).allSatisfy { $0.place.table == grid[0].place.table })
        #expect(
            grid[1].wording.timescale.commitments.map(\.wording) == [
                "Jan 03", "Feb 03", "May 03", "Aug 03", "Nov 03", "Feb 04",
            ])
        #expect(grid.count { $0.wording.timescale.commitments.allSatisfy(\.undecided) } == 2)
        var counts: [String: Int] = [:]
        for action in plan.actions { counts[action.wording.path.first?.text ?? "", default: 0] += 1 }
        #expect(counts["National co-ordination"] == 2 && counts["Regional"] == 4 && counts["Local"] == 7)
        #expect(counts["Crime and supply"] == 8 && counts["Treatment"] == 6 && counts["Young people"] == 5)
        #expect(plan.problems.count { $0.code == "dated-twice" } == 2)
        #expect(plan.notTaken.contains { $0.text == "Report date" && $0.place.column == 18 })
    }

    @Test("The reworded sample has eight activities")
    func sample() throws {
        let plan = try Fixtures.plan(source: "data/action-plan-samples/west_end_drugs_partnership_2006_07.csv")
        #expect(
            plan.meanings(table: 1) == [
                "aim", "objective", "objective", "number", "text", "notes", "leads", "outcome", "measure",
            ])
        #expect(plan.actions.map(\.wording.number) == ["1a", "1b", "2a", "2b", "2c", "3a", "4a", "4b"])
        #expect(plan.actions.map { $0.wording.path.last?.number } == ["1", "1", "2", "2", "2", "3", "4", "4"])
        #expect(plan.actions[0].wording.leads == ["Officer, Camden", "Officer, Westminster"])
        #expect(plan.actions[0].wording.notes == "forum: Managers and practitioners")
        #expect(
            plan.actions.allSatisfy {
                $0.wording.timescale == Timescale(wording: nil, commitments: [Commitment(undecided: true)])
            })
    }
}
