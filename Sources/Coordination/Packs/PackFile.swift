public import ActionPlans
public import Reporting
public import Vocabulary

extension PaperPress {
    /// A pack's paper as a file.
    ///
    /// - Throws: `PaperRefusal` where the writer of that format is missing or busy.
    public func file(_ paper: Paper, as format: ExportFormat, created: Day) async throws -> [UInt8] {
        switch format {
        case .pdf: try await pdf(paper, created: created)
        case .docx: try await docx(paper)
        case .html: Array(PaperHTML.printed(paper, created: created).utf8)
        case .json, .csv, .xlsx, .ods, .svg, .zip: Array(try PaperJSON(paper).whole.utf8)
        }
    }
}

extension ExportFormat {
    /// The formats a pack leaves the house in.
    public static let ofPacks: [ExportFormat] = [.html, .pdf, .docx, .json]

    public var mediaType: String {
        switch self {
        case .csv: "text/csv; charset=utf-8"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .ods: "application/vnd.oasis.opendocument.spreadsheet"
        case .pdf: "application/pdf"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .svg: "image/svg+xml"
        case .json: "application/json; charset=utf-8"
        case .zip: "application/zip"
        case .html: "text/html; charset=utf-8"
        }
    }
}
