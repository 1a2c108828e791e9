import ActionPlans
import Coordination
import Frameworks
import Intake
import Partnership
import Reporting
import Vocabulary

/// The parts of a preview, each worded by itself.
enum PreviewParts {
    /// The title proposed: what was typed, the document's own, or the file's name without its ending.
    static func title(_ preview: ImportPreview) -> String {
        if let title = preview.answers.title ?? preview.read.title { return title }
        let name = preview.read.source.name
        let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
        return stem.replacing("_", with: " ")
    }

    static func counts(_ preview: ImportPreview, _ words: Words) -> [StatusCount] {
        let counts = preview.counts
        func count(_ number: Int, _ key: String, _ shape: String, _ colour: String) -> StatusCount {
            StatusCount(number, StatusTag(word: words("preview.count.\(key)"), shape: shape, colour: colour))
        }
        var row = [count(counts.new, "new", "+", "green")]
        if preview.revises != nil {
            row += [
                count(counts.changed, "changed", "■", "blue"), count(counts.unchanged, "unchanged", "=", "grey"),
                count(counts.proposed, "proposed", "?", "orange"),
                count(preview.matching.absent.count, "absent", "−", "grey"),
            ]
        }
        let warnings = preview.read.problems.count { $0.severity == .warning }
        row.append(count(warnings, "warnings", "!", "orange"))
        row.append(count(preview.errors.count, "errors", "▲", "red"))
        return row
    }

    static func layout(
        _ preview: ImportPreview, _ layouts: [PlanLayout], _ form: FormFields?, _ words: Words,
        _ problems: [FieldProblem]
    ) -> SelectField {
        SelectField(
            "layout", words("layout.choice"), options: layouts.map { ($0.name, $0.title) },
            chosen: form?["layout"] ?? preview.answers.layout ?? preview.foundLayout.name,
            hint: words("layout.choice.hint"), problems: problems)
    }

    static func columns(
        _ preview: ImportPreview, _ form: FormFields?, _ clock: Clock, _ words: Words
    ) -> [PreviewPage.Column] {
        ColumnGroup.all(in: preview.read).enumerated().map { index, group in
            let field = ColumnGroup.field(index)
            let chosen = form?[field] ?? group.meaning.description
            var meanings = ColumnMeaning.allCases.map(\.rawValue) + ["text+timescale", "measure+progress"]
            if !meanings.contains(chosen), ColumnReading(word: chosen) != nil { meanings.append(chosen) }
            return PreviewPage.Column(
                field: field,
                heading: group.heading.map { beginning($0, 80) } ?? words("preview.no-heading"),
                place: place(of: group, words),
                memory: memory(of: group, preview, clock, words),
                memoryHref: "/imports/columns?agency=\(preview.sender?.id.number ?? 0)",
                options: meanings.map {
                    SelectField.Option(value: $0, text: meaning($0, words), isChosen: $0 == chosen)
                })
        }
    }

    /// "As remembered from the council, 3 March 2026." Nil where nothing was remembered, or somebody has answered.
    private static func memory(
        of group: ColumnGroup, _ preview: ImportPreview, _ clock: Clock, _ words: Words
    ) -> String? {
        group.columns.first.flatMap(preview.memory).map { memory in
            words(
                "preview.remembered",
                [
                    "agency": preview.agencies[memory.agency] ?? "",
                    "day": clock.day(of: memory.settled).printed,
                ])
        }
    }

    private static func place(of group: ColumnGroup, _ words: Words) -> String {
        guard group.columns.count == 1, let only = group.columns.first else {
            return words("preview.column-tables", ["count": Set(group.columns.map(\.table)).count.printed])
        }
        return words("preview.column", ["table": only.table.printed, "column": only.column.printed])
    }

    static func meaning(_ word: String, _ words: Words) -> String {
        word.split(separator: "+").map { words("meaning.\($0)") }.joined(separator: " \(words("meaning.and")) ")
    }

    static func proposals(_ preview: ImportPreview, _ words: Words) -> [PreviewPage.Proposal] {
        let found = preview.matching.outcomes.enumerated().compactMap { index, match -> (Int, ActionID)? in
            if case .proposed(let id, _) = match { (index, id) } else { nil }
        }
        return found.map { index, id in
            PreviewPage.Proposal(
                field: "same-\(index)", reference: id.reference,
                here: preview.revises?.action(id)?.wording.text ?? "",
                file: preview.read.actions[index].wording.text, isAccepted: preview.answers.accepted.contains(index))
        }
    }

