import ActionPlans
import Vocabulary

/// Which rows of the plan's read tables follow from an entry. What an entry says about an action that is not there
/// (its import was erased) leaves no row.
extension PlanEntry: Projected {
    func project(_ mark: EntryMark, on connection: any Connection) throws {
        let tables = PlanTables(connection, mark)
        switch self {
        case .planImported(let facts): try tables.project(facts)
        case .planRevised(let facts): try tables.project(facts)
        case .ownersConfirmed(let facts): try tables.project(facts)
        case .roundOpened(let facts): try tables.project(facts)
        case .roundExtended(let facts): try tables.project(facts)
        case .roundReopened(let facts): try tables.project(facts)
        case .roundWithdrawn(let facts): try tables.project(facts)
        case .roundReminded(let facts): try tables.project(facts)
        case .progressReported(let facts): try tables.project(facts)
        case .delayAsked(let facts): try tables.project(facts)
        case .delayAgreed(let facts): try tables.project(facts, agreed: true)
        case .delayRefused(let facts): try tables.project(facts, agreed: false)
        case .deadlinesSettled(let facts): try tables.project(facts)
        case .findingSettled(let facts): try tables.project(facts)
        case .actionWithdrawn(let facts): try tables.project(facts)
        case .actionAdded(let facts): try tables.project(facts)
        case .postHandedOver(let facts): try tables.project(facts)
        case .actionAmended(let facts): try tables.project(facts)
        case .entryCorrected(let facts): try tables.project(facts)
        case .importUndone(let facts): try tables.project(facts)
        }
        try tables.keepTexts(of: self)
    }

    /// An import, a revision, owners and settled deadlines speak of many actions: each has its own part.
    func excerpts() -> [(subject: Subject, facts: PlanEntry)] {
        switch self {
        case .planImported(let facts):
            facts.actions.map { action in
                var part = facts
                part.actions = [action]
                return (.action(action.id), .planImported(part))
            }
        case .planRevised(let facts): facts.excerpts()
        case .ownersConfirmed(let facts):
            Dictionary(grouping: facts.assignments, by: \.action).sorted { $0.key < $1.key }
                .map { action, assignments in
                    var part = facts
                    part.assignments = assignments
                    return (.action(action), .ownersConfirmed(part))
                }
        case .importUndone(let facts): facts.excerpts()
        case .deadlinesSettled(let facts):
            Dictionary(grouping: facts.answers, by: \.action).sorted { $0.key < $1.key }.map { action, answers in
                var part = facts
                part.answers = answers
                return (.action(action), .deadlinesSettled(part))
            }
        case .postHandedOver(let facts): facts.excerpts()
        case .roundOpened, .roundExtended, .roundReopened, .roundWithdrawn, .roundReminded, .progressReported,
            .delayAsked,
            .delayAgreed, .delayRefused, .actionWithdrawn, .actionAdded, .actionAmended, .entryCorrected,
            .findingSettled:
            []
        }
    }
}

extension ImportUndone {
    fileprivate func excerpts() -> [(subject: Subject, facts: PlanEntry)] {
        Set(removed + restored).sorted().map { action in
            var part = self
            part.removed.removeAll { $0 != action }
            part.restored.removeAll { $0 != action }
            return (.action(action), .importUndone(part))
        }
    }
}

extension PlanRevised {
    fileprivate func excerpts() -> [(subject: Subject, facts: PlanEntry)] {
        let actions = Set(added.map(\.id) + changed.map(\.id)).sorted()
        let addedByAction = Dictionary(grouping: added, by: \.id)
        let changedByAction = Dictionary(grouping: changed, by: \.id)
        return actions.map { action in
            var part = self
            part.added = addedByAction[action] ?? []
            part.changed = changedByAction[action] ?? []
            return (.action(action), .planRevised(part))
        }
    }
}

extension HandedOver {
    fileprivate func excerpts() -> [(subject: Subject, facts: PlanEntry)] {
        Set(owned + contributing).sorted().map { action in
            var part = self
            part.owned = owned.filter { $0 == action }
            part.contributing = contributing.filter { $0 == action }
            return (.action(action), .postHandedOver(part))
        }
    }
}

extension PlanTables {
    func project(_ facts: PlanImported) throws {
        try begin(
            StrategyRow(
                id: facts.strategy, title: facts.title, year: facts.year, marking: facts.marking,
                source: facts.source, imported: facts.on, importedAt: mark.sequence,
                sourceAt: mark.sequence, layout: facts.layout))
        for action in facts.actions { try enter(action, in: facts.strategy, on: facts.on) }
    }

