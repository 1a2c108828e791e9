import Coordination
import Logging
import Synchronization
import Testing
import TestSupport
import Vocabulary

@Suite("A log is read by line, by name and in UTC, and nothing that was typed can forge a line")
struct LogLinesTests {
    private final class Lines: Sendable {
        private let kept = Mutex("")
        var text: String { kept.withLock { $0 } }
        func add(_ line: String) { kept.withLock { $0 += line } }
    }

    private func line(_ message: String, _ metadata: Logger.Metadata = [:], at microseconds: Int64 = 0) -> String {
        let lines = Lines()
        var logger = Logger(label: "cornerstone") { label in
            LogLines(label: label, now: { Instant(microseconds: microseconds) }, write: lines.add)
        }
        logger[metadataKey: "reference"] = "5F0C2A91B7E4"
        logger.error("\(message)", metadata: metadata)
        return lines.text
    }

    static let times: [(microseconds: Int64, text: String)] = [
        (0, "1970-01-01T00:00:00.000Z"),
        // British summer time: the line says 08:30, whatever the wall says.
        (1_777_624_200_125_000, "2026-05-01T08:30:00.125Z"),
        (1_709_251_199_999_999, "2024-02-29T23:59:59.999Z"),
    ]

    @Test("The time is UTC to the millisecond", arguments: times)
    func utc(microseconds: Int64, text: String) {
        #expect(line("Started.", at: microseconds).hasPrefix("time=\(text) level=error from=cornerstone "))
    }

    @Test("Names and values stand in a fixed order, quoted where they are more than a word")
    func fields() {
        let written = line("GET /plans 500", ["ms": "12", "fault": "Website.PageError"])
        #expect(
            written == "time=1970-01-01T00:00:00.000Z level=error from=cornerstone message=\"GET /plans 500\" "
                + "fault=Website.PageError ms=12 reference=5F0C2A91B7E4\n")
    }

    @Test("Whatever stands in a message or a value, it is one line, and its quotes are closed")
    func forging() {
        var random = SeededRandom(seed: 27)
        let pieces = [
            "\n", "\r", "\r\n", "\"", "\\", " level=error", "time=", "\u{85}", "\u{2028}", "\u{2029}", "\u{1B}[2K",
            "\u{202E}", "\u{0}", "word", " ", "é", "=", "\u{FEFF}",
        ]
        for _ in 0..<500 {
            let text = (0..<Int.random(in: 1...6, using: &random)).map { _ in pieces.randomElement(using: &random) ?? ""
            }
            .joined()
            let written = line(text, ["typed": "\(text)", "na\nme \(text)": "x"])
            #expect(written.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).count == 2, "\(text)")
            #expect(written.unicodeScalars.count { $0.value < 0x20 } == 1, "\(text)")
            #expect(unquoted(written).contains(" level=") && unquoted(written).count { $0 == "=" } == 7, "\(written)")
        }
    }

    /// What stands outside of quotes: the names alone.
    private func unquoted(_ line: String) -> String {
        var rest = ""
        var isInside = false
        var isEscaped = false
        for character in line.unicodeScalars {
            if isEscaped {
                isEscaped = false
            } else if isInside, character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                isInside.toggle()
            } else if !isInside {
                rest.unicodeScalars.append(character)
            }
        }
        return rest
    }
}
