import OfficeFiles

/// Makes OpenDocument spreadsheets, so that a test can put anything into them.
public struct ODSMaking: Sendable {
    /// The inside of `<office:spreadsheet>`.
    public var content: String
    public var styles = ODSMaking.looks
    public var parts: [(name: String, content: [UInt8])] = []
    public var manifest = ""
    public var type = "application/vnd.oasis.opendocument.spreadsheet"

    public init(_ content: String) { self.content = content }

    /// One sheet of these rows.
    public init(rows: String) { content = "<table:table table:name=\"Plan\">\(rows)</table:table>" }

    private static let names = """
        xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
        xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \
        xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
        xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" \
        xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" \
        xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" \
        xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
        """

    /// p plain, b bold, h1 to h4 headings, m a day that shows its month, hide a hidden sheet.
    public static let looks = """
        <number:date-style style:name="N1"><number:month number:textual="true"/><number:year/></number:date-style>\
        <style:style style:name="p" style:family="table-cell"><style:text-properties fo:font-size="10pt"/></style:style>\
        <style:style style:name="b" style:family="table-cell"><style:text-properties fo:font-size="10pt" \
        fo:font-weight="bold"/></style:style>\
        <style:style style:name="m" style:family="table-cell" style:data-style-name="N1"/>\
        <style:style style:name="hide" style:family="table"><style:table-properties table:display="false"/></style:style>\
        <style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
        """
        + [24, 16, 14, 12].enumerated().map { level, size in
            "<style:style style:name=\"h\(level + 1)\" style:family=\"table-cell\"><style:text-properties "
                + "fo:font-size=\"\(size)pt\" fo:font-weight=\"bold\"/></style:style>"
        }.joined()

    public func made() -> [UInt8] {
        var writer = ZipWriter()
        writer.add("mimetype", type, packing: .stored)
        let document =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \(Self.names)>"
            + "<office:automatic-styles>\(styles)</office:automatic-styles><office:body><office:spreadsheet>"
            + "\(content)</office:spreadsheet></office:body></office:document-content>"
        let own = Set(parts.map(\.name))
        if !own.contains("content.xml") { writer.add("content.xml", document) }
        for part in parts { writer.add(part.name, part.content) }
        writer.add(
            "META-INF/manifest.xml",
            "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">\(manifest)"
                + "</manifest:manifest>")
        return writer.finished()
    }

    public static func row(_ texts: [String], style: String = "p") -> String {
        "<table:table-row>\(texts.map { cell($0, style: style) }.joined())</table:table-row>"
    }

    public static func cell(_ text: String, style: String = "p", attributes: String = "") -> String {
        guard !text.isEmpty else { return "<table:table-cell\(attributes)/>" }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let paragraphs = lines.map { "<text:p>\(String($0).escaped)</text:p>" }.joined()
        return "<table:table-cell table:style-name=\"\(style)\" office:value-type=\"string\"\(attributes)>"
            + "\(paragraphs)</table:table-cell>"
    }
}
