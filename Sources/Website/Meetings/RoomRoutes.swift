import ActionPlans
import Coordination
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Partnership
import Vocabulary

/// Meeting mode: what is said, decided and agreed in the room.
enum RoomRoutes {
    static let noteFields: Set<String> = ["said", "about"]
    static let decisionFields: Set<String> = ["text", "actions", "owner"]
    static let delayFields: Set<String> = ["agrees", "note"]

    static func add(to routes: inout RouteTable) {
        routes.get("/meetings/:meeting/room", .act(.holdMeeting)) { visit in
            let look = try await MeetingLook.load(visit)
            _ = try await MeetingRoutes.open(look)
            return visit.page(
                RoomPage(look, try await look.folder(), at: visit.query["at"], ActionForm.Showing()))
        }
        note.addPost(to: &routes)
        decision.addPost(to: &routes)
        routes.post("/meetings/:meeting/delays", .act(.holdMeeting)) { visit, form in
            let look = try await MeetingLook.load(visit)
            return try await decideDelay(look, try await look.meeting(), form)
        }
    }

    private static func show(
        _ look: MeetingLook, _ sent: RoomPage.Sent, _ showing: ActionForm.Showing
    ) async throws -> Response {
        look.visit.formPage(
            RoomPage(look, try await look.folder(), at: showing.form["at"], sent: sent, showing), showing)
    }

    /// The same item again; the address is ours, whatever was sent.
    private static func path(_ meeting: MeetingID, at key: String) -> String {
        let isPlain = key.utf8.count <= 40 && key.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        return "/meetings/\(meeting.number)/room\(isPlain && !key.isEmpty ? "?at=\(key)" : "")"
    }

    private static let note = MeetingForm<Meeting>(
        path: "/meetings/:meeting/notes", act: .holdMeeting, fields: noteFields, otherwise: "said",
        done: "item-discussed", load: { try await $0.meeting() },
        show: { look, _, showing in try await show(look, .note, showing) },
        read: { look, meeting, form in
            let name = form["about"]
            let about = ItemReference(name: name) ?? reference(of: form["at"])
            return .command(.noteDiscussed(NoteDiscussed(meeting: meeting.id, about: about, text: form["said"])))
        }, standing: { MeetingRoutes.standing($0, $1) },
        next: { meeting, _, form in path(meeting.id, at: form["at"]) })

    private static let decision = MeetingForm<Meeting>(
        path: "/meetings/:meeting/decisions", act: .holdMeeting, fields: decisionFields, dates: ["comes-back"],
        otherwise: "text", done: "decision-taken", load: { try await $0.meeting() },
        show: { look, _, showing in try await show(look, .decision, showing) },
        read: { look, meeting, form in
            var days = DayReader(look.words)
            let comesBack = days.optional(
                DateBoxes(form, "comes-back"), "comes-back", look.words("room.comes-back.name"))
            var problems = days.problems
            let pieces = form["actions"].split { !($0.isLetter || $0.isNumber || $0 == "-") }
            let actions = pieces.compactMap { ActionID(reference: $0) }
            if actions.count != pieces.count {
                problems.insert(FieldProblem("actions", look.words("room.actions.unknown")), at: 0)
            }
            if form["text"].isEmpty {
                problems.insert(FieldProblem("text", look.words("room.decision.missing")), at: 0)
            }
            guard problems.isEmpty else { return .problems(problems) }
            return .command(
                .takeDecision(
                    TakeDecision(
                        meeting: meeting.id, text: form["text"], actions: actions,
                        owner: form["owner"].isEmpty ? nil : MemberID(Int(form["owner"]) ?? 0), comesBack: comesBack)))
        }, standing: { MeetingRoutes.standing($0, $1) },
        next: { meeting, _, form in path(meeting.id, at: form["at"]) })

    /// What an item of the room is about: `reds-action-12` is about action 12.
    static func reference(of key: String) -> ItemReference? {
        let pieces = key.split(separator: "-")
        guard let kind = pieces.first else { return nil }
        if kind == "delay", pieces.count == 3, let number = Int(pieces[1]) { return .action(ActionID(number)) }
        return ItemReference(name: pieces.suffix(2).joined(separator: "-"))
    }

    // MARK: Delays

    /// Agreed or refused as on the action's own page, with the meeting named, and a line for the minutes.
    private static func decideDelay(
        _ look: MeetingLook, _ meeting: Meeting, _ form: FormFields
    ) async throws -> Response {
        let seen = Int64(form["version"]).map(JournalSequence.init)
        func again(_ problems: [FieldProblem]) async throws -> Response {
            try await show(look, .delay, .init(form: form, version: seen, problems: problems))
        }
        guard let action = ActionID(reference: form["action"]), let promise = Int(form["promise"]) else {
            return try await again([FieldProblem("agrees", look.words("room.delay.unknown"))])
        }
        guard ["yes", "no"].contains(form["agrees"]) else {
            return try await again([FieldProblem("agrees", look.words("decide.missing"))])
        }
        guard meeting.day <= look.today else {
            return try await again([
                FieldProblem("agrees", look.words("room.early", ["day": meeting.day.printed]))
            ])
        }
        let agrees = form["agrees"] == "yes"
        let picture = try await look.visit.house.plans.picture(with: action, look.sight, at: look.moment)
        let asked = picture.plan.action(action)?.promise(promise)?.request
        let note = form["note"]
        let named = look.words("room.delay-note", ["number": String(meeting.id.number)])
        do {
            try await look.visit.house.plans.perform(
                .decideDelay(
                    DecideDelay(
                        action: action, promise: promise, agrees: agrees,
                        note: note.isEmpty ? (agrees ? named : nil) : "\(named): \(note)")),
                by: look.member, expecting: seen)
        } catch DeskRefusal.problems(let refusals) {
            return try await again([FieldProblem](refusals, fields: delayFields, otherwise: "agrees"))
        } catch DeskRefusal.stale {
            let fresh = try await MeetingLook.load(look.visit)
            var response = try await show(fresh, .delay, .init(form: form, since: [look.words("stale.unknown")]))
            response.status = .conflict
            return response
        }
        let day = asked?.newDay.printed ?? ""
        let line = look.words(
            agrees ? "room.minute.agreed" : "room.minute.refused", ["day": day, "number": String(promise)])
        try await look.desk.perform(
            .noteDiscussed(
                NoteDiscussed(
                    meeting: meeting.id, about: .action(action), text: note.isEmpty ? line : "\(line) \(note)")),
            by: look.member, isScreeningConfirmed: true)
        return look.visit.redirect(
            to: path(meeting.id, at: form["next"]), note: Note("delay-decided", ["reference": action.reference]))
    }
}
