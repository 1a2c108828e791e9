import Coordination
import HTTPTypes
import Hummingbird
import Partnership
import Vocabulary

/// Members and agencies.
enum MemberRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/members", .act(.readMembers), showAll)
        routes.get("/members/new", .act(.manageMembers)) { visit in visit.page(try await page(visit, nil)) }
        routes.post("/members/new", .act(.manageMembers)) { visit, form in
            try await submit(visit, nil, form) { .joinMember(JoinMember($0)) }
        }
        routes.get("/members/:member", .act(.manageMembers)) { visit in
            visit.page(try await page(visit, try await member(visit)))
        }
        routes.post("/members/:member", .act(.manageMembers)) { visit, form in
            let member = try await member(visit)
            return try await submit(visit, member, form) {
                .changeMember(ChangeMember(member: member.id, details: $0))
            }
        }
        routes.post("/members/:member/invite", .act(.manageMembers), invite)
        routes.get("/agencies/new", .act(.manageAgencies)) { visit in
            visit.page(AgencyPage(page: frame(visit, "agency.title"), words: visit.words))
        }
        routes.post("/agencies/new", .act(.manageAgencies), joinAgency)
    }

    private static func frame(_ visit: Visit, _ key: String, problems: [FieldProblem] = []) -> Frame {
        FrameMaker.frame(visit, .init(visit.words(key), area: .members, problems: problems))
    }

    static func member(_ visit: Visit) async throws -> Member {
        guard let member = try await visit.house.membership.member(MemberID(try visit.number("member"))) else {
            throw PageError.notFound
        }
        return member
    }

    private static func showAll(_ visit: Visit) async throws -> Response {
        let mayManage = Policy.may(.manageMembers, try visit.member()).isAllowed
        return visit.page(
            MembersPage(
                page: frame(visit, "members.title"), members: try await visit.house.membership.members(),
                agencies: try await visit.house.membership.agencies(), mayManage: mayManage,
                seesPlans: try visit.sight().seesPlans, words: visit.words))
    }

    private static func page(
        _ visit: Visit, _ member: Member?, form: FormFields? = nil, version: JournalSequence? = nil,
        since: [String] = [], problems: [FieldProblem] = []
    ) async throws -> MemberPage {
        var stands = JournalSequence.none
        if let member { stands = try await visit.house.membership.version(of: .member(member.id)) }
        return MemberPage(
            page: frame(visit, member == nil ? "member.title-new" : "member.title", problems: problems),
            words: visit.words, member: member, version: version ?? stands,
            agencies: try await visit.house.membership.agencies().filter(\.isCurrent),
            colleagues: try await visit.house.membership.members(), isSelf: member?.id == visit.visitor?.member.id,
            form: form, since: since, problems: problems)
    }

    private static func submit(
        _ visit: Visit, _ member: Member?, _ form: FormFields,
        _ command: (MemberDetails) -> MembershipCommand
    ) async throws -> Response {
        let details = MemberDetails(
            name: form["name"], post: form["post"], agency: AgencyID(Int(form["agency"]) ?? 0), email: form["email"],
            roles: Set(form.all("roles").compactMap { Role(rawValue: $0) }),
            clearance: Marking(rawValue: form["clearance"]) ?? .official,
            deputy: Int(form["deputy"]).map { MemberID($0) })
        let seen = member == nil ? nil : Int64(form["version"]).map(JournalSequence.init)
        do {
            let done = try await visit.house.membership.perform(
                command(details), by: try visit.member(), expecting: seen)
            let path = "/members/\(done.subject.number)"
            return visit.redirect(
                to: member == nil ? path : "/members",
                note: member == nil
                    ? Note("member-joined", href: "\(path)#one-time-link") : Note("member-changed"))
        } catch DeskRefusal.problems(let refusals) {
            let problems = [FieldProblem](refusals, fields: MemberPage.fields, otherwise: "name")
            return visit.page(
                try await page(visit, member, form: form, version: seen, problems: problems),
                status: .unprocessableContent)
        } catch DeskRefusal.stale {
            let now = try await self.member(visit)
            return visit.page(
                try await page(visit, now, form: form, since: try await changes(visit, now, after: seen)),
                status: .conflict)
        }
    }

    /// What was changed since, old and new, beside what was typed.
    private static func changes(
        _ visit: Visit, _ now: Member, after seen: JournalSequence?
    ) async throws -> [String] {
        let old = try await MemberSince.member(now.id, at: seen, visit)
        return try await MemberSince.make(visit).changes(from: old, to: now)
    }

    private static func invite(_ visit: Visit, _ form: FormFields) async throws -> Response {
        let member = try await member(visit)
        let token = try await visit.house.signIn.invite(member.id, by: try visit.member())
        return visit.page(
            InvitedPage(
                page: frame(visit, "invited.title"), post: member.post, email: member.email,
                link: "\(visit.site.settings.address.origin)/invitation/\(token.text)",
                memberHref: "/members/\(member.id.number)"))
    }

    private static func joinAgency(_ visit: Visit, _ form: FormFields) async throws -> Response {
        do {
            let short = form["short"]
            try await visit.house.membership.perform(
                .joinAgency(JoinAgency(name: form["name"], short: short.isEmpty ? nil : short)),
                by: try visit.member())
            return visit.redirect(to: "/members", note: Note("agency-joined"))
        } catch DeskRefusal.problems(let refusals) {
            let problems = [FieldProblem](refusals, fields: AgencyPage.fields, otherwise: "name")
            return visit.page(
                AgencyPage(
                    page: frame(visit, "agency.title", problems: problems), words: visit.words, form: form,
                    problems: problems), status: .unprocessableContent)
        }
    }
}
