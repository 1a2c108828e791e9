import OfficeFiles

/// Makes Excel workbooks part by part, so that a test can put anything into them.
public struct XLSXMaking: Sendable {
    public struct Sheet: Sendable {
        public var name: String
        /// The inside of `<worksheet>`.
        public var content: String
        public var state: String?

        public init(_ name: String, rows: String = "", after: String = "", state: String? = nil) {
            self.name = name
            content = "<sheetData>\(rows)</sheetData>\(after)"
            self.state = state
        }
    }

    public var sheets: [Sheet]
    public var shared: [String] = []
    public var properties = ""
    public var styles = XLSXMaking.looks
    /// Parts beside the ordinary ones, or in their place.
    public var parts: [(name: String, content: [UInt8])] = []
    public var left: Set<String> = []

    public init(_ sheets: [Sheet]) { self.sheets = sheets }

    /// One sheet of these rows.
    public init(rows: String, after: String = "") { sheets = [Sheet("Plan", rows: rows, after: after)] }

    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

    /// 0 plain, 1 bold, 2 to 5 headings, 6 day, 7 month, 8 moment, 9 percent, 10 time, 11 length of time.
    public static let looks = """
        <numFmts count="1"><numFmt numFmtId="164" formatCode="[$-809]dd\\ mmmm\\ yyyy;@"/></numFmts>
        <fonts><font><sz val="10"/></font><font><b/><sz val="10"/></font><font><b/><sz val="24"/></font>\
        <font><b/><sz val="16"/></font><font><b/><sz val="14"/></font><font><b/><sz val="12"/></font></fonts>
        <cellStyleXfs><xf numFmtId="14" fontId="1"/></cellStyleXfs>
        <cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/><xf fontId="3"/><xf fontId="4"/><xf fontId="5"/>\
        <xf numFmtId="164" fontId="0"/><xf numFmtId="17" fontId="0"/><xf numFmtId="22" fontId="0"/>\
        <xf numFmtId="9" fontId="0"/><xf numFmtId="20" fontId="0"/><xf numFmtId="46" fontId="0"/></cellXfs>
        """

    public static func part(sheet content: String) -> String {
        "\(head)<worksheet xmlns=\"\(main)\" xmlns:r=\"\(office)\">\(content)</worksheet>"
    }

    public static func relations(_ list: [(id: String, type: String, target: String, outside: Bool)]) -> String {
        let entries = list.map { entry in
            "<Relationship Id=\"\(entry.id)\" Type=\"\(office)/\(entry.type)\" Target=\"\(entry.target)\""
                + (entry.outside ? " TargetMode=\"External\"" : "") + "/>"
        }
        return "\(head)<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + entries.joined() + "</Relationships>"
    }

    private var workbook: String {
        let list = sheets.enumerated().map { index, sheet in
            "<sheet name=\"\(sheet.name.escaped)\" sheetId=\"\(index + 1)\" r:id=\"rId\(index + 1)\""
                + (sheet.state.map { " state=\"\($0)\"" } ?? "") + "/>"
        }
        return "\(Self.head)<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\"><workbookPr\(properties)/>"
            + "<sheets>\(list.joined())</sheets></workbook>"
    }

    private var ordinary: [(name: String, content: [UInt8])] {
        var relations = sheets.indices.map { index in
            (id: "rId\(index + 1)", type: "worksheet", target: "worksheets/sheet\(index + 1).xml", outside: false)
        }
        relations.append((id: "rIdS", type: "styles", target: "styles.xml", outside: false))
        relations.append((id: "rIdT", type: "sharedStrings", target: "/xl/sharedStrings.xml", outside: false))
        var parts: [(String, String)] = [
            ("[Content_Types].xml", "\(Self.head)<Types/>"),
            (
                "_rels/.rels",
                Self.relations([(id: "rId1", type: "officeDocument", target: "xl/workbook.xml", outside: false)])
            ),
            ("xl/workbook.xml", workbook), ("xl/_rels/workbook.xml.rels", Self.relations(relations)),
            ("xl/styles.xml", "\(Self.head)<styleSheet xmlns=\"\(Self.main)\">\(styles)</styleSheet>"),
        ]
        if !shared.isEmpty {
            let texts = shared.map { "<si>\($0)</si>" }.joined()
            parts.append(("xl/sharedStrings.xml", "\(Self.head)<sst xmlns=\"\(Self.main)\">\(texts)</sst>"))
        }
        for (index, sheet) in sheets.enumerated() {
            parts.append(("xl/worksheets/sheet\(index + 1).xml", Self.part(sheet: sheet.content)))
        }
        return parts.map { (name: $0.0, content: Array($0.1.utf8)) }
    }

    public func made() -> [UInt8] {
        var writer = ZipWriter()
        let own = Set(parts.map(\.name))
        for part in ordinary where !own.contains(part.name) && !left.contains(part.name) {
            writer.add(part.name, part.content)
        }
        for part in parts { writer.add(part.name, part.content) }
        return writer.finished()
    }
}

extension XLSXMaking {
    /// A row of texts typed into the cells.
    public static func row(_ number: Int, _ texts: [String], style: Int = 0) -> String {
        let cells = texts.enumerated().map { column, text in
            text.isEmpty ? "" : cell(column, number, text, style: style)
        }
        return "<row r=\"\(number)\">\(cells.joined())</row>"
    }

    public static func cell(_ column: Int, _ row: Int, _ text: String, style: Int = 0) -> String {
        "<c r=\"\(letters(column))\(row)\" t=\"inlineStr\" s=\"\(style)\"><is><t xml:space=\"preserve\">"
            + "\(text.escaped)</t></is></c>"
    }

    public static func letters(_ column: Int) -> String {
        let last = String(UnicodeScalar(UInt8(65 + column % 26)))
        return column < 26 ? last : letters(column / 26 - 1) + last
    }
}

extension String {
    /// As it stands in XML.
    public var escaped: String {
        replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
            .replacing("\n", with: "&#10;")
    }
}
