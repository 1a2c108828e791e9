import Vocabulary
import Yams

/// `pack.yaml`: the pack's name and terms.
struct PackTerms {
    let name: String
    let title: String
    let source: String
    let planYear: PlanYear
    let cycle: Recurrence
    let closingDays: Int
    let reminders: ReminderDays

    init?(_ file: inout PackFile) {
        guard let root = file.root,
            let mapping = PackMapping(
                root, keys: ["name", "title", "source", "plan-year", "cycle", "closing-days", "reminders"],
                optional: ["reminders"], in: &file)
        else { return nil }
        // It names a folder, so it is plain.
        let name = mapping.plainName("name", in: &file)
        let title = mapping.text("title", upTo: 200, in: &file)
        let source = mapping.text("source", upTo: 400, in: &file)
        let planYear = mapping.choice("plan-year", as: PlanYear.self, in: &file)
        let cycle = mapping.value("cycle").flatMap { Self.cycle($0, in: &file) }
        let closingDays = mapping.number("closing-days", in: 0...180, file: &file)
        let reminders = mapping.value("reminders").map { Self.reminders($0, in: &file) } ?? .standard
        guard let name, let title, let source, let planYear, let cycle, let closingDays, let reminders else {
            return nil
        }
        self.name = name
        self.title = title
        self.source = source
        self.planYear = planYear
        self.cycle = cycle
        self.closingDays = closingDays
        self.reminders = reminders
    }

    private static func reminders(_ node: Node, in file: inout PackFile) -> ReminderDays? {
        guard let mapping = PackMapping(node, keys: ["before-closing", "after-closing"], in: &file) else { return nil }
        let before = mapping.numbers("before-closing", in: 1...180, atMost: 5, file: &file)
        let after = mapping.numbers("after-closing", in: 1...180, atMost: 5, file: &file)
        guard let before, let after else { return nil }
        return ReminderDays(beforeClosing: before.sorted(by: >), afterClosing: after.sorted())
    }

    private static func cycle(_ node: Node, in file: inout PackFile) -> Recurrence? {
        guard let mapping = PackMapping(node, keys: ["every", "unit"], in: &file) else { return nil }
        let every = mapping.number("every", in: 1...366, file: &file)
        let unit = mapping.choice("unit", as: IntervalUnit.self, in: &file)
        guard let every, let unit else { return nil }
        return Recurrence(every: every, unit: unit)
    }
}

/// `statuses.yaml`: every status once, each with a word and a shape that survive print without colour.
enum PackStatuses {
    static func read(_ file: inout PackFile) -> [StatusAppearance]? {
        guard let items = items(of: &file, most: StatusMeaning.colours.count * 2) else { return nil }
        let before = file.problems.count
        var found: [StatusAppearance] = []
        for item in items {
            guard let appearance = appearance(item, in: &file) else { continue }
            if found.contains(where: { $0.status == appearance.status }) {
                file.refuse("twice", "Name each status once; \(appearance.status) stands here twice.", at: item)
            }
            if found.contains(where: { $0.word.lowercased() == appearance.word.lowercased() }) {
                file.refuse("word-twice", "Choose another word; two statuses are called \(appearance.word).", at: item)
            }
            if found.contains(where: { $0.shape == appearance.shape && $0.colour != appearance.colour }) {
                file.refuse(
                    "shape-twice",
                    "Choose another shape; \(appearance.shape) stands for another colour, and print has none.", at: item
                )
            }
            found.append(appearance)
        }
        for (status, _) in StatusMeaning.colours where !found.contains(where: { $0.status == status }) {
            file.refuse("missing-status", "Add the status \(status).")
        }
        return file.problems.count == before ? found : nil
    }

    private static func appearance(_ node: Node, in file: inout PackFile) -> StatusAppearance? {
        guard let mapping = PackMapping(node, keys: ["status", "word", "shape", "colour"], in: &file) else {
            return nil
        }
        let status = mapping.text("status", upTo: 40, in: &file)
        let word = mapping.text("word", upTo: 40, in: &file)
        let shape = mapping.text("shape", upTo: 4, in: &file)
        let colour = mapping.text("colour", upTo: 20, in: &file)
        guard let status, let word, let shape, let colour else { return nil }
        guard let meant = StatusMeaning.colour(of: status) else {
            let known = StatusMeaning.colours.map(\.status).joined(separator: ", ")
            file.refuse("unknown-status", "Use one of the statuses \(known).", at: mapping.value("status"))
            return nil
        }
        if colour != meant {
            file.refuse(
                "other-colour", "Write \(meant): \(status) means that colour, and a pack changes words only.",
                at: mapping.value("colour"))
        }
        if shape.count != 1 {
            file.refuse("not-a-shape", "Write a single character after shape.", at: mapping.value("shape"))
        }
        return StatusAppearance(status: status, word: word, shape: shape, colour: colour)
    }

    static func items(of file: inout PackFile, most: Int) -> [Node]? {
        guard let root = file.root else { return nil }
        guard let sequence = root.sequence, !sequence.isEmpty else {
            file.refuse("not-a-list", "Write a list here, each item beginning with a hyphen.", at: root)
            return nil
        }
        guard sequence.count <= most else {
            file.refuse("too-many", "Shorten the list to \(most.printed) items; it has \(sequence.count.printed).")
            return nil
        }
        return Array(sequence)
    }
}

/// `columns.yaml`: the headings by which columns are recognised, none of them for two meanings.
enum PackColumns {
    static func read(_ file: inout PackFile) -> [ColumnHeading]? {
        guard let items = PackStatuses.items(of: &file, most: 5_000) else { return nil }
        let before = file.problems.count
        var found: [ColumnHeading] = []
        var meanings: [String: ColumnReading] = [:]
        for item in items {
            guard let mapping = PackMapping(item, keys: ["heading", "meaning"], in: &file),
                let heading = mapping.text("heading", upTo: 200, in: &file),
                let word = mapping.text("meaning", upTo: 40, in: &file)
            else { continue }
            guard let meaning = ColumnReading(word: word) else {
                let known = ColumnMeaning.allCases.map(\.rawValue).joined(separator: ", ")
                file.refuse(
                    "unknown-meaning", "Use one of \(known), or two joined by a plus sign.",
                    at: mapping.value("meaning"))
                continue
            }
            let folded = fold(heading)
            if let other = meanings[folded], other != meaning {
                file.refuse(
                    "heading-twice", "Give “\(heading)” one meaning; it stands for \(other) and for \(meaning).",
                    at: item)
            }
            meanings[folded] = meaning
            found.append(ColumnHeading(heading: heading, meaning: meaning))
        }
        return file.problems.count == before ? found : nil
    }

    /// Two headings that differ only in case, spaces and punctuation are the same.
    static func fold(_ heading: String) -> String {
        let words = heading.lowercased().split { !$0.isLetter && !$0.isNumber }
        return words.isEmpty ? heading : words.joined(separator: " ")
    }
}
