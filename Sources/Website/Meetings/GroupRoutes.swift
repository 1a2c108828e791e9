import ActionPlans
import Coordination
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Partnership
import Reporting
import Vocabulary

/// Groups: looked at by all who read meetings, formed and manned by coordinators.
enum GroupRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/groups", .act(.readMeetings)) { visit in
            let look = try await MeetingLook.load(visit)
            let meetings = try await look.desk.meetings(look.sight, at: look.moment)
            return visit.page(GroupsPage(look, meetings: meetings))
        }
        form(path: "/groups/new", done: "group-formed") { _ in nil }.add(to: &routes)
        routes.get("/groups/:group", .act(.readMeetings)) { visit in
            let look = try await MeetingLook.load(visit)
            let group = try look.group()
            return visit.page(
                GroupPage(
                    look, group, meetings: try await look.desk.meetings(of: group.id, look.sight, at: look.moment),
                    decisions: try await look.desk.decisions(
                        DecisionFilter(group: group.id, state: .standing), look.sight, at: look.moment)))
        }
        form(path: "/groups/:group/change", done: "group-changed") { try $0.group() }.add(to: &routes)
        term.add(to: &routes)
        endTerm.add(to: &routes)
        dissolve.add(to: &routes)
    }

    /// What stands now, in a line.
    private static func standing(_ look: MeetingLook, _ group: Group) -> [String] {
        let up = group.reportsTo.map { look.name(of: $0) } ?? ""
        return [
            look.words(
                "group.stands",
                [
                    "name": group.name, "purpose": beginning(group.purpose, 200),
                    "reports": up.isEmpty ? look.words("groups.top") : look.words("groups.reports", ["name": up]),
                    "marking": group.marking.printed,
                    "members": look.words.count("groups.members", group.members(on: look.today).count),
                ])
        ]
    }

    private static func form(
        path: String, done: String, load: @escaping @Sendable (MeetingLook) throws -> Group?
    ) -> MeetingForm<Group?> {
        MeetingForm(
            path: path, act: .manageGroups, fields: GroupFormPage.fields, otherwise: "name", done: done,
            load: { try load($0) }, canOpen: { $0?.dissolved == nil },
            show: { look, group, showing in look.visit.formPage(GroupFormPage(look, group, showing), showing) },
            read: { _, group, form in
                let superior: GroupID? = form["reports-to"].isEmpty ? nil : GroupID(Int(form["reports-to"]) ?? 0)
                let marking = Marking(rawValue: form["marking"]) ?? group?.marking ?? .official
                let command = FormGroup(
                    group: group?.id, name: form["name"], purpose: form["purpose"], reportsTo: superior,
                    marking: marking)
                return .command(.formGroup(command))
            }, standing: { look, group in group.map { standing(look, $0) } ?? [] },
            next: { _, performed, _ in "/groups/\(performed.subject.number)" })
    }

    private static let term = MeetingForm<Group>(
        path: "/groups/:group/terms/new", act: .manageGroups, fields: TermPage.fields, dates: TermPage.dates,
        otherwise: "member", done: "term-begun", load: { try $0.group() }, canOpen: { $0.dissolved == nil },
        show: { look, group, showing in look.visit.formPage(TermPage(look, group, showing), showing) },
        read: { look, group, form in
            let words = look.words
            var days = DayReader(words)
            let from = days.required(DateBoxes(form, "from"), "from", words("term.from.name"))
            let until = days.optional(DateBoxes(form, "until"), "until", words("term.until.name"))
            var problems = days.problems
            if Int(form["member"]) == nil {
                problems.insert(FieldProblem("member", words("term.member.missing")), at: 0)
            }
            guard let office = GroupOffice(rawValue: form["office"]) else {
                return .problems(problems + [FieldProblem("office", words("term.office.missing"))])
            }
            guard problems.isEmpty, let from, let member = Int(form["member"]) else { return .problems(problems) }
            return .command(
                .beginTerm(
                    BeginTerm(group: group.id, member: MemberID(member), office: office, from: from, until: until)))
        }, standing: { standing($0, $1) }, next: { group, _, _ in "/groups/\(group.id.number)" })

    private struct Seat: Sendable {
        let group: Group
        let term: GroupTerm
    }

    private static let endTerm = MeetingForm<Seat>(
        path: "/groups/:group/terms/:term/end", act: .manageGroups, fields: [], dates: ["until"],
        otherwise: "until-day", done: "term-ended",
        load: { look in
            let group = try look.group()
            let number = try look.visit.number("term")
            guard let term = group.terms.first(where: { $0.number == number }) else { throw PageError.notFound }
            return Seat(group: group, term: term)
        },
        show: { look, seat, showing in
            let boxes =
                showing.form.fields.isEmpty
                ? DateBoxes(seat.term.until ?? look.today) : DateBoxes(showing.form, "until")
            return look.visit.formPage(
                LastWordPage(
                    look, key: "end-term", section: seat.group.name,
                    facts: [
                        "post": look.names.post(seat.term.member), "office": seat.term.office.words,
                        "from": seat.term.from.printed,
                    ], backHref: "/groups/\(seat.group.id.number)", marking: seat.group.marking,
                    version: seat.group.version,
                    day: DateField("until", look.words("end-term.until"), boxes, problems: showing.problems), showing),
                showing)
        },
        read: { look, seat, form in
            var days = DayReader(look.words)
            guard let until = days.required(DateBoxes(form, "until"), "until", look.words("term.until.name")) else {
                return .problems(days.problems)
            }
            return .command(.endTerm(EndTerm(group: seat.group.id, term: seat.term.number, until: until)))
        }, standing: { standing($0, $1.group) }, next: { seat, _, _ in "/groups/\(seat.group.id.number)" })

    private static let dissolve = MeetingForm<Group>(
        path: "/groups/:group/dissolve", act: .manageGroups, fields: ["reason"], otherwise: "reason",
        done: "group-dissolved", load: { try $0.group() }, canOpen: { $0.dissolved == nil },
        show: { look, group, showing in
            look.visit.formPage(
                LastWordPage(
                    look, key: "dissolve", section: group.name, facts: ["name": group.name],
                    backHref: "/groups/\(group.id.number)", marking: group.marking, version: group.version,
                    text: TextArea(
                        "reason", look.words("dissolve.reason"), value: showing.form["reason"], rows: 3,
                        limit: MeetingLimit.reason, problems: showing.problems), showing), showing)
        }, read: { _, group, form in .command(.dissolveGroup(DissolveGroup(group: group.id, reason: form["reason"]))) },
        standing: { standing($0, $1) }, next: { group, _, _ in "/groups/\(group.id.number)" })
}