    func project(_ facts: PlanRevised) throws {
        guard var strategy = try strategy(facts.strategy) else { return }
        strategy.source = facts.source
        strategy.sourceAt = mark.sequence
        if let layout = facts.layout { strategy.layout = layout }
        try end(strategy: facts.strategy)
        try begin(strategy)
        for action in facts.added { try enter(action, in: facts.strategy, on: facts.on) }
        for change in facts.changed {
            try reword(change.id, position: change.position, change.wording, on: facts.on)
        }
    }

    func project(_ facts: OwnersConfirmed) throws {
        for assignment in facts.assignments {
            guard var action = try action(assignment.action) else { continue }
            if action.updateOwner != assignment.updateOwner {
                action.updateOwner = assignment.updateOwner
                try replace(action)
            }
            try replaceMembers(Set(assignment.contributing), of: action)
        }
    }

    func project(_ facts: HandedOver) throws {
        for id in Set(facts.owned + facts.contributing).sorted() {
            guard var action = try action(id) else { continue }
            let people = facts.people(of: id, owner: action.updateOwner, contributing: try members(of: action))
            if action.updateOwner != people.owner {
                action.updateOwner = people.owner
                try replace(action)
            }
            try replaceMembers(people.contributing, of: action)
        }
    }

    func project(_ facts: RoundOpened) throws {
        try begin(
            RoundRow(
                id: facts.round, strategy: facts.strategy, periodFrom: facts.periodFrom, periodTo: facts.periodTo,
                opens: facts.opens, closes: facts.closes, opened: mark.sequence, openedAt: mark.recorded,
                owing: NumberRanges.written(facts.owing.map(\.number))))
    }

    func project(_ facts: RoundExtended) throws {
        guard var round = try round(facts.round) else { return }
        round.closes = facts.closes
        try end(round: facts.round)
        try begin(round)
    }

    func project(_ facts: RoundReopened) throws {
        guard var round = try round(facts.round) else { return }
        round.closes = facts.closes
        try end(round: facts.round)
        try begin(round)
    }

    func project(_ facts: RoundWithdrawn) throws { try end(round: facts.round) }

    func project(_ facts: RoundReminded) throws {
        try connection.execute(
            "INSERT INTO round_reminder (sequence, round, step, asked_on, members) VALUES (?1, ?2, ?3, ?4, ?5)",
            [
                now, SQLValue(facts.round), SQLValue(facts.step), SQLValue(facts.on),
                .text(NumberRanges.written(facts.members.map(\.number))),
            ])
    }

    func project(_ facts: ProgressReported) throws {
        guard let action = try action(facts.action) else { return }
        try report(on: facts.action, day: facts.on)
        guard !facts.completes.isEmpty else { return }
        let completion = Completion(
            recordedOn: facts.on, happened: facts.happened, evidence: facts.evidence ?? "")
        try change(action) { promises in
            for completed in facts.completes {
                guard let index = promises.firstIndex(where: { $0.number == completed.promise }) else { continue }
                promises[index].complete(occurrence: completed.occurrence, completion)
            }
        }
    }

    func project(_ facts: DelayAsked) throws {
        guard let action = try action(facts.action) else { return }
        try report(on: facts.action, day: facts.on)
        try change(action) { promises in
            guard let index = promises.firstIndex(where: { $0.number == facts.promise }) else { return }
            promises[index].request = DelayRequest(newDay: facts.newDay, reason: facts.reason, by: facts.by)
        }
    }

    func project(_ facts: DelayDecided, agreed: Bool) throws {
        guard let action = try action(facts.action) else { return }
        try change(action) { promises in
            guard let index = promises.firstIndex(where: { $0.number == facts.promise }) else { return }
            if agreed { promises[index].agree(on: facts.newDay, replacing: facts.replaces) }
            promises[index].request = nil
        }
    }

    func project(_ facts: DeadlinesSettled) throws {
        for (id, answers) in Dictionary(grouping: facts.answers, by: \.action).sorted(by: { $0.key < $1.key }) {
            guard var action = try action(id) else { continue }
            let settled = try change(action) { promises in
                for answer in answers {
                    guard let index = promises.firstIndex(where: { $0.number == answer.promise }) else { continue }
                    promises[index].settle(answer, on: facts.on, note: facts.note)
                }
            }
            let allWithdrawn = !settled.isEmpty && settled.allSatisfy { $0.settled == .withdrawn }
            if allWithdrawn, action.retired == nil {
                action.retired = Retirement(on: facts.on, reason: facts.note, successor: nil)
                try replace(action)
            }
        }
    }

    func project(_ facts: ActionWithdrawn) throws {
        guard var action = try action(facts.action) else { return }
        action.retired = Retirement(on: facts.on, reason: facts.reason, successor: facts.successor)
        try replace(action)
    }
}
