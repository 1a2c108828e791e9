public import ActionPlans
import Charts
public import Vocabulary

/// What the rows of a timeline stand under.
public enum TimelineGrouping: String, CaseIterable, Codable, Sendable {
    case aim, lead, strategy

    /// The head of its column.
    var heading: String {
        switch self {
        case .aim: "Aim"
        case .lead: "Lead"
        case .strategy: "Strategy"
        }
    }
}

/// The timeline of a plan, or of several: every action once, with the opening and due days of its commitments, the days
/// agreed later and what repeats, goes on, waits or has no date. The same value becomes drawings, a table, a file.
///
/// It computes no day: each is the one that the standing of the commitment names, so that a timeline and a list of the same
/// plan cannot differ.
public struct TimelineReport: Sendable {
    /// One action, in the order of the rows.
    struct Entry: Sendable {
        let group: String
        let picture: Int
        let position: Int
    }

    public let grouping: TimelineGrouping
    public let day: Day
    /// The days the axis reaches over: those of every action, also where only some are shown.
    public let span: ClosedRange<Day>
    /// What it is the timeline of.
    public let title: String
    let pictures: [PlanPicture]
    let entries: [Entry]
    let words: StatusWords

    /// - Parameters:
    ///   - pictures: as of one day.
    ///   - chosen: the positions of the actions that are shown, for each picture; nil for all.
    ///   - words: what a pack calls the statuses, and how it draws them.
    ///   - title: for several strategies; one strategy brings its own.
    public init(
        _ pictures: [PlanPicture], by grouping: TimelineGrouping, chosen: [[Int]]? = nil, on day: Day,
        words: StatusWords = StatusWords(), title: String = "All plans"
    ) {
        self.pictures = pictures
        self.grouping = grouping
        self.day = day
        self.words = words
        self.title = pictures.count == 1 ? pictures[0].plan.strategy.title : title
        entries = Self.entries(pictures, grouping, chosen)
        span = TimeAxis.span(
            of: pictures.lazy.flatMap { $0.standings }.flatMap { $0.commitments }.flatMap { $0.drawnDays }, today: day,
            year: Self.year(pictures))
    }

    /// The timeline of one plan, for a paper.
    public init(_ picture: PlanPicture, by grouping: TimelineGrouping, words: StatusWords = StatusWords()) {
        self.init([picture], by: grouping, on: picture.day, words: words)
    }

    /// How many actions it shows.
    public var count: Int { entries.count }

    /// Financial as soon as one of the plans counts so.
    var year: PlanYear { Self.year(pictures) }

    private static func year(_ pictures: [PlanPicture]) -> PlanYear {
        pictures.contains { $0.plan.strategy.year == .financial } || pictures.isEmpty ? .financial : .calendar
    }

    // MARK: Order

    private static func entries(
        _ pictures: [PlanPicture], _ grouping: TimelineGrouping, _ chosen: [[Int]]?
    ) -> [Entry] {
        var entries: [Entry] = []
        for (number, picture) in pictures.enumerated() {
            let positions = chosen?[number].sorted() ?? Array(picture.plan.actions.indices)
            for position in positions {
                entries.append(
                    Entry(
                        group: group(of: position, in: picture, grouping, isOne: pictures.count == 1),
                        picture: number, position: position))
            }
        }
        guard grouping != .strategy else { return entries }
        // Plans interleave their aims seldom, and leads always: a group is one run of rows.
        var order: [String: Int] = [:]
        for entry in entries where order[entry.group] == nil { order[entry.group] = order.count }
        if grouping == .lead {
            let sorted = order.keys.sorted { ($0 == noLead ? 1 : 0, $0) < ($1 == noLead ? 1 : 0, $1) }
            for (place, group) in sorted.enumerated() { order[group] = place }
        }
        return entries.enumerated()
            .map { (group: order[$1.group] ?? 0, place: $0, entry: $1) }
            .sorted { ($0.group, $0.place) < ($1.group, $1.place) }.map(\.entry)
    }

    static let noLead = "No lead named"

