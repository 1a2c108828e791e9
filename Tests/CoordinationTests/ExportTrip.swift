import ActionPlans
import Foundation
import Frameworks
import Intake
import OfficeFiles
import Partnership
import Reporting
import Tables
import TestSupport
import Testing
import Vocabulary

/// The way out and back, with the cells in between for a test to change.
enum Trip {
    static let source = PlanSource(name: "plan.csv", digest: String(repeating: "a", count: 64))

    static func export(_ plan: Plan) -> PlanExport {
        let day = Day(number: 14_000)
        let picture = PlanPicture(
            of: plan, on: day,
            comparedWith: PlanComparison(point: PlanComparison.point(for: plan, on: day), plan: plan))
        return PlanExport(picture, said: [:], names: StaffNames([]), words: StatusWords(), isToday: true)
    }

    /// The cells of the CSV file as texts, before their guard against formulas.
    static func cells(_ plan: Plan) -> [[String]] {
        let export = export(plan)
        let headings = ExportColumn.allCases.map { $0 == .reference ? export.mark.heading : $0.heading }
        return [headings]
            + export.rows.map { row in
                row.map { cell in
                    switch cell {
                    case .empty: ""
                    case .text(let text): text
                    case .whole(let value): String(value)
                    case .day(let day): day.iso
                    }
                }
            }
    }

    static func blocks(_ cells: [[String]]) -> [Block] {
        let text = cells.map { CSVWriter.line($0) }.joined()
        return DocumentReader.blocks(of: [0xEF, 0xBB, 0xBF] + Array(text.utf8), name: "plan.csv")
    }

    static func back(_ cells: [[String]], _ now: Plan, _ base: Plan) throws -> ReturnedExport {
        let export = try #require(OwnExport(blocks(cells)))
        #expect(export.mark?.sequence == base.at)
        return ReturnedExport(export, of: now, asExported: base, source: source)
    }

    static func column(_ column: ExportColumn) -> Int { ExportColumn.allCases.firstIndex(of: column) ?? 0 }

    static func isUnchanged(_ outcome: PlanMatch.Outcome) -> Bool {
        if case .unchanged = outcome { true } else { false }
    }

    static func pack() throws -> FrameworkPack {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/Frameworks/Resources/uk-crack-2003/columns.yaml")
        return try Trip.pack(columns: String(contentsOf: folder, encoding: .utf8))
    }

    private static func pack(columns: String) -> FrameworkPack {
        var headings: [ColumnHeading] = []
        var heading = ""
        for line in columns.split(separator: "\n") {
            if line.hasPrefix("- heading: ") { heading = String(line.dropFirst(12).dropLast()) }
            if line.hasPrefix("  meaning: "), let meaning = ColumnReading(word: line.dropFirst(11)) {
                headings.append(ColumnHeading(heading: heading, meaning: meaning))
            }
        }
        return FrameworkPack(
            name: "test", title: "Test", source: "Test", statuses: [], cycle: Recurrence(every: 3, unit: .month),
            closingDays: 14, planYear: .financial, columnHeadings: headings)
    }
}

/// Plans of every sort of wording that tries to break on the way: the same in every run.
enum RandomPlan {
    static func make(_ random: inout SeededRandom, count: Int? = nil, retiring: Bool = true) -> Plan {
        let count = count ?? random.number(1...25)
        let aims = (1...4).map {
            PlanLevel(level: .aim, number: random.chance(70) ? "\($0)" : nil, text: "\(text(&random)) a\($0)")
        }
        let actions = (1...count).map { number in
            action(number, aims, &random, isRetired: retiring && number > 1 && random.chance(8))
        }
        return plan(actions, at: 10)
    }

    static func plan(_ actions: [Action], at: Int64, id: Int = 1) -> Plan {
        Plan(
            strategy: Strategy(
                id: StrategyID(id), title: "A plan", year: .financial, marking: .official, source: Trip.source,
                imported: Day(number: 13_000), importedAt: JournalSequence(2), version: JournalSequence(at)),
            at: JournalSequence(at), actions: actions, rounds: [], owed: [:])
    }

    private static func action(
        _ number: Int, _ aims: [PlanLevel], _ random: inout SeededRandom, isRetired: Bool
    ) -> Action {
        var path: [PlanLevel] = random.chance(85) ? [random.pick(aims)] : []
        if random.chance(60) {
            path.append(PlanLevel(level: .objective, number: random.chance(50) ? "1.2" : nil, text: text(&random)))
        }
        if random.chance(30) { path.append(PlanLevel(level: .task, number: nil, text: text(&random))) }
        func some(_ random: inout SeededRandom) -> String? { random.chance(40) ? text(&random) : nil }
        let timescale = TimescaleReader(year: .financial).read(
            random.chance(20) ? nil : random.pick(Self.timescales)
        ).timescale
        let wording = ActionWording(
            number: random.chance(60) ? random.pick(["1", "1.10", "3a", "B)", "28", "-4", "2.1.3"]) : nil, path: path,
            text: "\(text(&random)) \(number)", owner: some(&random), leads: people(&random),
            contributors: people(&random), resources: some(&random), coverage: some(&random), outcome: some(&random),
            measure: some(&random), progress: some(&random), equality: some(&random), notes: some(&random),
            timescale: timescale)
        return Action(
            id: ActionID(number), strategy: StrategyID(1), position: number, wording: wording, marking: .official,
            promises: timescale.commitments.enumerated().map { Promise(number: $0 + 1, commitment: $1) },
            updateOwner: nil, contributing: [],
            retired: isRetired ? Retirement(on: Day(number: 13_500), reason: "Replaced", successor: nil) : nil,
            entered: JournalSequence(2), enteredOn: Day(number: 13_000), lastReport: nil, version: JournalSequence(2))
    }

    private static func people(_ random: inout SeededRandom) -> [String] {
        let all = [
            "Treatment Commissioner", "Housing/Homelessness Lead", "TBA", "Health, Care and Crime Officer", "Ö-Team",
        ]
        return all.filter { _ in random.chance(30) }
    }

    static let timescales = [
        "By end March 2009", "Quarterly from April 2003", "Ongoing", "January 2003", "2011",
        "Review completed summer 2008.\nSubsequent actions from April 2009", "Subject to evaluation", "ASAP", "= soon",
    ]

    /// Sentences with everything that spreadsheets, XML, CSV and readers stumble over.
    static func text(_ random: inout SeededRandom) -> String {
        let pieces = [
            "Open a base", "=1+1", "+44 more", "-", "@home", "'quoted'", "'=x", "\"said\"", "a, b; c", "<b>bold</b>",
            "AT&T &amp; others", "line\nbreak", "two\n\nbreaks", "  double  spaces ", "tab\there", "émigré", "עברית",
            "العربية",
            "👩‍👩‍👧 family", "\u{202E}turned\u{202C}", "_x0041_", "1.2 Early help", "• point", "- dash", "# heading",
            "*star*",
            "| pipe |", "©", "non\u{A0}breaking", "zero\u{200B}width", "\u{2028}separated", "“curly”", "½", "e\u{301}",
            "2008/09",
            "AP-0003", "3 Prevention", "TRUE", "0012", "1e5", "https://example.org/?a=b&c=d", "{{x}}", "…",
        ]
        let words = (0...random.number(0...3)).map { _ in random.pick(pieces) }.joined(separator: " ")
        // As everything that is entered: without white space around it.
        return TypedText(words, upTo: 5_000).text
    }
}
