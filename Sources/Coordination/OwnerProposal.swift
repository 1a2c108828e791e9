public import Partnership

/// Who is proposed as update owner for the wording of a lead column. Proposed only: a person confirms.
public struct OwnerProposal: Sendable {
    private let byPost: [String: [Member]]
    private let byAgency: [String: [Member]]

    public init(members: [Member], agencies: [Agency]) {
        let able = members.filter { $0.isActive && Policy.may(.reportProgress, $0, toward: Relation(.owner)).isAllowed }
        byPost = Dictionary(grouping: able) { OwnerProposal.folded($0.post) }
        var found: [String: [Member]] = [:]
        // Plans go on using old names: they mean whoever does that agency's work today. Present names come last and win.
        for agency in agencies.sorted(by: { !$0.isCurrent && $1.isCurrent }) {
            let successor = agencies.successor(of: agency.id)?.id
            let staff = able.filter { $0.agency == successor }
            for name in agency.formerNames where found[OwnerProposal.folded(name)] == nil {
                found[OwnerProposal.folded(name)] = staff
            }
            for name in [agency.name, agency.short].compactMap(\.self) { found[OwnerProposal.folded(name)] = staff }
        }
        byAgency = found
    }

    /// The one member whose post is meant, or the only one of the agency that is meant; nil where that is not certain,
    /// and for "TBA", "all partners" and other vacant wording.
    public func member(for wording: String) -> Member? {
        let key = OwnerProposal.folded(wording)
        guard !key.isEmpty, !OwnerProposal.isVacant(wording) else { return nil }
        if let found = byPost[key] { return found.count == 1 ? found[0] : nil }
        if let found = byAgency[key] { return found.count == 1 ? found[0] : nil }
        return nil
    }

    /// Wording that names nobody: listed as vacant, never mailed.
    public static func isVacant(_ wording: String) -> Bool {
        let key = folded(wording)
        return [
            "tba", "tbc", "tbd", "vacant", "post vacant", "to be confirmed", "to be agreed", "to be appointed", "n a",
            "none",
        ]
        .contains(key) || key.hasPrefix("all partner") || key == "all" || key == "all agencies"
    }

    /// Lower case, letters and digits, one space between words.
    private static func folded(_ text: String) -> String {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }
}
