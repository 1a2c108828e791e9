import ActionPlans
import Frameworks
import Intake
import Testing
import Vocabulary

@Suite("Odd shapes, read the way a coordinator would")
struct PlanOdditiesTests {
    private func path(_ action: ReadAction) -> String {
        action.wording.path.map { "\($0.level.rawValue) \($0.text)" }.joined(separator: " > ")
    }

    @Test("A theme printed above the header counts for the rows below it, like the themes further down")
    func themeAboveHeader() {
        let plan = Fixtures.plan(
            text: """
                <h1>Board plan</h1><table>
                <tr><td colspan=3><b>PRIORITY 1 – PREVENTION</b></td></tr>
                <tr><th>What will we do?</th><th>Who will lead?</th><th>By when?</th></tr>
                <tr><td>Commission a needs assessment</td><td>Analyst</td><td>May 2026</td></tr>
                <tr><td colspan=3><b>PRIORITY 2 – TREATMENT</b></td></tr>
                <tr><td>Rebuild the care pathway</td><td>Commissioner</td><td>June 2026</td></tr></table>
                """, name: "plan.html")
        #expect(plan.actions.map(path) == ["aim PRIORITY 1 – PREVENTION", "aim PRIORITY 2 – TREATMENT"])
        #expect(plan.notTaken.isEmpty)
    }

