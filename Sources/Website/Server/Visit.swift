import Coordination
import HTTPTypes
import Hummingbird
import NIOCore
import Partnership
import Vocabulary

/// Everything one website is made of: the desks it serves, its settings and its pages.
struct Site: Sendable {
    let house: House
    let settings: WebsiteSettings
    let pages: Pages
    let cookies: SiteCookies
    let faces: StatusFaces
    let indexes = PlanIndexes()
    let shared = SharedPages()
    let looks = LookLimits()
    let uploads = UploadPlaces()

    var words: Words { pages.words }
}

/// One request being answered: who asks, for what, and how the answer is put together.
struct Visit: Sendable {
    let site: Site
    let request: Request
    let context: SiteContext
    /// The address's own fields: filters, page, day.
    let query: FormFields
    /// What the forms of the answer carry, and what a submitted form has to carry.
    let formToken: String
    /// What was done by the form before this page; shown once.
    let banner: Banner?
    /// What the member typed into the form of this address before; set by pages that fill it in again.
    var draft: DraftOffer?

    var house: House { site.house }
    var words: Words { site.words }
    var visitor: Visitor? { context.visitor }

    /// The member who is signed in.
    ///
    /// - Throws: `PageError.signInFirst` where nobody is.
    func member() throws -> Member {
        guard let visitor else { throw PageError.signInFirst(returnTo: "/") }
        return visitor.member
    }

    func sight() throws -> Sight { Sight.of(try member()) }

    /// A number of the path: `/plans/:plan`. What is not a number does not exist.
    func number(_ name: String) throws -> Int {
        guard let text = context.parameters.get(name), text.utf8.count <= 12, let number = Int(text), number > 0 else {
            throw PageError.notFound
        }
        return number
    }

    func text(_ name: String) throws -> String {
        guard let text = context.parameters.get(name), !text.isEmpty else { throw PageError.notFound }
        return text
    }

    var path: String { request.uri.path }

    // MARK: Before the handler

    /// Checks who may, runs the handler, and sees to the two cookies that belong to pages.
    ///
    /// - Parameter isLink: the path carries its own secret; its answers set no cookie.
    static func answer(
        _ request: Request, _ context: SiteContext, _ site: Site, _ policy: RoutePolicy, isLink: Bool = false,
        _ handler: RouteTable.Handler
    ) async throws -> Response {
        if policy != .public {
            if let visitor = context.visitor {
                if case .denied(let sentence) = policy.verdict(for: visitor.member) {
                    throw PageError.forbidden(sentence)
                }
            } else if request.method != .post {
                // A form that comes too late is kept; its route sees to that.
                throw PageError.signInFirst(returnTo: returnPath(request))
            }
        }
        // A page is never refused because its visit could not be noted.
        if let visitor = context.visitor, Sight.of(visitor.member).seesPlans {
            _ = try? await site.house.visits.note(visitor.member.id)
        }
        let cookie = site.cookies.value(.form, of: request)
        let secret = cookie ?? Secrets.fresh()
        let note = context.visitor.flatMap { visitor in
            site.cookies.value(.note, of: request).flatMap { Note(signed: $0, secret: visitor.token.text) }
        }
        let visit = Visit(
            site: site, request: request, context: context,
            query: try URLEncodedReader.read(request.uri.query ?? "", limit: 500),
            formToken: context.visitor?.formToken ?? Secrets.formToken(secret), banner: note?.banner(site.words))
        var response = try await handler(visit)
        guard !isLink, response.headers[.contentType] == Visit.html else { return response }
        if context.visitor == nil, cookie == nil {
            response.headers.append(HTTPField(name: .setCookie, value: site.cookies.set(.form, secret)))
        }
        if note != nil { response.headers.append(HTTPField(name: .setCookie, value: site.cookies.clear(.note))) }
        return response
    }

    /// Where to go after signing in; only a page can be gone back to.
    private static func returnPath(_ request: Request) -> String {
        guard request.method == .get else { return "/" }
        return request.uri.query.map { "\(request.uri.path)?\($0)" } ?? request.uri.path
    }

    /// - Throws: `PageError.staleForm` when the form was not made for this session.
    func checkToken(_ form: FormFields) throws {
        guard Secrets.areEqual(form["form-token"], formToken) else { throw PageError.staleForm }
    }

    // MARK: Answers

    static let html = "text/html; charset=utf-8"

    func page(_ model: some PageModel, status: HTTPResponse.Status = .ok) -> Response {
        Visit.response(site.pages.render(model), status: status)
    }

    static func response(_ html: String, status: HTTPResponse.Status) -> Response {
        response(ByteBuffer(string: html), status: status)
    }

    static func response(_ buffer: ByteBuffer, status: HTTPResponse.Status) -> Response {
        Response(
            status: status, headers: [.contentType: Visit.html, .contentLength: String(buffer.readableBytes)],
            body: ResponseBody(byteBuffer: buffer))
    }

    /// After a form was done: to the page that shows the result, with a note on it.
    func redirect(to path: String, note: Note? = nil) -> Response {
        var response = Response(status: .seeOther, headers: [.location: path])
        if let note, let visitor {
            response.headers.append(
                HTTPField(name: .setCookie, value: site.cookies.set(.note, note.signed(with: visitor.token.text))))
        }
        return response
    }

    /// A file to keep. Its name is ours, never one that was typed.
    func download(_ text: String, name: String, type: String = "text/csv; charset=utf-8") -> Response {
        download(ByteBuffer(string: text), name: name, type: type)
    }

    func download(_ buffer: ByteBuffer, name: String, type: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: type, .contentLength: String(buffer.readableBytes),
                .contentDisposition: "attachment; filename=\"\(name)\"",
            ],
            body: ResponseBody(byteBuffer: buffer))
    }
}
