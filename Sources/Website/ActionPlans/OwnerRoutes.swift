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
            try await PlanLook.load(try await visit.withDraft()) { look in
                guard look.mayAct else { throw PageError.notFound }
                let begun = try await PlanSince.begun(look, stands: look.strategy.version)
                return visit.page(
                    try await page(look, form: begun.form, version: begun.version, since: begun.since))
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
        let proposal = try await proposal(look)
        return OwnersPage(
            look, proposal, members: look.staff, chosenVacant: try await chosenVacant(look, proposal), form: form,
            version: version, since: since, problems: problems)
    }

    private static func proposal(_ look: PlanLook) async throws -> OwnerProposal {
        OwnerProposal(members: look.staff, agencies: try await look.visit.house.membership.agencies())
    }

    /// The vacant actions of which a person has said that they are to be vacant, where somebody could be proposed.
    private static func chosenVacant(_ look: PlanLook, _ proposal: OwnerProposal) async throws -> Set<ActionID> {
        var chosen: Set<ActionID> = []
        for group in LeadGroup.all(in: look.plan) where group.isVacant && proposal.member(for: group.wording) != nil {
            for action in group.actions.prefix(20) {
                let history = try await look.visit.house.plans.history(
                    of: action.id, Sight.of(look.member), at: look.asAt.moment, limit: 30)
                for case .ownersConfirmed(let facts) in history.compactMap(\.payload) {
                    if facts.assignments.first?.updateOwner == nil { chosen.insert(action.id) }
                    break
                }
            }
        }
        return chosen
    }

    private static func submit(_ visit: Visit, _ look: PlanLook, _ form: FormFields) async throws -> Response {
        guard look.mayAct else { throw PageError.notFound }
        let seen = Int64(form["version"]).map(JournalSequence.init)
        let proposal = try await proposal(look)
        let assignments = read(look, form, proposal, try await chosenVacant(look, proposal))
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
                    try await page(fresh, form: form, since: try await PlanSince.changes(fresh, after: seen)),
                    status: .conflict)
            }
        }
    }

    /// What the choices change; who contributes besides stays.
    private static func read(
        _ look: PlanLook, _ form: FormFields, _ proposal: OwnerProposal, _ chosenVacant: Set<ActionID>
    ) -> [OwnersConfirmed.Assignment] {
        LeadGroup.all(in: look.plan).enumerated().flatMap { index, group -> [OwnersConfirmed.Assignment] in
            let field = index == 0 ? "lead" : "lead-\(index + 1)"
            guard form.holds(field), form[field] != LeadGroup.keep else { return [] }
            let owner = Int(form[field]).map { MemberID($0) }
            // "Vacant" against a proposal is an answer, and is recorded, so that the proposal is not made again.
            let isAnswer =
                owner == nil && group.isVacant && !group.isChosenVacant(chosenVacant)
                && proposal.member(for: group.wording) != nil
            return group.actions.filter { isAnswer || $0.updateOwner != owner }.map {
                OwnersConfirmed.Assignment(
                    action: $0.id, updateOwner: owner, contributing: $0.contributing.sorted())
            }
        }
    }
}
