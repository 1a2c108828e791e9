import Coordination
import HTTPTypes
import Hummingbird
import Partnership
import Vocabulary

/// Signing in and out, the one-time links, and a member's own sessions.
enum AccountRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/sign-in", .public, showSignIn)
        routes.post("/sign-in", .public, signIn)
        routes.post("/sign-out", .signedIn, signOut)
        routes.get("/sessions", .signedIn, showSessions)
        routes.post("/sessions/end", .signedIn, endSession)
        routes.post("/sessions/end-others", .signedIn, endOthers)
    }

    // MARK: Signing in

    private static func showSignIn(_ visit: Visit) async throws -> Response {
        let next = safePath(visit.query["next"])
        if visit.visitor != nil { return visit.redirect(to: next) }
        return visit.page(signInPage(visit, next: next, hasSignedOut: visit.query.holds("signed-out")))
    }

    private static func signInPage(
        _ visit: Visit, email: String = "", next: String, hasSignedOut: Bool = false, kept: String? = nil,
        isLost: Bool = false, problems: [FieldProblem] = []
    ) -> SignInPage {
        SignInPage(
            page: FrameMaker.frame(visit, .init(visit.words("sign-in.title"), problems: problems)), words: visit.words,
            email: email, next: next, isNew: visit.context.partnership.isEmpty, hasSignedOut: hasSignedOut, kept: kept,
            isLost: isLost, problems: problems)
    }

    /// A form that came after its session had ended: kept for whoever wrote it, while they sign in again.
    static func keep(_ visit: Visit, _ form: FormFields) async throws -> Response {
        switch try await KeptForm.keep(visit, form) {
        // A form with nothing typed into it, such as signing out, has nothing to lose.
        case .nothing: visit.redirect(to: "/sign-in")
        case .kept: visit.page(signInPage(visit, next: "/", kept: visit.path), status: .forbidden)
        case .lost: visit.page(signInPage(visit, next: "/", isLost: true), status: .forbidden)
        }
    }

    /// What was typed before signing in again, with the new session's token on it.
    private static func resume(_ visit: Visit, _ token: SecretToken, _ kept: KeptForm) -> Response {
        var frame = FrameMaker.frame(visit, .init(visit.words("continue.title")))
        frame.formToken = token.formToken
        var response = visit.page(ContinuePage(page: frame, kept: kept))
        setSession(token, on: &response, visit)
        return response
    }

    private static func signIn(_ visit: Visit, _ form: FormFields) async throws -> Response {
        let email = form["email"]
        let password = form.exact("password")
        let next = safePath(form["next"])
        let keptPath = safePath(form["kept"])
        let kept = keptPath == "/" ? nil : keptPath
        var problems: [FieldProblem] = []
        if email.isEmpty { problems.append(FieldProblem("email", visit.words("sign-in.email.missing"))) }
        if password.isEmpty { problems.append(FieldProblem("password", visit.words("sign-in.password.missing"))) }
        if problems.isEmpty {
            do {
                let token = try await visit.house.signIn.signIn(
                    email: email, password: password, network: visit.context.network(visit.request))
                if let kept, let signedIn = try await visit.house.signIn.visitor(token),
                    let form = try await KeptForm.kept(visit, path: kept, for: signedIn.member)
                {
                    return resume(visit, token, form)
                }
                return signedIn(visit, token, to: next)
            } catch SignInRefusal.notRecognised {
                problems.append(FieldProblem("email", visit.words("sign-in.not-recognised")))
            } catch SignInRefusal.waitUntil(let until) {
                let wait = (until.microseconds - visit.house.clock.now.microseconds) / 1_000_000 + 1
                throw PageError.tooManyTries(seconds: Int(max(1, wait)))
            } catch SignInRefusal.busy {
                let busy = [FieldProblem("email", visit.words("sign-in.busy"))]
                var response = visit.page(
                    signInPage(visit, email: email, next: next, kept: kept, problems: busy),
                    status: .serviceUnavailable)
                response.headers[.retryAfter] = "5"
                return response
            }
        }
        return visit.page(
            signInPage(visit, email: email, next: next, kept: kept, problems: problems),
            status: .unprocessableContent)
    }

    /// A new session begins: its cookie, and the way on.
    static func signedIn(_ visit: Visit, _ token: SecretToken, to path: String) -> Response {
        var response = visit.redirect(to: path)
        setSession(token, on: &response, visit)
        return response
    }

    private static func setSession(_ token: SecretToken, on response: inout Response, _ visit: Visit) {
        let cookies = visit.site.cookies
        response.headers.append(HTTPField(name: .setCookie, value: cookies.set(.session, token.text)))
        response.headers.append(HTTPField(name: .setCookie, value: cookies.clear(.form)))
    }

    private static func signOut(_ visit: Visit, _ form: FormFields) async throws -> Response {
        if let visitor = visit.visitor { try await visit.house.signIn.signOut(visitor.token) }
        var response = visit.redirect(to: "/sign-in?signed-out=yes")
        response.headers.append(HTTPField(name: .setCookie, value: visit.site.cookies.clear(.session)))
        return response
    }

    /// A path of our own to go to afterwards; anything else becomes the first page. Never another site's address.
    static func safePath(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.count <= 1_000, bytes.first == UInt8(ascii: "/"), bytes.allSatisfy({ (0x21...0x7E).contains($0) }),
            !bytes.contains(UInt8(ascii: "\\")), !text.hasPrefix("//"), !text.hasPrefix("/sign-")
        else { return "/" }
        return text
    }

    // MARK: Sessions

    private static func showSessions(_ visit: Visit) async throws -> Response {
        guard let visitor = visit.visitor else { throw PageError.signInFirst(returnTo: "/sessions") }
        let sessions = try await visit.house.signIn.sessions(of: visitor.member)
        return visit.page(
            SessionsPage(
                page: FrameMaker.frame(visit, .init(visit.words("sessions.title"))), member: visitor.member,
                sessions: sessions, current: visitor.session.token, clock: visit.house.clock, words: visit.words))
    }

    private static func endSession(_ visit: Visit, _ form: FormFields) async throws -> Response {
        let member = try visit.member()
        let digest = TokenDigest(hex: form["session"])
        guard try await visit.house.signIn.endSession(digest, of: member) else { throw PageError.notFound }
        return visit.redirect(to: "/sessions", note: Note("session-ended"))
    }

    private static func endOthers(_ visit: Visit, _ form: FormFields) async throws -> Response {
        guard let visitor = visit.visitor else { throw PageError.notFound }
        for session in try await visit.house.signIn.sessions(of: visitor.member)
        where session.token != visitor.session.token {
            _ = try await visit.house.signIn.endSession(session.token, of: visitor.member)
        }
        return visit.redirect(to: "/sessions", note: Note("session-ended"))
    }
}
