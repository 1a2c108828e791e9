import ActionPlans
import Vocabulary

/// Which actions of a plan are shown, and in which order: all of it stands in the address, so that the address gives the
/// same view to whoever may see it.
struct PlanFilter: Sendable, Equatable {
    enum Sorting: String, Sendable, CaseIterable {
        case plan, status, reference, lead, owner, due, updated
    }

    enum Need: String, Sendable, CaseIterable {
        case delayAsked = "delay-asked"
        case notUnderstood = "not-understood"
        case vacant
    }

    var text = ""
    var status: Status?
    var isChanged = false
    var lead = ""
    /// A member's number, or `vacant`.
    var owner = ""
    /// The number of an outermost level of the plan, from 1.
    var aim: Int?
    var need: Need?
    var sorting = Sorting.plan
    var isDescending = false
    var page = "1"

    init() {}

    init(_ query: FormFields) {
        text = String(query["text"].prefix(200))
        status = Status(rawValue: query["status"])
        isChanged = query["changed"] == "yes"
        lead = String(query["lead"].prefix(500))
        owner = String(query["owner"].prefix(12))
        aim = Int(query["aim"]).flatMap { $0 > 0 ? $0 : nil }
        need = Need(rawValue: query["need"])
        sorting = Sorting(rawValue: query["sort"]) ?? .plan
        isDescending = query["order"] == "down"
        page = query["page"]
    }

    /// As the address names it; what is not chosen is left out.
    var fields: [(name: String, value: String)] {
        [
            ("text", text), ("status", status?.rawValue ?? ""), ("changed", isChanged ? "yes" : ""), ("lead", lead),
            ("owner", owner), ("aim", aim.map(String.init) ?? ""), ("need", need?.rawValue ?? ""),
            ("sort", sorting == .plan ? "" : sorting.rawValue), ("order", isDescending ? "down" : ""),
            ("page", page == "1" ? "" : page),
        ]
    }

    /// The same filter with something else chosen, from its first page.
    func with(_ change: (inout PlanFilter) -> Void) -> PlanFilter {
        var copy = self
        copy.page = "1"
        change(&copy)
        return copy
    }

    var isNarrowing: Bool {
        !text.isEmpty || status != nil || isChanged || !lead.isEmpty || !owner.isEmpty || aim != nil || need != nil
    }

    // MARK: Choosing

    /// The positions of the actions that pass, in the order asked for.
    func positions(in picture: PlanPicture, _ index: PlanIndex, owners: (MemberID) -> String) -> [Int] {
        let wanted = SearchText.folded(text)
        let texts = wanted.isEmpty ? [] : index.texts(of: picture)
        var within: Set<Int>?
        if let aim { within = index.aims.indices.contains(aim - 1) ? Set(index.aims[aim - 1].actions) : [] }
        guard isNarrowing else { return sorted(Array(picture.plan.actions.indices), picture, owners) }
        let found = picture.plan.actions.indices.filter { position in
            passes(picture, index, position) && (within?.contains(position) ?? true)
                && (wanted.isEmpty || texts[position].says(wanted))
        }
        return sorted(found, picture, owners)
    }

    private func passes(_ picture: PlanPicture, _ index: PlanIndex, _ position: Int) -> Bool {
        if let status, picture.standings[position].status != status { return false }
        if isChanged, !picture.isChanged[position] { return false }
        let action = picture.plan.actions[position]
        if !lead.isEmpty, !action.wording.leads.contains(lead) { return false }
        if owner == "vacant", !action.isVacant(among: index.working) { return false }
        if !owner.isEmpty, owner != "vacant", action.updateOwner.map({ String($0.number) }) != owner { return false }
        switch need {
        case nil: return true
        case .delayAsked: return index.delayAsked.contains(position)
        case .notUnderstood: return index.notUnderstood.contains(position)
        case .vacant: return index.vacant.contains(position)
        }
    }

    private func sorted(_ found: [Int], _ picture: PlanPicture, _ owners: (MemberID) -> String) -> [Int] {
        let actions = picture.plan.actions
        func ordered<Key: Comparable>(_ key: (Int) -> Key?) -> [Int] {
            // What has no value stands last, whichever way round.
            let keyed = found.map { (position: $0, key: key($0)) }
            return keyed.sorted { one, other in
                guard let left = one.key, let right = other.key, left != right else {
                    if (one.key == nil) != (other.key == nil) { return other.key == nil }
                    return isDescending ? one.position > other.position : one.position < other.position
                }
                return isDescending ? left > right : left < right
            }.map(\.position)
        }
        switch sorting {
        case .plan: return isDescending ? found.reversed() : found
        case .status: return ordered { picture.standings[$0].status }
        case .reference: return ordered { actions[$0].id }
        case .lead: return ordered { actions[$0].wording.leads.first?.lowercased() }
        case .owner: return ordered { actions[$0].updateOwner.map { owners($0).lowercased() } }
        case .due: return ordered { picture.standings[$0].nextDeadline }
        case .updated: return ordered { actions[$0].lastReport?.sequence }
        }
    }
}
