import ActionPlans
import Tables
import Vocabulary

extension TimelineReport {
    /// The same as the drawing, in words: a row for each commitment, under the headings of the groups.
    public func table(rows: Range<Int>? = nil) -> PaperTable {
        var table = PaperTable(
            caption: "\(subtitle): \(title)",
            columns: [
                PaperColumn("Action", share: 7), PaperColumn("As the plan says", share: 4),
                PaperColumn("Opens", share: 2),
                PaperColumn("Due", share: 2), PaperColumn("New day agreed", share: 2),
                PaperColumn("Repeats, waits", share: 4), PaperColumn("Status", share: 3),
            ], rows: [], empty: "There is no action to show.")
        for run in runs(rows) {
            table.rows.append(.group(run.group, level: 1))
            for entry in run.entries { table.rows += lines(entry).map { .cells($0.cells(words)) } }
        }
        return table
    }

    /// Its rows in runs of one group, a line for each commitment.
    public func groups(rows: Range<Int>? = nil) -> [(title: String, lines: [TimelineLine])] {
        runs(rows).map { ($0.group, $0.entries.flatMap(lines)) }
    }

    /// The lines of a CSV file.
    public var csv: String { lines.map { CSVWriter.line($0) }.joined() }

    /// For a file: a line for each commitment, its group first, days as YYYY-MM-DD.
    public var lines: [[String]] {
        let heading = [
            grouping.heading, "Plan", "Reference", "Number", "Action", "As the plan says", "Opens", "Due",
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

    func lines(_ entry: Entry) -> [TimelineLine] {
        let action = action(entry)
        let standing = standing(entry)
        guard !standing.commitments.isEmpty else {
            return [TimelineLine(action: action, standing: nil, status: standing.status, isFirst: true, isAlone: true)]
        }
        return standing.commitments.enumerated().map {
            TimelineLine(
                action: action, standing: $1, status: $1.status, isFirst: $0 == 0,
                isAlone: standing.commitments.count == 1)
        }
    }
}

extension PlanPicture {
    /// The highest marking of anything in it.
    var marking: Marking { plan.actions.map(\.marking).reduce(plan.strategy.marking, max) }
}
