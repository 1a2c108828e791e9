/// A part of a Word document made plain before pandoc reads it: content controls, fields and links are unwrapped,
/// changes are accepted, drawings go, and every table says how many columns it has.
///
/// Pandoc leaves out the cells of a table without such a list, whole cells in content controls, and the text beside a
/// drawing, all without a word. What is left out here is counted and told.
struct WordMending {
    /// What the part holds that a reader of it should be told.
    struct Findings: Equatable {
        var hasChanges = false
        var hasEmbedded = false
        var hasComments = false
        var hidden = ""
        var boxes = ""
        /// Text under merged cells.
        var covered = ""
        /// Cells or rows that the file only counts were not all written out.
        var hasMoreRepeats = false
        /// Letters and digits that should come out again.
        var letters = 0
        var cells = 0

        mutating func add(_ other: Findings) {
            hasChanges = hasChanges || other.hasChanges
            hasEmbedded = hasEmbedded || other.hasEmbedded
            hasComments = hasComments || other.hasComments
            if hidden.isEmpty { hidden = other.hidden }
            if boxes.isEmpty { boxes = other.boxes }
            letters += other.letters
            cells += other.cells
        }
    }

    private static let unwrapped: Set<String> = [
        "sdt", "sdtContent", "smartTag", "customXml", "fldSimple", "ins", "moveTo", "hyperlink", "dir", "bdo",
        "AlternateContent", "Choice",
    ]
    private static let skipped: Set<String> = [
        "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "Fallback", "drawing", "pict", "object", "del", "moveFrom",
        "altChunk", "fldChar", "instrText", "pPrChange", "rPrChange", "tblPrChange", "tcPrChange", "trPrChange",
        "tblPrExChange", "tblGridChange", "sectPr", "tblGrid", "commentReference", "annotationRef", "subDoc",
        "contentPart",
    ]

    /// An open table, row or run of the part as it is written.
    private struct Frame {
        enum Kind { case table, row, run }

        let kind: Kind
        let start: Int
        let lettersBefore: Int
        var columns = 0
        var isGone = false
    }

    private var scan: XMLScan
    private var out: [UInt8] = []
    private var found = Findings()
    private var frames: [Frame] = []
    private var prefix = ""
    /// How many tags inside an element that is left out are open.
    private var skipping = 0
    private var skippedName = ""
    private var isText = false
    private var isCounted = true
    private var pendingBefore = 0
    private var runText: [UInt8] = []

    private init(_ bytes: [UInt8]) { scan = XMLScan(bytes) }

    /// - Throws: `PartFault` for a part that is no sound XML.
    static func mend(_ bytes: [UInt8]) throws(PartFault) -> (part: [UInt8], findings: Findings) {
        var mending = WordMending(bytes)
        mending.out.reserveCapacity(bytes.count + bytes.count / 8)
        while let event = try mending.scan.next() { mending.take(event) }
        // A part of nothing but what is taken out has no root, and is no document to anybody.
        guard mending.out.contains(UInt8(ascii: "<")) else { throw .damaged }
        return (mending.out, mending.found)
    }

    private mutating func take(_ event: XMLScan.Event) {
        switch event {
        case .open(let tag): open(tag)
        case .close(let tag): close(tag)
        case .text(let range): text(range)
        case .raw(let range):
            guard isText, skipping == 0 else { return }
            var plain = PageMarkup()
            plain.text(scan.bytes[range])
            write(plain.bytes)
        }
    }

    private mutating func write(_ bytes: [UInt8]) {
        out += bytes
        if isCounted { found.letters += XMLScan.letters(bytes, 0..<bytes.count) }
        if let top = frames.last, top.kind == .run { runText += bytes }
    }

    private mutating func text(_ range: Range<Int>) {
        if skipping > 0 { return noteSkipped(range) }
        guard isText else { return }
        write(Array(scan.bytes[range]))
    }

    /// The beginning of a text box, so that its author finds it.
    private mutating func noteSkipped(_ range: Range<Int>) {
        guard ["drawing", "pict"].contains(skippedName), found.boxes.utf8.count < 80, let tag = scan.open.last,
            scan.name(tag) == "t"
        else { return }
        found.boxes += scan.string(range)
    }

    // MARK: Tags

    private mutating func open(_ tag: XMLTag) {
        let name = scan.name(tag)
        let ownPrefix = tag.name.lowerBound..<tag.local.lowerBound
        // It is written again for every sign of a symbol font, so a long one would let a small file swell.
        if prefix.isEmpty, frames.isEmpty, out.isEmpty, ownPrefix.count <= 40 { prefix = scan.string(ownPrefix) }
        if skipping > 0 {
            if !tag.isEmpty { skipping += 1 }
            return
        }
        if WordMending.skipped.contains(name) { return skip(tag, name) }
        if WordMending.unwrapped.contains(name) {
            if name == "ins" || name == "moveTo" { found.hasChanges = true }
            return
        }
        if tag.isEmpty, ["tbl", "tr", "r"].contains(name) { return }
        switch name {
        case "tbl": frames.append(frame(.table))
        case "tr": frames.append(frame(.row))
        case "tc":
            found.cells += 1
            giveColumns(1)
        case "gridSpan": giveColumns(span(tag) - 1)
        case "gridBefore": pendingBefore = span(tag)
        case "r":
            frames.append(frame(.run))
            runText = []
        case "vanish": hide(tag)
        case "sym": return symbol(tag)
        case "t":
            isText = !tag.isEmpty
            // The text of formulas comes out in another form.
            isCounted = prefix.utf8.elementsEqual(scan.bytes[tag.name.lowerBound..<tag.local.lowerBound])
        default: break
        }
        out += scan.bytes[tag.whole]
        if name == "tbl", let last = frames.indices.last { frames[last] = frame(.table) }
    }

