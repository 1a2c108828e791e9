import Coordination
import HTTPTypes
import Hummingbird
import Logging
import Partnership
import Reporting
import Tables
import Vocabulary

/// The journal as pages, as a file, and its signed head.
enum JournalRoutes {
    /// The most entries a file holds: a spreadsheet opens it, and no request takes the server for itself.
    static let rowsInFile = 20_000

    static func add(to routes: inout RouteTable) {
        routes.get("/journal", .act(.readJournal), showAll)
        routes.get("/journal/entries.csv", .act(.readJournal), download)
        routes.get("/journal/head", .act(.readJournal), head)
        routes.get("/journal/:sequence", .act(.readJournal), showOne)
    }

    private static func showAll(_ visit: Visit) async throws -> Response {
        let member = try visit.member()
        let filter = JournalFilter(visit.query, words: visit.words)
        let leaf = try await visit.house.journal.leaf(
            filter.ask, at: filter.place, size: JournalPage.rowsOnPage, by: member)
        let lines = try await JournalLines.load(visit)
        let marking = leaf.records.map(\.marking).reduce(.official, max)
        let frame = FrameMaker.frame(
            visit, .init(visit.words("journal.title"), area: .journal, marking: marking, problems: filter.problems))
        return visit.page(
            JournalPage(
                page: frame, filter, leaf, lines, clearance: member.clearance,
                publicKey: try? visit.house.heads.publicKey()),
            status: filter.problems.isEmpty ? .ok : .unprocessableContent)
    }

    private static func showOne(_ visit: Visit) async throws -> Response {
        let sequence = JournalSequence(Int64(try visit.number("sequence")))
        let record = try await visit.house.journal.entry(sequence, by: try visit.member())
        let lines = try await JournalLines.load(visit)
        let frame = FrameMaker.frame(
            visit,
            .init(
                JournalEntryPage.heading(record, visit.words), section: visit.words("journal.title"), area: .journal,
                marking: record.marking))
        return visit.page(JournalEntryPage(page: frame, record, lines))
    }

    private static func download(_ visit: Visit) async throws -> Response {
        let filter = JournalFilter(visit.query, words: visit.words)
        guard filter.problems.isEmpty else { throw PageError.brokenForm }
        let (records, total) = try await visit.house.journal.file(
            filter.ask, limit: rowsInFile, by: try visit.member())
        let lines = try await JournalLines.load(visit)
        return visit.download(JournalFile.text(records, of: total, lines), name: "journal.csv")
    }

    /// The head as it stands, signed: to be kept where nobody who may write to the database can reach it.
    private static func head(_ visit: Visit) async throws -> Response {
        do {
            let signed = try await visit.house.heads.sign()
            return visit.download(signed.text, name: signed.fileName, type: "text/plain; charset=utf-8")
        } catch let refusal as HeadRefusal {
            visit.context.logger.warning("\(refusal.sentence)")
            throw PageError.unavailable("signing-key")
        }
    }
}

/// Entries as a CSV file, safe to open in a spreadsheet.
enum JournalFile {
    static func text(_ records: [JournalRecord], of total: Int, _ lines: JournalLines) -> String {
        let words = lines.words
        let columns = ["entry", "recorded", "day", "who", "kind", "about", "sentence", "purpose", "marking", "digest"]
        var text = CSVWriter.line(columns.map { words("journal.file.\($0)") })
        for record in records {
            let header = record.header
            text += CSVWriter.line([
                header.sequence.description, lines.when(record), lines.clock.day(of: header.recorded).iso,
                lines.who(record), EntryWords.title(of: header), lines.text(header.subject),
                lines.entries.sentence(record), lines.purpose(record), record.marking.printed, header.digest,
            ])
        }
        if total > records.count {
            text += CSVWriter.line([
                words(
                    "journal.file.capped", ["shown": records.count.printed, "total": total.printed])
            ])
        }
        return text
    }
}
