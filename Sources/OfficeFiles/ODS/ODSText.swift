/// The paragraphs of a cell while they come in.
struct ODSText {
    private(set) var bytes: [UInt8] = []
    private(set) var hasParagraphs = false
    private var depth = 0
    private var boldSpans: [Bool] = []
    private var hasBold = false
    private var hasLight = false

    var isBold: Bool { hasBold && !hasLight }

    mutating func start() {
        bytes.removeAll(keepingCapacity: true)
        hasParagraphs = false
        depth = 0
        boldSpans.removeAll(keepingCapacity: true)
        hasBold = false
        hasLight = false
    }

    mutating func begin(_ name: XMLName, _ attributes: XMLAttributes, _ styles: ODSStyles) {
        switch name {
        case "p", "h":
            if hasParagraphs { add(0x0A) }
            hasParagraphs = true
            depth += 1
        case "span":
            boldSpans.append(boldSpans.last == true || (attributes["style-name"].map(styles.isBoldText) ?? false))
        case "s":
            for _ in 0..<min(attributes.number("c") ?? 1, 100) { add(0x20) }
        case "tab": add(0x20)
        case "line-break": add(0x0A)
        default: return
        }
    }

    mutating func end(_ name: XMLName) {
        switch name {
        case "p", "h": depth = max(0, depth - 1)
        case "span": _ = boldSpans.popLast()
        default: return
        }
    }

    mutating func take(_ piece: UnsafeBufferPointer<UInt8>) {
        guard depth > 0, bytes.count < SheetLimits.cellBytes else { return }
        // Line ends of the file itself are spaces in a paragraph.
        for byte in piece { bytes.append(byte == 0x0A || byte == 0x0D ? 0x20 : byte) }
        guard piece.contains(where: { $0 > 0x20 }) else { return }
        if boldSpans.last == true { hasBold = true } else { hasLight = true }
    }

    private mutating func add(_ byte: UInt8) {
        if bytes.count < SheetLimits.cellBytes { bytes.append(byte) }
    }

    var kept: [UInt8] {
        bytes.count > SheetLimits.cellBytes ? RunText.cut(bytes, SheetLimits.cellBytes) : bytes
    }
}
