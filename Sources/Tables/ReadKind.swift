/// What somebody says a file is; `auto` looks at its name and its content.
///
/// The office files among them are read by the room `OfficeFiles`.
public enum ReadKind: String, Sendable, CaseIterable {
    case auto, csv, text, markdown, html, xlsx, ods, docx, odt
}

/// What a file was found to be.
public enum DocumentKind: String, Sendable, CaseIterable {
    case csv, text, markdown, html

    /// The kind as asked for, or as the name and the beginning of the content show it.
    ///
    /// Content wins where it is plain (a page beginning with `<html>`), the name's ending decides between kinds
    /// that look alike, and a nameless file of rows with one width is taken for CSV.
    static func found(_ asked: ReadKind, name: String, text: [UInt8]) -> DocumentKind {
        switch asked {
        case .csv: return .csv
        case .text: return .text
        case .markdown: return .markdown
        case .html: return .html
        case .auto, .xlsx, .ods, .docx, .odt: break
        }
        if beginsAsPage(text) { return .html }
        switch ending(of: name) {
        case "csv", "tsv", "tab": return .csv
        case "md", "markdown", "mdown", "mkd": return .markdown
        case "html", "htm", "xhtml": return .html
        default: return looksLikeRecords(text, named: !name.isEmpty) ? .csv : .text
        }
    }

    static func ending(of name: String) -> String {
        guard let dot = name.lastIndex(of: ".") else { return "" }
        return name[name.index(after: dot)...].lowercased()
    }

    private static func beginsAsPage(_ text: [UInt8]) -> Bool {
        var index = 0
        while index < text.count, text[index].isBlank || text[index] == Byte.newline { index += 1 }
        guard index < text.count, text[index] == Byte.less else { return false }
        let start = String(decoding: text[index..<min(text.count, index + 2_000)], as: UTF8.self).lowercased()
        if ["<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<style"].contains(where: start.hasPrefix) {
            return true
        }
        guard start.hasPrefix("<?xml") || start.hasPrefix("<!--") else { return false }
        return start.firstRange(of: "<html") != nil || start.firstRange(of: "<!doctype html") != nil
    }

    /// At least three records, each of the same two or more columns.
    private static func looksLikeRecords(_ text: [UInt8], named: Bool) -> Bool {
        guard let found = Delimiter.sniff(text) else { return false }
        // Pipes are drawn tables, which the reader of text knows better.
        guard found.delimiter != Byte.pipe, found.agreement >= 0.95, found.records >= (named ? 3 : 2) else {
            return false
        }
        return found.columns >= (named ? 3 : 2) && !hasMarkup(text)
    }

    /// Documents turned into text keep `<b>` and `<li>` in their cells; a saved sheet does not.
    private static func hasMarkup(_ text: [UInt8]) -> Bool {
        var index = 0
        while index + 2 < text.count {
            if text[index] == Byte.less, InlineTag.scan(text, at: index, to: text.count) != nil { return true }
            index += 1
        }
        return false
    }
}
