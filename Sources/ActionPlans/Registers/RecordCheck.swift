import Partnership
import Vocabulary

/// Looks over what somebody wrote into a register: trims it, and says everything that is wrong with it.
struct RecordCheck {
    let setting: RegisterSetting
    private(set) var refusals: [RegisterRefusal] = []

    init(_ setting: RegisterSetting) { self.setting = setting }

    mutating func refuse(_ refusal: RegisterRefusal) { refusals.append(refusal) }

    mutating func text(
        _ typed: String, _ field: String, _ name: String, upTo limit: Int, _ kind: TypedText.Kind = .paragraphs
    ) -> String {
        let text = TypedText(typed, upTo: limit, kind)
        if let fault = text.fault { refuse(.text(field: field, name: name, fault)) }
        return text.text
    }

    mutating func optional(_ typed: String?, _ field: String, _ name: String) -> String? {
        let text = TypedText(typed ?? "", upTo: RegisterLimit.text, required: false)
        if let fault = text.fault { refuse(.text(field: field, name: name, fault)) }
        return text.isEmpty ? nil : text.text
    }

    mutating func toCome(_ day: Day?, _ field: String, _ name: String) {
        guard let day else { return refuse(.dayMissing(field: field, name: name)) }
        if day <= setting.day { refuse(.dayNotToCome(field: field, name: name, today: setting.day)) }
    }

    /// The record as it would stand.
    ///
    /// - Parameter present: the item it changes; days it has already may lie in the past.
    mutating func record(_ typed: RegisterRecord, changing present: RegisterItem?) -> RegisterRecord {
        var record = typed
        record.title = text(
            typed.title, "title", RecordCheck.titleName(typed.details.kind), upTo: RegisterLimit.title)
        record.details = details(typed.details)
        let needsReview = typed.details.kind == .risk || typed.details.kind == .issue
        if typed.review != present?.record.review || (present == nil && needsReview) {
            if typed.review != nil || needsReview { toCome(typed.review, "review", "the day of the next review") }
        } else if needsReview, typed.review == nil {
            refuse(.dayMissing(field: "review", name: "the day of the next review"))
        }
        record.actions = links(typed, present)
        return record
    }

    static func titleName(_ kind: RegisterKind) -> String {
        switch kind {
        case .risk: "what may happen"
        case .issue: "what happened"
        case .pilot: "what is tried"
        case .evidenceGap: "the question"
        }
    }

    private mutating func details(_ typed: RegisterDetails) -> RegisterDetails {
        switch typed {
        case .risk(var details):
            details.cause = optional(details.cause, "cause", "the cause")
            details.effect = optional(details.effect, "effect", "the effect")
            details.mitigation = optional(details.mitigation, "mitigation", "the mitigation")
            if !RiskScale.range.contains(details.likelihood) { refuse(.likelihoodMissing) }
            if !RiskScale.range.contains(details.impact) { refuse(.impactMissing) }
            return .risk(details)
        case .issue(var details):
            details.effect = optional(details.effect, "effect", "the effect")
            details.response = optional(details.response, "response", "what is being done")
            return .issue(details)
        case .pilot(var details):
            details.site = text(details.site, "site", "the site", upTo: RegisterLimit.site, .line)
            if details.ends < details.begins { refuse(.endsBeforeItBegins(begins: details.begins)) }
            if details.evaluationDue < details.ends { refuse(.evaluatedBeforeItEnds(ends: details.ends)) }
            return .pilot(details)
        case .evidenceGap(var details):
            details.why = text(details.why, "why", "why it matters", upTo: RegisterLimit.text)
            details.fill = optional(details.fill, "fill", "what would fill it")
            return .evidenceGap(details)
        }
    }

    /// The actions it names, each once. What the member may not see of those it names already stays named.
    private mutating func links(_ typed: RegisterRecord, _ present: RegisterItem?) -> [ActionID] {
        if let plan = typed.strategy, setting.strategies[plan] == nil, plan != present?.record.strategy {
            refuse(.unknownPlan)
        }
        var named = Set(typed.actions)
        for id in named.sorted() {
            guard let action = setting.actions[id] else {
                refuse(.unknownAction(id))
                continue
            }
            if let plan = typed.strategy, action.strategy != plan { refuse(.actionOfAnotherPlan(id)) }
        }
        named.formUnion(present?.record.actions.filter { setting.actions[$0] == nil } ?? [])
        if named.count > RegisterLimit.actions { refuse(.tooManyActions(count: named.count)) }
        return named.sorted()
    }

    /// The marking it takes: what was chosen, or the highest of what it is linked to. Never below that, and never lower
    /// than it was.
    mutating func marking(_ chosen: Marking?, of record: RegisterRecord, was present: Marking?) -> Marking {
        var floor = record.strategy.flatMap { setting.strategies[$0] } ?? .official
        for id in record.actions { floor = max(floor, setting.actions[id]?.marking ?? .official) }
        let marking = chosen ?? max(floor, present ?? .official)
        if let present, marking < present {
            refuse(.markingLowered(from: present))
        } else if marking < floor {
            refuse(.markingTooLow(floor))
        }
        if marking > setting.member.clearance { refuse(.markingAboveOwn(marking)) }
        return marking
    }

    mutating func owner(_ id: MemberID?, was present: MemberID?, marking: Marking, markingWas: Marking?) {
        guard let id, id != present || marking != markingWas else { return }
        guard let owner = setting.members.first(where: { $0.id == id }) else { return refuse(.unknownOwner) }
        if !owner.isActive { return refuse(.ownerHasLeft) }
        if !Sight.of(owner).maySee(markedAs: marking) { refuse(.ownerMayNotSee) }
    }
}
