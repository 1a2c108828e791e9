public import Vocabulary

/// An organisation joins the partnership.
public struct JoinAgency: Hashable, Sendable {
    public var name: String
    /// As printed in a plan's lead column: "CSP".
    public var short: String?

    public init(name: String, short: String? = nil) {
        self.name = name
        self.short = short
    }
}

/// Why an agency cannot join.
public enum JoinAgencyRefusal: Refusal {
    case names(AgencyNameFault)

    public var words: RefusalWords {
        switch self {
        case .names(let fault): fault.words
        }
    }
}

extension JoinAgency {
    /// - Parameter number: the number the agency will bear.
    public func decide(
        agencies: [Agency], number: AgencyID
    ) -> Result<PartnershipEntry, Refusals<JoinAgencyRefusal>> {
        let (tidy, faults) = AgencyNames(name: name, short: short).checked(against: agencies)
        return .decided(
            faults.map { .names($0) }, .agencyJoined(Agency(id: number, name: tidy.name, short: tidy.short)))
    }
}
