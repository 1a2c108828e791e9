import Coordination
import Partnership
import Reporting
import Vocabulary

/// Which entries of the journal are shown: all of it stands in the address.
struct JournalFilter: Sendable, Equatable {
    /// A member's number, or `program`.
    var who = ""
    /// A room, or a room and one of its kinds: `plans`, `plans/delay-asked`.
    var what = ""
    /// As typed: `AP-0012`, `plan 2`.
    var about = ""
    var from: Day?
    var to: Day?
    var before: JournalSequence?
    var after: JournalSequence?
    /// As typed, for the form.
    private(set) var fromBoxes = DateBoxes()
    private(set) var toBoxes = DateBoxes()
    private(set) var problems: [FieldProblem] = []
    /// What `about` means, where it means something.
    private(set) var subject: Subject?

    init() {}

    init(_ query: FormFields, words: Words) {
        who = String(query["who"].prefix(12))
        what = String(query["what"].prefix(80))
        about = String(query["about"].prefix(60))
        before = Int64(query["before"]).map(JournalSequence.init)
        after = Int64(query["after"]).map(JournalSequence.init)
        var days = DayReader(words)
        (from, fromBoxes) = JournalFilter.day("from", query, &days, words)
        (to, toBoxes) = JournalFilter.day("to", query, &days, words)
        problems = days.problems
        if let from, let to, to < from { problems.append(FieldProblem("to-day", words("journal.to-before-from"))) }
        guard !about.isEmpty else { return }
        subject = JournalFilter.subject(about)
        if subject == nil { problems.append(FieldProblem("about", words("journal.about-unknown"))) }
    }

    /// A day typed in three boxes, or as the address names it.
    private static func day(
        _ name: String, _ query: FormFields, _ days: inout DayReader, _ words: Words
    ) -> (Day?, DateBoxes) {
        let boxes = DateBoxes(query, name)
        if boxes.reading != .empty { return (days.optional(boxes, name, words("journal.\(name).name")), boxes) }
        let day = Day(iso: query[name])
        return (day, DateBoxes(day))
    }

    /// `AP-0012` in either case, or the kind and the number of a thing: `plan 2`, `round 3`, `register item 4`.
    static func subject(_ text: String) -> Subject? {
        if let action = ActionID(reference: text) { return .action(action) }
        let pieces = text.lowercased().split(whereSeparator: { $0 == " " || $0 == "-" }).map(String.init)
        guard pieces.count >= 2, let number = Int(pieces[pieces.count - 1]), number > 0 else { return nil }
        let name = pieces.dropLast().joined(separator: "-")
        if name == "plan" { return Subject(.strategy, number) }
        return Subject.Kind(rawValue: name).map { Subject($0, number) }
    }

    var ask: JournalAsk {
        let pieces = what.split(separator: "/", maxSplits: 1).map(String.init)
        let author: Author? = who == "program" ? .program : Int(who).map { .member(MemberID($0)) }
        return JournalAsk(
            author: author, room: pieces.first, kind: pieces.count > 1 ? pieces[1] : nil, subject: subject, from: from,
            to: to)
    }

    var place: JournalPlace { before.map { .before($0) } ?? after.map { .after($0) } ?? .newest }

    var isNarrowing: Bool { !who.isEmpty || !what.isEmpty || !about.isEmpty || from != nil || to != nil }

    /// As the address names it.
    var fields: [(name: String, value: String)] {
        [
            ("who", who), ("what", what), ("about", about), ("from", from?.iso ?? ""), ("to", to?.iso ?? ""),
            ("before", before?.description ?? ""), ("after", after?.description ?? ""),
        ]
    }

    /// The same filter with something else chosen, from the newest entry.
    func with(_ change: (inout JournalFilter) -> Void) -> JournalFilter {
        var copy = self
        (copy.before, copy.after) = (nil, nil)
        change(&copy)
        return copy
    }

    func address(_ path: String = "/journal") -> String {
        let query = QueryWriter.write(fields)
        return query.isEmpty ? path : "\(path)?\(query)"
    }
}
