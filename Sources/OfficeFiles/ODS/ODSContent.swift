/// Reads the sheets of an OpenDocument spreadsheet, with the rows and cells that the file only counts.
final class ODSContent: XMLTaking {
    private(set) var sheets: [SheetContents] = []
    private(set) var hidden: [String] = []
    private(set) var refusal: OfficeRefusal?
    private var styles: ODSStyles
    private var looks: [CellLook] = [.plain]
    private var lookNumbers: [String: UInt16] = [:]
    private var months: [Bool] = [false]
    private var sheet: SheetContents?
    private var isHiddenSheet = false
    private var room = SheetRoom()
    /// Cells with text that were only counted.
    private var counted = 0
    private var row = OpenRow()
    private var column = 0
    private var columns = 0
    /// What cells without a style of their own look like, by column.
    private var columnLooks: [UInt16] = []
    private var cell: OpenCell?
    private var text = ODSText()
    private var skipping = 0

    private struct OpenRow {
        /// The sheet begins as if a row 0 stood before its first.
        var number = 0
        var times = 1
        var isHidden = false
        var look: UInt16?
        var start = 0
    }

    private struct OpenCell {
        var times: Int
        var look: UInt16
        var value: [UInt8]?
        /// What the paragraphs print is the value itself.
        var isText: Bool
        var isFault: Bool
        var hasFormula: Bool
        var isCovered: Bool
    }

    init(_ styles: ODSStyles) { self.styles = styles }

    func begin(_ name: XMLName, _ attributes: XMLAttributes) {
        if skipping > 0 {
            skipping += 1
            return
        }
        if cell != nil { return beginInCell(name, attributes) }
        guard sheet != nil else { return beginOutside(name, attributes) }
        switch name {
        case "table-column": takeColumn(attributes)
        case "table-row": beginRow(attributes)
        case "table-cell": beginCell(attributes)
        case "covered-table-cell": beginCell(attributes, isCovered: true)
        case "table-header-rows", "table-rows", "table-row-group", "table-columns", "table-column-group",
            "table-header-columns":
            return
        // Shapes, sources of data, tables inside tables.
        default: skipping = 1
        }
    }

    private func beginOutside(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name {
        case "table":
            guard sheets.count + hidden.count < SheetLimits.sheets else {
                refusal = .tooManySheets(sheets.count + hidden.count + 1)
                return
            }
            sheet = SheetContents(name: attributes["name"] ?? "")
            isHiddenSheet = attributes["style-name"].map(styles.isHiddenSheet) ?? false
            row = OpenRow()
            columns = 0
            columnLooks = []
        // Earlier contents of cells, texts of error messages, tables of other files.
        case "tracked-changes", "content-validations", "dde-links", "forms", "scripts", "named-expressions",
            "database-ranges", "data-pilot-tables", "label-ranges":
            skipping = 1
        default: styles.begin(name, attributes)
        }
    }

    private func beginInCell(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name {
        case "p", "h", "span", "s", "tab", "line-break", "a": text.begin(name, attributes, styles)
        // Comments, shapes, tables inside a cell.
        default: skipping = 1
        }
    }

