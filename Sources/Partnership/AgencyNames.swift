public import Vocabulary

/// What a form says an agency is called, before it is checked.
public struct AgencyNames: Hashable, Sendable {
    public var name: String
    /// As printed in a plan's lead column: "CSP".
    public var short: String?

    public init(name: String, short: String? = nil) {
        self.name = name
        self.short = short
    }
}

/// What is wrong with what an agency is to be called.
public enum AgencyNameFault: Hashable, Sendable {
    case name(TypedText.Fault)
    case short(TypedText.Fault)
    case nameTaken
    case shortTaken

    var words: RefusalWords {
        switch self {
        case .name(let fault): fault.words("name", "the agency's name")
        case .short(let fault): fault.words("short", "the agency's short name")
        case .nameTaken:
            RefusalWords(
                "name-taken", field: "name",
                "Enter another name; another agency has this one, or had it before it was merged or replaced.")
        case .shortTaken:
            RefusalWords(
                "short-taken", field: "short",
                "Enter another short name, or leave it blank; another agency has this one.")
        }
    }
}

extension AgencyNames {
    /// The names without the spaces around them, and everything that is wrong with them.
    ///
    /// - Parameter others: the agencies whose names are taken.
    func checked(against others: [Agency]) -> (names: AgencyNames, faults: [AgencyNameFault]) {
        var faults: [AgencyNameFault] = []
        let name = TypedText(name, upTo: NameLimit.agency, .line)
        let short = TypedText(short ?? "", upTo: NameLimit.agencyShort, .line, required: false)
        if let fault = name.fault { faults.append(.name(fault)) }
        if let fault = short.fault { faults.append(.short(fault)) }
        if others.contains(where: { $0.name.lowercased() == name.text.lowercased() }) { faults.append(.nameTaken) }
        if !short.isEmpty, others.contains(where: { $0.short?.lowercased() == short.text.lowercased() }) {
            faults.append(.shortTaken)
        }
        return (AgencyNames(name: name.text, short: short.isEmpty ? nil : short.text), faults)
    }
}

extension [Agency] {
    /// The agency that does the work of another today: itself, or whoever took its place, however often that happened.
    public func successor(of id: AgencyID) -> Agency? {
        let known = Dictionary(map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var found = known[id]
        // No more steps than there are agencies: nothing can send this round in circles.
        for _ in self {
            guard let next = found?.replacedBy else { return found }
            found = known[next]
        }
        return found
    }
}
