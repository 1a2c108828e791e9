import Coordination
import HTTPTypes
import Hummingbird
import Partnership
import Vocabulary

/// Agencies and what becomes of them: renamed, merged, replaced.
enum AgencyRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/agencies", .act(.readMembers), showAll)
        routes.get("/agencies/:agency/edit", .act(.manageAgencies)) { visit in
            visit.page(try await editPage(visit, try await agency(visit)))
        }
        routes.post("/agencies/:agency/edit", .act(.manageAgencies), rename)
        for isMerger in [true, false] {
            let path = "/agencies/:agency/\(isMerger ? "merge" : "replace")"
            routes.get(path, .act(.manageAgencies)) { visit in
                visit.page(try await endPage(visit, try await agency(visit), isMerger))
            }
            routes.post(path, .act(.manageAgencies)) { visit, form in try await end(visit, form, isMerger) }
        }
    }

    private static func frame(_ visit: Visit, _ key: String, problems: [FieldProblem] = []) -> Frame {
        FrameMaker.frame(visit, .init(visit.words(key), area: .members, problems: problems))
    }

    /// A present agency; nothing is done to one that has gone.
    private static func agency(_ visit: Visit) async throws -> Agency {
        let id = AgencyID(try visit.number("agency"))
        guard let agency = try await visit.house.membership.agencies().first(where: { $0.id == id }), agency.isCurrent
        else { throw PageError.notFound }
        return agency
    }

    private static func version(_ visit: Visit, _ agency: Agency) async throws -> JournalSequence {
        try await visit.house.membership.version(of: .agency(agency.id))
    }

    private static func showAll(_ visit: Visit) async throws -> Response {
        let membership = visit.house.membership
        return visit.page(
            AgenciesPage(
                page: frame(visit, "agencies.title"), agencies: try await membership.agencies(),
                members: try await membership.members(),
                mayManage: Policy.may(.manageAgencies, try visit.member()).isAllowed, words: visit.words))
    }

    private static func stands(_ agency: Agency, _ words: Words) -> String {
        words(
            "agencies.stands",
            ["name": agency.name, "short": agency.short ?? words("since.nothing")])
    }

    // MARK: Another name

    private static func editPage(
        _ visit: Visit, _ agency: Agency, form: FormFields? = nil, version seen: JournalSequence? = nil,
        since: [String] = [], problems: [FieldProblem] = []
    ) async throws -> AgencyEditPage {
        let stands = try await version(visit, agency)
        return AgencyEditPage(
            page: frame(visit, "agency-edit.title", problems: problems), words: visit.words, agency: agency,
            version: seen ?? stands, form: form, since: since, problems: problems)
    }

    private static func rename(_ visit: Visit, _ form: FormFields) async throws -> Response {
        let agency = try await agency(visit)
        let seen = Int64(form["version"]).map(JournalSequence.init)
        do {
            try await visit.house.membership.perform(
                .renameAgency(RenameAgency(agency: agency.id, names: names(form))), by: try visit.member(),
                expecting: seen)
            return visit.redirect(to: "/agencies", note: Note("agency-renamed"))
        } catch DeskRefusal.problems(let refusals) {
            let problems = [FieldProblem](refusals, fields: AgencyEditPage.fields, otherwise: "name")
            return visit.page(
                try await editPage(visit, agency, form: form, version: seen, problems: problems),
                status: .unprocessableContent)
        } catch DeskRefusal.stale {
            return visit.page(
                try await editPage(visit, agency, form: form, since: [stands(agency, visit.words)]), status: .conflict)
        }
    }

    private static func names(_ form: FormFields) -> AgencyNames {
        AgencyNames(name: form["name"], short: form["short"].isEmpty ? nil : form["short"])
    }

    // MARK: Its end

    private static func endPage(
        _ visit: Visit, _ agency: Agency, _ isMerger: Bool, form: FormFields = FormFields(),
        version seen: JournalSequence? = nil, since: [String] = [], problems: [FieldProblem] = []
    ) async throws -> AgencyEndPage {
        let membership = visit.house.membership
        let stands = try await version(visit, agency)
        return AgencyEndPage(
            page: frame(visit, isMerger ? "agency-merge.title" : "agency-replace.title", problems: problems),
            words: visit.words, agency: agency, agencies: try await membership.agencies(),
            movers: try await movers(visit, agency), isMerger: isMerger, version: seen ?? stands, form: form,
            since: since, problems: problems)
    }

    private static func movers(_ visit: Visit, _ agency: Agency) async throws -> [Member] {
        let members = try await visit.house.membership.members()
        let moving = Set(members.moving(from: agency.id))
        return members.filter { moving.contains($0.id) }
    }

    private static func end(_ visit: Visit, _ form: FormFields, _ isMerger: Bool) async throws -> Response {
        let agency = try await agency(visit)
        let words = visit.words
        let seen = Int64(form["version"]).map(JournalSequence.init)
        // The page names who moves; somebody who came or went since is named before it is done.
        if form.holds("moving"), form["moving"] != AgencyEndPage.moving(try await movers(visit, agency)) {
            return visit.page(
                try await endPage(visit, agency, isMerger, form: form, since: [words("agencies.movers-changed")]),
                status: .conflict)
        }
        let command: MembershipCommand
        if isMerger {
            guard let into = Int(form["into"]) else {
                let problems = [FieldProblem("into", words("agency-merge.into.missing"))]
                return visit.page(
                    try await endPage(visit, agency, isMerger, form: form, version: seen, problems: problems),
                    status: .unprocessableContent)
            }
            command = .mergeAgency(MergeAgency(agency: agency.id, into: AgencyID(into)))
        } else {
            command = .replaceAgency(ReplaceAgency(agency: agency.id, successor: names(form)))
        }
        do {
            try await visit.house.membership.perform(command, by: try visit.member(), expecting: seen)
            return visit.redirect(to: "/agencies", note: Note(isMerger ? "agency-merged" : "agency-replaced"))
        } catch DeskRefusal.problems(let refusals) {
            let problems = [FieldProblem](
                refusals, fields: AgencyEndPage.fields, otherwise: isMerger ? "into" : "name")
            return visit.page(
                try await endPage(visit, agency, isMerger, form: form, version: seen, problems: problems),
                status: .unprocessableContent)
        } catch DeskRefusal.stale {
            return visit.page(
                try await endPage(visit, agency, isMerger, form: form, since: [stands(agency, words)]),
                status: .conflict)
        }
    }
}
