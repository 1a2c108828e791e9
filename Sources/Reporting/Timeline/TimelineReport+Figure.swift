public import ActionPlans
public import Charts
import Vocabulary

extension TimelineReport {
    /// The timeline as it is drawn.
    ///
    /// - Parameter rows: which of the actions, by their place from 0; all of them otherwise. The axis is the same.
    public func timeline(rows: Range<Int>? = nil) -> Timeline {
        var names: [TimelineState: String] = [:]
        for status in Status.allCases { names[TimelineState(status)] = words.word(status) }
        return Timeline(
            title: "Timeline: \(title)", subtitle: subtitle, summary: summary, source: source, today: day, year: year,
            span: span, words: names,
            groups: runs(rows).map { run in
                TimelineGroup(title: run.group, rows: run.entries.map { row($0) })
            })
    }

    /// The timeline as a figure with its table, for a paper.
    ///
    /// - Parameter name: makes the identifiers of its drawings, once in a document.
    public func paperFigure(name: String = "timeline", rows: Range<Int>? = nil) -> PaperFigure {
        PaperFigure(timeline(rows: rows).figure(name: name, on: .paper), table: table(rows: rows))
    }

    /// The timeline of one plan as a figure with its table.
    public static func paperFigure(
        for picture: PlanPicture, grouping: TimelineGrouping = .aim, words: StatusWords = StatusWords(),
        name: String = "timeline"
    ) -> PaperFigure {
        TimelineReport(picture, by: grouping, words: words).paperFigure(name: name)
    }

    private func row(_ entry: Entry) -> TimelineRow {
        let action = action(entry)
        let standing = standing(entry)
        var name = "\(action.name) \(words.word(standing.status))"
        if standing.status != .completed, standing.status != .withdrawn, let due = standing.nextDeadline {
            name += ", due \(due.short)"
        }
        var text = action.wording.text
        if grouping == .lead, action.wording.leads.count > 1 {
            text += " (with \(action.wording.leads.dropFirst().joined(separator: "; ")))"
        }
        return TimelineRow(
            name: name, text: text, state: TimelineState(standing.status),
            lanes: standing.commitments.map { lane($0, in: pictures[entry.picture].plan.strategy, action) })
    }

    private func lane(_ standing: Standing, in strategy: Strategy, _ action: Action) -> TimelineLane {
        let promise = standing.promise
        let commitment = promise.commitment
        let isOver = standing.status == .completed || standing.status == .withdrawn
        var lane = TimelineLane(state: TimelineState(standing.status))
        lane.stated = standing.stated
        lane.agreed = standing.due == standing.stated ? nil : standing.due
        lane.slips = standing.slips
        lane.isConditional = commitment.condition != nil && !isOver
        guard standing.status != .withdrawn else {
            if lane.isWithoutDate { lane.note = standing.gone(action) }
            return lane
        }
        lane.opens = commitment.opens
        lane.continues = commitment.continues && promise.completed == nil
        lane.asked = isOver ? nil : promise.request?.newDay
        lane.completed = standing.completedDay
        lane.repeats = repeats(standing, strategy)
        if lane.isWithoutDate { lane.note = standing.undated }
        return lane
    }

    /// The days on which it falls due within the span. More of them than can be drawn one by one are not listed all.
    private func repeats(_ standing: Standing, _ strategy: Strategy) -> TimelineRepeats? {
        let promise = standing.promise
        guard
            let calendar = OccurrenceCalendar(
                promise.commitment, year: strategy.year, imported: strategy.imported)
        else { return nil }
        let last = min(span.upperBound, promise.completed?.recordedOn ?? span.upperBound)
        var days: [Day] = []
        var day = span.lowerBound.adding(days: -1)
        while let next = calendar.nextDue(after: day), next <= last, days.count < 200 {
            days.append(next)
            day = next
        }
        if let final = calendar.latestDue(onOrBefore: last), let listed = days.last, final > listed {
            days.append(final)
        }
        return TimelineRepeats(
            days: days, done: Set(promise.occurrences.keys.filter { span.contains($0) }),
            isEndless: promise.completed == nil && calendar.nextDue(after: span.upperBound) != nil)
    }
}

extension TimelineState {
    public init(_ status: Status) {
        self =
            switch status {
            case .overdue: .overdue
            case .silent: .silent
            case .underWay: .underWay
            case .notYetConfirmed: .notYetConfirmed
            case .notYetOpen: .notYetOpen
            case .completed: .completed
            case .withdrawn: .withdrawn
            }
    }
}

extension Standing {
    /// The day its completion stands at: where it was only confirmed when past deadlines were settled, nobody recorded the
    /// day, and it stands at its due day.
    var completedDay: Day? {
        guard let completion, promise.completed != nil else { return nil }
        return settled == .done && due != nil ? nil : completion.recordedOn
    }

    /// Why it has no day.
    var undated: String {
        let commitment = promise.commitment
        if let condition = commitment.condition { return "waits for \(condition)" }
        if let relative = commitment.relative { return relative.words }
        if !commitment.understood { return "not understood: \(commitment.wording ?? "a blank cell")" }
        return "no date decided"
    }

    fileprivate func gone(_ action: Action) -> String {
        action.retired.map { "withdrawn on \($0.on.printed)" } ?? "withdrawn"
    }
}

extension Action {
    /// "AP-0012 (3.2)".
    var name: String { wording.number.map { "\(id.reference) (\($0))" } ?? id.reference }
}

extension Day {
    /// "30 Apr 2003", for columns.
    var short: String { "\(day) \(monthName.short) \(year)" }
}
