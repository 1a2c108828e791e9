import ActionPlans
import Reporting
import Vocabulary

/// The list of a plan as a CSV file, safe to open in a spreadsheet.
enum PlanFile {
    static func text(_ look: PlanLook, _ positions: [Int]) -> String {
        let words = look.words
        let columns = ["reference", "number", "place", "text", "leads", "owner", "status", "because", "due", "updated"]
        var lines = [columns.map { words("file.\($0)") }]
        for position in positions {
            let action = look.plan.actions[position]
            let standing = look.picture.standings[position]
            lines.append([
                action.id.reference, action.wording.number ?? "",
                action.wording.path.map(\.printed).joined(separator: " › "), action.wording.text,
                action.wording.leads.joined(separator: "; "), look.names.ownerNow(action.updateOwner),
                look.faces.words.word(standing.status),
                standing.sentence(word: look.faces.words.word(standing.status)), standing.nextDeadline?.iso ?? "",
                action.lastReport?.day.iso ?? "",
            ])
        }
        return lines.map { CSVWriter.line($0) }.joined()
    }
}

/// Lines of CSV files, as reports write them.
enum CSVWriter {
    static func line(_ cells: [String]) -> String { CSVLine.text(cells) }
}
