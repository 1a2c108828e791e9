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

/// Numbers that are the same in every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