    /// What an export that came back changes, the old beside the new.
    static func returned(_ preview: ImportPreview, _ words: Words) -> [PreviewPage.Returned] {
        func text(_ text: String) -> String {
            text.isEmpty ? words("preview.returned.nothing") : beginning(text, 600)
        }
        return (preview.returned?.changes ?? []).prefix(200).map { change in
            PreviewPage.Returned(
                reference: change.action.reference, href: "/actions/\(change.action.reference)",
                column: change.column.heading, old: text(change.old), new: text(change.new))
        }
    }

    static func absent(_ preview: ImportPreview) -> [PreviewPage.Absent] {
        guard let plan = preview.revises else { return [] }
        return preview.matching.absent.prefix(PreviewPage.shown).map { id in
            PreviewPage.Absent(
                reference: id.reference, href: "/actions/\(id.reference)",
                text: beginning(plan.action(id)?.wording.text ?? "", 160))
        }
    }

    static func rows(_ problems: [Problem], _ words: Words) -> [PreviewPage.ProblemRow] {
        problems.map {
            PreviewPage.ProblemRow(
                place: PlaceWords.printed($0.place, words), kind: words("preview.severity.\($0.severity.rawValue)"),
                message: $0.message)
        }
    }

    static func owners(
        _ preview: ImportPreview, _ members: [Member], _ form: FormFields?, _ words: Words
    ) -> [OwnersPage.Row] {
        let names = StaffNames(members)
        let able = members.filter { $0.isActive && $0.canReport }
            .map { (number: $0.id.number, name: names.name($0.id)) }.sorted { $0.name < $1.name }
        return preview.leads.enumerated().map { index, lead in
            let field = "lead-\(index + 1)"
            let kept = preview.answers.areOwnersConfirmed ? preview.answers.owners[lead.wording] : lead.proposed
            let chosen = form.map { $0[field] } ?? kept.map { String($0.number) } ?? ""
            let hint: String? =
                lead.isVacant ? words("owners.names-nobody") : lead.proposed != nil ? words("owners.proposed") : nil
            return OwnersPage.Row(
                field: field, wording: lead.wording, actions: words.count("plan.all", lead.actions), present: "",
                hint: hint,
                options: [SelectField.Option(value: "", text: words("owners.vacant"), isChosen: chosen.isEmpty)]
                    + able.map {
                        .init(value: String($0.number), text: $0.name, isChosen: String($0.number) == chosen)
                    })
        }
    }

    static func samples(_ preview: ImportPreview, _ range: Range<Int>, _ words: Words) -> [PreviewPage.Sample] {
        let actions = preview.read.actions
        return range.clamped(to: actions.indices).map { index in
            let wording = actions[index].wording
            return PreviewPage.Sample(
                number: wording.number ?? "", kind: kind(preview.matching.outcomes[index], words),
                text: beginning(wording.text, 300), place: wording.path.map(\.printed).joined(separator: " › "),
                leads: wording.leads.joined(separator: "; "),
                timescale: wording.timescale.wording ?? words("plan.no-date"))
        }
    }

    private static func kind(_ match: PlanMatch.Outcome, _ words: Words) -> String {
        switch match {
        case .new: words("preview.count.new")
        case .changed: words("preview.count.changed")
        case .unchanged: words("preview.count.unchanged")
        case .proposed: words("preview.count.proposed")
        }
    }
}

/// Columns with the same heading and the same guess: asked about once, however many tables have them.
struct ColumnGroup: Sendable, Equatable {
    let heading: String?
    let meaning: ColumnReading
    var columns: [ReadColumn]

    static func field(_ index: Int) -> String { index == 0 ? "columns" : "columns-\(index + 1)" }

    /// In the order in which the file first has them; a column without a heading stands by itself.
    static func all(in read: ReadPlan) -> [ColumnGroup] {
        var groups: [ColumnGroup] = []
        for column in read.columns {
            let known = groups.firstIndex { group in
                column.heading != nil && group.heading == column.heading && group.meaning == column.meaning
            }
            if let known {
                groups[known].columns.append(column)
            } else {
                groups.append(ColumnGroup(heading: column.heading, meaning: column.meaning, columns: [column]))
            }
        }
        return groups
    }
}

/// A place in a file as people find it again: "table 2, row 14, column 3 (line 120)".
enum PlaceWords {
    static func printed(_ place: Place, _ words: Words) -> String {
        let numbers: [(String, Int?)] = [
            ("page", place.page), ("table", place.table), ("row", place.row), ("column", place.column),
            ("line", place.line),
        ]
        var parts = place.sheet.map { [$0] } ?? []
        parts += numbers.compactMap { key, number in
            number.map { words("place.\(key)", ["number": $0.printed]) }
        }
        return parts.isEmpty ? words("place.whole") : parts.joined(separator: ", ")
    }
}
