import ActionPlans
import Coordination
import HTTPTypes
import Hummingbird
import Partnership
import Vocabulary

/// A member's own drafts, and the session that is to last longer.
enum DraftRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/drafts", .signedIn, showAll)
        routes.post("/drafts/throw-away", .signedIn, throwAway)
        routes.post("/sessions/extend", .signedIn, extend)
    }

    private static func showAll(_ visit: Visit) async throws -> Response {
        let member = try visit.member()
        var rows: [DraftsPage.Row] = []
        for draft in try await visit.house.formDrafts.drafts(of: member.id) {
            if let row = try await row(draft, visit) { rows.append(row) }
        }
        return visit.page(
            DraftsPage(page: FrameMaker.frame(visit, .init(visit.words("drafts.title"))), rows: rows))
    }

    /// Nil for a form about what the member may not see any more.
    private static func row(_ draft: FormDraft, _ visit: Visit) async throws -> DraftsPage.Row? {
        let pieces = draft.path.split(separator: "/").map(String.init)
        var about = ""
        var what = "other"
        let sight = try visit.sight()
        do {
            let moment = try await visit.house.plans.moment()
            if pieces.count >= 3, pieces[0] == "actions", let action = ActionID(reference: pieces[1]) {
                _ = try await visit.house.plans.picture(with: action, sight, at: moment)
                about = action.reference
                what = pieces.count > 3 ? "decide" : pieces[2]
            } else if pieces.count >= 3, pieces[0] == "plans", let number = Int(pieces[1]) {
                let picture = try await visit.house.plans.picture(of: StrategyID(number), sight, at: moment)
                about = picture.plan.strategy.title
                what = pieces[pieces.count - 1]
            }
        } catch DeskRefusal.notFound {
            return nil
        }
        let key = "drafts.form.\(what)"
        return DraftsPage.Row(
            what: visit.words(visit.words.has(key) ? key : "drafts.form.other"),
            about: about.isEmpty ? draft.path : about, href: draft.path, path: draft.path,
            saved: PageTime.printed(draft.saved, visit.house.clock))
    }

    private static func throwAway(_ visit: Visit, _ form: FormFields) async throws -> Response {
        let path = AccountRoutes.safePath(form["path"])
        try await visit.house.formDrafts.forget(path: path, of: try visit.member().id)
        return visit.redirect(to: form["stay"] == "yes" ? path : "/drafts", note: Note("draft-thrown-away"))
    }

    /// Asked by the page that warns; finding out who asks has moved the end of the session already.
    private static func extend(_ visit: Visit, _ form: FormFields) async throws -> Response {
        guard let visitor = visit.visitor else { throw PageError.notFound }
        var response = Visit.response(FrameMaker.lasting(visit.site, visitor), status: .ok)
        response.headers[.contentType] = "text/plain; charset=utf-8"
        return response
    }
}
