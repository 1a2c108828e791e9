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
    case name(TypedText.Fault)
    case short(TypedText.Fault)
    case nameTaken
    case shortTaken

    public var words: RefusalWords {
        switch self {
        case .name(let fault): fault.words("name", "the agency's name")
        case .short(let fault): fault.words("short", "the agency's short name")
        case .nameTaken:
            RefusalWords("name-taken", field: "name", "Enter another name; an agency with this one is here already.")
        case .shortTaken:
            RefusalWords(
                "short-taken", field: "short",
                "Enter another short name, or leave it blank; another agency has this one.")
        }
    }
}

extension JoinAgency {
    /// - Parameter number: the number the agency will bear.
    public func decide(
        agencies: [Agency], number: AgencyID
    ) -> Result<PartnershipEntry, Refusals<JoinAgencyRefusal>> {
        var refusals: [JoinAgencyRefusal] = []
        let name = TypedText(name, upTo: NameLimit.agency, .line)
        let short = TypedText(short ?? "", upTo: NameLimit.agencyShort, .line, required: false)
        if let fault = name.fault { refusals.append(.name(fault)) }
        if let fault = short.fault { refusals.append(.short(fault)) }
        if agencies.contains(where: { $0.name.lowercased() == name.text.lowercased() }) {
            refusals.append(.nameTaken)
        }
        if !short.isEmpty, agencies.contains(where: { $0.short?.lowercased() == short.text.lowercased() }) {
            refusals.append(.shortTaken)
        }
        return .decided(
            refusals,
            .agencyJoined(Agency(id: number, name: name.text, short: short.isEmpty ? nil : short.text)))
    }
}
