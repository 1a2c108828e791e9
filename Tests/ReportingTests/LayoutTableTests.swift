import ActionPlans
import Frameworks
import Partnership
import Reporting
import TestSupport
import Testing
import Vocabulary

@Suite("A plan printed in a layout")
struct LayoutTableTests {
    static let national: PlanLayout = PlanLayout(
        name: "national", title: "National", division: .aim,
        columns: [
            LayoutColumn("Objective", share: 3, [.objective]), LayoutColumn("Key Actions", share: 5, [.number, .text]),
            LayoutColumn("Owner", share: 2, [.leads]), LayoutColumn("Outcome", share: 3, [.outcome]),
            LayoutColumn("Timing", share: 2, [.timescale]),
        ])
    static let metropolitan: PlanLayout = PlanLayout(
        name: "metropolitan", title: "Metropolitan", division: .objective, statement: "Red is overdue.",
        columns: [
            LayoutColumn("Tasks", share: 3, [.task]), LayoutColumn("Activities", share: 5, [.text]),
            LayoutColumn("Progress", share: 3, [.measure, .progress]), LayoutColumn("Status", share: 1, [.status]),
        ])
    static let birmingham: PlanLayout = PlanLayout(
        name: "birmingham", title: "Birmingham", division: .aim, levels: .eachRow,
        columns: [
            LayoutColumn("No.", share: 1, [.number]), LayoutColumn("Area of work", share: 3, [.objective]),
            LayoutColumn("Action + time scales", share: 5, [.text, .timescale]),
        ])
    static let layouts: [PlanLayout] = [national, metropolitan, birmingham, PlanLayout.plain]

    static let day = Day(number: 12_234)  // 1 July 2003
    static let aim = PlanLevel(level: .aim, number: "1", text: "Reduce harm")
    static let otherAim = PlanLevel(level: .aim, number: "2", text: "Objective 2: Supply")
    static func objective(_ text: String) -> PlanLevel { PlanLevel(level: .objective, number: nil, text: text) }
    static func task(_ text: String) -> PlanLevel { PlanLevel(level: .task, number: "a", text: text) }

    static func picture(_ wordings: [ActionWording], change: (inout [Action]) -> Void = { _ in }) -> PlanPicture {
        var actions = wordings.enumerated().map { index, wording in
            Action(
                id: ActionID(index + 1), strategy: StrategyID(1), position: index + 1, wording: wording,
                marking: .official,
                promises: wording.timescale.commitments.enumerated().map { Promise(number: $0 + 1, commitment: $1) },
                updateOwner: nil, contributing: [], retired: nil, entered: JournalSequence(1),
                enteredOn: day.adding(days: -100), lastReport: nil, version: JournalSequence(1))
        }
        change(&actions)
        let strategy = Strategy(
            id: StrategyID(1), title: "City plan", year: .financial, marking: .official,
            source: PlanSource(name: "plan.csv", digest: ""), imported: day.adding(days: -100),
            importedAt: JournalSequence(1), version: JournalSequence(1))
        let plan = Plan(strategy: strategy, at: JournalSequence(9), actions: actions, rounds: [], owed: [:])
        return PlanPicture(
            of: plan, on: day,
            comparedWith: PlanComparison(point: PlanComparison.point(for: plan, on: day), plan: plan))
    }

    static func wording(_ text: String, _ path: [PlanLevel], number: String? = nil, due: Int = 30) -> ActionWording {
        ActionWording(
            number: number, path: path, text: text, leads: ["CC", "HO"], outcome: "Outcome of \(text)",
            timescale: Timescale(
                wording: "By \(text)", commitments: [Commitment(wording: "By \(text)", due: day.adding(days: due))]))
    }

    static func table(_ picture: PlanPicture, _ layout: PlanLayout) -> LayoutTable {
        LayoutTable(
            picture, layout, names: PlanReportTests.names, words: StatusWords(PlanReportTests.pack))
    }

    static func tables(_ blocks: [PaperBlock]) -> [PaperTable] {
        blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
    }

    static func rows(_ table: PaperTable) -> [[String]] {
        table.rows.map { row in
            switch row {
            case .group(let text, let level): ["group \(level)", text]
            case .cells(let cells):
                cells.map { ([$0.status?.word, $0.text].compactMap(\.self)).joined(separator: "|") }
            }
        }
    }

    static let sample: PlanPicture = picture([
        wording("Open", [aim, objective("Treatment")], number: "1"),
        wording("Train", [aim, objective("Treatment")], number: "1.2"),
        wording("Meet", [aim, objective("Care"), task("Talk")]),
        wording("Seize", [otherAim, objective("Care"), task("Talk")], due: -5),
    ])

