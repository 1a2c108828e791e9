/// What stands around every page: titles, navigation, marking, banners, footer. Its template is `layout`.
struct Frame: Component {
    struct Link: Sendable, Equatable {
        let text: String
        let href: String
        let isCurrent: Bool

        init(_ text: String, _ href: String, isCurrent: Bool = false) {
            self.text = text
            self.href = href
            self.isCurrent = isCurrent
        }
    }

    static let template = "layout"

    var language = "en"
    /// Page, section, service; begins with "Error: " after a failed submit. Never a person or an address.
    var title: String
    var partnership: String
    var isSignedIn = false
    /// The post of the member who is signed in.
    var member = ""
    /// The box for searching stands in the header.
    var maySearch = false
    var navigation: [Link] = []
    var marking: String
    /// The marking's class in the style sheet.
    var markingKind: String
    /// Above the page: fictional data, an address without a certificate.
    var notice: String?
    var banner: Banner?
    var errors: ErrorSummary?
    /// Above a form that was begun before.
    var draft: DraftNotice?
    /// How many seconds the session lasts from now, with `last` behind them where using it does not move its end; empty for
    /// somebody who is not signed in.
    var session = ""
    /// The token every form of this page carries.
    var formToken = ""
    var style: String
    var script: String
    var icon: String
    /// "Printed at 9:30am on 21 November 2026 from https://..."
    var printed: String

    static var examples: [Frame] {
        [
            Frame(
                title: "Sign in, Example City Partnership, Cornerstone", partnership: "Example City Partnership",
                marking: "OFFICIAL", markingKind: "official", style: "/assets/site.css", script: "/assets/site.js",
                icon: "/assets/icon.svg", printed: "Printed at 9:30am on 21 November 2026"),
            Frame(
                title: "Error: Plans, Example City Partnership, Cornerstone", partnership: "Example City Partnership",
                isSignedIn: true, member: "Partnership Coordinator",
                maySearch: true,
                navigation: [Link("Plans", "/plans", isCurrent: true), Link("Members", "/members")],
                marking: "OFFICIAL-SENSITIVE", markingKind: "sensitive",
                notice: "This is a demonstration with fictional data.", banner: Banner.examples[0],
                errors: ErrorSummary.examples[0], draft: DraftNotice.examples[0], session: "1800", formToken: "token",
                style: "/assets/site.css",
                script: "/assets/site.js", icon: "/assets/icon.svg",
                printed: "Printed at 9:30am on 21 November 2026"),
        ]
    }
}
