import Coordination
import Hummingbird
import Partnership
import Reporting

/// The first page of whoever sees plans: what waits for them.
enum MyWorkRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/my-work", .act(.readPlan)) { visit in
            let member = try visit.member()
            let found = try await visit.house.work.work(of: member)
            let names = StaffNames(try await visit.house.membership.members())
            let look = WorkLook(visit: visit, member: member, found: found, names: names)
            return visit.page(MyWorkPage(look))
        }
    }
}

/// What the sections of "my work" are made from.
struct WorkLook: Sendable {
    let visit: Visit
    let member: Member
    let found: WorkDesk.Found
    let names: StaffNames
}
