import ActionPlans
import Frameworks
import Intake
import OfficeFiles
import Partnership
import Reporting
import Tables
import TestSupport
import Testing
import Vocabulary

/// A plan out as a file, and in again: nothing changes but what somebody changed.
@Suite("An export comes back as it went out")
struct ExportRoundTripTests {
    @Test(
        "A plan that goes out and comes back untouched changes nothing", arguments: SheetFormat.allCases, 0..<40)
    func untouched(format: SheetFormat, seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let plan = RandomPlan.make(&random)
        let bytes = Trip.export(plan).bytes(as: format)
        let blocks =
            format == .csv
            ? DocumentReader.blocks(of: bytes, name: "plan.csv") : OfficeReader.blocks(of: bytes, name: "plan")
        let export = try #require(OwnExport(blocks))
        #expect(export.mark?.isWhole == true && export.isSeparated == (format == .csv))
        let returned = ReturnedExport(export, of: plan, asExported: plan, source: Trip.source)
        #expect(returned.changes.isEmpty, "\(returned.changes.prefix(3))")
        #expect(returned.matching.outcomes.allSatisfy(Trip.isUnchanged))
        #expect(returned.matching.absent.isEmpty)
        #expect(returned.read.problems.isEmpty, "\(returned.read.problems.prefix(3))")
        let there = plan.actions.filter { $0.retired == nil }
        #expect(returned.read.actions.map(\.wording) == there.map(\.wording))
    }

    @Test("One edited cell of a workbook comes back as that change and no other", arguments: ["xlsx", "ods"], 0..<20)
    func editedSheet(kind: String, seed: Int) throws {
        var random = SeededRandom(seed: 3000 + UInt64(seed))
        let plan = RandomPlan.make(&random, retiring: false)
        var book = Trip.export(plan).workbook
        let row = random.below(plan.actions.count)
        let column = random.pick(ExportColumn.readBack)
        let typed = "=Reworded by hand \(seed)\nwith a second line"
        book.sheets[0].rows[row][Trip.column(column)] = .text(typed)
        let bytes = kind == "xlsx" ? XLSXWriter.bytes(of: book) : ODSWriter.bytes(of: book)
        let export = try #require(OwnExport(OfficeReader.blocks(of: bytes, name: "plan.\(kind)")))
        let returned = ReturnedExport(export, of: plan, asExported: plan, source: Trip.source)
        #expect(returned.changes.map(\.action) == [plan.actions[row].id])
        #expect(returned.changes.map(\.column) == [column])
        let isList = column == .leads || column == .contributors
        #expect(returned.changes.first?.new == (isList ? typed.replacing("\n", with: "; ") : typed))
    }

    @Test("One edited cell comes back as that change and no other", arguments: 0..<60)
    func edited(seed: Int) throws {
        var random = SeededRandom(seed: 1000 + UInt64(seed))
        let plan = RandomPlan.make(&random)
        var cells = Trip.cells(plan)
        let there = plan.actions.indices.filter { plan.actions[$0].retired == nil }
        let row = random.pick(Array(there))
        let column = random.pick(ExportColumn.readBack)
        let index = try #require(ExportColumn.allCases.firstIndex(of: column))
        let typed = "Reworded by hand \(seed)"
        cells[row + 1][index] = typed
        let returned = try Trip.back(cells, plan, plan)
        #expect(returned.changes.map(\.action) == [plan.actions[row].id])
        #expect(returned.changes.map(\.column) == [column])
        #expect(returned.changes.first?.new == typed)
        #expect(returned.matching.outcomes.count { !Trip.isUnchanged($0) } == 1)
        #expect(returned.positions == there.map { plan.actions[$0].position }, "and stands where it stood")
    }

    @Test("Rows that were sorted, hidden or parted by blank lines are the same rows", arguments: 0..<10)
    func sorted(seed: Int) throws {
        var random = SeededRandom(seed: 2000 + UInt64(seed))
        let plan = RandomPlan.make(&random)
        let cells = Trip.cells(plan)
        var rows = Array(cells.dropFirst())
        rows.shuffle(using: &random)
        rows.insert(rows[0].map { _ in "" }, at: rows.count / 2)
        let returned = try Trip.back([cells[0]] + rows, plan, plan)
        #expect(returned.changes.isEmpty && returned.read.problems.isEmpty)
        #expect(returned.matching.absent.isEmpty)
    }

