import Partnership
import Synchronization
import Vocabulary

/// How many files are taken in at once: each is held in memory until it has been read.
final class UploadPlaces: Sendable {
    static let together = 8
    /// One member does not take all of them.
    static let perMember = 3

    private let held = Mutex<[MemberID: Int]>([:])

    /// False where there is no place; otherwise `leave` has to follow.
    func enter(_ member: MemberID) -> Bool {
        held.withLock { held in
            guard held.values.reduce(0, +) < Self.together, held[member, default: 0] < Self.perMember else {
                return false
            }
            held[member, default: 0] += 1
            return true
        }
    }

    func leave(_ member: MemberID) {
        held.withLock { held in
            let rest = held[member, default: 1] - 1
            held[member] = rest > 0 ? rest : nil
        }
    }
}
