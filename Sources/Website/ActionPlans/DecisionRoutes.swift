import Coordination
import ActionPlans
import Partnership
import Vocabulary

/// Agreeing or refusing a delay, withdrawing an action, passing one on.
enum DecisionRoutes {
    static func add(to routes: inout RouteTable) {
        ActionForm(
            path: "/actions/:action/delay/:promise", act: .decideDelay, fields: DecideDelayPage.fields,
            otherwise: "agrees", done: "delay-decided",
            show: { look, action, showing in
                // Decided by somebody else meanwhile: what was typed is still shown.
                guard let promise = ActionForm.promise(look.visit).flatMap({ action.promise($0) }),
                    promise.request != nil || !showing.since.isEmpty
                else { throw PageError.notFound }
                return look.visit.formPage(
                    DecideDelayPage(
                        look, action, promise, promise.request, form: showing.form, version: showing.version,
                        since: showing.since, problems: showing.problems), showing)
            }, read: readDecision
        ).add(to: &routes)
        ActionForm(
            path: "/actions/:action/withdraw", act: .withdrawAction, fields: WithdrawPage.fields, otherwise: "reason",
            done: "action-withdrawn",
            show: { look, action, showing in
                look.visit.formPage(
                    WithdrawPage(
                        look, action, form: showing.form, version: showing.version, since: showing.since,
                        problems: showing.problems), showing)
            }, read: readWithdrawal
        ).add(to: &routes)
        ActionForm(
            path: "/actions/:action/pass-on", act: .rerouteAction, fields: PassOnPage.fields, otherwise: "to",
            done: "action-passed-on",
            show: { look, action, showing in
                look.visit.formPage(
                    PassOnPage(
                        look, action, members: try await look.visit.house.membership.members(), form: showing.form,
                        version: showing.version, since: showing.since, problems: showing.problems), showing)
            }, read: readPassingOn
        ).add(to: &routes)
    }

    private static func readDecision(
        _ look: PlanLook, _ action: Action, _ form: FormFields
    ) throws -> ActionForm.Answer {
        guard let promise = ActionForm.promise(look.visit) else { throw PageError.notFound }
        guard ["yes", "no"].contains(form["agrees"]) else {
            return .problems([FieldProblem("agrees", look.words("decide.missing"))])
        }
        return .command(
            .decideDelay(
                DecideDelay(
                    action: action.id, promise: promise, agrees: form["agrees"] == "yes",
                    note: form["note"].isEmpty ? nil : form["note"])))
    }

    private static func readWithdrawal(
        _ look: PlanLook, _ action: Action, _ form: FormFields
    ) throws -> ActionForm.Answer {
        let typed = form["successor"]
        let successor = ActionID(reference: typed)
        guard typed.isEmpty || successor != nil else {
            return .problems([FieldProblem("successor", look.words("withdraw.successor.unknown"))])
        }
        return .command(
            .withdrawAction(WithdrawAction(action: action.id, reason: form["reason"], successor: successor)))
    }

    private static func readPassingOn(
        _ look: PlanLook, _ action: Action, _ form: FormFields
    ) throws -> ActionForm.Answer {
        guard let number = Int(form["to"]) else {
            return .problems([FieldProblem("to", look.words("pass-on.missing"))])
        }
        return .command(.rerouteAction(RerouteAction(action: action.id, to: MemberID(number))))
    }
}
