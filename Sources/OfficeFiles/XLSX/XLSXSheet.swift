/// Reads the cells of one sheet.
final class XLSXSheet: XMLTaking {
    private(set) var contents: SheetContents
    private(set) var refusal: OfficeRefusal?
    private let formats: [NumberFormat]
    private let epoch: SerialDay.Epoch
    private var room: SheetRoom
    private var run = RunText()
    private var row = 0
    private var rowStart = 0
    private var column = -1
    private var cell: OpenCell?
    private var isInData = false
    /// Depth inside an extension of some program.
    private var skipping = 0

    private enum Kind { case number, shared, text, boolean, fault, day }

    private struct OpenCell {
        var kind: Kind
        var style: Int
        var hasFormula = false
        var hasValue = false
    }

    init(
        name: String, styles: XLSXStyles, shared: SharedTexts, epoch: SerialDay.Epoch, room: SheetRoom
    ) {
        contents = SheetContents(name: name)
        contents.shared = shared
        if !styles.looks.isEmpty { contents.looks = styles.looks }
        formats = styles.formats
        self.epoch = epoch
        self.room = room
    }

    /// What is left for the next sheets.
    var roomLeft: SheetRoom { room }

    func begin(_ name: XMLName, _ attributes: XMLAttributes) {
        if skipping > 0 {
            skipping += 1
            return
        }
        if cell != nil { return beginInCell(name, attributes) }
        switch name {
        case "sheetData": isInData = true
        case "row": if isInData { beginRow(attributes) }
        case "c": if isInData { beginCell(attributes) }
        case "col": takeColumn(attributes)
        case "mergeCell":
            guard let text = attributes.bytes("ref") else { return }
            takeMerge(text)
        case "extLst": skipping = 1
        default: return
        }
    }

    private func beginInCell(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name {
        case "f": cell?.hasFormula = true
        case "extLst": skipping = 1
        case "v":
            cell?.hasValue = true
            run.begin(name, attributes)
        default: run.begin(name, attributes)
        }
    }

