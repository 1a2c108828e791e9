public import ActionPlans
public import Vocabulary

/// The minutes of a meeting as a value, made from what was recorded and nothing else.
public struct MinutesReport: Sendable, Equatable, Encodable {
    public struct Item: Sendable, Equatable, Encodable {
        /// "AP-0012 Open a clinic"; empty where it is about nothing in particular.
        public let about: String
        public let text: String
    }

    public struct Resolution: Sendable, Equatable, Encodable {
        public let number: String
        public let text: String
        /// References of the actions it is about.
        public let actions: [String]
        public let owner: String?
        public let comesBack: String?
        public let marking: String
    }

    public struct NewAction: Sendable, Equatable, Encodable {
        public let reference: String
        public let text: String
        public let owner: String
        /// The wording of its timescale.
        public let timescale: String
        /// It came into the plan after the minutes had been agreed.
        public let isLate: Bool
    }

    public struct Correction: Sendable, Equatable, Encodable {
        public let on: String
        public let text: String
    }

    public let meeting: Int
    public let title: String
    public let group: String
    public let reportsTo: String?
    public let day: String
    public let time: String
    public let place: String
    public let marking: String
    /// The day they were agreed and the number of the entry that fixed them.
    public let agreed: String?
    public let agreedAt: Int64?
    public let present: [String]
    public let apologies: [String]
    public let visitors: [String]
    public let isAttendanceRecorded: Bool
    public let items: [Item]
    public let decisions: [Resolution]
    public let actions: [NewAction]
    public let next: String?
    public let corrections: [Correction]

    /// What minutes are made from, as far as one sight reaches.
    public struct Source: Sendable {
        public var meeting: Meeting
        public var group: Group
        public var superior: Group?
        public var next: Meeting?
        public var notes: [MeetingNote]
        public var decisions: [Decision]
        public var raised: [Action]
        public var marking: Marking

        public init(
            meeting: Meeting, group: Group, superior: Group?, next: Meeting?, notes: [MeetingNote],
            decisions: [Decision], raised: [Action], marking: Marking
        ) {
            self.meeting = meeting
            self.group = group
            self.superior = superior
            self.next = next
            self.notes = notes
            self.decisions = decisions
            self.raised = raised
            self.marking = marking
        }
    }

    /// - Parameter action: the wording of an action in sight.
    public init(_ source: Source, names: StaffNames, action: (ActionID) -> String?) {
        let meeting = source.meeting
        self.meeting = meeting.id.number
        title = meeting.title
        group = source.group.name
        reportsTo = source.superior?.name
        day = meeting.day.printed
        time = meeting.time
        place = meeting.place
        marking = source.marking.printed
        agreed = meeting.agreed?.on.printed
        agreedAt = meeting.agreed?.at.number
        isAttendanceRecorded = meeting.attendance != nil
        let offices = Dictionary(
            source.group.members(on: meeting.day).map { ($0.member, $0.office) }, uniquingKeysWith: { one, _ in one })
        func post(_ id: MemberID) -> String {
            let office = offices[id].flatMap { $0 == .member ? nil : " (\($0.words))" } ?? ""
            return names.post(id) + office
        }
        present = (meeting.attendance?.present ?? []).sorted {
            (offices[$0] ?? .member, $0) < (offices[$1] ?? .member, $1)
        }
        .map(post)
        apologies = (meeting.attendance?.apologies ?? []).map(post)
        visitors = meeting.attendance?.visitors ?? []
        items = source.notes.filter { $0.kind == .discussed }.map { note in
            Item(about: Self.about(note.about, meeting, source.decisions, action), text: note.text)
        }
        decisions = source.decisions.sorted { $0.id < $1.id }.map { decision in
            Resolution(
                number: decision.id.reference, text: decision.text, actions: decision.about.map(\.action.reference),
                owner: decision.owner.map(names.post), comesBack: decision.comesBack?.printed,
                marking: decision.marking.printed)
        }
        actions = source.raised.sorted { $0.id < $1.id }.map { raised in
            NewAction(
                reference: raised.id.reference, text: raised.wording.text,
                owner: raised.updateOwner.map(names.post) ?? "vacant",
                timescale: raised.wording.timescale.wording ?? "",
                isLate: meeting.agreed.map { raised.entered > $0.at } ?? false)
        }
        next = source.next.map { next in
            [next.day.printed, next.time, next.place].filter { !$0.isEmpty }.joined(separator: ", ")
        }
        corrections = source.notes.filter { $0.kind == .correction }.map {
            Correction(on: $0.on.printed, text: $0.text)
        }
    }

    private static func about(
        _ about: ItemReference?, _ meeting: Meeting, _ decisions: [Decision], _ action: (ActionID) -> String?
    ) -> String {
        switch about {
        case nil: ""
        case .action(let id): [id.reference, action(id)].compactMap(\.self).joined(separator: " ")
        case .decision(let id): id.reference
        case .typed(let number): meeting.items.first { $0.number == number }?.text ?? ""
        }
    }

    /// For a terminal or a text file.
    public var text: String {
        var lines = [marking, "", "Minutes: \(PlainTable.line(title))", PlainTable.line(group)]
        if let reportsTo { lines.append("Reports to: \(PlainTable.line(reportsTo))") }
        lines.append([day, time, place].filter { !$0.isEmpty }.map(PlainTable.line).joined(separator: ", "))
        lines.append(agreed.map { "Agreed on \($0)." } ?? "Draft: not agreed yet.")
        func list(_ heading: String, _ entries: [String]) {
            guard !entries.isEmpty else { return }
            lines += ["", heading.uppercased()] + entries
        }
        list("Present", present.map(PlainTable.line) + visitors.map { "\(PlainTable.line($0)) (visitor)" })
        list("Apologies", apologies.map(PlainTable.line))
        list(
            "Discussed",
            items.map { item in
                [item.about, item.text].filter { !$0.isEmpty }.map(PlainTable.line).joined(separator: ": ")
            })
        list(
            "Decisions",
            decisions.map { decision in
                var line = "\(decision.number)  \(PlainTable.line(decision.text))"
                if !decision.actions.isEmpty { line += " [\(decision.actions.joined(separator: ", "))]" }
                if let owner = decision.owner { line += " Owner: \(PlainTable.line(owner))." }
                if let comesBack = decision.comesBack { line += " Comes back on \(comesBack)." }
                return line
            })
        list(
            "New actions", actions.map { "\($0.reference)  \(PlainTable.line($0.text)) (\(PlainTable.line($0.owner)))" }
        )
        list("Next meeting", next.map { [PlainTable.line($0)] } ?? [])
        list("Corrections", corrections.map { "\($0.on): \(PlainTable.line($0.text))" })
        lines += ["", marking]
        return lines.joined(separator: "\n") + "\n"
    }
}
