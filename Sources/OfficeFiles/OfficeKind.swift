/// The office files that are read and written: spreadsheets and text documents, each a zip archive of XML parts.
public enum OfficeKind: String, Sendable, CaseIterable {
    case xlsx, ods, docx, odt

    public var isSpreadsheet: Bool { self == .xlsx || self == .ods }
}
