public import Vocabulary

/// An agency's work goes to another agency of the partnership. Its people move; it stays in the history.
public struct MergeAgency: Hashable, Sendable {
    public var agency: AgencyID
    public var into: AgencyID

    public init(agency: AgencyID, into: AgencyID) {
        self.agency = agency
        self.into = into
    }
}

/// Why an agency cannot be merged into another.
public enum MergeAgencyRefusal: Refusal {
    case unknownAgency
    case hasBeenReplaced
    case unknownSuccessor
    case intoItself
    /// The other one has gone already.
    case successorHasBeenReplaced

    public var words: RefusalWords {
        switch self {
        case .unknownAgency: .unknownAgency
        case .hasBeenReplaced: .agencyReplaced
        case .unknownSuccessor:
            RefusalWords(
                "unknown-successor", field: "into", "Choose the agency of the partnership that takes the work.")
        case .intoItself:
            RefusalWords("into-itself", field: "into", "Choose another agency; none is merged into itself.")
        case .successorHasBeenReplaced:
            RefusalWords(
                "successor-replaced", field: "into",
                "Choose a present agency; another one has taken the place of this one already.")
        }
    }
}

extension MergeAgency {
    /// Whether the facts allow it; who moves is found here and kept with the entry.
    public func decide(
        agencies: [Agency], members: [Member]
    ) -> Result<PartnershipEntry, Refusals<MergeAgencyRefusal>> {
        guard let present = agencies.first(where: { $0.id == agency }) else {
            return .failure(Refusals(.unknownAgency))
        }
        var refusals: [MergeAgencyRefusal] = present.isCurrent ? [] : [.hasBeenReplaced]
        if into == agency {
            refusals.append(.intoItself)
        } else if let successor = agencies.first(where: { $0.id == into }) {
            if !successor.isCurrent { refusals.append(.successorHasBeenReplaced) }
        } else {
            refusals.append(.unknownSuccessor)
        }
        return .decided(
            refusals, .agencyMerged(AgencyMerged(agency: agency, into: into, members: members.moving(from: agency))))
    }
}

extension [Member] {
    /// Who moves when an agency's work goes elsewhere: those who work there. Who has left it, left it.
    public func moving(from agency: AgencyID) -> [MemberID] {
        filter { $0.agency == agency && $0.isActive }.map(\.id).sorted()
    }
}
