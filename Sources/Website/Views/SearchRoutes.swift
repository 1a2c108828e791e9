import ActionPlans
import Coordination
import Hummingbird
import Partnership
import Vocabulary

/// Search over everything one may see. A reference typed alone leads to its action.
enum SearchRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/search", .act(.readPlan)) { visit in
            let member = try visit.member()
            let sight = Sight.of(member)
            let moment = try await visit.house.plans.moment()
            let words = SearchWords(visit.query["q"])
            let typed = words.typed.filter { !$0.isWhitespace }
            if let id = ActionID(reference: typed),
                (try? await visit.house.plans.picture(with: id, sight, at: moment)) != nil
            {
                return visit.redirect(to: "/actions/\(id.reference)")
            }
            let kind = visit.house.search.kinds.first { $0.name == visit.query["kind"] }
            let number = kind == nil ? 1 : max(1, min(Int(visit.query["page"]) ?? 1, 100_000))
            let size = kind == nil ? SearchPage.rowsOfKind : SearchPage.rowsOnPage
            let found = try await visit.house.search.find(
                words, sight, at: moment, chosen: kind, range: (number - 1) * size..<number * size)
            if let kind, number > 1, found.first(where: { $0.kind == kind })?.hits.isEmpty ?? true {
                // The list has become shorter than that.
                return visit.redirect(to: "/search?" + QueryWriter.write([("q", words.typed), ("kind", kind.name)]))
            }
            return visit.page(SearchPage(visit, member, words, found, chosen: kind, number: number))
        }
    }
}

/// The page of whatever was found.
enum SubjectAddress {
    /// - Parameter title: what the link says; of an item of a register, its reference.
    static func of(_ subject: Subject, titled title: String = "", for member: Member) -> String? {
        switch subject.kind {
        case .action: "/actions/\(ActionID(subject.number).reference)"
        case .strategy: "/plans/\(subject.number)"
        case .member: Policy.may(.manageMembers, member).isAllowed ? "/members/\(subject.number)" : "/members"
        case .decision: "/decisions/\(DecisionID(subject.number).reference)"
        case .meeting: "/meetings/\(subject.number)"
        case .registerItem: RegisterReference(title).map { "/registers/\($0.printed)" }
        default: nil
        }
    }
}
