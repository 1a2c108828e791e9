import Partnership
import Records
import Testing
import Vocabulary

@Suite("Long work in the store")
struct JobRegisterTests {
    private func sight(_ member: Int, _ clearance: Marking = .official, roles: Set<Role> = [.reader]) -> Sight {
        Sight.of(
            Member(
                id: MemberID(member), name: "Member", post: "Post", agency: AgencyID(1), email: "m@test.example",
                roles: roles, clearance: clearance))
    }

    private func new(_ member: Int = 1, marking: Marking = .official, at second: Int64 = 0) -> NewJob {
        NewJob(
            member: MemberID(member), kind: "test", title: "Twelve packs", marking: marking, total: 12,
            asked: Fictional.instant(second))
    }

    private let files = [
        JobFile(name: "one.pdf", mediaType: "application/pdf", bytes: [0, 255, 37]),
        JobFile(name: "two.csv", mediaType: "text/csv", bytes: []),
    ]

    @Test("A job waits, runs, says how far it is and ends with its files", arguments: StoreKind.allCases)
    func life(kind: StoreKind) async throws {
        try await kind.with { store in
            let id = try await store.jobs.open(new())
            let waiting = try #require(try await store.jobs.job(id, sight(1)))
            #expect(waiting.state == .waiting && waiting.step == JobStep(total: 12) && waiting.began == nil)
            #expect(waiting.title == "Twelve packs" && waiting.kind == "test" && waiting.files.isEmpty)
            #expect(try await store.jobs.start(id, at: Fictional.instant(5)))
            #expect(try await store.jobs.start(id, at: Fictional.instant(6)) == false, "it runs already")
            let step = JobStep(done: 3, total: 12, words: "The third")
            try await store.jobs.note(step, of: id)
            let running = try #require(try await store.jobs.job(id, sight(1)))
            #expect(running.state == .running && running.step == step && running.began == Fictional.instant(5))
            let ending = JobEnding(
                .done, step: JobStep(done: 12, total: 12), sentence: "Made.", link: "/packs/3", files: files)
            #expect(try await store.jobs.end(id, ending, at: Fictional.instant(9)))
            let done = try #require(try await store.jobs.job(id, sight(1)))
            #expect(done.state == .done && done.sentence == "Made." && done.link == "/packs/3")
            #expect(done.ended == Fictional.instant(9) && done.reference == nil)
            #expect(done.files.map(\.name) == ["one.pdf", "two.csv"] && done.files.map(\.size) == [3, 0])
            #expect(try await store.jobs.file(1, of: id, sight(1)) == files[0])
            #expect(try await store.jobs.file(2, of: id, sight(1)) == files[1])
            #expect(try await store.jobs.file(3, of: id, sight(1)) == nil)
        }
    }

    @Test("What has ended stays as it ended", arguments: StoreKind.allCases)
    func ended(kind: StoreKind) async throws {
        try await kind.with { store in
            let id = try await store.jobs.open(new())
            let cancelled = JobEnding(.cancelled, step: JobStep(done: 1, total: 12))
            #expect(try await store.jobs.end(id, cancelled, at: Fictional.instant(2)))
            #expect(try await store.jobs.start(id, at: Fictional.instant(3)) == false)
            try await store.jobs.note(JobStep(done: 9), of: id)
            let again = JobEnding(.done, step: JobStep(done: 12), files: files)
            #expect(try await store.jobs.end(id, again, at: Fictional.instant(4)) == false)
            let job = try #require(try await store.jobs.job(id, sight(1)))
            #expect(job.state == .cancelled && job.step.done == 1 && job.files.isEmpty)
            #expect(job.ended == Fictional.instant(2))
        }
    }

    @Test("Only its member sees it, and only as high as they may see", arguments: StoreKind.allCases)
    func sight(kind: StoreKind) async throws {
        try await kind.with { store in
            let open = try await store.jobs.open(new())
            let marked = try await store.jobs.open(new(marking: .officialSensitive))
            let raised = try await store.jobs.open(new())
            let other = try await store.jobs.open(new(2))
            for id in [open, marked] {
                try await store.jobs.end(id, JobEnding(.done, step: JobStep(), files: files), at: Fictional.instant(1))
            }
            try await store.jobs.end(
                raised, JobEnding(.done, step: JobStep(), marking: .officialSensitive, files: files),
                at: Fictional.instant(1))
            let low = sight(1)
            let high = sight(1, .officialSensitive)
            #expect(try await store.jobs.jobs(low, limit: 9).map(\.id) == [open])
            #expect(try await store.jobs.jobs(high, limit: 9).map(\.id) == [raised, marked, open])
            #expect(try await store.jobs.jobs(high, limit: 2).map(\.id) == [raised, marked])
            for id in [marked, raised] {
                #expect(try await store.jobs.job(id, low) == nil)
                #expect(try await store.jobs.file(1, of: id, low) == nil)
                #expect(try await store.jobs.job(id, high)?.marking == .officialSensitive)
            }
            #expect(try await store.jobs.job(other, high) == nil)
            for blind in [sight(1, .officialSensitive, roles: [.administrator]), .nobody, .program] {
                #expect(try await store.jobs.jobs(blind, limit: 9).isEmpty)
                #expect(try await store.jobs.file(1, of: open, blind) == nil)
            }
        }
    }

    @Test("What waited or ran when the program ended was interrupted", arguments: StoreKind.allCases)
    func interrupted(kind: StoreKind) async throws {
        try await kind.with { store in
            let ids = [try await store.jobs.open(new()), try await store.jobs.open(new(2))]
            let done = try await store.jobs.open(new())
            try await store.jobs.start(ids[1], at: Fictional.instant(1))
            try await store.jobs.end(done, JobEnding(.done, step: JobStep()), at: Fictional.instant(1))
            #expect(try await store.jobs.interrupt(at: Fictional.instant(8)) == 2)
            #expect(try await store.jobs.interrupt(at: Fictional.instant(9)) == 0)
            #expect(try await store.jobs.job(ids[0], sight(1))?.state == .interrupted)
            #expect(try await store.jobs.job(ids[1], sight(2))?.ended == Fictional.instant(8))
            #expect(try await store.jobs.job(done, sight(1))?.state == .done)
        }
    }

    @Test("Old jobs go with their files, and of each member the newest stay", arguments: StoreKind.allCases)
    func prune(kind: StoreKind) async throws {
        try await kind.with { store in
            var ids: [JobID] = []
            for number in 0..<5 {
                let id = try await store.jobs.open(new())
                try await store.jobs.end(
                    id, JobEnding(.done, step: JobStep(), files: files), at: Fictional.instant(Int64(number) * 10))
                ids.append(id)
            }
            let running = try await store.jobs.open(new())
            let other = try await store.jobs.open(new(2))
            try await store.jobs.end(other, JobEnding(.failed, step: JobStep()), at: Fictional.instant(40))
            #expect(try await store.jobs.prune(endedBefore: Fictional.instant(10), keeping: 9) == 1)
            #expect(try await store.jobs.file(1, of: ids[0], sight(1)) == nil)
            #expect(try await store.jobs.prune(endedBefore: Fictional.instant(0), keeping: 2) == 2)
            #expect(try await store.jobs.jobs(sight(1), limit: 9).map(\.id) == [running, ids[4], ids[3]])
            #expect(try await store.jobs.jobs(sight(2), limit: 9).map(\.id) == [other])
            let next = try await store.jobs.open(new())
            #expect(next > other, "a number is not given again")
        }
    }
}
