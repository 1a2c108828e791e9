public import ActionPlans
public import Partnership
public import Vocabulary

/// A meeting with everything a page or a command shows of it, as far as one sight reaches.
public struct MeetingFolder: Sendable {
    public let meeting: Meeting
    public let group: Group
    /// The group it reports to, where that is in sight.
    public let superior: Group?
    /// The group's last meeting before this one that took place, and the next one called after it.
    public let previous: Meeting?
    public let next: Meeting?
    /// The plans it looks at, and those its decisions and notes are about, as they stand on the agenda's day.
    public let pictures: [PlanPicture]
    public let agenda: Agenda
    public let decisions: [Decision]
    public let notes: [MeetingNote]
    /// Actions that were entered at this meeting, in the order of their references.
    public let raised: [Action]
    /// The day the agenda is made for: the meeting's own once it has come.
    public let moment: Moment

    /// An action of one of the plans.
    public func action(_ id: ActionID) -> (action: Action, picture: PlanPicture)? {
        for picture in pictures {
            if let position = picture.position(of: id) { return (picture.plan.actions[position], picture) }
        }
        return nil
    }

    /// The highest marking of what is on the meeting's pages.
    public var marking: Marking {
        max(
            minutesMarking, agenda.marking, pictures.map(\.plan.strategy.marking).max() ?? .official,
            superior?.marking ?? .official)
    }
}

extension MeetingDesk {
    /// Opens a meeting: its agenda by rule, what was written down, what was decided.
    ///
    /// - Parameter word: how a status is called, where a pack calls it otherwise.
    /// - Throws: `DeskRefusal.notFound` where there is none or the sight does not reach it.
    public func folder(
        _ id: MeetingID, _ sight: Sight, word: @Sendable (Status) -> String = { $0.word }
    ) async throws -> MeetingFolder {
        let now = try await plans.moment()
        let meeting = try await meeting(id, sight, at: now)
        let groups = try await groups(sight, at: now)
        guard let group = groups.first(where: { $0.id == meeting.group }) else { throw DeskRefusal.notFound }
        let series = try await meetings(of: group.id, sight, at: now)
        let earlier = series.filter { $0.cancelled == nil && ($0.day, $0.id) < (meeting.day, meeting.id) }
        let previous = earlier.last { $0.day < meeting.day }
        // A meeting that is over shows the plans as they stood at its end.
        let moment = meeting.day < now.day ? try await plans.moment(asAt: meeting.day) : now
        var looks: [AgendaSource.Look] = []
        for strategy in meeting.strategies {
            guard let picture = try await picture(strategy, sight, moment) else { continue }
            looks.append(
                AgendaSource.Look(now: picture, atLastMeeting: try await atLast(previous, strategy, sight, now)))
        }
        let decisions = try await register.decisions(DecisionFilter(meeting: id), sight, at: now.sequence)
        let notes = try await notes(of: id, sight, at: now)
        let raised = raisedActions(in: looks.map(\.now), at: earlier)
        let agenda = Agenda(
            from: AgendaSource(
                day: moment.day, looks: looks,
                decisions: try await register.decisions(
                    DecisionFilter(group: group.id, state: .standing), sight, at: moment.sequence
                ).filter { $0.meeting != id },
                raised: raised, registerItems: try await dueItems(sight, moment), typed: meeting.items,
                marking: meeting.marking),
            word: word)
        let pictures = try await further(looks.map(\.now), decisions, notes, sight, now)
        return MeetingFolder(
            meeting: meeting, group: group, superior: group.reportsTo.flatMap { up in groups.first { $0.id == up } },
            previous: previous,
            next: series.first { $0.cancelled == nil && ($0.day, $0.id) > (meeting.day, meeting.id) },
            pictures: pictures, agenda: agenda, decisions: decisions.sorted { $0.id < $1.id }, notes: notes,
            raised: try await raisedHere(meeting, sight, now), moment: moment)
    }

    /// Nil where there is no such plan for this sight at that moment.
    private func picture(_ id: StrategyID, _ sight: Sight, _ moment: Moment) async throws -> PlanPicture? {
        do {
            return try await plans.picture(of: id, sight, at: moment)
        } catch DeskRefusal.notFound {
            return nil
        }
    }

    /// The plan at the end of the last meeting's day.
    private func atLast(
        _ meeting: Meeting?, _ strategy: StrategyID, _ sight: Sight, _ now: Moment
    ) async throws -> PlanPicture? {
        guard let meeting, meeting.day < now.day else { return nil }
        return try await picture(strategy, sight, try await plans.moment(asAt: meeting.day))
    }

    /// The plans of actions that decisions and notes are about and the meeting does not look at.
    private func further(
        _ pictures: [PlanPicture], _ decisions: [Decision], _ notes: [MeetingNote], _ sight: Sight, _ now: Moment
    ) async throws -> [PlanPicture] {
        var pictures = pictures
        var wanted = decisions.flatMap { $0.about.map(\.action) }
        for note in notes { if case .action(let id) = note.about { wanted.append(id) } }
        for id in wanted where !pictures.contains(where: { $0.position(of: id) != nil }) {
            if let picture = try await picture(with: id, sight, now) { pictures.append(picture) }
        }
        return pictures
    }

    /// Actions of these plans that were raised at earlier meetings of the group.
    private func raisedActions(in pictures: [PlanPicture], at earlier: [Meeting]) -> [ActionID: Meeting] {
        let meetings = Dictionary(earlier.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var raised: [ActionID: Meeting] = [:]
        for action in pictures.flatMap(\.plan.actions) {
            if let meeting = action.raisedIn.flatMap({ meetings[$0] }) { raised[action.id] = meeting }
        }
        return raised
    }

    /// Actions of any plan in sight that were raised at this meeting.
    private func raisedHere(_ meeting: Meeting, _ sight: Sight, _ now: Moment) async throws -> [Action] {
        var raised: [Action] = []
        for strategy in try await plans.strategies(sight, at: now) {
            guard let picture = try await picture(strategy.id, sight, now) else { continue }
            raised += picture.plan.actions.filter { $0.raisedIn == meeting.id }
        }
        return raised.sorted { $0.id < $1.id }
    }
}
