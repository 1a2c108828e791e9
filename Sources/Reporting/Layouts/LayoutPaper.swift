public import ActionPlans
public import Frameworks
public import Vocabulary

extension LayoutTable {
    /// A whole plan in a layout as a paper of its own.
    ///
    /// - Parameter marking: the highest of what is on it.
    public static func paper(
        of picture: PlanPicture, layout: PlanLayout, names: StaffNames, words: StatusWords, marking: Marking
    ) -> Paper {
        let strategy = picture.plan.strategy
        let asAt = "as at \(picture.day.printed), entry \(picture.plan.at)"
        return Paper(
            title: strategy.title, marking: marking,
            facts: [
                PaperFact("Layout", layout.title), PaperFact("As at", picture.day.printed),
                PaperFact("Journal entry", "\(picture.plan.at)"), PaperFact("Source", strategy.source.name),
            ], foot: "\(strategy.title), \(asAt)",
            sections: sections(for: picture, layout: layout, names: names, words: words))
    }
}

/// A paper made of text and tables, for a terminal: every cell under its column's heading, nothing cut.
public enum PaperLines {
    public static func text(_ paper: Paper) -> String {
        var parts = [paper.marking.printed, heading(paper)]
        for section in paper.sections {
            parts.append(PlainTable.line(section.title).uppercased())
            parts += section.blocks.flatMap(text)
        }
        parts.append(paper.marking.printed)
        return parts.joined(separator: "\n\n") + "\n"
    }

    private static func heading(_ paper: Paper) -> String {
        ([paper.title] + paper.facts.map { "\($0.name): \($0.value)" }).map(PlainTable.line).joined(separator: "\n")
    }

    private static func text(_ block: PaperBlock) -> [String] {
        switch block {
        case .heading(let text): ["== \(PlainTable.line(text))"]
        case .paragraph(let text): [PlainTable.line(text)]
        case .list(let items): [items.map { "- \(PlainTable.line($0))" }.joined(separator: "\n")]
        case .table(let table): text(table)
        case .figure(let figure): text(figure.table)
        }
    }

    private static func text(_ table: PaperTable) -> [String] {
        guard !table.rows.isEmpty else { return [table.empty] }
        return table.rows.map { row in
            switch row {
            case .group(let text, _): "-- \(PlainTable.line(text))"
            case .cells(let cells):
                zip(table.columns, cells).compactMap { column, cell in
                    let status = cell.status.map { [$0.shape, $0.word].filter { !$0.isEmpty }.joined(separator: " ") }
                    let lines = [status, cell.text.isEmpty ? nil : cell.text].compactMap(\.self)
                        .flatMap { $0.split(separator: "\n") }.map { PlainTable.line(String($0)) }
                    return lines.isEmpty
                        ? nil : "\(PlainTable.line(column.heading)): \(lines.joined(separator: "\n    "))"
                }.joined(separator: "\n")
            }
        }
    }
}