    private static func group(
        of position: Int, in picture: PlanPicture, _ grouping: TimelineGrouping, isOne: Bool
    ) -> String {
        let wording = picture.plan.actions[position].wording
        let strategy = picture.plan.strategy.title
        switch grouping {
        case .strategy: return strategy
        case .lead: return wording.leads.first ?? noLead
        case .aim:
            let aim = wording.path.first.map(\.words) ?? "Under no aim"
            return isOne ? aim : "\(strategy): \(aim)"
        }
    }

    func action(_ entry: Entry) -> Action { pictures[entry.picture].plan.actions[entry.position] }

    func standing(_ entry: Entry) -> ActionStanding { pictures[entry.picture].standings[entry.position] }

    /// The entries of some rows in runs of one group each.
    func runs(_ rows: Range<Int>?) -> [(group: String, entries: ArraySlice<Entry>)] {
        let slice = entries[(rows ?? entries.indices).clamped(to: entries.indices)]
        var runs: [(group: String, entries: ArraySlice<Entry>)] = []
        var start = slice.startIndex
        while start < slice.endIndex {
            let group = slice[start].group
            let end = slice[start...].firstIndex { $0.group != group } ?? slice.endIndex
            runs.append((group, slice[start..<end]))
            start = end
        }
        return runs
    }

    // MARK: What it says

    /// What falls due in the next three months, what slipped and what has no date, in one to three sentences. Withdrawn
    /// actions are not counted.
    public var summary: String {
        guard !entries.isEmpty else { return "There is no action to show." }
        let until = day.adding(months: 3)
        var soon = 0
        var slipped = 0
        var undated = 0
        var count = 0
        for entry in entries {
            let standing = standing(entry)
            guard standing.status != .withdrawn else { continue }
            count += 1
            if standing.commitments.contains(where: { $0.fallsDue(after: day, until: until) }) { soon += 1 }
            if standing.slips > 0 { slipped += 1 }
            if standing.status != .completed, standing.isWithoutDate { undated += 1 }
        }
        return
            "Of \(count.counted("action")), \(soon.printed) \(soon == 1 ? "falls" : "fall") due in the three "
            + "months to \(until.printed). \(Self.were(slipped)) agreed to be later at least once. "
            + "\(undated.printed) \(undated == 1 ? "has" : "have") no date."
    }

    private static func were(_ count: Int) -> String { "\(count.printed) \(count == 1 ? "was" : "were")" }

    var subtitle: String {
        let by =
            switch grouping {
            case .aim: "by aim"
            case .lead: "by lead"
            case .strategy: "by strategy"
            }
        return "Opening and due days \(by), \(span.lowerBound.printedMonth) to \(span.upperBound.printedMonth), "
            + "as at \(day.printed)"
    }

    var source: String {
        pictures.map { "\($0.plan.strategy.title), journal entry \(Int($0.plan.at.number).printed)" }
            .joined(separator: "; ")
    }
}

extension PlanLevel {
    /// "1.2 Early help".
    var words: String { number.map { "\($0) \(text)" } ?? text }
}

extension ActionStanding {
    /// Nothing in it is tied to the calendar.
    var isWithoutDate: Bool {
        commitments.allSatisfy { standing in
            let commitment = standing.promise.commitment
            return standing.due == nil && commitment.opens == nil && !commitment.continues
        }
    }
}

extension Standing {
    /// Every day that has a place on the axis, without the occurrences between.
    fileprivate var drawnDays: [Day] {
        [promise.commitment.opens, promise.commitment.due, stated, due, next, completion?.recordedOn]
            .compactMap { $0 } + (promise.request.map { [$0.newDay] } ?? []) + openEnd
    }

    /// What opens and has no end needs some room to go on.
    private var openEnd: [Day] {
        guard let opens = promise.commitment.opens, due == nil, completion == nil else { return [] }
        return [opens.adding(months: 3)]
    }

    fileprivate func fallsDue(after day: Day, until: Day) -> Bool {
        guard status != .withdrawn else { return false }
        if status != .completed, let due, due > day, due <= until { return true }
        guard promise.completed == nil, let next else { return false }
        return next > day && next <= until
    }
}
