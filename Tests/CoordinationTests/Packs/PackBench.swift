import ActionPlans
import Coordination
import Partnership
import Synchronization
import Testing
import Vocabulary

/// A house with a coordinator who is cleared, and as many small plans as a test needs.
struct PackBench {
    let test: TestHouse
    let cast: TestHouse.Cast

    var desk: PackDesk { test.house.packs }
    var member: Member { cast.coordinator }

    static func make(plans: Int = 1) async throws -> PackBench {
        let test = try await TestHouse.make()
        let bench = PackBench(test: test, cast: try await test.cast())
        for number in 0..<plans { try await bench.importPlan(number) }
        return bench
    }

    func importPlan(_ number: Int) async throws {
        let wording = ActionWording(
            path: [PlanLevel(level: .aim, number: nil, text: "Treatment")], text: "Action of \(number)",
            leads: ["Treatment Commissioner"],
            timescale: Timescale(wording: "TBD", commitments: [Commitment(wording: "TBD", undecided: true)]))
        _ = try await test.house.plans.perform(
            .importPlan(
                ImportPlan(
                    title: "Plan \(number)", year: .financial, marking: .official,
                    source: PlanSource(name: "plan.csv", digest: Digest.hex(of: Array("plan \(number)".utf8))),
                    actions: [
                        NewAction(wording: wording, marking: .official, updateOwner: cast.lead.id, contributing: [])
                    ])), by: member)
    }

    func run(
        _ order: OrderPack = OrderPack(strategies: []), isIssuing: Bool = true, format: ExportFormat = .json,
        handOver: (@Sendable (JobFile) async throws -> Void)? = nil
    ) -> PackRun {
        PackRun(
            desk: desk, press: test.house.press, order: order, isIssuing: isIssuing, format: format,
            handOver: handOver)
    }

    func packs() async throws -> [IssuedPack] { try await desk.packs(.program) }
    func exports() async throws -> [LoggedExport] { try await desk.exports(.program, limit: 500) }

    func ended(_ id: JobID) async throws -> Job {
        for _ in 0..<5_000 {
            let view = try await test.house.jobs.job(id, by: member)
            if view.job.state.isEnd { return view.job }
            try await Task.sleep(for: .milliseconds(2))
        }
        throw CancellationError()
    }
}

/// Collects what is said from anywhere.
final class Collected<Thing: Sendable>: Sendable {
    private let things = Mutex<[Thing]>([])
    var all: [Thing] { things.withLock { $0 } }
    func add(_ thing: Thing) { things.withLock { $0.append(thing) } }
}
