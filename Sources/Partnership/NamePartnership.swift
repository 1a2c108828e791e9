public import Vocabulary

/// The partnership gets its name and its time zone, at first set-up or later.
public struct NamePartnership: Hashable, Sendable {
    public var name: String
    /// An IANA name. Whether the machine knows it is checked at the door, which has the table of zones.
    public var timeZone: String

    public init(name: String, timeZone: String = "Europe/London") {
        self.name = name
        self.timeZone = timeZone
    }
}

/// Why the partnership cannot be named so.
public enum NamePartnershipRefusal: Refusal {
    case name(TypedText.Fault)
    case timeZone(TypedText.Fault)
    /// The same name and zone as now.
    case nothingChanged

    public var words: RefusalWords {
        switch self {
        case .name(let fault): fault.words("name", "the partnership's name")
        case .timeZone(let fault): fault.words("time-zone", "the time zone")
        case .nothingChanged:
            RefusalWords("nothing-changed", field: nil, "Change the name or the time zone; both are as they were.")
        }
    }
}

extension NamePartnership {
    /// - Parameter present: the profile as it stands; nil at first set-up.
    public func decide(
        present: PartnershipProfile?
    ) -> Result<PartnershipEntry, Refusals<NamePartnershipRefusal>> {
        var refusals: [NamePartnershipRefusal] = []
        let name = TypedText(name, upTo: NameLimit.partnership, .line)
        let zone = TypedText(timeZone, upTo: 64, .line)
        if let fault = name.fault { refusals.append(.name(fault)) }
        if let fault = zone.fault { refusals.append(.timeZone(fault)) }
        let profile = PartnershipProfile(name: name.text, timeZone: zone.text)
        if profile == present { refusals.append(.nothingChanged) }
        return .decided(refusals, .partnershipNamed(profile))
    }
}
