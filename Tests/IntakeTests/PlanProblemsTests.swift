import ActionPlans
import Intake
import Testing
import Vocabulary

@Suite("What a person should look at in a plan")
struct PlanProblemsTests {
    private func plan(_ rows: [String], header: String = "No|Action|Lead|By when|Progress") -> ReadPlan {
        let lines = ([header] + rows).map { line in
            line.split(separator: "|", omittingEmptySubsequences: false).map { "\"\($0)\"" }.joined(separator: ",")
        }
        return Fixtures.plan(text: lines.joined(separator: "\n"), name: "plan.csv")
    }

    @Test("A deadline that is not understood is kept and listed with its cell")
    func notUnderstood() {
        let plan = plan(["1|Agree a protocol|Analyst|soon enough|"])
        #expect(plan.problems.map(\.code) == ["not-understood"])
        #expect(plan.problems.first?.place == Place(table: 1, line: 2, row: 2, column: 4))
        let commitment = plan.actions.first?.wording.timescale.commitments.first
        #expect(commitment?.understood == false && commitment?.wording == "soon enough" && commitment?.due == nil)
    }

    @Test("The same promise dated twice, also in slightly other words; other promises are left alone")
    func datedTwice() {
        let plan = plan([
            "1|Publish guidance on tenancy enforcement for landlords|Analyst|May 2026|",
            "2|Publish the guidance on tenancy enforcement for landlords|Analyst|July 2026|",
            "3|Publish guidance on school exclusion for landlords|Analyst|August 2026|",
            "4|Publish guidance on tenancy enforcement for landlords|Analyst|31/05/2026|",
        ])
        let found = plan.problems.filter { $0.code == "dated-twice" }
        #expect(found.map(\.place.row) == [3, 5])
        #expect(found.first?.message.contains("“July 2026” here and “May 2026” in row 2") == true)
    }

    @Test("Numbers make promises different")
    func figures() {
        let plan = plan([
            "1|Train 20 staff of the outreach team|Analyst|May 2026|",
            "2|Train 40 staff of the outreach team|Analyst|May 2027|",
        ])
        #expect(!plan.codes.contains("dated-twice"))
    }

    @Test(
        "A slip told only in the progress",
        arguments: [
            ("May 2026", "Report written, publication now due in November 2026", true),
            ("May 2026", "Final draft agreed; publication date extended to May 2026", true),
            ("May 2026", "Draft sent – awaits revised publication date", true),
            ("May 2026", "Meeting to be held in September 2026", true),
            ("May 2026", "First report published in March 2026", false),
            ("May 2026", "Work began in June 2025 and is on course", false),
            ("Ongoing", "Next meeting will be in June 2027", false),
        ])
    func hiddenSlips(deadline: String, progress: String, isSlip: Bool) {
        #expect(plan(["1|Agree a protocol|Analyst|\(deadline)|\(progress)"]).codes.contains("hidden-slip") == isSlip)
    }

    @Test("A revised date in a column of its own is a slip too")
    func revisedDate() {
        let plan = plan(
            ["1|Agree a protocol|Analyst|May 2026|November 2026"], header: "No|Action|Lead|By when|Revised date")
        #expect(plan.codes == ["hidden-slip"])
        #expect(plan.actions.first?.wording.notes == "Revised date: November 2026")
    }

    @Test("Wording pasted under several themes is told once for each place")
    func sameWording() {
        let plan = plan(
            [
                "Housing|Apply the equality duty in every service|Lead|May 2026",
                "Schools|Apply the equality duty in every service|Lead|May 2026",
                "Prisons|Apply the equality duty in every service|Lead|May 2026",
                "Prisons|Review rents|Lead|May 2026",
            ], header: "Theme|Action|Lead|By when")
        #expect(plan.codes == ["same-wording", "same-wording"])
        #expect(plan.problems.first?.message.contains("under “Housing” in row 2") == true)
    }

    @Test(
        "People in free text are told with their cell, people in owner and lead columns are not; the words are not repeated"
    )
    func personalText() {
        let plan = plan([
            "1|Ask Mr Example to chair the group|Dr Invented|May 2026|Ring 0121 496 0000",
            "2|Visit schools|Mrs Pretend / Inspector Notreal|May 2026|",
        ])
        #expect(plan.problems.map(\.code) == ["personal-text", "personal-text"])
        #expect(plan.problems.map(\.place.column) == [2, 5])
        #expect(plan.problems.allSatisfy { !$0.message.contains("Example") && !$0.message.contains("0121") })
    }

    @Test("A number given twice under one aim is told")
    func duplicateNumbers() {
        let same = plan(["1|Visit schools|Lead|May 2026|", "1|Train staff|Lead|May 2026|"])
        #expect(same.codes == ["duplicate-number"])
        let themes = plan(
            ["Housing|1|Visit schools|Lead", "Prisons|1|Train staff|Lead"], header: "Theme|No|Action|Lead")
        #expect(themes.codes.isEmpty)
    }

    @Test("A row beyond the header, and a row without its action, are told and kept")
    func raggedAndEmpty() {
        let plan = plan(
            ["Safer streets|Survey residents|Analyst|May 2026|surplus", "Better data||Analyst|June 2026"],
            header: "Objective|Action|Lead|By when")
        #expect(plan.codes == ["ragged-row", "empty-cell-row"])
        #expect(plan.actions.map(\.wording.text) == ["Survey residents", "Better data"])
        #expect(plan.actions.first?.wording.notes == "surplus")
    }

    @Test("“As above” with nothing above it is told")
    func nothingAbove() {
        #expect(plan(["1|Visit schools|Lead|May 2026|As above"]).codes == ["nothing-above"])
    }

    @Test("Hostile cells are read as text: markup, right-to-left words, 20,000 characters")
    func hostile() {
        let long = String(repeating: "word ", count: 4_000)
        let plan = plan([
            "1|<script>alert(1)</script> Visit schools|Lead|May 2026|", "2|זיהוי שווקים في الحي|Lead|May 2026|",
            "3|\(long)|Lead|May 2026|",
        ])
        #expect(plan.actions.count == 3)
        #expect(plan.actions[2].wording.text.utf8.count >= 19_999)
    }
}
