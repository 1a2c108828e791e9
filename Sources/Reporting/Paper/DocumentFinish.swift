import Foundation
import OfficeFiles

/// What the writer of Word documents cannot be told: rows that go to the next page whole, grounds of groups, and which
/// header and footer stand on pages across. Looks for places that no text can hold, since text is escaped by then.
public enum DocumentFinish {
    /// The finished document; nil where the writer wrote something else than a document, or a picture is missing.
    ///
    /// - Parameter pictures: by the numbers of the empty ones (`EmptyPicture`) whose places they take.
    public static func finished(_ document: [UInt8], of paper: Paper, pictures: [Int: [UInt8]]) -> [UInt8]? {
        guard var archive = try? ZipArchive(document) else { return nil }
        var zip = ZipWriter()
        guard
            let links = try? archive.part("word/_rels/document.xml.rels").map({ String(decoding: $0, as: UTF8.self) }),
            let header = id(of: "header1.xml", in: links), let footer = id(of: "footer1.xml", in: links)
        else { return nil }
        for entry in archive.directory.entries where !entry.isFolder {
            guard let part = try? archive.part(entry.name) else { return nil }
            switch entry.name {
            case "word/document.xml":
                var text = rows(String(decoding: part, as: UTF8.self), of: paper)
                for (name, id) in [(OfficeMarkup.headerName, header), (OfficeMarkup.footerName, footer)] {
                    text = text.replacingOccurrences(of: OfficeMarkup.link(name), with: OfficeMarkup.link(id))
                }
                guard let pages = lastPages(in: text) else { return nil }
                text.replaceSubrange(
                    pages,
                    with: OfficeMarkup.pages(
                        isWide: paper.sections.last?.isWide ?? false, header: header, footer: footer))
                zip.add(entry.name, text)
            default:
                guard let number = EmptyPicture.number(part) else {
                    zip.add(entry.name, part)
                    continue
                }
                guard let picture = pictures[number] else { return nil }
                zip.add(entry.name, picture, packing: .stored)
            }
        }
        return zip.finished()
    }

    /// Where the document says how its last pages are.
    private static func lastPages(in text: String) -> Range<String.Index>? {
        guard let begin = text.range(of: "<w:sectPr", options: .backwards),
            let end = text.range(of: "</w:sectPr>", options: .backwards), begin.upperBound < end.lowerBound
        else { return nil }
        return begin.lowerBound..<end.upperBound
    }

    private static func rows(_ text: String, of paper: Paper) -> String {
        var text = text.replacingOccurrences(of: "<w:tr><w:trPr>", with: "<w:tr><w:trPr><w:cantSplit/>")
            .replacingOccurrences(of: "<w:tr><w:tc>", with: "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc>")
        for width in Set(paper.tables.map(\.width)) {
            for (style, colour) in [("Group1", "12344F"), ("Group2", "E9EDF1")] {
                let place = "<w:p><w:pPr><w:pStyle w:val=\"\(style)\""
                let span = width > 1 ? "<w:gridSpan w:val=\"\(width)\" />" : ""
                let plain = width > 1 ? "<w:tcPr>\(span)</w:tcPr>" : "<w:tcPr />"
                text = text.replacingOccurrences(
                    of: plain + place,
                    with:
                        "<w:tcPr>\(span)<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"\(colour)\"/></w:tcPr>\(place)"
                )
            }
        }
        return text
    }

    /// By which number the document knows one of its parts.
    private static func id(of part: String, in links: String) -> String? {
        for link in links.components(separatedBy: "<Relationship ") where link.contains("Target=\"\(part)\"") {
            guard let begin = link.range(of: "Id=\"") else { return nil }
            let id = link[begin.upperBound...].prefix { $0 != "\"" }
            return id.isEmpty || !id.allSatisfy({ $0.isLetter || $0.isNumber }) ? nil : String(id)
        }
        return nil
    }
}

extension Paper {
    /// Every table, those of figures too.
    var tables: [PaperTable] {
        sections.flatMap(\.blocks).compactMap { block in
            switch block {
            case .table(let table): table
            case .figure(let figure): figure.table
            case .heading, .paragraph, .list: nil
            }
        }
    }
}
