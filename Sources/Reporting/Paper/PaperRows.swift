import Charts

/// The columns and rows of one table.
struct PaperRows {
    private let table: PaperTable
    private let target: PaperWriter.Target
    private let isWide: Bool
    private let width: Int
    private let hasShortNames: Bool

    init(_ table: PaperTable, target: PaperWriter.Target, isWide: Bool) {
        self.table = table
        self.isWide = isWide
        self.target = target
        width = table.width
        hasShortNames = table.hasShortNames
    }

    mutating func write(to markup: inout Markup) {
        if target == .print { shares(&markup) }
        head(&markup)
        markup.open("tbody")
        for (number, row) in table.rows.enumerated() {
            switch row {
            case .group(let title, let level):
                if number > 0 {
                    markup.close("tbody")
                    markup.open("tbody")
                }
                group(title, level, &markup)
            case .cells(let cells): line(cells, &markup)
            }
        }
        markup.close("tbody")
    }

    /// On paper each column has its share of the width; on a screen the browser sees to it.
    private func shares(_ markup: inout Markup) {
        let shares = table.shares(isWide: isWide)
        markup.element("colgroup") { group in
            for share in shares { group.open("col", ["style": "width:\(share / 10).\(share % 10)%"]) }
        }
    }

    private func head(_ markup: inout Markup) {
        markup.element("thead") { head in
            head.element("tr") { row in
                for number in 0..<width {
                    let text = number < table.columns.count ? table.columns[number].heading : ""
                    switch kind(number) {
                    case "": row.element("th", ["scope": "col"], text: text)
                    case let kind: row.element("th", ["scope": "col", "class": kind], text: text)
                    }
                }
            }
        }
    }

    private func group(_ title: String, _ level: Int, _ markup: inout Markup) {
        // The printer takes every head without the scope of a row for the head of a column, and would name all groups
        // above a cell as its heads.
        let scope = target == .page ? "rowgroup" : "row"
        markup.element("tr", ["class": "group level-\(min(max(level, 1), 4))"]) {
            $0.element("th", ["scope": scope, "colspan": "\(width)"]) { $0.lines(title) }
        }
    }

    private func line(_ cells: [PaperCell], _ markup: inout Markup) {
        markup.element("tr") { row in
            for number in 0..<width {
                guard number < cells.count else {
                    row.element("td") { _ in }
                    continue
                }
                cell(cells[number], kind(number), &row)
            }
        }
    }

    private func cell(_ cell: PaperCell, _ kind: String, _ row: inout Markup) {
        let kind =
            cell.isHeading && !hasShortNames ? (kind.isEmpty ? "plain" : kind == "long" ? "long plain" : kind) : kind
        switch (cell.isHeading, kind.isEmpty) {
        case (true, true): row.element("th", ["scope": "row"]) { content(cell, &$0) }
        case (true, false): row.element("th", ["scope": "row", "class": kind]) { content(cell, &$0) }
        case (false, true): row.element("td") { content(cell, &$0) }
        case (false, false): row.element("td", ["class": kind]) { content(cell, &$0) }
        }
    }

    private func content(_ cell: PaperCell, _ markup: inout Markup) {
        if let status = cell.status {
            markup.element("span", ["class": "status status-\(PaperText.colour(status.colour))"]) { mark in
                mark.element("span", ["class": "shape", "aria-hidden": "true"], text: status.shape)
                mark.text(" \(status.word)")
            }
            if !cell.text.isEmpty, cell.text != status.word { markup.open("br") }
        }
        if cell.text != cell.status?.word { markup.lines(cell.text) }
    }

    private func kind(_ number: Int) -> String {
        guard number < table.columns.count else { return "" }
        if table.columns[number].isNumber { return "number" }
        return table.columns[number].share > 2 ? "long" : ""
    }
}

extension PaperTable {
    /// How many cells its widest row has; never fewer than it has columns, so that no cell is lost.
    var width: Int {
        rows.reduce(max(columns.count, 1)) { widest, row in
            if case .cells(let cells) = row { max(widest, cells.count) } else { widest }
        }
    }

    /// Of a thousand, for each column: its share, but room for the longest word of its heading, of its statuses and of
    /// what names its rows, so that none of them is broken.
    ///
    /// - Parameter padding: the ground on both sides of a cell together, in millimetres.
    func shares(isWide: Bool, padding: Double = 2.9) -> [Int] {
        let words = longestWords
        let across = isWide ? 262.0 : 172.0
        let least = words.map { width -> Int in
            let millimetres = width * 0.353 + padding
            return min(Int(millimetres / across * 1000) + 1, 250)
        }
        let asked = (0..<width).map { $0 < columns.count ? min(max(columns[$0].share, 1), 100) : 1 }
        let sum = asked.reduce(0, +)
        var shares = zip(asked, least).map { max($0 * 1000 / sum, $1) }
        let excess = shares.reduce(0, +) - 1000
        let room = zip(shares, least).map { $0 - $1 }.reduce(0, +)
        if excess > 0, room >= excess {
            shares = zip(shares, least).map { $0 - ($0 - $1) * excess / room }
        } else if excess > 0 {
            shares = shares.map { $0 * 1000 / (1000 + excess) }
        }
        // What dividing left over is the widest column's.
        if let widest = shares.indices.max(by: { shares[$0] < shares[$1] }) {
            shares[widest] += 1000 - shares.reduce(0, +)
        }
        return shares
    }

    /// In points, for each column.
    private var longestWords: [Double] {
        func longest(_ text: String) -> Double {
            text.split { $0 == " " || $0 == "\n" }.map { Figure.width(of: $0, size: 8.5, isBold: true) }.max() ?? 0
        }
        let hasShortNames = hasShortNames
        var widest = (0..<width).map { number in
            guard number < columns.count else { return 0.0 }
            return longest(columns[number].heading) * (columns[number].isNumber ? 7.5 / 8.5 : 1)
        }
        for case .cells(let cells) in rows {
            for (number, cell) in cells.enumerated() {
                if let status = cell.status { widest[number] = max(widest[number], longest(status.word)) }
                if hasShortNames, cell.isHeading { widest[number] = max(widest[number], min(longest(cell.text), 90)) }
            }
        }
        return widest
    }
}

extension PaperTable {
    /// Whether the names of its rows are short. They stand in bold letters then; whole wordings would shout.
    var hasShortNames: Bool {
        rows.allSatisfy { row in
            guard case .cells(let cells) = row else { return true }
            return cells.allSatisfy { !$0.isHeading || $0.text.count <= 40 }
        }
    }
}
