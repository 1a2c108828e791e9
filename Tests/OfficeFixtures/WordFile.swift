import OfficeFiles

/// Word and OpenDocument files written by hand, part by part.
public enum WordFile {
    public static let plan = table([
        ["No.", "Action", "Lead", "By when"], ["1", "Map the market", "Analyst", "May 2027"],
        ["2", "Train the wardens", "Warden Manager", "June 2027"],
    ])

    public static func paragraph(_ text: String) -> String {
        "<w:p><w:r><w:t xml:space=\"preserve\">\(text)</w:t></w:r></w:p>"
    }

    public static func cell(_ inside: String) -> String { "<w:tc>\(inside)</w:tc>" }

    public static func table(_ rows: [[String]]) -> String {
        let rows = rows.map { row in "<w:tr>" + row.map { cell(paragraph($0)) }.joined() + "</w:tr>" }
        return "<w:tbl><w:tblPr/><w:tblGrid/>\(rows.joined())</w:tbl>"
    }

    public static func document(_ body: String, before: String = "") -> String {
        """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>\(before)
        <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" \
        xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" \
        xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" \
        xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">\
        <w:body>\(body)<w:sectPr/></w:body></w:document>
        """
    }

    public static let types = """
        <?xml version="1.0" encoding="UTF-8"?>\
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
        <Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" \
        ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>
        """

    public static func relations(_ list: [(kind: String, target: String, isOutside: Bool)]) -> String {
        let lines = list.enumerated().map { number, relation in
            """
            <Relationship Id="rId\(number + 1)" \
            Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/\(relation.kind)" \
            Target="\(relation.target)"\(relation.isOutside ? " TargetMode=\"External\"" : "")/>
            """
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>\
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
            \(lines.joined())</Relationships>
            """
    }

    /// A whole file; parts given replace those of an ordinary one, and those of no bytes are left out.
    public static func file(_ body: String = plan, parts: [(String, [UInt8])] = [], more: [(String, String)] = [])
        -> [UInt8]
    {
        var all: [(String, [UInt8])] = [
            ("[Content_Types].xml", Array(types.utf8)),
            ("_rels/.rels", Array(relations([("officeDocument", "word/document.xml", false)]).utf8)),
            ("word/document.xml", Array(document(body).utf8)),
        ]
        for (name, content) in parts + more.map({ ($0.0, Array($0.1.utf8)) }) {
            if let at = all.firstIndex(where: { $0.0 == name }) {
                all[at].1 = content
            } else {
                all.append((name, content))
            }
        }
        return archive(all.filter { !$0.1.isEmpty })
    }

    public static func archive(_ parts: [(String, [UInt8])]) -> [UInt8] {
        var writer = ZipWriter()
        for (name, content) in parts { writer.add(name, content) }
        return writer.finished()
    }

    // MARK: OpenDocument

    public static let openPlan = openTable([
        ["No.", "Action", "Lead", "By when"], ["1", "Map the market", "Analyst", "May 2027"],
        ["2", "Train the wardens", "Warden Manager", "June 2027"],
    ])

    public static func openTable(_ rows: [[String]]) -> String {
        let rows = rows.map { row in
            "<table:table-row>"
                + row.map { "<table:table-cell><text:p>\($0)</text:p></table:table-cell>" }.joined()
                + "</table:table-row>"
        }
        return "<table:table table:name=\"Plan\"><table:table-column/>\(rows.joined())</table:table>"
    }

    public static func open(
        _ body: String = openPlan, head: String = "", before: String = "", parts: [(String, String)] = [],
        type: String = "application/vnd.oasis.opendocument.text"
    ) -> [UInt8] {
        let content = """
            <?xml version="1.0" encoding="UTF-8"?>\(before)\
            <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
            xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" \
            xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
            xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \
            xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" \
            xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" \
            xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3">\
            <office:automatic-styles>\(head)</office:automatic-styles>\
            <office:body><office:text>\(body)</office:text></office:body></office:document-content>
            """
        var writer = ZipWriter()
        writer.add("mimetype", Array(type.utf8), packing: .stored)
        writer.add("content.xml", content)
        for (name, text) in parts { writer.add(name, text) }
        return writer.finished()
    }
}
