/// Builds the plain text of a cell, heading or paragraph: white space folded, breaks as `\n`, points of a list as
/// `\n• point` or `\n1. point`, and whether all of it was bold.
package struct PlainText {
    private enum Mark { case none, bullet, number(Int) }

    private var out: [UInt8] = []
    /// Bytes of the number the text was begun with: a paragraph behind it stands on the same line.
    private var prefixed = 0
    private var owesSpace = false
    private var owesBreak = false
    private var mark = Mark.none
    /// The bullet that was printed last, as it stands.
    private var printedBullet: [UInt8] = []
    /// The next number of each open list; nil for a bulleted one.
    private var lists: [Int?] = []
    private var boldDepth = 0
    private var hasBold = false
    private var hasLight = false
    /// Line ends in the source are breaks, not spaces.
    var keepsLines = false
    /// A bullet inside a line is what somebody typed there, and begins no point.
    private var keepsBullets = false

    var isEmpty: Bool { out.isEmpty }
    var isInList: Bool { !lists.isEmpty }
    /// Every letter and digit stood in bold.
    var isBold: Bool { hasBold && !hasLight }
    var string: String { String(decoding: out, as: UTF8.self) }
    /// The text of a cell: a bullet with nothing behind it is a mark, as in a grid of months.
    package var cellText: String { out.isEmpty ? String(decoding: printedBullet, as: UTF8.self) : string }

    /// Bytes that may begin a white space, an invisible character or a bullet beyond ASCII.
    @inline(__always)
    package static func mayFold(_ byte: UInt8) -> Bool { byte == 0xC2 || byte == 0xE2 || byte == 0xE3 || byte == 0xEF }

    package init(keepsLines: Bool = false, keepsBullets: Bool = false) {
        self.keepsLines = keepsLines
        self.keepsBullets = keepsBullets
    }

    /// The next block inside the same bold element.
    func following() -> PlainText {
        var next = PlainText(keepsLines: keepsLines, keepsBullets: keepsBullets)
        next.boldDepth = boldDepth
        return next
    }

    mutating func beginBold() { boldDepth += 1 }
    mutating func endBold() { boldDepth = max(0, boldDepth - 1) }
    mutating func breakLine() { owesBreak = out.count > prefixed }
    mutating func space() { owesSpace = true }

    mutating func beginList(numbered: Bool, from first: Int = 1) {
        breakLine()
        if lists.count < 64 { lists.append(numbered ? first : nil) }
    }

    mutating func endList() {
        breakLine()
        mark = .none
        if !lists.isEmpty { lists.removeLast() }
    }

    mutating func beginPoint() {
        breakLine()
        guard case .some(.some(let number)) = lists.last else {
            mark = .bullet
            return
        }
        lists[lists.count - 1] = number + 1
        mark = .number(number)
    }

    mutating func endPoint() {
        breakLine()
        mark = .none
    }

    /// Begins the text with a number that has no letter to be bold or not.
    mutating func prefix(_ number: [UInt8]) {
        guard out.isEmpty else { return }
        out = number
        prefixed = number.count
    }

    /// Adds a piece of source text.
    package mutating func add(_ bytes: [UInt8], _ range: Range<Int>) {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            // Some formats allow the last of the control characters in text; nobody typed it.
            if byte <= Byte.space || byte == 0x7F {
                white(byte)
                index += 1
            } else if let length = Invisible.blank(bytes, index, range.upperBound) {
                owesSpace = true
                index += length
            } else if let length = Invisible.nothing(bytes, index, range.upperBound) {
                index += length
            } else if let length = bullet(bytes, index, range) {
                index += length
            } else if let length = ownMark(bytes, index, range.upperBound) {
                index += length
            } else {
                character(byte)
                index += 1
            }
        }
    }

    private mutating func white(_ byte: UInt8) {
        let isBreak = byte == Byte.verticalTab || (byte == Byte.newline && keepsLines)
        if isBreak { breakLine() } else { owesSpace = true }
    }

    /// One byte of a visible character.
    mutating func character(_ byte: UInt8) {
        if owesBreak {
            out.append(Byte.newline)
        } else if owesSpace, !out.isEmpty {
            out.append(Byte.space)
        }
        owesBreak = false
        owesSpace = false
        writeMark()
        out.append(byte)
        if byte.isWord {
            if boldDepth > 0 { hasBold = true } else { hasLight = true }
        }
    }

    private mutating func writeMark() {
        switch mark {
        case .none: return
        case .bullet: out.append(contentsOf: [0xE2, 0x80, 0xA2, Byte.space])
        case .number(let number): out.append(contentsOf: Array("\(number). ".utf8))
        }
        mark = .none
    }

    /// A printed bullet begins a point wherever it stands between spaces.
    private mutating func bullet(_ bytes: [UInt8], _ index: Int, _ range: Range<Int>) -> Int? {
        let atStart = out.isEmpty || owesBreak || isMarked
        // Word's symbol font prints a middle dot as a bullet.
        let isDot = atStart && bytes[index] == 0xC2 && index + 1 < range.upperBound && bytes[index + 1] == 0xB7
        guard let length = isDot ? 2 : Invisible.bullet(bytes, index, range.upperBound) else { return nil }
        guard atStart || (owesSpace && !keepsBullets) else { return nil }
        let after = index + length
        let standsFree = after >= range.upperBound || bytes[after] <= Byte.space || bytes[after] == 0xC2
        guard standsFree || atStart else { return nil }
        breakLine()
        mark = .bullet
        printedBullet = Array(bytes[index..<after])
        return length
    }

    private var isMarked: Bool {
        if case .none = mark { false } else { true }
    }

    /// The mark or number typed inside a list point, which would otherwise be printed twice.
    private mutating func ownMark(_ bytes: [UInt8], _ index: Int, _ end: Int) -> Int? {
        switch mark {
        case .none: return nil
        case .bullet:
            guard [Byte.dash, Byte.star, Byte.plus].contains(bytes[index]), index + 1 < end,
                bytes[index + 1] <= Byte.space
            else { return nil }
            return 1
        case .number:
            var at = index
            while at < end, bytes[at].isDigit { at += 1 }
            if at > index, at < end, bytes[at] == Byte.dot || bytes[at] == 0x29 { mark = .none }
            return nil
        }
    }
}

