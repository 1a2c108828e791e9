public import ActionPlans

/// The files a plan is exported as, to be edited and brought back.
public enum SheetFormat: String, Sendable, CaseIterable {
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

    /// As the journal names it.
    public var logged: ExportFormat {
        switch self {
        case .xlsx: .xlsx
        case .ods: .ods
        case .csv: .csv
        }
    }
}