    private func frame(_ kind: Frame.Kind) -> Frame {
        Frame(kind: kind, start: out.count, lettersBefore: found.letters)
    }

    private mutating func skip(_ tag: XMLTag, _ name: String) {
        if name == "del" || name == "moveFrom" {
            found.hasChanges = true
            if let parent = scan.open.dropLast(tag.isEmpty ? 0 : 1).last, scan.name(parent) == "trPr",
                let row = frames.lastIndex(where: { $0.kind == .row })
            {
                frames[row].isGone = true
            }
        } else if name == "altChunk" || name == "object" || name == "subDoc" {
            found.hasEmbedded = true
        } else if name == "commentReference" {
            found.hasComments = true
        }
        guard !tag.isEmpty else { return }
        skipping = 1
        skippedName = name
    }

    private mutating func close(_ tag: XMLTag) {
        if skipping > 0 {
            if !tag.isEmpty { skipping -= 1 }
            return
        }
        let name = scan.name(tag)
        if WordMending.unwrapped.contains(name) || WordMending.skipped.contains(name) || name == "sym" { return }
        guard !tag.isEmpty else { return endEmpty(name) }
        out.append(0x3C)
        out.append(0x2F)
        out.append(contentsOf: scan.bytes[tag.name])
        out.append(0x3E)
        switch name {
        case "t": isText = false
        case "r": endRun()
        case "trPr": beginRow()
        case "tr": endRow()
        case "tbl": endTable()
        default: break
        }
    }

    private mutating func endEmpty(_ name: String) {
        if name == "trPr" { beginRow() }
    }

    // MARK: Runs

    private mutating func hide(_ tag: XMLTag) {
        let value = scan.attribute("val", of: tag)
        guard value != "0", value != "false", value != "off", let last = frames.indices.last,
            frames[last].kind == .run
        else { return }
        frames[last].isGone = true
    }

    private mutating func endRun() {
        guard let frame = frames.popLast(), frame.kind == .run else { return }
        guard frame.isGone else { return }
        let words = String(decoding: runText, as: UTF8.self)
        if found.hidden.utf8.count < 80 { found.hidden += words }
        undo(frame)
    }

    private mutating func undo(_ frame: Frame) {
        out.removeSubrange(frame.start...)
        found.letters = frame.lettersBefore
    }

    /// Signs of a symbol font, which pandoc leaves out: they are marks in grids and points in lists.
    private mutating func symbol(_ tag: XMLTag) {
        let code = scan.attribute("char", of: tag).flatMap { UInt32($0, radix: 16) } ?? 0
        let font = (scan.attribute("font", of: tag) ?? "").lowercased()
        let sign = font.hasPrefix("wingdings") ? WordMending.wingdings[code & 0xFF] ?? "•" : "•"
        out += Array("<\(prefix)t>\(sign)</\(prefix)t>".utf8)
        found.letters += XMLScan.letters(Array(sign.utf8), 0..<sign.utf8.count)
    }

    private static let wingdings: [UInt32: String] = [
        0xFC: "✓", 0xFB: "✗", 0x50: "✓", 0x4F: "✗", 0xFE: "☑", 0xFD: "☒", 0xA8: "☐", 0x6F: "☐", 0x6E: "■", 0x6C: "●",
        0xA7: "▪", 0xE0: "→", 0xF0: "→", 0xE8: "→", 0x76: "◆",
    ]

    // MARK: Tables

    private func span(_ tag: XMLTag) -> Int {
        min(max(scan.attribute("val", of: tag).flatMap { Int($0) } ?? 1, 1), 1_000)
    }

    private mutating func giveColumns(_ count: Int) {
        guard let row = frames.lastIndex(where: { $0.kind == .row }) else { return }
        frames[row].columns += count
    }

    /// Columns that a row leaves free on its left are a cell without text.
    private mutating func beginRow() {
        guard pendingBefore > 0 else { return }
        let free = "<\(prefix)tc><\(prefix)tcPr><\(prefix)gridSpan \(prefix)val=\"\(pendingBefore)\"/></\(prefix)tcPr>"
        out += Array("\(free)<\(prefix)p/></\(prefix)tc>".utf8)
        giveColumns(pendingBefore)
        pendingBefore = 0
    }

    private mutating func endRow() {
        guard let frame = frames.popLast(), frame.kind == .row else { return }
        if frame.isGone { return undo(frame) }
        guard let table = frames.lastIndex(where: { $0.kind == .table }) else { return }
        frames[table].columns = max(frames[table].columns, frame.columns)
    }

    private mutating func endTable() {
        guard let frame = frames.popLast(), frame.kind == .table else { return }
        let column = "<\(prefix)gridCol \(prefix)w=\"100\"/>"
        let columns = String(repeating: column, count: min(frame.columns, 2_100))
        out.insert(contentsOf: Array("<\(prefix)tblGrid>\(columns)</\(prefix)tblGrid>".utf8), at: frame.start)
    }
}
