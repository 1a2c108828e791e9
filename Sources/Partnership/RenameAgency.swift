public import Vocabulary

/// An agency is called something else. The old names stay known: plans go on using them.
public struct RenameAgency: Hashable, Sendable {
    public var agency: AgencyID
    public var names: AgencyNames

    public init(agency: AgencyID, names: AgencyNames) {
        self.agency = agency
        self.names = names
    }
}

/// Why an agency cannot be renamed.
public enum RenameAgencyRefusal: Refusal {
    case unknownAgency
    case hasBeenReplaced
    case names(AgencyNameFault)
    case nothingChanged

    public var words: RefusalWords {
        switch self {
        case .unknownAgency: .unknownAgency
        case .hasBeenReplaced: .agencyReplaced
        case .names(let fault): fault.words
        case .nothingChanged:
            RefusalWords("nothing-changed", field: "name", "Change a name first; both are as they were.")
        }
    }
}

extension RenameAgency {
    /// - Parameter agencies: all there are, former ones included.
    public func decide(agencies: [Agency]) -> Result<PartnershipEntry, Refusals<RenameAgencyRefusal>> {
        guard let present = agencies.first(where: { $0.id == agency }) else {
            return .failure(Refusals(.unknownAgency))
        }
        var refusals: [RenameAgencyRefusal] = present.isCurrent ? [] : [.hasBeenReplaced]
        let (tidy, faults) = names.checked(against: agencies.filter { $0.id != agency })
        refusals += faults.map { .names($0) }
        if tidy.name == present.name, tidy.short == present.short { refusals.append(.nothingChanged) }
        return .decided(
            refusals, .agencyRenamed(AgencyRenamed(agency: agency, name: tidy.name, short: tidy.short)))
    }
}

extension RefusalWords {
    static let unknownAgency = RefusalWords(
        "unknown-agency", field: "agency", "Choose an agency of the partnership; there is none with this number.")
    static let agencyReplaced = RefusalWords(
        "agency-replaced", field: "agency",
        "Choose a present agency; another one has taken the place of this one already.")
}
