import Tables

/// What the parts around the sheets of an Excel workbook say: which sheets, in which order, under which calendar.
final class XLSXWorkbook: XMLTaking {
    struct SheetEntry {
        var name: String
        var relation: String
        var isHidden: Bool
    }

    private(set) var sheets: [SheetEntry] = []
    private(set) var epoch = SerialDay.Epoch.from1900
    var refusal: OfficeRefusal? {
        sheets.count > SheetLimits.sheets ? .tooManySheets(sheets.count) : nil
    }

    func begin(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name {
        case "workbookPr":
            if attributes.isSet("date1904") { epoch = .from1904 }
        case "sheet":
            let state = attributes["state"]
            sheets.append(
                SheetEntry(
                    name: attributes["name"] ?? "", relation: attributes["id"] ?? "",
                    isHidden: state == "hidden" || state == "veryHidden"))
        default: return
        }
    }

    func end(_ name: XMLName) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// The list of what a part refers to.
final class Relations: XMLTaking {
    struct Relation {
        var type: String
        var target: String
        var isOutside: Bool
    }

    private(set) var byIdentifier: [String: Relation] = [:]
    private(set) var inOrder: [Relation] = []
    let refusal: OfficeRefusal? = nil

    func begin(_ name: XMLName, _ attributes: XMLAttributes) {
        guard "Relationship" ~= name, inOrder.count < 10_000 else { return }
        let relation = Relation(
            type: attributes["Type"].map { String($0.split(separator: "/").last ?? "") } ?? "",
            target: attributes["Target"] ?? "", isOutside: attributes.has("TargetMode", "External"))
        byIdentifier[attributes["Id"] ?? ""] = relation
        inOrder.append(relation)
    }

    func end(_ name: XMLName) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    /// The name of a part, of its place told from another part.
    ///
    /// - Returns: nil for what leads out of the archive.
    static func resolve(_ target: String, from part: String) -> String? {
        guard !target.contains(":"), !target.contains("\\") else { return nil }
        var steps = target.hasPrefix("/") ? [] : part.split(separator: "/").dropLast()
        for step in target.split(separator: "/") where step != "." {
            guard step == ".." else {
                steps.append(step)
                continue
            }
            guard steps.popLast() != nil else { return nil }
        }
        return steps.joined(separator: "/")
    }

    /// Where the relations of a part stand.
    static func part(of part: String) -> String {
        let steps = part.split(separator: "/")
        return (steps.dropLast() + ["_rels", "\(steps.last ?? "").rels"]).joined(separator: "/")
    }
}

/// The looks and formats of cells.
final class XLSXStyles: XMLTaking {
    private(set) var looks: [CellLook] = []
    private(set) var formats: [NumberFormat] = []
    let refusal: OfficeRefusal? = nil
    private var fonts: [CellLook] = []
    private var codes: [Int: NumberFormat] = [:]
    private var isInFonts = false
    private var isInCells = false

    func begin(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name {
        case "numFmt":
            guard let number = attributes.number("numFmtId"), let code = attributes["formatCode"] else { return }
            codes[number] = NumberFormat(code: code)
        case "fonts": isInFonts = true
        case "font":
            if isInFonts, fonts.count < 65_000 { fonts.append(.plain) }
        case "b":
            let isOff = attributes.has("val", "0") || attributes.has("val", "false")
            if isInFonts, !fonts.isEmpty { fonts[fonts.count - 1].isBold = !isOff }
        case "sz":
            if isInFonts, !fonts.isEmpty, let size = attributes["val"].flatMap(Double.init),
                size.isFinite
            {
                fonts[fonts.count - 1].size = size
            }
        case "cellXfs": isInCells = true
        case "xf":
            guard isInCells, looks.count < 65_000 else { return }
            let font = attributes.number("fontId") ?? 0
            looks.append(font < fonts.count ? fonts[font] : .plain)
            let format = attributes.number("numFmtId") ?? 0
            formats.append(codes[format] ?? NumberFormat(builtIn: format))
        default: return
        }
    }

    func end(_ name: XMLName) {
        switch name {
        case "fonts": isInFonts = false
        case "cellXfs": isInCells = false
        default: return
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// Reads the texts that sheets share; the runs of a text are joined, and how it is pronounced is left out.
final class XLSXSharedTexts: XMLTaking {
    private(set) var texts = SharedTexts()
    private(set) var refusal: OfficeRefusal?
    private var run = RunText()

    func begin(_ name: XMLName, _ attributes: XMLAttributes) {
        if "si" ~= name { run.start() } else { run.begin(name, attributes) }
    }

    func end(_ name: XMLName) {
        guard "si" ~= name else { return run.end(name) }
        guard texts.count < SheetLimits.texts else {
            refusal = .tooManyTexts
            return
        }
        texts.bytes.append(contentsOf: run.text())
        texts.ends.append(UInt32(texts.bytes.count))
        texts.bold.append(run.isBold)
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) { run.take(bytes) }
}
