import Foundation
import Testing
import Vocabulary

@testable import Coordination

@Suite("A mail is whole and plain, whatever stands in a name")
struct MailMessageTests {
    static func message(
        to: String = "lead@test.example", post: String = "Treatment Commissioner", subject: String = "3 actions wait",
        text: String = "Dear Treatment Commissioner,\n\nOne waits.\n", from: String = "plans@test.example",
        name: String = "Test Partnership"
    ) throws -> MailMessage {
        try MailMessage(
            number: 7, id: "round-digest.round-1-0.member-2.abc", from: from, fromName: name, to: to, toName: post,
            subject: subject, text: text, date: Instant(microseconds: 1_795_266_309_000_000))
    }

    static func headers(_ message: MailMessage) -> [String] {
        let head = message.written(lineEnd: "\n").components(separatedBy: "\n\n").first ?? ""
        return head.components(separatedBy: "\n")
    }

    @Test("The headers are those of RFC 5322, each on its line")
    func headers() throws {
        #expect(
            Self.headers(try Self.message()) == [
                "From: \"Test Partnership\" <plans@test.example>",
                "To: \"Treatment Commissioner\" <lead@test.example>",
                "Subject: 3 actions wait",
                "Date: Sat, 21 Nov 2026 13:05:09 +0000",
                "Message-ID: <round-digest.round-1-0.member-2.abc@test.example>",
                "Auto-Submitted: auto-generated",
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: 7bit",
            ])
        let file = try Self.message().written()
        #expect(file.contains("\r\n\r\nDear Treatment Commissioner,\r\n\r\nOne waits.\r\n"))
        #expect(!file.replacingOccurrences(of: "\r\n", with: "").contains("\n"))
    }

    static let hostile = [
        "Lead\r\nBcc: everybody@evil.example", "Lead\nSubject: other", "Lead\r\n\r\nBody begins here", "Lead\u{0}\u{7}",
        "Lead\u{2028}Bcc: x@evil.example", "\"><script>alert(1)</script>", "Lead\\\" <x@evil.example>, \\",
        "=?utf-8?B?QmNjOiB4QGV2aWwuZXhhbXBsZQ==?=", "Commissioner for Café ☕ \u{1F6AC}",
        String(repeating: "very long post ", count: 40), String(repeating: "é", count: 300), "a, b; c: d",
    ]

    @Test("No name and no subject can add a header, a recipient or a line", arguments: hostile)
    func injection(text: String) throws {
        let names = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"]
        let lines = Self.headers(try Self.message(post: text, subject: text, name: text))
        let unfolded = lines.filter { !$0.hasPrefix(" ") }
        #expect(unfolded.map { String($0.prefix { $0 != ":" }) } == names + ["Content-Transfer-Encoding"])
        #expect(lines.allSatisfy { $0.utf8.count <= 120 && $0.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } })
        let to = lines.drop { !$0.hasPrefix("To:") }.prefix { $0.hasPrefix("To:") || $0.hasPrefix(" ") }.joined()
        #expect(to.hasSuffix(" <lead@test.example>"))
        // Outside quotes there is one address only.
        #expect(Self.withoutQuotes(to).filter { $0 == "<" }.count == 1)
        #expect(Self.withoutQuotes(to).filter { $0 == "," }.isEmpty)
        let decoded = Self.decoded(lines.drop { !$0.hasPrefix("Subject:") }.dropLast(6).joined(separator: "\n"))
        #expect(!decoded.contains("\r"))
    }

    private static func withoutQuotes(_ line: String) -> String {
        var (kept, isQuoted, isEscaped) = ("", false, false)
        for character in line {
            if isEscaped {
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                isQuoted.toggle()
            } else if !isQuoted {
                kept.append(character)
            }
        }
        return kept
    }

    /// Encoded words read back.
    private static func decoded(_ header: String) -> String {
        let words = header.components(separatedBy: "=?utf-8?B?").dropFirst().compactMap { piece in
            Data(base64Encoded: piece.components(separatedBy: "?=").first ?? "")
        }
        return words.map { String(decoding: $0, as: UTF8.self) }.joined()
    }

    @Test("A long subject beyond ASCII is encoded in words of at most 75 characters and reads back whole")
    func encodedWords() throws {
        let subject = "Erinnerung: fünfzehn Maßnahmen für Café Zürich warten auf Antwort 🙂 bis Jahresende"
        let lines = Self.headers(try Self.message(subject: subject))
        let start = try #require(lines.firstIndex { $0.hasPrefix("Subject:") })
        let end = try #require(lines.firstIndex { $0.hasPrefix("Date:") })
        #expect(lines[start..<end].allSatisfy { $0.count <= 84 })
        #expect(Self.decoded(lines[start..<end].joined(separator: "\n")) == subject)
    }

    @Test("A text beyond ASCII is quoted-printable, with lines of at most 76 characters")
    func quotedPrintable() throws {
        let text = "Dear Café Manager,\n\n" + String(repeating: "é=x ", count: 60) + "\nEnd \n"
        let written = try Self.message(text: text).written(lineEnd: "\n")
        #expect(written.contains("Content-Transfer-Encoding: quoted-printable"))
        let body = written.components(separatedBy: "\n\n").dropFirst().joined(separator: "\n\n")
        #expect(body.split(separator: "\n").allSatisfy { $0.utf8.count <= 76 })
        #expect(Self.readBack(body) == text)
    }

    private static func readBack(_ body: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(body.replacingOccurrences(of: "=\n", with: "").utf8)[...]
        while let first = rest.popFirst() {
            guard first == UInt8(ascii: "="), rest.count >= 2 else {
                bytes.append(first)
                continue
            }
            bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(
        "What is no plain address is refused for good",
        arguments: [
            "-oQ/tmp@evil.example", "two@at@test.example", "with space@test.example", "a@b\r\nBcc: c@d.example",
            "über@test.example", "<x@test.example>", "", "nobody", "a@", "@b",
        ])
    func addresses(address: String) {
        #expect(throws: MailFault.self) { try Self.message(to: address) }
        do {
            _ = try Self.message(to: address)
        } catch MailFault.never(let sentence) {
            #expect(sentence.contains("address"))
        } catch {
            Issue.record("\(error)")
        }
    }

    @Test(
        "Dates are printed with the right day of the week",
        arguments: [
            (0, "Thu, 01 Jan 1970 00:00:00 +0000"), (951_827_696, "Tue, 29 Feb 2000 12:34:56 +0000"),
            (-1, "Wed, 31 Dec 1969 23:59:59 +0000"),
        ] as [(Int64, String)])
    func dates(seconds: Int64, printed: String) {
        #expect(MailMessage.printed(Instant(microseconds: seconds * 1_000_000)) == printed)
    }
}
