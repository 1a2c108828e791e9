import ActionPlans
import Coordination
import Partnership
import Vocabulary

/// Something a member of the example city does on a day, through a desk.
struct Deed: Sendable {
    enum What: Sendable {
        case plan(PlanCommand)
        /// The round that is open by then takes answers for longer.
        case extendOpenRound(StrategyID, to: Day, reason: String)
        case leaves(MemberID)
        case formGroups
        /// The board is called for a day, held, and its minutes agreed.
        case callBoard(number: Int, on: Day)
        case holdBoard(MeetingID, number: Int)
        case agreeMinutes(MeetingID)
        /// The program asks in rounds whose day has come, as it does by itself while it runs.
        case programAsks
    }

    let at: Instant
    let by: MemberID
    let what: What
}

/// When people work here: weekdays, in office hours, on the partnership's wall clock.
struct WorkingTime: Sendable {
    let clock: Clock
    let draw: Draw

    /// A moment of a working day, by a key.
    func moment(on day: Day, _ key: String) -> Instant {
        at(day, minute: 9 * 60 + draw.whole(5...465, "minute \(key)"), second: draw.whole(0...59, "second \(key)"))
    }

    func at(_ day: Day, minute: Int, second: Int = 0) -> Instant {
        let midnight = clock.end(of: day.adding(days: -1))
        return Instant(microseconds: midnight.microseconds + 1).adding(seconds: Int64(minute * 60 + second))
    }

    static func onOrAfter(_ day: Day) -> Day { isWorking(day) ? day : onOrAfter(day.adding(days: 1)) }
    static func onOrBefore(_ day: Day) -> Day { isWorking(day) ? day : onOrBefore(day.adding(days: -1)) }

    /// 1 January 1970 was a Thursday.
    private static func isWorking(_ day: Day) -> Bool {
        let weekday = ((day.number + 4) % 7 + 7) % 7
        let isHoliday = (day.month == 12 && (25...26).contains(day.day)) || (day.month == 1 && day.day == 1)
        return weekday != 0 && weekday != 6 && !isHoliday
    }
}
