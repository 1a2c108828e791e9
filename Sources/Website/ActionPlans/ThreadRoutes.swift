import ActionPlans
import Coordination
import HTTPTypes
import Hummingbird
import Partnership
import Reporting
import Tables
import Vocabulary

/// The golden thread of a plan: looked at by all who read it, settled by coordinators.
enum ThreadRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/plans/:plan/thread", .act(.readPlan)) { visit in
            try await PlanLook.load(visit) { look in
                try await look.answer { ThreadPage(look, try await report(look), showing(visit)) }
            }
        }
        routes.get("/plans/:plan/thread.csv", .act(.readPlan)) { visit in
            try await PlanLook.load(visit) { look in
                visit.download(
                    file(look, try await report(look)),
                    name: "thread-\(look.strategy.id.number)-\(look.asAt.moment.day.iso).csv")
            }
        }
        routes.get("/plans/:plan/thread/settle", .act(.settleFinding)) { visit in
            try await PlanLook.load(visit) { look in
                let key = visit.query["finding"]
                guard look.mayAct, let finding = GoldenThread.of(look.picture).finding(key) else {
                    throw PageError.notFound
                }
                return visit.page(SettleFindingPage(look, finding, key: key))
            }
        }
        routes.post("/plans/:plan/thread/settle", .act(.settleFinding)) { visit, form in
            try await PlanLook.load(visit) { look in
                guard look.mayAct else { throw PageError.notFound }
                return try await settle(visit, look, form)
            }
        }
    }

    private static func showing(_ visit: Visit) -> ThreadPage.Showing {
        if visit.query["show"] == "all" { return .everything }
        return ThreadFinding.Kind(rawValue: visit.query["kind"]).map { .kind($0) } ?? .parts
    }

    private static func report(_ look: PlanLook) async throws -> GoldenThreadReport {
        let settled = try await look.visit.house.plans.settledFindings(
            of: look.strategy.id, Sight.of(look.member), at: look.asAt.moment)
        return GoldenThreadReport(look.picture, settled: settled, names: look.names)
    }

    private static func settle(_ visit: Visit, _ look: PlanLook, _ form: FormFields) async throws -> Response {
        let seen = Int64(form["version"]).map(JournalSequence.init)
        let key = form["finding"]
        let finding = GoldenThread.of(look.picture).finding(key)
        var problems: [FieldProblem] = []
        guard let answer = FindingAnswer(rawValue: form["answer"]) else {
            problems = [FieldProblem("answer", visit.words("thread.settle.answer.missing"))]
            if form["note"].isEmpty { problems.append(FieldProblem("note", visit.words("thread.settle.note.missing"))) }
            return visit.page(
                SettleFindingPage(look, finding, key: key, form: form, version: seen, problems: problems),
                status: .unprocessableContent)
        }
        do {
            try await visit.house.plans.perform(
                .settleFinding(SettleFinding(finding: key, answer: answer, note: form["note"]), look.strategy.id),
                by: look.member, expecting: seen)
            return visit.redirect(to: "\(look.path)/thread", note: Note("finding-settled", href: look.path))
        } catch DeskRefusal.problems(let refusals) {
            problems = [FieldProblem](refusals, fields: SettleFindingPage.fields, otherwise: "answer")
        } catch DeskRefusal.stale {
            return try await PlanLook.load(visit) { fresh in
                let stands = GoldenThread.of(fresh.picture).finding(key)
                return visit.page(
                    SettleFindingPage(
                        fresh, stands, key: key, form: form,
                        since: try await PlanSince.changes(fresh, after: seen)),
                    status: .conflict)
            }
        }
        return visit.page(
            SettleFindingPage(look, finding, key: key, form: form, version: seen, problems: problems),
            status: .unprocessableContent)
    }

    private static func file(_ look: PlanLook, _ report: GoldenThreadReport) -> String {
        let words = look.words
        let columns = ["kind", "actions", "place", "found", "advice", "answer", "note", "by", "on"]
        var lines = [columns.map { words("thread.file.\($0)") }]
        for line in report.open + report.settled {
            let finding = line.finding
            lines.append([
                finding.kind.words, finding.actions.map(\.reference).joined(separator: ", "),
                finding.path.map(\.printed).joined(separator: " › "), finding.sentence, finding.kind.advice,
                line.settled?.answer.words ?? "", line.settled?.note ?? "", line.settledBy ?? "",
                line.settled?.on.iso ?? "",
            ])
        }
        return lines.map { CSVWriter.line($0) }.joined()
    }
}
