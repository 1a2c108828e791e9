import ActionPlans
import Vocabulary

extension PlanChangesReport {
    /// The report for a terminal: marking first and last, then what was achieved, what differs, what was said.
    public func text(_ words: StatusWords) -> String {
        let parts = [
            marking.printed, heading, achievementList, items("New in the plan", added, words),
            items("Withdrawn", withdrawn, words), items("Changed", changed, words), slipList, saidList, goneLine,
            isEmpty ? "Nothing changed." : nil, marking.printed,
        ]
        return parts.compactMap(\.self).joined(separator: "\n\n") + "\n"
    }

    private var heading: String {
        "\(PlainTable.line(strategy.title))\nFrom \(from.words), entry \(from.sequence), to \(to.words), entry \(to.sequence)."
    }

    private func named(_ action: ActionID, _ number: String?, _ text: String) -> String {
        PlainTable.line("\(action.reference)\(number.map { " (\($0))" } ?? ""): \(text)")
    }

    private var achievementList: String? {
        list("Achieved", achievements) { one in
            [
                named(one.action, one.number, one.text),
                "  " + PlainTable.line([one.what, one.sentence].compactMap(\.self).joined(separator: ": ")),
                "  " + PlainTable.line("Evidence: \(one.evidence)"),
            ]
        }
    }

    private func items(_ title: String, _ items: [Item], _ words: StatusWords) -> String? {
        list(title, items) { item in
            var lines = [named(item.action, item.number, item.text), "  \(PlainTable.line(item.sentence))"]
            for change in item.changes where item.statusBefore != nil {
                lines.append(
                    PlainTable.line("\(change.what): \(change.old ?? "–") → \(change.new ?? "–")").indented)
            }
            return lines
        }
    }

    private var slipList: String? {
        list("Agreed to be later", slips) { ["\($0.action.reference): \(PlainTable.line($0.sentence))"] }
    }

    private var saidList: String? {
        list("Recorded", said) {
            ["\($0.recordedOn.iso)  \($0.action.reference)  \(PlainTable.line("\($0.sentence) (\($0.author))"))"]
        }
    }

    private var goneLine: String? {
        gone > 0 ? "No longer in the plan, since an import was undone: \(gone.counted("action"))." : nil
    }

    private func list<One>(_ title: String, _ all: [One], _ lines: (One) -> [String]) -> String? {
        guard !all.isEmpty else { return nil }
        return (["\(title): \(all.count.printed)"] + all.flatMap(lines).map(\.indented)).joined(separator: "\n")
    }
}

extension String {
    fileprivate var indented: String { "  \(self)" }
}

extension PlanChangesReport {
    /// The report as rows of a table, the heading first: one row for each difference, achievement, slip and entry.
    public var rows: [[String]] {
        var rows = [["Kind", "Action", "Number", "Text", "What", "Before", "Now", "Day", "By"]]
        func add(
            _ kind: String, _ action: ActionID, _ number: String?, _ text: String, _ what: String = "",
            _ old: String? = nil, _ new: String? = nil, _ day: Day? = nil, _ by: String = ""
        ) {
            rows.append([
                kind, action.reference, number ?? "", text, what, old ?? "", new ?? "", day?.iso ?? "", by,
            ])
        }
        for one in achievements {
            add(
                "achieved", one.action, one.number, one.text, one.what ?? "", nil,
                "\(one.sentence): \(one.evidence)", one.completedOn)
        }
        for (kind, items) in [("new", added), ("withdrawn", withdrawn), ("changed", changed)] {
            for item in items {
                for change in item.changes {
                    add(kind, item.action, item.number, item.text, change.what, change.old, change.new)
                }
            }
        }
        for one in slips {
            add(
                "slip", one.action, one.number, one.text, "Commitment \(one.commitment)", one.before?.iso,
                one.now?.iso)
        }
        for one in said {
            add("recorded", one.action, one.number, one.text, one.kind, nil, one.sentence, one.recordedOn, one.author)
        }
        return rows
    }
}
