public import Foundation
public import Vocabulary

/// The one place where an instant becomes a day. A clock is an argument everywhere else.
public struct Clock: Sendable {
    public let timeZone: TimeZone
    private let read: @Sendable () -> Instant

    /// - Parameter now: what the time is; tests and the example city pass their own.
    public init(timeZone: TimeZone, now: @escaping @Sendable () -> Instant = Clock.system) {
        self.timeZone = timeZone
        self.read = now
    }

    public var now: Instant { read() }
    public var today: Day { day(of: now) }

    /// The day an instant falls on in the partnership's time zone.
    public func day(of instant: Instant) -> Day {
        let offset = Int64(timeZone.secondsFromGMT(for: date(instant)))
        let seconds = (Double(instant.microseconds) / 1_000_000).rounded(.down)
        return Day(number: Int(((seconds + Double(offset)) / 86_400).rounded(.down)))
    }

    /// The last microsecond of a day in the partnership's time zone.
    public func end(of day: Day) -> Instant {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        let next = day.adding(days: 1)
        let parts = DateComponents(year: next.year, month: next.month, day: next.day)
        let start = calendar.date(from: parts) ?? Date(timeIntervalSince1970: Double(next.number) * 86_400)
        return Instant(microseconds: Int64(start.timeIntervalSince1970 * 1_000_000) - 1)
    }

    /// Hours and minutes on the partnership's wall, for "9:30am".
    public func wallTime(of instant: Instant) -> (hour: Int, minute: Int) {
        let offset = Int64(timeZone.secondsFromGMT(for: date(instant)))
        let seconds = instant.microseconds / 1_000_000 + offset
        let inDay = ((seconds % 86_400) + 86_400) % 86_400
        return (Int(inDay / 3600), Int(inDay % 3600 / 60))
    }

    private func date(_ instant: Instant) -> Date {
        Date(timeIntervalSince1970: Double(instant.microseconds) / 1_000_000)
    }

    /// The machine's clock.
    @Sendable public static func system() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }
}

/// A picture's place in time: the day it shows and the journal's sequence at the end of it. Resolved once per
/// request, so that everything on a page speaks of the same state.
public struct Moment: Hashable, Sendable {
    public let day: Day
    public let sequence: JournalSequence
    /// True when the picture is of now, and may be acted on.
    public let isToday: Bool

    public init(day: Day, sequence: JournalSequence, isToday: Bool) {
        self.day = day
        self.sequence = sequence
        self.isToday = isToday
    }
}
