import Vocabulary

/// Reads comma-, semicolon-, tab- or pipe-separated values, as one table unless a blank line plainly begins
/// another.
///
/// Rows count records that are not blank; `line` is the record's first line. Rows of unequal width are taken as
/// they are; a row with more filled cells than the others gives a warning, since a separator inside a text shifts
/// everything behind it.
struct CSVReader {
    private let buffer: UnsafeBufferPointer<UInt8>
    private let delimiter: UInt8
    private let start: Int
    private var collector: BlockCollector
    private var widths = RowWidths()
    private var tables = TableBreak()
    private var row = 0

    static func read(_ bytes: [UInt8], name: String, into collector: inout BlockCollector) {
        let announced = Delimiter.announced(bytes)
        let byName: UInt8? = ["tsv", "tab"].contains(DocumentKind.ending(of: name)) ? Byte.tab : nil
        let delimiter = announced?.delimiter ?? byName ?? Delimiter.sniff(bytes)?.delimiter ?? Byte.comma
        bytes.withUnsafeBufferPointer { buffer in
            var reader = CSVReader(
                buffer: buffer, delimiter: delimiter, start: announced?.start ?? 0, collector: collector)
            reader.run()
            collector = reader.collector
        }
    }

    private init(
        buffer: UnsafeBufferPointer<UInt8>, delimiter: UInt8, start: Int, collector: BlockCollector
    ) {
        self.buffer = buffer
        self.delimiter = delimiter
        self.start = start
        self.collector = collector
    }

    private var scanner: CSVScanner {
        CSVScanner(buffer, delimiter: delimiter, from: start, line: start == 0 ? 1 : 2)
    }

    private mutating func run() {
        let runs = runs()
        var number = -1
        var isAfterBlank = true
        var scanner = scanner
        while !collector.isFull, let line = scanner.next() {
            guard !isBlank(scanner.fields) else {
                isAfterBlank = true
                continue
            }
            let cells = scanner.fields.map { CSVText.cell($0, in: buffer) }
            if isAfterBlank {
                number += 1
                if tables.beginsTable(runs[number], first: cells, isFirst: number == 0) { beginTable(line: line) }
            }
            isAfterBlank = false
            row += 1
            collector.addRow(cells, line: line)
            report(scanner.oddities)
            widths.add(cells, row: row, line: line)
        }
        reportWidths()
    }

    /// The shape of every stretch between blank lines; costs one pass without making any text.
    private func runs() -> [TableBreak.Run] {
        var runs: [TableBreak.Run] = []
        var isAfterBlank = true
        var scanner = scanner
        while scanner.next() != nil {
            if isBlank(scanner.fields) {
                isAfterBlank = true
            } else {
                if isAfterBlank { runs.append(TableBreak.Run(rows: 0, width: nil)) }
                isAfterBlank = false
                runs[runs.count - 1].add(width: scanner.fields.count)
            }
        }
        return runs
    }

    private mutating func beginTable(line: Int) {
        reportWidths()
        widths = RowWidths()
        row = 0
        collector.beginTable(line: line)
    }

    private func isBlank(_ fields: [CSVField]) -> Bool {
        guard fields.count == 1, !fields[0].isQuoted else { return false }
        return (fields[0].start..<fields[0].end).allSatisfy { buffer[$0] <= Byte.space }
    }

    private mutating func report(_ oddities: [CSVOddity]) {
        for oddity in oddities {
            switch oddity.kind {
            case .unclosedQuote:
                collector.problem(
                    .warning, "unclosed-quote", line: oddity.line, column: oddity.column,
                    "The quotation mark that opens a cell on line \(oddity.line) is never closed; it was read as an ordinary character. Check this row."
                )
            case .strayQuote:
                collector.problem(
                    .warning, "stray-quote", line: oddity.line, column: oddity.column,
                    "A quotation mark inside a cell on line \(oddity.line) is not doubled. Check this row.")
            }
        }
    }

    private mutating func reportWidths() {
        for wide in widths.tooWide() {
            collector.problem(
                .warning, "ragged-row", line: wide.line, row: .number(wide.row), column: wide.width,
                "Row \(wide.row) has \(wide.width) cells where the others have \(wide.usual). Check for a separator inside a text that is not in quotation marks."
            )
        }
    }
}

/// Remembers how far each row is filled.
private struct RowWidths {
    struct Wide { var row: Int, line: Int, width: Int, usual: Int }
    private var counts: [Int: Int] = [:]
    private var firstWidth: Int?
    private var others: [(row: Int, line: Int, width: Int)] = []

    mutating func add(_ cells: [Cell], row: Int, line: Int) {
        let filled = (cells.lastIndex { !$0.isEmpty } ?? -1) + 1
        counts[filled, default: 0] += 1
        let first = firstWidth ?? filled
        firstWidth = first
        if filled > first { others.append((row, line, filled)) }
    }

    /// Rows wider than the first one and than most: the first row names the columns, and what few rows have more
    /// of is more likely a slip than a column.
    func tooWide() -> [Wide] {
        guard let usual = counts.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) })?.key, let firstWidth,
            max(usual, firstWidth) > 1
        else { return [] }
        let most = max(usual, firstWidth)
        return others.filter { $0.width > most }
            .map { Wide(row: $0.row, line: $0.line, width: $0.width, usual: most) }
    }
}
