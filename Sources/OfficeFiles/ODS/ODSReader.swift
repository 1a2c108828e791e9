/// Reads an OpenDocument spreadsheet: every visible sheet, in the order of its tabs.
struct ODSReader {
    private var archive: ZipArchive
    private(set) var notes: [WorkbookNote] = []

    init(_ archive: ZipArchive) { self.archive = archive }

    /// - Throws: `OfficeRefusal`; nothing of the workbook is passed on then.
    mutating func sheets() throws(OfficeRefusal) -> [SheetContents] {
        try ODSReader.checkManifest(&archive)
        let common = ODSStylePart()
        if archive.contains("styles.xml") { try archive.read("styles.xml", into: common) }
        let content = ODSContent(common.styles)
        try archive.read("content.xml", into: content)
        if archive.directory.entries.contains(where: { $0.name.hasPrefix("Basic/") || $0.name.hasPrefix("Scripts/") }) {
            notes.append(.macros)
        }
        notes += content.hidden.map { .hiddenSheet($0) }
        return content.sheets
    }

    /// - Throws: `protected` where the list of parts says that one is encrypted.
    static func checkManifest(_ archive: inout ZipArchive) throws(OfficeRefusal) {
        guard archive.contains("META-INF/manifest.xml") else { return }
        try archive.read("META-INF/manifest.xml", into: ODFManifest())
    }
}
