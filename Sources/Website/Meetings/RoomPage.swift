import ActionPlans
import Coordination
import Partnership
import Reporting
import Vocabulary

/// Meeting mode: reds and decisions one after the other, big and plain, with what can be done about each right there.
struct RoomPage: PageModel {
    /// One stop of the way through the agenda.
    struct Stop: Sendable, Equatable {
        let number: String
        let text: String
        let href: String
        let isCurrent: Bool
        /// Something was written down about it at this meeting.
        let isMinuted: Bool
    }

    /// The item in front of the meeting.
    struct Subject: Sendable, Equatable {
        let reference: String
        let href: String
        let title: String
        let sentence: String
        let heading: String
        let plan: String?
        let status: StatusTag?
        let asked: String?
        let changes: [String]
        let hasChanges: Bool
    }

    /// The delay to be agreed or refused.
    struct Delay: Sendable, Equatable {
        let action: String
        let version: String
        let hidden: String
        let promise: String
        /// The item after this one.
        let next: String
        let facts: [SummaryRow]
        let agrees: ChoiceField
        let note: TextArea
        let stale: StaleNotice?
    }

    struct Said: Sendable, Equatable {
        let what: String?
        let text: String
    }

    static let template = "meetings/room"

    let page: Frame
    let title: String
    let meetingHref: String
    let place: String
    let early: String?
    let stops: [Stop]
    let subject: Subject?
    let isLast: Bool
    let delay: Delay?
    /// What the forms refer to.
    let at: String
    let about: SelectField?
    let noteAction: String
    let said: TextArea
    let saidScreening: ChoiceField?
    let decisionAction: String
    let text: TextArea
    let actions: TextField
    let owner: SelectField
    let comesBack: DateField
    let textScreening: ChoiceField?
    let minuted: [Said]
    let hasMinuted: Bool
    let newActions: [Frame.Link]
    let hasNewActions: Bool
    let attendanceHref: String
    let minutesHref: String
    let previousHref: String?
    let nextHref: String?

    /// Which of the three forms was sent.
    enum Sent: Sendable { case note, decision, delay }

    init(_ look: MeetingLook, _ folder: MeetingFolder, at key: String, sent: Sent? = nil, _ showing: ActionForm.Showing)
    {
        let words = look.words
        let meeting = folder.meeting
        let path = "/meetings/\(meeting.id.number)"
        let items = folder.agenda.items.filter(\.isPressing)
        let index = key == "end" ? nil : items.firstIndex { RoomPage.key($0) == key } ?? (items.isEmpty ? nil : 0)
        let item = index.map { items[$0] }
        page = look.frame(
            words("room.title"), section: meeting.title, marking: folder.marking, problems: showing.problems)
        title = meeting.title
        meetingHref = path
        place = words(
            "room.place",
            ["number": ((index ?? items.count) + 1).printed, "total": (items.count + 1).printed])
        early = meeting.day > look.today ? words("room.early", ["day": meeting.day.printed]) : nil
        let room = "\(path)/room"
        stops = RoomPage.stops(items, index, folder, room, words)
        subject = item.map { RoomPage.subject($0, look, folder) }
        isLast = item == nil
        at = item.map(RoomPage.key) ?? "end"
        let here = index ?? items.count
        let nextKey = here + 1 < items.count ? RoomPage.key(items[here + 1]) : "end"
        delay = item.flatMap {
            RoomPage.delay(
                $0, look, folder, path, next: nextKey, sent == .delay ? showing : ActionForm.Showing())
        }
        about = item == nil ? RoomPage.aboutField(meeting, words, sent == .note ? showing : nil) : nil
        let noteForm = sent == .note ? showing : ActionForm.Showing()
        noteAction = "\(path)/notes"
        said = TextArea(
            "said", words("room.said"), value: noteForm.form["said"], hint: words("room.said.hint"), rows: 3,
            limit: MeetingLimit.text, problems: noteForm.problems)
        saidScreening = ChoiceField.screening(words, noteForm.form, noteForm.problems)
        let decisionForm = sent == .decision ? showing : ActionForm.Showing()
        let isTyped = sent == .decision
        decisionAction = "\(path)/decisions"
        text = TextArea(
            "text", words("room.decision"), value: decisionForm.form["text"], hint: words("room.decision.hint"),
            rows: 3, limit: MeetingLimit.text, problems: decisionForm.problems)
        let named = item.flatMap { $0.itemReference.flatMap(RoomPage.action) }?.reference ?? ""
        actions = TextField(
            "actions", words("room.actions"), value: isTyped ? decisionForm.form["actions"] : named,
            hint: words("room.actions.hint"), width: "medium", problems: decisionForm.problems)
        owner = SelectField(
            "owner", words("room.owner"), options: [("", words("room.owner.nobody"))] + look.choices,
            chosen: decisionForm.form["owner"], problems: decisionForm.problems)
        comesBack = DateField(
            "comes-back", words("room.comes-back"), DateBoxes(decisionForm.form, "comes-back"),
            hint: words("room.comes-back.hint"), problems: decisionForm.problems)
        textScreening = ChoiceField.screening(words, decisionForm.form, decisionForm.problems)
        minuted = RoomPage.minuted(item, folder)
        hasMinuted = !minuted.isEmpty
        let mayAdd = look.may(.addAction)
        newActions =
            mayAdd
            ? folder.pictures.filter { meeting.strategies.contains($0.plan.strategy.id) }.map { picture in
                Frame.Link(
                    picture.plan.strategy.title,
                    "/plans/\(picture.plan.strategy.id.number)/actions/new?meeting=\(meeting.id.number)")
            } : []
        hasNewActions = !newActions.isEmpty
        attendanceHref = "\(path)/attendance"
        minutesHref = "\(path)/minutes"
        previousHref = here > 0 ? "\(room)?at=\(RoomPage.key(items[here - 1]))" : nil
        nextHref = here < items.count ? "\(room)?at=\(nextKey)" : nil
    }

