import ActionPlans
import Foundation
import Frameworks
import Intake
import Testing
import Vocabulary

@Suite("What a sender's headings meant before stands for the next file")
struct RememberedHeadingTests {
    private func known(_ heading: String, _ meaning: ColumnReading) -> RememberedHeading {
        RememberedHeading(
            heading: RememberedHeading.key(heading), meaning: meaning, agency: AgencyID(1),
            settled: Instant(microseconds: 1))
    }

    private func read(
        _ text: String, name: String = "plan.csv", _ remembered: [RememberedHeading],
        _ columns: [ReadingChoices.Choice] = []
    ) -> ReadPlan {
        Fixtures.plan(text: text, name: name, ReadingChoices(columns: columns, remembered: remembered))
    }

    private static let plan = """
        No,Objective,Action,Boss,By when
        1,Treatment,Open a weekly clinic,Treatment Commissioner,June 2026
        2,Supply,Hold a briefing,Police Superintendent,July 2026
        """

    @Test("A heading is known again in any case, number and punctuation, and in another kind of file")
    func again() {
        let boss = known("Boss", ColumnReading(.leads))
        #expect(read(Self.plan, []).columns[3].meaning == ColumnReading(.notes))
        for heading in ["Boss", "BOSS", "Bosses", "boss:", " Boss(s) "] {
            let csv = read(Self.plan.replacing("Boss", with: heading), [boss])
            let isKnown = RememberedHeading.key(heading) == boss.heading
            #expect(csv.columns[3].meaning == ColumnReading(isKnown ? .leads : .notes), "\(heading)")
        }
        let markdown = """
            | No | Action | Boss | By when |
            |----|--------|------|---------|
            | 1 | Open a weekly clinic | Treatment Commissioner | June 2026 |
            """
        let other = read(markdown, name: "plan.md", [boss])
        #expect(other.columns[2].meaning == ColumnReading(.leads))
        #expect(other.actions.first?.wording.leads == ["Treatment Commissioner"])
    }

    @Test("An answer about this file comes before what was remembered")
    func answer() {
        let choice = ReadingChoices.Choice(table: 1, column: 4, meaning: ColumnReading(.contributors))
        let plan = read(Self.plan, [known("Boss", ColumnReading(.leads))], [choice])
        #expect(plan.columns[3].meaning == ColumnReading(.contributors))
    }

    @Test("A row of remembered headings is a header, though none of its words is known")
    func header() {
        let odd = """
            Chore,Chief,Finish
            Open a weekly clinic,Treatment Commissioner,June 2026
            Hold a briefing,Police Superintendent,July 2026
            """
        let remembered = [
            known("Chore", ColumnReading(.text)), known("Chief", ColumnReading(.leads)),
            known("Finish", ColumnReading(.timescale)),
        ]
        let plan = read(odd, remembered)
        #expect(plan.actions.map(\.wording.text) == ["Open a weekly clinic", "Hold a briefing"])
        #expect(plan.actions.first?.wording.leads == ["Treatment Commissioner"])
        #expect(plan.actions.first?.wording.timescale.wording == "June 2026")
    }

    @Test("A heading that stands over two columns of one table says of neither")
    func twice() {
        let twice = Self.plan.replacing("Boss,By when", with: "By when,By when")
        let plan = read(twice, [known("By when", ColumnReading(.measure))])
        #expect(!plan.columns.contains { $0.meaning == ColumnReading(.measure) })
    }

    // MARK: What is settled

    private func settled(_ text: String, _ columns: [ReadingChoices.Choice]) -> SettledHeadings {
        let choices = ReadingChoices(columns: columns)
        return SettledHeadings(Fixtures.plan(text: text, name: "plan.md", choices), choices: choices)
    }

    private static let twoTables = """
        | No | Action | Boss | By when |
        |----|--------|------|---------|
        | 1 | Open a weekly clinic | Treatment Commissioner | June 2026 |

        Then the other part of it.

        | Action | Lead | Boss | By when |
        |--------|------|------|---------|
        | Hold a briefing | Police | Assistant Chief | July 2026 |
        """

    @Test("Only what somebody said is settled, never what was guessed")
    func said() {
        let plan = Self.plan.replacing(",", with: " | ").replacing(
            "By when\n", with: "By when\n---|---|---|---|---\n")
        let found = settled(plan, [.init(table: 1, column: 4, meaning: ColumnReading(.leads))])
        #expect(found.remembered.map(\.key) == ["boss"] && found.forgotten.isEmpty)
        #expect(found.remembered.first?.meaning == ColumnReading(.leads))
        #expect(settled(plan, []).remembered.isEmpty)
    }

    @Test("A heading that stands for two things in one file is not remembered, and forgotten if it was")
    func twoThings() {
        let differing = settled(
            Self.twoTables,
            [
                .init(table: 1, column: 3, meaning: ColumnReading(.leads)),
                .init(table: 2, column: 3, meaning: ColumnReading(.contributors)),
            ])
        #expect(differing.remembered.isEmpty && differing.forgotten == ["boss"])
        let alike = settled(
            Self.twoTables,
            [
                .init(table: 1, column: 3, meaning: ColumnReading(.contributors)),
                .init(table: 2, column: 3, meaning: ColumnReading(.contributors)),
            ])
        #expect(alike.remembered.map(\.key) == ["boss"] && alike.forgotten.isEmpty)
    }

    @Test("A draft of an earlier program has no memory and can still be read")
    func earlierDraft() throws {
        let stored = #"{"columns":[{"column":4,"meaning":"leads","table":1}],"year":"financial"}"#
        let choices = try JSONDecoder().decode(ReadingChoices.self, from: Data(stored.utf8))
        #expect(choices.remembered.isEmpty && choices.columns.count == 1)
        let again = try JSONDecoder().decode(ReadingChoices.self, from: JSONEncoder().encode(choices))
        #expect(again == choices)
    }

    @Test("What is no heading has no key")
    func keys() {
        for text in ["", "  ", "--", String(repeating: "long ", count: 40)] {
            #expect(RememberedHeading.key(text).isEmpty, "\(text)")
        }
        #expect(RememberedHeading.key("Lead(s) & partners") == "lead and partner")
    }
}