    @Test("What others changed meanwhile stays, and is named; what both changed is shown")
    func meanwhile() throws {
        var random = SeededRandom(seed: 7)
        let base = RandomPlan.make(&random, count: 5, retiring: false)
        var actions = base.actions
        actions[1].wording.resources = "Two posts"
        actions[2].wording.outcome = "Fewer harms"
        let now = RandomPlan.plan(actions, at: 20)
        var cells = Trip.cells(base)
        cells[3][Trip.column(.outcome)] = "Less harm"
        let returned = try Trip.back(cells, now, base)
        #expect(returned.changes.map(\.new) == ["Less harm"])
        #expect(returned.read.actions[1].wording.resources == "Two posts", "an old file takes nothing back")
        #expect(returned.changedSince == [actions[1].id, actions[2].id])
        let codes = returned.read.problems.map(\.code)
        #expect(codes.filter { $0 == "changed-since" }.count == 2 && codes.contains("changed-twice"))
    }

    @Test("Each thing that can be wrong with references is said, and such a row is not taken")
    func references() throws {
        var random = SeededRandom(seed: 9)
        let plan = RandomPlan.make(&random, count: 6, retiring: false)
        var cells = Trip.cells(plan)
        cells[1][0] = "AP-0999"
        cells[2][0] = "my own"
        cells[4][0] = cells[3][0]
        cells.remove(at: 5)
        var new = cells[1].map { _ in "" }
        new[Trip.column(.text)] = "Open a second base"
        new[Trip.column(.aim)] = ExportColumn.aim.text(of: plan.actions[0].wording)
        new[Trip.column(.timescale)] = "By end March 2009"
        cells.append(new)
        let returned = try Trip.back(cells, plan, plan)
        let codes = returned.read.problems.map(\.code)
        #expect(codes.filter { $0 == "unknown-reference" }.count == 2)
        #expect(codes.filter { $0 == "reference-twice" }.count == 2)
        #expect(returned.read.problems.filter { $0.severity == .error }.count == 4)
        #expect(returned.matching.outcomes.filter { $0 == .new }.count == 1)
        let added = try #require(returned.read.actions.last?.wording)
        #expect(added.path.first == plan.actions[0].wording.path.first, "under the same aim, number and all")
        #expect(added.timescale.commitments.first?.due?.iso == "2009-03-31")
        // Rows 1, 2 and 4 lost their reference and row 5 its place: all four are missing and stay in the plan.
        #expect(Set(returned.matching.absent) == Set([0, 1, 3, 4].map { plan.actions[$0].id }))
    }

    @Test("A reference column that was sorted alone is noticed")
    func moved() throws {
        var random = SeededRandom(seed: 11)
        let plan = RandomPlan.make(&random, count: 6, retiring: false)
        var cells = Trip.cells(plan)
        (cells[1][0], cells[2][0]) = (cells[2][0], cells[1][0])
        let returned = try Trip.back(cells, plan, plan)
        #expect(returned.read.problems.map(\.code) == ["reference-moved", "reference-moved"])
        #expect(returned.changes.isEmpty)
    }