    /// How the address names an item: `delay-12-1`, `action-12`, `decision-3`.
    static func key(_ item: Agenda.Item) -> String {
        switch item.about {
        case .action(let id): "\(item.part.rawValue)-action-\(id.number)"
        case .delay(let id, let promise): "delay-\(id.number)-\(promise)"
        case .decision(let id): "decision-\(id.number)"
        case .register(let due): "register-\(due.reference)"
        case .typed(let number): "typed-\(number)"
        }
    }

    private static func action(_ reference: ItemReference) -> ActionID? {
        if case .action(let id) = reference { id } else { nil }
    }

    private static func stops(
        _ items: [Agenda.Item], _ index: Int?, _ folder: MeetingFolder, _ room: String, _ words: Words
    ) -> [Stop] {
        let noted = Set(folder.notes.compactMap(\.about))
        let decided = Set(folder.decisions.flatMap { $0.about.map(\.action) })
        let stops = items.enumerated().map { position, item in
            let isDecided = item.itemReference.flatMap(action).map { decided.contains($0) } ?? false
            return Stop(
                number: (position + 1).printed,
                text: [item.reference, beginning(item.title, 60)].joined(separator: " "),
                href: "\(room)?at=\(key(item))", isCurrent: position == index,
                isMinuted: isDecided || item.itemReference.map { noted.contains($0) } ?? false)
        }
        return stops + [
            Stop(
                number: (items.count + 1).printed, text: words("room.end"), href: "\(room)?at=end",
                isCurrent: index == nil, isMinuted: false)
        ]
    }

    private static func subject(_ item: Agenda.Item, _ look: MeetingLook, _ folder: MeetingFolder) -> Subject {
        var asked: String?
        var changes: [String] = []
        var href = "/decisions/\(item.reference)"
        if let id = item.itemReference.flatMap(action) {
            href = "/actions/\(item.reference)"
            if let (found, picture) = folder.action(id) {
                asked = look.words(
                    "room.owner-is", ["post": found.updateOwner.map(look.names.post) ?? look.words("groups.vacant")])
                let word = look.visit.site.faces.words
                changes = picture.changes(of: id, word: { word.word($0) }).map {
                    "\($0.what): \(beginning($0.new ?? look.words("action.nothing"), 160))"
                }
            }
        }
        if case .register(let due) = item.about { href = due.href }
        return Subject(
            reference: item.reference, href: href, title: item.title, sentence: item.sentence,
            heading: item.part.words,
            plan: item.strategy.flatMap { MeetingPage.titles(folder)[$0] },
            status: item.status.map { look.visit.site.faces.tag($0) }, asked: asked, changes: changes,
            hasChanges: !changes.isEmpty)
    }

