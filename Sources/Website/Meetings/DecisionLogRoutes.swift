import ActionPlans
import Coordination
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Partnership
import Reporting
import Tables
import Vocabulary

/// The log of decisions: read by all who read meetings, closed by who holds them.
enum DecisionLogRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/decisions", .act(.readMeetings)) { visit in
            let look = try await MeetingLook.load(visit)
            let query = DecisionQuery(visit.query)
            return visit.page(
                DecisionsPage(
                    look, try await look.desk.decisions(query.filter, look.sight, at: look.moment), query,
                    plans: try await look.strategies()))
        }
        routes.get("/decisions.csv", .act(.readMeetings)) { visit in
            let look = try await MeetingLook.load(visit)
            let query = DecisionQuery(visit.query)
            let found = query.passing(try await look.desk.decisions(query.filter, look.sight, at: look.moment))
            return visit.download(file(look, found), name: "decisions-\(look.today.iso).csv")
        }
        routes.get("/decisions/:decision", .act(.readMeetings)) { visit in
            let look = try await MeetingLook.load(visit)
            let decision = try await look.decision()
            let meeting = try await look.desk.meeting(decision.meeting, look.sight, at: look.moment)
            return visit.page(
                DecisionPage(look, decision, meeting, texts: try await texts(look, decision.about.map(\.action))))
        }
        close.add(to: &routes)
    }

    /// The wording of actions in sight.
    private static func texts(_ look: MeetingLook, _ actions: [ActionID]) async throws -> [ActionID: String] {
        var texts: [ActionID: String] = [:]
        for id in actions {
            do {
                let picture = try await look.visit.house.plans.picture(with: id, look.sight, at: look.moment)
                texts[id] = picture.plan.action(id)?.wording.text
            } catch DeskRefusal.notFound {
                continue
            }
        }
        return texts
    }

    private static func file(_ look: MeetingLook, _ decisions: [Decision]) -> String {
        let columns = [
            "decision", "taken", "group", "meeting", "text", "actions", "owner", "comes-back", "state", "sentence",
            "marking",
        ]
        let list = DecisionList(decisions, groups: look.groupNames, names: look.names)
        let lines = list.decisions.map { line in
            [
                line.number, line.taken, line.group, String(line.meeting), line.text,
                line.actions.joined(separator: "; "), line.owner, line.comesBack ?? "", line.state, line.sentence,
                line.marking,
            ]
        }
        return ([columns.map { look.words("decision-file.\($0)") }] + lines).map { CSVWriter.line($0) }.joined()
    }

    private static let close = MeetingForm<Decision>(
        path: "/decisions/:decision/close", act: .holdMeeting, fields: CloseDecisionPage.fields, otherwise: "answer",
        done: "decision-closed",
        load: { try await $0.decision() }, canOpen: { $0.state == .standing },
        show: { look, decision, showing in
            look.visit.formPage(CloseDecisionPage(look, decision, showing), showing)
        },
        read: { look, decision, form in
            switch form["answer"] {
            case "done":
                return .command(.finishDecision(FinishDecision(decision: decision.id, note: form["note"])))
            case "superseded":
                guard let by = DecisionID(reference: form["by"]) else {
                    return .problems([FieldProblem("by", look.words("close.by.missing"))])
                }
                return .command(
                    .supersedeDecision(SupersedeDecision(decision: decision.id, by: by, note: form["note"])))
            default: return .problems([FieldProblem("answer", look.words("close.answer.missing"))])
            }
        }, standing: { _, decision in [decision.state.sentence] },
        next: { decision, _, _ in "/decisions/\(decision.id.reference)" })
}
