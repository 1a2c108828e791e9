public import Charts

/// A paper for the writer of Word documents: pandoc's own JSON, and the reference document with its styles.
///
/// Nothing in a paper can become a link, a path, a field or markup: see `PandocText`. Pictures lie beside it under
/// names of ours, so nothing is fetched.
public struct PaperDocument: Sendable {
    private let paper: Paper
    private let words: PaperWords

    public init(_ paper: Paper, words: PaperWords = .english) {
        self.paper = paper
        self.words = words
    }

    /// The drawings to be made into pictures, in order; those that may not be shown are left out.
    public var drawings: [Drawing] {
        figures.flatMap { $0.figure.drawings }.filter { CheckedDrawing($0) != nil }
    }

    private var figures: [PaperFigure] {
        paper.sections.flatMap(\.blocks).compactMap { if case .figure(let figure) = $0 { figure } else { nil } }
    }

    /// What the writer reads.
    ///
    /// It names the picture of each of `drawings` in order: `picture1.png`, `picture2.png` and so on.
    public var json: String {
        var blocks = front()
        var pictures = 0
        for (number, section) in paper.sections.enumerated() {
            let wasWide = number == 0 ? false : paper.sections[number - 1].isWide
            if number == 0 || wasWide || section.isWide { blocks.append(PandocText.raw(.sectionEnd(isWide: wasWide))) }
            let mark = PandocText.rawInline(.mark(ofPart: number + 1))
            blocks.append(PandocText.heading(1, mark + PandocText.inlines(section.title)))
            for block in section.blocks { blocks += self.block(block, isWide: section.isWide, &pictures) }
        }
        return "{\"pandoc-api-version\":[1,22],\"meta\":\(meta),\"blocks\":\(PandocText.list(blocks))}"
    }

    private var meta: String {
        var parts = [
            "\"title\":{\"t\":\"MetaInlines\",\"c\":\(PandocText.list(PandocText.inlines(paper.title)))}",
            "\"lang\":{\"t\":\"MetaString\",\"c\":\(PandocText.string(PaperText.language(paper.language)))}",
        ]
        if let subtitle = paper.subtitle {
            parts.append(
                "\"subtitle\":{\"t\":\"MetaInlines\",\"c\":\(PandocText.list(PandocText.inlines(subtitle)))}")
        }
        return "{" + parts.joined(separator: ",") + "}"
    }

    /// What stands on the first page below the title.
    private func front() -> [String] {
        var blocks: [String] = []
        if let notice = paper.notice {
            blocks.append(PandocText.styled("Notice", [PandocText.paragraph(PandocText.inlines(notice))]))
        }
        for fact in paper.facts {
            let line =
                PandocText.strong(PandocText.inlines(fact.name)) + PandocText.rawInline(.tab)
                + PandocText.inlines(fact.value)
            blocks.append(PandocText.styled("Fact", [PandocText.paragraph(line)]))
        }
        guard paper.sections.count > 1 else { return blocks }
        blocks.append(PandocText.styled("Contents Title", [PandocText.paragraph(PandocText.inlines(words.contents))]))
        for (number, section) in paper.sections.enumerated() {
            let line =
                PandocText.inlines(section.title) + PandocText.rawInline(.tab)
                + PandocText.rawInline(.page(ofPart: number + 1))
            blocks.append(PandocText.styled("toc 1", [PandocText.paragraph(line)]))
        }
        return blocks
    }

    private func block(_ block: PaperBlock, isWide: Bool, _ pictures: inout Int) -> [String] {
        switch block {
        case .heading(let text): return [PandocText.heading(2, PandocText.inlines(text))]
        case .paragraph(let text): return [PandocText.paragraph(PandocText.inlines(text))]
        case .list(let items): return items.isEmpty ? [] : [PandocText.bullets(items)]
        case .table(let table): return [PaperDocumentTable(table, isWide: isWide).json]
        case .figure(let figure): return self.figure(figure, isWide: isWide, &pictures)
        }
    }

