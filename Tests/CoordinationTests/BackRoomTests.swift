import Glibc
import Synchronization
import Testing

@testable import Coordination

@Suite("Long work is done in the back room, and pages go on being answered", .serialized)
struct BackRoomTests {
    private static func work(_ length: Duration) {
        let end = ContinuousClock.now.advanced(by: length)
        while ContinuousClock.now < end {}
    }

    @Test("While six long pieces of work wait for each other, short ones are done at once", .timeLimit(.minutes(30)))
    func apart() async throws {
        let short = Sign()
        let sawIt = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    try await BackRoom.files.run {
                        // On the threads of pages six of these would keep the short one out until they gave up.
                        let end = ContinuousClock.now.advanced(by: .seconds(200))
                        while ContinuousClock.now < end, !short.isSeen { usleep(500) }
                        return short.isSeen
                    }
                }
            }
            group.addTask {
                for _ in 0..<40 { await Task.yield() }
                short.show()
                return true
            }
            return try await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(sawIt.count == 7 && sawIt.allSatisfy { $0 })
    }

    @Test("Who comes when forty wait is told to come again, and afterwards there is a place")
    func line() async throws {
        // A room of its own: others take files out at the same time.
        let room = BackRoom(named: "test", givingWay: 0)
        let refused = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    do {
                        try await room.run { Self.work(.milliseconds(20)) }
                        return false
                    } catch DeskRefusal.busy {
                        return true
                    } catch {
                        Issue.record("\(error)")
                        return false
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(refused > 0 && refused <= 60, "\(refused)")
        #expect(try await room.run { 7 } == 7)
    }
}

private final class Sign: Sendable {
    private let shown = Mutex(false)
    var isSeen: Bool { shown.withLock { $0 } }
    func show() { shown.withLock { $0 = true } }
}
