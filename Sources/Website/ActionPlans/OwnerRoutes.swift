import ActionPlans
import Coordination
import HTTPTypes
import Hummingbird
import Partnership
import Vocabulary

/// Confirming update owners: one choice for each wording of a lead.
enum OwnerRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/plans/:plan/owners", .act(.confirmOwners)) { visit in
            try await PlanLook.load(visit) { look in
                guard look.mayAct else { throw PageError.notFound }
                return visit.page(try await page(look))
            }
        }
        routes.post("/plans/:plan/owners", .act(.confirmOwners)) { visit, form in
            try await PlanLook.load(visit) { look in
                guard look.mayAct else { throw PageError.notFound }
                return try await submit(visit, look, form)
            }
        }
    }

    private static func page(
        _ look: PlanLook, form: FormFields? = nil, version: JournalSequence? = nil, since: [String] = [],
        problems: [FieldProblem] = []
    ) async throws -> OwnersPage {
        let members = try await look.visit.house.membership.members()
        let agencies = try await look.visit.house.membership.agencies()
        return OwnersPage(
            look, OwnerProposal(members: members, agencies: agencies), members: members, form: form, version: version,
            since: since, problems: problems)
    }

    private static func submit(_ visit: Visit, _ look: PlanLook, _ form: FormFields) async throws -> Response {
        guard look.mayAct else { throw PageError.notFound }
        let seen = Int64(form["version"]).map(JournalSequence.init)
        let assignments = read(look, form)
        guard !assignments.isEmpty else {
            return visit.redirect(to: look.path, note: Note("owners-unchanged"))
        }
        do {
            try await visit.house.plans.perform(
                .confirmOwners(ConfirmOwners(assignments: assignments), look.strategy.id), by: look.member,
                expecting: seen)
            return visit.redirect(
                to: look.path,
                note: Note("owners-confirmed", ["count": assignments.count.printed], href: "\(look.path)/settle"))
        } catch DeskRefusal.problems(let refusals) {
            let problems = [FieldProblem](refusals, fields: [], otherwise: "lead")
            return visit.page(
                try await page(look, form: form, version: seen, problems: problems), status: .unprocessableContent)
        } catch DeskRefusal.stale {
            return try await PlanLook.load(visit) { fresh in
                visit.page(
                    try await page(fresh, form: form, since: [visit.words("stale.plan")]), status: .conflict)
            }
        }
    }

    /// What the choices change; who contributes besides stays.
    private static func read(_ look: PlanLook, _ form: FormFields) -> [OwnersConfirmed.Assignment] {
        LeadGroup.all(in: look.plan).enumerated().flatMap { index, group -> [OwnersConfirmed.Assignment] in
            let field = index == 0 ? "lead" : "lead-\(index + 1)"
            guard form.holds(field) else { return [] }
            let owner = Int(form[field]).map { MemberID($0) }
            return group.actions.filter { $0.updateOwner != owner }.map {
                OwnersConfirmed.Assignment(
                    action: $0.id, updateOwner: owner, contributing: $0.contributing.sorted())
            }
        }
    }
}
