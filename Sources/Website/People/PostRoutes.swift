import ActionPlans
import Coordination
import HTTPTypes
import Hummingbird
import Partnership
import Reporting
import Vocabulary

/// A post's work, handing it over, and leaving.
enum PostRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/members/:member/work", .act(.readPlan), showWork)
        routes.get("/members/:member/hand-over", .act(.handOverPost)) { visit in
            let visit = try await visit.withDraft()
            let member = try await MemberRoutes.member(visit)
            let stands = try await visit.house.membership.version(of: .member(member.id))
            guard let draft = visit.draft else { return visit.page(try await handOverPage(visit, member, stands)) }
            let since =
                draft.version == stands
                ? []
                : try await changes(visit, member, after: draft.version, shownAt: draft.fields["at"])
            return visit.page(try await handOverPage(visit, member, stands, form: draft.fields, since: since))
        }
        routes.post("/members/:member/hand-over", .act(.handOverPost), handOver)
        routes.get("/members/:member/leave", .act(.manageMembers)) { visit in
            visit.page(try await leavePage(visit, try await MemberRoutes.member(visit)))
        }
        routes.post("/members/:member/leave", .act(.manageMembers), leave)
    }

    private static func frame(
        _ visit: Visit, _ key: String, marking: Marking = .official, problems: [FieldProblem] = []
    ) -> Frame {
        FrameMaker.frame(visit, .init(visit.words(key), area: .members, marking: marking, problems: problems))
    }

    private static func names(_ visit: Visit) async throws -> StaffNames {
        StaffNames(try await visit.house.membership.members())
    }

    // MARK: Work

    private static func showWork(_ visit: Visit) async throws -> Response {
        let member = try await MemberRoutes.member(visit)
        let work = try await WorkList.make(member, visit)
        let agencies = try await visit.house.membership.agencies()
        return visit.page(
            PostPage(
                page: frame(visit, "people.work-title", marking: work.marking), member: member,
                names: try await names(visit), agency: agencies.first { $0.id == member.agency }?.name ?? "",
                work: work, asks: try visit.member(), words: visit.words))
    }

    // MARK: Handing over

    private static func handOverPage(
        _ visit: Visit, _ member: Member, _ version: JournalSequence, form: FormFields = FormFields(),
        since: [String] = [], problems: [FieldProblem] = []
    ) async throws -> HandOverPage {
        let work = try await WorkList.make(member, visit)
        return HandOverPage(
            page: frame(visit, "hand-over.title", marking: work.marking, problems: problems), words: visit.words,
            member: member, members: try await visit.house.membership.members(), names: try await names(visit),
            work: work, version: version, at: try await visit.house.plans.moment().sequence, form: form, since: since,
            problems: problems)
    }

    private static func handOver(_ visit: Visit, _ form: FormFields) async throws -> Response {
        let member = try await MemberRoutes.member(visit)
        let stands = try await visit.house.membership.version(of: .member(member.id))
        let seen = Int64(form["version"]).map(JournalSequence.init)
        guard let to = Int(form["to"]) else {
            let problems = [FieldProblem("to", visit.words("hand-over.to.missing"))]
            return visit.page(
                try await handOverPage(visit, member, seen ?? stands, form: form, problems: problems),
                status: .unprocessableContent)
        }
        do {
            try await visit.house.plans.perform(
                .handOverPost(HandOverPost(from: member.id, to: MemberID(to), reason: form["reason"])),
                by: try visit.member(), expecting: seen)
            return visit.redirect(to: "/members/\(to)/work", note: Note("post-handed-over"))
        } catch DeskRefusal.problems(let refusals) {
            let problems = [FieldProblem](refusals, fields: HandOverPage.fields, otherwise: "to")
            return visit.page(
                try await handOverPage(visit, member, seen ?? stands, form: form, problems: problems),
                status: .unprocessableContent)
        } catch DeskRefusal.stale {
            let since = try await changes(visit, member, after: seen, shownAt: form["at"])
            return visit.page(
                try await handOverPage(visit, member, stands, form: form, since: since), status: .conflict)
        }
    }

    /// What was changed about a member and their work after a version somebody saw, as far as the visitor sees it.
    ///
    /// - Parameter shownAt: the sequence at which the page was made, as its form says.
    private static func changes(
        _ visit: Visit, _ member: Member, after seen: JournalSequence?, shownAt: String
    ) async throws -> [String] {
        let old = try await MemberSince.member(member.id, at: seen, visit)
        var lines = try await MemberSince.make(visit).changes(from: old, to: member)
        // The page's own moment: the member's version may be far older than the plans that were shown with it.
        guard let shown = Int64(shownAt).map(JournalSequence.init), let seen, seen <= shown else { return lines }
        let moment = Moment(day: visit.house.clock.today, sequence: shown, isToday: false)
        let before = try await WorkList.make(member, visit, at: moment).owners
        let now = try await WorkList.make(member, visit).owners
        let gone = before.keys.filter { now[$0] == nil }.sorted()
        let added = now.keys.filter { before[$0] == nil }.sorted()
        if !gone.isEmpty || !added.isEmpty { lines.removeAll { $0 == visit.words("people.since-work") } }
        lines += gone.prefix(10).map { visit.words("hand-over.gone", ["reference": $0.reference]) }
        lines += added.prefix(10).map { visit.words("hand-over.added", ["reference": $0.reference]) }
        return lines
    }

    // MARK: Leaving

    private static func leavePage(
        _ visit: Visit, _ member: Member, since: [String] = [], problems: [FieldProblem] = []
    ) async throws -> LeavePage {
        let asks = try visit.member()
        guard member.isActive else { throw PageError.notFound }
        let seesPlans = try visit.sight().seesPlans
        return LeavePage(
            page: frame(visit, "leave.title", problems: problems), words: visit.words, member: member,
            names: try await names(visit), work: seesPlans ? try await WorkList.make(member, visit) : nil,
            mayHandOver: Policy.may(.handOverPost, asks).isAllowed,
            version: try await visit.house.membership.version(of: .member(member.id)), since: since)
    }

    private static func leave(_ visit: Visit, _ form: FormFields) async throws -> Response {
        let member = try await MemberRoutes.member(visit)
        let seen = Int64(form["version"]).map(JournalSequence.init)
        do {
            try await visit.house.membership.perform(
                .memberLeaves(MemberLeaves(member: member.id)), by: try visit.member(), expecting: seen)
            return visit.redirect(to: "/members", note: Note("member-left"))
        } catch DeskRefusal.problems(let refusals) {
            let problems = [FieldProblem](refusals, fields: LeavePage.fields, otherwise: "member")
            return visit.page(
                try await leavePage(visit, member, problems: problems), status: .unprocessableContent)
        } catch DeskRefusal.stale {
            let now = try await MemberRoutes.member(visit)
            let old = try await MemberSince.member(member.id, at: seen, visit)
            let since = try await MemberSince.make(visit).changes(from: old, to: now)
            return visit.page(try await leavePage(visit, now, since: since), status: .conflict)
        }
    }
}
