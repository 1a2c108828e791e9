public import Vocabulary

/// A new agency takes the place of an old one: a trust becomes a commissioning group. Its people move.
public struct ReplaceAgency: Hashable, Sendable {
    public var agency: AgencyID
    /// What the new one is called.
    public var successor: AgencyNames

    public init(agency: AgencyID, successor: AgencyNames) {
        self.agency = agency
        self.successor = successor
    }
}

/// Why an agency cannot be replaced.
public enum ReplaceAgencyRefusal: Refusal {
    case unknownAgency
    case hasBeenReplaced
    case names(AgencyNameFault)

    public var words: RefusalWords {
        switch self {
        case .unknownAgency: .unknownAgency
        case .hasBeenReplaced: .agencyReplaced
        case .names(let fault): fault.words
        }
    }
}

extension ReplaceAgency {
    /// - Parameter number: the number the new agency will bear.
    public func decide(
        agencies: [Agency], members: [Member], number: AgencyID
    ) -> Result<PartnershipEntry, Refusals<ReplaceAgencyRefusal>> {
        guard let present = agencies.first(where: { $0.id == agency }) else {
            return .failure(Refusals(.unknownAgency))
        }
        var refusals: [ReplaceAgencyRefusal] = present.isCurrent ? [] : [.hasBeenReplaced]
        // The short name may be taken over: a plan that prints it means the same work.
        let others = agencies.map { other in
            other.id == agency ? Agency(id: other.id, name: other.name) : other
        }
        let (tidy, faults) = successor.checked(against: others)
        refusals += faults.map { .names($0) }
        return .decided(
            refusals,
            .agencyReplaced(
                AgencyReplaced(
                    agency: agency, successor: Agency(id: number, name: tidy.name, short: tidy.short),
                    members: members.moving(from: agency))))
    }
}
