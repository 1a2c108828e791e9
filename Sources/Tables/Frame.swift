public import Vocabulary

/// One message of the reader to the server: a block, or the end.
///
/// A frame is a JSON object with one key that names its case. Without an `end` frame the reading has failed,
/// whatever came before.
public enum Frame: Equatable, Sendable {
    case heading(Heading)
    case paragraph(Paragraph)
    case sheet(Sheet)
    case row(Row)
    case problem(Problem)
    case end(End)

    /// What was sent, so that the server can tell whether all of it arrived.
    public struct End: Equatable, Sendable, Codable {
        public var blocks: Int
        public var rows: Int

        public init(blocks: Int, rows: Int) {
            self.blocks = blocks
            self.rows = rows
        }
    }

    public init(_ block: Block) {
        switch block {
        case .heading(let heading): self = .heading(heading)
        case .paragraph(let paragraph): self = .paragraph(paragraph)
        case .sheet(let sheet): self = .sheet(sheet)
        case .row(let row): self = .row(row)
        case .problem(let problem): self = .problem(problem)
        }
    }

    /// The block it carries; nil for the end.
    public var block: Block? {
        switch self {
        case .heading(let heading): .heading(heading)
        case .paragraph(let paragraph): .paragraph(paragraph)
        case .sheet(let sheet): .sheet(sheet)
        case .row(let row): .row(row)
        case .problem(let problem): .problem(problem)
        case .end: nil
        }
    }
}

extension Frame: Codable {
    private enum Key: String, CodingKey { case heading, paragraph, sheet, row, problem, end }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        guard let key = container.allKeys.first, container.allKeys.count == 1 else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "a frame has one key that names its case"))
        }
        switch key {
        case .heading: self = .heading(try container.decode(Heading.self, forKey: key))
        case .paragraph: self = .paragraph(try container.decode(Paragraph.self, forKey: key))
        case .sheet: self = .sheet(try container.decode(Sheet.self, forKey: key))
        case .row: self = .row(try container.decode(RowFrame.self, forKey: key).row)
        case .problem: self = .problem(try container.decode(Problem.self, forKey: key))
        case .end: self = .end(try container.decode(End.self, forKey: key))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .heading(let heading): try container.encode(heading, forKey: .heading)
        case .paragraph(let paragraph): try container.encode(paragraph, forKey: .paragraph)
        case .sheet(let sheet): try container.encode(sheet, forKey: .sheet)
        case .row(let row): try container.encode(RowFrame(row), forKey: .row)
        case .problem(let problem): try container.encode(problem, forKey: .problem)
        case .end(let end): try container.encode(end, forKey: .end)
        }
    }
}

/// A row as it travels: its texts as one list, and the columns that are bold or merged, since almost none are.
private struct RowFrame: Codable {
    var cells: [String]
    var bold: [Int]?
    var merged: [Int]?
    var header: Bool?
    var place: Place

    init(_ row: Row) {
        cells = row.cells.map(\.text)
        let columns = row.cells.indices.filter { row.cells[$0].isBold }
        bold = columns.isEmpty ? nil : columns
        let covered = row.cells.indices.filter { row.cells[$0].isMerged }
        merged = covered.isEmpty ? nil : covered
        header = row.isHeader ? true : nil
        place = row.place
    }

    var row: Row {
        var found = cells.map { Cell($0) }
        for column in bold ?? [] where found.indices.contains(column) { found[column].isBold = true }
        for column in merged ?? [] where found.indices.contains(column) { found[column].isMerged = true }
        return Row(cells: found, place: place, isHeader: header ?? false)
    }
}
