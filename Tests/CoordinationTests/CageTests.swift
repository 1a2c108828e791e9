@testable import Coordination
import Foundation
import Tables
import Testing
import Vocabulary

@Suite("The cage of the file reader")
struct CageTests {
    private static let reader = ReaderCage.readerPath(setting: nil)
    private let plan = Array("No,Action,Due\n1,Map the market,April 2008\n".utf8)

    @Test("A plan is read by the reader in its cage")
    func readsAPlan() async throws {
        let blocks = try await ReaderCage(readerPath: Self.reader).read(bytes: plan, name: "plan.csv")
        #expect(blocks == DocumentReader.blocks(of: plan, name: "plan.csv"))
        #expect(blocks.count == 3)
    }

    @Test("Several files are read side by side")
    func readsSideBySide() async throws {
        let cage = ReaderCage(readerPath: Self.reader)
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<6 {
                group.addTask { try await cage.read(bytes: Array("a,b\n1,2\n".utf8), name: "x.csv", kind: .csv).count }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(counts == [Int](repeating: 3, count: 6))
    }

    @Test("A wrong kind of file is refused with what to do")
    func refusesAPicture() async {
        await #expect {
            _ = try await ReaderCage(readerPath: Self.reader).read(bytes: Array("%PDF-1.4 x".utf8), name: "plan.pdf")
        } throws: { error in
            (error as? ReadingRefusal)?.sentence.hasPrefix("This is a PDF. Ask for") == true
        }
    }

    @Test("A file over 20 MB is refused before anything is started")
    func refusesTooLarge() async {
        let large = [UInt8](repeating: 0x61, count: 20 * 1024 * 1024 + 1)
        await #expect(throws: ReadingRefusal.tooLarge(bytes: large.count)) {
            _ = try await ReaderCage(readerPath: "/nowhere/reader").read(bytes: large, name: "plan.txt")
        }
    }

    @Test("A missing reader is named")
    func namesAMissingReader() async {
        await #expect(throws: ReadingRefusal.readerMissing) {
            _ = try await ReaderCage(readerPath: "/nowhere/reader").read(bytes: plan, name: "plan.csv")
        }
        let status = await ReaderCage(readerPath: "/nowhere/reader").probe()
        #expect(status.lines.first?.verdict == .wrong)
    }

    @Test("The cage says what is in force")
    func saysWhatIsInForce() async {
        let status = await ReaderCage(readerPath: Self.reader).probe()
        #expect(status.answers)
        #expect(status.lines.count == 4)
        #expect(status.lines[0].verdict == .well)
    }

    @Test("The setting comes before the place beside the program")
    func findsTheReader() {
        #expect(ReaderCage.readerPath(setting: "/opt/reader", executable: "/bin/x") == "/opt/reader")
        #expect(ReaderCage.readerPath(setting: "", executable: "/usr/bin/cornerstone") == "/usr/bin/cornerstone-reader")
    }

    @Test("The reader finds no environment, an empty folder, tight limits and no network")
    func findsNothing() async throws {
        let status = await ReaderCage(readerPath: Self.reader).probe()
        var script = """
            [ -z "$(/bin/tr -d '\\000' < /proc/$$/environ)" ] || exit 1
            [ -z "$(/bin/ls -A .)" ] || exit 1
            """
        if status.areLimitsSetFromOutside {
            script += "\n[ \"$(ulimit -v) $(ulimit -t) $(ulimit -f) $(ulimit -n)\" = '1048576 60 0 32' ] || exit 1"
        }
        if status.isNetworkRemoved {
            script += "\n[ $(/usr/bin/wc -l < /proc/net/dev) -le 3 ] || exit 1"
        }
        script += "\n[ \"$1 $2 $3 $4\" = 'read csv --name $(ls) plan.csv' ] || exit 1"
        script += "\n" + (try FakeReader.frames([FakeReader.heading]))
        let fake = try FakeReader(script)
        defer { fake.remove() }
        let blocks = try await ReaderCage(readerPath: fake.path, temporaryFolder: fake.temporary)
            .read(bytes: plan, name: "/some/where/$(ls) plan.csv", kind: .csv)
        #expect(blocks == [FakeReader.heading])
        #expect(fake.leftBehind == [])
    }

    static let failures: [(script: String, refusal: ReadingRefusal)] = [
        ("exit 0", .readerStopped),
        ("exit 65", .readerStopped),
        ("kill -SEGV $$", .readerStopped),
        ("printf '\\000\\000\\000\\144{\"hea'", .readerStopped),
        ("printf '\\377\\377\\377\\377'", .readerNotUnderstood),
        ("printf '\\000\\000\\000\\002{}'", .readerNotUnderstood),
        ("printf 'Segmentation fault'", .readerNotUnderstood),
        ("exec /bin/cat /dev/zero", .readerNotUnderstood),
        ("printf '\\000\\020\\000\\000'; exec /bin/cat /dev/zero", .tooMuchOutput),
    ]

    @Test("A reader that fails is reported, and nothing is left behind", arguments: failures.indices)
    func reportsAFailure(_ number: Int) async throws {
        let (script, refusal) = Self.failures[number]
        let fake = try FakeReader(script)
        defer { fake.remove() }
        let limits = CageLimits(time: .seconds(600), outputBytes: 100_000)
        await #expect(throws: refusal) {
            _ = try await ReaderCage(readerPath: fake.path, limits: limits, temporaryFolder: fake.temporary)
                .read(bytes: plan, name: "plan.csv")
        }
        #expect(fake.leftBehind == [])
    }

    @Test("Blocks without an end are not a document")
    func needsTheEnd() async throws {
        let fake = try FakeReader(FakeReader.frames([FakeReader.heading], end: false))
        defer { fake.remove() }
        await #expect(throws: ReadingRefusal.readerStopped) {
            _ = try await ReaderCage(readerPath: fake.path).read(bytes: plan, name: "plan.csv")
        }
    }

    @Test("A reader that never ends is killed with everything it started")
    func killsTheEndless() async throws {
        let fake = try FakeReader("/bin/sleep 86397.1 & /bin/sleep 86397.2")
        defer { fake.remove() }
        let cage = ReaderCage(
            readerPath: fake.path, limits: CageLimits(time: .milliseconds(1_200)), temporaryFolder: fake.temporary)
        await #expect(throws: ReadingRefusal.timedOut(seconds: 1)) {
            _ = try await cage.read(bytes: plan, name: "plan.csv")
        }
        #expect(try await FakeReader.isGone("86397."))
        #expect(fake.leftBehind == [])
    }

    @Test("What the reader leaves running is killed after a good end too")
    func killsTheRest() async throws {
        let frames = try FakeReader.frames([FakeReader.heading])
        let fake = try FakeReader("/bin/sleep 86398.1 > /dev/null & \(frames)")
        defer { fake.remove() }
        let blocks = try await ReaderCage(readerPath: fake.path).read(bytes: plan, name: "plan.csv")
        #expect(blocks == [FakeReader.heading])
        #expect(try await FakeReader.isGone("86398."))
    }

    @Test("Who stops waiting stops the reader")
    func stopsWithTheTask() async throws {
        let fake = try FakeReader("exec /bin/sleep 86399.1")
        defer { fake.remove() }
        let cage = ReaderCage(readerPath: fake.path, temporaryFolder: fake.temporary)
        let bytes = plan
        let reading = Task { try await cage.read(bytes: bytes, name: "plan.csv") }
        try await fake.isRunning()
        reading.cancel()
        await #expect(throws: ReadingRefusal.readerStopped) { _ = try await reading.value }
        #expect(try await FakeReader.isGone("86399."))
        #expect(fake.leftBehind == [])
    }
}

