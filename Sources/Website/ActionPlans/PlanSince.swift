import ActionPlans
import Coordination
import Partnership
import Reporting
import Vocabulary

/// What others changed in a plan after a member had opened a form about all of it: found by comparing the two plans as
/// far as the member's own sight reaches, so that nothing else shows.
struct PlanSince {
    private static let lines = 12

    private let look: PlanLook
    private let old: Plan

    private var words: Words { look.words }

    /// One sentence a change; never empty.
    static func changes(_ look: PlanLook, after seen: JournalSequence?) async throws -> [String] {
        guard let seen, seen < look.plan.at,
            let old = try await look.visit.house.plans.plan(look.strategy.id, Sight.of(look.member), at: seen)
        else { return [look.words("stale.unknown")] }
        let since = PlanSince(look: look, old: old)
        let all = since.owners() + since.actions() + since.rounds()
        guard !all.isEmpty else { return [look.words("stale.unknown")] }
        guard all.count > lines else { return all }
        return all.prefix(lines) + [look.words.count("since.more", all.count - lines)]
    }

    /// How a form about the plan stands when it is opened: as it was left, where the member began it before.
    ///
    /// - Parameter stands: the version of what the form changes.
    static func begun(
        _ look: PlanLook, stands: JournalSequence
    ) async throws -> (form: FormFields?, version: JournalSequence?, since: [String]) {
        guard let draft = look.visit.draft else { return (nil, nil, []) }
        guard let seen = draft.version, seen != stands else { return (draft.fields, stands, []) }
        return (draft.fields, stands, try await changes(look, after: seen))
    }

    private struct Move: Hashable {
        let lead: String
        let from: MemberID?
        let to: MemberID?
    }

    private func owners() -> [String] {
        var order: [Move] = []
        var counts: [Move: Int] = [:]
        for (before, now) in pairs() where before.updateOwner != now.updateOwner {
            let move = Move(lead: now.wording.leads.first ?? "", from: before.updateOwner, to: now.updateOwner)
            if counts[move] == nil { order.append(move) }
            counts[move, default: 0] += 1
        }
        return order.map { move in
            words(
                "since.owner",
                [
                    "lead": move.lead.isEmpty ? words("plan.no-lead") : beginning(move.lead, 80),
                    "actions": words.count("plan.all", counts[move] ?? 0), "old": look.names.owner(move.from),
                    "new": look.names.owner(move.to),
                ])
        }
    }

    private func pairs() -> [(before: Action, now: Action)] {
        let earlier = Dictionary(old.actions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return look.plan.actions.compactMap { now in earlier[now.id].map { (before: $0, now: now) } }
    }

    private func actions() -> [String] {
        let known = Set(old.actions.map(\.id))
        var lines = look.plan.actions.filter { !known.contains($0.id) }.map {
            words("since.new", ["reference": $0.id.reference])
        }
        for (before, now) in pairs() {
            func add(_ key: String) { lines.append(words(key, ["reference": now.id.reference])) }
            if before.retired == nil, now.retired != nil { add("since.withdrawn") }
            if before.wording != now.wording { add("since.reworded") }
            for promise in now.promises {
                guard let answer = promise.settled, before.promise(promise.number)?.settled != answer else { continue }
                lines.append(
                    words(
                        "since.settled",
                        [
                            "reference": now.id.reference, "number": promise.number.printed,
                            "answer": answer.printed(words),
                        ]))
            }
        }
        return lines
    }

    private func rounds() -> [String] {
        look.plan.rounds.compactMap { now in
            guard let before = old.round(now.id) else {
                return words(
                    "since.round",
                    ["label": now.label, "opens": now.opens.printed, "closes": now.closes.printed])
            }
            guard before.closes != now.closes else { return nil }
            return words(
                "since.closes",
                ["label": now.label, "old": before.closes.printed, "new": now.closes.printed])
        }
    }
}

extension SettleAnswer {
    fileprivate func printed(_ words: Words) -> String {
        switch self {
        case .done: words("settle.done")
        case .delayAgreed(let day): words("settle.delay") + ", " + day.printed
        case .missed: words("settle.missed")
        case .withdrawn: words("settle.withdrawn")
        }
    }
}