    @Test("A year above the months of a grid belongs to them")
    func yearsOverMonths() {
        let plan = Fixtures.plan(
            text:
                ",,,2026,,,2027\nTask,Lead,Status,Oct,Nov,Dec,Jan\nSet up board,Chair,Done,X,,,\nLaunch,Manager,,,,x,Launch event",
            name: "grid.csv")
        #expect(plan.columns.map(\.heading).suffix(4) == ["Oct 2026", "Nov 2026", "Dec 2026", "Jan 2027"])
        #expect(
            plan.actions.map { $0.wording.timescale.commitments.map(\.due?.iso) } == [
                ["2026-10-31"], ["2026-12-31", "2027-01-31"],
            ])
        #expect(plan.actions.last?.wording.timescale.commitments.last?.label == "Launch event")
    }

    @Test("Headings nobody knows: the column of dates tells the plan")
    func unknownHeadings() {
        let plan = Fixtures.plan(
            text: "Deliverable,Delivery slot\nPublish the guide,May 2026\nHold a conference,June 2026", name: "a.csv")
        #expect(plan.meanings(table: 1) == ["text", "timescale"])
        let other = Fixtures.plan(
            text: "Thing to deliver,Delivery slot\nPublish the guide,May 2026\nHold a conference,June 2026",
            name: "a.csv")
        #expect(other.meanings(table: 1) == ["text", "timescale"])
        #expect(other.actions.count == 2)
    }

    @Test("An objective alone in its column stands for the empty cells below it")
    func objectiveAlone() {
        let plan = Fixtures.plan(
            text: """
                Objective,Action,Lead,Deadline
                Safer streets,,,
                ,Survey residents,Analyst,May 2026
                ,Publish results,Analyst,June 2026
                Better data,,,
                ,Join data,Analyst,July 2026
                """, name: "a.csv")
        #expect(
            plan.actions.map(path) == ["objective Safer streets", "objective Safer streets", "objective Better data"])
    }

    @Test("A row of one cell above rows with objectives of their own is the aim")
    func aimRow() {
        let plan = Fixtures.plan(
            text: """
                Objective,Action,Lead,Deadline
                ENFORCEMENT,,,
                Safer streets,Survey residents,Analyst,May 2026
                Better data,Join data,Analyst,July 2026
                """, name: "a.csv")
        #expect(
            plan.actions.map(path) == [
                "aim ENFORCEMENT > objective Safer streets", "aim ENFORCEMENT > objective Better data",
            ])
    }

    @Test("A row of one cell under a heading is the objective, and a row under that one the task")
    func nestedRows() {
        let plan = Fixtures.plan(
            text: """
                ## Treatment

                | Action | Lead | By when |
                |---|---|---|
                | **1 ACCESS** | | |
                | Evening opening | | |
                | Open a clinic | Manager | May 2026 |
                | **2 QUALITY** | | |
                | Audit records | Manager | June 2026 |
                """, name: "a.md")
        #expect(
            plan.actions.map(path) == [
                "aim Treatment > objective ACCESS > task Evening opening", "aim Treatment > objective QUALITY",
            ])
    }

    @Test("A row cut by a line break inside a cell is put together again")
    func cutRow() {
        let plan = Fixtures.plan(
            text:
                "Ref\tAction\tLead\tTimescale\n1.1\tRun test purchases\nwith trading standards\tPolice\tQuarterly\n1.2\tClose premises\tPolice\tMay 2026\n",
            name: "a.txt")
        #expect(plan.actions.map(\.wording.text) == ["Run test purchases\nwith trading standards", "Close premises"])
        #expect(plan.actions.first?.wording.leads == ["Police"])
    }

    @Test("A plain row of one cell with nothing under it is an action without lead and deadline")
    func actionAlone() {
        let plan = Fixtures.plan(
            text: "| Action | Timescale |\n|---|---|\n| Review the protocol | May 2026 |\n| Agree the budget | |\n",
            name: "a.md")
        #expect(plan.actions.map(\.wording.text) == ["Review the protocol", "Agree the budget"])
        #expect(
            plan.actions.last?.wording.timescale == Timescale(wording: nil, commitments: [Commitment(undecided: true)]))
    }

    @Test(
        "Leads are split on line breaks, semicolons and strokes, never on commas",
        arguments: [
            ("HO/MoJ", ["HO", "MoJ"]), ("DH/CLG/ DWP/DIUS/ HO", ["DH", "CLG", "DWP", "DIUS", "HO"]),
            ("Officer, Camden; Officer, Westminster", ["Officer, Camden", "Officer, Westminster"]),
            ("HO, with other relevant departments", ["HO, with other relevant departments"]),
            ("Housing and/or Police", ["Housing and/or Police"]), ("24/7 Helpline Manager", ["24/7 Helpline Manager"]),
            ("Health; Care / Support Team", ["Health", "Care / Support Team"]),
            ("Head of Analysis.", ["Head of Analysis"]),
            (
                "Strategy Manager Treatment Commissioner Clinical Director Service Manager DAT / CSP Analysts",
                [
                    "Strategy Manager Treatment Commissioner Clinical Director Service Manager DAT / CSP Analysts"
                ]
            ),
        ])
    func leads(cell: String, leads: [String]) {
        let plan = Fixtures.plan(text: "Action,Lead\nAgree a protocol,\"\(cell)\"", name: "a.csv")
        #expect(plan.actions.first?.wording.leads == leads)
    }

    @Test("Plan years counted by the calendar are read so when a person says so")
    func calendarYears() {
        let text = "Action,By when\nAgree a protocol,2026/27\nReview it,May 2026"
        let financial = Fixtures.plan(text: text, name: "a.csv")
        #expect(financial.actions.first?.wording.timescale.commitments.first?.due?.iso == "2027-03-31")
        let calendar = Fixtures.plan(text: text, name: "a.csv", ReadingChoices(year: .calendar))
        #expect(calendar.actions.first?.wording.timescale.commitments.first?.due?.iso == "2027-12-31")
    }

    @Test("Five thousand rows are read, each once")
    func manyRows() {
        let rows = (1...5_000).map { "\($0),Aim \($0 % 9),Review the protocol of district \($0),Analyst,May 2026" }
        let plan = Fixtures.plan(text: "No,Theme,Action,Lead,By when\n" + rows.joined(separator: "\n"), name: "a.csv")
        #expect(plan.actions.map(\.wording.number) == (1...5_000).map(String.init))
        #expect(plan.problems.isEmpty)
    }
}
