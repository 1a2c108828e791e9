/// A Word document as pandoc is given it: an archive of our own making that holds the text, its styles and its lists,
/// and nothing else: no pictures, no macros, no links to anywhere.
struct WordPackage {
    var archive: [UInt8]
    var findings: WordMending.Findings

    /// One part of it, unpacked: more than ten times the longest plan.
    static let mostBytes = 64_000_000

    private static let empty = """
        <?xml version="1.0" encoding="UTF-8"?><Relationships \
        xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>
        """

    private static let types = """
        <?xml version="1.0" encoding="UTF-8"?>\
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
        <Default Extension="xml" ContentType="application/xml"/></Types>
        """

    private static let root = """
        <?xml version="1.0" encoding="UTF-8"?><Relationships \
        xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" \
        Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" \
        Target="word/document.xml"/></Relationships>
        """

    /// - Throws: `PartFault`, or what unpacking refuses; `PartFault.damaged` where there is no text.
    init(_ file: inout ZipArchive) throws {
        let main = try WordPackage.target("officeDocument", of: "_rels/.rels", in: "", &file) ?? "word/document.xml"
        guard let text = try file.part(main, most: WordPackage.mostBytes) else { throw PartFault.damaged }
        let mended = try WordMending.mend(text)
        findings = mended.findings
        var writer = ZipWriter()
        writer.add("[Content_Types].xml", Array(WordPackage.types.utf8), packing: .stored)
        writer.add("_rels/.rels", Array(WordPackage.root.utf8), packing: .stored)
        writer.add("word/document.xml", mended.part, packing: .stored)
        writer.add("word/_rels/document.xml.rels", Array(WordPackage.empty.utf8), packing: .stored)
        let (folder, name) = WordPackage.split(main)
        let relations = "\(folder)_rels/\(name).rels"
        for kind in ["styles", "numbering", "footnotes", "endnotes"] {
            let target = try WordPackage.target(kind, of: relations, in: folder, &file) ?? "\(folder)\(kind).xml"
            guard let part = try file.part(target, most: WordPackage.mostBytes) else { continue }
            let plain = try WordMending.mend(part)
            writer.add("word/\(kind).xml", plain.part, packing: .stored)
            var others = plain.findings
            others.letters = 0
            findings.add(others)
        }
        archive = writer.finished()
    }

    private static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return ("", path) }
        return (String(path[...slash]), String(path[path.index(after: slash)...]))
    }

    /// The part that a list of relations names for a kind; never anything outside the file.
    private static func target(
        _ kind: String, of relations: String, in folder: String, _ file: inout ZipArchive
    ) throws -> String? {
        guard let part = try file.part(relations, most: 4_000_000) else { return nil }
        var scan = XMLScan(part)
        var found: String?
        while let event = try scan.next() {
            guard case .open(let tag) = event, scan.name(tag) == "Relationship", found == nil,
                scan.attribute("Type", of: tag)?.hasSuffix("/\(kind)") == true,
                scan.attribute("TargetMode", of: tag) != "External", let target = scan.attribute("Target", of: tag)
            else { continue }
            found = target.hasPrefix("/") ? String(target.dropFirst()) : folder + target
        }
        return found
    }
}
