/// Writes a workbook as ODS (OpenDocument 1.3): texts as strings, days as real dates, no formula, no macro, no link.
public enum ODSWriter {
    public static func bytes(of workbook: Workbook) -> [UInt8] {
        var zip = ZipWriter()
        // First and not packed, so that the file can be told by its beginning.
        zip.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet", packing: .stored)
        zip.add("META-INF/manifest.xml", manifest)
        zip.add("content.xml", ODSContentWriting(workbook).part)
        zip.add("styles.xml", ODSStylesWriting(workbook).part)
        zip.add("meta.xml", meta(workbook))
        zip.add("settings.xml", settings(workbook))
        return zip.finished()
    }

    static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

    /// The namespaces of every part, declared by those it uses.
    static func spaces(_ names: String...) -> String {
        names.map { name in
            switch name {
            case "fo": " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""
            case "number": " xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\""
            case "dc": " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
            case "xlink": " xmlns:xlink=\"http://www.w3.org/1999/xlink\""
            case "loext": " xmlns:loext=\"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0\""
            default: " xmlns:\(name)=\"urn:oasis:names:tc:opendocument:xmlns:\(name):1.0\""
            }
        }.joined()
    }

    private static var manifest: [UInt8] {
        var out = MarkupWriting()
        out.raw(declaration)
        out.raw("<manifest:manifest\(spaces("manifest")) manifest:version=\"1.3\">")
        out.raw(
            "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" manifest:media-type=\"application/vnd.oasis.opendocument.spreadsheet\"/>"
        )
        for part in ["content.xml", "styles.xml", "meta.xml", "settings.xml"] {
            out.raw("<manifest:file-entry manifest:full-path=\"\(part)\" manifest:media-type=\"text/xml\"/>")
        }
        out.raw("</manifest:manifest>")
        return out.bytes
    }

    /// Title and subject; no author, no time.
    private static func meta(_ book: Workbook) -> [UInt8] {
        var out = MarkupWriting()
        out.raw(declaration)
        out.raw("<office:document-meta\(spaces("office", "meta", "dc")) office:version=\"1.3\"><office:meta>")
        out.raw("<meta:generator>Cornerstone</meta:generator><dc:title>")
        out.text(book.title)
        out.raw("</dc:title><dc:subject>")
        out.text(book.subject)
        out.raw("</dc:subject></office:meta></office:document-meta>")
        return out.bytes
    }

    /// The header row of each sheet stays in sight.
    private static func settings(_ book: Workbook) -> [UInt8] {
        var out = MarkupWriting()
        out.raw(declaration)
        out.raw("<office:document-settings\(spaces("office", "config")) office:version=\"1.3\"><office:settings>")
        out.raw("<config:config-item-set config:name=\"ooo:view-settings\">")
        out.raw("<config:config-item-map-indexed config:name=\"Views\"><config:config-item-map-entry>")
        out.raw("<config:config-item config:name=\"ViewId\" config:type=\"string\">view1</config:config-item>")
        out.raw("<config:config-item-map-named config:name=\"Tables\">")
        for sheet in book.sheets {
            out.raw("<config:config-item-map-entry config:name=\"")
            out.text(sheet.name)
            out.raw("\">")
            let items = [
                ("VerticalSplitMode", "short", "2"), ("VerticalSplitPosition", "int", "1"),
                ("ActiveSplitRange", "short", "2"), ("PositionBottom", "int", "1"),
            ]
            for (name, type, value) in items {
                out.raw(
                    "<config:config-item config:name=\"\(name)\" config:type=\"\(type)\">\(value)</config:config-item>")
            }
            out.raw("</config:config-item-map-entry>")
        }
        out.raw("</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed>")
        out.raw("</config:config-item-set></office:settings></office:document-settings>")
        return out.bytes
    }
}
