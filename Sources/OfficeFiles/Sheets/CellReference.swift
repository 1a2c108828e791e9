/// The place of a cell as spreadsheets write it: "B7".
struct CellReference: Equatable {
    /// From 1.
    var row: Int
    /// From 0.
    var column: Int

    var isInSheet: Bool { row >= 1 && row <= SheetLimits.lastRow && column >= 0 && column < SheetLimits.lastColumn }

    /// Nil for what is no reference; one beyond the last cell is told all the same.
    init?(_ text: some Sequence<UInt8>) {
        var column = 0
        var row = 0
        var letters = 0
        var digits = 0
        for byte in text where byte != 0x24 {
            if let letter = CellReference.letter(byte), digits == 0, letters < 5 {
                column = column * 26 + letter
                letters += 1
            } else if byte >= 0x30, byte <= 0x39, letters > 0, digits < 10 {
                row = row * 10 + Int(byte - 0x30)
                digits += 1
            } else {
                return nil
            }
        }
        guard letters > 0, digits > 0 else { return nil }
        self.row = row
        self.column = column - 1
    }

    init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }

    private static func letter(_ byte: UInt8) -> Int? {
        switch byte {
        case 0x41...0x5A: Int(byte) - 0x40
        case 0x61...0x7A: Int(byte) - 0x60
        default: nil
        }
    }

    /// "AB" for 27.
    static func letters(_ column: Int) -> String {
        var rest = column + 1
        var letters: [UInt8] = []
        while rest > 0 {
            letters.append(UInt8(0x41 + (rest - 1) % 26))
            rest = (rest - 1) / 26
        }
        return String(decoding: letters.reversed(), as: UTF8.self)
    }

    var printed: String { CellReference.letters(column) + "\(row)" }
}

extension MergedRange {
    /// "A1:C2"; nil for what is no range.
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        let parts = text.split(separator: 0x3A)
        guard parts.count <= 2, let first = parts.first.flatMap({ CellReference($0) }),
            let last = parts.last.flatMap({ CellReference($0) }), first.isInSheet, last.isInSheet,
            first.row <= last.row, first.column <= last.column
        else { return nil }
        self.init(rows: first.row...last.row, columns: first.column...last.column)
    }
}
