import Coordination
import Hummingbird
import Partnership
import Vocabulary

/// Puts the frame around a page: title, navigation of this member, marking, banners.
enum FrameMaker {
    /// The part of the service a page belongs to: the navigation shows where one is.
    enum Area: String {
        case plans, meetings, registers, members, mail, journal, system, work, search, packs, none
    }

    /// What a page says about itself.
    struct About {
        /// The page's own heading, without persons and addresses.
        var heading: String
        /// What it is part of: a plan's title; the partnership's name where it is part of nothing.
        var section: String?
        var area: Area = .none
        var marking: Marking = .official
        var problems: [FieldProblem] = []
        /// Where the figures of a print come from: "The plan as at 3 March 2009 (entry 412)".
        var source: String?

        init(
            _ heading: String, section: String? = nil, area: Area = .none, marking: Marking = .official,
            problems: [FieldProblem] = [], source: String? = nil
        ) {
            self.heading = heading
            self.section = section
            self.area = area
            self.marking = marking
            self.problems = problems
            self.source = source
        }
    }

    static func frame(_ visit: Visit, _ about: About) -> Frame {
        var frame = frame(visit.site, visit.request, visit.context, about)
        frame.formToken = visit.formToken
        frame.banner = visit.banner
        frame.draft = visit.draft.map {
            DraftNotice(
                saved: PageTime.printed($0.saved, visit.house.clock), path: visit.path, token: visit.formToken)
        }
        return frame
    }

    /// The frame of an error page; forms are left out, so it needs no token but the one for signing out.
    static func error(_ site: Site, _ request: Request, _ context: SiteContext, _ fault: PageError) -> Frame {
        var frame = frame(site, request, context, About(site.words("\(fault.key).title")))
        frame.formToken = context.visitor?.formToken ?? ""
        return frame
    }

    private static func frame(_ site: Site, _ request: Request, _ context: SiteContext, _ about: About) -> Frame {
        let words = site.words
        let service = words("frame.service")
        let section = about.section ?? context.partnership
        var parts = [about.heading, section, service].filter { !$0.isEmpty }
        if parts.count > 1, parts[0] == parts[1] { parts.removeFirst() }
        let title = parts.joined(separator: " – ")
        let assets = site.pages.assets
        return Frame(
            language: words.language,
            title: about.problems.isEmpty ? title : words("errors.title-prefix") + " " + title,
            partnership: context.partnership, isSignedIn: context.visitor != nil,
            member: context.visitor?.member.post ?? "",
            maySearch: context.visitor.map { Sight.of($0.member).seesPlans } ?? false,
            navigation: navigation(context.visitor?.member, about.area, site), marking: about.marking.printed,
            markingKind: about.marking == .official ? "official" : "sensitive", notice: notice(site),
            errors: ErrorSummary(about.problems), session: context.visitor.map { lasting(site, $0) } ?? "",
            style: assets.address("site.css"),
            script: assets.address("site.js"), icon: assets.address("icon.svg"),
            printed: printed(
                site, source: about.source ?? "\(site.settings.address.origin)\(RequestLog.redacted(request.uri.path))")
        )
    }

    /// How long the session lasts, for the script that warns before its end: "1800", or "240 last".
    static func lasting(_ site: Site, _ visitor: Visitor) -> String {
        let end = site.house.signIn.end(of: visitor.session)
        let seconds = max(0, (end.at.microseconds - site.house.clock.now.microseconds) / 1_000_000)
        return end.isLast ? "\(seconds) last" : String(seconds)
    }

    /// "Printed at ... Source: ...".
    static func printed(_ site: Site, source: String) -> String {
        let clock = site.house.clock
        return site.words("frame.printed", ["time": PageTime.printed(clock.now, clock), "source": source])
    }

    private static func navigation(_ member: Member?, _ area: Area, _ site: Site) -> [Frame.Link] {
        guard let member else { return [] }
        var links: [Frame.Link] = []
        if Sight.of(member).seesPlans {
            links.append(Frame.Link(site.words("navigation.work"), "/my-work", isCurrent: area == .work))
            links.append(Frame.Link(site.words("navigation.plans"), "/plans", isCurrent: area == .plans))
        }
        if Policy.may(.readMeetings, member).isAllowed {
            links.append(Frame.Link(site.words("navigation.meetings"), "/meetings", isCurrent: area == .meetings))
        }
        if Sight.of(member).seesPlans, Policy.may(.readRegisters, member).isAllowed {
            links.append(
                Frame.Link(site.words("navigation.registers"), "/registers", isCurrent: area == .registers))
        }
        if Policy.may(.readPacks, member).isAllowed {
            links.append(Frame.Link(site.words("navigation.packs"), "/packs", isCurrent: area == .packs))
        }
        links.append(Frame.Link(site.words("navigation.members"), "/members", isCurrent: area == .members))
        if Policy.may(.readMail, member).isAllowed {
            links.append(Frame.Link(site.words("navigation.mail"), "/mail", isCurrent: area == .mail))
        }
        if Policy.may(.readJournal, member).isAllowed {
            links.append(Frame.Link(site.words("navigation.journal"), "/journal", isCurrent: area == .journal))
        }
        if Policy.may(.checkStore, member).isAllowed {
            links.append(Frame.Link(site.words("navigation.system"), "/system", isCurrent: area == .system))
        }
        return links
    }

    private static func notice(_ site: Site) -> String? {
        let isSecure = site.settings.address.isSecure
        if site.settings.isDemo { return site.words(isSecure ? "frame.demo" : "frame.demo-insecure") }
        return isSecure ? nil : site.words("frame.insecure")
    }
}
