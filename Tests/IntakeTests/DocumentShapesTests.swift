import ActionPlans
import Frameworks
import Intake
import Testing
import Vocabulary

@Suite("Plans found among the prose of a document")
struct DocumentShapesTests {
    @Test("Objectives as headings, tasks carried down, headers repeated or missing, rows cut by a page, “As above”")
    func force() throws {
        let plan = try Fixtures.plan("force.txt")
        #expect(
            plan.cards == [
                """
                - Carry out a gap analysis
                aim [1] OBJECTIVE 1: “To make every neighbourhood safer”
                objective [1.1] Knowledge
                task Know the market
                leads: Head of Analysis
                measure: Report with gaps. Report now expected June 2026
                progress: Report with gaps. Report now expected June 2026
                when: January 2026.
                - due 2026-01-31
                """,
                """
                - Implement its recommendations
                aim [1] OBJECTIVE 1: “To make every neighbourhood safer”
                objective [1.1] Knowledge
                task Know the market
                leads: Commander
                measure: • Number of meetings ⏎ • Number of briefings
                progress: • Number of meetings ⏎ • Number of briefings
                when: April 2026
                - due 2026-04-30
                """,
                """
                - Produce a bulletin
                aim [1] OBJECTIVE 1: “To make every neighbourhood safer”
                objective [1.1] Knowledge
                task Know the market
                leads: Head of Analysis
                measure: • Number of meetings ⏎ • Number of briefings
                progress: • Number of meetings ⏎ • Number of briefings
                when: March 2026 onwards
                - opens 2026-03-01 continues
                """,
                """
                - Train analysts for: ⏎ • network charts ⏎ • maps
                aim [1] OBJECTIVE 1: “To make every neighbourhood safer”
                objective [1.1] Knowledge
                task Know the market
                leads: Commander | assisted by Head of Training
                measure: • Number of meetings ⏎ • Number of briefings ⏎ Two sites identified
                progress: • Number of meetings ⏎ • Number of briefings ⏎ Two sites identified
                when: May 2026
                - due 2026-05-31
                """,
                """
                - Hold joint operations
                aim [1] OBJECTIVE 1: “To make every neighbourhood safer”
                objective [1.2] Action
                task Act together
                leads: Superintendent
                measure: Records kept
                progress: Records kept
                - undecided
                """,
                """
                - Agree a protocol
                aim [2] OBJECTIVE 2: “To bring offenders to justice”
                objective [2.1] Courts
                task Work with courts
                leads: Commander
                measure: Protocol agreed
                progress: Protocol agreed
                when: June 2026
                - due 2026-06-30
                """,
                """
                - Offer referral in custody
                aim [3] OBJECTIVE 3: “To help people into treatment”
                objective [3.1] Referral
                leads: Commander
                measure: Referrals made
                progress: Referrals made
                when: April 2026 onwards
                - opens 2026-04-01 continues
                """,
            ])
        #expect(plan.codes == ["hidden-slip"])
        #expect(plan.notTaken.isEmpty)
    }

    @Test("Themes in rows of their own, actions and deadlines in one column")
    func city() throws {
        let plan = try Fixtures.plan("city.txt")
        #expect(plan.title == "The City of Anytown Strategy 2026 – 2029")
        #expect(plan.meanings(table: 1) == ["number", "objective", "text+timescale", "resources", "leads"])
        #expect(plan.actions.map(\.wording.number) == ["1", "2", "3", "1", "2"])
        #expect(
            plan.actions.map { $0.wording.path.first } == [
                PlanLevel(level: .aim, number: nil, text: "TREATMENT"),
                PlanLevel(level: .aim, number: nil, text: "TREATMENT"),
                PlanLevel(level: .aim, number: nil, text: "TREATMENT"),
                PlanLevel(level: .aim, number: nil, text: "YOUNG PEOPLE"),
                PlanLevel(level: .aim, number: nil, text: "YOUNG PEOPLE"),
            ])
        let first = try #require(plan.actions.first?.wording)
        #expect(first.text == "Increase capacity. Recruit two workers.")
        #expect(first.timescale.commitments.map(\.due?.iso) == ["2027-05-31", "2026-11-30"])
        #expect(first.leads == ["Treatment Commissioner Service Manager"])
        #expect(plan.actions[2].wording.leads == ["Service Manager", "DAT / CSP Analysts"])
        #expect(plan.actions[3].wording.timescale.commitments.map(\.undecided) == [true])
        #expect(plan.codes == ["same-wording"])
    }

    @Test("Objectives and actions over pages: a row cut by a page is joined, acronyms are not taken")
    func departments() throws {
        let plan = try Fixtures.plan("departments.txt")
        #expect(plan.title == "Families first")
        #expect(
            plan.cards == [
                """
                1 Publish guidance on childcare during treatment
                aim KEEPING FAMILIES SAFE
                objective Support for parents
                leads: Health | Education
                coverage: England
                outcome: Parents stay in treatment
                when: Late 2026
                - due 2026-12-31
                """,
                """
                2 Agree good practice on: ⏎ • referral; ⏎ • housing; ⏎ • employment; and ⏎ • benefits
                aim KEEPING FAMILIES SAFE
                objective Support for parents
                leads: Health
                coverage: England
                outcome: Better joint work
                when: By September 2026
                - due 2026-09-30
                """,
                """
                3 Review teaching materials
                aim KEEPING FAMILIES SAFE
                objective Prevention in schools
                leads: Education
                coverage: England and Wales
                outcome: Consistent teaching
                when: Review completed summer 2026. Subsequent actions from April 2027
                - “Review completed” due 2026-08-31
                - “Subsequent actions” opens 2027-04-01
                """,
                """
                4 Run a campaign with radio stations
                aim REACHING COMMUNITIES
                leads: Culture, with other departments
                coverage: UK
                outcome: People know where to get help
                when: To be determined
                - undecided
                """,
            ])
        #expect(plan.notTaken.count == 1)
    }

    @Test("Milestones: pairs of paragraphs, pairs in a table, and a grid over two pages")
    func national() throws {
        let plan = try Fixtures.plan("national.txt")
        #expect(plan.title == "Tackling dealing: A national plan")
        let lines = plan.actions.map { action in
            let wording = action.wording
            let dates = wording.timescale.commitments.map(Card.commitment).joined()
            return "\(wording.path.map(\.text).joined()) / \(wording.text) \(dates)"
        }
        #expect(
            lines == [
                "National co-ordination / The creation of a steering group - “meetings” due 2026-01-31 every 3 month",
                "National co-ordination / Launch a national campaign - due 2026-05-31",
                "Local / Each area to complete a supply plan - due 2026-03-31",
                "Local / Greater partnership with business groups - opens 2026-04-01 due 2027-03-31",
                "Crime and supply / Publication of policing guidance - due 2026-02-28",
                "Crime and supply / Policing conference - due 2026-03-31",
                "Crime and supply / Consult on powers to close premises - due 2026-06-30",
                "Implementation plan: milestones / Publish the plan - due 2025-12-31",
                "Implementation plan: milestones / Meetings of the steering group - due 2026-01-31- due 2026-03-31",
                "Implementation plan: milestones / Each area to complete a supply plan - due 2026-01-31",
                "Implementation plan: milestones / Areas report on local action - “Baseline” due 2026-02-28- due 2026-03-31",
                "Implementation plan: milestones / Publish research on people in treatment - due 2025-12-31",
                "Implementation plan: milestones / Police programmes in high-need areas - undecided",
                "Implementation plan: milestones / Review of trafficking routes - due 2026-01-31",
            ])
        #expect(plan.actions[8].wording.timescale.commitments.map(\.wording) == ["Jan 26", "Mar 26"])
        #expect(plan.notTaken.map(\.text) == ["The context | 2", "Report date"])
        #expect(Set(plan.codes) == ["dated-twice", "same-wording", "ragged-row"])
    }

    @Test("A grid of months with ticks, words and dates")
    func monthGrid() throws {
        let plan = try Fixtures.plan("month-grid.md")
        #expect(
            plan.actions.map { $0.wording.timescale.commitments.map(Card.commitment) } == [
                ["- due 2026-04-30", "- due 2026-06-30", "- due 2026-08-31"],
                ["- due 2026-04-30", "- “Draft” due 2026-05-31", "- “Final report” due 2026-06-30"],
                ["- undecided"], ["- “15th” due 2026-06-30"],
            ])
        #expect(plan.actions.map(\.wording.leads.first).compactMap(\.self).count == 4)
    }

    @Test("Members, reading, costs, risks and tactics are tables, not plans")
    func otherTables() throws {
        let plan = try Fixtures.plan("other-tables.md")
        #expect(plan.actions.map(\.wording.text) == ["Map the market"])
        #expect(plan.actions.first?.wording.path.isEmpty == true)
        #expect(plan.notTaken.map(\.place.table) == [1, 2, 3, 4, 5])
        #expect(plan.columns.map(\.table) == [6, 6, 6])
    }

    @Test("A table without a header is read by what its columns hold, with a warning")
    func noHeader() throws {
        let plan = try Fixtures.plan("no-header.csv")
        #expect(plan.codes == ["no-header"])
        #expect(plan.meanings(table: 1) == ["number", "text", "notes", "timescale"])
        #expect(plan.columns.allSatisfy { $0.heading == nil })
        #expect(plan.actions.map(\.wording.number) == ["1", "2", "3"])
        #expect(
            plan.actions.map { $0.wording.timescale.commitments[0].due?.iso } == [
                "2026-06-30", "2026-09-30", "2027-03-31",
            ])
        #expect(plan.actions.first?.wording.notes == "Neighbourhood Inspector")
    }

    @Test("A table that is no plan is left with its first row and a reason")
    func noPlan() throws {
        let plan = try Fixtures.plan("no-plan.csv")
        #expect(plan.isEmpty && plan.codes == ["nothing-read"])
        #expect(plan.notTaken.map(\.text) == ["red | 12 | box"])
        #expect(plan.notTaken.first?.reason.isEmpty == false)
    }
}
