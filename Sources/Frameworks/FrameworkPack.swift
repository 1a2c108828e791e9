public import Vocabulary

/// A framework pack: what a set of documents prescribes, as data a partnership can read, replace and extend.
/// This first part holds the names and shapes of statuses, the reporting cycle, the headings of plan columns and the layouts of plans.
public struct FrameworkPack: Hashable, Sendable {
    /// `uk-crack-2003`.
    public var name: String
    public var title: String
    /// Where it comes from, in a sentence.
    public var source: String
    public var statuses: [StatusAppearance]
    /// How often a plan reports: every 3 months by default.
    public var cycle: Recurrence
    /// Days between the end of a period and the closing of its round: 14 by default.
    public var closingDays: Int
    public var planYear: PlanYear
    /// When a round reminds by itself.
    public var reminders: ReminderDays
    /// Words and phrases a column's heading is known by, for each meaning; folded before comparing.
    public var columnHeadings: [ColumnHeading]
    /// The forms in which plans are printed; empty where the pack has none.
    public var layouts: [PlanLayout]
    /// The name of the usual one among them.
    public var defaultLayout: String

    public init(
        name: String, title: String, source: String, statuses: [StatusAppearance], cycle: Recurrence,
        closingDays: Int, planYear: PlanYear, columnHeadings: [ColumnHeading],
        reminders: ReminderDays = .standard, layouts: [PlanLayout] = [], defaultLayout: String = ""
    ) {
        self.name = name
        self.title = title
        self.source = source
        self.statuses = statuses
        self.cycle = cycle
        self.closingDays = closingDays
        self.planYear = planYear
        self.reminders = reminders
        self.columnHeadings = columnHeadings
        self.layouts = layouts
        self.defaultLayout = defaultLayout
    }
}

/// On which days around its closing day a round reminds those who owe an answer.
public struct ReminderDays: Hashable, Sendable {
    /// Days before the closing day, the earliest reminder first.
    public var beforeClosing: [Int]
    /// Days after it, to those who gave no answer.
    public var afterClosing: [Int]

    public init(beforeClosing: [Int], afterClosing: [Int]) {
        self.beforeClosing = beforeClosing
        self.afterClosing = afterClosing
    }

    /// A week and two days before the closing day, and the day after it: where a pack says nothing else.
    public static let standard = ReminderDays(beforeClosing: [7, 2], afterClosing: [1])
}

/// How a status is worded and drawn. Word first, then shape, then colour; the meaning is fixed by the product.
public struct StatusAppearance: Hashable, Sendable, Codable {
    /// The product's word for the rule: `overdue`, `silent`, `under-way` ...
    public var status: String
    /// What people read: "Overdue".
    public var word: String
    /// A single character that survives black and white: `▲`.
    public var shape: String
    /// `red`, `orange`, `green`, `grey`, `blue`.
    public var colour: String

    public init(status: String, word: String, shape: String, colour: String) {
        self.status = status
        self.word = word
        self.shape = shape
        self.colour = colour
    }
}

/// One heading by which a column is recognised.
public struct ColumnHeading: Hashable, Sendable, Codable {
    public var heading: String
    public var meaning: ColumnReading

    public init(heading: String, meaning: ColumnReading) {
        self.heading = heading
        self.meaning = meaning
    }
}
