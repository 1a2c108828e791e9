public import Vocabulary

/// Whether the thread of a plan holds from its priorities to its actions, and from each action to an owner, a date and a
/// measure. A pure function of the plan as it stands; a plan of thousands of actions takes a few hundredths of a second.
///
/// Actions that were withdrawn or completed are looked at only where a level is judged by them. Measures without data
/// and spend without action join when there are indicators and money.
public struct GoldenThread: Sendable, Equatable {
    /// Kind by kind, in the plan's order within each.
    public let findings: [ThreadFinding]

    /// The thread of a plan as a picture shows it.
    public static func of(_ picture: PlanPicture) -> GoldenThread {
        GoldenThread(picture.plan, picture.standings.map(\.status))
    }

    /// The thread of a plan on a day.
    public static func of(_ plan: Plan, on day: Day) -> GoldenThread {
        let context = StandingContext(plan, on: day)
        return GoldenThread(plan, plan.actions.map { ActionStanding.of($0, on: day, context).status })
    }

    private init(_ plan: Plan, _ statuses: [Status]) {
        let standing = zip(plan.actions, statuses).filter { $1 != .withdrawn && $1 != .completed }.map(\.0)
        let found =
            Self.levels(of: plan, statuses) + standing.flatMap { Self.gaps(of: $0) } + Self.datedTwice(standing)
            + Self.sameWording(standing) + Self.hiddenSlips(standing, plan.strategy.year)
        let byKind = Dictionary(grouping: found, by: \.kind)
        findings = ThreadFinding.Kind.allCases.flatMap { byKind[$0] ?? [] }
    }

    public func finding(_ key: String) -> ThreadFinding? { findings.first { $0.key == key } }

    /// The findings apart: those nobody has settled, and those that were, with the answer that holds.
    public func apart(
        _ settled: [SettledFinding]
    ) -> (open: [ThreadFinding], settled: [(finding: ThreadFinding, by: SettledFinding)]) {
        let answers = Dictionary(settled.map { ($0.key, $0) }) { $0.sequence > $1.sequence ? $0 : $1 }
        return (
            findings.filter { answers[$0.key] == nil },
            findings.compactMap { finding in answers[finding.key].map { (finding, $0) } }
        )
    }

    // MARK: Priorities

    /// Levels whose actions are all withdrawn, or all completed; only the outermost of those within each other.
    private static func levels(of plan: Plan, _ statuses: [Status]) -> [ThreadFinding] {
        struct Tally {
            var actions: [ActionID] = []
            var completed = 0
            var withdrawn = 0
        }
        var order: [[PlanLevel]] = []
        var tallies: [[PlanLevel]: Tally] = [:]
        var last: (path: [PlanLevel], ways: [[PlanLevel]]) = ([], [])
        for (action, status) in zip(plan.actions, statuses) {
            if action.wording.path != last.path {
                last = (action.wording.path, action.wording.path.indices.map { Array(action.wording.path[...$0]) })
            }
            for way in last.ways {
                if tallies[way] == nil { order.append(way) }
                tallies[way, default: Tally()].actions.append(action.id)
                if status == .completed { tallies[way]?.completed += 1 }
                if status == .withdrawn { tallies[way]?.withdrawn += 1 }
            }
        }
        var found: [ThreadFinding] = []
        var said: Set<[PlanLevel]> = []
        for way in order {
            guard let tally = tallies[way], let level = way.last else { continue }
            let kind: ThreadFinding.Kind
            let sentence: String
            if tally.withdrawn == tally.actions.count {
                kind = .levelWithdrawn
                sentence = "Every action under it was withdrawn: \(tally.withdrawn.printed)."
            } else if tally.withdrawn + tally.completed == tally.actions.count {
                kind = .levelCompleted
                sentence = "Every action under it that still stands is completed: \(tally.completed.printed)."
            } else {
                continue
            }
            guard !way.indices.dropLast().contains(where: { said.contains(Array(way[...$0])) }) else { continue }
            said.insert(way)
            found.append(
                ThreadFinding(
                    kind, tally.actions, way,
                    wording: way.flatMap { [$0.number, $0.text] } + tally.actions.map { $0.reference },
                    "\(level.level.rawValue.capitalisedFirst) “\(level.text.shortened(to: 120))”. \(sentence)"))
        }
        return found
    }

    // MARK: Actions

    private static func gaps(of action: Action) -> [ThreadFinding] {
        let wording = action.wording
        var found: [ThreadFinding] = []
        if wording.measure.isBlank, wording.outcome.isBlank {
            found.append(
                ThreadFinding(
                    .noMeasure, [action.id], wording.path, wording: [wording.text],
                    "It names neither a measure of progress nor an expected outcome."))
        }
        if action.updateOwner == nil {
            let leads = wording.leads.isEmpty ? "" : "; the plan says “\(wording.leads.joined(separator: "; "))”"
            found.append(
                ThreadFinding(
                    .noOwner, [action.id], wording.path, wording: [wording.text] + wording.leads,
                    "Nobody is asked for updates\(leads.shortened(to: 160))."))
        }
        if let sentence = action.withoutDate {
            found.append(
                ThreadFinding(
                    .noDate, [action.id], wording.path, wording: [wording.text, wording.timescale.wording], sentence))
        }
        return found
    }

