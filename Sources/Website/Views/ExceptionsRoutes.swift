import ActionPlans
import Coordination
import Hummingbird
import Partnership
import Reporting
import Tables
import Vocabulary

/// Everything of a plan that needs somebody, as a page and as a file.
enum ExceptionsRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/plans/:plan/exceptions", .act(.readPlan)) { visit in
            try await PlanLook.load(visit) { look in
                try await look.answer { ExceptionsPage(look) }
            }
        }
        routes.get("/plans/:plan/exceptions.csv", .act(.readPlan)) { visit in
            try await PlanLook.load(visit) { look in
                visit.download(
                    file(look), name: "exceptions-\(look.strategy.id.number)-\(look.asAt.moment.day.iso).csv")
            }
        }
    }

    private static func file(_ look: PlanLook) -> String {
        let words = look.words
        var lines = [["kind", "reference", "number", "text", "leads", "owner", "because"].map { words("file.\($0)") }]
        for exception in look.picture.exceptions(word: look.faces.words.word) {
            guard let position = look.picture.position(of: exception.action) else { continue }
            let action = look.plan.actions[position]
            lines.append([
                exception.kind.words, action.id.reference, action.wording.number ?? "", action.wording.text,
                action.wording.leads.joined(separator: "; "), look.names.owner(action.updateOwner), exception.sentence,
            ])
        }
        return lines.map { CSVWriter.line($0) }.joined()
    }
}
