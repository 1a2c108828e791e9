/// The colours of a plan, worst first. Always beside a word and a shape, never alone.
public enum Colour: String, Codable, Sendable, CaseIterable, Comparable {
    case red, orange, grey, green

    private var rank: Int {
        switch self {
        case .red: 0
        case .orange: 1
        case .grey: 2
        case .green: 3
        }
    }

    /// Worse before better: red < orange < grey < green.
    public static func < (one: Colour, other: Colour) -> Bool { one.rank < other.rank }
}

/// What a commitment or action is, on a day. Found by rule, never typed, never overridden.
///
/// In the order in which they are shown and in which an action takes the worst of its commitments.
public enum Status: String, Codable, Sendable, CaseIterable, Comparable {
    case overdue
    case silent
    case underWay = "under-way"
    case notYetConfirmed = "not-yet-confirmed"
    case notYetOpen = "not-yet-open"
    case completed
    /// Outside the counts, still in print.
    case withdrawn

    /// The worse of two comes first.
    public static func < (one: Status, other: Status) -> Bool { one.row.order < other.row.order }
}

/// One row of the status table.
public struct StatusRow: Hashable, Sendable {
    public let status: Status
    /// Its place among the seven: worst first.
    public let order: Int
    /// Nil for what is outside the counts.
    public let colour: Colour?
    /// The word of the product; a pack may choose another word, never another meaning.
    public let word: String
    /// The number of the rule that finds it, in the order in which rules are tried; nil outside the counts.
    public let rule: Int?
    /// The rule in a sentence.
    public let meaning: String
}

extension Status {
    /// The table of statuses: the only place where a status has a colour, a word and an order.
    public static let table: [StatusRow] = [
        StatusRow(
            status: .overdue, order: 0, colour: .red, word: "Overdue", rule: 4,
            meaning: "The day is later than the due day, or than the latest new day agreed by then."),
        StatusRow(
            status: .silent, order: 1, colour: .red, word: "Silent", rule: 5,
            meaning: "The action owed an update in the last closed round, gave none, and none has been recorded since."),
        StatusRow(
            status: .underWay, order: 2, colour: .orange, word: "Under way", rule: 6,
            meaning: "Everything else; conditions, undecided dates, agreed delays and slips are shown."),
        StatusRow(
            status: .notYetConfirmed, order: 3, colour: .grey, word: "Not yet confirmed", rule: 3,
            meaning: "The due day was past when the plan was imported, and the settle list has no answer for it."),
        StatusRow(
            status: .notYetOpen, order: 4, colour: .grey, word: "Not yet open", rule: 2,
            meaning: "It opens after the day."),
        StatusRow(
            status: .completed, order: 5, colour: .green, word: "Completed", rule: 1,
            meaning: "An update recorded by the day completes it and gives its measure of progress or evidence."),
        StatusRow(
            status: .withdrawn, order: 6, colour: nil, word: "Withdrawn", rule: nil,
            meaning: "A decision with a reason took it out of the plan; it leaves the counts and stays in print."),
    ]

    public var row: StatusRow { Status.table[index] }
    public var colour: Colour? { row.colour }
    public var word: String { row.word }

    /// Its row of the table; a test holds this to the rows' own order.
    var index: Int {
        switch self {
        case .overdue: 0
        case .silent: 1
        case .underWay: 2
        case .notYetConfirmed: 3
        case .notYetOpen: 4
        case .completed: 5
        case .withdrawn: 6
        }
    }
}
