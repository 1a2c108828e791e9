public import Vocabulary

/// What a document is made of, in reading order: the only thing a reader of files hands on.
///
/// The frames between `cornerstone-reader` and the server carry exactly these cases. A table is a `sheet` block
/// followed by its `row` blocks; it ends where anything else begins. The problems of a table follow its last row.
public enum Block: Hashable, Sendable {
    case heading(Heading)
    case paragraph(Paragraph)
    /// A table begins: a sheet of a workbook, or one table of a document.
    case sheet(Sheet)
    case row(Row)
    /// Something the reader could not take, with its place.
    case problem(Problem)
}

public struct Heading: Hashable, Sendable, Codable {
    /// 1 is the highest; a bold line standing alone has level 7; 0 is the title a page gives itself (`<title>`).
    public var level: Int
    public var text: String
    public var place: Place

    public init(level: Int, text: String, place: Place) {
        self.level = level
        self.text = text
        self.place = place
    }
}

public struct Paragraph: Hashable, Sendable, Codable {
    public var text: String
    /// A point of a bulleted or numbered list.
    public var isListItem: Bool
    public var place: Place

    public init(text: String, isListItem: Bool = false, place: Place) {
        self.text = text
        self.isListItem = isListItem
        self.place = place
    }
}

public struct Sheet: Hashable, Sendable, Codable {
    /// The sheet's name in a workbook, the caption of an HTML table; nil where it has none.
    public var name: String?
    /// `table` holds the number of the table in the document.
    public var place: Place

    public init(name: String? = nil, place: Place) {
        self.name = name
        self.place = place
    }
}

public struct Row: Hashable, Sendable, Codable {
    public var cells: [Cell]
    /// `table`, `row` and `line` are set.
    public var place: Place
    /// Marked as a header by the file itself (`<th>`, `<thead>`, the line above a `|---|` rule).
    public var isHeader: Bool

    public init(cells: [Cell], place: Place, isHeader: Bool = false) {
        self.cells = cells
        self.place = place
        self.isHeader = isHeader
    }
}

public struct Cell: Hashable, Sendable, Codable {
    /// Plain text: no markup, white space folded, paragraphs and breaks as `\n`, list points as `\n• point`.
    public var text: String
    /// The whole cell is set in bold.
    public var isBold: Bool
    /// Belongs to a cell merged over several rows: empty here, the text stands in a row above and holds for this one.
    public var isMerged: Bool

    public init(_ text: String, isBold: Bool = false, isMerged: Bool = false) {
        self.text = text
        self.isBold = isBold
        self.isMerged = isMerged
    }

    public var isEmpty: Bool { text.isEmpty }
}
