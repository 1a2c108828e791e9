import ActionPlans
import Vocabulary

extension PlanStatusReport {
    /// The report for a terminal: marking first and last, then the counts, each level, and what needs somebody.
    public func text(_ words: StatusWords) -> String {
        [
            strategy.marking.printed,
            heading,
            countsTable(words),
            levelsTable(words),
            exceptionList,
            strategy.marking.printed,
        ].compactMap(\.self).joined(separator: "\n\n") + "\n"
    }

    private var heading: String {
        var lines = [
            PlainTable.line(strategy.title),
            "As at \(day.printed), entry \(sequence). Changed since \(comparedWith.words).",
        ]
        if let openRound {
            lines.append("The round \(openRound.label) takes answers until \(openRound.closes.printed).")
        } else if let lastClosedRound {
            lines.append("The round \(lastClosedRound.label) closed on \(lastClosedRound.closes.printed).")
        } else {
            lines.append("No round has been opened.")
        }
        return lines.joined(separator: "\n")
    }

    private func countsTable(_ words: StatusWords) -> String {
        var table = PlainTable(["Status", "Actions"], right: [1])
        for status in Status.allCases where status != .withdrawn {
            table.add([words.drawn(status), tally.counts[status].printed])
        }
        table.add(["Total", tally.counts.total.printed])
        table.add([words.drawn(.withdrawn) + ", not counted", tally.counts[.withdrawn].printed])
        table.add([words.changed, tally.counts.changed.printed])
        return table.text
    }

    private func levelsTable(_ words: StatusWords) -> String? {
        guard !levels.isEmpty else { return nil }
        let shown = Status.allCases.filter { $0 != .withdrawn }
        var table = PlainTable(
            ["Part of the plan"] + shown.map(words.word) + ["Total"], right: Set(1...shown.count + 1), widest: 60)
        for level in levels {
            guard let last = level.path.last else { continue }
            let number = last.number.map { "\($0) " } ?? ""
            table.add(
                [number + last.text] + shown.map { level.tally.counts[$0].printed }
                    + [level.tally.counts.total.printed], indent: level.path.count - 1)
        }
        return table.text
    }

    private var exceptionList: String? {
        guard !exceptions.isEmpty else { return "Nothing needs attention." }
        return PlanException.Kind.allCases.compactMap { kind in
            let items = exceptions.filter { $0.kind == kind }
            guard !items.isEmpty else { return nil }
            var table = PlainTable(["\(kind.words): \(items.count.printed)"], widest: 160)
            for item in items {
                let number = item.number.map { " (\($0))" } ?? ""
                table.add(["\(item.action.reference)\(number): \(item.sentence)"], indent: 1)
            }
            return table.text
        }.joined(separator: "\n\n")
    }
}
