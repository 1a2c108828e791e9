public import ActionPlans
public import Vocabulary

/// What changed in a plan between two moments, worded: the same value becomes a page, text, JSON and CSV.
public struct PlanChangesReport: Sendable, Equatable {
    /// What is said of one action whose value differs.
    public struct Item: Sendable, Equatable {
        public let action: ActionID
        public let number: String?
        public let text: String
        /// Nil for an action that was not in the plan.
        public let statusBefore: Status?
        public let statusNow: Status
        public let sentence: String
        public let changes: [ActionChange]
    }

    public struct Slip: Sendable, Equatable {
        public let action: ActionID
        public let number: String?
        public let text: String
        public let commitment: Int
        public let times: Int
        public let before: Day?
        public let now: Day?
    }

    public struct Achievement: Sendable, Equatable {
        public let action: ActionID
        public let number: String?
        public let text: String
        /// The commitment's label, or the due day of one occurrence; nil where the action has one commitment only.
        public let what: String?
        public let completedOn: Day
        public let happened: Day?
        public let evidence: String
        public let daysLate: Int?
        /// Confirmed when past deadlines were settled.
        public let isSettled: Bool
    }

    public struct Said: Sendable, Equatable {
        public let action: ActionID
        public let number: String?
        public let text: String
        public let sequence: JournalSequence
        public let recordedOn: Day
        public let author: String
        public let kind: String
        public let sentence: String
    }

    public struct Totals: Sendable, Equatable {
        public let added: Int
        public let withdrawn: Int
        public let changed: Int
    }

    /// A moment of the comparison.
    public struct Point: Sendable, Equatable {
        public let day: Day
        public let sequence: JournalSequence
        public let words: String
    }

    public let strategy: Strategy
    /// The highest of the plan and of every action it may speak of.
    public let marking: Marking
    public let from: Point
    public let to: Point
    public let achievements: [Achievement]
    public let added: [Item]
    public let withdrawn: [Item]
    public let changed: [Item]
    /// How many there are in all of each, however many of them were worded.
    public let totals: Totals
    public let slips: [Slip]
    /// Newest first.
    public let said: [Said]
    /// How many actions are no longer in the plan, since their import was undone.
    public let gone: Int

    /// - Parameters:
    ///   - recordedOn: the day of an instant in the partnership's time zone.
    ///   - limit: at most so many actions of each list are worded, for a page that shows no more.
    public init(
        _ changes: PlanChanges, names: StaffNames, recordedOn: (Instant) -> Day, words: StatusWords = StatusWords(),
        limit: Int = .max
    ) {
        let plan = changes.now.plan
        strategy = plan.strategy
        marking = plan.actions.reduce(plan.strategy.marking) { max($0, $1.marking) }
        from = Point(changes.before, rounds: plan.rounds)
        to = Point(
            day: changes.now.day, sequence: plan.at, words: "the end of \(changes.now.day.printed)")
        achievements = changes.achievements.map { Achievement($0) }
        added = changes.added.prefix(limit).map { Item($0, names, words) }
        withdrawn = changes.withdrawn.prefix(limit).map { Item($0, names, words) }
        changed = changes.changed.prefix(limit).map { Item($0, names, words) }
        totals = Totals(
            added: changes.added.count, withdrawn: changes.withdrawn.count, changed: changes.changed.count)
        slips = changes.slips.map {
            Slip(
                action: $0.action.id, number: $0.action.wording.number, text: $0.action.wording.text,
                commitment: $0.promise, times: $0.times, before: $0.before, now: $0.now)
        }
        let history = HistoryWords(names)
        said = changes.said.compactMap { activity in
            guard let position = changes.now.position(of: activity.action) else { return nil }
            let wording = plan.actions[position].wording
            let header = activity.entry.header
            return Said(
                action: activity.action, number: wording.number, text: wording.text, sequence: header.sequence,
                recordedOn: recordedOn(header.recorded), author: names.author(header.author), kind: header.kind.name,
                sentence: history.sentence(activity.entry.payload, about: activity.action))
        }
        gone = changes.gone
    }

    public var isEmpty: Bool {
        achievements.isEmpty && added.isEmpty && withdrawn.isEmpty && changed.isEmpty && slips.isEmpty && said.isEmpty
            && gone == 0
    }
}

extension PlanChangesReport.Point {
    init(_ picture: PlanPicture, rounds: [Round]) {
        day = picture.day
        sequence = picture.plan.at
        let strategy = picture.plan.strategy
        if picture.plan.at == strategy.importedAt {
            words = "the import on \(strategy.imported.printed)"
        } else if let round = rounds.first(where: { $0.closes == picture.day }) {
            words = "the close of the round \(round.label) on \(round.closes.printed)"
        } else {
            words = "the end of \(picture.day.printed)"
        }
    }
}

extension PlanChangesReport.Item {
    init(_ item: PlanChanges.Item, _ names: StaffNames, _ words: StatusWords) {
        action = item.action.id
        number = item.action.wording.number
        text = item.action.wording.text
        statusBefore = item.before?.status
        statusNow = item.now.status
        sentence = item.now.sentence(word: words.word(item.now.status))
        let owners = item.owners.map {
            ActionChange("Update owner", old: names.owner($0.before), new: names.owner($0.now))
        }
        changes = item.changes(words.word) + [owners].compactMap(\.self)
    }
}

extension PlanChangesReport.Achievement {
    init(_ achievement: PlanChanges.Achievement) {
        action = achievement.action.id
        number = achievement.action.wording.number
        text = achievement.action.wording.text
        let label = achievement.label.flatMap { $0.isEmpty ? nil : $0 }
        // A single commitment is the action itself.
        let commitment = achievement.action.promises.count > 1 ? label ?? "Commitment \(achievement.promise)" : nil
        let due = achievement.occurrence.map { commitment == nil ? "Due \($0.printed)" : "due \($0.printed)" }
        let parts = [commitment, due].compactMap(\.self)
        what = parts.isEmpty ? nil : parts.joined(separator: ", ")
        completedOn = achievement.completion.recordedOn
        happened = achievement.completion.happened
        evidence = achievement.completion.evidence
        daysLate = achievement.daysLate
        isSettled = achievement.isSettled
    }

    /// "Completed on 3 March 2009, 12 days late".
    public var sentence: String {
        if isSettled { return "Confirmed on \(completedOn.printed), when past deadlines were settled" }
        var words = "Completed on \(completedOn.printed)"
        if let daysLate { words += ", \(daysLate.counted("day")) late" }
        if let happened, happened != completedOn { words += ", said to be done on \(happened.printed)" }
        return words
    }
}

extension PlanChangesReport.Slip {
    /// "Agreed later once: from 30 April 2003 to 31 March 2004".
    public var sentence: String {
        let often = times == 1 ? "once" : "\(times.printed) times"
        let span = [before.map { "from \($0.printed)" }, now.map { "to \($0.printed)" }].compactMap(\.self)
        return "Agreed later \(often)" + (span.isEmpty ? "" : ": \(span.joined(separator: " "))")
    }
}
