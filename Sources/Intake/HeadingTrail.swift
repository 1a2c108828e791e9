import ActionPlans
import Tables
import Vocabulary

/// The headings that stand above a place in the document, and what they say of the plan.
struct HeadingTrail {
    private var open: [Heading] = []
    /// Short lines that stand directly above what comes next, in a file that marks no headings.
    private var lines: [Paragraph] = []
    private var isBelowTable = false
    private let title: Heading?
    private let takesLines: Bool
    /// A short sentence directly below a bare heading ("OBJECTIVE 1"), that says what it is.
    private var sentence: String?

    init(title: Heading?, takesLines: Bool) {
        self.title = title
        self.takesLines = takesLines
    }

    mutating func pass(_ part: Outline.Part) {
        switch part {
        case .heading(let heading):
            enter(heading)
            lines = []
            sentence = nil
        case .paragraph(let paragraph):
            if takesLines, PairList.isTitleLike(paragraph), !isFootnote(paragraph.text) {
                lines.append(paragraph)
            } else {
                lines = []
            }
            isBelowTable = isBelowTable && isFootnote(paragraph.text)
            sentence =
                sentence == nil && !paragraph.isListItem && paragraph.text.utf8.count <= 600 ? paragraph.text : ""
        case .table:
            enterLines()
            sentence = nil
            isBelowTable = true
        }
    }

    private mutating func enter(_ heading: Heading) {
        if let bare = open.last, bare.level == heading.level, sentence == nil, lines.isEmpty, !isBelowTable,
            LevelName(bare.text).isBare, LevelName(heading.text).label == nil
        {
            open[open.count - 1].text = "\(bare.text): \(heading.text)"
            return
        }
        isBelowTable = false
        open.removeAll { $0.level >= heading.level }
        open.append(heading)
    }

    /// "2 Results expected 2004", directly below a table.
    private func isFootnote(_ text: String) -> Bool {
        isBelowTable && text.first?.isNumber == true && PrintedNumber.split(text) == nil
    }

    /// Lines above a table become its heading; it stays for the tables below it.
    mutating func enterLines() {
        guard let line = lines.last(where: { !Self.isAboutThePlan($0.text) }) ?? lines.first else { return }
        open.removeAll { $0.level >= 6 }
        open.append(Heading(level: 6, text: line.text, place: line.place))
        lines = []
    }

    /// The levels given by the headings above: one aim, or a priority with the objective under it.
    ///
    /// A heading that only names the plan ("6. The plan: what are we going to do?") is no level. `grid` takes it all
    /// the same: the timetable of a plan often has no other.
    /// The caption of the table counts where no heading stands above it.
    func levels(grid: Bool = false, caption: String? = nil) -> [PlanLevel] {
        var trail = self
        trail.enterLines()
        let headings = trail.open.filter { $0 != title }
        guard let nearest = headings.last(where: { grid || !Self.isAboutThePlan($0.text) }),
            let at = headings.firstIndex(of: nearest)
        else { return Self.level(ofCaption: caption) }
        let name = LevelName(Self.withoutContinued(nearest.text))
        let parent = headings[..<at].last.map { LevelName(Self.withoutContinued($0.text)) }
        if let parent, parent.isBare, name.label == nil, nearest.level == 7 {
            return [PlanLevel(level: .aim, number: parent.number, text: "\(parent.text): \(name.printed)")]
        }
        let own = Self.level(.aim, name, sentence: at == headings.count - 1 ? sentence : nil)
        if let parent, let high = parent.label, LevelName.high.contains(high), let label = name.label,
            ["objective", "task", "commitment", "driver"].contains(label)
        {
            return [
                Self.level(.aim, parent, sentence: nil),
                PlanLevel(level: .objective, number: own.number, text: own.text),
            ]
        }
        return [own]
    }

    private static func level(ofCaption caption: String?) -> [PlanLevel] {
        guard let caption, !isAboutThePlan(caption) else { return [] }
        return [level(.aim, LevelName(caption), sentence: nil)]
    }

    private static func level(_ kind: PlanLevel.Kind, _ name: LevelName, sentence: String?) -> PlanLevel {
        var text = name.text
        if name.isBare, let sentence, !sentence.isEmpty { text += ": \(sentence)" }
        return PlanLevel(level: kind, number: name.number, text: text)
    }

    private static func withoutContinued(_ text: String) -> String {
        var text = text.replacing("\n", with: " ").trimmed
        for ending in ["(continued)", "(cont.)", "(cont’d)", "(cont'd)", "(cont)", "continued", "– cont."]
        where text.lowercased().hasSuffix(ending) {
            text = String(text.dropLast(ending.count)).trimmed
        }
        return text
    }

    private static let planWords: Set<String> = [
        "the", "our", "a", "an", "action", "actions", "plan", "plans", "planning", "delivery", "implementation",
        "strategy",
        "strategic", "operational", "annual", "year", "years", "continued", "annex", "appendix", "section", "part",
        "table",
        "milestone", "milestones", "timeline", "timetable", "programme", "draft", "final", "version", "for", "of",
        "and",
        "to", "in", "what", "are", "we", "going", "do", "will", "how", "key", "detailed", "full", "summary", "overview",
        "monitoring", "progress", "report", "update", "performance", "schedule", "work", "business", "improvement",
        "is",
        "framework", "template", "contents", "introduction", "next", "steps", "activities", "activity", "local",
        "partnership", "partnerships", "this", "quarter", "q1", "q2", "q3", "q4", "on", "page", "with", "one", "two",
        "three",
        "sheet1", "achieve", "achieving", "delivering", "deliver", "cont", "it", "from", "national", "a4", "january",
        "february", "march", "april", "may", "june", "july",
        "august", "september", "october", "november", "december",
    ]

    /// Whether a heading names the plan or a part of it, and no aim: "Delivery plan 2024-27", "The plan".
    static func isAboutThePlan(_ heading: String) -> Bool {
        let words = Folding.words(heading)
        return words.allSatisfy { planWords.contains($0) || $0.utf8.allSatisfy { $0 < 0x41 } || $0.utf8.count == 1 }
    }
}

extension LevelName {
    /// The text with its number in front, as a heading prints it.
    var printed: String {
        guard let number, label == nil else { return text }
        return "\(number) \(text)"
    }
}
