@testable import OfficeFiles
import Tables

/// An archive: what its list says holds, and its parts come out the same when they are packed again.
enum ZipCheck {
    static func run(_ bytes: [UInt8]) -> String? {
        guard var archive = try? ZipArchive(bytes) else { return nil }
        let entries = archive.directory.entries
        guard entries.count <= ZipLimits.entries else { return "\(entries.count) parts" }
        var free = 0
        for entry in entries.sorted(by: { $0.data.lowerBound < $1.data.lowerBound }) {
            guard entry.data.lowerBound >= free, entry.data.upperBound <= bytes.count else {
                return "parts that overlap"
            }
            free = entry.data.upperBound
            let folders = entry.name.utf8.split(separator: 0x2F, omittingEmptySubsequences: false).map(Array.init)
            guard !folders.contains(Array("..".utf8)), folders.first != [], !entry.name.utf8.contains(0x5C) else {
                return "name \(entry.name.debugDescription)"
            }
        }
        var writer = ZipWriter()
        var parts: [String: [UInt8]] = [:]
        for entry in entries where !entry.isFolder {
            guard let part = try? archive.part(entry.name, most: 1 << 20) else { continue }
            guard part.count == entry.size else { return "\(entry.name) has \(part.count) bytes of \(entry.size)" }
            parts[entry.name] = part
            writer.add(entry.name, part, packing: part.count % 2 == 0 ? .deflated : .stored)
        }
        guard archive.unpacked <= ZipLimits.totalBytes else { return "\(archive.unpacked) bytes unpacked" }
        guard var again = try? ZipArchive(writer.finished()) else { return "what was packed again cannot be opened" }
        for (name, part) in parts where (try? again.part(name)) != part { return "\(name) packed again is another" }
        return nil
    }
}

/// Spreadsheets. An input is the parts of a file, one after the other with a zero byte between them.
enum WorkbookCheck {
    private static let package = "http://schemas.openxmlformats.org/package/2006/relationships"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    private static func relations(_ list: [(type: String, target: String)]) -> String {
        let entries = list.enumerated().map { number, entry in
            "<Relationship Id=\"r\(number)\" Type=\"\(office)/\(entry.type)\" Target=\"\(entry.target)\"/>"
        }
        return "<Relationships xmlns=\"\(package)\">\(entries.joined())</Relationships>"
    }

    private static let workbook = """
        <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="\(office)">\
        <sheets><sheet name="Plan" sheetId="1" r:id="r0"/></sheets></workbook>
        """

    /// The sheet, the texts that sheets share, the styles, the workbook.
    static func excel(_ bytes: [UInt8]) -> String? {
        let parts = bytes.parts
        var writer = ZipWriter()
        writer.add("_rels/.rels", relations([("officeDocument", "xl/workbook.xml")]), packing: .stored)
        let list = [("worksheet", "sheet.xml"), ("sharedStrings", "texts.xml"), ("styles", "styles.xml")]
        writer.add("xl/_rels/workbook.xml.rels", relations(list), packing: .stored)
        for (name, part) in zip(["xl/sheet.xml", "xl/texts.xml", "xl/styles.xml"], parts) {
            writer.add(name, part, packing: .stored)
        }
        writer.add("xl/workbook.xml", parts.count > 3 ? parts[3] : Array(workbook.utf8), packing: .stored)
        return fault(of: writer.finished(), from: bytes)
    }

    /// The content, the styles, the list of parts.
    static func open(_ bytes: [UInt8]) -> String? {
        fault(of: DocumentCheck.packed(bytes.parts, "spreadsheet"), from: bytes)
    }

    /// A text that several cells share comes out as often as they do, a repeated row as often as it says.
    private static func fault(of file: [UInt8], from bytes: [UInt8]) -> String? {
        let blocks = OfficeReader.blocks(of: file, name: "plan")
        return BlockRules.fault(in: blocks, mostText: max(SheetLimits.wordBytes, bytes.count))
    }
}

/// Text documents, on both sides of the program that converts them.
enum DocumentCheck {
    /// An OpenDocument text: the content, the styles, the list of parts.
    static func open(_ bytes: [UInt8]) -> String? {
        let blocks = OfficeReader.blocks(of: packed(bytes.parts, "text"), name: "plan.odt")
        return BlockRules.fault(in: blocks, mostText: mostText(bytes))
    }

    static func packed(_ parts: [[UInt8]], _ kind: String) -> [UInt8] {
        var writer = ZipWriter()
        writer.add("mimetype", "application/vnd.oasis.opendocument.\(kind)", packing: .stored)
        for (name, part) in zip(["content.xml", "styles.xml", "META-INF/manifest.xml"], parts) {
            writer.add(name, part, packing: .stored)
        }
        return writer.finished()
    }

    /// A part of a Word document as pandoc is given it: sound, and mended no further.
    static func word(_ bytes: [UInt8]) -> String? {
        guard let once = DocumentSteps.mended(bytes) else { return nil }
        guard DocumentSteps.mended(once) != nil else { return "what was mended cannot be read" }
        return once.count <= bytes.count * 8 + 1_000 ? nil : "\(bytes.count) bytes became \(once.count)"
    }

    /// What the converter says of a document.
    static func converted(_ bytes: [UInt8]) -> String? {
        guard let blocks = DocumentSteps.blocks(ofPandoc: bytes) else { return nil }
        return BlockRules.fault(in: blocks, mostText: mostText(bytes))
    }

    /// Spaces and columns may be repeated by a number.
    private static func mostText(_ bytes: [UInt8]) -> Int { bytes.count * 64 + 100_000 }
}
