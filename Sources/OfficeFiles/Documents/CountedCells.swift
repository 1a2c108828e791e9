/// The cells and rows of a text document that its file only counts: written out as often as it says, up to a cap.
struct CountedCells {
    private struct Open {
        let start: Int
        let times: Int
        let isRow: Bool
    }

    /// Copies of cells and rows with text, in one document.
    static let most = 100_000
    private static let mostBytes = 16_000_000
    /// Cells without text: what follows them stands no further right in any plan.
    private static let mostBlank = 1_000

    private var open: [Open] = []
    private var copies = 0
    private var bytes = 0
    /// Some were not written out.
    private(set) var isCut = false

    /// Notes where a cell or row begins in the page.
    mutating func begin(times: Int, isRow: Bool, in page: PageMarkup) {
        open.append(Open(start: page.bytes.count, times: times, isRow: isRow))
    }

    /// Writes a cell or row that has just ended as often again as the file says; a row without text says nothing twice.
    mutating func end(in page: inout PageMarkup) {
        guard let ended = open.popLast(), ended.times > 1, ended.start <= page.bytes.count else { return }
        guard page.holdsText(from: ended.start) else {
            if !ended.isRow { addBlank(min(ended.times, CountedCells.mostBlank) - 1, in: &page) }
            return
        }
        let piece = Array(page.bytes[ended.start...])
        for _ in 1..<ended.times {
            guard copies < CountedCells.most, bytes + piece.count <= CountedCells.mostBytes else {
                isCut = true
                return
            }
            copies += 1
            bytes += piece.count
            page.copy(piece, piece.indices)
        }
    }

    private mutating func addBlank(_ count: Int, in page: inout PageMarkup) {
        for _ in 0..<count where bytes < CountedCells.mostBytes {
            bytes += 9
            page.open("td")
            page.close("td")
        }
    }
}
