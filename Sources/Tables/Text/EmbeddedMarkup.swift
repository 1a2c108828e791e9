/// Tables and comments of HTML that stand between the lines of a text.
extension TextReader {
    mutating func embedded(_ line: SourceLine) -> Bool {
        let start = firstInk(line)
        guard bytes[start] == Byte.less else { return false }
        if begins(start, "<!--") { return comment() }
        guard begins(start, "<table"), let tag = InlineTag.scan(bytes, at: start, to: bytes.count), tag.name == "table"
        else { return false }
        let last = lastTableLine()
        flush()
        collector.page = line.page
        HTMLReader.read(
            bytes, start..<lines[last].range.upperBound, firstLine: line.number, into: &collector)
        index = last + 1
        return true
    }

    private func begins(_ at: Int, _ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard at + length <= bytes.count else { return false }
        return (0..<length).allSatisfy { bytes[at + $0].lowered == word.utf8Start[$0] }
    }

    /// Comments are not text; one that never ends is.
    private mutating func comment() -> Bool {
        guard !commentsStayOpen else { return false }
        var at = index
        while at < lines.count {
            if lines[at].range.contains(where: { begins($0, "-->") }) {
                flush()
                index = at + 1
                return true
            }
            at += 1
        }
        commentsStayOpen = true
        return false
    }

    /// The line on which the table, and every table inside it, is closed; the last line where none is.
    private func lastTableLine() -> Int {
        var depth = 0
        var at = index
        while at < lines.count {
            for position in lines[at].range where bytes[position] == Byte.less {
                if begins(position, "<table") { depth += 1 }
                if begins(position, "</table") { depth -= 1 }
            }
            if depth <= 0 { return at }
            at += 1
        }
        return lines.count - 1
    }
}
