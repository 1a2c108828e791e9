/// Who may do what: one table, asked by page, button, command and link alike.
///
/// Roles add up. What the table does not grant is denied. Nobody decides their own request, whatever their roles.
/// The policy knows roles and relations only; whether the facts allow an act is for the act's own decision.
public enum Policy {
    /// On which actions a role may do an act.
    public enum Grant: String, Sendable, CaseIterable {
        case always
        /// On actions the member owns.
        case owned
        /// On actions the member owns or contributes to.
        case tied

        func covers(_ tie: Relation.Tie) -> Bool {
            switch self {
            case .always: true
            case .owned: tie == .owner
            case .tied: tie != .none
            }
        }
    }

    /// The table. An act or role that is absent is denied.
    public static let grants: [Act: [Role: Grant]] = [
        .readPlan: [
            .coordinator: .always, .lead: .always, .contributor: .always, .approver: .always, .reader: .always,
        ],
        .importPlan: [.coordinator: .always],
        .revisePlan: [.coordinator: .always],
        .confirmOwners: [.coordinator: .always],
        .settleDeadlines: [.coordinator: .always],
        .openRound: [.coordinator: .always],
        .extendRound: [.coordinator: .always],
        // Other leads of an action contribute and may update; who owns an action contributes to it.
        .reportProgress: [.lead: .tied, .contributor: .tied],
        .askDelay: [.lead: .tied, .contributor: .tied],
        .rerouteAction: [.lead: .owned],
        .decideDelay: [.coordinator: .always, .approver: .always],
        .withdrawAction: [.coordinator: .always, .approver: .always],
        .addAction: [.coordinator: .always],
        .amendAction: [.coordinator: .always],
        .correctEntry: [.coordinator: .always, .lead: .tied, .contributor: .tied],
        .undoImport: [.coordinator: .always],
        .handOverPost: [.coordinator: .always],
        .reopenRound: [.coordinator: .always],
        .remindRound: [.coordinator: .always],
        .readMail: [.coordinator: .always, .administrator: .always],
        .sendMail: [.coordinator: .always, .administrator: .always],
        .readMeetings: [
            .coordinator: .always, .lead: .always, .contributor: .always, .approver: .always, .reader: .always,
        ],
        .manageGroups: [.coordinator: .always],
        .holdMeeting: [.coordinator: .always],
        .readRegisters: [
            .coordinator: .always, .lead: .always, .contributor: .always, .approver: .always, .reader: .always,
        ],
        .keepRegisters: [.coordinator: .always, .lead: .always, .approver: .always],
        .settleFinding: [.coordinator: .always],
        .readPacks: [
            .coordinator: .always, .lead: .always, .contributor: .always, .approver: .always, .reader: .always,
        ],
        .issuePack: [.coordinator: .always],
        .approvePack: [.approver: .always],
        // Whoever is signed in may know who works here.
        .readMembers: Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0, .always) }),
        .manageMembers: [.administrator: .always],
        .manageAgencies: [.administrator: .always],
        .changeSettings: [.administrator: .always],
        .readJournal: [.coordinator: .always],
        .checkStore: [.coordinator: .always, .administrator: .always],
        .backUp: [.administrator: .always],
    ]

    /// Acts that decide what somebody asked for: never by the one who asked.
    public static let decidesRequests: Set<Act> = [.decideDelay, .approvePack]

    /// Whether a member may do an act, given what they are to its action.
    ///
    /// - Returns: `.allowed`, or `.denied` with a sentence that says who may and what to do next.
    public static func may(_ act: Act, _ member: Member, toward relation: Relation = .none) -> Verdict {
        guard member.isActive else {
            return .denied("You have left the partnership, so you can no longer do this. Ask an administrator.")
        }
        let held = grants[act, default: [:]].filter { member.roles.contains($0.key) }
        guard !held.isEmpty else { return .denied(sentence(whoMay: act)) }
        guard held.values.contains(where: { $0.covers(relation.tie) }) else { return .denied(untied(act)) }
        if relation.ownRequest, decidesRequests.contains(act) {
            return .denied("Nobody decides their own request. Ask another \(names(of: roles(for: act))) to decide it.")
        }
        return .allowed
    }

    /// The roles the table gives an act to, in their order.
    public static func roles(for act: Act) -> [Role] { grants[act, default: [:]].keys.sorted() }

    private static func sentence(whoMay act: Act) -> String {
        let roles = roles(for: act)
        guard !roles.isEmpty else { return "Nobody may \(act.words)." }
        return "Only \(article(roles[0])) \(names(of: roles)) may \(act.words). "
            + "Ask one of them, or ask an administrator for the role."
    }

    private static func untied(_ act: Act) -> String {
        let onlyOwned = !grants[act, default: [:]].values.contains(.tied)
        return onlyOwned
            ? "You may \(act.words) only if you are its update owner. Ask its update owner or a coordinator."
            : "You may \(act.words) only on actions you own or contribute to. Ask a coordinator to add you to this one."
    }

    private static func names(of roles: [Role]) -> String {
        let names = roles.map(\.rawValue)
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " or " + last
    }

    private static func article(_ role: Role) -> String {
        role.rawValue.first.map { "aeiou".contains($0) } == true ? "an" : "a"
    }
}
