import Coordination
import HTTPTypes
import Hummingbird
import Partnership
import Vocabulary

/// The one-time links: the first set-up, and a member's choice of a password. Looking does not use a link up.
enum LinkRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/set-up/:secret", .public, showSetUp)
        routes.post("/set-up/:secret", .public, setUp)
        routes.get("/invitation/:secret", .public, showInvitation)
        routes.post("/invitation/:secret", .public, choosePassword)
    }

    private static func secret(_ visit: Visit) throws -> SecretToken {
        let token = SecretToken(text: try visit.text("secret"))
        guard token.isWellFormed else { throw PageError.notFound }
        return token
    }

    private static func gone(_ visit: Visit) -> Response {
        visit.page(
            LinkGonePage(page: FrameMaker.frame(visit, .init(visit.words("link-gone.title")))), status: .notFound)
    }

    // MARK: First set-up

    private static func showSetUp(_ visit: Visit) async throws -> Response {
        guard let link = try await visit.house.signIn.link(try secret(visit)), link.member == nil else {
            return gone(visit)
        }
        return visit.page(setUpPage(visit))
    }

    private static func setUpPage(
        _ visit: Visit, form: FormFields = FormFields(), problems: [FieldProblem] = []
    ) -> SetUpPage {
        SetUpPage(
            page: FrameMaker.frame(visit, .init(visit.words("set-up.title"), problems: problems)), words: visit.words,
            form: form, problems: problems)
    }

    private static func setUp(_ visit: Visit, _ form: FormFields) async throws -> Response {
        let token = try secret(visit)
        guard let link = try await visit.house.signIn.link(token), link.member == nil else { return gone(visit) }
        let first = FirstSetUp(
            partnership: form["partnership"], agency: form["agency"], name: form["name"], post: form["post"],
            email: form["email"])
        var problems = repeatedProblem(form, visit.words)
        if !problems.isEmpty {
            problems =
                [FieldProblem](
                    first.problems(with: form.exact("password")), fields: SetUpPage.fields, otherwise: "partnership")
                + problems
        }
        do {
            if problems.isEmpty {
                let session = try await visit.house.signIn.setUp(
                    first, password: form.exact("password"), by: token, membership: visit.house.membership)
                return AccountRoutes.signedIn(visit, session, to: "/")
            }
        } catch DeskRefusal.problems(let refusals) {
            problems += [FieldProblem](refusals, fields: SetUpPage.fields, otherwise: "partnership")
        } catch DeskRefusal.notFound {
            return gone(visit)
        }
        return visit.page(setUpPage(visit, form: form, problems: problems), status: .unprocessableContent)
    }

    // MARK: Invitation

    private static func invited(_ visit: Visit, _ token: SecretToken) async throws -> Member? {
        guard let id = try await visit.house.signIn.link(token)?.member,
            let member = try await visit.house.membership.member(id), member.isActive
        else { return nil }
        return member
    }

    private static func showInvitation(_ visit: Visit) async throws -> Response {
        guard let member = try await invited(visit, try secret(visit)) else { return gone(visit) }
        return visit.page(invitationPage(visit, member))
    }

    private static func invitationPage(
        _ visit: Visit, _ member: Member, problems: [FieldProblem] = []
    ) -> InvitationPage {
        InvitationPage(
            page: FrameMaker.frame(visit, .init(visit.words("invitation.title"), problems: problems)),
            words: visit.words, post: member.post, problems: problems)
    }

    private static func choosePassword(_ visit: Visit, _ form: FormFields) async throws -> Response {
        let token = try secret(visit)
        guard let member = try await invited(visit, token) else { return gone(visit) }
        var problems = repeatedProblem(form, visit.words)
        do {
            if problems.isEmpty {
                let session = try await visit.house.signIn.choosePassword(form.exact("password"), by: token)
                return AccountRoutes.signedIn(visit, session, to: "/")
            }
        } catch DeskRefusal.problems(let refusals) {
            problems += [FieldProblem](refusals, fields: InvitationPage.fields, otherwise: "password")
        } catch DeskRefusal.notFound {
            return gone(visit)
        }
        return visit.page(invitationPage(visit, member, problems: problems), status: .unprocessableContent)
    }

    private static func repeatedProblem(_ form: FormFields, _ words: Words) -> [FieldProblem] {
        form.exact("password") == form.exact("repeated")
            ? [] : [FieldProblem("repeated", words("set-up.repeated.differs"))]
    }
}
