/// The caps under which every file from outside is read, in one place.
///
/// A file beyond one of them is either refused whole or cut with a problem that says where: never cut in silence.
public enum ReadingLimits {
    /// A larger file is refused before it is read.
    public static let fileBytes = 20 * 1024 * 1024
    /// Lines of a text or Markdown document.
    public static let lines = 2_000_000
    public static let rows = 1_000_000
    public static let cells = 5_000_000
    /// Characters of one cell; what a spreadsheet program itself can hold.
    public static let cellCharacters = 32_767
    /// Columns of one row.
    public static let columns = 2_000
    /// Problems of one code that are listed one by one; the rest are counted.
    public static let problemsOfOneCode = 500
    /// The largest frame between the reader and the server.
    public static let frameBytes = 4 * 1024 * 1024
    /// Everything the reader may write.
    public static let outputBytes = 200 * 1024 * 1024
}

/// How long the tables of a file may be before reading stops with a problem.
public struct TableCaps: Hashable, Sendable {
    public var rows: Int
    public var cells: Int

    public init(rows: Int, cells: Int) {
        self.rows = rows
        self.cells = cells
    }

    /// What a document from outside may hold.
    public static let document = TableCaps(rows: ReadingLimits.rows, cells: ReadingLimits.cells)
}
