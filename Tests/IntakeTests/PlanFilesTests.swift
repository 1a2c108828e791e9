import ActionPlans
import Frameworks
import Intake
import Testing
import Vocabulary

/// Files of offices that share no house style: each is read as its owner would explain it.
@Suite("Plans as offices save them")
struct PlanFilesTests {
    private func path(_ action: ReadAction) -> String {
        action.wording.path.map { "\($0.level.rawValue) \($0.text)" }.joined(separator: " > ")
    }

    private func due(_ plan: ReadPlan) -> [[String?]] {
        plan.actions.map { $0.wording.timescale.commitments.map(\.due?.iso) }
    }

    @Test("A lead merged over several rows leads each of them; a merged action keeps both deadlines")
    func mergedCells() {
        let plan = Fixtures.plan(
            text: """
                <table><tr><th>Priority</th><th>Action</th><th>Lead</th><th>By when</th></tr>
                <tr><td rowspan=3>Safer</td><td>Patrol</td><td rowspan=2>Police<br>Council</td><td>May 2026</td></tr>
                <tr><td>Close premises</td><td>June 2026</td></tr>
                <tr><td>Light the park</td><td>Council</td><td>July 2026</td></tr>
                <tr><td>Healthier</td><td rowspan=2>Write the strategy</td><td rowspan=2>Chair</td><td>Draft May 2026</td>
                </tr><tr><td></td><td>Final June 2026</td></tr></table>
                """, name: "plan.html")
        #expect(
            plan.actions.map(\.wording.leads) == [
                ["Police", "Council"], ["Police", "Council"], ["Council"], ["Chair"],
            ])
        #expect(plan.actions.map(path) == ["aim Safer", "aim Safer", "aim Safer", "aim Healthier"])
        #expect(due(plan).last == ["2026-05-31", "2026-06-30"])
        #expect(plan.actions.last?.wording.timescale.commitments.map(\.label) == ["Draft", "Final"])
    }

    @Test("An action alone in its row, everything else merged, is an action and not a heading")
    func onlyTheActionIsNew() {
        let plan = Fixtures.plan(
            text: """
                <table><tr><th>Action</th><th>Lead</th><th>By when</th></tr>
                <tr><td>Patrol</td><td rowspan=2>Police</td><td rowspan=2>May 2026</td></tr>
                <tr><td>Close premises</td></tr></table>
                """, name: "plan.html")
        #expect(plan.actions.map(\.wording.text) == ["Patrol", "Close premises"])
        #expect(due(plan) == [["2026-05-31"], ["2026-05-31"]])
    }

    @Test("A page laid out with tables is read as if they were not there")
    func layoutTables() {
        let plan = Fixtures.plan(
            text: """
                <table width="100%"><tr><td><ul><li>News</li></ul></td><td><h1>Drugs action plan</h1>
                <h2>Reduce demand</h2><table><tr><td><b>Action</b></td><td><b>Lead</b></td><td><b>Deadline</b></td></tr>
                <tr><td>Open a clinic</td><td>Manager</td><td>May 2026</td></tr></table></td></tr></table>
                """, name: "plan.html")
        #expect(plan.actions.map(path) == ["aim Reduce demand"])
        #expect(plan.actions.map(\.wording.text) == ["Open a clinic"])
        #expect(!plan.codes.contains("nested-table"))
    }

    @Test("A bullet alone in a cell of a grid is a mark, and is not lost")
    func bulletsAsMarks() {
        let plan = Fixtures.plan(
            text: """
                | Milestone | Lead | Apr 26 | May 26 | Jun 26 |
                |---|---|---|---|---|
                | Needs assessment | Analyst | ● | • | |
                | Consultation | Officer | | 14th | → |
                """, name: "plan.md")
        #expect(due(plan) == [["2026-04-30", "2026-05-31"], ["2026-05-31", "2026-06-30"]])
        #expect(plan.actions.map { $0.wording.timescale.commitments.map(\.label) } == [[nil, nil], ["14th", "→"]])
    }

    @Test("Years as columns are a grid where they hold marks, and notes where they hold money")
    func yearsAsColumns() {
        let marked = Fixtures.plan(
            text: "Action,Owner,2026/27,2027/28\nBody scanner,Security,●,\nFree wing,Health,ongoing,●", name: "a.csv")
        #expect(due(marked) == [["2027-03-31"], ["2027-03-31", "2028-03-31"]])
        let paid = Fixtures.plan(
            text: "Action,Owner,2026/27,2027/28\nBody scanner,Security,£10k,\nFree wing,Health,£5k,£5k", name: "a.csv")
        #expect(paid.actions.first?.wording.timescale.commitments.map(\.undecided) == [true])
        #expect(paid.actions.first?.wording.notes == "2026/27: £10k")
    }

    @Test("A column headed target that holds days is the deadline, and a person is asked to confirm it")
    func targetColumn() {
        let plan = Fixtures.plan(
            text: "No,Action,Lead,Target\n3.1,Agree plan,Chair,May 2026\n3.2,Publish plan,Officer,June 2026",
            name: "a.csv")
        #expect(plan.meanings(table: 1) == ["number", "text", "leads", "timescale"])
        #expect(plan.codes == ["column-guessed"])
        let numbers = Fixtures.plan(
            text: "No,Action,Lead,Target\n3.1,Train staff,Chair,40 people\n3.2,Visit schools,Officer,12", name: "a.csv")
        #expect(numbers.actions.map(\.wording.measure) == ["40 people", "12"])
    }

    @Test("Tables below each other in one sheet are read each by its own headings")
    func tablesInOneSheet() throws {
        let plan = try Fixtures.plan("one-sheet.csv")
        #expect(plan.actions.map(\.wording.text).count == 4)
        #expect(plan.actions.map(path) == ["", "", "aim Healthier lives", "aim Healthier lives"])
        #expect(plan.action("Pill testing")?.leads == ["Chemist"])
        #expect(plan.action("Pill testing")?.measure == "Samples tested")
        #expect(Set(plan.columns.map(\.table)) == [1, 3])
        #expect(plan.notTaken.map(\.place.table) == [2])
        #expect(plan.notTaken.map(\.place.line) == [7])
        #expect(plan.actions.map(\.place.line) == [3, 4, 13, 14])
        #expect(!plan.codes.contains("ragged-row"))
    }

    @Test("Points and lines that end with their date are milestones; lists of versions and prose are not")
    func milestoneLists() throws {
        let plan = try Fixtures.plan("milestone-lists.md")
        #expect(
            plan.actions.map(\.wording.text) == [
                "Steering group appointed", "Terms of reference agreed", "First annual report",
                "Schools pack published", "Parent sessions", "Evaluation report",
            ])
        #expect(plan.actions.map(path).suffix(3) == ["aim Prevention", "aim Prevention", "aim Prevention"])
        #expect(
            due(plan) == [["2026-01-31"], ["2026-02-28"], ["2027-03-31"], ["2026-03-31"], ["2026-08-31"], [nil]])
        #expect(plan.actions.map(\.place.line) == [7, 8, 9, 13, 14, 15])
    }

    @Test("A deliverable and its date on the line below are one milestone")
    func datesOnTheLineBelow() {
        let plan = Fixtures.plan(
            text:
                "Workforce\n\nComplete the audit\nJune 2026\n\nLaunch induction\nSeptember 2026\n\nReview it\nBy 2027-03-31"
        )
        #expect(plan.actions.map(path) == ["aim Workforce", "aim Workforce", "aim Workforce"])
        #expect(due(plan) == [["2026-06-30"], ["2026-09-30"], ["2027-03-31"]])
        #expect(plan.actions.map(\.place.line) == [3, 6, 9])
    }

    @Test("Rows whose empty cells an editor cut off stay rows, and headings in other words are known again")
    func cutCells() throws {
        let plan = try Fixtures.plan("cut-cells.txt")
        #expect(
            plan.actions.map(path) == [
                "aim Aim: Make the centre safer > objective Reduce litter",
                "aim Aim: Make the centre safer > objective Reduce litter",
                "aim Aim: Make the centre safer > objective Reduce dealing",
                "aim Aim: Make the centre safer > objective Reduce dealing",
            ])
        #expect(plan.action("Patrol")?.text == "Patrol\n• hot spots\n• parks")
        #expect(plan.action("Light")?.leads == ["Highways"])
    }

    @Test("A pipe at the beginning of a row stands behind an empty cell where the header has none")
    func emptyFirstCell() {
        let plan = Fixtures.plan(
            text: """
                Lead | Action | By when
                --- | --- | ---
                Hospital | Carry naloxone | Ongoing
                 | Test drugs | 2027
                """, name: "plan.md")
        #expect(plan.actions.map(\.wording.text) == ["Carry naloxone", "Test drugs"])
        #expect(due(plan) == [[nil], ["2027-12-31"]])
    }

    @Test("The same short promise with two dates is a contradiction")
    func shortPromiseDatedTwice() {
        let plan = Fixtures.plan(
            text: "Action,Lead,By when\nPublish profile,Analyst,31/03/2026\nPublish profile,Analyst,30/06/2026",
            name: "a.csv")
        #expect(plan.codes == ["dated-twice"])
    }

    @Test("A caption names the aim where no heading stands above the table")
    func captions() {
        let table = "<tr><th>Action</th><th>Lead</th></tr><tr><td>Open a clinic</td><td>Manager</td></tr></table>"
        let alone = Fixtures.plan(text: "<table><caption>Reduce demand</caption>" + table, name: "a.html")
        #expect(alone.actions.map(path) == ["aim Reduce demand"])
        let below = Fixtures.plan(
            text: "<h1>Plan</h1><h2>Safer homes</h2><table><caption>Actions</caption>" + table, name: "a.html")
        #expect(below.actions.map(path) == ["aim Safer homes"])
    }

    @Test("A file that is refused says why, and nothing else", arguments: [("", "empty"), ("%PDF-1.7 x", "pdf")])
    func refusedFiles(text: String, code: String) {
        #expect(Fixtures.plan(text: text, name: "plan.csv").codes == [code])
    }
}
