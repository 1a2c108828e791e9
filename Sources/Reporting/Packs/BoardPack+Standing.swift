import ActionPlans
import Vocabulary

/// The rule, the counts and what needs somebody.
extension BoardPack {
    var ruleSection: PaperSection {
        let rows = Status.table.sorted { ($0.rule ?? .max, $0.order) < ($1.rule ?? .max, $1.order) }.map { row in
            PaperRow.cells([
                PaperCell(row.rule.map(String.init) ?? "by decision"),
                PaperCell("", status: status(row.status), isHeading: true), PaperCell(row.meaning),
            ])
        }
        return PaperSection(
            id: "rule", title: "How the colours are found",
            blocks: [
                .paragraph(
                    "Nobody chooses a colour and nobody overrides one. The status of each commitment on a day is found by the first rule that matches; an action takes the worst of its commitments, and is green only when all of them are completed. An aim shows the count of each status, never an average."
                ),
                .table(
                    PaperTable(
                        caption: "The rules, in the order in which they are tried",
                        columns: [
                            PaperColumn("Rule", share: 2), PaperColumn("Status", share: 4),
                            PaperColumn("When", share: 12),
                        ], rows: rows, empty: "There is no rule.")),
                .paragraph(
                    "\(words.changed) stands beside a status where anything about the action differs since the last round that had closed: its wording, leads, days, completion or colour, or an update was recorded."
                ),
            ])
    }

    func status(_ status: Status) -> PaperStatus {
        PaperStatus(
            shape: words.shape(status), word: words.word(status), colour: status.colour?.rawValue ?? "grey")
    }

    /// The statuses that are counted, worst first.
    private var counted: [Status] { Status.allCases.filter { $0.colour != nil } }

    var countsSection: PaperSection {
        var rows: [PaperRow] = []
        var blocks: [PaperBlock] = []
        for part in parts {
            let picture = part.picture
            blocks.append(.paragraph(standing(picture)))
            if hasSeveral { rows.append(.group(picture.plan.strategy.title, level: 1)) }
            rows.append(row("In all", picture.counts))
            rows += picture.levels.filter { $0.path.count == 1 }.map { row($0.level?.printed ?? "", $0.counts) }
        }
        blocks.append(
            .table(
                PaperTable(
                    caption: "Actions by status, in all and by aim",
                    columns: [PaperColumn("Of the plan", share: 12)]
                        + counted.map { PaperColumn(words.word($0), share: 3, isNumber: true) }
                        + [
                            PaperColumn("Counted", share: 3, isNumber: true),
                            PaperColumn("Withdrawn", share: 3, isNumber: true),
                            PaperColumn("Changed", share: 3, isNumber: true),
                        ], rows: rows, empty: "There is no plan in this pack.")))
        return PaperSection(
            id: "counts", title: hasSeveral ? "Where the plans stand" : "Where the plan stands", blocks: blocks)
    }

    private func row(_ title: String, _ counts: StatusCounts) -> PaperRow {
        .cells(
            [PaperCell(title, isHeading: true)] + counted.map { PaperCell(counts[$0].printed) }
                + [
                    PaperCell(counts.total.printed), PaperCell(counts[.withdrawn].printed),
                    PaperCell(counts.changed.printed),
                ])
    }

    private func standing(_ picture: PlanPicture) -> String {
        let counts = picture.counts
        let name = hasSeveral ? "\(picture.plan.strategy.title): " : ""
        let compared = "What changed is told since \(picture.comparedWith.point.words)"
        let round =
            picture.plan.lastClosedRound(on: picture.day) == nil
            ? "\(compared), as no round has closed yet." : "\(compared)."
        if picture.plan.actions.isEmpty { return "\(name)the plan had no action on this day." }
        if counts.total == 0 {
            return "\(name)every action of the plan was withdrawn, so none is counted. \(round)"
        }
        let colours = [Colour.red, .orange, .grey, .green].map { "\(counts[$0].printed) \($0.rawValue)" }
        return "\(name)\(counts.total.counted("action")): \(colours.joined(separator: ", ")). \(round)"
    }

    var exceptionsSection: PaperSection {
        var blocks: [PaperBlock] = []
        for part in parts {
            let report = PlanStatusReport(part.picture, words: words, working: names.working)
            let kinds = PlanException.Kind.allCases.filter { kind in report.exceptions.contains { $0.kind == kind } }
            let title = part.picture.plan.strategy.title
            if kinds.isEmpty {
                blocks.append(.paragraph("\(hasSeveral ? "\(title): n" : "N")othing needed anybody on this day."))
            }
            for kind in kinds {
                let found = report.exceptions.filter { $0.kind == kind }
                blocks.append(
                    .table(
                        PaperTable(
                            caption: "\(hasSeveral ? "\(title). " : "")\(kind.words): \(found.count.printed)",
                            columns: Self.actionColumns + [PaperColumn("Why", share: 8)],
                            rows: found.map { .cells(name($0.action, in: part) + [PaperCell($0.sentence)]) },
                            empty: "None.")))
            }
        }
        return PaperSection(id: "exceptions", title: "What needs somebody", blocks: blocks)
    }

    static let actionColumns = [
        PaperColumn("Reference", share: 2), PaperColumn("Action", share: 10),
    ]

    /// Reference and wording of an action, with its marking where that is higher than its plan's.
    func name(_ id: ActionID, in part: Part) -> [PaperCell] {
        let plan = part.picture.plan
        guard let action = part.picture.position(of: id).map({ plan.actions[$0] }) else {
            return [PaperCell(id.reference, isHeading: true), PaperCell("")]
        }
        var lines = [[action.wording.number, action.wording.text].compactMap(\.self).joined(separator: " ")]
        if action.marking > plan.strategy.marking { lines.append(action.marking.printed) }
        return [PaperCell(id.reference, isHeading: true), PaperCell(lines.joined(separator: "\n"))]
    }
}
