import ActionPlans
import Vocabulary

extension ActionReport {
    /// The report for a terminal: marking first and last, then what the plan says, the status and the history.
    public func text(_ words: StatusWords) -> String {
        [
            action.marking.printed,
            heading(words),
            wordingList,
            commitmentList(words),
            changeList,
            historyList,
            action.marking.printed,
        ].compactMap(\.self).joined(separator: "\n\n") + "\n"
    }

    private func heading(_ words: StatusWords) -> String {
        let number = action.wording.number.map { " (\($0))" } ?? ""
        let mark = isChanged ? "  \(words.changed)" : ""
        return [
            "\(action.id.reference)\(number): \(PlainTable.line(action.wording.text))",
            "\(words.drawn(status))\(mark), as at \(day.printed), entry \(sequence)",
            PlainTable.line(sentence),
        ].joined(separator: "\n")
    }

    private var wordingList: String {
        let wording = action.wording
        var table = PlainTable(["Owner", owner], widest: 160)
        let leads = wording.leads.joined(separator: "; ")
        let rows: [(String, String?)] = [
            ("Contributing", contributing.isEmpty ? nil : contributing.joined(separator: "; ")),
            ("In the plan", wording.path.isEmpty ? nil : wording.pathWords),
            ("Accountable", wording.owner),
            ("Leads", leads.isEmpty ? nil : leads),
            ("Timescale", wording.timescale.wording),
            ("Resources", wording.resources),
            ("Coverage", wording.coverage),
            ("Outcome", wording.outcome),
            ("Measure", wording.measure),
            ("Progress", wording.progress),
            ("Equality", wording.equality),
            ("Notes", wording.notes),
        ]
        for case (let name, let text?) in rows { table.add([name, text]) }
        return table.text
    }

    private func commitmentList(_ words: StatusWords) -> String? {
        guard commitments.count > 1 else { return nil }
        var table = PlainTable(["Commitments"], widest: 160)
        for commitment in commitments {
            let name = commitment.label ?? commitment.wording ?? ""
            table.add(["\(commitment.number). \(name): \(commitment.sentence)"], indent: 1)
        }
        return table.text
    }

    private var changeList: String? {
        guard !changes.isEmpty else { return nil }
        var table = PlainTable(["Changed since \(comparedWith.words)"], widest: 160)
        for change in changes {
            table.add(["\(change.what): \(change.old ?? "nothing") → \(change.new ?? "nothing")"], indent: 1)
        }
        return table.text
    }

    private var historyList: String? {
        guard !history.isEmpty else { return nil }
        var table = PlainTable(["History, newest first"], widest: 160)
        for line in history {
            let corrected = line.correctedBy.map { " Corrected by entry \($0): it no longer counts." } ?? ""
            table.add(
                ["\(line.recordedOn.printed), entry \(line.sequence), \(line.author): \(line.sentence)\(corrected)"],
                indent: 1)
        }
        return table.text
    }
}
