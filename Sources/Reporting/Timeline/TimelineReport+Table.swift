import ActionPlans
import Vocabulary

extension TimelineReport {
    /// The same as the drawing, in words: a row for each commitment, under the headings of the groups.
    public func table(rows: Range<Int>? = nil) -> PaperTable {
        var table = PaperTable(
            caption: "\(subtitle): \(title)",
            columns: [
                PaperColumn("Action", share: 7), PaperColumn("What is due", share: 4), PaperColumn("Opens", share: 2),
                PaperColumn("Due", share: 2), PaperColumn("New day agreed", share: 2),
                PaperColumn("Repeats, waits", share: 4), PaperColumn("Status", share: 3),
            ], rows: [], empty: "There is no action to show.")
        for run in runs(rows) {
            table.rows.append(.group(run.group, level: 1))
            for entry in run.entries { table.rows += lines(entry).map { .cells($0.cells(words)) } }
        }
        return table
    }

    /// For a file: a line for each commitment, its group first, days as YYYY-MM-DD.
    public var lines: [[String]] {
        let heading = [
            grouping.heading, "Plan", "Reference", "Number", "Action", "What is due", "Opens", "Due",
            "New day agreed", "Slips", "Repeats, waits", "Completed", "Status",
        ]
        return [heading]
            + entries.flatMap { entry in
                lines(entry).map { line in
                    let action = line.action
                    return [
                        entry.group, pictures[entry.picture].plan.strategy.title, action.id.reference,
                        action.wording.number ?? "", action.wording.text, line.what, line.opens?.iso ?? "",
                        line.stated?.iso ?? "", line.agreed?.iso ?? "", String(line.standing?.slips ?? 0), line.further,
                        line.completed?.iso ?? "", words.word(line.status),
                    ]
                }
            }
    }

    /// For a terminal: the marking first and last.
    public var text: String {
        let marking = pictures.map(\.marking).max() ?? .official
        var parts = [marking.printed, "Timeline: \(PlainTable.line(title))\n\(subtitle). \(summary)"]
        for run in runs(nil) {
            var table = PlainTable(
                [run.group, "Opens", "Due", "Agreed", "Repeats, waits", "Status"], widest: 60)
            for line in run.entries.flatMap(lines) {
                table.add(
                    [
                        line.isFirst ? "\(line.action.name) \(line.action.wording.text)" : line.what,
                        line.opens?.short ?? "", line.stated?.short ?? "", line.agreed?.short ?? "", line.further,
                        words.drawn(line.status),
                    ], indent: line.isFirst ? 1 : 2)
            }
            parts.append(table.text)
        }
        return (parts + [marking.printed]).joined(separator: "\n\n")
    }

    /// One commitment of an action.
    struct Line {
        let action: Action
        /// Nil for an action that promises nothing.
        let standing: Standing?
        let status: Status
        let isFirst: Bool

        var opens: Day? { standing?.promise.commitment.opens }
        var stated: Day? { standing?.stated }
        var agreed: Day? { standing?.due == standing?.stated ? nil : standing?.due }
        var completed: Day? { standing?.completion?.recordedOn }

        /// What the plan says is due, in its own words.
        var what: String {
            guard let commitment = standing?.promise.commitment else { return "" }
            return commitment.label ?? commitment.wording ?? ""
        }

        /// What repeats, goes on, waits, is asked for or not known.
        var further: String {
            guard let standing else { return "" }
            let commitment = standing.promise.commitment
            var parts: [String] = []
            if let repeats = commitment.repeats {
                parts.append(standing.next.map { "\(repeats.words), then \($0.short)" } ?? repeats.words)
            }
            if commitment.continues { parts.append("goes on without an end") }
            if let condition = commitment.condition { parts.append("waits for \(condition)") }
            if let relative = commitment.relative { parts.append(relative.words) }
            if !commitment.understood { parts.append("not understood") }
            if let request = standing.promise.request {
                parts.append("a delay to \(request.newDay.short) is asked for")
            }
            if standing.slips > 0 { parts.append(standing.slips.counted("slip")) }
            if parts.isEmpty, standing.due == nil {
                parts.append(commitment.opens == nil ? standing.undated : "no end stated")
            }
            return parts.joined(separator: "; ")
        }

        func cells(_ words: StatusWords) -> [PaperCell] {
            let done = completed.map { status == .completed ? "recorded \($0.short)" : "" } ?? ""
            return [
                PaperCell(isFirst ? "\(action.name) \(action.wording.text)" : action.name, isHeading: true),
                PaperCell(what), PaperCell(opens?.short ?? "–"), PaperCell(stated?.short ?? "–"),
                PaperCell(agreed?.short ?? "–"), PaperCell(further.isEmpty ? "–" : further),
                PaperCell(
                    done,
                    status: PaperStatus(
                        shape: words.shape(status), word: words.word(status), colour: status.colour?.rawValue ?? "grey")
                ),
            ]
        }
    }

    func lines(_ entry: Entry) -> [Line] {
        let action = action(entry)
        let standing = standing(entry)
        guard !standing.commitments.isEmpty else {
            return [Line(action: action, standing: nil, status: standing.status, isFirst: true)]
        }
        return standing.commitments.enumerated().map {
            Line(action: action, standing: $1, status: $1.status, isFirst: $0 == 0)
        }
    }
}

extension PlanPicture {
    /// The highest marking of anything in it.
    var marking: Marking { plan.actions.map(\.marking).reduce(plan.strategy.marking, max) }
}

extension TimelineReport: Encodable {
    private enum Key: String, CodingKey {
        case format, title, marking, asAt, by, from, to, summary, actions
    }

    private struct Row: Encodable {
        let group: String
        let strategy: StrategyID
        let action: String
        let number: String?
        let text: String
        let status: String
        let nextDeadline: Day?
        let commitments: [Promised]
    }

    private struct Promised: Encodable {
        let what: String
        let opens: Day?
        let due: Day?
        let agreed: Day?
        let slips: Int
        let completed: Day?
        let next: Day?
        let further: String
        let status: String
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(1, forKey: .format)
        try values.encode(title, forKey: .title)
        try values.encode(pictures.map(\.marking).max() ?? .official, forKey: .marking)
        try values.encode(day, forKey: .asAt)
        try values.encode(grouping, forKey: .by)
        try values.encode(span.lowerBound, forKey: .from)
        try values.encode(span.upperBound, forKey: .to)
        try values.encode(summary, forKey: .summary)
        try values.encode(
            entries.map { entry in
                Row(
                    group: entry.group, strategy: pictures[entry.picture].plan.strategy.id,
                    action: action(entry).id.reference, number: action(entry).wording.number,
                    text: action(entry).wording.text, status: standing(entry).status.rawValue,
                    nextDeadline: standing(entry).nextDeadline,
                    commitments: lines(entry).compactMap { line in
                        line.standing.map {
                            Promised(
                                what: line.what, opens: line.opens, due: line.stated, agreed: line.agreed,
                                slips: $0.slips, completed: line.completed, next: $0.next, further: line.further,
                                status: $0.status.rawValue)
                        }
                    })
            }, forKey: .actions)
    }
}
