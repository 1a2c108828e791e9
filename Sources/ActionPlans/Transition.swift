public import Partnership

/// One thing that changes by entries, as far as what may happen next depends on it.
public enum Machine: String, Sendable, CaseIterable {
    case plan, action, commitment, request, round

    /// As a heading.
    public var word: String {
        switch self {
        case .plan: "A plan"
        case .action: "An action"
        case .commitment: "A commitment"
        case .request: "A request for a later day"
        case .round: "A round"
        }
    }
}

/// One row of the state machines: which kind of entry moves what from where to where, and the act it needs.
public struct Transition: Hashable, Sendable {
    public let machine: Machine
    public let from: String
    /// The stable name of the entry's kind; nil for what happens by rule, without an entry.
    public let entry: String?
    public let to: String
    /// The act of the policy it needs.
    public let act: Act?
    /// When this way is taken, where the kind of entry has several.
    public let when: String

    init(
        _ machine: Machine, _ from: String, _ entry: String?, _ to: String, _ act: Act?, _ when: String = ""
    ) {
        self.machine = machine
        self.from = from
        self.entry = entry
        self.to = to
        self.act = act
        self.when = when
    }

    /// Not there: neither before it came, nor after it left.
    public static let absent = "absent"

    /// The table. A test holds it to every kind of entry, and the projection to every row.
    public static let table: [Transition] = plans + actions + commitments + requests + rounds

    private static let plans = [
        Transition(.plan, absent, "plan-imported", "in use", .importPlan),
        Transition(.plan, "in use", "plan-revised", "in use", .revisePlan),
        Transition(
            .plan, "in use", "finding-settled", "in use", .settleFinding, "a finding of the golden thread is answered"),
        Transition(.plan, "in use", "import-undone", absent, .undoImport, "it was the first import"),
        Transition(.plan, "in use", "import-undone", "in use", .undoImport, "it was a revision"),
    ]

    private static let actions = [
        Transition(.action, absent, "plan-imported", "in the plan", .importPlan),
        Transition(.action, absent, "plan-revised", "in the plan", .revisePlan, "the file has a new action"),
        Transition(.action, absent, "action-added", "in the plan", .addAction),
        Transition(.action, "in the plan", "plan-revised", "in the plan", .revisePlan, "the file words it differently"),
        Transition(.action, "in the plan", "action-amended", "in the plan", .amendAction),
        Transition(
            .action, "in the plan", "owners-confirmed", "in the plan", .confirmOwners,
            "by a coordinator; a lead passes on an action of their own"),
        Transition(
            .action, "in the plan", "post-handed-over", "in the plan", .handOverPost, "it passes on with the post"),
        Transition(.action, "in the plan", "action-withdrawn", "withdrawn", .withdrawAction),
        Transition(
            .action, "in the plan", "deadlines-settled", "withdrawn", .settleDeadlines,
            "every commitment is answered “withdrawn”"),
        Transition(.action, "withdrawn", "entry-corrected", "in the plan", .correctEntry),
        Transition(.action, "in the plan", "import-undone", absent, .undoImport, "it came with that file"),
    ]

    private static let commitments = [
        Transition(.commitment, absent, "action-amended", "open", .amendAction, "the wording promises something new"),
        Transition(
            .commitment, "open", "action-amended", absent, .amendAction, "the wording does not promise it any more"),
        Transition(.commitment, "open", "progress-reported", "open", .reportProgress, "it is not named as completed"),
        Transition(
            .commitment, "open", "progress-reported", "completed", .reportProgress, "it is named, with evidence"),
        Transition(
            .commitment, "moved", "progress-reported", "completed", .reportProgress, "it is named, with evidence"),
        Transition(.commitment, "open", "delay-agreed", "moved", .decideDelay),
        Transition(.commitment, "moved", "delay-agreed", "moved", .decideDelay),
        Transition(.commitment, "open", "deadlines-settled", "completed", .settleDeadlines, "done"),
        Transition(.commitment, "open", "deadlines-settled", "moved", .settleDeadlines, "delay agreed"),
        Transition(.commitment, "open", "deadlines-settled", "open", .settleDeadlines, "missed"),
        Transition(.commitment, "open", "deadlines-settled", "withdrawn", .settleDeadlines, "withdrawn"),
        Transition(.commitment, "completed", "entry-corrected", "open", .correctEntry),
        Transition(.commitment, "moved", "entry-corrected", "open", .correctEntry, "no day was agreed before"),
        Transition(.commitment, "withdrawn", "entry-corrected", "open", .correctEntry),
    ]

    private static let requests = [
        Transition(.request, absent, "delay-asked", "waiting", .askDelay),
        Transition(.request, "waiting", "delay-agreed", absent, .decideDelay),
        Transition(.request, "waiting", "delay-refused", absent, .decideDelay),
        Transition(.request, "waiting", "entry-corrected", absent, .correctEntry, "the request was mistaken"),
        Transition(.request, absent, "entry-corrected", "waiting", .correctEntry, "the decision was mistaken"),
    ]

    private static let rounds = [
        Transition(.round, absent, "round-opened", "open", .openRound),
        Transition(.round, "open", "round-extended", "open", .extendRound),
        Transition(.round, "open", "round-reminded", "open", .remindRound, "by hand, or by the program on its day"),
        Transition(.round, "closed", "round-reopened", "open", .reopenRound, "the latest round only"),
        Transition(.round, "open", "round-withdrawn", absent, .openRound, "before its opening day"),
        Transition(.round, "open", nil, "closed", nil, "its closing day ends, whether or not a program runs"),
    ]
}

extension Transition {
    /// What a plan is, in the words of the table.
    public static func state(of plan: Plan?) -> String { plan == nil ? absent : "in use" }

    public static func state(of action: Action?) -> String {
        guard let action else { return absent }
        return action.retired == nil ? "in the plan" : "withdrawn"
    }

    public static func state(of promise: Promise?) -> String {
        guard let promise else { return absent }
        if promise.settled == .withdrawn { return "withdrawn" }
        if promise.completed != nil { return "completed" }
        return promise.agreedDay == nil ? "open" : "moved"
    }

    public static func state(of request: DelayRequest?) -> String { request == nil ? absent : "waiting" }
}
