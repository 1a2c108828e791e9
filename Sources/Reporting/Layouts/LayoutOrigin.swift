public import ActionPlans
public import Frameworks
import Vocabulary

extension FrameworkPack {
    /// The layout a plan came in: the one its import recorded, while this pack has it; otherwise the one its actions
    /// fill best; otherwise the usual one.
    public func layout(of plan: Plan) -> PlanLayout {
        plan.strategy.layout.flatMap(layout(named:)) ?? layout(filled: plan.filled)
    }
}

extension Plan {
    /// What at least one of its actions says.
    var filled: Set<ColumnMeaning> {
        var found: Set<ColumnMeaning> = []
        for wording in actions.map(\.wording) {
            found.formUnion(wording.path.map { ColumnMeaning(rawValue: $0.level.rawValue) ?? .aim })
            let parts: [(ColumnMeaning, Bool)] = [
                (.number, wording.number != nil), (.text, true), (.owner, wording.owner != nil),
                (.leads, !wording.leads.isEmpty), (.contributors, !wording.contributors.isEmpty),
                (.resources, wording.resources != nil), (.coverage, wording.coverage != nil),
                (.outcome, wording.outcome != nil), (.measure, wording.measure != nil),
                (.progress, wording.progress != nil), (.equality, wording.equality != nil),
                (.notes, wording.notes != nil), (.timescale, wording.timescale.wording != nil),
            ]
            for case (let meaning, true) in parts { found.insert(meaning) }
        }
        return found
    }
}
