import ActionPlans
import Frameworks
import Intake
import Tables
import Testing
import TestSupport
import Vocabulary

@Suite("Nothing is dropped silently")
struct ConservationTests {
    @Test(
        "Every cell of every plan table stands in an action, a level, the notes, or among what was not taken",
        arguments: [
            "semicolon.csv", "headings.md", "rowspan.html", "status.md", "start-end.csv", "two-shapes.md",
            "month-grid.md",
            "merged-header.html", "title-rows.csv", "force.txt", "city.txt", "national.txt", "departments.txt",
            "no-header.csv", "other-tables.md",
        ])
    func fixtures(name: String) throws {
        let blocks = try Fixtures.blocks(name)
        #expect(Conservation.lost(blocks, Fixtures.plan(of: blocks)) == [])
    }

    @Test(
        "The same holds for the documents of the reference material", .enabled(if: Fixtures.reference != nil),
        arguments: [
            "sources/drugs-action-plan-2008-2011.txt", "sources/met-police-drugs-action-plan-2003.txt",
            "sources/birmingham-crack-strategy-2005.txt", "sources/national-crack-plan-2002.txt",
            "data/action-plan-samples/west_end_drugs_partnership_2006_07.csv",
        ])
    func sources(name: String) throws {
        let blocks = try Fixtures.blocks(source: name)
        #expect(Conservation.lost(blocks, Fixtures.plan(of: blocks)) == [])
    }

    @Test("The same holds for random tables", arguments: 1...300)
    func random(seed: UInt64) {
        var generator = SeededRandom(seed: seed)
        let blocks = RandomTable.blocks(&generator)
        let plan = Fixtures.plan(of: blocks)
        #expect(Conservation.lost(blocks, plan) == [])
    }
}

/// Looks for cells that vanished between the file and the plan.
enum Conservation {
    static func lost(_ blocks: [Block], _ plan: ReadPlan) -> [String] {
        let headings = Set(plan.columns.compactMap { $0.heading.map { words($0) } })
        let headingWords = headings.reduce(into: Set<String>()) { $0.formUnion($1) }
        let planTables = Set(plan.columns.map(\.table))
        let left = plan.notTaken.map { (place: $0.place, words: words($0.text), isCut: $0.text.hasSuffix("…")) }
        let taken = plan.actions.map(allWords)
        var lost: [String] = []
        var number = 0
        for block in blocks {
            if case .sheet(let sheet) = block { number = sheet.place.table ?? number + 1 }
            guard case .row(let row) = block, planTables.contains(row.place.table ?? number) else { continue }
            let cells = row.cells.map { words($0.text) }.filter { !$0.isEmpty }
            if !cells.isEmpty, cells.allSatisfy({ $0.isSubset(of: headingWords) }) { continue }
            if row.cells.count(where: { !$0.isEmpty }) == 1, words(plan.title ?? "") == cells.first { continue }
            for cell in cells where !taken.contains(where: { cell.isSubset(of: $0) }) {
                let isLeft = left.contains { entry in
                    cell.isSubset(of: entry.words) || (entry.isCut && entry.place.row == row.place.row)
                }
                if !isLeft { lost.append("row \(row.place.row ?? 0): \(cell.sorted().joined(separator: " "))") }
            }
        }
        return lost
    }

    private static func allWords(_ action: ReadAction) -> Set<String> {
        let wording = action.wording
        var texts: [String?] = [
            wording.number, wording.text, wording.owner, wording.resources, wording.coverage, wording.outcome,
            wording.measure,
            wording.progress, wording.equality, wording.notes, wording.timescale.wording, "as above",
        ]
        texts += wording.path.flatMap { [$0.number, $0.text] }
        texts += wording.leads + wording.contributors
        texts += wording.timescale.commitments.flatMap { [$0.label, $0.wording] }
        // The words by which a combined cell marks its deadlines.
        texts.append("when by")
        return texts.compactMap(\.self).reduce(into: Set()) { $0.formUnion(words($1)) }
    }

