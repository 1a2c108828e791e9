public import Tables
import Vocabulary

/// Reads a file of any kind into blocks: office files here, everything else with `DocumentReader`.
///
/// What a file is, its content says; its name and what somebody calls it do not matter for office files.
public struct OfficeReader {
    private let documents: TextDocumentReader

    /// - Parameter pandoc: where the program is that reads Word documents.
    public init(pandoc: String = TextDocumentReader.standardPandoc) {
        documents = TextDocumentReader(pandoc: pandoc)
    }

    public func blocks(of bytes: [UInt8], name: String, kind: ReadKind = .auto) -> [Block] {
        var found: [Block] = []
        read(bytes, name: name, kind: kind) { found.append($0) }
        return found
    }

    /// The same, one block at a time.
    public func read(_ bytes: [UInt8], name: String, kind: ReadKind = .auto, into pass: (Block) -> Void) {
        guard bytes.starts(with: [0x50, 0x4B]), bytes.count <= ReadingLimits.fileBytes else {
            return DocumentReader.read(bytes, name: name, kind: kind, into: pass)
        }
        do throws(ZipRefusal) {
            var file = try ZipArchive(bytes)
            let content = try PackedContent(&file)
            switch content {
            case .office(let kind):
                if kind.isSpreadsheet { return DocumentReader.read(bytes, name: name, into: pass) }
                documents.read(file, kind: kind, into: pass)
            case .other(let problem): pass(.problem(problem))
            }
        } catch {
            pass(.problem(error.problem))
        }
    }
}

/// What an archive holds.
enum PackedContent {
    case office(OfficeKind)
    /// Something that is not read, with what to do.
    case other(Problem)

    init(_ file: inout ZipArchive) throws(ZipRefusal) {
        if let type = try file.part("mimetype", most: 1_000) {
            self = PackedContent.openDocument(String(decoding: type, as: UTF8.self), file)
            return
        }
        let names = Set(file.directory.entries.map(\.name))
        if names.contains("word/document.xml") || file.declares("wordprocessingml") {
            self = .office(.docx)
        } else if names.contains("xl/workbook.xml") || file.declares("spreadsheetml") {
            self = .office(.xlsx)
        } else if names.contains("ppt/presentation.xml") || file.declares("presentationml") {
            self = .other(PackedContent.slides)
        } else if names.contains("xl/workbook.bin") {
            self = .other(
                Sentences.error(
                    "binary-workbook", "This is a binary Excel workbook (.xlsb). Save it as XLSX or ODS, and send that."))
        } else if names.contains(where: { $0.hasPrefix("Index/") && $0.hasSuffix(".iwa") })
            || names.contains("Index.zip")
        {
            self = .other(PackedContent.apple)
        } else if names.contains("[Content_Types].xml") {
            self = .other(
                Sentences.error(
                    "office-part-missing",
                    "The file is an office file without its main part. Open it in its own program and save it again."))
        } else {
            self = .other(PackedContent.zip)
        }
    }

    private static func openDocument(_ type: String, _ file: ZipArchive) -> PackedContent {
        let kind = type.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
        switch kind {
        case "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text-template":
            return .office(.odt)
        case "application/vnd.oasis.opendocument.spreadsheet",
            "application/vnd.oasis.opendocument.spreadsheet-template":
            return .office(.ods)
        case "application/vnd.oasis.opendocument.presentation": return .other(slides)
        default:
            return .other(
                Sentences.error(
                    "office-kind",
                    "This is an OpenDocument file of a kind that holds no plan, or it names its kind wrongly. Save the plan as ODT, ODS, DOCX or XLSX, and send that."
                ))
        }
    }

    private static let slides = Sentences.error(
        "presentation", "This is a set of slides. Copy the plan's table into a document or a spreadsheet, and send that.")

    private static let apple = Sentences.error(
        "apple-office",
        "This is a file of Pages, Numbers or Keynote. Export it as Word (DOCX) or Excel (XLSX), and send that.")

    private static let zip = Sentences.error(
        "packed", "This is a packed file (zip). Unpack it and send the file inside.")
}

extension ZipArchive {
    /// Whether the list of kinds of parts names one; copies are searched, so that what it costs is not counted.
    fileprivate func declares(_ word: String) -> Bool {
        var copy = self
        guard let types = try? copy.part("[Content_Types].xml", most: 1_000_000) else { return false }
        let text = String(decoding: types, as: UTF8.self)
        return text.firstRange(of: "\(word).document.main") != nil || text.firstRange(of: "\(word).main") != nil
            || text.firstRange(of: "\(word).sheet.main") != nil
            || text.firstRange(of: "\(word).presentation.main") != nil
    }
}
