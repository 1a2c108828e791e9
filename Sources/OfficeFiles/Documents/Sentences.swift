import Tables
import Vocabulary

/// What is said of a text document: why it was not read, and what was left out.
enum Sentences {
    static let onlyPictures = error(
        "only-pictures",
        "The document holds pictures and no text; it may be a scan. Send the document that the pictures show.")

    static let empty = error("empty", "The document holds no text. Choose the file again, or check that it was saved.")

    static let macros = warning(
        "macros", "The file brings programs (macros) along. They were not run. Save it without them if you pass it on.")

    static func of(_ fault: PartFault) -> Problem {
        switch fault {
        case .damaged: ZipRefusal.damaged.problem
        case .documentType:
            error(
                "definitions",
                "The file declares a document type, which no office program writes, so it was not read. Copy the plan into a new document and send that."
            )
        case .tooDeep:
            error(
                "too-deep",
                "Parts of the document stand in each other more than \(XMLScan.deepest) deep, so it was not read. Copy the plan into a new document and send that."
            )
        }
    }

    static func of(_ fault: PandocRun.Fault) -> Problem {
        switch fault {
        case .missing:
            error(
                "pandoc-missing",
                "Word documents are read with the program pandoc, which is not installed here. Ask whoever runs this service to install pandoc, or save the document as a web page and send that."
            )
        case .failed:
            error(
                "document-not-read",
                "The document could not be read: it is damaged, or too large for what one reading may cost. Save it again as DOCX, or the plan's table as a spreadsheet, and send that."
            )
        case .tooMuch:
            error(
                "document-too-large",
                "The document unfolds to far more than its size. Copy the plan's table into a new document and send that."
            )
        }
    }

    static func about(_ findings: WordMending.Findings, notesInTables: Int) -> [Problem] {
        var found: [Problem] = []
        if findings.hasChanges {
            found.append(
                warning(
                    "tracked-changes",
                    "The document holds tracked changes. It was read as if all of them were accepted. If some are not agreed, accept or reject them in the document and send it again."
                ))
        }
        if findings.hasComments {
            found.append(
                warning(
                    "comments", "Comments in the margin were left out. Write into the text what belongs to the plan."))
        }
        if findings.hasEmbedded {
            found.append(
                warning(
                    "left-out",
                    "Another file is embedded in the document. It was left out. Copy its table into the text if it belongs to the plan."
                ))
        }
        if let words = words(findings.boxes) {
            found.append(
                warning(
                    "text-boxes",
                    "Text boxes were left out: “\(words)”. Move their text into the document if it belongs to the plan."
                )
            )
        }
        if let words = words(findings.hidden) {
            found.append(
                warning(
                    "hidden",
                    "Text that the document hides was left out: “\(words)”. Show it if it belongs to the plan."))
        }
        if let words = words(findings.covered) {
            found.append(
                warning(
                    "covered-text",
                    "Text that lies under merged cells and is not shown was left out: “\(words)”. Undo the merging there if it belongs to the plan."
                ))
        }
        if findings.hasMoreRepeats {
            found.append(
                error(
                    "too-many-repeats",
                    "The document only counts cells or rows that repeat (more than \(CountedCells.most), or of very long text), and those beyond were left out. Write them out in the table, or send the plan's table alone."
                ))
        }
        if notesInTables > 0 {
            found.append(
                warning(
                    "notes",
                    "Footnotes of tables (\(notesInTables)) were read as paragraphs at the end, and are in no action. Write them into their cells if they belong to the plan."
                ))
        }
        return found
    }

    static func lost(_ letters: Int) -> Problem {
        warning(
            "text-lost",
            "Some text of the document was not understood and is missing here\(letters > 0 ? " (about \(letters) letters)" : ""). Compare what was read with the document; if a part is missing, save the document as a web page and send that."
        )
    }

    private static func words(_ text: String) -> String? {
        let plain = PlainPage.text(of: Array(text.utf8)).prefix(80)
        return plain.isEmpty ? nil : String(plain)
    }

    /// A document has no lines that a person could count: tables and rows say where something stands.
    static func without(line block: Block) -> Block {
        switch block {
        case .heading(var heading):
            heading.place.line = nil
            return .heading(heading)
        case .paragraph(var paragraph):
            paragraph.place.line = nil
            return .paragraph(paragraph)
        case .sheet(var sheet):
            sheet.place.line = nil
            return .sheet(sheet)
        case .row(var row):
            row.place.line = nil
            return .row(row)
        case .problem(let problem):
            var place = problem.place
            place.line = nil
            return .problem(
                Problem(
                    place: place, severity: problem.severity, code: problem.code,
                    message: message(of: problem, at: place)))
        }
    }

    private static func message(of problem: Problem, at place: Place) -> String {
        let table = place.table.map { "table \($0)" } ?? "the document"
        switch problem.code {
        case "nested-table":
            return
                "A table inside a cell of \(table) was read as plain text of that cell. Check the cell, or put the inner table on its own."
        case "too-many-rows":
            return
                "Reading stopped in \(table): the document has more than \(ReadingLimits.rows) rows or \(ReadingLimits.cells) cells. Split it and send the parts."
        case "control-characters":
            return "Control characters were left out. Check the text."
        case "direction-overrides":
            return
                "Invisible characters that turn the direction of the text were left out. Check the words beside them."
        case "encoding-doubtful":
            return "Some characters could not be read for certain. Check accents and quotation marks."
        default: return problem.message
        }
    }

    static func error(_ code: String, _ message: String) -> Problem {
        Problem(place: Place(), severity: .error, code: code, message: message)
    }

    private static func warning(_ code: String, _ message: String) -> Problem {
        Problem(place: Place(), severity: .warning, code: code, message: message)
    }
}
