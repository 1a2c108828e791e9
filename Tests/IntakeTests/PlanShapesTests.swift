import ActionPlans
import Frameworks
import Intake
import Testing
import Vocabulary

@Suite("Plans in the shapes partnerships use")
struct PlanShapesTests {
    @Test("A sheet with semicolons, an empty theme cell, two deadlines in a cell and a colour status")
    func semicolons() throws {
        let plan = try Fixtures.plan("semicolon.csv")
        #expect(
            plan.meanings(table: 1) == [
                "number", "aim", "text", "leads", "contributors", "timescale", "measure", "notes", "notes",
            ])
        #expect(
            plan.cards == [
                """
                A1 Run a drugs awareness session in every secondary school; repeat each year
                aim Prevention
                leads: Public Health Manager
                contributors: Schools | Youth Service
                measure: All schools visited
                notes: RAG: Green
                when: 31/03/2027
                - due 2027-03-31
                """,
                """
                A2 Train school staff to spot early signs
                aim Prevention
                leads: Education Lead
                measure: 80 staff trained
                notes: RAG: Amber ⏎ Trainer still to be appointed
                when: Summer 2026 ⏎ Refresher by March 2027
                - due 2026-08-31
                - “Refresher” due 2027-03-31
                """,
                """
                A3 Open an evening clinic
                aim Treatment
                leads: Treatment Commissioner
                contributors: Community Trust
                notes: RAG: Red ⏎ Awaiting premises
                when: TBC
                - undecided
                """,
                """
                A4 Publish a directory of services
                aim Treatment
                leads: Communications Officer
                contributors: All partners
                measure: Directory online
                when: Ongoing
                - continues
                """,
            ])
        #expect(plan.problems.isEmpty && plan.notTaken.isEmpty)
        #expect(plan.actions.map(\.place.line) == [2, 3, 5, 6])
    }

    @Test("Priorities and objectives as headings above small tables")
    func headings() throws {
        let plan = try Fixtures.plan("headings.md")
        #expect(plan.title == "Anytown Drug and Alcohol Delivery Plan 2026-2029")
        #expect(
            plan.cards == [
                """
                - Train pharmacy staff
                aim [1] Priority 1: Fewer people harmed
                objective [1.1] Objective 1.1: More people carry naloxone
                leads: Health Board
                resources: £4,000
                outcome: Staff are confident
                when: By end March 2027
                - due 2027-03-31
                """,
                """
                - Supply kits to hostels
                aim [1] Priority 1: Fewer people harmed
                objective [1.1] Objective 1.1: More people carry naloxone
                leads: Housing Service | Health Board
                resources: Core budget
                outcome: Kits within reach
                when: From April 2026
                - opens 2026-04-01
                """,
                """
                - Review waiting times
                aim [1] Priority 1: Fewer people harmed
                objective [1.2] Objective 1.2: Quicker access to treatment
                leads: Treatment Commissioner
                outcome: Nobody waits over three weeks
                when: Quarterly from April 2026
                - opens 2026-04-01 every 3 month
                """,
                """
                - Map needle exchanges
                aim Harm reduction
                leads: Public Health Analyst
                outcome: A map is published
                when: 2026/27
                - due 2027-03-31
                """,
            ])
    }

    @Test("A page with a theme spread over rows, an accountable officer beside leads, and a list in a cell")
    func rowspan() throws {
        let plan = try Fixtures.plan("rowspan.html")
        #expect(plan.title == "Community Safety Partnership Plan")
        #expect(
            plan.cards == [
                """
                - Improve lighting: ⏎ • in the underpass ⏎ • beside the park
                aim Street markets
                owner: Head of Place
                leads: Highways Engineer | Park Ranger
                coverage: Town centre
                when: 30 September 2026
                - due 2026-09-30
                """,
                """
                - Weekly joint patrols
                aim Street markets
                owner: Head of Place
                leads: Neighbourhood Inspector
                coverage: Town centre
                when: Ongoing
                - continues
                """,
                """
                - Commission a support service
                aim Help for victims
                owner: Director of Public Health
                leads: Commissioning Manager | Victim Services Lead
                coverage: Whole district
                when: Subject to funding
                - if funding
                """,
            ])
        #expect(plan.notTaken.map(\.place.table) == [2])
        #expect(plan.notTaken.first?.text == "Organisation | Post")
    }

    @Test("An owner alone fills the leads; colour, risk score and equality are kept; a slip in the progress is told")
    func status() throws {
        let plan = try Fixtures.plan("status.md")
        #expect(
            plan.cards == [
                """
                1 Agree an information sharing protocol
                leads: Data Protection Officer
                progress: Draft shared; signature now expected October 2026
                equality: Screened, no impact
                notes: RAG status: Amber ⏎ Risk score: 6
                when: June 2026
                - due 2026-06-30
                """,
                """
                2 Recruit a peer mentor coordinator
                leads: Treatment Manager
                progress: In post
                equality: Advert in three languages
                notes: RAG status: Green ⏎ Risk score: 2
                when: April 2026
                - due 2026-04-30
                """,
                """
                3 Report on arrests to the board
                leads: Police Analyst
                when: Quarterly
                - every 3 month
                """,
            ])
        #expect(plan.codes == ["hidden-slip"])
        #expect(plan.problems.first?.place.column == 5)
    }

    @Test("Start and end dates in two columns are one commitment")
    func startAndEnd() throws {
        let plan = try Fixtures.plan("start-end.csv")
        #expect(
            plan.actions.map { $0.wording.timescale.commitments.map(Card.commitment) } == [
                ["- opens 2026-04-01 due 2026-06-30"], ["- opens 2026-07-01 due 2026-09-30"], ["- opens 2026-09-01"],
                ["- due 2027-03-31"],
            ])
        #expect(plan.actions[0].wording.timescale.wording == "01/04/2026 – 30/06/2026")
        #expect(
            plan.actions.map { $0.wording.path.first?.text } == [
                "Safer streets", "Safer streets", "Safer streets", "Better data",
            ])
        #expect(plan.actions.map { $0.wording.path.first?.level } == [.objective, .objective, .objective, .objective])
    }

    @Test("Actions in numbered paragraphs are prose: nothing can be read, and it is said plainly")
    func paragraphs() throws {
        let plan = try Fixtures.plan("paragraphs.txt")
        #expect(plan.isEmpty)
        #expect(plan.codes == ["nothing-read"])
        #expect(plan.problems.first?.severity == .error)
        #expect(plan.problems.first?.message.contains("the file has no table") == true)
    }

    @Test("Two tables of different shapes are both read, and the budget is not taken")
    func twoShapes() throws {
        let plan = try Fixtures.plan("two-shapes.md")
        #expect(
            plan.cards == [
                """
                E1 Visit premises of concern
                aim Enforcement
                leads: Licensing Sergeant
                notes: Operation: Night watch
                when: May 2026
                - due 2026-05-31
                """,
                """
                E2 Brief door staff
                aim Enforcement
                leads: Licensing Officer
                notes: Operation: Night watch
                when: May 2026
                - due 2026-05-31
                """,
                """
                - Extend the helpline to weekends
                aim Support
                objective People find help quickly
                leads: Treatment Manager
                measure: Calls answered in a minute
                when: December 2026
                - due 2026-12-31
                """,
                """
                - Put posters in every surgery
                aim Support
                objective People find help quickly
                leads: Health Promotion Officer
                when: December 2026
                - due 2026-12-31
                """,
            ])
        #expect(plan.notTaken.map(\.text) == ["Item | 2025/26 | 2026/27"])
    }

    @Test("A header of two lines, one of them over several columns")
    func mergedHeader() throws {
        let plan = try Fixtures.plan("merged-header.html")
        #expect(
            plan.meanings(table: 1) == ["number", "text", "leads", "contributors", "timescale", "timescale", "notes"])
        #expect(
            plan.cards == [
                """
                1.1 Set up an outreach team
                leads: Outreach Manager
                contributors: Housing Service | Police
                notes: Two posts
                when: April 2026 – October 2026
                - opens 2026-04-01 due 2026-10-31
                """,
                """
                1.2 Review outreach hours
                leads: Outreach Manager
                when: December 2026
                - due 2026-12-31
                """,
            ])
        #expect(plan.problems.isEmpty)
    }

    @Test("Title rows above the header, headings among the rows, totals, notes and blank rows")
    func titleRows() throws {
        let plan = try Fixtures.plan("title-rows.csv")
        #expect(plan.title == "Partnership delivery plan")
        #expect(plan.actions.map(\.wording.number) == ["1", "2", "3"])
        #expect(plan.actions.map { $0.wording.path.map(\.text) } == [["PREVENTION"], ["PREVENTION"], ["ENFORCEMENT"]])
        #expect(
            plan.cards.first == """
                1 Deliver a parents' programme
                aim PREVENTION
                leads: Children's Services
                resources: £3,000
                measure: First course full
                when: September 2026
                - due 2026-09-30
                """)
        #expect(
            plan.notTaken.map(\.text) == [
                "Agreed by the board in March 2026", "Total | £4,500", "* Costs are for one year only.", "HOUSING",
            ])
        #expect(plan.notTaken.map(\.place.row) == [2, 10, 11, 12])
    }
}
