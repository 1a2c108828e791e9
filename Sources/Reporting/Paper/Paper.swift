public import Charts
public import Vocabulary

/// A document as one value: the same value becomes the web page, the tagged PDF and the Word document, so that what a
/// board holds in its hands and what it sees on a screen cannot differ.
///
/// It holds words already chosen, in reading order, and no markup: whoever renders it escapes. Its encoding (JSON with
/// sorted keys) is what an issued pack's digest is taken of.
public struct Paper: Hashable, Sendable, Codable {
    public var title: String
    public var subtitle: String?
    /// Of the text, as in `lang`: "en".
    public var language: String
    /// The highest marking of anything in it; printed at the top and bottom of every page.
    public var marking: Marking
    /// What stands under the title: as-at day, edition, audience, source.
    public var facts: [PaperFact]
    /// Something a reader has to know before anything else: "Provisional until midnight".
    public var notice: String?
    /// At the foot of every page beside the page's number: title, edition, as-at day.
    public var foot: String
    public var sections: [PaperSection]

    public init(
        title: String, subtitle: String? = nil, language: String = "en", marking: Marking, facts: [PaperFact] = [],
        notice: String? = nil, foot: String, sections: [PaperSection]
    ) {
        self.title = title
        self.subtitle = subtitle
        self.language = language
        self.marking = marking
        self.facts = facts
        self.notice = notice
        self.foot = foot
        self.sections = sections
    }
}

public struct PaperFact: Hashable, Sendable, Codable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// A part of a paper that the contents list names.
public struct PaperSection: Hashable, Sendable, Codable {
    /// Stable within the paper: lower-case letters, digits and hyphens; the target of the contents list.
    public var id: String
    public var title: String
    /// Printed across the sheet: wide tables and timelines.
    public var isWide: Bool
    public var blocks: [PaperBlock]

    public init(id: String, title: String, isWide: Bool = false, blocks: [PaperBlock]) {
        self.id = id
        self.title = title
        self.isWide = isWide
        self.blocks = blocks
    }
}

public enum PaperBlock: Hashable, Sendable, Codable {
    /// A heading below the section's own.
    case heading(String)
    case paragraph(String)
    case list([String])
    case table(PaperTable)
    case figure(PaperFigure)
}

public struct PaperTable: Hashable, Sendable, Codable {
    public var caption: String
    public var columns: [PaperColumn]
    public var rows: [PaperRow]
    /// What is said instead of a table without rows.
    public var empty: String

    public init(caption: String, columns: [PaperColumn], rows: [PaperRow], empty: String) {
        self.caption = caption
        self.columns = columns
        self.rows = rows
        self.empty = empty
    }
}

public struct PaperColumn: Hashable, Sendable, Codable {
    public var heading: String
    /// Its share of the table's width, against the other columns.
    public var share: Int
    /// Figures, set to the right.
    public var isNumber: Bool

    public init(_ heading: String, share: Int = 1, isNumber: Bool = false) {
        self.heading = heading
        self.share = share
        self.isNumber = isNumber
    }
}

/// A row of a table: one cell a column, or a heading across the whole width.
public enum PaperRow: Hashable, Sendable, Codable {
    /// What the rows below belong to: an aim, an objective. Level 1 is the outermost.
    case group(String, level: Int)
    case cells([PaperCell])
}

public struct PaperCell: Hashable, Sendable, Codable {
    /// Lines are parted by `\n`.
    public var text: String
    /// Set where the cell is a status: a shape and its word come first, the colour only repeats them.
    public var status: PaperStatus?
    /// The cell that names its row.
    public var isHeading: Bool

    public init(_ text: String, status: PaperStatus? = nil, isHeading: Bool = false) {
        self.text = text
        self.status = status
        self.isHeading = isHeading
    }
}

/// A status as it is printed: shape, word, then colour.
public struct PaperStatus: Hashable, Sendable, Codable {
    public var shape: String
    public var word: String
    /// `red`, `orange`, `green`, `grey` or `blue`.
    public var colour: String

    public init(shape: String, word: String, colour: String) {
        self.shape = shape
        self.word = word
        self.colour = colour
    }
}

/// A figure with the table that tells the same.
public struct PaperFigure: Hashable, Sendable, Codable {
    public var figure: Figure
    public var table: PaperTable

    public init(_ figure: Figure, table: PaperTable) {
        self.figure = figure
        self.table = table
    }
}
