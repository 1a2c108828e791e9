import ActionPlans
import Coordination
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Partnership
import Reporting
import Vocabulary

/// Meetings: listed and read by all who read them, called, changed and cancelled by coordinators.
enum MeetingRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/meetings", .act(.readMeetings)) { visit in
            let look = try await MeetingLook.load(visit)
            var group: Group?
            if visit.query.holds("group"), !visit.query["group"].isEmpty {
                let number = Int(visit.query["group"])
                guard let found = look.groups.first(where: { $0.id.number == number }) else { throw PageError.notFound }
                group = found
            }
            let meetings = try await look.desk.meetings(of: group?.id, look.sight, at: look.moment)
            return visit.page(MeetingsPage(look, meetings, group: group))
        }
        routes.get("/meetings/:meeting", .act(.readMeetings)) { visit in
            let look = try await MeetingLook.load(visit)
            return visit.page(MeetingPage(look, try await look.folder()))
        }
        routes.get("/meetings/:meeting/agenda.txt", .act(.readMeetings)) { visit in
            let look = try await MeetingLook.load(visit)
            let folder = try await look.folder()
            guard folder.meeting.cancelled == nil else { throw PageError.notFound }
            let report = AgendaReport(
                folder.agenda, of: folder.meeting, group: folder.group, plans: MeetingPage.titles(folder),
                marking: folder.marking, words: visit.site.faces.words)
            return visit.download(
                report.text, name: "agenda-\(folder.meeting.id.number)-\(folder.meeting.day.iso).txt",
                type: "text/plain; charset=utf-8")
        }
        call.add(to: &routes)
        change.add(to: &routes)
        cancel.add(to: &routes)
        addItem.addPost(to: &routes)
        removeItem.addPost(to: &routes)
    }

    /// The meeting of the path, while something can still be entered about it.
    static func open(_ look: MeetingLook) async throws -> Meeting {
        let meeting = try await look.meeting()
        guard meeting.isOpen else { throw PageError.notFound }
        return meeting
    }

    /// What stands now, in a line.
    static func standing(_ look: MeetingLook, _ meeting: Meeting) -> [String] {
        [
            look.words(
                "meeting.stands",
                [
                    "title": meeting.title, "day": meeting.day.printed, "time": meeting.time, "place": meeting.place,
                    "marking": meeting.marking.printed,
                ])
        ]
    }

    private static func command(
        _ look: MeetingLook, _ group: GroupID, _ meeting: Meeting?, _ form: FormFields
    ) -> MeetingAnswer {
        var days = DayReader(look.words)
        let day = days.required(DateBoxes(form, "day"), "day", look.words("meeting.day.name"))
        guard let day else {
            let title = form["title"].isEmpty ? [FieldProblem("title", look.words("meeting.name.missing"))] : []
            return .problems(title + days.problems)
        }
        let strategies = form.all("strategies").map { StrategyID(Int($0) ?? 0) }
        return .command(
            .callMeeting(
                CallMeeting(
                    meeting: meeting?.id, group: group, title: form["title"], day: day, time: form["time"],
                    place: form["place"], strategies: strategies,
                    marking: Marking(rawValue: form["marking"]) ?? meeting?.marking ?? .official)))
    }

    private static let call = MeetingForm<Group>(
        path: "/groups/:group/meetings/new", act: .holdMeeting, fields: MeetingFormPage.fields,
        dates: MeetingFormPage.dates, otherwise: "title", done: "meeting-called",
        load: { look in
            let group = try look.group()
            guard group.dissolved == nil else { throw PageError.notFound }
            return group
        },
        show: { look, group, showing in
            look.visit.formPage(
                MeetingFormPage(look, group, nil, strategies: try await look.strategies(), showing), showing)
        },
        read: { look, group, form in command(look, group.id, nil, form) }, standing: { _, _ in [] },
        next: { _, performed, _ in "/meetings/\(performed.subject.number)" })

    private static let change = MeetingForm<Meeting>(
        path: "/meetings/:meeting/change", act: .holdMeeting, fields: MeetingFormPage.fields,
        dates: MeetingFormPage.dates, otherwise: "title", done: "meeting-changed", load: { try await $0.meeting() },
        canOpen: { $0.isOpen },
        show: { look, meeting, showing in
            guard let group = look.groups.first(where: { $0.id == meeting.group }) else { throw PageError.notFound }
            return look.visit.formPage(
                MeetingFormPage(look, group, meeting, strategies: try await look.strategies(), showing), showing)
        },
        read: { look, meeting, form in command(look, meeting.group, meeting, form) },
        standing: { standing($0, $1) }, next: { meeting, _, _ in "/meetings/\(meeting.id.number)" })

    private static let cancel = MeetingForm<Meeting>(
        path: "/meetings/:meeting/cancel", act: .holdMeeting, fields: ["reason"], otherwise: "reason",
        done: "meeting-cancelled", load: { try await $0.meeting() }, canOpen: { $0.isOpen },
        show: { look, meeting, showing in
            look.visit.formPage(
                LastWordPage(
                    look, key: "cancel-meeting", section: meeting.title, facts: ["day": meeting.day.printed],
                    backHref: "/meetings/\(meeting.id.number)", marking: meeting.marking, version: meeting.detailsAt,
                    text: TextArea(
                        "reason", look.words("cancel-meeting.reason"), value: showing.form["reason"], rows: 3,
                        limit: MeetingLimit.reason, problems: showing.problems), showing), showing)
        },
        read: { _, meeting, form in
            .command(.cancelMeeting(CancelMeeting(meeting: meeting.id, reason: form["reason"])))
        }, standing: { standing($0, $1) }, next: { meeting, _, _ in "/meetings/\(meeting.id.number)" })

    // MARK: Items typed by hand

    private static let addItem = MeetingForm<Meeting>(
        path: "/meetings/:meeting/items", act: .holdMeeting, fields: MeetingPage.fields, otherwise: "item",
        done: "item-added", load: { try await $0.meeting() }, canOpen: { $0.isOpen },
        show: { look, _, showing in
            look.visit.formPage(MeetingPage(look, try await look.folder(), showing), showing)
        }, read: { _, meeting, form in .command(.addItem(AddItem(meeting: meeting.id, text: form["item"]))) },
        standing: { standing($0, $1) }, next: { meeting, _, _ in "/meetings/\(meeting.id.number)" })

    private static let removeItem = MeetingForm<Meeting>(
        path: "/meetings/:meeting/items/:item/remove", act: .holdMeeting, fields: MeetingPage.fields,
        otherwise: "item", done: "item-removed",
        load: { look in
            let meeting = try await look.meeting()
            let number = try look.visit.number("item")
            guard meeting.items.contains(where: { $0.number == number }) else { throw PageError.notFound }
            return meeting
        },
        show: { look, _, showing in
            look.visit.formPage(MeetingPage(look, try await look.folder(), showing), showing)
        },
        read: { look, meeting, _ in
            .command(.removeItem(RemoveItem(meeting: meeting.id, item: try look.visit.number("item"))))
        }, standing: { standing($0, $1) }, next: { meeting, _, _ in "/meetings/\(meeting.id.number)" })
}

extension Meeting {
    /// Whether something can still be entered about it.
    var isOpen: Bool { cancelled == nil && agreed == nil }
}
