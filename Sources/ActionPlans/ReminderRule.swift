public import Frameworks
public import Vocabulary

/// When the program asks by itself: on the opening day, and on the pack's days before and after the closing day.
public enum ReminderRule {
    /// How many days late a reminder after the closing may still be sent: a program that stood still for a month does
    /// not chase what nobody remembers.
    static let patience = 7

    /// Whether everybody who owes in a round is to be asked on a day, and has not been since that was due. What was
    /// missed while no program ran is made up for once.
    public static func isDue(_ round: Round, in plan: Plan, on day: Day, _ days: ReminderDays) -> Bool {
        guard round.opens <= day, plan.roundAfter(round) == nil else { return false }
        let due: [Day]
        if round.isClosed(on: day) {
            due = days.afterClosing.map { round.closes.adding(days: $0) }
                .filter { $0 <= day && day.number - $0.number < patience }
        } else {
            let before = days.beforeClosing.map { round.closes.adding(days: -$0) }.filter { $0 > round.opens }
            due = ([round.opens] + before).filter { $0 <= day }
        }
        guard let latest = due.max() else { return false }
        return !round.reminders.contains { $0.on >= latest }
    }

    /// The days on which a round asks or reminds by itself, in order.
    public static func days(of round: Round, _ days: ReminderDays) -> [Day] {
        let before = days.beforeClosing.map { round.closes.adding(days: -$0) }.filter { $0 > round.opens }
        let after = days.afterClosing.map { round.closes.adding(days: $0) }
        return Set([round.opens] + before + after).sorted()
    }
}
