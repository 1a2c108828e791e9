import Coordination
import Hummingbird
import Logging
import Partnership

/// Finds out who asks, before anything else looks at the request, so that error pages know it too.
struct Visitors: RouterMiddleware {
    typealias Context = SiteContext

    let site: Site

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        guard !request.uri.path.hasPrefix("/assets/") else { return try await next(request, context) }
        var context = context
        do {
            context.partnership = try await site.house.membership.profile()?.name ?? ""
            // Who is signed in at the browser is nothing to a link.
            if !LeadLinkRoutes.holds(request.uri.path), let cookie = site.cookies.value(.session, of: request) {
                let token = SecretToken(text: cookie)
                if token.isWellFormed, let found = try await site.house.signIn.visitor(token) {
                    context.visitor = Visitor(member: found.member, session: found.session, token: token)
                }
            }
        } catch {
            // The page will say that something is wrong; it is not said twice.
            context.logger.error("The session could not be read.", metadata: ["reference": "\(context.reference)"])
        }
        return try await next(request, context)
    }
}
