/// Writes text into XML. What XML cannot hold (control characters) is left out; line ends become `\n`.
struct MarkupWriting {
    private(set) var bytes: [UInt8] = []

    mutating func raw(_ markup: String) { bytes.append(contentsOf: markup.utf8) }

    /// Text between tags or inside a quoted attribute.
    mutating func text(_ text: some StringProtocol) {
        for scalar in text.unicodeScalars { add(scalar) }
    }

    /// Whether XML, or the programs that read it, cannot hold a character.
    static func isLeftOut(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    mutating func add(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x26: raw("&amp;")
        case 0x3C: raw("&lt;")
        case 0x3E: raw("&gt;")
        case 0x22: raw("&quot;")
        case 0x0A: raw("&#10;")
        case 0x09: raw("&#9;")
        case _ where Self.isLeftOut(scalar): break
        case 0x20..<0x80: bytes.append(UInt8(scalar.value))
        default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
    }
}

/// A text as a spreadsheet cell can hold it.
enum HeldText {
    /// With `\n` for every line end and no longer than a cell may be; a text that is cut ends in "…".
    static func held(_ text: String) -> String {
        var text = text
        if text.utf8.contains(0x0D) {
            text = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        }
        guard text.utf8.count > Workbook.longestText, text.utf16.count > Workbook.longestText else { return text }
        var kept = ""
        var length = 1
        for character in text {
            length += character.utf16.count
            if length > Workbook.longestText { break }
            kept.append(character)
        }
        return kept + "…"
    }
}
