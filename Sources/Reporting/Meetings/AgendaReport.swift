public import ActionPlans
public import Vocabulary

/// The agenda of a meeting as a value: page, print, text and command show the same one.
public struct AgendaReport: Sendable, Equatable, Encodable {
    public struct Line: Sendable, Equatable, Encodable {
        /// Its place on the agenda, from 1.
        public let number: Int
        public let reference: String
        public let title: String
        public let sentence: String
        public let plan: String?
        public let status: String?
    }

    public struct Part: Sendable, Equatable, Encodable {
        /// `carried-over`, `decisions`, `reds`, `changes`, `vacant`, `typed`.
        public let part: String
        public let heading: String
        public let lines: [Line]
    }

    public let meeting: Int
    public let title: String
    public let group: String
    public let day: String
    public let time: String
    public let place: String
    public let marking: String
    /// The day the plans are shown as of.
    public let asAt: String
    /// What "changed" compares with, plan by plan.
    public let since: [String]
    public let parts: [Part]

    /// - Parameters:
    ///   - plans: the title of each plan in sight.
    ///   - marking: the highest of what stands on it.
    public init(
        _ agenda: Agenda, of meeting: Meeting, group: Group, plans: [StrategyID: String], marking: Marking,
        words: StatusWords
    ) {
        self.meeting = meeting.id.number
        title = meeting.title
        self.group = group.name
        day = meeting.day.printed
        time = meeting.time
        place = meeting.place
        self.marking = marking.printed
        asAt = agenda.day.printed
        since = agenda.since.sorted { $0.key < $1.key }.map { "\(plans[$0.key] ?? ""): \($0.value)" }
        var number = 0
        parts = Agenda.Part.allCases.compactMap { part in
            let lines = agenda.items(part).map { item in
                number += 1
                return Line(
                    number: number, reference: item.reference, title: item.title, sentence: item.sentence,
                    plan: item.strategy.flatMap { plans[$0] }, status: item.status.map(words.word))
            }
            return lines.isEmpty ? nil : Part(part: part.rawValue, heading: part.words, lines: lines)
        }
    }

    /// For a terminal, a mail or a text file.
    public var text: String {
        var lines = [marking, "", PlainTable.line(title), PlainTable.line(group)]
        lines.append([day, time, place].filter { !$0.isEmpty }.map(PlainTable.line).joined(separator: ", "))
        lines += ["", "Made by rule from the plans as at \(asAt)."]
        lines += since.map { "Changes are those since: \(PlainTable.line($0))." }
        if parts.isEmpty { lines += ["", "Nothing waits for this meeting."] }
        for part in parts {
            lines += ["", part.heading.uppercased()]
            for line in part.lines {
                let head = [line.reference, PlainTable.line(line.title)].filter { !$0.isEmpty }.joined(separator: " ")
                lines.append("\(line.number). \(head)")
                if !line.sentence.isEmpty { lines.append("   \(PlainTable.line(line.sentence))") }
            }
        }
        lines += ["", marking]
        return lines.joined(separator: "\n") + "\n"
    }
}
