import Foundation
import Partnership
public import Vocabulary

/// A mail as it leaves: plain text in UTF-8 with headers after RFC 5322. Whatever stands in a name or a subject stays on
/// its own line: nobody can put a header into a mail by what they are called.
public struct MailMessage: Sendable, Equatable {
    /// Its number in the queue.
    public let number: Int
    /// The same at every try: what stands between the angle brackets.
    public let id: String
    /// Addresses without names, for the envelope.
    public let from: String
    public let to: String
    public let subject: String
    /// Lines end with a line feed.
    public let text: String
    private let fromName: String
    private let toName: String
    private let date: Instant

    /// - Throws: `MailFault.never` for an address no mail can be sent to.
    public init(
        number: Int, id: String, from: String, fromName: String, to: String, toName: String, subject: String,
        text: String, date: Instant
    ) throws(MailFault) {
        guard MailMessage.canBeSentTo(from) else {
            throw .later("The sender's address is not one mail can come from. Set CORNERSTONE_MAIL_FROM.")
        }
        guard MailMessage.canBeSentTo(to) else {
            throw .never("The member's address is not one mail can be sent to. Change it on the members page.")
        }
        self.number = number
        self.id = "\(id)@\(from.split(separator: "@").last ?? "localhost")"
        self.from = from
        self.to = to
        self.subject = subject
        self.text = text
        self.fromName = fromName
        self.toName = toName
        self.date = date
    }

    /// Plain ASCII without anything that could end a header, an argument or an address.
    static func canBeSentTo(_ address: String) -> Bool {
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, address.utf8.count <= 254,
            !address.hasPrefix("-")
        else { return false }
        return address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !Array("<>,;:\"()[]\\".utf8).contains($0) }
    }

    /// The whole message.
    ///
    /// - Parameter lineEnd: carriage return and line feed in a file; a line feed for a program of the host.
    public func written(lineEnd: String = "\r\n") -> String {
        let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
        let headers = [
            "From: \(HeaderText.phrase(fromName)) <\(from)>",
            "To: \(HeaderText.phrase(toName)) <\(to)>",
            "Subject: \(HeaderText.unstructured(subject))",
            "Date: \(MailMessage.printed(date))",
            "Message-ID: <\(id)>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: \(isPlain ? "7bit" : "quoted-printable")",
        ]
        let body = isPlain ? text : QuotedPrintable.written(text)
        return (headers + ["", body]).joined(separator: "\n").replacingOccurrences(of: "\n", with: lineEnd)
    }

    /// `Sat, 21 Nov 2026 13:05:09 +0000`.
    static func printed(_ instant: Instant) -> String {
        let seconds = Int((Double(instant.microseconds) / 1_000_000).rounded(.down))
        let number = Int((Double(seconds) / 86_400).rounded(.down))
        let day = Day(number: number)
        let inDay = seconds - number * 86_400
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let names = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return "\(names[((number % 7) + 7) % 7]), \(two(day.day)) \(months[day.month - 1]) \(day.year) "
            + "\(two(inDay / 3600)):\(two(inDay % 3600 / 60)):\(two(inDay % 60)) +0000"
    }
}

/// Texts in headers, after RFC 5322 and 2047.
enum HeaderText {
    /// A name before an address: quoted, or encoded where it is more than plain ASCII.
    static func phrase(_ name: String) -> String {
        let line = oneLine(name)
        guard isPlain(line), line.utf8.count <= 60 else { return encoded(line) }
        let escaped = line.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
        return "\"\(escaped)\""
    }

    /// A subject: as it is where it is short plain ASCII, else encoded.
    static func unstructured(_ text: String) -> String {
        let line = oneLine(text)
        // What looks like an encoded word would be read as one.
        guard isPlain(line), line.utf8.count <= 66, !line.contains("=?") else { return encoded(line) }
        return line
    }

    /// Line ends, and every other control character, become spaces.
    private static func oneLine(_ text: String) -> String {
        let isBreak: (Unicode.Scalar) -> Bool = {
            $0.properties.generalCategory == .control || $0.properties.generalCategory == .lineSeparator
                || $0.properties.generalCategory == .paragraphSeparator
        }
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { line.append(isBreak(scalar) ? " " : scalar) }
        return String(line).split(separator: " ").joined(separator: " ")
    }

    private static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }

    /// Encoded words of at most 75 characters, each holding whole scalars, on lines of their own.
    private static func encoded(_ text: String) -> String {
        var words: [String] = []
        var piece: [UInt8] = []
        func close() {
            if !piece.isEmpty { words.append("=?utf-8?B?\(Data(piece).base64EncodedString())?=") }
            piece = []
        }
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if piece.count + bytes.count > 42 { close() }
            piece += bytes
        }
        close()
        return words.joined(separator: "\n ")
    }
}

/// Text as quoted-printable, after RFC 2045: lines of at most 76 characters, everything beyond ASCII written as `=C3=A9`.
enum QuotedPrintable {
    static func written(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line($0) }.joined(separator: "\n")
    }

    private static func line(_ line: Substring) -> String {
        var lines: [String] = []
        var present = ""
        let bytes = Array(line.utf8)
        for (index, byte) in bytes.enumerated() {
            let isLastSpace = index == bytes.count - 1 && (byte == 0x20 || byte == 0x09)
            let isPlain = (byte >= 0x20 && byte < 0x7F && byte != 0x3D || byte == 0x09) && !isLastSpace
            let written = isPlain ? String(UnicodeScalar(byte)) : "=\(hex(byte >> 4))\(hex(byte & 15))"
            if present.utf8.count + written.utf8.count > 75 {
                lines.append(present + "=")
                present = ""
            }
            present += written
        }
        return (lines + [present]).joined(separator: "\n")
    }

    private static func hex(_ value: UInt8) -> String { String(value, radix: 16, uppercase: true) }
}
