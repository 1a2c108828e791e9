import Coordination
import Foundation
import Frameworks
import HTTPTypes
import Hummingbird
import NIOCore
import Partnership
import Vocabulary

/// The first page, the files of the pages, the statements, the state of the installation.
enum SystemRoutes {
    static func add(to routes: inout RouteTable, _ site: Site) {
        routes.get("/", .public, home)
        routes.get("/assets/:name", .public, asset)
        routes.get("/robots.txt", .public) { visit in
            var response = visit.download(
                "User-agent: *\nDisallow: /\n", name: "robots.txt", type: "text/plain; charset=utf-8")
            response.headers[.contentDisposition] = nil
            return response
        }
        routes.get("/.well-known/security.txt", .public, securityText)
        for statement in ["accessibility", "privacy", "cookies", "contact", "security"] {
            routes.get("/\(statement)", .public) { visit in showStatement(visit, statement) }
        }
        routes.get("/system", .act(.checkStore), showSystem)
        if site.settings.isDemo {
            routes.get("/gallery", .public) { visit in
                visit.page(GalleryPage(page: FrameMaker.frame(visit, .init(visit.words("gallery.title")))))
            }
            routes.get("/gallery/:area", .public) { visit in try showExample(visit, try visit.text("area")) }
            routes.get("/gallery/:area/:page", .public) { visit in
                try showExample(visit, "\(try visit.text("area"))/\(try visit.text("page"))")
            }
        }
    }

    /// The first page is the list of plans for who may read them, the members for who may not, sign-in for nobody.
    private static func home(_ visit: Visit) async throws -> Response {
        guard let visitor = visit.visitor else { return visit.redirect(to: "/sign-in") }
        return visit.redirect(to: Sight.of(visitor.member).seesPlans ? "/my-work" : "/members")
    }

    private static func asset(_ visit: Visit) async throws -> Response {
        guard let asset = visit.site.pages.assets.byAddress[try visit.text("name")] else { throw PageError.notFound }
        return Response(
            status: .ok,
            headers: [
                .contentType: asset.type, .contentLength: String(asset.bytes.count),
                .cacheControl: "public, max-age=31536000, immutable",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: asset.bytes)))
    }

    /// Where to report a fault in security; 404 where nobody is named to report it to.
    private static func securityText(_ visit: Visit) throws -> Response {
        guard let contact = visit.site.settings.securityContact else { throw PageError.notFound }
        let file = SecurityText(
            contact: contact, origin: visit.site.settings.address.origin, now: visit.house.clock.now)
        var response = visit.download(file.text, name: "security.txt", type: "text/plain; charset=utf-8")
        response.headers[.contentDisposition] = nil
        return response
    }

    private static func showStatement(_ visit: Visit, _ key: String) -> Response {
        let words = visit.words
        let contact = visit.site.settings.contact
        return visit.page(
            StatementPage(
                key, page: FrameMaker.frame(visit, .init(words("\(key).title"))), words: words,
                facts: [
                    "partnership": visit.context.partnership.isEmpty
                        ? words("statement.partnership") : visit.context.partnership,
                    "contact": contact.isEmpty ? words("statement.contact") : contact,
                    "security": securityContact(visit) ?? (contact.isEmpty ? words("statement.contact") : contact),
                ]))
    }

    private static func securityContact(_ visit: Visit) -> String? {
        visit.site.settings.securityContact.map { $0.address.replacing("mailto:", with: "") }
    }

    private static func showSystem(_ visit: Visit) async throws -> Response {
        let words = visit.words
        let house = visit.house
        let head = try await house.keeping.head()
        var facts = [
            SummaryRow(words("system.pack"), "\(house.pack.title) (\(house.pack.name))"),
            SummaryRow(words("system.address"), visit.site.settings.address.origin),
            SummaryRow(words("system.time"), PageTime.printed(house.clock.now, house.clock)),
            SummaryRow(words("system.zone"), house.clock.timeZone.identifier),
        ]
        if let head {
            facts += [
                SummaryRow(
                    words("system.last-entry"),
                    words(
                        "system.entry-at",
                        ["entry": head.sequence.description, "time": PageTime.printed(head.recorded, house.clock)])),
                SummaryRow(words("system.digest"), head.digest),
            ]
        }
        return visit.page(
            SystemPage(
                page: FrameMaker.frame(visit, .init(words("system.title"), area: .system)),
                lines: try await house.keeping.check(), facts: facts, digests: house.resourceDigests, words: words))
    }

    /// A page of the gallery, made from the examples beside its model.
    private static func showExample(_ visit: Visit, _ template: String) throws -> Response {
        guard let type = PageList.pages.first(where: { $0.template == template }) else { throw PageError.notFound }
        let number = Int(visit.query["example"]) ?? 1
        let pages = visit.site.pages
        guard let html = pages.example(number, of: type) else { throw PageError.notFound }
        // Examples name the sheet and the script plainly; a browser is given the address they are served at.
        let dressed = ["site.css", "site.js", "icon.svg"].reduce(html) { page, name in
            page.replacing("\"/assets/\(name)\"", with: "\"\(pages.assets.address(name))\"")
        }
        return Visit.response(dressed, status: .ok)
    }
}
