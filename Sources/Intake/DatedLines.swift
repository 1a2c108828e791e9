import Tables
import Vocabulary

/// Deliverables that name their date on their own line, or on the line below: "Open the clinic: June 2025",
/// "Report to the board – March 2026", "Publish the pack (by May 2025)".
enum DatedLines {
    typealias Line = (text: Paragraph, deadline: Paragraph)

    /// The promises of a paragraph or list point, and the line above them that names them together. Nil where a line
    /// is neither a promise nor a date: prose is never taken apart.
    static func read(_ paragraph: Paragraph, _ deadlines: Deadlines) -> (heading: String?, lines: [Line])? {
        guard paragraph.text.utf8.count <= 2_000 else { return nil }
        let texts = paragraph.text.split(separator: "\n").map { String($0).trimmed }
        var lines: [Line] = []
        var heading: String?
        var index = 0
        while index < texts.count {
            let isSentence = !paragraph.isListItem && texts[index].hasSuffix(".")
            if !isSentence, let split = split(texts[index].closed, deadlines) {
                lines.append((part(split.text, of: paragraph, index), part(split.deadline, of: paragraph, index)))
                index += 1
            } else if index + 1 < texts.count, isPromise(texts[index], deadlines), isDate(texts[index + 1], deadlines) {
                let deadline = part(texts[index + 1], of: paragraph, index + 1)
                lines.append((part(texts[index], of: paragraph, index), deadline))
                index += 2
            } else if index == 0, texts.count > 1, !paragraph.isListItem, isPromise(texts[0], deadlines) {
                heading = texts[0].trimmingEnd
                index += 1
            } else {
                return nil
            }
        }
        return lines.isEmpty ? nil : (heading, lines)
    }

    private static func part(_ text: String, of paragraph: Paragraph, _ line: Int) -> Paragraph {
        var part = paragraph
        part.text = text
        part.place.line = paragraph.place.line.map { $0 + line }
        return part
    }

    private static let separators = [" – ", " — ", " - ", ": ", "; ", " (", ", by ", "\t"]

    /// "Open the clinic: June 2025" as the promise and its date; the last separator counts.
    private static func split(_ line: String, _ deadlines: Deadlines) -> (text: String, deadline: String)? {
        guard line.utf8.count <= 300 else { return nil }
        var best: (text: String, deadline: String)?
        for separator in separators {
            guard let range = line.ranges(of: separator).last else { continue }
            let text = String(line[..<range.lowerBound]).trimmed
            var deadline = String(line[range.upperBound...]).trimmed
            if separator == ", by " { deadline = "by " + deadline }
            if separator == " (" {
                guard deadline.hasSuffix(")") else { continue }
                deadline.removeLast()
            }
            guard isPromise(text, deadlines), isDate(deadline, deadlines) else { continue }
            if best.map({ $0.text.utf8.count < text.utf8.count }) ?? true { best = (text, deadline) }
        }
        return best
    }

    private static func isPromise(_ text: String, _ deadlines: Deadlines) -> Bool {
        guard let first = text.first, text.utf8.count >= 4, text.utf8.count <= 300 else { return false }
        return (first.isUppercase || first.isNumber || first == "“") && !text.contains("@") && !text.contains(". ")
            && !isDate(text, deadlines)
    }

    /// A date alone, or the open question of one.
    private static func isDate(_ text: String, _ deadlines: Deadlines) -> Bool {
        guard text.utf8.count <= 40, !text.isEmpty, !text.hasSuffix(".") else { return false }
        let commitments = deadlines.read(text).timescale.commitments
        if commitments.allSatisfy({ $0.understood && $0.undecided && $0.label == nil }) { return true }
        return HeaderlessTable.isDated(text, deadlines) && commitments.allSatisfy { $0.label == nil && !$0.past }
    }
}

extension String {
    /// Without the colon that leads to what it names.
    fileprivate var trimmingEnd: String { self[...].trimmingEnd(of: ": ") }
    /// Without the full stop or semicolon that closes a list point.
    fileprivate var closed: String { self[...].trimmingEnd(of: ".;, ") }
}