    @Test("A withdrawn action, an emptied text, a missing and a strange column are said")
    func others() throws {
        var random = SeededRandom(seed: 13)
        var actions = RandomPlan.make(&random, count: 4, retiring: false).actions
        actions[0].retired = Retirement(on: Day(number: 14_000), reason: "Done elsewhere", successor: nil)
        let plan = RandomPlan.plan(actions, at: 10)
        var cells = Trip.cells(plan)
        cells[1][Trip.column(.text)] = "Something else"
        cells[2][Trip.column(.text)] = ""
        let notes = Trip.column(.notes)
        cells[0][notes] = "Our remarks"
        cells[3][notes] = "Remark"
        let returned = try Trip.back(cells, plan, plan)
        #expect(
            Set(returned.read.problems.map(\.code))
                == ["withdrawn-changed", "text-missing", "column-missing", "column-unknown"])
        #expect(returned.changes.isEmpty)
    }

    @Test("A heading that was changed costs the origin, and not the references")
    func originLost() throws {
        var random = SeededRandom(seed: 15)
        let plan = RandomPlan.make(&random, count: 4, retiring: false)
        var cells = Trip.cells(plan)
        cells[0][0] = "Reference"
        let export = try #require(OwnExport(Trip.blocks(cells)))
        #expect(export.mark == nil)
        let returned = ReturnedExport(export, of: plan, asExported: nil, source: Trip.source)
        #expect(returned.changes.isEmpty && returned.read.problems.map(\.code) == ["origin-unknown"])
    }

    @Test("An export of another plan, or of a journal that is not this one, is refused in a sentence")
    func wrongPlan() throws {
        var random = SeededRandom(seed: 17)
        let plan = RandomPlan.make(&random, count: 3, retiring: false)
        let export = try #require(OwnExport(Trip.blocks(Trip.cells(plan))))
        #expect(ReturnedExport.refusal(export, for: plan) == nil)
        let other = RandomPlan.plan(plan.actions, at: 10, id: 2)
        #expect(ReturnedExport.refusal(export, for: other)?.contains("export of plan 1") == true)
        let earlier = RandomPlan.plan(plan.actions, at: 5)
        #expect(ReturnedExport.refusal(export, for: earlier)?.contains("not been written") == true)
    }

    @Test("A changed cell is screened for people; leads are not")
    func screened() throws {
        var random = SeededRandom(seed: 19)
        let plan = RandomPlan.make(&random, count: 3, retiring: false)
        var cells = Trip.cells(plan)
        cells[1][Trip.column(.notes)] = "Ring 020 7946 0958 first."
        cells[2][Trip.column(.leads)] = "Ring 020 7946 0958; Treatment Commissioner"
        let returned = try Trip.back(cells, plan, plan)
        #expect(returned.read.problems.map(\.code) == ["personal-text"])
        #expect(returned.read.actions[1].wording.leads == ["Ring 020 7946 0958", "Treatment Commissioner"])
    }

    @Test("Somebody else's plan with a reference column is not taken for an export")
    func foreign() {
        let cells = [
            ["Reference", "Aim", "Action", "Lead", "Timescale", "Notes"],
            ["1.1", "Young people", "Open a base", "Council", "By March 2009", ""],
        ]
        #expect(OwnExport(Trip.blocks(cells)) == nil)
    }

    @Test("The framework pack reads every heading of an export as what it is")
    func headings() throws {
        let pack = try Trip.pack()
        let known = Dictionary(
            pack.columnHeadings.map { (Folding.heading($0.heading), $0.meaning.description) },
            uniquingKeysWith: { first, _ in first })
        for column in ExportColumn.allCases {
            let meaning = known[Folding.heading(column.heading)]
            switch column {
            case .reference: #expect(meaning == "number")
            case _ where column.isReadBack: #expect(meaning == column.rawValue, "\(column.heading)")
            default: #expect(meaning == "ignored", "\(column.heading)")
            }
        }
        let mark = ExportMark(
            strategy: StrategyID(12), sequence: JournalSequence(3456), rows: 87, of: 90)
        #expect(ExportMark(heading: mark.heading) == mark)
        #expect(ExportMark(heading: "Reference (do not change)") == nil)
    }

    @Test(
        "The apostrophe that guards a cell comes off again, and no other",
        arguments: ["=1+1", "'=1+1", "''-x", "plain", "'quoted'", "", "+44", "@x", "\tx", "'", "\u{FF1D}1"])
    func guarding(text: String) {
        #expect(SafeCell.unguarded(SafeCell.guarded(text)) == text)
        let first = SafeCell.guarded(text).unicodeScalars.first
        #expect(first.map { !"=+-@\t\u{FF1D}".unicodeScalars.contains($0) } ?? true)
    }
}
