import Coordination
import Foundation
import Partnership

/// Long work in the foreground: how far it is, on one line of the terminal that is written over. Where standard error is
/// not a terminal, nothing is said before the end.
enum ProgressLine {
    /// Does the work that a page would put in the line, and gives what it made.
    static func following(_ work: JobDesk.Work) async throws -> JobResult {
        guard isTerminal else { return try await work(.silent) }
        do {
            let result = try await work(JobProgress { say(text(of: $0)) })
            say("")
            return result
        } catch {
            say("")
            throw error
        }
    }

    /// `3 of 12  Writing the pack of the city plan`
    static func text(of step: JobStep) -> String {
        let count = step.total.map { "\(step.done) of \($0)" } ?? String(step.done)
        return "\(count)  \(step.words)"
    }

    private static var isTerminal: Bool {
        Output.collector == nil && isatty(FileHandle.standardError.fileDescriptor) == 1
    }

    /// Makes room for a line that stays.
    static func clear() { if isTerminal { say("") } }

    /// Over what stood there before; an empty text leaves the line empty.
    private static func say(_ text: String) {
        let plain = String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
        FileHandle.standardError.write(Data("\r\u{1B}[K\(plain.prefix(100))".utf8))
    }
}