    @Test("One table for each aim under its heading; an objective once, and again where its part begins anew")
    func national() {
        let blocks = Self.table(Self.sample, Self.national).blocks
        let headings = blocks.compactMap { if case .heading(let text) = $0 { text } else { nil } }
        #expect(headings == ["1 Reduce harm", "Objective 2: Supply"])
        let tables = Self.tables(blocks)
        #expect(tables.map(\.caption) == ["1: 3 actions", "2: 1 action"])
        #expect(
            tables[0].columns.map(\.heading) == ["Objective", "Key Actions", "Owner", "Outcome", "Timing", "Status"])
        #expect(
            Self.rows(tables[0]) == [
                ["Treatment", "1. Open", "CC; HO", "Outcome of Open", "By Open", "Under way|AP-0001"],
                ["", "1.2 Train", "CC; HO", "Outcome of Train", "By Train", "Under way|AP-0002"],
                ["group 1", "a Talk"],
                ["Care", "Meet", "CC; HO", "Outcome of Meet", "By Meet", "Under way|AP-0003"],
            ])
        #expect(Self.rows(tables[1]).last?.last?.hasPrefix("Late|AP-0004") == true)
    }

    @Test("One table for each objective, the aim above it once; the status in its column, what has none under More")
    func metropolitan() {
        let blocks = Self.table(Self.sample, Self.metropolitan).blocks
        let headings = blocks.compactMap { if case .heading(let text) = $0 { text } else { nil } }
        #expect(headings == ["1 Reduce harm", "Treatment", "Care", "Objective 2: Supply", "Care"])
        #expect(blocks.first == .paragraph("Red is overdue."))
        let tables = Self.tables(blocks)
        #expect(tables.map(\.rows.count) == [2, 1, 1])
        #expect(tables[0].columns.map(\.heading) == ["Tasks", "Activities", "Progress", "Status", "More"])
        #expect(
            Self.rows(tables[0])[0] == [
                "", "Open", "", "Under way|AP-0001",
                "Number: 1\nLeads: CC; HO\nOutcome: Outcome of Open\nTimescale: By Open",
            ])
        #expect(Self.rows(tables[1])[0][0] == "a Talk")
        guard case .cells(let cells)? = tables[2].rows.first else {
            Issue.record("no row")
            return
        }
        #expect(cells[3].status == PaperStatus(shape: "▲", word: "Late", colour: "red"))
        #expect(cells[1].isHeading && !cells[0].isHeading)
    }

    @Test("Text and deadlines in one cell: each part with its own where the plan says so")
    func together() {
        let due = Self.day.adding(days: 30)
        let picture = Self.picture([
            Self.wording("Open", [Self.aim, Self.objective("Care")], number: "1"),
            ActionWording(
                number: "2", path: [Self.aim, Self.objective("Care")], text: "Set up. Evaluate.",
                timescale: Timescale(
                    wording: "May 2006; June 2006",
                    commitments: [
                        Commitment(wording: "May 2006", label: "Set up.", due: due),
                        Commitment(wording: "June 2006", label: "Evaluate.", due: due),
                    ])),
        ])
        let rows = Self.rows(Self.tables(Self.table(picture, Self.birmingham).blocks)[0])
        #expect(rows[0].prefix(3) == ["1", "Care", "Open\nWhen by: By Open"])
        #expect(rows[1].prefix(3) == ["2", "Care", "Set up.\nWhen by: May 2006\nEvaluate.\nWhen by: June 2006"])
    }

    @Test("New days stand beside the wording; withdrawn actions stay, with why; what changed is marked")
    func facts() {
        let picture = Self.picture([Self.wording("Open", [Self.aim]), Self.wording("Train", [Self.aim])]) { actions in
            actions[0].promises[0].agreedDay = Self.day.adding(days: 61)
            actions[0].promises[0].slips = 2
            actions[0].promises[0].request = DelayRequest(
                newDay: Self.day.adding(days: 92), reason: "Lease", by: MemberID(2))
            actions[1].retired = Retirement(on: Self.day, reason: "Funding ended", successor: ActionID(1))
            actions[1].marking = .officialSensitive
        }
        let rows = Self.rows(Self.tables(Self.table(picture, Self.national).blocks)[0])
        #expect(
            rows[0][4]
                == "By Open\nnew day agreed, 31 August 2003, moved 2 times\nasked for, not decided, 1 October 2003")
        #expect(rows[1][5] == "Withdrawn|AP-0002\non 1 July 2003\nOFFICIAL-SENSITIVE")
        #expect(rows[1][6] == "Withdrawn because: Funding ended\nContinued as: AP-0001")
        #expect(rows[0][6] == "")
    }

    @Test("A plan without actions says so", arguments: layouts)
    func empty(layout: PlanLayout) {
        let tables = Self.tables(Self.table(Self.picture([]), layout).blocks)
        #expect(tables.map(\.rows) == [[]])
        #expect(tables.map(\.empty) == ["There is no action in this plan."])
    }

    // MARK: Nothing is lost

    static func randomWording(_ number: Int, _ random: inout SeededRandom) -> ActionWording {
        func text(_ name: String) -> String? { random.chance(60) ? "\(name) \(number) \(random.number(1...999))" : nil }
        var path: [PlanLevel] = []
        for (level, count) in [(PlanLevel.Kind.aim, 2), (.objective, 3), (.task, 2)] where random.chance(75) {
            let name = random.number(1...count)
            path.append(
                PlanLevel(
                    level: level, number: random.chance(50) ? "\(name)" : nil, text: "\(level.rawValue) part \(name)"))
        }
        let commitments = (0..<random.number(0...3)).map { index in
            Commitment(
                wording: text("when \(index)"), label: text("label \(index)"), due: random.chance(50) ? day : nil)
        }
        return ActionWording(
            number: text("number"), path: path, text: "text \(number) \(random.number(1...999))", owner: text("owner"),
            leads: (0..<random.number(0...3)).map { "lead \(number) \($0)" },
            contributors: (0..<random.number(0...2)).map { "contributor \(number) \($0)" },
            resources: text("resources"), coverage: text("coverage"), outcome: text("outcome"),
            measure: text("measure"), progress: text("progress"), equality: text("equality"), notes: text("notes"),
            timescale: Timescale(wording: text("timescale"), commitments: commitments))
    }

    /// Every text an action's wording has, and must be found in print.
    static func texts(_ wording: ActionWording) -> [String] {
        let fields = [
            wording.number, wording.text, wording.owner, wording.resources, wording.coverage, wording.outcome,
            wording.measure, wording.progress, wording.equality, wording.notes, wording.timescale.wording,
        ]
        let deadlines = wording.timescale.wording == nil ? wording.timescale.commitments.compactMap(\.wording) : []
        return fields.compactMap(\.self) + wording.leads + wording.contributors + deadlines
    }

    static func randomLayout(_ random: inout SeededRandom) -> PlanLayout {
        let division = random.pick(PlanLayout.Division.allCases)
        let above: [LayoutPart] =
            division == .aim ? [.aim] : division == .objective ? [.aim, .objective] : []
        let parts = LayoutPart.allCases.filter { $0 != .text && !above.contains($0) && random.chance(40) }.shuffled(
            using: &random)
        var columns: [LayoutColumn] = []
        for part in parts + [.text] {
            let isAlone = part.isLevel || part == .status
            if !isAlone, random.chance(40), let last = columns.last,
                !last.parts.contains(where: { $0.isLevel || $0 == .status })
            {
                columns[columns.count - 1].parts.append(part)
            } else {
                columns.append(LayoutColumn("\(part.rawValue)", share: 1, [part]))
            }
        }
        return PlanLayout(
            name: "random", title: "Random", division: division, levels: random.pick(PlanLayout.Levels.allCases),
            columns: columns)
    }

    @Test(
        "Whatever the plan and the layout: every action once, in order, under its own levels, with all that it says",
        arguments: 1...60)
    func conserved(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let wordings = (1...12).map { Self.randomWording($0, &random) }
        let picture = Self.picture(wordings)
        for layout in Self.layouts + [Self.randomLayout(&random)] {
            let table = Self.table(picture, layout)
            var shown: [ActionWording] = []
            for block in table.blocks {
                guard case .table(let table) = block else { continue }
                for row in table.rows {
                    guard case .cells(let cells) = row, shown.count < wordings.count else { continue }
                    #expect(cells.count == table.columns.count)
                    let wording = wordings[shown.count]
                    let all = cells.map(\.text).joined(separator: "\n")
                    for text in Self.texts(wording) { #expect(all.contains(text), "\(layout.name): \(text)") }
                    #expect(all.contains(ActionID(shown.count + 1).reference))
                    #expect(cells.count(where: { $0.status != nil }) == 1)
                    shown.append(wording)
                }
            }
            #expect(shown == wordings, "\(layout.name)")
            Self.expectLevels(table.blocks, wordings, layout)
        }
    }

    /// Reads the levels back as a person does: headings, groups and cells hold until another stands in their place.
    private static func expectLevels(_ blocks: [PaperBlock], _ wordings: [ActionWording], _ layout: PlanLayout) {
        let said = blocks.flatMap { block -> [String] in
            switch block {
            case .heading(let text): [text]
            case .table(let table): rows(table).flatMap(\.self)
            default: []
            }
        }.joined(separator: "\n")
        for level in wordings.flatMap(\.path) { #expect(said.contains(level.text), "\(layout.name): \(level)") }
    }
}