    func end(_ name: XMLName) {
        if skipping > 0 {
            skipping -= 1
            return
        }
        switch name {
        case "table-cell", "covered-table-cell": endCell()
        case "table-row": endRow()
        case "table": endSheet()
        default: if cell != nil { text.end(name) } else if sheet == nil { styles.end(name) }
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        if cell != nil, skipping == 0 { text.take(bytes) }
    }

    private func endSheet() {
        guard var ended = sheet else { return }
        sheet = nil
        ended.looks = looks
        if isHiddenSheet {
            if !ended.cells.isEmpty { hidden.append(ended.name) }
        } else {
            sheets.append(ended)
        }
    }

    // MARK: Rows and columns

    private func takeColumn(_ attributes: XMLAttributes) {
        let times = min(max(attributes.number("number-columns-repeated") ?? 1, 1), SheetLimits.lastColumn)
        if attributes.has("visibility", "collapse") || attributes.has("visibility", "filter") {
            sheet?.hiddenColumns.append(columns...columns + times - 1)
        }
        if let name = attributes["default-cell-style-name"], columnLooks.count < SheetLimits.widest {
            let look = lookNumber(name)
            while columnLooks.count < columns { columnLooks.append(0) }
            columnLooks += [UInt16](repeating: look, count: min(times, SheetLimits.widest))
        }
        columns = min(columns + times, SheetLimits.lastColumn)
    }

    private func beginRow(_ attributes: XMLAttributes) {
        let isHidden = attributes.has("visibility", "collapse") || attributes.has("visibility", "filter")
        row = OpenRow(
            number: min(row.number + row.times, SheetLimits.lastRow * 2), isHidden: isHidden,
            start: sheet?.cells.count ?? 0)
        row.times = min(max(attributes.number("number-rows-repeated") ?? 1, 1), SheetLimits.lastRow)
        column = 0
    }

    private func endRow() {
        guard let count = sheet?.cells.count else { return }
        guard count > row.start else { return }
        guard row.number + row.times - 1 <= SheetLimits.lastRow else { return refuseBeyond() }
        let cells = row.start..<count
        for offset in 0..<row.times {
            guard room.takeRow() else { return refuseRoom() }
            let own = offset == 0 ? cells : copied(cells)
            guard let own else { return refuseRoom() }
            sheet?.rows.append(StoredRow(number: row.number + offset, cells: own))
            if row.isHidden { sheet?.hiddenRows.append(row.number + offset) }
        }
    }

    private func copied(_ cells: Range<Int>) -> Range<Int>? {
        guard let start = sheet?.cells.count else { return nil }
        for at in cells {
            guard takeCounted(), let cell = sheet?.cells[at] else { return nil }
            sheet?.cells.append(cell)
        }
        return start..<start + cells.count
    }

    /// Room for a cell that the file only counts: few bytes must not become a million cells.
    private func takeCounted() -> Bool {
        counted += 1
        return counted <= SheetLimits.counted && room.takeCell()
    }

    private func refuseBeyond() {
        let reference = CellReference(row: row.number + row.times - 1, column: max(0, column - 1))
        refusal = .beyondSheet(reference: reference.printed, sheet: sheet?.name ?? "")
    }

    private func refuseRoom() { refusal = .tooManyCells(sheet: sheet?.name ?? "") }

    // MARK: Cells

    private func beginCell(_ attributes: XMLAttributes, isCovered: Bool = false) {
        let spanned = attributes.number("number-columns-spanned") ?? 1
        let rows = attributes.number("number-rows-spanned") ?? 1
        if !isCovered, spanned > 1 || rows > 1, (sheet?.merges.count ?? 0) < SheetLimits.merges,
            row.number <= SheetLimits.lastRow
        {
            let last = min(row.number + max(rows, 1) - 1, SheetLimits.lastRow)
            sheet?.merges.append(
                MergedRange(
                    rows: row.number...last,
                    columns: column...min(column + max(spanned, 1), SheetLimits.lastColumn + column) - 1))
        }
        let common = row.look ?? (column < columnLooks.count ? columnLooks[column] : 0)
        let look = attributes["style-name"].map(lookNumber) ?? common
        let value = ODSValue(attributes)
        if value.isDay, !isCovered, months[Int(look)], value.text?.suffix(2) == [0x30, 0x31] {
            sheet?.remark(.monthShown, row: row.number, column: column)
        }
        text.start()
        cell = OpenCell(
            times: max(attributes.number("number-columns-repeated") ?? 1, 1), look: look, value: value.text,
            isText: value.isText, isFault: attributes.has("value-type", "error", added: true),
            hasFormula: attributes.bytes("formula") != nil && value.isNothing, isCovered: isCovered)
    }

    private func lookNumber(_ name: String) -> UInt16 {
        if let known = lookNumbers[name] { return known }
        guard looks.count < 65_000 else { return 0 }
        looks.append(styles.look(name))
        months.append(styles.showsMonth(name))
        let number = UInt16(looks.count - 1)
        lookNumbers[name] = number
        return number
    }

    private func endCell() {
        guard let ended = cell else { return }
        cell = nil
        defer { column = min(column + ended.times, SheetLimits.lastColumn * 2) }
        if ended.isFault, !ended.isCovered {
            let words = String(decoding: text.kept.prefix(20), as: UTF8.self)
            sheet?.remark(.fault(words), row: row.number, column: column)
            return
        }
        let words = ended.isText && text.hasParagraphs ? text.kept : ended.value ?? text.kept
        guard !words.isEmpty else {
            if ended.hasFormula, !ended.isCovered { sheet?.remark(.formula, row: row.number, column: column) }
            return
        }
        guard column + ended.times <= SheetLimits.lastColumn else {
            // Nothing that is shown lies there.
            if ended.isCovered { return }
            column += ended.times
            return refuseBeyond()
        }
        guard let kept = sheet?.keep(words) else { return }
        for offset in 0..<ended.times {
            guard offset == 0 ? room.takeCell() : takeCounted() else { return refuseRoom() }
            sheet?.cells.append(
                StoredCell(
                    column: Int32(column + offset), look: ended.look, isCovered: ended.isCovered,
                    hasBoldRuns: text.isBold, text: kept))
        }
    }
}

/// The value of a cell as its attributes give it.
struct ODSValue {
    /// Nil where only the paragraphs say it.
    var text: [UInt8]?
    var isText = false
    var isDay = false
    /// The file gives no value at all.
    var isNothing = false

    init(_ attributes: XMLAttributes) {
        guard let type = attributes["value-type"] else {
            isNothing = true
            return
        }
        func bytes(_ name: StaticString) -> [UInt8]? {
            attributes.bytes(name).map {
                $0.count > SheetLimits.cellBytes
                    ? RunText.cut(Array($0.prefix(SheetLimits.cellBytes + 1)), SheetLimits.cellBytes) : Array($0)
            }
        }
        switch type {
        case "float", "currency": text = bytes("value").map(CellWords.number)
        case "percentage": text = bytes("value").map(CellWords.percent)
        case "date":
            isDay = true
            text = bytes("date-value").map { WrittenDay.plain($0) ?? $0 }
        case "time": text = bytes("time-value").flatMap { LengthOfTime(written: $0)?.words }
        case "boolean": text = attributes.has("boolean-value", "true") ? Array("TRUE".utf8) : Array("FALSE".utf8)
        case "string":
            isText = true
            text = bytes("string-value")
        default: return
        }
    }
}
