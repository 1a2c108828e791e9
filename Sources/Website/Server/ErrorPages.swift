import HTTPTypes
import Hummingbird
import Logging

/// Turns whatever a route throws into a page that helps: what happened, whether work is saved, what to do, and a
/// reference that is also in the log. It stands next to the routes, so that nothing leaves them bare.
struct ErrorPages: RouterMiddleware {
    typealias Context = SiteContext

    let site: Site

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            return answer(error, request, context)
        }
    }

    private func answer(_ error: any Error, _ request: Request, _ context: SiteContext) -> Response {
        let unsaved = error as? UnsavedForm
        let error = unsaved?.cause ?? error
        let fault = PageError(error)
        if case .signInFirst(let path) = fault {
            let query = path == "/" ? "" : "?" + QueryWriter.write([("next", path)])
            return Response(status: .seeOther, headers: [.location: "/sign-in\(query)"])
        }
        log(error, fault, context)
        let frame = FrameMaker.error(site, request, context, fault)
        let model = ErrorPage(fault, reference: context.reference, page: frame, words: site.words, kept: unsaved?.form)
        var response = Visit.response(site.pages.render(model), status: fault.status)
        switch fault {
        case .methodNotAllowed(let allowed): response.headers[.allow] = allowed
        case .tooManyTries(let seconds), .tooManyLooks(let seconds): response.headers[.retryAfter] = String(seconds)
        case .unavailable, .tooManyJobs: response.headers[.retryAfter] = "60"
        default: break
        }
        return response
    }

    /// Unknown errors are named by their type only: their text may hold what somebody typed.
    private func log(_ error: any Error, _ fault: PageError, _ context: SiteContext) {
        let level: Logger.Level = fault.status.kind == .serverError ? .error : .notice
        context.logger.log(
            level: level, "\(fault.key)",
            metadata: ["reference": "\(context.reference)", "fault": "\(String(reflecting: type(of: error)))"])
    }
}
