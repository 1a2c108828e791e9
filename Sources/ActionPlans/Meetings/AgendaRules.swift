import Vocabulary

extension Agenda {
    /// Makes the agenda.
    ///
    /// - Parameter word: how a status is called, where a pack calls it otherwise.
    public init(from source: AgendaSource, word: (Status) -> String = { $0.word }) {
        day = source.day
        since = Dictionary(
            source.looks.map { ($0.now.plan.strategy.id, $0.sinceWords) }, uniquingKeysWith: { first, _ in first })
        let carried = AgendaRules.carriedOver(source, word)
        let decisions = AgendaRules.decisions(source, word)
        let reds = AgendaRules.reds(source, word)
        let taken = Set((carried + decisions + reds).compactMap(\.action))
        let changes = AgendaRules.changes(source, word).filter { $0.action.map { !taken.contains($0) } ?? true }
        let vacant = AgendaRules.vacant(source, word).filter { $0.action.map { !taken.contains($0) } ?? true }
        let typed = source.typed.map {
            Item(
                part: .typed, about: .typed($0.number), reference: "", title: $0.text, sentence: "", strategy: nil,
                status: nil, marking: source.marking)
        }
        items = carried + decisions + reds + changes + vacant + typed
    }
}

extension Agenda.Item {
    var action: ActionID? {
        switch about {
        case .action(let id), .delay(let id, _): id
        case .decision, .register, .typed: nil
        }
    }

    fileprivate init(
        _ part: Agenda.Part, _ about: About, _ action: Action, _ standing: ActionStanding, _ plan: Plan,
        sentence: String
    ) {
        self.init(
            part: part, about: about, reference: action.id.reference, title: action.wording.text, sentence: sentence,
            strategy: plan.strategy.id, status: standing.status,
            marking: max(action.marking, plan.strategy.marking))
    }
}

extension AgendaSource.Look {
    /// "the meeting on 4 March 2009", or the last close.
    var sinceWords: String {
        atLastMeeting.map { "the meeting on \($0.day.printed)" } ?? now.comparedWith.point.words
    }

    /// Every action that is neither completed nor withdrawn, with its standing.
    var open: [(action: Action, standing: ActionStanding)] {
        zip(now.plan.actions, now.standings).filter { $1.status != .withdrawn && $1.status != .completed }
            .map { ($0, $1) }
    }

    /// What differs since the last meeting, or since the last close.
    func changes(of action: Action, _ standing: ActionStanding, _ word: (Status) -> String) -> [ActionChange] {
        guard let earlier = atLastMeeting else { return now.changes(of: action.id, word: word) }
        let position = earlier.position(of: action.id)
        let comparison = ActionComparison(
            old: position.map { earlier.plan.actions[$0] }, oldStanding: position.map { earlier.standings[$0] },
            new: action, newStanding: standing, since: earlier.plan.at)
        return comparison.isChanged ? comparison.changes(word) : []
    }
}

/// The rule of each heading.
enum AgendaRules {
    typealias Word = (Status) -> String

    /// Decisions whose day to come back has come, and actions raised at earlier meetings that are not completed.
    static func carriedOver(_ source: AgendaSource, _ word: Word) -> [Agenda.Item] {
        let decisions = source.decisions
            .filter { $0.state == .standing && ($0.comesBack.map { $0 <= source.day } ?? false) }
            .sorted { $0.id < $1.id }
            .map { decision in
                Agenda.Item(
                    part: .carriedOver, about: .decision(decision.id), reference: decision.id.reference,
                    title: decision.text,
                    sentence:
                        "Decided on \(decision.taken.printed) to come back on \(decision.comesBack?.printed ?? "")",
                    strategy: nil, status: nil, marking: decision.marking)
            }
        let actions = source.looks.flatMap { look in
            look.open.compactMap { action, standing in
                source.raised[action.id].map { meeting in
                    Agenda.Item(
                        .carriedOver, .action(action.id), action, standing, look.now.plan,
                        sentence:
                            "Raised at the meeting on \(meeting.day.printed). \(standing.sentence(word: word(standing.status)))"
                    )
                }
            }
        }
        return decisions + actions
    }

    /// Delays asked for, commitment by commitment, then what the registers say is due.
    static func decisions(_ source: AgendaSource, _ word: Word) -> [Agenda.Item] {
        let delays = source.looks.flatMap { look in
            look.open.flatMap { action, standing in
                standing.commitments.compactMap { commitment -> Agenda.Item? in
                    guard let request = commitment.promise.request, commitment.status != .withdrawn else { return nil }
                    let present = commitment.sentence(word: word(commitment.status))
                    return Agenda.Item(
                        .decisions, .delay(action.id, promise: commitment.promise.number), action, standing,
                        look.now.plan,
                        sentence:
                            "A delay to \(request.newDay.printed) is asked for: \(request.reason.unstopped). \(present)"
                    )
                }
            }
        }
        let registers = source.registerItems.sorted { ($0.due.number, $0.reference) < ($1.due.number, $1.reference) }
            .map { item in
                Agenda.Item(
                    part: .decisions, about: .register(item), reference: item.reference,
                    title: "\(item.kind): \(item.title)", sentence: item.sentence, strategy: nil, status: nil,
                    marking: item.marking)
            }
        return delays + registers
    }

    /// Overdue before silent, in the plan's order within each.
    static func reds(_ source: AgendaSource, _ word: Word) -> [Agenda.Item] {
        source.looks.flatMap { look in
            [Status.overdue, .silent].flatMap { status in
                look.open.filter { $0.standing.status == status }.map { action, standing in
                    let vacant = action.updateOwner == nil ? ". Nobody is asked for updates" : ""
                    return Agenda.Item(
                        .reds, .action(action.id), action, standing, look.now.plan,
                        sentence: standing.sentence(word: word(status)) + vacant)
                }
            }
        }
    }

    /// Everything that differs, what was completed or withdrawn since included.
    static func changes(_ source: AgendaSource, _ word: Word) -> [Agenda.Item] {
        source.looks.flatMap { look in
            zip(look.now.plan.actions, look.now.standings).compactMap { action, standing in
                let changes = look.changes(of: action, standing, word)
                guard !changes.isEmpty else { return nil }
                return Agenda.Item(
                    .changes, .action(action.id), action, standing, look.now.plan,
                    sentence: changes.map(\.words).joined(separator: ". "))
            }
        }
    }

    static func vacant(_ source: AgendaSource, _ word: Word) -> [Agenda.Item] {
        source.looks.flatMap { look in
            look.open.filter { $0.action.updateOwner == nil }.map { action, standing in
                Agenda.Item(
                    .vacant, .action(action.id), action, standing, look.now.plan,
                    sentence: "No update owner: nobody is asked for updates")
            }
        }
    }
}

extension ActionChange {
    /// On one line: "Agreed day: 30 June 2003 (was None)".
    var words: String {
        func short(_ text: String) -> String { text.count > 120 ? "\(text.prefix(119))…" : text }
        guard let new else { return old.map { "\(what): no longer “\(short($0))”" } ?? what }
        return old.map { "\(what): \(short(new)) (was \(short($0)))" } ?? "\(what): \(short(new))"
    }
}

extension String {
    /// Without a closing full stop, to stand before one.
    fileprivate var unstopped: String { hasSuffix(".") ? String(dropLast()) : self }
}