/// Characters beyond ASCII that are not printed as themselves.
enum Invisible {
    /// A white space other than an ASCII one, or a control character of the upper half: its length.
    @inline(__always)
    static func blank(_ bytes: [UInt8], _ index: Int, _ end: Int) -> Int? {
        guard PlainText.mayFold(bytes[index]) else { return nil }
        if bytes[index] == 0xC2 { return index + 1 < end && (0x80...0xA0).contains(bytes[index + 1]) ? 2 : nil }
        guard index + 2 < end else { return nil }
        switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
        case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80): return 3
        default: return nil
        }
    }

    /// A character without width that only steers line breaks: its length.
    @inline(__always)
    static func nothing(_ bytes: [UInt8], _ index: Int, _ end: Int) -> Int? {
        guard PlainText.mayFold(bytes[index]) else { return nil }
        if bytes[index] == 0xC2 { return index + 1 < end && bytes[index + 1] == 0xAD ? 2 : nil }
        guard index + 2 < end else { return nil }
        switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
        case (0xE2, 0x80, 0x8B), (0xE2, 0x81, 0xA0), (0xEF, 0xBB, 0xBF): return 3
        default: return nil
        }
    }

    /// •, ‣, ●, ▪, ◦ and the bullet of Word's symbol font: its length.
    @inline(__always)
    static func bullet(_ bytes: [UInt8], _ index: Int, _ end: Int) -> Int? {
        guard bytes[index] == 0xE2 || bytes[index] == 0xEF, index + 2 < end else { return nil }
        switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
        case (0xE2, 0x80, 0xA2), (0xE2, 0x80, 0xA3), (0xE2, 0x97, 0x8F), (0xE2, 0x96, 0xAA), (0xE2, 0x97, 0xA6),
            (0xEF, 0x82, 0xB7):
            return 3
        default: return nil
        }
    }
}
