import Tables
import Vocabulary

/// What a reading found, in the shapes tests ask for.
struct Found {
    let blocks: [Block]

    init(_ text: String, _ kind: ReadKind, name: String = "") {
        blocks = DocumentReader.blocks(of: Array(text.utf8), name: name, kind: kind)
    }

    init(bytes: [UInt8], _ kind: ReadKind = .auto, name: String = "") {
        blocks = DocumentReader.blocks(of: bytes, name: name, kind: kind)
    }

    var rows: [Row] { blocks.compactMap { if case .row(let row) = $0 { row } else { nil } } }
    var sheets: [Sheet] { blocks.compactMap { if case .sheet(let sheet) = $0 { sheet } else { nil } } }
    var headings: [Heading] { blocks.compactMap { if case .heading(let heading) = $0 { heading } else { nil } } }
    var paragraphs: [Paragraph] { blocks.compactMap { if case .paragraph(let part) = $0 { part } else { nil } } }
    var problems: [Problem] { blocks.compactMap { if case .problem(let problem) = $0 { problem } else { nil } } }
    var codes: [String] { problems.map(\.code) }
    /// The texts of every row.
    var cells: [[String]] { rows.map { $0.cells.map(\.text) } }

    /// Reads one cell of a tab-separated text.
    static func cell(_ markup: String, _ kind: ReadKind = .text) -> Cell? {
        Found("x\t\(markup)\tz\nx\ty\tz", kind).rows.first?.cells[1]
    }
}
