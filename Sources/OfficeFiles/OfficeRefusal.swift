public import Vocabulary

/// Why an office file is not read at all. Nothing of it has been passed on then.
public enum OfficeRefusal: Error, Hashable, Sendable {
    case archive(ZipRefusal)
    /// An archive that holds no spreadsheet and no text document.
    case plainArchive
    case presentation
    /// A file of Pages, Numbers or Keynote.
    case appleOffice
    /// A workbook whose sheets are not XML.
    case binaryWorkbook
    case protected
    case partMissing(String)
    /// A part that is not XML from beginning to end.
    case unreadable(part: String, line: Int)
    /// A part that brings definitions of its own (DOCTYPE).
    case definitions(part: String)
    case tooDeep(part: String)
    /// A tag or comment longer than any program writes.
    case endless(part: String)
    /// A part of the workbook is said to lie outside the file.
    case outside(sheet: String)
    /// The document or workbook itself is said to lie outside the file.
    case mainOutside
    /// The file does not say which of its parts is the document or the workbook.
    case noMainPart
    case beyondSheet(reference: String, sheet: String)
    case rowsOutOfOrder(row: Int, sheet: String)
    case tooManySheets(Int)
    case tooManyTexts
    case tooManyCells(sheet: String)
    /// A kind of office file that this program reads elsewhere, or not at all.
    case notRead(OfficeKind)

    /// A stable word for programs.
    public var code: String {
        switch self {
        case .archive(let refusal): refusal.code
        case .plainArchive: "packed"
        case .presentation: "presentation"
        case .appleOffice: "apple-office"
        case .binaryWorkbook: "binary-workbook"
        case .protected: "protected"
        case .partMissing, .unreadable, .rowsOutOfOrder, .noMainPart: "damaged"
        case .definitions: "definitions"
        case .tooDeep, .endless: "too-deep"
        case .outside, .mainOutside: "outside"
        case .beyondSheet: "beyond-sheet"
        case .tooManySheets: "too-many-sheets"
        case .tooManyTexts, .tooManyCells: "too-many-rows"
        case .notRead: "not-read"
        }
    }

    /// What is wrong and what to do, for people.
    public var sentence: String {
        switch self {
        case .archive(let refusal): return refusal.sentence
        case .plainArchive:
            return "This is a zip file. Unpack it and send the plan inside: as XLSX, ODS, DOCX, ODT or CSV."
        case .presentation: return "This is a presentation. Copy its table into a spreadsheet and send that."
        case .appleOffice:
            return
                "This is a file of Pages, Numbers or Keynote. Export it as Word (DOCX) or Excel (XLSX), and send that."
        case .binaryWorkbook:
            return "This is a binary Excel workbook (XLSB). Open it and save it as an Excel workbook (XLSX)."
        case .protected: return ZipRefusal.protected.sentence
        case .partMissing(let part):
            return "The part “\(part.shown)” of the file is missing. Open it in its own program and save it once more."
        case .unreadable(let part, let line):
            return
                "The part “\(part.shown)” of the file cannot be read from its line \(line) on. Open it in its own program and save it once more."
        case .definitions(let part):
            return
                "The part “\(part.shown)” brings definitions of its own (DOCTYPE), which office programs do not write, so the file was not read. Copy the plan's table into a new file and send that."
        case .tooDeep(let part), .endless(let part):
            return
                "The part “\(part.shown)” is built in a way that office programs do not use, so the file was not read. Copy the plan's table into a new file and send that."
        case .outside(let sheet):
            return
                "The sheet “\(sheet.shown)” is said to lie outside the file; nothing is fetched from elsewhere. Copy the sheet into the workbook and save it."
        case .mainOutside:
            return
                "The document or workbook is said to lie outside the file; nothing is fetched from elsewhere. Open it in its own program, save it as a file of its own, and send that."
        case .noMainPart:
            return
                "The file does not say which of its parts is the document or the workbook. Open it in its own program and save it once more."
        case .beyondSheet(let reference, let sheet):
            return
                "The sheet “\(sheet.shown)” has a cell \(reference.shown), beyond the last one a spreadsheet has (XFD1048576), so the file was not read. Copy the plan's table into a new file and send that."
        case .rowsOutOfOrder(let row, let sheet):
            return
                "Row \(row) of the sheet “\(sheet.shown)” stands out of order. Open the file in its own program and save it once more."
        case .tooManySheets:
            return "The workbook has more than \(SheetLimits.sheets) sheets. Send the sheets of the plan alone."
        case .tooManyTexts:
            return "The workbook holds more than \(SheetLimits.texts) texts. Send the sheets of the plan alone."
        case .tooManyCells(let sheet):
            return
                "With the sheet “\(sheet.shown)” the workbook has more than \(SheetLimits.rows) rows or \(SheetLimits.cells) cells, or repeats a text over more than \(SheetLimits.counted). Send the sheets of the plan alone, without rows that were filled down."
        case .notRead(let kind):
            return
                "This is a text document (\(kind.rawValue.uppercased())), which is not read here. Save its table as a spreadsheet or the document as a web page."
        }
    }

    public var problem: Problem { Problem(place: Place(), severity: .error, code: code, message: sentence) }
}

extension String {
    /// A name from a file, short and on one line.
    var shown: String {
        let scalars = unicodeScalars.prefix(60).map { $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0) }
        return String(scalars)
    }
}
