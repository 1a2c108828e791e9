import HTTPTypes
import Hummingbird
import Partnership

/// Who may open a route. There is no route without one.
enum RoutePolicy: Sendable, Equatable {
    /// Everybody, signed in or not: sign-in, statements, styles.
    case `public`
    /// Every member, whatever their roles: their own sessions.
    case signedIn
    /// Members whom the policy allows this act, on something at least.
    case act(Act)

    /// Whether a member may open the route. What they may do to one thing there is asked again by the command.
    func verdict(for member: Member) -> Verdict {
        switch self {
        case .public, .signedIn: return .allowed
        case .act(let act):
            // An act on one's own actions: the page asks again once it knows the action.
            let ties = Relation.Tie.allCases.map { Policy.may(act, member, toward: Relation($0)) }
            return ties.first(where: \.isAllowed) ?? ties[0]
        }
    }
}

/// One route as it was registered: what the start-up and the permission tests go through.
struct RouteEntry: Sendable, Equatable {
    let method: HTTPRequest.Method
    let path: String
    let policy: RoutePolicy?
}

/// Why the routes may not be served.
enum RouteFault: Error, Equatable, CustomStringConvertible {
    case withoutPolicy([String])
    case actNobodyMayDo([String])

    var description: String {
        switch self {
        case .withoutPolicy(let routes):
            "These routes have no policy, so the website does not start: \(routes.joined(separator: ", "))."
        case .actNobodyMayDo(let routes):
            "The policy allows nobody to open these routes: \(routes.joined(separator: ", "))."
        }
    }
}

/// The routes of the website. Every one is registered through `add`, which demands a policy; a route put into the router
/// beside it is found by `check`, and the website does not start.
struct RouteTable {
    typealias Handler = @Sendable (Visit) async throws -> Response
    typealias FormHandler = @Sendable (Visit, FormFields) async throws -> Response
    typealias UploadHandler = @Sendable (Visit, Upload) async throws -> Response

    let router: Router<SiteContext>
    private let site: Site
    private(set) var entries: [RouteEntry] = []
    /// Paths that take a file, each piece of a path by itself.
    private(set) var uploadPaths: [String] = []

    init(router: Router<SiteContext>, site: Site) {
        self.router = router
        self.site = site
    }

    mutating func get(_ path: String, _ policy: RoutePolicy, _ handler: @escaping Handler) {
        add(.get, path, policy, handler)
    }

    /// A form: its body is read with the limit, and its token checked, before the handler sees it.
    mutating func post(_ path: String, _ policy: RoutePolicy, _ handler: @escaping FormHandler) {
        let limits = site.settings.limits
        add(.post, path, policy) { visit in
            let limit = visit.visitor == nil ? limits.strangersBytes : limits.bodyBytes
            let form = try await FormBody.read(visit.request, limit: limit)
            if policy != .public, visit.visitor == nil { return try await AccountRoutes.keep(visit, form) }
            try visit.checkToken(form)
            if policy != .public,
                let kept = try await UnsavedForm.keeping(form, of: visit, { try await DraftForms.keep(visit, form) })
            {
                return kept
            }
            let response = try await UnsavedForm.keeping(form, of: visit) { try await handler(visit, form) }
            // It is done, whether or not the draft of it can be thrown away.
            if policy != .public, response.status == .seeOther { try? await DraftForms.forget(visit) }
            return response
        }
    }

    /// A form with a file: the only routes that take a large body.
    mutating func upload(_ path: String, _ policy: RoutePolicy, _ handler: @escaping UploadHandler) {
        uploadPaths.append(path)
        let limit = site.settings.limits.uploadBytes
        add(.post, path, policy) { visit in
            guard let visitor = visit.visitor else { throw PageError.signInFirst(returnTo: "/") }
            let places = visit.site.uploads
            guard places.enter(visitor.member.id) else { throw PageError.unavailable("reader-busy") }
            defer { places.leave(visitor.member.id) }
            let upload = try await FormBody.readUpload(visit.request, limit: limit)
            try visit.checkToken(upload.fields)
            return try await handler(visit, upload)
        }
    }

    /// A page and its form behind a path that carries its own secret: no session, no cookie, and no token in the form,
    /// which is sent to the secret itself.
    mutating func link(
        _ path: String, limit: Int, show: @escaping Handler, submit: @escaping FormHandler
    ) {
        add(.get, path, .public, isLink: true, show)
        add(.post, path, .public, isLink: true) { visit in
            try await submit(visit, try await FormBody.read(visit.request, limit: limit))
        }
    }

    private mutating func add(
        _ method: HTTPRequest.Method, _ path: String, _ policy: RoutePolicy, isLink: Bool = false,
        _ handler: @escaping Handler
    ) {
        entries.append(RouteEntry(method: method, path: path, policy: policy))
        let site = site
        router.on(RouterPath(path), method: method) { request, context in
            try await Visit.answer(request, context, site, policy, isLink: isLink, handler)
        }
    }

    /// Answers every other method of each path with "not this way" instead of "not found".
    func refuseOtherMethods() {
        let byPath = Dictionary(grouping: entries, by: \.path)
        for (path, known) in byPath {
            var allowed = known.map(\.method)
            if allowed.contains(.get) { allowed.append(.head) }
            let names = allowed.map(\.rawValue).sorted().joined(separator: ", ")
            for method: HTTPRequest.Method in [.get, .post, .put, .patch, .delete, .options]
            where !allowed.contains(method) {
                router.on(RouterPath(path), method: method) { _, _ -> Response in
                    throw PageError.methodNotAllowed(allowed: names)
                }
            }
        }
    }

    /// Finds routes that came past this table, and policies that nobody passes.
    ///
    /// - Throws: `RouteFault`; call it before the other methods are refused.
    func check() throws(RouteFault) {
        let known = Set(entries.map { "\($0.method.rawValue) \(RouterPath($0.path))" })
        let stray = router.routes.map { "\($0.method.rawValue) \($0.path)" }.filter { !known.contains($0) }
        guard stray.isEmpty else { throw .withoutPolicy(stray.sorted()) }
        let closed = entries.filter { entry in
            guard case .act(let act) = entry.policy else { return false }
            return Policy.roles(for: act).isEmpty
        }
        guard closed.isEmpty else { throw .actNobodyMayDo(closed.map { "\($0.method.rawValue) \($0.path)" }) }
    }

    /// Whether a path of a request is one that takes a file.
    static func takesFile(_ path: String, among patterns: [String]) -> Bool {
        let pieces = path.split(separator: "/")
        return patterns.contains { pattern in
            let wanted = pattern.split(separator: "/")
            return wanted.count == pieces.count
                && zip(wanted, pieces).allSatisfy { $0.0.hasPrefix(":") || $0.0 == $0.1 }
        }
    }
}
