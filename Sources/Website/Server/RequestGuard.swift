import HTTPTypes
import Hummingbird

/// Turns away, before anything of it is read: a form sent from another site, a body that is too large, a flood of
/// headers.
struct RequestGuard: RouterMiddleware {
    typealias Context = SiteContext

    let origin: String
    let limits: WebsiteLimits
    /// The only paths on which a large body is welcome.
    let isUpload: @Sendable (String) -> Bool

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        guard request.headers.count <= limits.headers else { throw PageError.tooManyHeaders }
        let isUpload = isUpload(request.uri.path)
        let limit =
            isUpload ? limits.uploadBytes : context.visitor == nil ? limits.strangersBytes : limits.bodyBytes
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit + (isUpload ? 65_536 : 0) {
            throw PageError.tooLarge(limit: limit)
        }
        if request.method != .get, request.method != .head { try checkSite(request) }
        return try await next(request, context)
    }

    /// A browser says where a form comes from, in one header or the other; a form of ours comes from our own origin.
    private func checkSite(_ request: Request) throws {
        if let name = HTTPField.Name("Sec-Fetch-Site"), let site = request.headers[name], site != "same-origin" {
            throw PageError.anotherSite
        }
        guard let sent = request.headers[.origin] else {
            // Without either header it is no browser that could be misused; the form's token still has to be right.
            return
        }
        // A page that sends no referrer sends its forms with the origin `null` (Fetch, "append a request Origin header").
        // The secret in the address is what another site would need there, and it has none.
        if sent == "null", LeadLinkRoutes.holds(request.uri.path) { return }
        guard sent.lowercased() == origin else { throw PageError.anotherSite }
    }
}
