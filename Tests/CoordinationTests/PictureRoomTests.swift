import Testing

@testable import Coordination

@Suite("How many pictures of plans are kept")
struct PictureRoomTests {
    @Test(
        "Many of small plans, few of large ones, never fewer than four",
        arguments: [
            (Array(repeating: 8, count: 48), 0), (Array(repeating: 8, count: 49), 1),
            (Array(repeating: 2_000, count: 12), 0), (Array(repeating: 2_000, count: 13), 1),
            (Array(repeating: 2_000, count: 48), 36), (Array(repeating: 20_000, count: 6), 2),
            (Array(repeating: 20_000, count: 4), 0), ([], 0), ([20_000, 20_000, 5, 5, 5, 5], 1),
        ])
    func surplus(actions: [Int], gone: Int) {
        #expect(PictureRoom.surplus(actions) == gone)
    }
}
