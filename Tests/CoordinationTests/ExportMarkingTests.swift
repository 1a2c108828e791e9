import ActionPlans
import Intake
import OfficeFiles
import Reporting
import Tables
import TestSupport
import Testing
import Vocabulary

/// The marking of each action in an export, and what becomes of one that was edited.
@Suite("Markings go out with an export, and no file changes one")
struct ExportMarkingTests {
    /// Four actions, the second of them sensitive.
    private static func plan(sensitive: Bool = true) -> Plan {
        var random = SeededRandom(seed: 21)
        var actions = RandomPlan.make(&random, count: 4, retiring: false).actions
        if sensitive { actions[1].marking = .officialSensitive }
        return RandomPlan.plan(actions, at: 10)
    }

    private static let column = Trip.column(.marking)

    @Test("Every format holds the marking of each action, in a locked column", arguments: SheetFormat.allCases)
    func goesOut(format: SheetFormat) throws {
        let bytes = Trip.export(Self.plan()).bytes(as: format)
        let blocks =
            format == .csv
            ? DocumentReader.blocks(of: bytes, name: "plan.csv") : OfficeReader.blocks(of: bytes, name: "plan")
        let export = try #require(OwnExport(blocks))
        let place = try #require(export.columns[.marking])
        #expect(
            export.rows.map { $0.cells[place].text } == ["OFFICIAL", "OFFICIAL-SENSITIVE", "OFFICIAL", "OFFICIAL"])
        let columns = Trip.export(Self.plan()).workbook.sheets[0].columns
        #expect(columns[Self.column].use == .locked && columns[Self.column].heading == "Marking (to read)")
    }

    @Test("A file of before, without the column, comes back as it did")
    func without() throws {
        let plan = Self.plan()
        let cells = Trip.cells(plan).map { row in
            var row = row
            row.remove(at: Self.column)
            return row
        }
        let returned = try Trip.back(cells, plan, plan)
        #expect(returned.changes.isEmpty && returned.read.problems.isEmpty)
        #expect(returned.matching.outcomes.allSatisfy(Trip.isUnchanged))
    }

    static let lowered = ["OFFICIAL", "official", "", "  "]

    @Test("A lowered or emptied marking is not followed, and the rest of the row is read", arguments: lowered)
    func lower(typed: String) throws {
        let plan = Self.plan()
        var cells = Trip.cells(plan)
        cells[2][Self.column] = typed
        cells[2][Trip.column(.outcome)] = "Fewer harms"
        let returned = try Trip.back(cells, plan, plan)
        #expect(returned.read.problems.map(\.code) == ["marking-kept"])
        let told = returned.read.problems.first?.message ?? ""
        #expect(told.contains("stays OFFICIAL-SENSITIVE") && returned.read.problems.first?.severity == .error)
        #expect(returned.changes.map(\.new) == ["Fewer harms"])
    }

    static let raised = ["OFFICIAL-SENSITIVE", "Official – Sensitive", "SECRET", "see above"]

    @Test("A row that was marked higher, or as nothing known here, is not taken", arguments: raised)
    func raise(typed: String) throws {
        let plan = Self.plan()
        var cells = Trip.cells(plan)
        cells[1][Self.column] = typed
        cells[1][Trip.column(.outcome)] = "For few eyes"
        let returned = try Trip.back(cells, plan, plan)
        #expect(returned.read.problems.map(\.code) == ["marking-raised"])
        #expect(returned.read.problems.first?.place.column == Self.column + 1)
        #expect(returned.changes.isEmpty && returned.read.notTaken.count == 1)
        #expect(returned.matching.absent.isEmpty, "it is named, so it is not missing")
    }

    @Test("A marking that others changed since is no change of the file's")
    func meanwhile() throws {
        let (base, now) = (Self.plan(sensitive: false), RandomPlan.plan(Self.plan().actions, at: 20))
        let returned = try Trip.back(Trip.cells(base), now, base)
        #expect(!returned.read.problems.contains { $0.code.hasPrefix("marking") })
        #expect(returned.changes.isEmpty)
    }

    @Test("A new row takes the highest marking of the plan; one marked above it is not taken")
    func new() throws {
        func back(_ plan: Plan, marked: String) throws -> ReturnedExport {
            var cells = Trip.cells(plan)
            var new = cells[1].map { _ in "" }
            new[Trip.column(.text)] = "Open a second base"
            new[Trip.column(.aim)] = cells[1][Trip.column(.aim)]
            new[Self.column] = marked
            cells.append(new)
            return try Trip.back(cells, plan, plan)
        }
        for marked in ["", "OFFICIAL", "OFFICIAL-SENSITIVE"] {
            let returned = try back(Self.plan(), marked: marked)
            #expect(returned.matching.outcomes.last == .new && returned.newMarking == .officialSensitive)
        }
        let plain = try back(Self.plan(sensitive: false), marked: "")
        #expect(plain.matching.outcomes.last == .new && plain.newMarking == .official)
        for marked in ["OFFICIAL-SENSITIVE", "SECRET"] {
            let refused = try back(Self.plan(sensitive: false), marked: marked)
            #expect(refused.read.problems.map(\.code).contains("marking-raised"))
            #expect(!refused.matching.outcomes.contains(.new) && refused.read.notTaken.count == 1)
        }
    }

    @Test("Read as a plan of its own, a file with marked rows says how high to mark it")
    func own() throws {
        func problems(_ plan: Plan) throws -> [String] {
            try #require(OwnExport(Trip.blocks(Trip.cells(plan)))).plan(source: Trip.source, year: .financial)
                .problems.map(\.code)
        }
        #expect(try problems(Self.plan()).contains("marked-rows"))
        #expect(try !problems(Self.plan(sensitive: false)).contains("marked-rows"))
    }

    @Test("Characters that no sheet can hold are counted on the sheet of notes, and only there")
    func leftOut() throws {
        var actions = Self.plan().actions
        actions[0].wording.outcome = "One\u{1}two\u{8}\nthree\tfour\r\nfive"
        actions[2].wording.notes = "\u{7F}x"
        let plan = RandomPlan.plan(actions, at: 10)
        func notes(_ plan: Plan) -> String? {
            for case .row(let row) in OfficeReader.blocks(of: Trip.export(plan).bytes(as: .xlsx), name: "a")
            where row.cells.first?.text == "Left out" {
                return row.cells.last?.text
            }
            return nil
        }
        #expect(notes(plan)?.hasPrefix("3 control characters in 2 cells") == true, "\(notes(plan) ?? "")")
        #expect(notes(Self.plan()) == nil)
    }
}
