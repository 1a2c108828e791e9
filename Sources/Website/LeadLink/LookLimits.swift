import Partnership
import Synchronization
import Vocabulary

/// Counts how often links are looked at, so that nobody tries secrets by the thousand. In memory and by the minute:
/// what is counted is forgotten when the minute is over.
final class LookLimits: Sendable {
    /// Looks at links there are none of, from one network, in a minute.
    static let unknown = 60
    /// All looks from one network in a minute: an office of leads who open their mail, with their scanners.
    static let network = 600
    /// Looks at one link in a minute.
    static let link = 120

    private struct Counted {
        var minute: Int64 = 0
        var unknown: [String: Int] = [:]
        var networks: [String: Int] = [:]
        var links: [TokenDigest: Int] = [:]

        mutating func begin(_ now: Instant) {
            let now = now.microseconds / 60_000_000
            if minute != now { self = Counted(minute: now) }
        }
    }

    private let counted = Mutex(Counted())

    /// Counts a look, before it is known whether there is such a link.
    ///
    /// - Parameter network: empty where nobody says where a look comes from; then everybody would share one limit, and a
    ///   stranger could close every link with sixty guesses.
    /// - Returns: nil when it is one more of few; otherwise after how many seconds to come back. A network that has
    ///   guessed too often waits for every link, or it would learn by the answer which ones there are.
    func wait(from network: String, for link: TokenDigest, at now: Instant) -> Int? {
        let place = LookLimits.place(network)
        let isFew = counted.withLock { counted in
            counted.begin(now)
            counted.links[link, default: 0] += 1
            guard counted.links[link, default: 0] <= Self.link else { return false }
            guard !place.isEmpty else { return true }
            counted.networks[place, default: 0] += 1
            return counted.networks[place, default: 0] <= Self.network
                && counted.unknown[place, default: 0] < Self.unknown
        }
        return isFew ? nil : LookLimits.rest(of: now)
    }

    /// Counts a look that found no link.
    ///
    /// - Returns: as `wait`.
    func missed(from network: String, at now: Instant) -> Int? {
        let isFew = counted.withLock { counted in
            counted.begin(now)
            counted.unknown[LookLimits.place(network), default: 0] += 1
            return counted.unknown[LookLimits.place(network), default: 0] <= Self.unknown
        }
        return isFew ? nil : LookLimits.rest(of: now)
    }

    /// Seconds until the minute is over.
    private static func rest(of now: Instant) -> Int { Int(60 - now.microseconds / 1_000_000 % 60) }

    /// The network an address belongs to: an IPv4 address by itself, an IPv6 address by its first 64 bits, since one
    /// house has all the others. Empty for this machine, which is the proxy's address and nobody's own.
    static func place(_ address: String) -> String {
        guard address != "127.0.0.1", address != "::1" else { return "" }
        guard address.contains(":") else { return address }
        let groups = address.lowercased().split(separator: ":", omittingEmptySubsequences: false)
        return groups.prefix(4).prefix { !$0.isEmpty }.joined(separator: ":")
    }
}
