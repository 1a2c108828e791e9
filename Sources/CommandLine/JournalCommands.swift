import ArgumentParser
import Coordination
import Foundation
import Vocabulary

struct JournalGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "The journal of everything that was entered.",
        subcommands: [JournalVerify.self, JournalHeadCommand.self])
}

struct JournalHeadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "head", abstract: "The journal's head, signed: a small text to keep outside this machine.",
        discussion: """
            With it, journal verify --head finds out a journal that was cut short or written anew. The key that signs lies \
            in a file outside the database and is made on first need; see CORNERSTONE_SIGNING_KEY.
            """)

    @OptionGroup var store: StoreOptions
    @Option(help: "The new file. Otherwise standard output.") var out: String?

    func run() async throws {
        try await store.house(.reading) { house in
            let signed = try await house.heads.sign()
            guard let out else { return Output.write(signed.text) }
            guard !FileManager.default.fileExists(atPath: out) else { throw KeepingRefusal.alreadyThere(path: out) }
            guard FileManager.default.createFile(atPath: out, contents: Data(signed.text.utf8)) else {
                Output.complain(HeadRefusal.notWritten(path: out).sentence)
                throw ExitStatus.cannotCreate
            }
            Output.line("\(out): entry \(signed.head.sequence), signed with the key \(signed.publicKey).")
        }
    }
}

struct JournalVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Recompute every digest from the first entry on.",
        discussion: """
            With --head it also holds the journal against a signed head that was kept outside. Exit codes: 0 whole; 1 an \
            entry is not as it was recorded; 3 cut short; 4 written anew; 5 signed with another key; 6 the signature does \
            not fit; 65 not a signed head; 66 no such file.
            """)

    @OptionGroup var store: StoreOptions
    @Option(help: "A signed head: a file, or - for standard input.") var head: String?
    @Option(help: "The public key that was kept outside. Otherwise that of this installation.") var key: String?
    @Flag(help: "JSON for programs.") var json = false

    private struct Answer: Encodable {
        let entries: Int
        let erased: Int
        let head: String?
        let sequence: Int64?
        let faults: [Fault]
        /// Against a signed head, in a sentence.
        var verdict: String?

        struct Fault: Encodable {
            let sequence: Int64
            let sentence: String
        }
    }

    func run() async throws {
        guard let head else {
            return try await store.house(.reading) { house in
                let report = try await house.keeping.verify()
                try show(report, verdict: nil)
                if !report.faults.isEmpty { throw ExitStatus.found }
            }
        }
        let file = try FileArgument(head)
        try await store.house(.reading) { house in
            let (verdict, report) = try await house.heads.verify(
                String(decoding: file.bytes, as: UTF8.self), key: key)
            if let report {
                try show(report, verdict: verdict)
            } else {
                Output.complain(verdict.sentence)
            }
            if let status = status(verdict, report) { throw status }
        }
    }

    private func status(_ verdict: HeadVerdict, _ report: VerifyReport?) -> ExitCode? {
        switch verdict {
        case .damaged: ExitStatus.nothingRead
        case .badSignature: ExitStatus.badSignature
        case .otherKey: ExitStatus.otherKey
        case .compared(_, .cutShort, _): ExitStatus.cutShort
        case .compared(_, .writtenAnew, _): ExitStatus.writtenAnew
        case .compared(_, .grown, _): report?.faults.isEmpty == false ? ExitStatus.found : nil
        }
    }

    private func show(_ report: VerifyReport, verdict: HeadVerdict?) throws {
        if json {
            try Output.json(
                Answer(
                    entries: report.entries, erased: report.erased, head: report.head?.digest,
                    sequence: report.head?.sequence.number,
                    faults: report.faults.map { .init(sequence: $0.sequence.number, sentence: $0.sentence) },
                    verdict: verdict?.sentence))
            return
        }
        for fault in report.faults { Output.line("Entry \(fault.sequence): \(fault.sentence)") }
        let head = report.head.map { " The last is \($0.sequence), \($0.digest)." } ?? ""
        let erased = report.erased > 0 ? " The payloads of \(report.erased) were erased under a rule." : ""
        let entries = report.entries.counted("entry", "entries")
        Output.line(
            report.faults.isEmpty
                ? "\(entries), all as they were recorded.\(erased)\(head)"
                : "\(report.faults.count.counted("fault")) in \(entries).\(head)")
        if let verdict { Output.line(verdict.sentence) }
    }
}