@Suite("Two files are read at once; others wait, and not for ever")
struct CagePlacesTests {
    private let plan = Array("No,Action\n1,Map the market\n".utf8)

    @Test("Never more run than there are places, and everybody gets a turn")
    func turns() async throws {
        let frames = try FakeReader.frames([FakeReader.heading])
        let fake = try FakeReader("sleep 0.05\n\(frames)")
        defer { fake.remove() }
        var limits = CageLimits.standard
        // How long one waits is another test's: on a busy machine a turn takes long.
        limits.patience = .seconds(600)
        limits.time = .seconds(600)
        let cage = ReaderCage(readerPath: fake.path, limits: limits, temporaryFolder: fake.temporary)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { _ = try await cage.read(bytes: plan, name: "plan.csv") } }
            for _ in 0..<200 {
                #expect(fake.leftBehind.count <= 2)
                try await Task.sleep(for: .milliseconds(2))
            }
            try await group.waitForAll()
        }
        #expect(fake.leftBehind.isEmpty)
    }

    @Test("Who waits too long is told to send the file again, and the place is not lost")
    func patience() async throws {
        let frames = try FakeReader.frames([FakeReader.heading])
        let fake = try FakeReader("\(FakeReader.waits)\n\(frames)")
        defer { fake.remove() }
        var limits = CageLimits.standard
        limits.together = 1
        limits.time = .seconds(600)
        limits.patience = .milliseconds(100)
        let cage = ReaderCage(readerPath: fake.path, limits: limits, temporaryFolder: fake.temporary)
        async let first = cage.read(bytes: plan, name: "plan.csv")
        try await fake.isRunning()
        await #expect(throws: ReadingRefusal.tooBusy) { _ = try await cage.read(bytes: plan, name: "plan.csv") }
        try fake.goOn()
        _ = try await first
        _ = try await cage.read(bytes: plan, name: "plan.csv")
    }

    @Test("The line has an end: who comes later is told at once, and holds nothing in memory", .timeLimit(.minutes(30)))
    func longest() async throws {
        let places = CagePlaces(1, inLine: 2)
        #expect(await places.take(within: .seconds(600)))
        let early = (0..<2).map { _ in Task { await places.take(within: .seconds(600)) } }
        while await places.inLine < 2 { try await Task.sleep(for: .milliseconds(1)) }
        #expect(await !places.take(within: .seconds(600)))
        for task in early {
            await places.leave()
            #expect(await task.value)
        }
        await places.leave()
        #expect(await places.take(within: .zero))
    }

    @Test("Who gives up while waiting leaves no hole in the line")
    func givingUp() async throws {
        let frames = try FakeReader.frames([FakeReader.heading])
        let fake = try FakeReader("\(FakeReader.waits)\n\(frames)")
        defer { fake.remove() }
        var limits = CageLimits.standard
        limits.together = 1
        limits.time = .seconds(600)
        limits.patience = .seconds(600)
        let cage = ReaderCage(readerPath: fake.path, limits: limits, temporaryFolder: fake.temporary)
        async let first = cage.read(bytes: plan, name: "plan.csv")
        try await fake.isRunning()
        let waiting = Task { try await cage.read(bytes: plan, name: "plan.csv") }
        try await Task.sleep(for: .milliseconds(50))
        waiting.cancel()
        await #expect(throws: ReadingRefusal.tooBusy) { _ = try await waiting.value }
        try fake.goOn()
        _ = try await first
        _ = try await cage.read(bytes: plan, name: "plan.csv")
    }
}
