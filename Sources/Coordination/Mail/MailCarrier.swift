import Foundation
import Subprocess
import SystemPackage

/// Why a mail did not leave, in a sentence for whoever looks at the queue.
public enum MailFault: Error, Sendable, Equatable {
    /// Worth trying again by itself.
    case later(String)
    /// Not before somebody has changed something.
    case never(String)
}

/// A way mail leaves this installation.
public protocol MailCarrier: Sendable {
    /// Takes a message over, for good. Asked again with the same message it may send it twice; the Message-ID is the same.
    func carry(_ message: MailMessage) async throws(MailFault)
    /// The message as it was taken over, where the carrier keeps it.
    func kept(_ number: Int) -> String?
}

extension MailCarrier {
    public func kept(_ number: Int) -> String? { nil }
}

/// Puts each mail into a folder as a file of its own, for another program to send, or for somebody to look at.
public struct OutboxCarrier: MailCarrier {
    private let folder: String

    public init(folder: String) { self.folder = folder }

    /// Readable for its owner only, and there under its name only when it is whole.
    public func carry(_ message: MailMessage) async throws(MailFault) {
        let path = "\(folder)/\(OutboxCarrier.name(message.number))"
        let draft = "\(folder)/.\(OutboxCarrier.name(message.number)).part"
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try? FileManager.default.removeItem(atPath: draft)
            let file = try FileDescriptor.open(
                FilePath(draft), .writeOnly, options: [.create, .exclusiveCreate], permissions: [.ownerReadWrite])
            try file.closeAfter {
                _ = try file.writeAll(Array(message.written().utf8))
                guard fsync(file.rawValue) == 0 else { throw Errno.ioError }
            }
            guard rename(draft, path) == 0 else { throw Errno.ioError }
        } catch {
            throw .later("The outbox folder cannot be written. Look at its rights and at the space on its disk.")
        }
    }

    public func kept(_ number: Int) -> String? {
        FileManager.default.contents(atPath: "\(folder)/\(OutboxCarrier.name(number))").map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    private static func name(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 6 - digits.count)) + digits + ".eml"
    }
}

/// Hands each mail to the host's `sendmail` program: an argument list, never a shell.
public struct SendmailCarrier: MailCarrier {
    private let program: String
    private let patience: Duration

    public init(program: String = "/usr/sbin/sendmail", patience: Duration = .seconds(30)) {
        self.program = program
        self.patience = patience
    }

    public func carry(_ message: MailMessage) async throws(MailFault) {
        let code: Int32?
        do {
            code = try await ended(message)
        } catch {
            throw .later(
                "The program \(program) could not be started. Install a mail program, or set CORNERSTONE_MAIL.")
        }
        switch code {
        case 0: return
        case nil: throw .later("The program \(program) did not answer in time.")
        // EX_UNAVAILABLE to EX_IOERR but for "no such host" are the machine's trouble; EX_TEMPFAIL says so itself.
        case 75, 71, 74: throw .later("The program \(program) could not send now (code \(code ?? 0)).")
        case .some(let code):
            throw .never("The program \(program) refused the mail (code \(code)). Check the member's address.")
        }
    }

    /// The exit code; nil where time ran out.
    private func ended(_ message: MailMessage) async throws -> Int32? {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [
            .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(200))
        ]
        let settings = options
        return try await withThrowingTaskGroup(of: Int32?.self) { group in
            group.addTask {
                let result = try await run(
                    .path(FilePath(program)), arguments: ["-i", "-f", message.from, "--", message.to],
                    environment: .custom(["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]), platformOptions: settings,
                    input: .string(message.written(lineEnd: "\n")), output: .discarded, error: .discarded)
                switch result.terminationStatus {
                case .exited(let code): return code
                default: return 75
                }
            }
            group.addTask {
                try await Task.sleep(for: patience)
                return nil
            }
            let first = try await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }
}
