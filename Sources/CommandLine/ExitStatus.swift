import ArgumentParser
import Coordination
import Foundation
import Vocabulary

/// Exit codes, after sysexits. Documented in `Documentation/reference/commands.md`.
enum ExitStatus {
    static let nothingRead = ExitCode(65)
    static let noInput = ExitCode(66)
    static let unavailable = ExitCode(69)
    static let software = ExitCode(70)
    static let cannotCreate = ExitCode(73)
    static let inputOutput = ExitCode(74)
    static let heldByAnother = ExitCode(75)
    static let notAllowed = ExitCode(77)
    static let configuration = ExitCode(78)
    /// A check or verification ran and found something wrong.
    static let found = ExitCode(1)
    /// The journal against a signed head: it ends before it, or another entry stands in its place.
    static let cutShort = ExitCode(3)
    static let writtenAnew = ExitCode(4)
    /// A signed head that proves nothing here: another key, or a signature that does not fit.
    static let otherKey = ExitCode(5)
    static let badSignature = ExitCode(6)
}

/// Standard output and error, written whole.
enum Output {
    /// Where a test collects what a command says, complaints included; the process's own streams otherwise.
    @TaskLocal static var collector: (@Sendable (String) -> Void)?

    static func write(_ text: String) {
        if let collector { return collector(text) }
        FileHandle.standardOutput.write(Data(text.utf8))
    }
    static func line(_ text: String) { write(text + "\n") }
    static func complain(_ text: String) {
        if let collector { return collector(text + "\n") }
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// JSON for programs: sorted keys, readable, no escaped slashes.
    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try line(String(decoding: encoder.encode(value), as: UTF8.self))
    }
}

/// Turns what went wrong into a sentence and an exit code: the one place of this door that does.
enum Complaint {
    static func exit(for error: any Error) -> any Error {
        switch error {
        case let refusal as DeskRefusal: return explain(refusal)
        case let refusal as KeepingRefusal: return explain(refusal)
        case let refusal as HeadRefusal:
            Output.complain(refusal.sentence)
            return refusal == .emptyJournal ? ExitStatus.noInput : ExitStatus.unavailable
        default: return error
        }
    }

    private static func explain(_ refusal: DeskRefusal) -> ExitCode {
        switch refusal {
        case .notAllowed(let sentence):
            Output.complain(sentence)
            return ExitStatus.notAllowed
        case .notFound:
            Output.complain("There is nothing of that name here, or this member may not see it.")
            return ExitStatus.noInput
        case .stale:
            Output.complain(
                "Somebody changed this in the meantime. Nothing was written; look again and repeat the command.")
            return ExitStatus.heldByAnother
        case .problems(let refusals):
            for refusal in refusals { Output.complain(refusal.sentence) }
            return ExitStatus.nothingRead
        case .unreadable(let sentence):
            Output.complain(sentence)
            return ExitStatus.nothingRead
        case .busy(let sentence):
            Output.complain(sentence)
            return ExitStatus.heldByAnother
        case .diskFull:
            Output.complain("The disk is full. Nothing was written; free some space and repeat the command.")
            return ExitStatus.inputOutput
        }
    }

    private static func explain(_ refusal: KeepingRefusal) -> ExitCode {
        switch refusal {
        case .heldByAnotherProcess:
            Output.complain("Cornerstone is running; do this on its page, or stop it.")
            return ExitStatus.heldByAnother
        case .newerSchema(let found, let known):
            Output.complain(
                "This database was written by a newer Cornerstone (schema \(found), this program knows \(known)). Use the newer program."
            )
            return ExitStatus.configuration
        case .notADatabase(let path):
            Output.complain("\(path) is not a Cornerstone database. Give the folder or file of one.")
            return ExitStatus.nothingRead
        case .alreadyThere(let path):
            Output.complain("\(path) is there already. Give another name, or move it away first.")
            return ExitStatus.cannotCreate
        case .noSuchFile(let path):
            Output.complain("There is no file \(path).")
            return ExitStatus.noInput
        case .networkFileSystem(let path, let kind):
            Output.complain(
                "\(path) lies on a network file system (\(kind)), where a database can be damaged. Use a disk of this machine."
            )
            return ExitStatus.configuration
        case .notProved(let path, let reason):
            Output.complain("\(path) was not accepted: \(reason) Nothing was changed.")
            return ExitStatus.nothingRead
        case .closed:
            Output.complain(
                "The database was closed while the command was working. Nothing was lost; repeat the command.")
            return ExitStatus.heldByAnother
        case .diskFull:
            Output.complain("The disk is full. Nothing was written; free some space and repeat the command.")
            return ExitStatus.inputOutput
        case .diskFailed:
            Output.complain(
                "The disk did not take or give what was asked of it. Nothing was written; look after the disk, then repeat the command."
            )
            return ExitStatus.inputOutput
        }
    }
}
