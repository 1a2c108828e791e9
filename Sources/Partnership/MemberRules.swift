public import Vocabulary

/// How long the texts about a partnership and its people may be, in characters.
public enum NameLimit {
    public static let partnership = 200
    public static let agency = 200
    public static let agencyShort = 20
    public static let member = 100
    public static let post = 200
    public static let email = 254
}

/// An e-mail address, as far as it can be told without sending to it.
public enum EmailAddress {
    /// One `@` with something on each side, a dot in the domain, and no spaces or control characters.
    public static func isPlausible(_ text: String) -> Bool {
        guard text.utf8.count <= NameLimit.email else { return false }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[0].utf8.count <= 64 else { return false }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 1, labels.allSatisfy({ !$0.isEmpty && !$0.hasPrefix("-") && !$0.hasSuffix("-") })
        else { return false }
        return text.unicodeScalars.allSatisfy { scalar in
            !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
                && !"<>,;:\"()[]\\".unicodeScalars.contains(scalar)
        }
    }

    /// Addresses compare without regard to case.
    public static func same(_ one: String, _ other: String) -> Bool { one.lowercased() == other.lowercased() }
}

/// What a form says about a member, before it is checked.
public struct MemberDetails: Hashable, Sendable {
    public var name: String
    public var post: String
    public var agency: AgencyID
    public var email: String
    public var roles: Set<Role>
    public var clearance: Marking
    public var deputy: MemberID?

    public init(
        name: String, post: String, agency: AgencyID, email: String, roles: Set<Role>, clearance: Marking = .official,
        deputy: MemberID? = nil
    ) {
        self.name = name
        self.post = post
        self.agency = agency
        self.email = email
        self.roles = roles
        self.clearance = clearance
        self.deputy = deputy
    }
}

/// What is wrong with the details of a member.
public enum MemberFault: Hashable, Sendable {
    case name(TypedText.Fault)
    case post(TypedText.Fault)
    case email(TypedText.Fault)
    case notAnEmail
    case emailTaken
    case unknownAgency
    case noRole
    case unknownDeputy
    case deputyHasLeft
    case ownDeputy

    var words: RefusalWords {
        switch self {
        case .name(let fault): fault.words("name", "the member's name")
        case .post(let fault): fault.words("post", "the member's post")
        case .email(let fault): fault.words("email", "the member's e-mail address")
        case .notAnEmail:
            RefusalWords(
                "not-an-email", field: "email", "Enter an e-mail address in full, like name@example.org.")
        case .emailTaken:
            RefusalWords(
                "email-taken", field: "email", "Enter another e-mail address; a member with this one is here already.")
        case .unknownAgency:
            RefusalWords("unknown-agency", field: "agency", "Choose an agency of the partnership, or add it first.")
        case .noRole:
            RefusalWords("no-role", field: "roles", "Choose at least one role.")
        case .unknownDeputy:
            RefusalWords("unknown-deputy", field: "deputy", "Choose a member of the partnership as deputy, or nobody.")
        case .deputyHasLeft:
            RefusalWords(
                "deputy-has-left", field: "deputy", "Choose another deputy, or nobody; this member has left.")
        case .ownDeputy:
            RefusalWords("own-deputy", field: "deputy", "Choose somebody else; nobody is their own deputy.")
        }
    }
}

extension MemberDetails {
    /// The details without the spaces around them, and everything that is wrong with them.
    ///
    /// - Parameter except: the member being changed, whose own address is not taken.
    func checked(
        _ agencies: [Agency], _ members: [Member], except: MemberID? = nil
    ) -> (details: MemberDetails, faults: [MemberFault]) {
        var faults: [MemberFault] = []
        let name = TypedText(name, upTo: NameLimit.member, .line)
        let post = TypedText(post, upTo: NameLimit.post, .line)
        let email = TypedText(email, upTo: NameLimit.email, .line)
        if let fault = name.fault { faults.append(.name(fault)) }
        if let fault = post.fault { faults.append(.post(fault)) }
        if !agencies.contains(where: { $0.id == agency && $0.isCurrent }) { faults.append(.unknownAgency) }
        if let fault = email.fault {
            faults.append(.email(fault))
        } else if !EmailAddress.isPlausible(email.text) {
            faults.append(.notAnEmail)
        } else if members.contains(where: { $0.id != except && EmailAddress.same($0.email, email.text) }) {
            faults.append(.emailTaken)
        }
        if roles.isEmpty { faults.append(.noRole) }
        if let deputy {
            if deputy == except {
                faults.append(.ownDeputy)
            } else if let found = members.first(where: { $0.id == deputy }) {
                if !found.isActive { faults.append(.deputyHasLeft) }
            } else {
                faults.append(.unknownDeputy)
            }
        }
        let tidy = MemberDetails(
            name: name.text, post: post.text, agency: agency, email: email.text, roles: roles, clearance: clearance,
            deputy: deputy)
        return (tidy, faults)
    }
}

extension [Member] {
    /// Whether a member is the only one left who could give rights.
    func isLastAdministrator(_ id: MemberID) -> Bool {
        let administrators = filter { $0.isActive && $0.roles.contains(.administrator) }
        return administrators.map(\.id) == [id]
    }
}
