import ActionPlans
import Vocabulary

/// What was achieved, what changed, and what was decided since the last meeting.
extension BoardPack {
    private func report(_ part: Part) -> PlanChangesReport {
        PlanChangesReport(part.changes, names: names, recordedOn: { _ in terms.asAt }, words: words)
    }

    var achievementsSection: PaperSection {
        var rows: [PaperRow] = []
        for part in parts {
            let achieved = report(part).achievements
            if hasSeveral, !achieved.isEmpty { rows.append(.group(part.picture.plan.strategy.title, level: 1)) }
            rows += achieved.map { one in
                let what = [one.what, one.sentence].compactMap(\.self).joined(separator: "\n")
                return .cells(name(one.action, in: part) + [PaperCell(what), PaperCell(one.evidence)])
            }
        }
        return PaperSection(
            id: "achievements", title: "Achievements since \(terms.since.printed)",
            blocks: [
                .paragraph("Commitments completed after \(sinceWords), with the evidence that was given."),
                .table(
                    PaperTable(
                        caption: "Completed since \(terms.since.printed)",
                        columns: Self.actionColumns + [
                            PaperColumn("Completed", share: 6), PaperColumn("Evidence", share: 6),
                        ],
                        rows: rows, empty: "Nothing was completed since \(terms.since.printed).")),
            ])
    }

    var changesSection: PaperSection {
        var rows: [PaperRow] = []
        var words: [String] = []
        for part in parts {
            let report = report(part)
            let title = part.picture.plan.strategy.title
            words.append((hasSeveral ? "\(title): " : "") + totals(report))
            let said = changeRows(report, part)
            if hasSeveral, !said.isEmpty { rows.append(.group(title, level: 1)) }
            rows += said
        }
        return PaperSection(
            id: "changes", title: "What changed since \(terms.since.printed)", isWide: true,
            blocks: words.map { .paragraph($0) } + [
                .table(
                    PaperTable(
                        caption: "Old and new side by side",
                        columns: Self.actionColumns + [
                            PaperColumn("What", share: 4), PaperColumn("Before", share: 8),
                            PaperColumn("Now", share: 8),
                        ], rows: rows, empty: "Nothing changed since \(terms.since.printed)."))
            ])
    }

    private func totals(_ report: PlanChangesReport) -> String {
        let gone = report.gone == 0 ? "" : ", \(report.gone.printed) no longer in the plan as their import was undone"
        return "\(report.totals.added.printed) new, \(report.totals.withdrawn.printed) withdrawn, "
            + "\(report.totals.changed.printed) changed, \(report.slips.count.printed) with a later day agreed\(gone), since \(report.from.words)."
    }

    private func changeRows(_ report: PlanChangesReport, _ part: Part) -> [PaperRow] {
        let depth = hasSeveral ? 2 : 1
        var rows: [PaperRow] = []
        for (heading, items) in [
            ("New", report.added), ("Withdrawn", report.withdrawn), ("Changed", report.changed),
        ] where !items.isEmpty {
            rows.append(.group(heading, level: depth))
            for item in items { rows += self.rows(item, part) }
        }
        return rows
    }

    /// A row for each thing that differs; what it belongs to is named on the first.
    private func rows(_ item: PlanChangesReport.Item, _ part: Part) -> [PaperRow] {
        let name = name(item.action, in: part)
        guard !item.changes.isEmpty else {
            return [.cells(name + [PaperCell("Status"), PaperCell(""), PaperCell(item.sentence)])]
        }
        return item.changes.enumerated().map { index, change in
            let start = index == 0 ? name : [PaperCell(name[0].text, isHeading: true), PaperCell("")]
            return .cells(
                start + [PaperCell(change.what), PaperCell(change.old ?? "None"), PaperCell(change.new ?? "None")])
        }
    }

    /// Nothing where nothing was decided: not every partnership keeps its decisions here.
    var decisionsSections: [PaperSection] {
        var decisions: [Decision] = []
        for decision in parts.flatMap(\.decisions) where !decisions.contains(where: { $0.id == decision.id }) {
            decisions.append(decision)
        }
        guard !decisions.isEmpty else { return [] }
        let rows = decisions.map { decision in
            PaperRow.cells([
                PaperCell(decision.id.reference, isHeading: true), PaperCell(decision.taken.printed),
                PaperCell(decision.text), PaperCell(decision.about.map(\.action.reference).joined(separator: ", ")),
                PaperCell(decision.owner.map(names.post) ?? ""),
            ])
        }
        return [
            PaperSection(
                id: "decisions", title: "Decisions since \(terms.since.printed)",
                blocks: [
                    .table(
                        PaperTable(
                            caption: "Decided about actions of \(hasSeveral ? "these plans" : "this plan")",
                            columns: [
                                PaperColumn("Reference", share: 2), PaperColumn("Day", share: 3),
                                PaperColumn("Decision", share: 10), PaperColumn("About", share: 3),
                                PaperColumn("Seen to by", share: 4),
                            ], rows: rows, empty: "Nothing was decided."))
                ])
        ]
    }
}
