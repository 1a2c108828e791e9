import ActionPlans
import Coordination
import ExampleCity
import Frameworks
import Intake
import Tables
import Testing
import Vocabulary

@Suite("The example plans read as the documents they are shaped after")
struct PlanReadingTests {
    private func read(_ name: String) throws -> ReadPlan {
        let city = try TestHouse.city(on: try #require(Day(iso: "2026-11-21")))
        let file = try #require(try city.planFiles().first { $0.name == name })
        let pack = try PackLibrary(TestHouse.finder).pack(PackLibrary.standard).pack
        return PlanReader(headings: pack.columnHeadings).read(
            DocumentReader.blocks(of: file.bytes, name: file.name),
            source: PlanSource(name: file.name, digest: Digest.hex(of: file.bytes)))
    }

    @Test(
        "Every action is found, and no other table is taken for a plan",
        arguments: [("city-plan.txt", 33, 2), ("force-plan.md", 51, 0), ("national-plan.html", 44, 0)])
    func counts(name: String, actions: Int, notTaken: Int) throws {
        let plan = try read(name)
        #expect(plan.actions.count == actions)
        #expect(plan.notTaken.count == notTaken)
        #expect(plan.problems.allSatisfy { $0.severity == .warning })
        #expect(plan.actions.allSatisfy { !$0.wording.leads.isEmpty })
    }

    @Test("The city plan has six themes; a cell with two deadlines gives two commitments, each with its label")
    func city() throws {
        let plan = try read("city-plan.txt")
        #expect(Set(plan.actions.compactMap { $0.wording.path.first?.text }).count == 6)
        let clinic = try #require(plan.actions.first { $0.wording.text.contains("weekly prescribing clinic") })
        #expect(clinic.wording.timescale.commitments.count == 2)
        #expect(clinic.wording.timescale.commitments.allSatisfy { $0.due != nil && $0.label != nil })
        #expect(plan.problems.count { $0.code == "same-wording" } >= 2)
    }

    @Test("The force plan has four objectives, and its contradictions and hidden slips are found")
    func force() throws {
        let plan = try read("force-plan.md")
        #expect(Set(plan.actions.compactMap { $0.wording.path.first?.text }).count == 4)
        let codes = Set(plan.problems.map(\.code))
        #expect(codes.isSuperset(of: ["dated-twice", "hidden-slip"]))
    }

    @Test("The national plan carries its objective down the rows, spanned or left empty")
    func national() throws {
        let plan = try read("national-plan.html")
        #expect(plan.actions.compactMap(\.wording.number).compactMap { Int($0) } == Array(1...44))
        #expect(plan.actions.allSatisfy { $0.wording.path.count == 2 })
        #expect(plan.actions.contains { $0.wording.timescale.commitments.contains { $0.condition != nil } })
        #expect(plan.actions.contains { $0.wording.timescale.commitments.contains { $0.past } })
    }
}
