/// Everything a member can do that somebody may or may not do. Pages, buttons, commands and links ask `Policy` about
/// one of these; a route or command without one stops the start-up.
public enum Act: String, Codable, Sendable, CaseIterable {
    case readPlan = "read-plan"
    case importPlan = "import-plan"
    case revisePlan = "revise-plan"
    case confirmOwners = "confirm-owners"
    case settleDeadlines = "settle-deadlines"
    case openRound = "open-round"
    case extendRound = "extend-round"
    case reportProgress = "report-progress"
    case askDelay = "ask-delay"
    case rerouteAction = "reroute-action"
    case decideDelay = "decide-delay"
    case withdrawAction = "withdraw-action"
    case addAction = "add-action"
    case amendAction = "amend-action"
    case correctEntry = "correct-entry"
    case undoImport = "undo-import"
    case handOverPost = "hand-over-post"
    case reopenRound = "reopen-round"
    case remindRound = "remind-round"
    case readMail = "read-mail"
    case sendMail = "send-mail"
    case readMeetings = "read-meetings"
    case manageGroups = "manage-groups"
    case holdMeeting = "hold-meeting"
    case readRegisters = "read-registers"
    case keepRegisters = "keep-registers"
    case settleFinding = "settle-finding"
    case readPacks = "read-packs"
    case issuePack = "issue-pack"
    case approvePack = "approve-pack"
    case readMembers = "read-members"
    case manageMembers = "manage-members"
    case manageAgencies = "manage-agencies"
    case changeSettings = "change-settings"
    case readJournal = "read-journal"
    case checkStore = "check-store"
    case backUp = "back-up"

    /// What it is, as it stands in a sentence: "Only a coordinator may import plans."
    public var words: String {
        switch self {
        case .readPlan: "read plans"
        case .importPlan: "import plans"
        case .revisePlan: "amend plans"
        case .confirmOwners: "confirm update owners"
        case .settleDeadlines: "settle deadlines"
        case .openRound: "open rounds"
        case .extendRound: "extend rounds"
        case .reportProgress: "report progress"
        case .askDelay: "ask for a delay"
        case .rerouteAction: "pass an action on"
        case .decideDelay: "decide delays"
        case .withdrawAction: "withdraw actions"
        case .addAction: "add actions"
        case .amendAction: "amend actions"
        case .correctEntry: "correct a mistaken entry"
        case .undoImport: "undo an import"
        case .handOverPost: "hand a post over"
        case .reopenRound: "reopen rounds"
        case .remindRound: "send reminders"
        case .readMail: "look at outgoing mail"
        case .sendMail: "send outgoing mail again"
        case .readMeetings: "read meetings and decisions"
        case .manageGroups: "change groups"
        case .holdMeeting: "call and minute meetings"
        case .readRegisters: "read the registers"
        case .keepRegisters: "keep the registers"
        case .settleFinding: "settle findings about a plan"
        case .readPacks: "read packs"
        case .issuePack: "issue packs"
        case .approvePack: "approve packs"
        case .readMembers: "read who the members are"
        case .manageMembers: "change members"
        case .manageAgencies: "change agencies"
        case .changeSettings: "change settings"
        case .readJournal: "read the journal"
        case .checkStore: "check the store"
        case .backUp: "make backups"
        }
    }
}

/// What a member is to the action, or the request, that an act is about.
public struct Relation: Hashable, Sendable {
    public enum Tie: String, Sendable, CaseIterable {
        /// Its update owner.
        case owner
        /// One of those who contribute to it.
        case contributor
        case none
    }

    public let tie: Tie
    /// The member asked for what is now to be decided.
    public let ownRequest: Bool

    public init(_ tie: Tie, ownRequest: Bool = false) {
        self.tie = tie
        self.ownRequest = ownRequest
    }

    /// For acts that are about no action.
    public static let none = Relation(.none)
}

/// The answer of the policy, with the sentence for whoever is refused.
public enum Verdict: Hashable, Sendable {
    case allowed
    case denied(String)

    public var isAllowed: Bool { self == .allowed }
}