    func end(_ name: XMLName) {
        if skipping > 0 {
            skipping -= 1
            return
        }
        switch name {
        case "c": endCell()
        case "row": if isInData, cell == nil { endRow() }
        case "sheetData": isInData = false
        default: if cell != nil { run.end(name) }
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        if cell != nil, skipping == 0 { run.take(bytes) }
    }

    // MARK: Rows

    private func beginRow(_ attributes: XMLAttributes) {
        let number = attributes.number("r") ?? row + 1
        guard number <= SheetLimits.lastRow, number >= 1 else {
            refusal = .beyondSheet(reference: "A\(number)", sheet: contents.name)
            return
        }
        guard number > row else {
            refusal = .rowsOutOfOrder(row: number, sheet: contents.name)
            return
        }
        row = number
        rowStart = contents.cells.count
        column = -1
        if attributes.isSet("hidden") { contents.hiddenRows.append(number) }
    }

    private func endRow() {
        guard contents.cells.count > rowStart else { return }
        guard room.takeRow() else {
            refusal = .tooManyCells(sheet: contents.name)
            return
        }
        contents.rows.append(StoredRow(number: row, cells: rowStart..<contents.cells.count))
    }

    private func takeColumn(_ attributes: XMLAttributes) {
        guard attributes.isSet("hidden"), let first = attributes.number("min"), let last = attributes.number("max"),
            first >= 1, last >= first, contents.hiddenColumns.count < SheetLimits.lastColumn
        else { return }
        contents.hiddenColumns.append(first - 1...last - 1)
    }

    private func takeMerge(_ text: UnsafeBufferPointer<UInt8>) {
        guard let range = MergedRange(text) else {
            refusal = .beyondSheet(
                reference: String(decoding: text, as: UTF8.self), sheet: contents.name)
            return
        }
        if contents.merges.count < SheetLimits.merges { contents.merges.append(range) }
    }

    // MARK: Cells

    private func beginCell(_ attributes: XMLAttributes) {
        guard row > 0 else {
            refusal = .rowsOutOfOrder(row: 0, sheet: contents.name)
            return
        }
        let before = column
        if let text = attributes.bytes("r") {
            guard let reference = CellReference(text), reference.isInSheet else {
                refusal = .beyondSheet(
                    reference: String(decoding: text, as: UTF8.self), sheet: contents.name)
                return
            }
            guard reference.row == row, reference.column > before else {
                refusal = .rowsOutOfOrder(row: row, sheet: contents.name)
                return
            }
            column = reference.column
        } else {
            column = before + 1
        }
        guard column < SheetLimits.lastColumn else {
            let reference = CellReference(row: row, column: column)
            refusal = .beyondSheet(reference: reference.printed, sheet: contents.name)
            return
        }
        run.start()
        cell = OpenCell(kind: XLSXSheet.kind(attributes), style: attributes.number("s") ?? 0)
    }

    private static func kind(_ attributes: XMLAttributes) -> Kind {
        guard let type = attributes.bytes("t") else { return .number }
        switch (type.first, type.count) {
        case (0x73, 1): return .shared
        case (0x73, _), (0x69, _): return .text
        case (0x62, _): return .boolean
        case (0x65, _): return .fault
        case (0x64, _): return .day
        default: return .number
        }
    }

    private func endCell() {
        guard let ended = cell else { return }
        cell = nil
        guard let text = text(of: ended), text.count > 0 else { return }
        guard room.takeCell() else {
            refusal = .tooManyCells(sheet: contents.name)
            return
        }
        let bold = text.isShared ? isBold(ended) : run.isBold
        contents.cells.append(
            StoredCell(
                column: Int32(column), look: UInt16(clamping: ended.style), hasBoldRuns: bold, text: text))
    }

    private func isBold(_ cell: OpenCell) -> Bool {
        guard let index = Digits.number(run.raw), index < contents.shared.count else { return false }
        return contents.shared.bold[index]
    }

    private func remark(_ kind: CellRemark.Kind) {
        contents.remark(kind, row: row, column: column)
    }

    /// Nil for a cell without words.
    private func text(of cell: OpenCell) -> TextRange? {
        let raw = run.raw
        if raw.isEmpty {
            if cell.hasFormula, !cell.hasValue { remark(.formula) }
            return nil
        }
        switch cell.kind {
        case .shared:
            guard let index = Digits.number(raw), index < contents.shared.count else {
                remark(.missingText)
                return nil
            }
            return contents.shared.range(index)
        case .text: return contents.keep(run.text())
        case .boolean: return contents.keep(raw == [0x31] || raw == Array("true".utf8) ? "TRUE".utf8 : "FALSE".utf8)
        case .fault:
            remark(.fault(String(decoding: raw.prefix(20), as: UTF8.self)))
            return nil
        case .day: return contents.keep(WrittenDay.plain(raw) ?? raw)
        case .number: return number(raw, style: cell.style)
        }
    }

    private func number(_ raw: [UInt8], style: Int) -> TextRange? {
        let stored = raw.filter { $0 > 0x20 }
        let format = style < formats.count ? formats[style] : .number
        switch format {
        case .number: return contents.keep(CellWords.number(stored))
        case .percent: return contents.keep(CellWords.percent(stored))
        case .length: return contents.keep(LengthOfTime(days: stored)?.words ?? CellWords.number(stored))
        case .day, .month, .moment, .time: return day(stored, format)
        }
    }

    private func day(_ stored: [UInt8], _ format: NumberFormat) -> TextRange? {
        guard let serial = Double(String(decoding: stored, as: UTF8.self)), let day = SerialDay(serial, epoch) else {
            remark(.noDay)
            return contents.keep(CellWords.number(stored))
        }
        if serial < 1, format == .time || (format == .moment && serial > 0) { return contents.keep(day.clock) }
        // A formula that refers to an empty cell gives 0, which is no day.
        if serial == 0, epoch == .from1900 { return nil }
        if format == .month, day.day == 1 { remark(.monthShown) }
        let hasTime = (format == .moment || format == .time) && day.minutes > 0
        return contents.keep(hasTime ? day.iso + [0x20] + day.clock : day.iso)
    }
}

/// How many rows and cells may still come, in all sheets together.
struct SheetRoom {
    private var rows = SheetLimits.rows
    private var cells = SheetLimits.cells

    mutating func takeRow() -> Bool {
        rows -= 1
        return rows >= 0
    }

    mutating func takeCell() -> Bool {
        cells -= 1
        return cells >= 0
    }
}
