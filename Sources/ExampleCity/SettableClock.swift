public import Coordination
public import Foundation
import Synchronization
public import Vocabulary

/// The hand of a clock that is set, not running: the example city lives through its history by moving it on.
public final class SettableClock: Sendable {
    private let hand: Mutex<Instant>

    public init(_ instant: Instant) { hand = Mutex(instant) }

    /// Puts the hand forward. It never goes back: the journal does not either.
    public func move(to instant: Instant) { hand.withLock { $0 = max($0, instant) } }

    public var now: Instant { hand.withLock { $0 } }

    /// A clock that reads this hand.
    public func clock(timeZone: TimeZone) -> Clock { Clock(timeZone: timeZone) { self.now } }
}
