import ActionPlans
import Coordination
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Partnership
import Reporting
import Vocabulary

/// What every page about groups, meetings and decisions is made from: who asks, and what they may see, now.
struct MeetingLook: Sendable {
    let visit: Visit
    let member: Member
    let sight: Sight
    let moment: Moment
    let groups: [Group]
    let staff: [Member]
    let names: StaffNames

    var words: Words { visit.words }
    var today: Day { moment.day }
    var desk: MeetingDesk { visit.house.meetings }

    static func load(_ visit: Visit) async throws -> MeetingLook {
        let member = try visit.member()
        let sight = Sight.of(member)
        let moment = try await visit.house.plans.moment()
        let staff = try await visit.house.membership.members()
        return MeetingLook(
            visit: visit, member: member, sight: sight, moment: moment,
            groups: try await visit.house.meetings.groups(sight, at: moment), staff: staff, names: StaffNames(staff))
    }

    func may(_ act: Act) -> Bool { Policy.may(act, member).isAllowed }

    /// The group of the path.
    func group() throws -> Group {
        let id = GroupID(try visit.number("group"))
        guard let group = groups.first(where: { $0.id == id }) else { throw PageError.notFound }
        return group
    }

    /// The meeting of the path, without its agenda.
    func meeting() async throws -> Meeting {
        try await desk.meeting(MeetingID(try visit.number("meeting")), sight, at: moment)
    }

    /// The meeting of the path with its agenda, decisions and notes.
    func folder() async throws -> MeetingFolder {
        let words = visit.site.faces.words
        return try await desk.folder(MeetingID(try visit.number("meeting")), sight, word: { words.word($0) })
    }

    /// The decision of the path, `D-0012`.
    func decision() async throws -> Decision {
        guard let id = DecisionID(reference: try visit.text("decision")) else { throw PageError.notFound }
        return try await desk.decision(id, sight, at: moment)
    }

    func name(of group: GroupID) -> String { groups.first { $0.id == group }?.name ?? "" }

    var groupNames: [GroupID: String] {
        Dictionary(groups.map { ($0.id, $0.name) }, uniquingKeysWith: { one, _ in one })
    }

    func strategies() async throws -> [Strategy] {
        try await visit.house.plans.strategies(sight, at: moment)
    }

    func frame(
        _ heading: String, section: String? = nil, marking: Marking = .official, problems: [FieldProblem] = []
    ) -> Frame {
        FrameMaker.frame(
            visit,
            .init(
                heading, section: section, area: .meetings, marking: marking, problems: problems,
                source: words(
                    "meetings.source", ["day": today.printed, "entry": Int(moment.sequence.number).printed])))
    }

    /// The three lists of this part of the service.
    func tabs(_ current: String) -> [Tab] {
        [("meetings", "/meetings"), ("groups", "/groups"), ("decisions", "/decisions")].map { key, href in
            Tab(text: words("meetings.tab.\(key)"), href: href, isCurrent: key == current, count: nil)
        }
    }

    /// Members who could be chosen, by post.
    var choices: [(value: String, text: String)] {
        staff.filter(\.isActive).sorted { ($0.post.lowercased(), $0.id) < ($1.post.lowercased(), $1.id) }
            .map { (String($0.id.number), names.name($0.id)) }
    }

    /// Markings up to the member's own clearance.
    func markingField(_ chosen: String, problems: [FieldProblem]) -> ChoiceField {
        ChoiceField(
            "marking", words("meetings.marking"),
            choices: Marking.allCases.filter { $0 <= member.clearance || $0.rawValue == chosen }
                .map { ($0.rawValue, $0.printed, nil) }, chosen: [chosen], hint: words("meetings.marking.hint"),
            problems: problems)
    }
}

/// What others did since a form was opened: shown above what was typed.
struct StaleNotice: Component, Equatable {
    static let template = "parts/stale-notice"

    let since: [String]

    /// Nil where nothing came in between.
    init?(_ since: [String]) {
        guard !since.isEmpty else { return nil }
        self.since = since
    }

    static var examples: [StaleNotice] { [StaleNotice(["The name was changed."])].compactMap(\.self) }
}

/// What was typed: a command, or what is wrong with it.
enum MeetingAnswer: Sendable {
    case command(MeetingCommand)
    case problems([FieldProblem])
}

/// A form about a group, a meeting or a decision: shown to who may, sent as a command, shown again with everything that
/// is wrong, or with what stands now where somebody was faster.
struct MeetingForm<Thing: Sendable>: Sendable {
    typealias Showing = ActionForm.Showing

    let path: String
    let act: Act
    let fields: Set<String>
    var dates: Set<String> = []
    /// The field a problem belongs to that has none of the form's.
    let otherwise: String
    /// The key of the note on the next page.
    let done: String
    let load: @Sendable (MeetingLook) async throws -> Thing
    /// Whether the form can be opened at all. A form that was opened in time is answered in words even where it cannot
    /// any more, so that nothing typed is lost.
    var canOpen: @Sendable (Thing) -> Bool = { _ in true }
    let show: @Sendable (MeetingLook, Thing, Showing) async throws -> Response
    let read: @Sendable (MeetingLook, Thing, FormFields) async throws -> MeetingAnswer
    /// What stands now, for who comes too late.
    let standing: @Sendable (MeetingLook, Thing) -> [String]
    let next: @Sendable (Thing, Performed, FormFields) -> String

    func add(to routes: inout RouteTable) {
        routes.get(path, .act(act)) { visit in
            let look = try await MeetingLook.load(visit)
            let thing = try await load(look)
            guard canOpen(thing) else { throw PageError.notFound }
            return try await show(look, thing, Showing())
        }
        addPost(to: &routes)
    }

    /// The form alone, where another page shows it.
    func addPost(to routes: inout RouteTable) {
        routes.post(path, .act(act)) { visit, form in
            let look = try await MeetingLook.load(visit)
            return try await submit(look, try await load(look), form)
        }
    }

    private func submit(_ look: MeetingLook, _ thing: Thing, _ form: FormFields) async throws -> Response {
        let seen = Int64(form["version"]).map(JournalSequence.init)
        switch try await read(look, thing, form) {
        case .problems(let problems):
            return try await show(look, thing, Showing(form: form, version: seen, problems: problems))
        case .command(let command):
            do {
                let performed = try await look.desk.perform(
                    command, by: look.member, expecting: seen, isScreeningConfirmed: form["screening"] == "yes")
                return look.visit.redirect(to: next(thing, performed, form), note: Note(done))
            } catch DeskRefusal.problems(let refusals) {
                let problems = [FieldProblem](
                    refusals, fields: fields.union(["screening"]), dates: dates, otherwise: otherwise)
                return try await show(look, thing, Showing(form: form, version: seen, problems: problems))
            } catch DeskRefusal.stale {
                let fresh = try await MeetingLook.load(look.visit)
                let now = try await load(fresh)
                var response = try await show(fresh, now, Showing(form: form, since: standing(fresh, now)))
                response.status = .conflict
                return response
            }
        }
    }
}

extension ChoiceField {
    /// The box that confirms that what seems to name a person may stay; nil where nobody asked for it.
    static func screening(_ words: Words, _ form: FormFields, _ problems: [FieldProblem]) -> ChoiceField? {
        guard problems.contains(where: { $0.field == "screening" }) || form["screening"] == "yes" else { return nil }
        return ChoiceField(
            "screening", words("amend.screening.confirm"),
            choices: [("yes", words("amend.screening.yes"), nil)], chosen: Set(form.all("screening")), isMany: true,
            hint: words("meetings.screening.hint"), problems: problems)
    }
}
