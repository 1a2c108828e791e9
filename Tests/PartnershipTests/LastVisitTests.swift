import Partnership
import Testing
import Vocabulary

@Suite("A visit ends with half an hour without a request")
struct LastVisitTests {
    private func at(_ minutes: Int64) -> Instant { Instant(microseconds: minutes * 60_000_000) }

    /// Minutes and heads of requests after one at minute 0 that saw entry 10; what is compared with afterwards.
    static let cases: [([(Int64, Int64)], Int64?)] = [
        ([(1, 12), (29, 15)], nil), ([(30, 12)], 10), ([(29, 12), (58, 15)], nil), ([(29, 12), (59, 15)], 12),
        ([(40, 12), (50, 20), (79, 22)], 10), ([(40, 12), (100, 20)], 12), ([(-5, 8)], nil),
    ]

    @Test("The comparison moves with a pause, and stands still while somebody reads", arguments: cases)
    func moves(requests: [(Int64, Int64)], since: Int64?) {
        var visit = LastVisit(
            member: MemberID(1), since: nil, sinceAt: nil, seen: JournalSequence(10), seenAt: at(0))
        for (minute, head) in requests { visit = visit.requested(at: at(minute), JournalSequence(head)) }
        #expect(visit.since == since.map { JournalSequence($0) })
        #expect((visit.sinceAt == nil) == (since == nil))
        #expect(visit.seen.number == max(10, requests.map(\.1).max() ?? 10))
    }
}
