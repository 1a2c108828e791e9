/// Lines of a CSV file after RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe before it.
public enum CSVLine {
    public static func text(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\r\n" }

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
