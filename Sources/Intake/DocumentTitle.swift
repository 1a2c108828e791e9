import ActionPlans
import Tables
import Vocabulary

/// What a document calls itself.
struct DocumentTitle {
    let text: String?
    /// The heading that is the title and therefore no aim; nil where none is.
    let heading: Heading?

    init(_ outline: Outline) {
        let before = Array(
            outline.parts.prefix { part in
                if case .table = part { false } else { true }
            })
        let headings = outline.parts.compactMap { part in
            if case .heading(let heading) = part { heading } else { nil as Heading? }
        }
        let early = before.compactMap { part in
            if case .heading(let heading) = part { heading } else { nil as Heading? }
        }
        if let top = early.first(where: { $0.level == 1 }) {
            text = Self.line(top.text)
            heading = Self.namesPlan(top.text) || headings.count > 1 ? top : nil
            return
        }
        if let at = before.firstIndex(where: Self.isTitle) {
            text = Self.joined(before, at)
            if case .heading(let found) = before[at] { heading = found } else { heading = nil }
            return
        }
        text = early.first.map { Self.line($0.text) }
        heading = nil
    }

    private static func line(_ text: String) -> String { text.replacing("\n", with: " ").trimmed }

    private static func namesPlan(_ text: String) -> Bool {
        !Set(Folding.words(text)).isDisjoint(with: ["plan", "strategy", "programme", "framework", "plans"])
    }

    private static func isTitle(_ part: Outline.Part) -> Bool {
        switch part {
        case .heading(let heading):
            heading.text.utf8.count <= 160 && namesPlan(heading.text) && !heading.text.hasSuffix(".")
        case .paragraph(let paragraph): PairList.isTitleLike(paragraph) && namesPlan(paragraph.text)
        case .table: false
        }
    }

    /// "Tackling misuse" above "A local plan" is one title.
    private static func joined(_ parts: [Outline.Part], _ at: Int) -> String {
        let own = words(parts[at])
        guard at == 1, own.split(separator: " ").count <= 4 else { return own }
        let above = words(parts[0])
        return above.utf8.count <= 80 && !above.isEmpty ? "\(above): \(own)" : own
    }

    private static func words(_ part: Outline.Part) -> String {
        switch part {
        case .heading(let heading): line(heading.text)
        case .paragraph(let paragraph): line(paragraph.text)
        case .table: ""
        }
    }
}