    /// The request, where this member may decide it.
    private static func delay(
        _ item: Agenda.Item, _ look: MeetingLook, _ folder: MeetingFolder, _ path: String,
        next: String, _ showing: ActionForm.Showing
    ) -> Delay? {
        guard case .delay(let id, let number) = item.about, let (action, picture) = folder.action(id),
            let promise = action.promise(number), let request = promise.request,
            ActionPolicy.may(.decideDelay, look.member, on: action, promise: number).isAllowed
        else { return nil }
        let words = look.words
        let due = picture.standing(of: id)?.commitments.first { $0.promise.number == number }?.due
        return Delay(
            action: "\(path)/delays", version: (showing.version ?? action.version).description,
            hidden: action.id.reference, promise: String(number),
            next: next,
            facts: [
                SummaryRow(words("decide.commitment"), promise.commitment.wording ?? words("action.no-wording")),
                SummaryRow(words("decide.due"), due?.printed ?? words("plan.no-date")),
                SummaryRow(words("decide.asked"), request.newDay.printed),
                SummaryRow(words("decide.by"), look.names.post(request.by)),
                SummaryRow(words("decide.slips"), promise.slips.printed),
            ],
            agrees: ChoiceField(
                "agrees", words("decide.question"),
                choices: [("yes", words("decide.yes"), nil), ("no", words("decide.no"), words("decide.no.hint"))],
                chosen: [showing.form["agrees"]], problems: showing.problems),
            note: TextArea(
                "note", words("decide.note"), value: showing.form["note"], hint: words("room.delay-note.hint"), rows: 2,
                limit: TextLimit.reason - 40, problems: showing.problems), stale: StaleNotice(showing.since))
    }

    private static func aboutField(_ meeting: Meeting, _ words: Words, _ showing: ActionForm.Showing?) -> SelectField? {
        guard !meeting.items.isEmpty else { return nil }
        return SelectField(
            "about", words("room.about"),
            options: [("", words("room.about.nothing"))]
                + meeting.items.map { (ItemReference.typed($0.number).name, beginning($0.text, 80)) },
            chosen: showing?.form["about"] ?? "", problems: showing?.problems ?? [])
    }

    /// What stands in the minutes about the item; at the end, everything.
    private static func minuted(_ item: Agenda.Item?, _ folder: MeetingFolder) -> [Said] {
        let notes = folder.notes.filter { note in
            note.kind == .discussed && (item == nil || item?.itemReference == note.about)
        }
        let action = item?.itemReference.flatMap(action)
        let decisions = folder.decisions.filter { decision in
            item == nil || action.map { id in decision.about.contains { $0.action == id } } ?? false
        }
        return notes.map { note in
            var about: String?
            switch note.about {
            case .action(let id): about = id.reference
            case .decision(let id): about = id.reference
            case .typed(let number): about = folder.meeting.items.first { $0.number == number }?.text ?? ""
            case nil: break
            }
            return Said(what: about, text: note.text)
        } + decisions.map { Said(what: $0.id.reference, text: $0.text) }
    }

    private init(page: Frame, isLast: Bool) {
        self.page = page
        title = "Quarterly meeting"
        meetingHref = "/meetings/1"
        place = "1 of 3"
        early = "The meeting is on 4 March 2009."
        stops = [
            Stop(number: "1", text: "AP-0012", href: "/meetings/1/room?at=action-12", isCurrent: true, isMinuted: true)
        ]
        subject =
            isLast
            ? nil
            : Subject(
                reference: "AP-0012", href: "/actions/AP-0012", title: "Open a second outreach base.",
                sentence: "Overdue: due 30 April 2003", heading: "Red", plan: "Example City drug strategy",
                status: StatusTag.examples[0], asked: "Treatment Commissioner", changes: ["Colour: Overdue"],
                hasChanges: true)
        self.isLast = isLast
        delay =
            isLast
            ? nil
            : Delay(
                action: "/meetings/1/delays", version: "17", hidden: "AP-0012", promise: "1",
                next: "end", facts: SummaryRow.examples, agrees: ChoiceField.examples[0], note: TextArea.examples[1],
                stale: StaleNotice.examples[0])
        at = "end"
        about = isLast ? SelectField.examples[0] : nil
        noteAction = "/meetings/1/notes"
        said = TextArea.examples[0]
        saidScreening = ChoiceField.examples[1]
        decisionAction = "/meetings/1/decisions"
        text = TextArea.examples[0]
        actions = TextField.examples[0]
        owner = SelectField.examples[0]
        comesBack = DateField.examples[0]
        textScreening = ChoiceField.examples[1]
        minuted = [Said(what: "D-0001", text: "Open it in June.")]
        hasMinuted = true
        newActions = [Frame.Link("Example City drug strategy", "/plans/1/actions/new?meeting=1")]
        hasNewActions = true
        attendanceHref = "/meetings/1/attendance"
        minutesHref = "/meetings/1/minutes"
        previousHref = "/meetings/1/room?at=action-11"
        nextHref = "/meetings/1/room?at=action-13"
    }

    static var examples: [RoomPage] {
        [RoomPage(page: Frame.examples[1], isLast: false), RoomPage(page: Frame.examples[1], isLast: true)]
    }
}
