import Vocabulary

/// Files that are not text, told by their first bytes, each with what to do instead.
enum FileSignature {
    private static let known: [(start: [UInt8], code: String, sentence: String)] = [
        (
            Array("%PDF-".utf8), "pdf",
            "This is a PDF. Ask for the Word or Excel file, or copy the table into a text file."
        ),
        (
            [0x50, 0x4B, 0x03, 0x04], "packed",
            "This is a spreadsheet, a Word document or a zip file, and cannot be read as text. Leave the kind of file open, and it is found."
        ),
        (
            Array("{\\rtf".utf8), "rich-text",
            "This is a rich text file (RTF). Open it in your word processor, save it as DOCX or ODT, and send that."
        ),
        ([0x89, 0x50, 0x4E, 0x47], "picture", "This is a picture. Send the document it shows, as text or CSV."),
        ([0xFF, 0xD8, 0xFF], "picture", "This is a picture. Send the document it shows, as text or CSV."),
        (Array("GIF8".utf8), "picture", "This is a picture. Send the document it shows, as text or CSV."),
        ([0x1F, 0x8B], "packed", "This is a packed file. Unpack it and send the file inside."),
        ([0x37, 0x7A, 0xBC, 0xAF], "packed", "This is a packed file. Unpack it and send the file inside."),
        (Array("SQLite format 3".utf8), "database", "This is a database. Export the table as CSV."),
        ([0x7F, 0x45, 0x4C, 0x46], "program", "This is a program, not a document. Send the plan as text or CSV."),
        ([0x4D, 0x5A, 0x90, 0x00], "program", "This is a program, not a document. Send the plan as text or CSV."),
        (
            [0xFF, 0xFE, 0x00, 0x00], "wide-text",
            "This text is written in UTF-32. Save it as UTF-8 and send it again."
        ),
    ]

    /// The reason a file cannot be read at all; nil for what looks like text.
    static func refusal(of bytes: [UInt8], name: String) -> Problem? {
        if bytes.isEmpty || bytes.allSatisfy({ $0 == Byte.space || ($0 >= 0x09 && $0 <= 0x0D) }) {
            return error("empty", "The file is empty. Choose the file again, or check that it was saved.")
        }
        if bytes.count > ReadingLimits.fileBytes {
            return error("too-large", "The file is larger than 20 MB. Remove pictures, or send the plan's table alone.")
        }
        for entry in known where bytes.starts(with: entry.start) {
            return error(entry.code, entry.sentence)
        }
        if let old = OldOfficeFile.refusal(of: bytes) { return error(old.code, old.sentence) }
        return wrappedDocument(bytes) ?? (isNoise(bytes) ? error("not-text", noise) : nil)
    }

    private static let noise =
        "This file is neither text nor an office file that Cornerstone reads (XLSX, ODS, DOCX, ODT, CSV, text, Markdown, HTML). Open it in its own program and save it as one of these."

    /// Documents that are text outside and something else inside.
    private static func wrappedDocument(_ bytes: [UInt8]) -> Problem? {
        let start = String(
            decoding: bytes.drop { $0 >= 0x80 || $0 <= Byte.space }.prefix(1_500), as: UTF8.self)
        if start.hasPrefix("<?xml"), start.firstRange(of: "<html") == nil {
            if start.firstRange(of: "Workbook") != nil {
                return error(
                    "flat-xml", "This is a spreadsheet saved as XML. Open it, save it as XLSX or ODS, and send that.")
            }
            if start.firstRange(of: "w:wordDocument") != nil || start.firstRange(of: "pkg:package") != nil {
                return error(
                    "flat-xml", "This is a Word document saved as XML. Open it, save it as DOCX, and send that.")
            }
            if start.firstRange(of: "<office:document") != nil {
                return error(
                    "flat-xml",
                    "This is an OpenDocument file saved as flat XML. Open it, save it as ODT or ODS, and send that.")
            }
        }
        if start.hasPrefix("MIME-Version:") {
            return error("web-archive", "This is a web archive. Save the page as a web page (HTML only).")
        }
        return nil
    }

    /// Control characters that no text has, more than a few in a thousand.
    private static func isNoise(_ bytes: [UInt8]) -> Bool {
        guard TextEncoding.sniff(bytes).encoding == .utf8 || TextEncoding.sniff(bytes).encoding == .windows1252 else {
            return false
        }
        var zeros = 0
        var controls = 0
        for byte in bytes where byte < 0x20 {
            if byte == 0 {
                zeros += 1
            } else if byte < 0x09 || (byte > 0x0D && byte != 0x1A && byte != 0x1B) {
                controls += 1
            }
        }
        return zeros > max(2, bytes.count / 1_000) || controls > max(4, bytes.count / 50)
    }

    private static func error(_ code: String, _ message: String) -> Problem {
        Problem(place: Place(), severity: .error, code: code, message: message)
    }
}
