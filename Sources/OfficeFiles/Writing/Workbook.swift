public import Vocabulary

/// A spreadsheet file as one value: what it says, how its columns may be used, how it prints. XLSX and ODS are both
/// written from it, always to the same bytes.
///
/// It holds texts, whole numbers and days, and no formula: what looks like one is a text and stays a text.
public struct Workbook: Hashable, Sendable {
    public var title: String
    /// What the file is, in a sentence; kept in its properties. No name of a person belongs here.
    public var subject: String
    public var sheets: [WorkSheet]

    public init(title: String, subject: String, sheets: [WorkSheet]) {
        self.title = title
        self.subject = subject
        self.sheets = sheets
    }

    /// The longest text a cell of a spreadsheet program takes, in UTF-16 units.
    public static let longestText = 32_767

    /// How many characters of a text no workbook can hold (control characters); they are left out where it is written.
    public static func leftOut(of text: String) -> Int {
        HeldText.held(text).unicodeScalars.count { MarkupWriting.isLeftOut($0) }
    }
}

/// One sheet: a header row that stays in sight and is printed on every page, and rows below it.
public struct WorkSheet: Hashable, Sendable {
    /// At most 31 characters, without `: \ / ? * [ ]`.
    public var name: String
    public var columns: [WorkColumn]
    public var rows: [[WorkCell]]
    /// Offers to filter by each column.
    public var isFiltered: Bool
    /// Keeps locked columns and the header from being changed by mistake. There is no password: it is a rail, not a wall.
    public var isProtected: Bool
    /// Printed across the sheet.
    public var isWide: Bool
    /// Printed at the top and bottom of every page.
    public var header: String
    public var footer: String

    public init(
        name: String, columns: [WorkColumn], rows: [[WorkCell]], isFiltered: Bool = false, isProtected: Bool = false,
        isWide: Bool = true, header: String = "", footer: String = ""
    ) {
        self.name = name
        self.columns = columns
        self.rows = rows
        self.isFiltered = isFiltered
        self.isProtected = isProtected
        self.isWide = isWide
        self.header = header
        self.footer = footer
    }
}

/// A column of a sheet: its heading, how wide it stands, and whether it may be typed into.
public struct WorkColumn: Hashable, Sendable {
    public enum Use: Hashable, Sendable {
        /// May be changed; what is typed stays the text it is.
        case open
        /// May not be changed while the sheet is protected.
        case locked
        /// For people to read: shown in grey, and of no effect where it is changed.
        case readOnly
    }

    public var heading: String
    /// In characters.
    public var width: Int
    public var use: Use

    public init(_ heading: String, width: Int, use: Use = .open) {
        self.heading = heading
        self.width = width
        self.use = use
    }
}

/// What a cell holds. There is no case for a formula.
public enum WorkCell: Hashable, Sendable {
    case empty
    case text(String)
    case whole(Int)
    case day(Day)

    /// A text, or nothing where it is empty.
    public static func optional(_ text: String?) -> WorkCell {
        guard let text, !text.isEmpty else { return .empty }
        return .text(text)
    }
}
