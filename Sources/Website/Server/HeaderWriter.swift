import HTTPTypes
import Hummingbird
import Logging

/// Puts the browser's rules on every answer there is: pages, redirects, files, refusals and faults. It stands outermost,
/// because an answer made further in for a thrown error would go out bare.
struct HeaderWriter: RouterMiddleware {
    typealias Context = SiteContext

    let isSecure: Bool

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            // Nothing should come through the error pages; if it does, say nothing about it.
            context.logger.error("An error passed the error pages.", metadata: ["reference": "\(context.reference)"])
            response = Response(status: .internalServerError)
        }
        HeaderWriter.add(to: &response.headers, isSecure: isSecure)
        if LeadLinkRoutes.holds(request.uri.path) {
            for (name, value) in HeaderWriter.rulesOfLinks { response.headers[name] = value }
        }
        return response
    }

    static func add(to headers: inout HTTPFields, isSecure: Bool) {
        for (name, value) in rules { headers[name] = value }
        if headers[.cacheControl] == nil { headers[.cacheControl] = "no-store" }
        if isSecure { headers[.strictTransportSecurity] = "max-age=63072000" }
    }

    static let contentSecurityPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

    static let rules: [(HTTPField.Name, String)] =
        [
            (.contentSecurityPolicy, contentSecurityPolicy),
            (.xContentTypeOptions, "nosniff"),
        ]
        + named([
            ("Referrer-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
            ("X-Frame-Options", "DENY"),
        ])

    /// An address that is a secret goes nowhere: to no other site, to no other page of ours, into no index.
    static let rulesOfLinks: [(HTTPField.Name, String)] =
        [(.cacheControl, "no-store")]
        + named([("Referrer-Policy", "no-referrer"), ("X-Robots-Tag", "noindex, nofollow, noarchive")])

    private static func named(_ pairs: [(String, String)]) -> [(HTTPField.Name, String)] {
        pairs.compactMap { pair in HTTPField.Name(pair.0).map { ($0, pair.1) } }
    }
}
