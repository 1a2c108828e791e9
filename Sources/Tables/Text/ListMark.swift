/// What begins a point of a list: a bullet, a number, a letter.
struct ListMark {
    /// The number printed; nil for bullets and letters.
    var number: Int?
    /// Where the text of the point begins (a number or letter belongs to its text).
    var end: Int

    static func find(_ bytes: [UInt8], _ line: Range<Int>) -> ListMark? {
        var at = line.lowerBound
        while at < line.upperBound, bytes[at].isBlank { at += 1 }
        guard at < line.upperBound else { return nil }
        return bullet(bytes, at, line.upperBound) ?? numbered(bytes, at, line.upperBound)
            ?? lettered(bytes, at, line.upperBound)
    }

    private static func bullet(_ bytes: [UInt8], _ at: Int, _ end: Int) -> ListMark? {
        var after = at
        if let length = Invisible.bullet(bytes, at, end) {
            after += length
        } else if [Byte.dash, Byte.star, Byte.plus].contains(bytes[at]) {
            after += 1
        } else if at + 2 < end, bytes[at] == 0xE2, bytes[at + 1] == 0x80, bytes[at + 2] == 0x93 {
            after += 3
        } else if at + 1 < end, bytes[at] == 0xC2, bytes[at + 1] == 0xB7 {
            after += 2
        }
        guard after > at, isFollowedByText(bytes, after, end) else { return nil }
        return ListMark(number: nil, end: after)
    }

    private static func numbered(_ bytes: [UInt8], _ at: Int, _ end: Int) -> ListMark? {
        var after = at
        var value = 0
        while after < end, after - at < 3, bytes[after].isDigit {
            value = value * 10 + Int(bytes[after] - 0x30)
            after += 1
        }
        guard after > at, after < end, bytes[after] == Byte.dot || bytes[after] == 0x29,
            isFollowedByText(bytes, after + 1, end)
        else { return nil }
        return ListMark(number: value, end: after + 1)
    }

    /// `a)`, `(a)`, `(iv)`: up to four letters or digits.
    private static func lettered(_ bytes: [UInt8], _ at: Int, _ end: Int) -> ListMark? {
        let isOpened = bytes[at] == 0x28
        let start = isOpened ? at + 1 : at
        var after = start
        while after < end, bytes[after].isLetter || bytes[after].isDigit, after - start < 5 { after += 1 }
        let length = after - start
        guard length >= 1, length <= (isOpened ? 4 : 1), after < end, bytes[after] == 0x29,
            isFollowedByText(bytes, after + 1, end)
        else { return nil }
        return ListMark(number: nil, end: at)
    }

    /// White space and then something on the same line.
    private static func isFollowedByText(_ bytes: [UInt8], _ after: Int, _ end: Int) -> Bool {
        after + 1 < end && (bytes[after].isBlank || Invisible.blank(bytes, after, end) != nil)
    }
}
