/// Where in a file something stands. All numbers count from 1.
public struct Place: Hashable, Codable, Sendable {
    /// The name of a spreadsheet's sheet; nil in a document.
    public var sheet: String?
    public var page: Int?
    /// The number of the table in the document.
    public var table: Int?
    /// The line of the file on which the record begins.
    public var line: Int?
    /// The row of the table, its header row included.
    public var row: Int?
    public var column: Int?

    public init(
        sheet: String? = nil, page: Int? = nil, table: Int? = nil, line: Int? = nil, row: Int? = nil,
        column: Int? = nil
    ) {
        self.sheet = sheet
        self.page = page
        self.table = table
        self.line = line
        self.row = row
        self.column = column
    }
}

/// One thing that is wrong or doubtful in what somebody sent, with its place and what to do about it.
public struct Problem: Hashable, Codable, Sendable {
    public enum Severity: String, Codable, Sendable { case error, warning }

    public let place: Place
    public let severity: Severity
    /// A stable word for programs: `not-understood`, `dated-twice`.
    public let code: String
    /// A plain sentence for people.
    public let message: String

    public init(place: Place, severity: Severity, code: String, message: String) {
        self.place = place
        self.severity = severity
        self.code = code
        self.message = message
    }
}
