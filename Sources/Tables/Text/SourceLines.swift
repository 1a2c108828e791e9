/// One line of a text: where it lies, its number, its page if the text has page marks.
struct SourceLine {
    /// Without white space at its end (tabs stay: they are empty cells).
    var range: Range<Int>
    var number: Int
    var page: Int?
    var hasTab = false
    var isBlank = false
    /// Unescaped `|` characters.
    var pipes = 0

    /// Every line, up to the limit.
    static func all(of bytes: [UInt8]) -> [SourceLine] {
        var lines: [SourceLine] = []
        var page: Int? = bytes.contains(Byte.formFeed) ? 1 : nil
        var start = 0
        var number = 1
        while start < bytes.count, number <= ReadingLimits.lines {
            let end = bytes[start...].firstIndex(of: Byte.newline) ?? bytes.count
            var from = start
            while from < end, bytes[from] == Byte.formFeed {
                page = page.map { $0 + 1 }
                from += 1
            }
            lines.append(SourceLine(bytes, from..<end, number, page))
            for index in from..<end where bytes[index] == Byte.formFeed { page = page.map { $0 + 1 } }
            start = end + 1
            number += 1
        }
        return lines
    }

    private init(_ bytes: [UInt8], _ whole: Range<Int>, _ number: Int, _ page: Int?) {
        var end = whole.upperBound
        while end > whole.lowerBound, bytes[end - 1] <= Byte.space, bytes[end - 1] != Byte.tab { end -= 1 }
        range = whole.lowerBound..<end
        self.number = number
        self.page = page
        isBlank = true
        var wasBackslash = false
        for index in range {
            let byte = bytes[index]
            if byte == Byte.tab { hasTab = true }
            if byte == Byte.pipe, !wasBackslash { pipes += 1 }
            if byte > Byte.space, isBlank {
                isBlank = Invisible.blank(bytes, index, end) != nil || byte == 0xA0
            }
            wasBackslash = byte == Byte.backslash && !wasBackslash
        }
    }
}
