import ActionPlans
import Coordination
import Partnership
import Vocabulary

/// The open actions of a member, as rows of a table.
struct WorkRow: Sendable, Equatable {
    static let most = 200

    let reference: String
    let href: String
    let text: String
    let plan: String
    /// Asked for updates, or contributing.
    let part: String
    let due: String
    let status: StatusTag

    static let example = WorkRow(
        reference: "AP-0012", href: "/actions/AP-0012", text: "Open a second outreach base.",
        plan: "Crack cocaine strategy", part: "Update owner", due: "30 Apr 2003", status: StatusTag.examples[0])
}

/// What a member has to do, in the sight of whoever looks: nothing else is counted.
struct WorkList: Sendable {
    let rows: [WorkRow]
    let owned: Int
    let contributing: Int
    let marking: Marking
    /// The references of what the member owns and contributes to, for comparing.
    let owners: [ActionID: Bool]

    var count: Int { owned + contributing }

    static func make(_ member: Member, _ visit: Visit, at moment: Moment? = nil) async throws -> WorkList {
        let plans = visit.house.plans
        let now = try await plans.moment()
        let found = try await plans.work(of: member.id, try visit.sight(), at: moment ?? now)
        var rows: [WorkRow] = []
        var owners: [ActionID: Bool] = [:]
        var marking = Marking.official
        for one in found {
            for (action, isOwner) in one.work.owned.map({ ($0, true) }) + one.work.contributing.map({ ($0, false) }) {
                owners[action.id] = isOwner
                marking = max(marking, max(action.marking, one.picture.plan.strategy.marking))
                guard rows.count < WorkRow.most else { continue }
                rows.append(row(action, isOwner, one.picture, visit))
            }
        }
        return WorkList(
            rows: rows, owned: owners.values.count { $0 }, contributing: owners.values.count { !$0 }, marking: marking,
            owners: owners)
    }

    private static func row(_ action: Action, _ isOwner: Bool, _ picture: PlanPicture, _ visit: Visit) -> WorkRow {
        let standing = picture.standing(of: action.id)
        return WorkRow(
            reference: action.id.reference, href: "/actions/\(action.id.reference)",
            text: beginning(action.wording.text, 160), plan: picture.plan.strategy.title,
            part: visit.words(isOwner ? "people.owner" : "people.contributor"),
            due: standing?.nextDeadline.map(PageTime.short) ?? visit.words("plan.no-date"),
            status: visit.site.faces.tag(standing?.status ?? .underWay))
    }
}
