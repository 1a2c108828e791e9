import Coordination
import ActionPlans
import Foundation
import Frameworks
import Intake
import Tables
import Testing
import Vocabulary

@Suite("The tutorial's plan reads as the tutorial says")
struct TutorialPlanTests {
    private func read() throws -> ReadPlan {
        let here = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        let root = here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appendingPathComponent("Documentation/tutorials/first-plan.csv")
        let bytes = [UInt8](try Data(contentsOf: file))
        let pack = try PackLibrary(TestHouse.finder).pack(PackLibrary.standard).pack
        return PlanReader(headings: pack.columnHeadings).read(
            DocumentReader.blocks(of: bytes, name: "first-plan.csv"),
            source: PlanSource(name: "first-plan.csv", digest: Digest.hex(of: bytes)))
    }

    @Test("Eight actions in three objectives, the empty cells filled from above")
    func actions() throws {
        let plan = try read()
        #expect(plan.actions.count == 8)
        let objectives = plan.actions.map { $0.wording.path.map(\.text).joined() }
        #expect(Set(objectives) == ["Faster entry to treatment", "Safer places", "Fewer deaths"])
        #expect(plan.notTaken.isEmpty)
    }

    @Test("One deadline repeats, one waits for something, one is the summer's end")
    func deadlines() throws {
        let commitments = try read().actions.map { $0.wording.timescale.commitments }
        #expect(commitments.allSatisfy { $0.count == 1 })
        let all = commitments.compactMap(\.first)
        #expect(all[2].repeats == Recurrence(every: 3, unit: .month))
        #expect(all[4].due == Day(iso: "2027-08-31"))
        #expect(all[5].condition != nil)
        #expect(all[6].condition != nil || !all[6].understood)
        #expect(all[7].continues)
    }
}
