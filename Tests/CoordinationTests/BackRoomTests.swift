import Testing

@testable import Coordination

@Suite("Long work is done in the back room, and pages go on being answered", .serialized)
struct BackRoomTests {
    private static func work(_ length: Duration) {
        let end = ContinuousClock.now.advanced(by: length)
        while ContinuousClock.now < end {}
    }

    @Test("While six long pieces of work wait for each other, short ones are done at once")
    func apart() async throws {
        let order = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<6 {
                group.addTask {
                    try await BackRoom.files.run { Self.work(.milliseconds(300)) }
                    return "long \(number)"
                }
            }
            group.addTask {
                try await Task.sleep(for: .milliseconds(50))
                for _ in 0..<40 { await Task.yield() }
                return "short"
            }
            return try await group.reduce(into: [String]()) { $0.append($1) }
        }
        // On the threads of pages the six would be through two processors before a turn of the short one came.
        #expect(order.prefix(3).contains("short"), "\(order)")
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
