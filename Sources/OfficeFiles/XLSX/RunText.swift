/// The text of a cell while it comes in: plain, or in runs of which each has its own look.
struct RunText {
    private var bytes: [UInt8] = []
    private var isOpen = false
    /// Depth inside what is left out.
    private var skipping = 0
    private var runs = 0
    private var boldRuns = 0
    private var isInProperties = false

    var isBold: Bool { runs > 0 && runs == boldRuns }

    mutating func start() {
        bytes.removeAll(keepingCapacity: true)
        isOpen = false
        skipping = 0
        runs = 0
        boldRuns = 0
        isInProperties = false
    }

    mutating func begin(_ name: XMLName, _ attributes: XMLAttributes) {
        if skipping > 0 {
            skipping += 1
            return
        }
        switch name {
        case "rPh": skipping = 1
        case "t", "v": isOpen = true
        case "r": runs += 1
        case "rPr": isInProperties = true
        case "b":
            let isOff = attributes.has("val", "0") || attributes.has("val", "false")
            if isInProperties, !isOff { boldRuns += 1 }
        default: return
        }
    }

    mutating func end(_ name: XMLName) {
        if skipping > 0 {
            skipping -= 1
            return
        }
        switch name {
        case "t", "v": isOpen = false
        case "rPr": isInProperties = false
        default: return
        }
    }

    mutating func take(_ piece: UnsafeBufferPointer<UInt8>) {
        guard isOpen, skipping == 0, bytes.count < SheetLimits.cellBytes else { return }
        bytes.append(contentsOf: piece)
    }

    var raw: [UInt8] { bytes }

    /// With `_x000D_` and its like as the characters they stand for.
    func text() -> [UInt8] {
        var found = bytes
        if found.count > SheetLimits.cellBytes { found = RunText.cut(found, SheetLimits.cellBytes) }
        guard found.contains(0x5F) else { return found }
        return RunText.unescaped(found)
    }

    /// Cut before a character, never inside.
    static func cut(_ bytes: [UInt8], _ most: Int) -> [UInt8] {
        var end = most
        while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return Array(bytes[..<end])
    }

    private static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var at = 0
        while at < bytes.count {
            guard bytes[at] == 0x5F, let code = code(bytes, at) else {
                out.append(bytes[at])
                at += 1
                continue
            }
            if let scalar = Unicode.Scalar(code) { out.append(contentsOf: String(Character(scalar)).utf8) }
            at += 7
        }
        return out
    }

    /// The code of `_xHHHH_`.
    private static func code(_ bytes: [UInt8], _ at: Int) -> UInt16? {
        guard at + 6 < bytes.count, bytes[at + 1] == 0x78, bytes[at + 6] == 0x5F else { return nil }
        return UInt16(String(decoding: bytes[at + 2..<at + 6], as: UTF8.self), radix: 16)
    }
}
