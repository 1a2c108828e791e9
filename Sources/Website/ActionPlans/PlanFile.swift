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

/// Lines of a CSV file after RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe before it.
enum CSVWriter {
    static func line(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\r\n" }

    /// Works on bytes: a quotation mark with a combining mark behind it is one `Character`, and still a quotation mark to
    /// whoever opens the file.
    private static func cell(_ text: String) -> String {
        var text = text
        if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) { text = "'" + text }
        let mark = UInt8(ascii: "\"")
        guard text.utf8.contains(where: { [mark, 0x2C, 0x0A, 0x0D].contains($0) }) else { return text }
        let doubled = text.utf8.flatMap { $0 == mark ? [mark, mark] : [$0] }
        return "\"\(String(decoding: doubled, as: UTF8.self))\""
    }
}
