import HTTPTypes
import Hummingbird
import Logging

/// One line for each answer: method, path without secrets, status, the reference that error pages print. No address of
/// a person, no query, no cookie, nothing anybody typed.
struct RequestLog: RouterMiddleware {
    typealias Context = SiteContext

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        let started = ContinuousClock.now
        let response = try await next(request, context)
        let elapsed = started.duration(to: .now)
        let level: Logger.Level = response.status.kind == .serverError ? .error : .info
        context.logger.log(
            level: level, "\(request.method.rawValue) \(RequestLog.redacted(request.uri.path)) \(response.status.code)",
            metadata: [
                "reference": "\(context.reference)",
                "ms": "\(elapsed.components.seconds * 1_000 + elapsed.components.attoseconds / 1_000_000_000_000_000)",
            ])
        return response
    }

    private static let secretsFollow: Set<String> = ["set-up", "invitation", "answer"]

    /// The path as it may be written down: without the secret of a one-time link, without control characters.
    static func redacted(_ path: String) -> String {
        var pieces = path.split(separator: "/", omittingEmptySubsequences: false).map { String($0.prefix(80)) }
        // The router passes over empty pieces, so that `//answer//secret` is a link too.
        let named = pieces.indices.filter { !pieces[$0].isEmpty }
        for (index, next) in zip(named, named.dropFirst()) where secretsFollow.contains(pieces[index]) {
            pieces[next] = "…"
        }
        let text = pieces.joined(separator: "/")
        let kept = text.unicodeScalars.filter { $0.properties.generalCategory != .control }
        return String(String.UnicodeScalarView(kept)).prefix(300).description
    }
}