    /// Words of two letters or more: crosses, dashes and list points carry none.
    private static func words(_ text: String) -> Set<String> {
        Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { $0.count > 1 })
    }
}

/// Random tables with plan headings, level rows, gaps, lists, references upwards and surplus cells.
enum RandomTable {
    private static let headings = [
        "No.", "Theme", "Objective", "Task", "Action", "Key activity", "Lead", "Accountable officer", "Partners",
        "By when",
        "Start date", "End date", "Outcome", "Measure of success", "Progress", "RAG", "Cost", "Area", "Something else",
        "Action + time scales", "Objective no",
    ]
    private static let words = [
        "review", "protocol", "housing", "outreach", "Support", "young", "people", "market", "evidence", "Train",
        "staff",
        "clinic", "patrol", "share", "Data", "panel", "risk", "report", "Agree", "quarter", "landlord", "school", "kit",
    ]
    private static let dates = [
        "June 2026", "By end March 2027", "Ongoing", "TBC", "From April 2026", "Quarterly", "2026/27", "soon enough",
        "31/12/2026",
        "Draft by May 2026. Final by July 2026",
    ]

    static func blocks(_ generator: inout SeededRandom) -> [Block] {
        var blocks: [Block] = []
        for table in 1...Int.random(in: 1...3, using: &generator) {
            if Bool.random(using: &generator) {
                blocks.append(.heading(Heading(level: 2, text: phrase(1...4, &generator), place: Place())))
            }
            blocks.append(.sheet(Sheet(place: Place(table: table))))
            let headings = Array(headings.shuffled(using: &generator).prefix(Int.random(in: 2...8, using: &generator)))
            var number = 0
            func add(_ texts: [String], isHeader: Bool = false) {
                number += 1
                let place = Place(table: table, line: table * 1000 + number, row: number)
                blocks.append(.row(Row(cells: texts.map { Cell($0) }, place: place, isHeader: isHeader)))
            }
            add(headings, isHeader: Bool.random(using: &generator))
            for _ in 0..<Int.random(in: 0...12, using: &generator) {
                add(row(headings, &generator))
                if Int.random(in: 0...9, using: &generator) == 0 { add(headings) }
            }
        }
        return blocks
    }

    private static func row(_ headings: [String], _ generator: inout SeededRandom) -> [String] {
        let kind = Int.random(in: 0...9, using: &generator)
        var texts = headings.map { _ in "" }
        if kind == 0 {
            texts[Int.random(in: texts.indices, using: &generator)] = phrase(1...5, &generator)
            return texts
        }
        for (index, heading) in headings.enumerated() where Int.random(in: 0...4, using: &generator) > 0 {
            texts[index] = cell(heading, &generator)
        }
        if kind == 1 { texts.append(phrase(1...3, &generator)) }
        return texts
    }

    private static func cell(_ heading: String, _ generator: inout SeededRandom) -> String {
        switch heading {
        case "No.", "Objective no": "\(Int.random(in: 10...99, using: &generator))."
        case "By when", "Start date", "End date": dates.randomElement(using: &generator) ?? ""
        case "Lead", "Partners": phrase(1...2, &generator) + " / " + phrase(1...2, &generator)
        case "RAG": "Amber"
        case "Progress" where Bool.random(using: &generator): "As above"
        default:
            Int.random(in: 0...5, using: &generator) == 0
                ? "• \(phrase(1...3, &generator))\n• \(phrase(1...3, &generator))" : phrase(2...9, &generator)
        }
    }

    private static func phrase(_ length: ClosedRange<Int>, _ generator: inout SeededRandom) -> String {
        (0..<Int.random(in: length, using: &generator)).map { _ in words.randomElement(using: &generator) ?? "" }
            .joined(separator: " ")
    }
}
