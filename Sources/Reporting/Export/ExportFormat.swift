/// The files a plan is exported as.
public enum ExportFormat: String, Sendable, CaseIterable, Codable {
    case xlsx, ods, csv

    public var mediaType: String {
        switch self {
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .ods: "application/vnd.oasis.opendocument.spreadsheet"
        case .csv: "text/csv; charset=utf-8"
        }
    }

    /// Whether it is nothing a terminal can show.
    public var isBinary: Bool { self != .csv }
}
