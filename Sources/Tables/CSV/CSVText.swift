/// Turns a field's bytes into a cell's text.
enum CSVText {
    static func cell(_ field: CSVField, in buffer: UnsafeBufferPointer<UInt8>) -> Cell {
        var start = field.start
        var end = field.end
        while start < end, buffer[start] <= Byte.space { start += 1 }
        while end > start, buffer[end - 1] <= Byte.space { end -= 1 }
        guard start < end else { return Cell("") }
        if !field.hasDoubledQuotes, isPlain(buffer, start, end) {
            return Cell(String(decoding: UnsafeBufferPointer(rebasing: buffer[start..<end]), as: UTF8.self))
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(end - start)
        var index = start
        while index < end {
            bytes.append(buffer[index])
            let isDoubled = buffer[index] == Byte.quote && index + 1 < end && buffer[index + 1] == Byte.quote
            index += field.hasDoubledQuotes && isDoubled ? 2 : 1
        }
        return InlineText.cell(bytes, 0..<bytes.count, rules: .records)
    }

    /// Nothing to fold, decode or strip: single spaces, no markup, no white space beyond ASCII.
    private static func isPlain(_ buffer: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var wasSpace = false
        for index in start..<end {
            let byte = buffer[index]
            if byte <= Byte.space {
                if byte != Byte.space || wasSpace { return false }
                wasSpace = true
            } else {
                if byte == Byte.less || byte == Byte.ampersand || PlainText.mayFold(byte) { return false }
                wasSpace = false
            }
        }
        return true
    }
}
