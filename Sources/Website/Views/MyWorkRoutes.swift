import ActionPlans
import Coordination
import Hummingbird
import Partnership
import Reporting
import Vocabulary

/// The first page of whoever sees plans: what waits for them.
enum MyWorkRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/my-work", .act(.readPlan)) { visit in
            let member = try visit.member()
            let staff = try await visit.house.membership.members()
            guard visit.banner == nil else { return visit.page(try await page(visit, member, staff)) }
            // Made once for a member, until something is written or another visit begins.
            var hasher = Hasher()
            hasher.combine(staff)
            hasher.combine(visit.context.partnership)
            hasher.combine(try await visit.house.visits.visit(of: member.id)?.since)
            let moment = try await visit.house.plans.moment()
            let key = SharedPages.Key(
                address: visit.path, strategy: StrategyID(0), sequence: moment.sequence, day: moment.day,
                ceiling: member.clearance, roles: member.roles, member: member.id, staff: hasher.finalize())
            let shared = visit.site.shared
            let pages = visit.site.pages
            let made = try await shared.page(key) {
                pages.render(try await page(visit, member, staff), marks: shared.marks)
            }
            let source = "\(visit.site.settings.address.origin)\(visit.path)"
            return Visit.response(
                made.filled(
                    formToken: visit.formToken, member: member.post,
                    session: visit.visitor.map { FrameMaker.lasting(visit.site, $0) } ?? "",
                    printed: FrameMaker.printed(visit.site, source: source)), status: .ok)
        }
    }

    private static func page(_ visit: Visit, _ member: Member, _ staff: [Member]) async throws -> MyWorkPage {
        let found = try await visit.house.work.work(of: member)
        let due = try await visit.house.registers.due(Sight.of(member), at: found.moment)
        return MyWorkPage(WorkLook(visit: visit, member: member, found: found, due: due, names: StaffNames(staff)))
    }
}

/// What the sections of "my work" are made from.
struct WorkLook: Sendable {
    let visit: Visit
    let member: Member
    let found: WorkDesk.Found
    /// What is due in the registers, as far as this member sees.
    let due: [DueMatter]
    let names: StaffNames
}
