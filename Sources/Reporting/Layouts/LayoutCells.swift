import ActionPlans
import Frameworks
import Vocabulary

/// What the cells of a layout say about an action.
struct LayoutCells: Sendable {
    private let picture: PlanPicture
    private let layout: PlanLayout
    private let names: StaffNames
    private let words: StatusWords
    /// What the layout has no column for, and every plan is printed with all the same.
    private let leftOut: [LayoutPart]

    init(_ picture: PlanPicture, _ layout: PlanLayout, names: StaffNames, words: StatusWords) {
        self.picture = picture
        self.layout = layout
        self.names = names
        self.words = words
        leftOut = LayoutPart.allCases.filter { $0.meaning != nil && !$0.isLevel && !layout.holds($0) }
    }

    /// The parts of a column in their order, one below the other; what two of them say alike stands once.
    func text(_ parts: [LayoutPart], _ position: Int) -> String {
        let action = picture.plan.actions[position]
        var lines: [String] = []
        var number: String?
        for (index, part) in parts.enumerated() {
            let next = index + 1 < parts.count ? parts[index + 1] : nil
            if part == .number, next == .text {
                number = action.wording.number
            } else if part == .text, next == .timescale {
                lines.append(contentsOf: numbered(number, action.wording.dated))
            } else if part == .timescale, index > 0, parts[index - 1] == .text {
                if !action.wording.isDatedInText {
                    lines.append(contentsOf: action.wording.deadlines.map(ActionWording.dated))
                }
                lines.append(contentsOf: moved(action))
            } else if part == .text {
                lines.append(contentsOf: numbered(number, [action.wording.text]))
            } else if let text = said(part, position), !lines.contains(text) {
                lines.append(text)
            }
        }
        return lines.joined(separator: "\n")
    }

    /// Shape and word, and below them what else is known of the action as a whole.
    func status(_ position: Int) -> PaperCell {
        let action = picture.plan.actions[position]
        let status = picture.standings[position].status
        var lines: [String] = []
        if !layout.holds(.reference) { lines.append(action.id.reference) }
        if picture.isChanged[position] { lines.append(words.changed) }
        if let retired = action.retired { lines.append("on \(retired.on.printed)") }
        if action.marking != picture.plan.strategy.marking { lines.append(action.marking.printed) }
        return PaperCell(
            lines.joined(separator: "\n"),
            status: PaperStatus(
                shape: words.shape(status), word: words.word(status), colour: status.colour?.rawValue ?? "grey"))
    }

    /// Everything the layout has no column for, each with its name.
    func more(_ position: Int) -> String {
        let action = picture.plan.actions[position]
        var lines = leftOut.compactMap { part in said(part, position).map { "\(part.label): \($0)" } }
        if let retired = action.retired {
            lines.append("Withdrawn because: \(retired.reason)")
            if let successor = retired.successor { lines.append("Continued as: \(successor.reference)") }
        }
        return lines.joined(separator: "\n")
    }

    /// One part of an action; nil where it says nothing.
    private func said(_ part: LayoutPart, _ position: Int) -> String? {
        let action = picture.plan.actions[position]
        let wording = action.wording
        let text: String? =
            switch part {
            case .number: wording.number
            case .aim, .objective, .task:
                wording.path.filter { $0.level == part.level }.map(\.printed).joined(separator: "\n")
            case .text: wording.text
            case .owner: wording.owner
            case .leads: wording.leads.joined(separator: "; ")
            case .contributors: wording.contributors.joined(separator: "; ")
            case .resources: wording.resources
            case .coverage: wording.coverage
            case .outcome: wording.outcome
            case .measure: wording.measure
            case .progress: wording.progress
            case .equality: wording.equality
            case .notes: wording.notes
            case .timescale: (wording.deadlines + moved(action)).joined(separator: "\n")
            case .status: words.drawn(picture.standings[position].status)
            case .because:
                picture.standings[position].sentence(word: words.word(picture.standings[position].status))
            case .reference: action.id.reference
            case .updateOwner: names.ownerNow(action.updateOwner)
            case .lastUpdate: action.lastReport?.day.printed
            }
        return text.flatMap { $0.isEmpty ? nil : $0 }
    }

    private func numbered(_ number: String?, _ lines: [String]) -> [String] {
        guard let number, let first = lines.first else { return lines }
        let mark = number.contains(".") || number.contains(")") ? number : "\(number)."
        return ["\(mark) \(first)"] + lines.dropFirst()
    }

    /// New days that were agreed or asked for, beside the wording, which stays as it was printed.
    private func moved(_ action: Action) -> [String] {
        action.promises.flatMap { promise -> [String] in
            let label = action.promises.count > 1 ? promise.commitment.label ?? promise.commitment.wording : nil
            func line(_ words: String, _ day: Day) -> String {
                let name = label.map { "\($0): " } ?? ""
                return "\(name)\(words) \(day.printed)"
            }
            var lines: [String] = []
            if let day = promise.agreedDay {
                let times = promise.slips > 1 ? ", moved \(promise.slips.printed) times" : ""
                lines.append(line("new day agreed,", day) + times)
            }
            if let request = promise.request { lines.append(line("asked for, not decided,", request.newDay)) }
            return lines
        }
    }
}

extension ActionWording {
    /// The deadlines in the plan's own wording; where a plan has none for them, those of each commitment.
    var deadlines: [String] {
        if let wording = timescale.wording, !wording.isEmpty { return [wording] }
        return timescale.commitments.compactMap { $0.wording ?? $0.due?.printed }
    }

    /// Whether the text is made of the parts its deadlines belong to: each is printed with its own deadline then.
    var isDatedInText: Bool {
        let commitments = timescale.commitments
        guard commitments.count > 1, commitments.allSatisfy({ $0.label != nil && $0.wording != nil }) else {
            return false
        }
        func plain(_ text: String) -> [Substring] { text.split { $0 == " " || $0 == "\n" } }
        return plain(commitments.compactMap(\.label).joined(separator: " ")) == plain(text)
    }

    /// What is to be done, each part followed by its deadline where the wording says so.
    var dated: [String] {
        guard isDatedInText else { return [text] }
        return timescale.commitments.flatMap { [$0.label, $0.wording.map(Self.dated)].compactMap(\.self) }
    }

    /// A deadline that follows the text in its cell, under the words by which it is known there, also when the print is
    /// read as a file.
    static func dated(_ deadline: String) -> String { "When by: \(deadline)" }
}

extension LayoutPart {
    /// What it is called where a layout has no column for it.
    var label: String {
        switch self {
        case .number: "Number"
        case .aim: "Aim"
        case .objective: "Objective"
        case .task: "Task"
        case .text: "Action"
        case .owner: "Accountable"
        case .leads: "Leads"
        case .contributors: "Contributors"
        case .resources: "Resources"
        case .coverage: "Coverage"
        case .outcome: "Outcome"
        case .measure: "Measure"
        case .progress: "Progress"
        case .equality: "Equality"
        case .notes: "Notes"
        case .timescale: "Timescale"
        case .status: "Status"
        case .because: "Why"
        case .reference: "Reference"
        case .updateOwner: "Update owner"
        case .lastUpdate: "Last update"
        }
    }
}
