import ArgumentParser
import Coordination
import Foundation
import Vocabulary

struct JournalGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "The journal of everything that was entered.",
        subcommands: [JournalVerify.self])
}

struct JournalVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Recompute every digest from the first entry on.")

    @OptionGroup var store: StoreOptions
    @Flag(help: "JSON for programs.") var json = false

    private struct Answer: Encodable {
        let entries: Int
        let erased: Int
        let head: String?
        let sequence: Int64?
        let faults: [Fault]

        struct Fault: Encodable {
            let sequence: Int64
            let sentence: String
        }
    }

    func run() async throws {
        try await store.house(.reading) { house in
            let report = try await house.keeping.verify()
            if json {
                try Output.json(
                    Answer(
                        entries: report.entries, erased: report.erased, head: report.head?.digest,
                        sequence: report.head?.sequence.number,
                        faults: report.faults.map { .init(sequence: $0.sequence.number, sentence: $0.sentence) }))
            } else {
                for fault in report.faults { Output.line("Entry \(fault.sequence): \(fault.sentence)") }
                let head = report.head.map { " The last is \($0.sequence), \($0.digest)." } ?? ""
                let erased = report.erased > 0 ? " The payloads of \(report.erased) were erased under a rule." : ""
                Output.line(
                    report.faults.isEmpty
                        ? "\(report.entries.counted("entry", "entries")), all as they were recorded.\(erased)\(head)"
                        : "\(report.faults.count.counted("fault")) in \(report.entries.counted("entry", "entries")).\(head)"
                )
            }
            if !report.faults.isEmpty { throw ExitStatus.found }
        }
    }
}

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
        abstract: "Look at the store, the reader's cage, packs and templates without changing anything.")

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
            lines += await house.cage.probe().lines
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
