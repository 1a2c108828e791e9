public import Vocabulary

/// What each member has to do with a plan, found once for a picture so that everybody's own list is quick.
///
/// Positions are those of the picture's actions and standings. Actions that are completed or withdrawn need nobody and
/// are left out.
public struct WorkIndex: Sendable {
    /// A request for a later day that nobody has decided.
    public struct Request: Sendable, Hashable {
        public let position: Int
        public let promise: Int
        public let request: DelayRequest
    }

    /// An action that owes an update in a round that takes answers, and has none yet.
    public struct Owed: Sendable, Hashable {
        public let position: Int
        public let round: Round
    }

    /// Open actions by the member who owns them, and by those who contribute to them.
    public let owned: [MemberID: [Int]]
    public let contributed: [MemberID: [Int]]
    public let owed: [Owed]
    /// By update owner; those of vacant actions are under nil.
    public let owedBy: [MemberID?: [Owed]]
    public let requests: [Request]
    public let vacant: [Int]
    /// Commitments, not actions.
    public let toSettle: Int
    public let notUnderstood: Int

    private let owedAt: [Int: Round]

    public init(_ picture: PlanPicture) {
        let plan = picture.plan
        let open = plan.rounds.filter { $0.accepts(on: picture.day) }
        var owned: [MemberID: [Int]] = [:]
        var contributed: [MemberID: [Int]] = [:]
        var owed: [Owed] = []
        var requests: [Request] = []
        var vacant: [Int] = []
        var (toSettle, notUnderstood) = (0, 0)
        for (position, action) in plan.actions.enumerated() {
            let standing = picture.standings[position]
            guard standing.status != .completed, standing.status != .withdrawn else { continue }
            if let owner = action.updateOwner {
                owned[owner, default: []].append(position)
            } else {
                vacant.append(position)
            }
            for member in action.contributing where member != action.updateOwner {
                contributed[member, default: []].append(position)
            }
            if let round = open.first(where: { $0.isOwed(by: action, in: plan) }) {
                owed.append(Owed(position: position, round: round))
            }
            for commitment in standing.commitments where commitment.status != .completed {
                if commitment.status == .notYetConfirmed { toSettle += 1 }
                if commitment.status != .withdrawn, !commitment.promise.commitment.understood { notUnderstood += 1 }
                if let request = commitment.promise.request, commitment.status != .withdrawn {
                    requests.append(
                        Request(position: position, promise: commitment.promise.number, request: request))
                }
            }
        }
        self.owned = owned
        self.contributed = contributed
        self.owed = owed
        owedBy = Dictionary(grouping: owed) { plan.actions[$0.position].updateOwner }
        owedAt = Dictionary(owed.map { ($0.position, $0.round) }, uniquingKeysWith: { first, _ in first })
        self.requests = requests
        self.vacant = vacant
        self.toSettle = toSettle
        self.notUnderstood = notUnderstood
    }

    /// The round that waits for an answer about an action; nil where none does.
    public func round(awaiting position: Int) -> Round? { owedAt[position] }
}

extension Round {
    /// Whether an action owes an update that has not come yet.
    fileprivate func isOwed(by action: Action, in plan: Plan) -> Bool {
        guard plan.owed[id]?.contains(action.id) == true else { return false }
        return action.lastReport.map { $0.day < opens } ?? true
    }
}
