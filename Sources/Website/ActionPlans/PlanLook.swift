import ActionPlans
import Coordination
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Partnership
import Reporting
import Vocabulary

/// One plan as one member sees it at one moment: what every page of a plan is made from.
struct PlanLook: Sendable {
    let visit: Visit
    let member: Member
    let asAt: AsAt
    let picture: PlanPicture
    let index: PlanIndex
    let names: StaffNames
    let staff: [Member]

    var plan: Plan { picture.plan }
    var strategy: Strategy { picture.plan.strategy }
    var words: Words { visit.words }
    var faces: StatusFaces { visit.site.faces }
    /// Nothing is done to the past.
    var mayAct: Bool { asAt.moment.isToday }
    var path: String { "/plans/\(strategy.id.number)" }

    /// Whether this member may do an act to the plan, now.
    func may(_ act: Act) -> Bool { mayAct && Policy.may(act, member).isAllowed }

    /// The plan of the path, or the answer that is given instead of it.
    static func load(
        _ visit: Visit, _ show: @Sendable (PlanLook) async throws -> Response
    ) async throws -> Response {
        let id = StrategyID(try visit.number("plan"))
        return try await load(visit, show) { sight, moment in
            try await visit.house.plans.picture(of: id, sight, at: moment)
        }
    }

    /// The plan of the action of the path, with the action.
    static func load(
        action visit: Visit, _ show: @Sendable (PlanLook, Action) async throws -> Response
    ) async throws -> Response {
        guard let id = ActionID(reference: try visit.text("action")) else { throw PageError.notFound }
        return try await load(
            visit,
            { look in
                guard let action = look.plan.action(id) else { throw PageError.notFound }
                return try await show(look, action)
            },
            { sight, moment in try await visit.house.plans.picture(with: id, sight, at: moment) })
    }

    private static func load(
        _ visit: Visit, _ show: @Sendable (PlanLook) async throws -> Response,
        _ find: @Sendable (Sight, Moment) async throws -> PlanPicture
    ) async throws -> Response {
        let member = try visit.member()
        let sight = Sight.of(member)
        switch try await AsAt.read(visit) {
        case .go(let address): return visit.redirect(to: address)
        case .at(var asAt):
            let picture: PlanPicture
            do {
                picture = try await find(sight, asAt.moment)
            } catch DeskRefusal.notFound where !asAt.moment.isToday {
                // It may only not have been here yet on that day.
                let now = try await visit.house.plans.moment()
                picture = try await find(sight, now)
                let imported = picture.plan.strategy.imported.printed
                asAt = AsAt(
                    moment: now, boxes: asAt.boxes,
                    problems: [FieldProblem("as-at-day", visit.words("as-at.before", ["imported": imported]))])
            }
            // A past picture says who worked here then.
            let membership = visit.house.membership
            let staff =
                asAt.moment.isToday
                ? try await membership.members() : try await membership.members(at: asAt.moment.sequence)
            return try await show(
                PlanLook(
                    visit: visit, member: member, asAt: asAt, picture: picture,
                    index: visit.site.indexes.index(of: picture, sight, working: staff.working),
                    names: StaffNames(staff), staff: staff))
        }
    }

    /// Where the figures of a print come from.
    private var source: String {
        words(
            "frame.plan-source",
            [
                "plan": strategy.title, "day": asAt.moment.day.printed,
                "entry": Int(asAt.moment.sequence.number).printed,
            ])
    }

    /// The frame of a page of this plan: its marking is the highest of what is on it.
    func frame(_ heading: String, problems: [FieldProblem] = [], marking: Marking? = nil) -> Frame {
        return FrameMaker.frame(
            visit,
            .init(
                heading, section: strategy.title, area: .plans, marking: marking ?? index.marking,
                problems: asAt.problems + problems, source: source))
    }

    /// Answers with a page of this plan: made once for all who see the same, until something is written.
    ///
    /// - Parameter isPersonal: the page depends on who asks, and not only on their roles and clearance.
    func answer(
        isPersonal: Bool = false, _ make: @escaping @Sendable () async throws -> some PageModel
    ) async throws -> Response {
        guard asAt.problems.isEmpty, visit.banner == nil else { return visit.page(try await make(), status: status) }
        var hasher = Hasher()
        hasher.combine(staff)
        hasher.combine(visit.context.partnership)
        let key = SharedPages.Key(
            address: "\(visit.path)?\(visit.request.uri.query ?? "")", strategy: strategy.id,
            sequence: asAt.moment.sequence, day: asAt.moment.day, ceiling: member.clearance, roles: member.roles,
            member: isPersonal ? member.id : nil, staff: hasher.finalize())
        let shared = visit.site.shared
        let pages = visit.site.pages
        let page = try await shared.page(key) { pages.render(try await make(), marks: shared.marks) }
        let buffer = page.filled(
            formToken: visit.formToken, member: member.post,
            session: visit.visitor.map { FrameMaker.lasting(visit.site, $0) } ?? "",
            printed: FrameMaker.printed(visit.site, source: source))
        return Visit.response(buffer, status: .ok)
    }

    /// The status of the answer: a form that was filled in wrongly, or a day there is no plan of.
    var status: HTTPResponse.Status { asAt.problems.isEmpty ? .ok : .unprocessableContent }
}
