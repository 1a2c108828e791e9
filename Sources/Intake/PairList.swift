import ActionPlans
import Frameworks
import Tables
import Vocabulary

/// Lists of deliverables and dates: a promise, and by when, with nothing else beside them.
enum PairList {
    /// A promise, its deadline, and the heading it stands under.
    struct Pair {
        let heading: String?
        let text: Paragraph
        let deadline: Paragraph
    }

    /// Whether a paragraph could be a heading: short, no list point, and not a sentence.
    static func isTitleLike(_ paragraph: Paragraph) -> Bool {
        guard !paragraph.isListItem, paragraph.text.utf8.count <= 100, let last = paragraph.text.last,
            let first = paragraph.text.first
        else { return false }
        return !".:;,".contains(last) && (first.isUppercase || first.isNumber)
            && !paragraph.text.contains("@") && !paragraph.text.contains("\n")
    }

    /// Runs of paragraphs in which promises and deadlines take turns. The key is the part at which a run begins, the
    /// value its pairs and the part after it. At least three deadlines make a run: prose never becomes actions.
    static func runs(in parts: [Outline.Part], _ deadlines: Deadlines) -> [Int: (pairs: [Pair], end: Int)] {
        var runs: [Int: (pairs: [Pair], end: Int)] = [:]
        var index = 0
        var isOther = false
        while index < parts.count {
            if let line = title(parts[index]) { isOther = namesOtherList(line) }
            guard !isOther, let run = run(parts, from: index, deadlines) else {
                index += 1
                continue
            }
            if run.pairs.count >= 3, mostPlain(run.pairs, deadlines) { runs[index] = run }
            index = max(run.end, index + 1)
        }
        return runs
    }

    private static func run(
        _ parts: [Outline.Part], from start: Int, _ deadlines: Deadlines
    ) -> (pairs: [Pair], end: Int)? {
        var pairs: [Pair] = []
        var heading: String?
        var index = start
        while index < parts.count {
            if let found = promises(parts, at: index, deadlines) {
                if let own = found.heading { heading = own }
                pairs += found.lines.map { Pair(heading: heading, text: $0.text, deadline: $0.deadline) }
                index += found.length
            } else if let line = title(parts[index]), promises(parts, at: index + 1, deadlines) != nil {
                guard !namesOtherList(line) else { break }
                heading = line
                index += 1
            } else {
                break
            }
        }
        return pairs.isEmpty ? nil : (pairs, index)
    }

    /// What a place in the document promises: a paragraph and the date in the next one, or lines with their dates.
    private static func promises(
        _ parts: [Outline.Part], at index: Int, _ deadlines: Deadlines
    ) -> (heading: String?, lines: [DatedLines.Line], length: Int)? {
        if let pair = pair(parts, at: index, deadlines), DatedLines.read(pair.deadline, deadlines) == nil {
            return (nil, [pair], 2)
        }
        guard index < parts.count, case .paragraph(let paragraph) = parts[index],
            let found = DatedLines.read(paragraph, deadlines)
        else { return nil }
        return (found.heading, found.lines, 1)
    }

    /// Lists of books, of versions and of meetings have dates too.
    private static func namesOtherList(_ heading: String) -> Bool {
        let words = Set(Folding.heading(heading))
        return !words.isDisjoint(with: [
            "reference", "bibliography", "reading", "source", "version", "history", "amendment", "revision", "content",
            "publication", "meeting", "event", "agenda", "footnote", "endnote", "contact",
        ])
    }

    /// Prose may end with a date; in a list most deadlines stand alone, or with a word or two.
    private static func mostPlain(_ pairs: [Pair], _ deadlines: Deadlines) -> Bool {
        let plain = pairs.count { pair in
            let labels = deadlines.read(pair.deadline.text).timescale.commitments.compactMap(\.label)
            return labels.allSatisfy { $0.utf8.count <= 30 }
        }
        return plain * 2 >= pairs.count
    }

    private static func title(_ part: Outline.Part) -> String? {
        switch part {
        case .heading(let heading): heading.text
        case .paragraph(let paragraph): isTitleLike(paragraph) ? paragraph.text : nil
        case .table: nil
        }
    }

    private static func pair(
        _ parts: [Outline.Part], at index: Int, _ deadlines: Deadlines
    ) -> (text: Paragraph, deadline: Paragraph)? {
        guard index + 1 < parts.count, case .paragraph(let text) = parts[index],
            case .paragraph(let deadline) = parts[index + 1],
            !text.isListItem, !deadline.isListItem, text.text.utf8.count <= 300,
            (text.text.first.map { $0.isUppercase || $0.isNumber } ?? false), !text.text.contains("@"),
            !deadline.text.hasSuffix("."), !deadline.text.contains(". "),
            deadlines.isDeadline(deadline.text), !deadlines.isDeadline(text.text)
        else { return nil }
        return (text, deadline)
    }

    /// Makes an action of a pair of paragraphs.
    static func action(_ pair: Pair, under levels: [PlanLevel], _ reading: Reading) {
        let read = reading.deadlines.read(pair.deadline.text)
        reading.report(read, at: pair.deadline.place)
        let name = pair.heading.map { LevelName($0) }
        let path = name.map { [PlanLevel(level: .aim, number: $0.number, text: $0.text)] } ?? levels
        let wording = ActionWording(path: path, text: pair.text.text, timescale: read.timescale)
        let part = Reading.Trace.Part(text: pair.text.text, meaning: .text, place: pair.text.place)
        reading.add(
            ReadAction(wording: wording, place: pair.text.place),
            Reading.Trace(parts: [part], deadline: pair.deadline.place))
    }
}
