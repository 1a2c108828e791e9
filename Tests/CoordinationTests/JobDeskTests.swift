import Coordination
import Foundation
import Partnership
import Records
import Synchronization
import Testing
import Vocabulary

@Suite("Long work: the line, progress, cancelling, ends")
struct JobDeskTests {
    /// Holds work until the test lets it go on; cancelled work does not wait.
    private actor Gate {
        private var isOpen = false
        func open() { isOpen = true }
        func pass() async throws { while !isOpen { try await Task.sleep(for: .milliseconds(2)) } }
    }

    private actor Book {
        private(set) var lines: [String] = []
        func write(_ line: String) { lines.append(line) }
    }

    private struct Unknown: Error { let typed = "Somebody's text" }

    private struct Bench {
        let test: TestHouse
        let cast: TestHouse.Cast
        let faults = Book()
        var desk: JobDesk { test.house.jobs }

        static func make() async throws -> Bench {
            let test = try await TestHouse.make()
            return Bench(test: test, cast: try await test.cast())
        }

        /// A desk of another run of the program over the same store.
        func another(log: @escaping @Sendable (String, String) -> Void = { _, _ in }) -> JobDesk {
            JobDesk(register: test.store.jobs, members: test.store.members, clock: test.house.clock, log: log)
        }

        @discardableResult
        func ended(_ id: JobID, _ member: Member, at desk: JobDesk? = nil) async throws -> Job {
            for _ in 0..<2_000 {
                let view = try await (desk ?? self.desk).job(id, by: member)
                if view.job.state.isEnd { return view.job }
                try await Task.sleep(for: .milliseconds(2))
            }
            throw CancellationError()
        }

        func becomes(_ state: JobState, _ id: JobID, _ member: Member) async throws {
            for _ in 0..<2_000 where try await desk.job(id, by: member).job.state != state {
                try await Task.sleep(for: .milliseconds(2))
            }
        }
    }