    // MARK: The document

    private static func datedTwice(_ actions: [Action]) -> [ThreadFinding] {
        DatedTwice.all(in: actions.map(\.wording)).map { twice in
            let (one, other) = (actions[twice.other], actions[twice.place])
            return ThreadFinding(
                .datedTwice, [one.id, other.id], other.wording.path,
                wording: [one.wording.text, twice.otherWording, other.wording.text, twice.wording],
                "The same promise is dated “\(twice.otherWording)” in \(one.id.reference) and “\(twice.wording)” in "
                    + "\(other.id.reference).")
        }
    }

    /// One finding for each wording, however often it stands.
    private static func sameWording(_ actions: [Action]) -> [ThreadFinding] {
        struct Group {
            let first: Int
            let level: String?
            var places: [Int]
        }
        var groups: [Group] = []
        var byKey: [String: Int] = [:]
        for repeated in RepeatedWording.all(in: actions.map(\.wording)) {
            var level: String?
            if case .level(let text) = repeated.what { level = text }
            let key = level.map { "level " + Folding.key($0) } ?? "action \(repeated.first)"
            if let index = byKey[key] {
                groups[index].places.append(repeated.place)
            } else {
                byKey[key] = groups.count
                groups.append(Group(first: repeated.first, level: level, places: [repeated.first, repeated.place]))
            }
        }
        return groups.map { group in
            var themes: [String] = []
            for place in group.places {
                guard let theme = actions[place].wording.path.first?.text.shortened(to: 60), !themes.contains(theme)
                else { continue }
                themes.append(theme)
            }
            let under = themes.count > 1 ? " under \(themes.map { "“\($0)”" }.joined(separator: ", "))" : ""
            let what = group.level.map { "“\($0.shortened(to: 80))”" } ?? "This action"
            return ThreadFinding(
                .sameWording, group.places.map { actions[$0].id }, actions[group.first].wording.path,
                wording: [group.level ?? actions[group.first].wording.text],
                "\(what) is worded the same in \(group.places.count.counted("place"))\(under).")
        }
    }

    private static func hiddenSlips(_ actions: [Action], _ year: PlanYear) -> [ThreadFinding] {
        let reader = TimescaleReader(year: year)
        var known: [String: Day?] = [:]
        func due(_ mention: String) -> Day? {
            if let day = known[mention] { return day }
            let day = reader.read(mention).timescale.commitments.first?.due
            known[mention] = .some(day)
            return day
        }
        return actions.compactMap { action in
            // A delay that is asked for or agreed hides nothing.
            guard action.promises.allSatisfy({ $0.request == nil }) else { return nil }
            let stated = SlipInText.latestDay(action.wording.timescale)
            let latest = ([stated] + action.promises.map(\.agreedDay)).compactMap(\.self).max()
            for text in [action.wording.progress, action.wording.notes].compactMap(\.self) {
                guard let slip = SlipInText.find(in: text, after: latest, due: due) else { continue }
                if case .phrase = slip, action.promises.contains(where: { $0.slips > 0 }) { continue }
                return ThreadFinding(
                    .hiddenSlip, [action.id], action.wording.path, wording: [text, latest?.iso], slip.sentence)
            }
            return nil
        }
    }
}

extension Optional where Wrapped == String {
    fileprivate var isBlank: Bool { self?.allSatisfy(\.isWhitespace) ?? true }
}

extension Action {
    /// Why no day is known for it; nil where one is, or where it goes on without end, or tells of the past.
    fileprivate var withoutDate: String? {
        let open = promises.filter { $0.completed == nil && $0.settled != .withdrawn }
        guard !open.isEmpty else { return nil }
        for promise in open {
            let commitment = promise.commitment
            let hasDate =
                promise.agreedDay != nil || commitment.due != nil || commitment.opens != nil
                || commitment.repeats != nil || commitment.continues || commitment.past
                || (commitment.relative != nil && commitment.condition == nil)
            if hasDate { return nil }
        }
        if let condition = open.compactMap(\.commitment.condition).first {
            return "It waits for “\(condition.shortened(to: 100))” and has no day."
        }
        if open.contains(where: { !$0.commitment.understood }) {
            return "Its deadline “\((wording.timescale.wording ?? "").shortened(to: 100))” is not understood yet."
        }
        return "The plan gives it no day and does not say that it continues."
    }
}
