public import ActionPlans
public import Vocabulary

/// The log of decisions as a value: page, file and command show the same one.
public struct DecisionList: Sendable, Equatable, Encodable {
    public struct Line: Sendable, Equatable, Encodable {
        public let number: String
        public let taken: String
        public let group: String
        public let meeting: Int
        public let text: String
        public let actions: [String]
        public let owner: String
        public let comesBack: String?
        /// `standing`, `done`, `superseded`.
        public let state: String
        /// The state as a sentence: "Done on 4 May 2009: ...".
        public let sentence: String
        public let marking: String
    }

    public let decisions: [Line]

    public init(_ decisions: [Decision], groups: [GroupID: String], names: StaffNames) {
        self.decisions = decisions.map { decision in
            Line(
                number: decision.id.reference, taken: decision.taken.iso, group: groups[decision.group] ?? "",
                meeting: decision.meeting.number, text: decision.text, actions: decision.about.map(\.action.reference),
                owner: decision.owner.map(names.post) ?? "", comesBack: decision.comesBack?.iso,
                state: decision.state.word.rawValue, sentence: decision.state.sentence,
                marking: decision.marking.printed)
        }
    }

    /// For a terminal.
    public var text: String {
        guard !decisions.isEmpty else { return "No decision yet.\n" }
        var table = PlainTable(["Decision", "Taken", "State", "Owner", "Comes back"])
        for line in decisions {
            table.add(["\(line.number) \(line.text)", line.taken, line.state, line.owner, line.comesBack ?? ""])
        }
        return table.text + "\n"
    }
}

extension Decision.State {
    /// What has become of it, in a sentence.
    public var sentence: String {
        switch self {
        case .standing: "Stands"
        case .done(let day, let note): "Done on \(day.printed): \(note)"
        case .superseded(let by, let day, let note):
            "Superseded by \(by.reference) on \(day.printed)\(note.isEmpty ? "" : ": \(note)")"
        }
    }
}
