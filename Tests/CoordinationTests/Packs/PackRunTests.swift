import ActionPlans
import Coordination
import Partnership
import Testing
import Vocabulary

@Suite("A pack for each plan: the paper first, and what was made is kept")
struct PackRunTests {
    private struct Broken: Refusal {
        var words: RefusalWords { RefusalWords("broken", "The shelf fell down.") }
    }

    @Test("Each is issued with its file, and each file is logged as the pack it is")
    func issued() async throws {
        let bench = try await PackBench.make(plans: 3)
        let result = try await bench.run().run(by: bench.member, .silent)
        let packs = try await bench.packs()
        #expect(packs.map(\.id.number) == [3, 2, 1])
        #expect(result.files.map { Digest.hex(of: $0.bytes) } == packs.reversed().map(\.facts.digest))
        #expect(result.files.map(\.name) == (1...3).map { "pack-plan-\($0)-2026-05-01.json" })
        #expect(result.sentence == "3 packs issued, numbers 1 to 3; each as JSON." && result.link == "/packs")
        #expect(try await bench.exports().reversed().map(\.facts.pack) == [PackID(1), PackID(2), PackID(3)])
        #expect(try await bench.run().names(by: bench.member) == result.files.map(\.name))
        for pack in packs { #expect(try await bench.desk.verify(pack.id, .program).isEqual) }
        let drafts = try await bench.run(isIssuing: false).run(by: bench.member, .silent)
        #expect(drafts.sentence == "3 packs made as JSON drafts; none was issued." && drafts.link == nil)
        #expect(try await bench.exports().prefix(3).allSatisfy { $0.facts.pack == nil })
        #expect(try await bench.packs().count == 3)
    }

    @Test("Where the paper cannot be made, nothing is issued")
    func noWriter() async throws {
        let bench = try await PackBench.make(plans: 2)
        let run = PackRun(
            desk: bench.desk, press: PaperPress(tools: PaperTools()), order: OrderPack(strategies: []), isIssuing: true)
        await #expect(throws: PaperRefusal.self) { _ = try await run.run(by: bench.member, .silent) }
        #expect(try await bench.packs().isEmpty)
        #expect(try await bench.exports().isEmpty)
    }

    @Test("A run that fails says which packs it has issued, and why it ended")
    func fails() async throws {
        let bench = try await PackBench.make(plans: 4)
        let kept = Collected<String>()
        let run = bench.run {
            guard !$0.name.contains("plan-3-") else { throw Broken() }
            kept.add($0.name)
        }
        do {
            _ = try await run.run(by: bench.member, .silent)
            Issue.record("it went through")
        } catch let short as JobCutShort {
            #expect(
                short.result.sentence
                    == "Before that, 3 packs were issued, numbers 1 to 3. They stay issued: look there before you begin it again."
            )
            #expect(short.cause is Broken)
        }
        #expect(kept.all.count == 2)
        #expect(try await bench.packs().count == 3)
    }

    @Test("Cancelled as long work, it keeps the files it has made and names the packs it has issued")
    func cancelled() async throws {
        let bench = try await PackBench.make(plans: 4)
        let (run, member, jobs) = (bench.run(), bench.member, bench.test.house.jobs)
        let steps = Collected<String>()
        let number = Collected<JobID>()
        let id = try await jobs.begin("board-pack", "Packs", by: member) { _ in
            try await run.run(
                by: member,
                JobProgress { step in
                    steps.add(step.words)
                    guard step.done == 2 else { return }
                    while number.all.isEmpty { try? await Task.sleep(for: .milliseconds(1)) }
                    _ = try? await jobs.cancel(number.all[0], by: member)
                })
        }
        number.add(id)
        let job = try await bench.ended(id)
        #expect(job.state == .cancelled)
        #expect(job.files.map(\.name) == ["pack-plan-1-2026-05-01.json", "pack-plan-2-2026-05-01.json"])
        #expect(job.sentence?.hasPrefix("Before that, 2 packs were issued, numbers 1 to 2.") == true)
        #expect(job.link == "/packs")
        #expect(
            steps.all == [
                "Pack of plan 1", "Pack of plan 2. 1 pack issued, number 1",
                "Pack of plan 3. 2 packs issued, numbers 1 to 2",
            ])
        #expect(try await bench.packs().count == 2)
    }

    @Test("Two hundred plans: each is judged alone, and a pack of each is made with progress")
    func many() async throws {
        let bench = try await PackBench.make(plans: 200)
        let order = OrderPack(strategies: [])
        #expect(try await bench.desk.refusalsOfEach(order, by: bench.member).isEmpty)
        let steps = Collected<JobStep>()
        let names = Collected<String>()
        let run = bench.run(order, isIssuing: false) { names.add($0.name) }
        let result = try await run.run(by: bench.member, JobProgress { steps.add($0) })
        #expect(names.all.count == 200 && Set(names.all).count == 200)
        #expect(steps.all.map(\.done) == Array(0..<200) && steps.all.allSatisfy { $0.total == 200 })
        #expect(result.sentence == "200 packs made as JSON drafts; none was issued.")
    }

    @Test("One pack of too many plans is refused for its length alone")
    func tooMany() async throws {
        let bench = try await PackBench.make(plans: 90)
        let order = OrderPack(strategies: (1...90).map { StrategyID($0) })
        #expect(try await bench.desk.refusals(order, by: bench.member).map(\.code) == ["too-many-plans"])
    }

    @Test("What stands against a run is said once, whatever the number of plans; without a plan, too")
    func refused() async throws {
        let bench = try await PackBench.make(plans: 3)
        func codes(_ order: OrderPack) async throws -> [String] {
            try await bench.desk.refusalsOfEach(order, by: bench.member).map(\.code)
        }
        let late = Day(year: 2030, month: 1, day: 1)
        let early = Day(year: 2020, month: 1, day: 1)
        #expect(try await codes(OrderPack(strategies: [], asAt: late)) == ["day-to-come"])
        #expect(try await codes(OrderPack(strategies: [], asAt: early)) == ["no-plan-then"])
        #expect(try await codes(OrderPack(strategies: [], asAt: early, audience: .group)) == ["no-group"])
        #expect(
            try await codes(OrderPack(strategies: [], title: String(repeating: "t", count: 200), asAt: early))
                == ["title-too-long", "no-plan-then"])
        let empty = try await PackBench.make(plans: 0)
        #expect(
            try await empty.desk.refusalsOfEach(OrderPack(strategies: []), by: empty.member).map(\.code)
                == ["no-plan-then"])
    }
}
