import ArgumentParser
import Coordination
import Foundation
import Vocabulary

struct Rebuild: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make every read table again from the journal, and say whether it equals what stood before.")

    @OptionGroup var store: StoreOptions

    func run() async throws {
        try await store.house(.writing) { house in
            let report = try await house.keeping.rebuild()
            for (table, rows) in report.rows.sorted(by: { $0.key < $1.key }) { Output.line("\(table): \(rows)") }
            if report.differed.isEmpty {
                Output.line(
                    "\(report.entries.counted("entry", "entries")) replayed. Every table equals what stood before.")
            } else {
                Output.line(
                    "\(report.entries.counted("entry", "entries")) replayed. These differed and stand as the journal says now: "
                        + report.differed.joined(separator: ", ") + ".")
                throw ExitStatus.found
            }
        }
    }
}

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Look at the store, the reader's cage, the writers of PDF and Word files, packs and templates without changing anything."
    )

    @OptionGroup var store: StoreOptions
    @Flag(help: "JSON for programs.") var json = false

    private struct Line: Encodable {
        let subject: String
        let verdict: String
        let sentence: String
    }

    func run() async throws {
        try await store.house(.reading) { house in
            var lines = try await house.keeping.check()
            lines += house.heads.lines(keptIn: store.settings.headsFolder)
            lines += await house.cage.probe().lines
            lines += await house.press.probe().lines
            lines += house.resourceDigests.map { CheckLine($0.name, .well, "digest \($0.digest)") }
            if json {
                try Output.json(
                    lines.map { Line(subject: $0.subject, verdict: $0.verdict.rawValue, sentence: $0.sentence) })
            } else {
                for line in lines {
                    let mark =
                        switch line.verdict {
                        case .well: "ok     "
                        case .warning: "warning"
                        case .wrong: "WRONG  "
                        }
                    Output.line("\(mark)  \(line.subject): \(line.sentence)")
                }
            }
            if lines.contains(where: { $0.verdict == .wrong }) { throw ExitStatus.found }
        }
    }
}

struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the database while it is in use; the copy is opened and proved before it counts.")

    @OptionGroup var store: StoreOptions
    @Argument(help: "The new file.") var file: String

    func run() async throws {
        try await store.house(.reading) { house in
            let report = try await house.keeping.backup(to: file)
            Output.line(
                "\(report.path): \(report.bytes) bytes, \(report.entries.counted("entry", "entries")), opened and proved."
                    + (report.head.map { " Head \($0.digest)." } ?? ""))
        }
    }
}

struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put a backup in the place of the database, after proving it; what stood there is kept beside it.")

    @OptionGroup var store: StoreOptions
    @Argument(help: "The backup.") var file: String

    func run() async throws {
        do {
            let report = try await store.wiring().restore(from: file, settings: store.settings)
            Output.line("Restored: \(report.entries.counted("entry", "entries")), opened and proved in its place.")
        } catch {
            throw Complaint.exit(for: error)
        }
    }
}
