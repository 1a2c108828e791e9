public import ActionPlans
public import Vocabulary

/// One item of a register with its history: what `register show` prints.
public struct RegisterItemReport: Sendable, Equatable {
    public struct HistoryLine: Sendable, Equatable, Encodable {
        public let sequence: JournalSequence
        public let on: Day
        public let author: String
        public let what: String
        public let lines: [String]
    }

    public let line: RegisterReport.Line
    public let history: [HistoryLine]

    public init(
        _ item: RegisterItem, _ history: [RegisterHistoryEntry], on day: Day, names: StaffNames,
        strategies: [Strategy], recordedOn: (Instant) -> Day
    ) {
        line = RegisterReport.Line(
            item: item, owner: names.owner(item.record.owner),
            plan: strategies.first { $0.id == item.record.strategy }?.title, due: item.due(on: day))
        self.history = zip(RegisterWords(names).events(history), history).map { event, entry in
            HistoryLine(
                sequence: entry.header.sequence, on: recordedOn(entry.header.recorded),
                author: names.author(entry.header.author), what: event.what, lines: event.lines)
        }
    }

    /// For a terminal: the marking first and last.
    public var text: String {
        let item = line.item
        var facts = item.record.details.facts.compactMap { fact in fact.value.map { "\(fact.name): \($0)" } }
        facts.append("\(item.kind.ownerName): \(line.owner)")
        if let review = item.record.review { facts.append("Next review: \(review.printed)") }
        if let plan = line.plan { facts.append("Plan: \(plan)") }
        if !item.record.actions.isEmpty {
            facts.append("Actions: \(item.record.actions.map(\.reference).joined(separator: ", "))")
        }
        facts += line.due.map(\.sentence)
        let events = history.map { event in
            "\(event.on.printed), \(event.author), entry \(event.sequence): \(event.what). "
                + event.lines.joined(separator: " ")
        }
        let state = item.closing.map { "\($0.how.word) on \($0.on.printed): \($0.reason)" } ?? "Open"
        return [
            item.marking.printed, PlainTable.line("\(item.reference.printed)  \(item.record.title)"),
            ([state] + facts).map(PlainTable.line).joined(separator: "\n"),
            "What happened\n" + events.map(PlainTable.line).joined(separator: "\n"), item.marking.printed,
        ].joined(separator: "\n\n") + "\n"
    }
}

extension RegisterItemReport: Encodable {
    private enum Key: String, CodingKey { case format, item, history }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(1, forKey: .format)
        try values.encode(line, forKey: .item)
        try values.encode(history, forKey: .history)
    }
}