    private func figure(
        _ figure: PaperFigure, isWide: Bool, _ pictures: inout Int
    ) -> [String] {
        let drawn = figure.figure
        let plain = drawn.drawings.filter { CheckedDrawing($0) != nil }
        var blocks = [PandocText.heading(2, PandocText.inlines(drawn.title))]
        func line(_ text: String) {
            if !text.isEmpty { blocks.append(PandocText.paragraph(PandocText.inlines(text))) }
        }
        line(drawn.subtitle)
        for (number, drawing) in plain.enumerated() {
            pictures += 1
            let name = plain.count > 1 ? "\(drawn.title) (\(number + 1)/\(plain.count))" : drawn.title
            let alt = number == 0 ? "\(name). \(drawn.summary)" : name
            let size = PaperDocument.size(of: drawing, isWide: isWide, isFirst: number == 0)
            let picture = PandocText.picture(
                number: pictures, alt: alt, width: size.width, height: size.height)
            blocks.append(PandocText.paragraph(picture))
        }
        if plain.count < drawn.drawings.count { line(words.withoutDrawing) }
        line(drawn.summary)
        line(drawn.source)
        blocks.append(PaperDocumentTable(figure.table, isWide: isWide).json)
        return blocks
    }

    /// As large as the sheet allows, in millimetres; the first stands below its heading.
    private static func size(
        of drawing: Drawing, isWide: Bool, isFirst: Bool
    ) -> (width: String, height: String) {
        let (widest, highest) = isWide ? (262.0, isFirst ? 113.0 : 158.0) : (172.0, 185.0)
        let (width, height) = (Double(max(drawing.width, 1)), Double(max(drawing.height, 1)))
        let scale = min(widest / width, highest / height)
        func millimetres(_ length: Double) -> String { "\(max(1, Int(length * scale)))mm" }
        return (millimetres(width), millimetres(height))
    }
}

/// One table for the writer: its head repeats on every page, and a group is one cell across.
private struct PaperDocumentTable {
    let table: PaperTable
    let isWide: Bool
    let hasShortNames: Bool

    init(_ table: PaperTable, isWide: Bool) {
        self.table = table
        hasShortNames = table.hasShortNames
        self.isWide = isWide
    }

    private static let nobody = "[\"\",[],[]]"

    var json: String {
        guard !table.rows.isEmpty else {
            return PandocText.paragraph(["{\"t\":\"Emph\",\"c\":\(PandocText.list(PandocText.inlines(table.empty)))}"])
        }
        let width = table.width
        let columns = table.shares(isWide: isWide, padding: 4.6).enumerated().map { number, share in
            let isNumber = number < table.columns.count && table.columns[number].isNumber
            return
                "[{\"t\":\"\(isNumber ? "AlignRight" : "AlignLeft")\"},{\"t\":\"ColWidth\",\"c\":\(Double(share) / 1000)}]"
        }
        let head = (0..<width).map { number in
            guard number < table.columns.count else { return cell([]) }
            let words = PandocText.inlines(table.columns[number].heading)
            let isNumber = table.columns[number].isNumber && !words.isEmpty
            return cell(isNumber ? PandocText.styled("Number Head", words: words) : words)
        }
        let rows = table.rows.map { line($0, width) }
        let caption = "[null,[\(PandocText.plain(PandocText.inlines(table.caption)))]]"
        return "{\"t\":\"Table\",\"c\":[\(Self.nobody),\(caption),\(PandocText.list(columns)),"
            + "[\(Self.nobody),[\(row(head))]],[[\(Self.nobody),0,[],\(PandocText.list(rows))]],[\(Self.nobody),[]]]}"
    }

    private func line(_ line: PaperRow, _ width: Int) -> String {
        switch line {
        case .group(let title, let level):
            let styles: [StaticString] = ["Group 1", "Group 2", "Group 3"]
            let style = styles[min(max(level, 1), styles.count) - 1]
            let words = [PandocText.paragraph(PandocText.inlines(title))]
            return row([cell(blocks: [PandocText.styled(style, words)], across: width)])
        case .cells(let cells):
            return row((0..<width).map { $0 < cells.count ? content(cells[$0]) : cell([]) })
        }
    }

    private func content(_ given: PaperCell) -> String {
        var words: [String] = []
        if let status = given.status {
            let shown = "\(status.shape) \(status.word)"
            words += PandocText.styled("Status \(PaperText.colour(status.colour))", words: PandocText.inlines(shown))
        }
        if !given.text.isEmpty, given.text != given.status?.word {
            if !words.isEmpty { words.append("{\"t\":\"LineBreak\"}") }
            words += PandocText.inlines(given.text)
        }
        return cell(given.isHeading && hasShortNames && !words.isEmpty ? PandocText.strong(words) : words)
    }

    private func row(_ cells: [String]) -> String { "[\(Self.nobody),\(PandocText.list(cells))]" }

    private func cell(_ inlines: [String]) -> String { cell(blocks: [PandocText.plain(inlines)], across: 1) }

    private func cell(blocks: [String], across: Int) -> String {
        "[\(Self.nobody),{\"t\":\"AlignDefault\"},1,\(across),\(PandocText.list(blocks))]"
    }
}
