import Charts
import Testing

@testable import Reporting

@Suite("Columns of a printed table")
struct PaperSharesTests {
    private static let counted = [
        "Of the plan", "Overdue", "Silent", "Under way", "Not yet confirmed", "Not yet open", "Completed", "Counted",
        "Withdrawn", "Changed",
    ]

    @Test("No word of a heading is broken, upright and across", arguments: [false, true])
    func headings(isWide: Bool) {
        let table = PaperTable(
            caption: "Counts",
            columns: Self.counted.enumerated().map { PaperColumn($1, share: $0 == 0 ? 12 : 3, isNumber: $0 > 0) },
            rows: [.cells(Self.counted.map { _ in PaperCell("1") })], empty: "None.")
        let shares = table.shares(isWide: isWide)
        #expect(shares.reduce(0, +) == 1000)
        #expect(shares[0] > (isWide ? 250 : 100), "room for the names of aims")
        // What the sheet leaves, less the ground on both sides of a cell.
        let points = (isWide ? 262 : 172) / 0.353
        for (number, (share, heading)) in zip(shares, Self.counted).enumerated() {
            for word in heading.split(separator: " ") {
                let room = Double(share) / 1000 * points - 7
                #expect(Figure.width(of: word, size: number > 0 ? 7.5 : 8.5, isBold: true) <= room, "\(word)")
            }
        }
    }

    @Test("A column of statuses has room for their words; a word longer than a column may be gives way")
    func statuses() {
        let status = PaperStatus(shape: "○", word: "Not yet confirmed", colour: "grey")
        let columns = [PaperColumn("Status"), PaperColumn("Action", share: 40)]
        let table = PaperTable(
            caption: "Table", columns: columns,
            rows: [.cells([PaperCell("", status: status), PaperCell(String(repeating: "x", count: 500))])],
            empty: "None.")
        #expect(Double(table.shares(isWide: false)[0]) / 1000 * 172 > 17)
        let long = PaperTable(
            caption: "Table", columns: columns,
            rows: [.cells([PaperCell(String(repeating: "x", count: 40), isHeading: true), PaperCell("y")])],
            empty: "None.")
        #expect(long.shares(isWide: false)[0] <= 250)
    }
}
