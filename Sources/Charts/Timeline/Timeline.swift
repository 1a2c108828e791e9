public import Vocabulary

/// What a timeline draws, as plain values: rows in groups, each with the promises of one action, from the first day
/// anything is about to the last.
///
/// It knows nothing of plans: who fills it says which day is which, and the drawing says it with shapes and patterns that
/// tell without colour.
public struct Timeline: Hashable, Sendable {
    public var title: String
    public var subtitle: String
    public var summary: String
    public var source: String
    public var today: Day
    /// How the years of the axis are counted.
    public var year: PlanYear
    /// The days the axis reaches over: of the whole plan, also where only some of its rows are drawn.
    public var span: ClosedRange<Day>
    /// What each state is called, for the key. A state without a word here goes by its own.
    public var words: [TimelineState: String]
    public var groups: [TimelineGroup]

    public init(
        title: String, subtitle: String, summary: String, source: String, today: Day, year: PlanYear,
        span: ClosedRange<Day>, words: [TimelineState: String] = [:], groups: [TimelineGroup]
    ) {
        self.title = title
        self.subtitle = subtitle
        self.summary = summary
        self.source = source
        self.today = today
        self.year = year
        self.span = span
        self.words = words
        self.groups = groups
    }
}

/// Rows under one heading: an aim, a lead, a strategy. Without a heading where there is only one group.
public struct TimelineGroup: Hashable, Sendable {
    public var title: String
    public var rows: [TimelineRow]

    public init(title: String, rows: [TimelineRow]) {
        self.title = title
        self.rows = rows
    }
}

/// One action: what it is called, what it says, and a lane for each promise.
public struct TimelineRow: Hashable, Sendable {
    /// Its reference and what else names it: "AP-0012 (3.2) Overdue, due 30 Apr 2003".
    public var name: String
    public var text: String
    public var state: TimelineState
    public var lanes: [TimelineLane]

    public init(name: String, text: String, state: TimelineState, lanes: [TimelineLane]) {
        self.name = name
        self.text = text
        self.state = state
        self.lanes = lanes
    }
}

/// What a promise is on the day the timeline is drawn for. Each has a shape of its own.
public enum TimelineState: String, Hashable, Sendable, CaseIterable {
    case overdue, silent
    case underWay = "under way"
    case notYetConfirmed = "not yet confirmed"
    case notYetOpen = "not yet open"
    case completed, withdrawn
}

/// One promise of an action, in days. What is not known is nil and is drawn as not known.
public struct TimelineLane: Hashable, Sendable {
    public var state: TimelineState
    public var opens: Day?
    /// The due day as the plan states it.
    public var stated: Day?
    /// The due day that counts, where a delay was agreed.
    public var agreed: Day?
    /// How often a later day was agreed.
    public var slips: Int
    /// The day somebody asks to have it put off to.
    public var asked: Day?
    /// The day its completion was recorded.
    public var completed: Day?
    public var repeats: TimelineRepeats?
    /// It has no end.
    public var continues: Bool
    /// It waits for something.
    public var isConditional: Bool
    /// What stands in the lane beside the mark: why there is no date, what it waits for.
    public var note: String?

    public init(
        state: TimelineState, opens: Day? = nil, stated: Day? = nil, agreed: Day? = nil, slips: Int = 0,
        asked: Day? = nil, completed: Day? = nil, repeats: TimelineRepeats? = nil, continues: Bool = false,
        isConditional: Bool = false, note: String? = nil
    ) {
        self.state = state
        self.opens = opens
        self.stated = stated
        self.agreed = agreed
        self.slips = slips
        self.asked = asked
        self.completed = completed
        self.repeats = repeats
        self.continues = continues
        self.isConditional = isConditional
        self.note = note
    }

    /// The due day that counts.
    public var due: Day? { agreed ?? stated }

    /// Every day it draws but its occurrences.
    public var days: [Day] { [opens, stated, agreed, asked, completed].compactMap { $0 } }

    /// Whether it has no place of its own on the axis, so that it stands at the edge with its note.
    public var isWithoutDate: Bool { days.isEmpty && repeats == nil && !continues }
}

/// When a promise falls due again and again.
public struct TimelineRepeats: Hashable, Sendable {
    /// Within the span of the timeline, in order.
    public var days: [Day]
    /// Those of them that were completed.
    public var done: Set<Day>
    /// The series goes on beyond the last of them.
    public var isEndless: Bool

    public init(days: [Day], done: Set<Day> = [], isEndless: Bool) {
        self.days = days
        self.done = done
        self.isEndless = isEndless
    }
}
