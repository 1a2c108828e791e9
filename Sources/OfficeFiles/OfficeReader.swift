public import Tables
import Vocabulary

/// Reads an office file into the blocks that every other reader hands on.
///
/// The archive is checked whole before anything is unpacked; nothing in it is run, followed or fetched. Files from
/// outside are read in the caged `cornerstone-reader`; call this directly only there and in tests.
public enum OfficeReader {
    /// Whether a file is for this reader: by its first bytes, or because somebody says so.
    public static func takes(_ bytes: [UInt8], kind: ReadKind) -> Bool {
        let isArchive = bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
        return isArchive || OfficeKind(rawValue: kind.rawValue) != nil
    }

    /// - Parameter pandoc: where the program is with which Word documents are read.
    public static func blocks(
        of bytes: [UInt8], name: String, kind: ReadKind = .auto, pandoc: String = TextDocumentReader.standardPandoc
    ) -> [Block] {
        var found: [Block] = []
        read(bytes, name: name, kind: kind, pandoc: pandoc) { found.append($0) }
        return found
    }

    /// The same, one block at a time. A file that is refused gives one problem and nothing else.
    public static func read(
        _ bytes: [UInt8], name: String, kind: ReadKind = .auto, pandoc: String = TextDocumentReader.standardPandoc,
        into pass: (Block) -> Void
    ) {
        withoutActuallyEscaping(pass) { pass in
            do throws(OfficeRefusal) {
                try read(bytes, pandoc, into: pass)
            } catch {
                pass(.problem(error.problem))
            }
        }
    }

    private static func read(
        _ bytes: [UInt8], _ pandoc: String, into pass: @escaping (Block) -> Void
    ) throws(OfficeRefusal) {
        var archive = try opened(bytes)
        let kind = try OfficeKind.found(in: &archive)
        switch kind {
        case .xlsx:
            var reader = XLSXReader(archive)
            let sheets = try reader.sheets()
            SheetWalk.write(sheets, reader.notes, into: BlockCollector(pass))
        case .ods:
            var reader = ODSReader(archive)
            let sheets = try reader.sheets()
            SheetWalk.write(sheets, reader.notes, into: BlockCollector(pass))
        case .docx, .odt: TextDocumentReader(pandoc: pandoc).read(archive, kind: kind, into: pass)
        }
    }

    private static func opened(_ bytes: [UInt8]) throws(OfficeRefusal) -> ZipArchive {
        do throws(ZipRefusal) {
            return try ZipArchive(bytes)
        } catch {
            throw .archive(error)
        }
    }
}

extension OfficeKind {
    /// What an archive holds, by what it says of itself; its name counts for nothing.
    ///
    /// - Throws: `OfficeRefusal` for an archive that is no spreadsheet and no text document.
    static func found(in archive: inout ZipArchive) throws(OfficeRefusal) -> OfficeKind {
        if archive.contains("mimetype") { return try openDocument(&archive) }
        guard archive.contains("_rels/.rels") else {
            if archive.directory.entries.contains(where: { $0.name.hasSuffix(".iwa") }) { throw .appleOffice }
            throw archive.contains("[Content_Types].xml") ? .partMissing("_rels/.rels") : .plainArchive
        }
        let relations = Relations()
        try archive.read("_rels/.rels", into: relations)
        let found = relations.inOrder.first { $0.type == "officeDocument" }
        guard let found else { throw .noMainPart }
        guard !found.isOutside, let main = Relations.resolve(found.target, from: "") else { throw .mainOutside }
        if main.contains("word/") { return .docx }
        if main.contains("ppt/") { throw .presentation }
        return .xlsx
    }

    private static func openDocument(_ archive: inout ZipArchive) throws(OfficeRefusal) -> OfficeKind {
        let mark: [UInt8]
        do throws(ZipRefusal) {
            mark = try archive.part("mimetype", most: 200) ?? []
        } catch {
            throw .archive(error)
        }
        let type = String(decoding: mark.filter { $0 > 0x20 }, as: UTF8.self)
        if type.hasPrefix("application/vnd.oasis.opendocument.spreadsheet") { return .ods }
        if type.hasPrefix("application/vnd.oasis.opendocument.text") { return .odt }
        if type.hasPrefix("application/vnd.oasis.opendocument.presentation") { throw .presentation }
        throw .plainArchive
    }
}
