import ActionPlans
import Charts
import Frameworks
import Vocabulary

/// The whole plan, its timeline, and where everything comes from.
extension BoardPack {
    var planSections: [PaperSection] {
        parts.flatMap { part in
            let plan = part.picture.plan
            let layout = framework.layout(of: plan)
            return LayoutTable.sections(
                for: part.picture, layout: layout, names: names, words: words, id: "plan-\(plan.strategy.id.number)",
                title: hasSeveral ? "The whole plan: \(plan.strategy.title)" : "The whole plan")
        }
    }

    var timelineSections: [PaperSection] {
        parts.filter { !$0.picture.plan.actions.isEmpty }.map { part in
            let strategy = part.picture.plan.strategy
            return PaperSection(
                id: "timeline-\(strategy.id.number)",
                title: hasSeveral ? "Timeline: \(strategy.title)" : "Timeline", isWide: true,
                blocks: [
                    .figure(
                        TimelineReport.paperFigure(
                            for: part.picture, words: words, name: "timeline-\(strategy.id.number)"))
                ])
        }
    }

    var sourcesSection: PaperSection {
        let plans = parts.map { part in
            let strategy = part.picture.plan.strategy
            return PaperRow.cells([
                PaperCell("Plan \(strategy.id.number)", isHeading: true),
                PaperCell(
                    "\(strategy.title)\nFrom the file \(strategy.source.name), SHA-256 \(strategy.source.digest)\nLayout: \(framework.layout(of: part.picture.plan).title)"
                ),
            ])
        }
        func line(_ name: String, _ text: String) -> PaperRow {
            .cells([PaperCell(name, isHeading: true), PaperCell(text)])
        }
        let rows =
            plans + [
                line("Journal", "Entries 1 to \(sequence.number), the end of \(terms.asAt.printed)"),
                line("Looks back to", sinceWords),
                line(
                    "Names", "Of members, groups and the partnership as they were at entry \(sequence.number)"),
                line("Rule of statuses", "Version \(Status.rulesVersion)"),
                line(
                    "Framework pack",
                    "\(framework.title) (\(framework.name)), SHA-256 \(frameworkDigest.isEmpty ? "not known" : frameworkDigest)"
                ),
                line("Layout of this pack", "Version \(Self.layout)"),
                line("Audience", audienceWords),
            ]
        return PaperSection(
            id: "sources", title: "Where this comes from",
            blocks: [
                .paragraph(
                    "Every figure, colour and sentence of this pack is made from the journal by rule, none is typed. Made again from the same entries, by the same rules, it is the same to the letter; Cornerstone checks that whenever the issued pack is looked at."
                ),
                .table(
                    PaperTable(
                        caption: "Sources",
                        columns: [PaperColumn("Source", share: 3), PaperColumn("What it is", share: 12)],
                        rows: rows, empty: "None.")),
            ])
    }
}
