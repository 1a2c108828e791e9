import Coordination
import Vocabulary

/// Times and short texts as pages print them. No formatter objects: a page words thousands of them.
enum PageTime {
    /// `9:30am on 21 November 2026`, by the partnership's clock.
    static func printed(_ instant: Instant, _ clock: Clock) -> String {
        "\(time(instant, clock)) on \(clock.day(of: instant).printed)"
    }

    /// `9:30am`, `midday`, `midnight`.
    static func time(_ instant: Instant, _ clock: Clock) -> String {
        let (hour, minute) = clock.wallTime(of: instant)
        if minute == 0, hour == 12 { return "midday" }
        if minute == 0, hour == 0 { return "midnight" }
        let printed = hour % 12 == 0 ? 12 : hour % 12
        let minutes = minute == 0 ? "" : minute < 10 ? ":0\(minute)" : ":\(minute)"
        return "\(printed)\(minutes)\(hour < 12 ? "am" : "pm")"
    }

    /// `21 Nov 2026`, for columns of tables.
    static func short(_ day: Day) -> String { "\(day.day) \(day.monthName.short) \(day.year)" }
}

/// The beginning of a text, cut between words, with an ellipsis where something was left out.
func beginning(_ text: String, _ limit: Int) -> String {
    guard text.utf8.count > limit, text.count > limit else { return text }
    let head = text.prefix(limit)
    let cut = head.lastIndex(of: " ").map { head[..<$0] } ?? head
    return "\(cut.isEmpty ? head : cut) …"
}