    @Test("Two are worked on at once; the others wait in the order of asking, and are told how many stand before them")
    func line() async throws {
        let bench = try await Bench.make()
        let member = bench.cast.coordinator
        let gates = (0..<4).map { _ in Gate() }
        let book = Book()
        var ids: [JobID] = []
        for number in 0..<4 {
            ids.append(
                try await bench.desk.begin("test", "Work \(number)", by: member) { _ in
                    await book.write("\(number) begins")
                    try await gates[number].pass()
                    return JobResult()
                })
        }
        try await bench.becomes(.running, ids[1], member)
        let views = try await bench.desk.jobs(of: member)
        #expect(views.map(\.job.id) == ids.reversed())
        #expect(views.map(\.job.state) == [.waiting, .waiting, .running, .running])
        #expect(views.map(\.ahead) == [1, 0, nil, nil])
        #expect(Set(await book.lines) == ["0 begins", "1 begins"])
        await gates[1].open()
        try await bench.ended(ids[1], member)
        try await bench.becomes(.running, ids[2], member)
        #expect(try await bench.desk.job(ids[3], by: member).ahead == 0)
        for gate in gates { await gate.open() }
        for id in ids { #expect(try await bench.ended(id, member).state == .done) }
        #expect(await book.lines.suffix(2) == ["2 begins", "3 begins"])
    }

    @Test("Progress is seen while it runs, and stands in the result")
    func progress() async throws {
        let bench = try await Bench.make()
        let member = bench.cast.lead
        let gate = Gate()
        let id = try await bench.desk.begin("test", "Three packs", total: 3, by: member) { progress in
            try await progress.at("The first", done: 0)
            try await progress.at("The second", done: 1, of: 4)
            try await gate.pass()
            return JobResult(
                files: [JobFile(name: "../a b\"c.pdf", mediaType: "application/pdf", bytes: [1, 2])],
                marking: .official, sentence: "Made.", link: "//elsewhere.example")
        }
        for _ in 0..<2_000 where try await bench.desk.job(id, by: member).job.step.done < 1 {
            try await Task.sleep(for: .milliseconds(2))
        }
        let step = try await bench.desk.job(id, by: member).job.step
        #expect(step == JobStep(done: 1, total: 4, words: "The second"))
        bench.test.wait(seconds: 90)
        await gate.open()
        let job = try await bench.ended(id, member)
        #expect(job.state == .done && job.step.done == 4 && job.sentence == "Made.")
        #expect(job.link == nil, "only a path of this site is gone to")
        #expect(job.files.map(\.name) == ["a-b-c.pdf"])
        let ended = try #require(job.ended)
        #expect(ended == job.asked.adding(seconds: 90))
        #expect(try await bench.desk.file(1, of: id, by: member).file.bytes == [1, 2])
        await #expect(throws: DeskRefusal.self) { try await bench.desk.file(2, of: id, by: member) }
    }

    @Test("Work that ends before it is done keeps what it had made, with its sentence, its marking and its page")
    func cutShort() async throws {
        let bench = try await Bench.make()
        let made = JobResult(
            files: [JobFile(name: "one.pdf", mediaType: "application/pdf", bytes: [1])], marking: .officialSensitive,
            sentence: "One was made.", link: "/packs")
        for (cause, sentence) in [
            (DeskRefusal.diskFull as any Error, "The disk of this service is full"),
            (Unknown(), "Something went wrong that nobody expected."),
        ] {
            let id = try await bench.desk.begin("test", "Two", total: 2, by: bench.cast.coordinator) { _ in
                throw JobCutShort(result: made, cause: cause)
            }
            let job = try await bench.ended(id, bench.cast.coordinator)
            #expect(job.state == .failed && job.marking == .officialSensitive && job.link == "/packs")
            #expect(job.files.map(\.name) == ["one.pdf"])
            #expect(job.sentence?.hasPrefix(sentence) == true && job.sentence?.hasSuffix(" One was made.") == true)
            #expect((job.reference != nil) == (cause is Unknown))
        }
    }

    @Test("What waits is cancelled at once, what runs as soon as it listens; nothing is kept of either")
    func cancel() async throws {
        let bench = try await Bench.make()
        let member = bench.cast.coordinator
        let gate = Gate()
        var ids: [JobID] = []
        for number in 0..<3 {
            ids.append(
                try await bench.desk.begin("test", "Work \(number)", total: 5, by: member) { progress in
                    try await progress.at("Here", done: 2)
                    try await gate.pass()
                    return JobResult(files: [JobFile(name: "a.txt", mediaType: "text/plain", bytes: [1])])
                })
        }
        #expect(try await bench.desk.cancel(ids[2], by: member))
        #expect(try await bench.desk.job(ids[2], by: member).job.state == .cancelled)
        try await bench.becomes(.running, ids[0], member)
        #expect(try await bench.desk.cancel(ids[0], by: member))
        let stopped = try await bench.ended(ids[0], member)
        #expect(stopped.state == .cancelled && stopped.files.isEmpty)
        #expect(try await bench.desk.cancel(ids[0], by: member) == false)
        await gate.open()
        #expect(try await bench.ended(ids[1], member).state == .done)
        #expect(try await bench.desk.job(ids[2], by: member).job.began == nil)
    }

    @Test("A child of the cage is killed with the work that started it")
    func cage() async throws {
        let fake = try FakeReader("sleep 86421")
        defer { fake.remove() }
        let bench = try await Bench.make()
        let member = bench.cast.coordinator
        let cage = ReaderCage(readerPath: fake.path, temporaryFolder: fake.temporary)
        var id = JobID(0)
        // A program that was written a moment ago cannot always be started while other tests start theirs.
        for _ in 0..<10 where !FakeReader.isThere("86421") {
            id = try await bench.desk.begin("test", "Reading", by: member) { _ in
                _ = try await cage.read(bytes: Array("a,b\n".utf8), name: "a.csv")
                return JobResult()
            }
            while !FakeReader.isThere("86421"), try await !bench.desk.job(id, by: member).job.state.isEnd {
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        #expect(try await bench.desk.cancel(id, by: member))
        #expect(try await bench.ended(id, member).state == .cancelled)
        #expect(try await FakeReader.isGone("86421"))
        #expect(fake.leftBehind.isEmpty)
    }

    @Test("What fails says so in a sentence; what nobody expected has a reference and is logged by its type only")
    func failures() async throws {
        let bench = try await Bench.make()
        let member = bench.cast.coordinator
        let logged = Mutexed()
        let desk = bench.another { reference, fault in logged.add("\(reference) \(fault)") }
        func failed(_ error: any Error & Sendable) async throws -> Job {
            let id = try await desk.begin("test", "Work", total: 2, by: member) { progress in
                try await progress.at("The first", done: 1)
                throw error
            }
            return try await bench.ended(id, member, at: desk)
        }
        let cases: [(any Error & Sendable, String)] = [
            (DeskRefusal.unreadable("The file is empty."), "The file is empty."),
            (DeskRefusal.notAllowed("Only a coordinator may."), "Only a coordinator may."),
            (DeskRefusal.notFound, "What it was about is not there any more"),
            (
                DeskRefusal.problems([RefusalWords("a", "Say one."), RefusalWords("b", "Say two.")]),
                "Say one. Say two."
            ),
            (DeskRefusal.diskFull, "The disk of this service is full"),
            (KeepingRefusal.diskFull, "The disk of this service is full"),
            (ReadingRefusal.tooBusy, "Several other files are being read"),
        ]
        for (error, sentence) in cases {
            let job = try await failed(error)
            #expect(job.state == .failed && job.sentence?.hasPrefix(sentence) == true, "\(error)")
            #expect(job.step.done == 1 && job.reference == nil)
        }
        #expect(logged.all.isEmpty)
        let job = try await failed(Unknown())
        #expect(job.state == .failed && job.reference == "JOB-0008")
        #expect(job.sentence?.contains("nobody expected") == true && job.sentence?.contains("text") == false)
        #expect(logged.all.count == 1 && logged.all[0].hasPrefix("JOB-0008") && !logged.all[0].contains("Somebody"))
    }

    @Test("More than is kept is refused as a whole")
    func tooLarge() async throws {
        let bench = try await Bench.make()
        let member = bench.cast.coordinator
        for files in [
            [JobFile(name: "a", mediaType: "x/y", bytes: [UInt8](repeating: 0, count: JobDesk.Limits.fileBytes + 1))],
            (0...JobDesk.Limits.files).map { JobFile(name: "\($0)", mediaType: "x/y", bytes: []) },
        ] {
            let id = try await bench.desk.begin("test", "Much", by: member) { _ in JobResult(files: files) }
            let job = try await bench.ended(id, member)
            #expect(job.state == .failed && job.files.isEmpty && job.sentence?.contains("Ask for less") == true)
        }
    }

    @Test("One member has four at once and no more; the line has an end for everybody")
    func limits() async throws {
        let bench = try await Bench.make()
        let gate = Gate()
        @Sendable func begin(_ member: Member) async throws -> JobID {
            try await bench.desk.begin("test", "Work", by: member) { _ in
                try await gate.pass()
                return JobResult()
            }
        }
        for _ in 0..<JobDesk.Limits.perMember { _ = try await begin(bench.cast.lead) }
        await #expect(throws: JobRefusal.tooManyOfYours) { try await begin(bench.cast.lead) }
        let others = [
            bench.cast.coordinator, bench.cast.approver, bench.cast.contributor, bench.cast.reader,
        ]
        for member in others { for _ in 0..<JobDesk.Limits.perMember { _ = try await begin(member) } }
        #expect(!JobRefusal.tooManyOfYours.sentence.isEmpty && !JobRefusal.lineFull.sentence.isEmpty)
        let waiting = try await bench.desk.jobs(of: bench.cast.reader).map(\.ahead)
        #expect(waiting == [17, 16, 15, 14])
        await gate.open()
        for member in others {
            for view in try await bench.desk.jobs(of: member) { try await bench.ended(view.job.id, member) }
        }
    }

    @Test("Nobody else learns of it, and its member only while they may see what it holds")
    func sight() async throws {
        let bench = try await Bench.make()
        let (own, other) = (bench.cast.coordinator, bench.cast.approver)
        let id = try await bench.desk.begin("test", "Marked", marking: .officialSensitive, by: own) { _ in
            JobResult(files: [JobFile(name: "a", mediaType: "x/y", bytes: [1])])
        }
        try await bench.ended(id, own)
        #expect(try await bench.desk.jobs(of: other).isEmpty)
        var lowered = own
        lowered.clearance = .official
        var clerk = own
        clerk.roles = [.administrator]
        for member in [other, clerk, lowered] {
            await #expect(throws: DeskRefusal.self) { try await bench.desk.job(id, by: member) }
            await #expect(throws: DeskRefusal.self) { try await bench.desk.file(1, of: id, by: member) }
            await #expect(throws: DeskRefusal.self) { try await bench.desk.cancel(id, by: member) }
        }
        await #expect(throws: DeskRefusal.self, "nobody begins what they could not see") {
            try await bench.desk.begin("test", "Marked", marking: .officialSensitive, by: bench.cast.lead) { _ in
                JobResult()
            }
        }
        await #expect(throws: DeskRefusal.self) {
            try await bench.desk.begin("test", "Work", by: clerk) { _ in JobResult() }
        }
    }

    @Test("Work is done with the rights of the hour in which it is done")
    func rights() async throws {
        let bench = try await Bench.make()
        var before = bench.cast.lead
        before.roles = [.coordinator]
        let book = Book()
        let id = try await bench.desk.begin("test", "Work", by: before) { _ in
            await book.write("begun")
            return JobResult()
        }
        let job = try await bench.ended(id, bench.cast.lead)
        #expect(job.state == .failed && job.sentence?.contains("Your rights changed") == true)
        #expect(await book.lines.isEmpty)
    }

    @Test("What another run of the program left behind was interrupted, and said so before anything is begun")
    func recover() async throws {
        let bench = try await Bench.make()
        let member = bench.cast.coordinator
        let gate = Gate()
        let ids = [
            try await bench.desk.begin("test", "Left", by: member) { _ in
                try await gate.pass()
                return JobResult()
            },
            try await bench.desk.begin("test", "Left", by: member) { _ in
                try await gate.pass()
                return JobResult()
            },
        ]
        try await bench.becomes(.running, ids[1], member)
        let next = bench.another()
        let own = try await next.begin("test", "New", by: member) { _ in JobResult() }
        for id in ids { #expect(try await next.job(id, by: member).job.state == .interrupted) }
        #expect(try await bench.ended(own, member, at: next).state == .done)
        #expect(try await next.recover() == 2, "once in a run")
        await gate.open()
    }

    @Test("When the program ends, what runs is stopped and what waits is not begun")
    func stop() async throws {
        let bench = try await Bench.make()
        let member = bench.cast.coordinator
        var ids: [JobID] = []
        for number in 0..<3 {
            ids.append(
                try await bench.desk.begin("test", "Work \(number)", by: member) { _ in
                    try await Task.sleep(for: .seconds(600))
                    return JobResult()
                })
        }
        try await bench.becomes(.running, ids[1], member)
        await bench.desk.stop()
        for id in ids { #expect(try await bench.desk.job(id, by: member).job.state == .interrupted) }
        await #expect(throws: JobRefusal.lineFull) {
            try await bench.desk.begin("test", "Late", by: member) { _ in JobResult() }
        }
    }

    @Test("What was made goes after thirty days")
    func expiry() async throws {
        let bench = try await Bench.make()
        let member = bench.cast.coordinator
        let id = try await bench.desk.begin("test", "Work", by: member) { _ in
            JobResult(files: [JobFile(name: "a", mediaType: "x/y", bytes: [1])])
        }
        try await bench.ended(id, member)
        bench.test.wait(seconds: JobDesk.Limits.lasts - 1)
        try await bench.desk.tidy()
        #expect(try await bench.desk.file(1, of: id, by: member).file.bytes == [1])
        bench.test.wait(seconds: 2)
        try await bench.desk.tidy()
        #expect(try await bench.desk.jobs(of: member).isEmpty)
        await #expect(throws: DeskRefusal.self) { try await bench.desk.file(1, of: id, by: member) }
    }

    @Test(
        "Names of files are those every system can keep",
        arguments: [
            ("pack.pdf", "pack.pdf"), ("../../etc/passwd", "passwd"), ("a\\b\\c.docx", "c.docx"),
            (".htaccess", "htaccess"), ("", "file"), ("...", "file"), ("plan v2 (final).pdf", "plan-v2--final-.pdf"),
            ("a\r\nSet-Cookie: x.pdf", "a--Set-Cookie--x.pdf"), ("\u{202E}fdp.exe", "fdp.exe"),
            (String(repeating: "n", count: 300) + ".xlsx", String(repeating: "n", count: 80) + ".xlsx"),
        ])
    func names(typed: String, kept: String) async throws {
        let bench = try await Bench.make()
        let member = bench.cast.coordinator
        let id = try await bench.desk.begin("test", "Work", by: member) { _ in
            JobResult(files: [JobFile(name: typed, mediaType: "text/plain\r\nX: y", bytes: [])])
        }
        let file = try #require(try await bench.ended(id, member).files.first)
        #expect(file.name == kept)
        #expect(file.mediaType == "application/octet-stream")
    }
}

/// Lines that several threads write.
private final class Mutexed: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    func add(_ line: String) { lines.withLock { $0.append(line) } }
}
