import ActionPlans
import Vocabulary

/// What the sheet "Notes" of an exported plan says: what the file is, who may see it, how it is edited and brought back.
struct ExportNotes {
    let lines: [(name: String, text: String)]

    init(_ export: PlanExport) {
        let rows =
            export.mark.isWhole
            ? "\(export.mark.rows.counted("action")): all that whoever made the file may see."
            : "\(export.mark.rows.counted("action")) of \(export.mark.of.printed)."
        var lines: [(name: String, text: String)] = [
            ("Plan", export.title),
            ("Plan number", "\(export.mark.strategy.number)"),
            (
                "As at",
                export.isToday
                    ? "\(export.day.printed), journal entry \(export.mark.sequence). The day was not over yet."
                    : "\(export.day.printed), journal entry \(export.mark.sequence)."
            ),
            ("Rows", rows),
        ]
        if let filter = export.filter { lines.append(("Chosen by", filter)) }
        lines += [
            ("Marking", export.marking.printed), ("Who may see it", Self.who(export.marking)),
            (
                "How to change the plan",
                "Change the cells of the white columns on the sheet Plan, save the file, and bring it in from the page of the plan with “Bring in a newer file”. You see what would change before anything is entered. Cells that read as they did change nothing, also where others have changed the plan meanwhile."
            ),
            (
                "References",
                "The reference says which action a row is; leave it as it is. The sheet is protected without a password, so that it is not changed by mistake. Some programs sort only after the protection is lifted: sort whole rows."
            ),
            ("A new action", "Insert a row and leave its reference empty. Fill in its aim as the other rows have it."),
            (
                "Taking a row out",
                "An action whose row is missing stays in the plan. Withdraw it on its page, with a reason."
            ),
            ("Several leads", "Part them with a semicolon."),
            (
                "Dates",
                "“\(ExportColumn.timescale.heading)” is the plan's wording (“By end March 2009”). It is read again only where it is changed."
            ),
            (
                "Grey columns",
                "“\(ExportColumn.marking.heading)” and the columns after it are for reading. What is changed there has no effect."
            ),
            (
                "Markings",
                "A file changes no marking: an action keeps its own. A new row takes the highest marking of the plan."
            ),
        ]
        if export.leftOut.characters > 0 {
            lines.append(
                (
                    "Left out",
                    "\(export.leftOut.characters.counted("control character")) in \(export.leftOut.cells.counted("cell")) that no spreadsheet can hold. The plan keeps them."
                ))
        }
        lines += ExportColumn.allCases.map { ("Column “\($0.heading)”", Self.meaning($0)) }
        self.lines = lines
    }

    private static func who(_ marking: Marking) -> String {
        switch marking {
        case .official: "Members of the partnership, and those they show it to in the course of its work."
        case .officialSensitive:
            "Only people whose clearance reaches OFFICIAL-SENSITIVE. Do not send it on, and delete it when it has done its work."
        }
    }

    private static func meaning(_ column: ExportColumn) -> String {
        switch column {
        case .reference: "The reference of the action, given once."
        case .number: "The number as the plan prints it."
        case .aim: "The aim, priority or theme it stands under, with its number."
        case .objective: "The objective it stands under, with its number."
        case .task: "The task it stands under, with its number."
        case .text: "What will be done."
        case .leads: "Who leads: roles or agencies."
        case .owner: "Who is accountable, where the plan names somebody beside the leads."
        case .contributors: "Who helps."
        case .resources: "Money, people or kit."
        case .coverage: "Where, or for whom."
        case .outcome: "What it is for."
        case .measure: "How one will know."
        case .progress: "Progress as the plan's own file printed it; updates are given on the page of the action."
        case .equality: "What was found about equality."
        case .timescale: "By when, in the plan's wording."
        case .notes: "Whatever else the plan says."
        case .marking: "Who may see the action. A text in its row may be as sensitive as this says."
        case .status: "The status on the day the file shows."
        case .because: "The sentence behind the status."
        case .due: "The next day something is due, as understood from the wording and delays agreed."
        case .agreed: "The latest new day that was agreed."
        case .asked: "The post that is asked for updates."
        case .updated: "The day of the last update."
        case .said: "What the last update said."
        }
    }
}
