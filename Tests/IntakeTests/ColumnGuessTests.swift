import ActionPlans
import Frameworks
import Intake
import Testing
import Vocabulary

@Suite("What a column holds is guessed from its heading")
struct ColumnGuessTests {
    @Test(
        "Headings partnerships use",
        arguments: [
            ("Action", "text"), ("KEY ACTIONS", "text"), ("What will we do?", "text"), ("Activities", "text"),
            ("Actions / activities", "text"), ("Lead(s)", "leads"), ("Responsible lead (s)", "leads"),
            ("Lead Officer / Agency", "leads"), ("Departmental Owner", "leads"), ("By whom?", "leads"),
            ("Who", "leads"),
            ("project_lead_role", "leads"), ("Supporting partners", "contributors"), ("Partners", "contributors"),
            ("By when?", "timescale"), ("TIMESCALES", "timescale"), ("Time scales", "timescale"),
            ("Timing", "timescale"),
            ("Target date for completion", "timescale"), ("Due date", "timescale"), ("Date", "timescale"),
            ("Expected outcome(s)", "outcome"), ("Outputs", "outcome"), ("How will we know?", "measure"),
            ("Success measures", "measure"), ("KPIs", "measure"), ("performance_measure", "measure"),
            ("MEASURE PROGRESS", "measure+progress"), ("Measure & progress", "measure+progress"),
            ("Progress / update", "progress"), ("Update Q1", "progress"), ("Resources required", "resources"),
            ("Funding source", "resources"), ("Cost", "resources"), ("Area", "coverage"), ("Coverage", "coverage"),
            ("RAG", "notes"), ("Status", "notes"), ("Comments", "notes"), ("Colour of folder", "notes"),
            ("Equality impact", "equality"), ("Ref", "number"), ("No.", "number"), ("#", "number"),
            ("Action no", "number"),
        ])
    func guesses(heading: String, meaning: String) {
        let others = ["Action", "Lead", "By when", "Outcome"].filter { !clashes(heading, $0) }
        let columns = [heading] + others
        let row = columns.map { _ in "Agree a protocol with housing" }
        let csv = [columns, row].map { $0.map { "\"\($0)\"" }.joined(separator: ",") }.joined(separator: "\n")
        let plan = Fixtures.plan(text: csv, name: "plan.csv")
        #expect(plan.meanings(table: 1).first == meaning)
    }

    /// The companion columns leave out the one that would compete with the heading under test.
    private func clashes(_ heading: String, _ other: String) -> Bool {
        let text = ["action", "activit", "what will"].contains { heading.lowercased().contains($0) }
        return other == "Action" && text && !heading.lowercased().contains("no")
    }

    @Test("Without a column for actions the finest level, or the deliverables, say what is to be done")
    func promoted() {
        let tasks = Fixtures.plan(
            text: "Objective,Task,Owner,Deadline\nSafer streets,Survey residents,Analyst,May 2026", name: "a.csv")
        #expect(tasks.meanings(table: 1) == ["objective", "text", "leads", "timescale"])
        let milestones = Fixtures.plan(
            text: "Milestone,Date\nSurvey done,May 2026\nReport out,June 2026", name: "b.csv")
        #expect(milestones.meanings(table: 1) == ["text", "timescale"])
        #expect(milestones.actions.count == 2)
    }

    @Test("A priority column that only rates is a note, not an aim")
    func ratings() {
        let plan = Fixtures.plan(text: "Action,Priority,Lead\nSurvey,High,Analyst\nReport,Low,Analyst", name: "a.csv")
        #expect(plan.meanings(table: 1) == ["text", "notes", "leads"])
        #expect(plan.actions.map(\.wording.notes) == ["Priority: High", "Priority: Low"])
    }

    @Test("An accountable column beside leads is the owner; without leads it gives the leads")
    func owners() {
        let both = Fixtures.plan(text: "Action,Accountable,Lead\nSurvey,Director,Analyst / Clerk", name: "a.csv")
        #expect(both.actions.first?.wording.owner == "Director")
        #expect(both.actions.first?.wording.leads == ["Analyst", "Clerk"])
        let alone = Fixtures.plan(text: "Action,Accountable\nSurvey,Director", name: "a.csv")
        #expect(alone.actions.first?.wording.owner == nil)
        #expect(alone.actions.first?.wording.leads == ["Director"])
    }

    @Test("A meaning confirmed by a person wins over the guess, and holds for the next pages")
    func confirmed() throws {
        let choice = ReadingChoices.Choice(table: 1, column: 5, meaning: ColumnReading(.measure))
        let plan = try Fixtures.plan("force.txt", ReadingChoices(columns: [choice]))
        #expect(plan.actions.allSatisfy { $0.wording.progress == nil || $0.place.table != 1 })
        #expect(plan.actions.first?.wording.measure?.hasPrefix("Report with gaps") == true)
        let ignored = ReadingChoices.Choice(table: 1, column: 9, meaning: ColumnReading(.ignored))
        let left = try Fixtures.plan("semicolon.csv", ReadingChoices(columns: [ignored]))
        #expect(left.notTaken.map(\.text) == ["Trainer still to be appointed", "Awaiting premises"])
        #expect(left.notTaken.map(\.place.column) == [9, 9])
    }

    @Test("Columns of a table without a header can be named by a person")
    func namedColumns() throws {
        let choices = ReadingChoices(columns: [
            .init(table: 1, column: 2, meaning: ColumnReading(.text)),
            .init(table: 1, column: 3, meaning: ColumnReading(.leads)),
            .init(table: 1, column: 4, meaning: ColumnReading(.timescale)),
        ])
        let plan = try Fixtures.plan("no-header.csv", choices)
        #expect(
            plan.actions.map(\.wording.leads) == [
                ["Neighbourhood Inspector"], ["Housing Manager"], ["Housing Manager"],
            ])
    }

    @Test("A heading known only in part is read, and shown to be confirmed")
    func guessed() {
        let plan = Fixtures.plan(
            text: "Action,Council lead contact person,By when\nSurvey,Analyst,May 2026", name: "a.csv")
        #expect(plan.meanings(table: 1)[1] == "leads")
        #expect(plan.problems.map(\.code) == ["column-guessed"])
        #expect(plan.problems.first?.place.column == 2)
    }
}
