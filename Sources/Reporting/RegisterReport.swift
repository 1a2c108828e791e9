public import ActionPlans
public import Vocabulary

/// Which items of the registers are shown, and in which order.
public struct RegisterFilter: Hashable, Sendable {
    public enum State: String, Hashable, Sendable, CaseIterable {
        case open, closed, all
    }

    public enum Due: String, Hashable, Sendable, CaseIterable {
        /// Something of it is due today or was due before.
        case now
        /// Something of it falls due within 30 days.
        case soon
    }

    public enum Sorting: String, Hashable, Sendable, CaseIterable {
        case due, score, reference
    }

    public var kind: RegisterKind?
    public var state = State.open
    public var strategy: StrategyID?
    /// A member's number, or `vacant`.
    public var owner = ""
    public var due: Due?
    public var text = ""
    /// Nil sorts risks by their score and everything else by what is due next.
    public var sorting: Sorting?

    public init() {}

    /// The items that pass, in the order asked for.
    public func items(of all: [RegisterItem], on day: Day) -> [RegisterItem] {
        let wanted = text.lowercased()
        let found = all.filter { item in
            if let kind, item.kind != kind { return false }
            if state != .all, item.isOpen != (state == .open) { return false }
            if let strategy, item.record.strategy != strategy { return false }
            if owner == "vacant", item.record.owner != nil { return false }
            if !owner.isEmpty, owner != "vacant", item.record.owner.map({ String($0.number) }) != owner { return false }
            if let due, !(item.nextDue.map { $0 <= day.adding(days: due == .now ? 0 : 30) } ?? false) { return false }
            return wanted.isEmpty || item.says(wanted)
        }
        switch sorting ?? (kind == .risk ? .score : .due) {
        case .reference: return found.sorted { $0.id < $1.id }
        case .score:
            return found.sorted { one, other in
                (other.score ?? 0, one.id) < (one.score ?? 0, other.id)
            }
        case .due:
            return found.sorted { one, other in
                guard let first = one.nextDue, let second = other.nextDue, first != second else {
                    if (one.nextDue == nil) != (other.nextDue == nil) { return other.nextDue == nil }
                    return one.id < other.id
                }
                return first < second
            }
        }
    }
}

extension RegisterItem {
    /// Whether a text in small letters stands in it.
    fileprivate func says(_ wanted: String) -> Bool {
        let texts = [reference.printed, record.title] + record.details.facts.compactMap(\.value)
        return texts.contains { $0.lowercased().contains(wanted) }
    }
}

/// The registers on a day, a line for each item: what page, file and `register list` print.
public struct RegisterReport: Sendable, Equatable {
    public struct Line: Sendable, Equatable {
        public let item: RegisterItem
        public let owner: String
        /// The title of its plan, where it has one in sight.
        public let plan: String?
        /// What is due of it, in sentences.
        public let due: [DueMatter]

        public init(item: RegisterItem, owner: String, plan: String?, due: [DueMatter]) {
            self.item = item
            self.owner = owner
            self.plan = plan
            self.due = due
        }
    }

    public let day: Day
    public let sequence: JournalSequence
    public let lines: [Line]
    /// The highest marking of what is listed.
    public let marking: Marking

    public init(
        _ items: [RegisterItem], on day: Day, at sequence: JournalSequence, names: StaffNames, strategies: [Strategy]
    ) {
        self.day = day
        self.sequence = sequence
        lines = items.map { item in
            Line(
                item: item, owner: names.owner(item.record.owner),
                plan: strategies.first { $0.id == item.record.strategy }?.title, due: item.due(on: day))
        }
        marking = items.map(\.marking).max() ?? .official
    }

    /// For a terminal: the marking first and last.
    public var text: String {
        var table = PlainTable(["Reference", "Register", "State", "Item", "Owner", "Next due", "Score"], widest: 60)
        for line in lines {
            table.add([
                line.item.reference.printed, line.item.kind.word, line.item.stateWord, line.item.record.title,
                line.owner, line.item.nextDue?.printed ?? "", line.item.score.map { $0.printed } ?? "",
            ])
        }
        let matters = lines.flatMap { line in
            line.due.map { "\($0.item.printed): \($0.sentence)" }
        }
        return
            ([
                marking.printed, "Registers as at \(day.printed), entry \(sequence). \(lines.count.counted("item")).",
                table.text,
            ] + (matters.isEmpty ? [] : ["Due\n" + matters.joined(separator: "\n")]) + [marking.printed])
            .joined(separator: "\n\n") + "\n"
    }
}

extension RegisterReport: Encodable {
    private enum Key: String, CodingKey { case format, asAt, sequence, marking, items }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(1, forKey: .format)
        try values.encode(day, forKey: .asAt)
        try values.encode(sequence, forKey: .sequence)
        try values.encode(marking, forKey: .marking)
        try values.encode(lines, forKey: .items)
    }
}

extension RegisterReport.Line: Encodable {
    private enum Key: String, CodingKey {
        case reference, register, state, title, details, score, owner, plan, actions, marking, opened, reviewed, nextDue
        case due, closedOn, closedReason
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(item.reference.printed, forKey: .reference)
        try values.encode(item.kind, forKey: .register)
        try values.encode(item.closing?.how.rawValue ?? "open", forKey: .state)
        try values.encode(item.record.title, forKey: .title)
        try values.encode(item.record.details, forKey: .details)
        try values.encode(item.score, forKey: .score)
        try values.encode(owner, forKey: .owner)
        try values.encode(plan, forKey: .plan)
        try values.encode(item.record.actions.map(\.reference), forKey: .actions)
        try values.encode(item.marking, forKey: .marking)
        try values.encode(item.opened, forKey: .opened)
        try values.encode(item.reviewed, forKey: .reviewed)
        try values.encode(item.nextDue, forKey: .nextDue)
        try values.encode(due.map(\.sentence), forKey: .due)
        try values.encode(item.closing?.on, forKey: .closedOn)
        try values.encode(item.closing?.reason, forKey: .closedReason)
    }
}
