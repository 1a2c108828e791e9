import Tables

/// How much of a workbook is read, in one place.
public enum SheetLimits {
    public static let sheets = 250
    /// Rows with text, of all sheets together.
    public static let rows = ReadingLimits.rows
    public static let cells = ReadingLimits.cells
    /// Cells with text that a file only counts ("this row 500 times"), of all sheets together.
    static let counted = 100_000
    /// Shared texts of a workbook.
    public static let texts = 5_000_000
    public static let merges = 200_000
    /// The last row and column of any spreadsheet program: XFD1048576.
    public static let lastRow = 1_048_576
    public static let lastColumn = 16_384
    /// Merged cells further right cover nothing that is read.
    static let widest = ReadingLimits.columns
    /// More bytes of one cell are not kept: beyond the characters a cell may have, whatever they are.
    static let cellBytes = (ReadingLimits.cellCharacters + 1) * 4
    /// Words that are passed on, of the whole workbook: more than ten times the longest plan.
    static let wordBytes = 60_000_000
}
