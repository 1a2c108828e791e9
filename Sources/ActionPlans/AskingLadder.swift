public import Partnership
public import Vocabulary

/// Who can be asked about a plan's actions: members who are here, may report, and may see what they would be asked about.
public struct RoundPeople: Sendable {
    private let members: [MemberID: Member]
    private let accountable: [ActionID: MemberID]
    private let deputy: @Sendable (MemberID) -> MemberID?

    /// - Parameters:
    ///   - accountable: the member whom the wording of an action's accountable owner names, where it names one.
    ///   - deputy: who stands in for a member, where somebody does.
    public init(
        _ members: [Member], accountable: [ActionID: MemberID] = [:],
        deputy: @escaping @Sendable (MemberID) -> MemberID? = { _ in nil }
    ) {
        self.members = Dictionary(members.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.accountable = accountable
        self.deputy = deputy
    }

    /// The update owner, where they can be asked; nil is vacant.
    public func owner(of action: Action, in plan: Plan) -> MemberID? {
        action.updateOwner.flatMap { reporting($0, action, plan) }
    }

    /// Who stands in for the update owner, where they can be asked.
    public func deputy(of action: Action, in plan: Plan) -> MemberID? {
        action.updateOwner.flatMap(deputy).flatMap { reporting($0, action, plan) }
    }

    /// Who is accountable, where they are here and may know of the action.
    public func accountable(for action: Action, in plan: Plan) -> MemberID? {
        accountable[action.id].flatMap { maySee($0, action, plan) ? $0 : nil }
    }

    private func reporting(_ id: MemberID, _ action: Action, _ plan: Plan) -> MemberID? {
        guard let member = members[id], maySee(id, action, plan),
            Policy.may(.reportProgress, member, toward: Relation(.owner)).isAllowed
        else { return nil }
        return id
    }

    private func maySee(_ id: MemberID, _ action: Action, _ plan: Plan) -> Bool {
        members[id].map { Sight.of($0).maySee(markedAs: max(action.marking, plan.strategy.marking)) } ?? false
    }
}

/// What one member is asked for in one round: the content of one digest.
public struct RoundShare: Hashable, Sendable {
    /// Why a member is asked about an action.
    public enum Reason: String, Sendable, CaseIterable {
        /// They are its update owner.
        case owner
        /// They stand in for its update owner, who was asked twice.
        case deputy
        /// They are accountable for it; its update owner was asked three times.
        case accountable
        /// They are accountable for it, and it has no update owner who could be asked.
        case vacant
    }

    public let member: MemberID
    /// By why, each in the plan's order.
    public private(set) var actions: [Reason: [ActionID]] = [:]

    public init(member: MemberID) { self.member = member }

    public subscript(reason: Reason) -> [ActionID] { actions[reason] ?? [] }

    public var count: Int { actions.values.reduce(0) { $0 + $1.count } }

    mutating func add(_ action: ActionID, _ reason: Reason) { actions[reason, default: []].append(action) }
}

/// Who is asked at each step of a round: the update owner; from the second reminder also the deputy; from the third also
/// who is accountable. A vacant action is chased to who is accountable from the beginning, as nobody else can be.
public enum AskingLadder {
    /// The reminder from which deputies are asked.
    public static let deputyFrom = 2
    /// The reminder from which the accountable are asked.
    public static let accountableFrom = 3

    /// One share for each member who is asked, by member.
    ///
    /// - Parameter step: 0 for the asking itself, then the number of the reminder.
    public static func shares(_ answers: RoundAnswers, in plan: Plan, step: Int, people: RoundPeople) -> [RoundShare] {
        var shares: [MemberID: RoundShare] = [:]
        func add(_ member: MemberID, _ action: ActionID, _ reason: RoundShare.Reason) {
            shares[member, default: RoundShare(member: member)].add(action, reason)
        }
        for line in answers.lines {
            let action = plan.actions[line.position]
            switch line.answer {
            case .waiting:
                for (member, reason) in asked(about: action, in: plan, step: step, people: people) {
                    add(member, line.action, reason)
                }
            case .vacant:
                if let member = people.accountable(for: action, in: plan) { add(member, line.action, .vacant) }
            case .answered, .late, .released: break
            }
        }
        return shares.values.sorted { $0.member < $1.member }
    }

    /// Each member once, for the first reason that holds.
    private static func asked(
        about action: Action, in plan: Plan, step: Int, people: RoundPeople
    ) -> [(MemberID, RoundShare.Reason)] {
        var found: [(member: MemberID, reason: RoundShare.Reason)] = []
        func add(_ member: MemberID?, _ reason: RoundShare.Reason) {
            guard let member, !found.contains(where: { $0.member == member }) else { return }
            found.append((member, reason))
        }
        add(people.owner(of: action, in: plan), .owner)
        if step >= deputyFrom { add(people.deputy(of: action, in: plan), .deputy) }
        if step >= accountableFrom { add(people.accountable(for: action, in: plan), .accountable) }
        return found.map { ($0.member, $0.reason) }
    }
}
