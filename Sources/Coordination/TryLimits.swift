import Partnership
import Synchronization
import Vocabulary

/// When the next try to sign in is taken. A stranger's failures slow an account down by half a minute at most, and not at
/// all where its owner has signed in before, so that nobody can be locked out from outside; a network's own failures slow
/// it down more and more.
struct TryLimits: Sendable {
    static let window: Int64 = 3600
    private let free = 10
    private let freeForNetwork = 40

    /// - Parameter beside: tries for the same account and from the same network that are being looked at.
    func waitUntil(_ failed: FailedAttempts, beside: TryLine.Beside, _ now: Instant) -> Instant? {
        let account = delay(failed.account + beside.account - free, longest: 30)
        let network = delay(failed.network + beside.network - freeForNetwork, longest: 900)
        let seconds = max(account, network)
        guard seconds > 0 else { return nil }
        guard beside.account == 0, let last = failed.last else { return now.adding(seconds: seconds) }
        return last.adding(seconds: seconds)
    }

    private func delay(_ beyond: Int, longest: Int64) -> Int64 {
        guard beyond >= 0 else { return 0 }
        return min(longest, Int64(1) << min(Int64(beyond), 20))
    }
}

/// The tries to sign in that are being looked at. The line has an end: who comes later is asked to come again, and does
/// not wait behind hundreds of guesses.
final class TryLine: Sendable {
    /// Tries under way beside one: for its account, and from its network.
    struct Beside: Equatable {
        var account = 0
        var network = 0
    }

    static let longest = 24
    /// One network does not fill the line by itself.
    static let longestForNetwork = 16

    private struct Counts {
        var all = 0
        var accounts: [String: Int] = [:]
        var networks: [String: Int] = [:]
    }

    private let counts = Mutex(Counts())

    /// Nil where the line is full.
    func enter(_ account: String, _ network: String) -> Beside? {
        counts.withLock { counts in
            let beside = Beside(account: counts.accounts[account] ?? 0, network: counts.networks[network] ?? 0)
            guard counts.all < Self.longest, beside.network < Self.longestForNetwork else { return nil }
            counts.all += 1
            counts.accounts[account] = beside.account + 1
            counts.networks[network] = beside.network + 1
            return beside
        }
    }

    func leave(_ account: String, _ network: String) {
        counts.withLock { counts in
            counts.all -= 1
            counts.accounts[account] = Self.fewer(counts.accounts[account])
            counts.networks[network] = Self.fewer(counts.networks[network])
        }
    }

    private static func fewer(_ count: Int?) -> Int? { count.flatMap { $0 > 1 ? $0 - 1 : nil } }
}
