/// Reads an Excel workbook: every visible sheet, in the order of its tabs.
struct XLSXReader {
    private var archive: ZipArchive
    private var room = SheetRoom()
    private(set) var notes: [WorkbookNote] = []

    init(_ archive: ZipArchive) { self.archive = archive }

    /// - Throws: `OfficeRefusal`; nothing of the workbook is passed on then.
    mutating func sheets() throws(OfficeRefusal) -> [SheetContents] {
        let main = try mainPart()
        let workbook = XLSXWorkbook()
        try archive.read(main, into: workbook)
        let relations = Relations()
        if archive.contains(Relations.part(of: main)) {
            try archive.read(Relations.part(of: main), into: relations)
        }
        let shared = XLSXSharedTexts()
        if let part = try part("sharedStrings", of: relations, from: main) { try archive.read(part, into: shared) }
        let styles = XLSXStyles()
        if let part = try part("styles", of: relations, from: main) { try archive.read(part, into: styles) }
        if archive.directory.entries.contains(where: { $0.name.lowercased().hasSuffix("vbaproject.bin") }) {
            notes.append(.macros)
        }
        var sheets: [SheetContents] = []
        for entry in workbook.sheets {
            guard let part = try sheetPart(entry, relations, from: main) else { continue }
            let reading = XLSXSheet(
                name: entry.name, styles: styles, shared: shared.texts, epoch: workbook.epoch, room: room)
            try archive.read(part, into: reading)
            room = reading.roomLeft
            if entry.isHidden {
                if !reading.contents.cells.isEmpty { notes.append(.hiddenSheet(entry.name)) }
            } else {
                sheets.append(reading.contents)
            }
        }
        return sheets
    }

    /// The part that lists the sheets.
    private mutating func mainPart() throws(OfficeRefusal) -> String {
        let relations = Relations()
        try archive.read("_rels/.rels", into: relations)
        guard let relation = relations.inOrder.first(where: { $0.type == "officeDocument" }) else { throw .noMainPart }
        guard !relation.isOutside, let part = Relations.resolve(relation.target, from: "") else { throw .mainOutside }
        if part.hasSuffix(".bin") { throw .binaryWorkbook }
        return part
    }

    private func part(_ type: String, of relations: Relations, from main: String) throws(OfficeRefusal) -> String? {
        guard let relation = relations.inOrder.first(where: { $0.type == type }) else { return nil }
        guard !relation.isOutside, let part = Relations.resolve(relation.target, from: main) else {
            throw .outside(sheet: relation.target)
        }
        // Some programs name a part they did not write.
        return archive.contains(part) ? part : nil
    }

    private mutating func sheetPart(
        _ entry: XLSXWorkbook.SheetEntry, _ relations: Relations, from main: String
    ) throws(OfficeRefusal) -> String? {
        guard let relation = relations.byIdentifier[entry.relation] else {
            throw .partMissing(entry.name)
        }
        switch relation.type {
        case "worksheet": break
        case "xlMacrosheet", "xlIntlMacrosheet":
            notes.append(.macros)
            return nil
        default:
            notes.append(.noCells(entry.name))
            return nil
        }
        guard !relation.isOutside, let part = Relations.resolve(relation.target, from: main) else {
            throw .outside(sheet: entry.name)
        }
        guard archive.contains(part) else { throw .partMissing(part) }
        return part
    }
}

/// Something about the whole workbook that a person should know.
enum WorkbookNote: Hashable {
    case macros
    case hiddenSheet(String)
    /// A sheet that is a chart or a form.
    case noCells(String)
}
