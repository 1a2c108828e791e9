/// Lines of a CSV file after RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe before it.
public enum CSVWriter {
    public static func line(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\r\n" }

    /// Works on bytes: a quotation mark with a combining mark behind it is one `Character`, and still a quotation mark to
    /// whoever opens the file.
    private static func cell(_ text: String) -> String {
        let text = SafeCell.guarded(text)
        let mark = UInt8(ascii: "\"")
        guard text.utf8.contains(where: { [mark, 0x2C, 0x0A, 0x0D].contains($0) }) else { return text }
        let doubled = text.utf8.flatMap { $0 == mark ? [mark, mark] : [$0] }
        return "\"\(String(decoding: doubled, as: UTF8.self))\""
    }

    /// What reading gives for a cell with this text: white space folded, markup and entities read as such. For telling
    /// whether a cell that comes back is the cell that went out.
    public static func readAgain(_ text: String) -> String {
        var found = ""
        DocumentReader.read(Array(("sep=,\r\n" + line(["cell", text])).utf8), name: "", kind: .csv) { block in
            if case .row(let row) = block, row.cells.count > 1 { found = row.cells[1].text }
        }
        return found
    }
}
