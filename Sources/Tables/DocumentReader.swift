/// Reads the bytes of a file into blocks: headings, paragraphs, tables of cells, and everything that could not be
/// taken, each with its place.
///
/// It understands CSV, text, Markdown and HTML, follows no link, runs nothing and expands nothing. A file that is
/// none of these gives one problem of severity `error` that says what to do. Files from outside are read in the
/// caged `cornerstone-reader`; call this directly only there and in tests.
public enum DocumentReader {
    public static func blocks(of bytes: [UInt8], name: String, kind: ReadKind = .auto) -> [Block] {
        var found: [Block] = []
        read(bytes, name: name, kind: kind) { found.append($0) }
        return found
    }

    /// The same, one block at a time.
    public static func read(
        _ bytes: [UInt8], name: String, kind: ReadKind = .auto, caps: TableCaps = .document, into pass: (Block) -> Void
    ) {
        withoutActuallyEscaping(pass) { pass in
            if let refusal = FileSignature.refusal(of: bytes, name: name) { return pass(.problem(refusal)) }
            let text = SourceText(bytes)
            var collector = BlockCollector(pass, caps: caps)
            for problem in text.problems { collector.report(problem) }
            switch DocumentKind.found(kind, name: name, text: text.bytes) {
            case .csv: CSVReader.read(text.bytes, name: name, into: &collector)
            case .html: HTMLReader.read(text.bytes, into: &collector)
            case .text: TextReader.read(text.bytes, isMarkdown: false, into: &collector)
            case .markdown: TextReader.read(text.bytes, isMarkdown: true, into: &collector)
            }
            collector.finish()
        }
    }

    /// The blocks of a page, also of one that another reader has made of its document.
    package static func page(_ markup: [UInt8]) -> [Block] {
        var found: [Block] = []
        page(markup) { found.append($0) }
        return found
    }

    private static func page(_ markup: [UInt8], into pass: (Block) -> Void) {
        withoutActuallyEscaping(pass) { pass in
            let text = SourceText(markup)
            var collector = BlockCollector(pass)
            for problem in text.problems { collector.report(problem) }
            HTMLReader.read(text.bytes, into: &collector)
            collector.finish()
        }
    }
}
