import Charts
import Reporting
import Vocabulary

/// A paper with the same words in each of its fields.
enum HostilePaper {
    static func paper(_ text: String) -> Paper {
        let status = PaperStatus(shape: text, word: text, colour: "red")
        let table = PaperTable(
            caption: text, columns: [PaperColumn(text, share: 4), PaperColumn(text, isNumber: true)],
            rows: [
                .group(text, level: 1),
                .cells([PaperCell(text, isHeading: true), PaperCell("", status: status)]),
                .cells([PaperCell(text), PaperCell(text)]),
            ], empty: text)
        let drawing = Drawing(
            svg: "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><rect width=\"9\" height=\"9\"/></svg>",
            width: 9, height: 9)
        let figure = Figure(drawings: [drawing], title: text, subtitle: text, summary: text, source: text)
        return Paper(
            title: text, subtitle: text, marking: .official, facts: [PaperFact(text, text)], notice: text, foot: text,
            sections: [
                PaperSection(id: "one", title: text, blocks: [.heading(text), .paragraph(text), .list([text, text])]),
                PaperSection(
                    id: "two", title: text, isWide: true,
                    blocks: [.table(table), .figure(PaperFigure(figure, table: table))]),
                PaperSection(
                    id: "three", title: text,
                    blocks: [.table(PaperTable(caption: text, columns: [], rows: [], empty: text))]),
            ])
    }

    /// Every tag with the names of its attributes, as a browser finds them; line breaks are left out.
    static func tags(_ html: String) -> [String] {
        html.matches(of: /<[^>]*>/).map { match in
            String(match.output).replacing(/"[^"]*"/, with: "\"\"")
        }.filter { $0 != "<br>" }
    }
}
