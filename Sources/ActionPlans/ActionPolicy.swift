public import Partnership
import Vocabulary

/// What a member is to an action: the part of "who may" that needs the plan.
public enum ActionPolicy {
    /// The relation for an act on an action.
    ///
    /// - Parameter request: the delay request that is to be decided, where the act decides one.
    public static func relation(of member: Member, to action: Action, deciding request: DelayRequest? = nil) -> Relation
    {
        let tie: Relation.Tie =
            if action.updateOwner == member.id {
                .owner
            } else if action.contributing.contains(member.id) {
                .contributor
            } else {
                .none
            }
        return Relation(tie, ownRequest: request?.by == member.id)
    }

    /// Whether a member may do an act on an action; the same question for the button and for the command.
    ///
    /// - Parameter promise: the commitment whose delay request is to be decided.
    public static func may(_ act: Act, _ member: Member, on action: Action, promise: Int? = nil) -> Verdict {
        let request = promise.flatMap { number in action.promises.first { $0.number == number }?.request }
        return Policy.may(act, member, toward: relation(of: member, to: action, deciding: request))
    }
}
