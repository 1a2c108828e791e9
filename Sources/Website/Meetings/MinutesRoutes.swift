import ActionPlans
import Coordination
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Partnership
import Reporting
import Vocabulary

/// Attendance and minutes: written by who holds meetings, read by all who read them.
enum MinutesRoutes {
    static func add(to routes: inout RouteTable) {
        attendance.add(to: &routes)
        routes.get("/meetings/:meeting/minutes", .act(.readMeetings)) { visit in
            let look = try await MeetingLook.load(visit)
            return visit.page(MinutesPage(look, try await held(look)))
        }
        agree.addPost(to: &routes)
        correct.add(to: &routes)
    }

    /// A meeting whose day has come and that was not cancelled has minutes.
    private static func held(_ look: MeetingLook) async throws -> MeetingFolder {
        let folder = try await look.folder()
        guard folder.meeting.cancelled == nil, folder.meeting.day <= look.today else { throw PageError.notFound }
        return folder
    }

    private static let attendance = MeetingForm<Meeting>(
        path: "/meetings/:meeting/attendance", act: .holdMeeting, fields: AttendancePage.fields,
        otherwise: "visitors", done: "attendance-recorded", load: { try await $0.meeting() }, canOpen: { $0.isOpen },
        show: { look, meeting, showing in
            guard let group = look.groups.first(where: { $0.id == meeting.group }) else { throw PageError.notFound }
            return look.visit.formPage(AttendancePage(look, meeting, group, showing), showing)
        },
        read: { look, meeting, form in
            func members(_ name: String) -> [MemberID] { form.all(name).map { MemberID(Int($0) ?? 0) } }
            return .command(
                .recordAttendance(
                    RecordAttendance(
                        meeting: meeting.id, present: members("present") + members("others"),
                        apologies: members("apologies"),
                        visitors: form["visitors"].split(separator: "\n").map(String.init))))
        },
        standing: { look, meeting in
            let present = (meeting.attendance?.present ?? []).map(look.names.post)
            return [look.words("attendance.stands", ["present": present.joined(separator: ", ")])]
        }, next: { meeting, _, _ in "/meetings/\(meeting.id.number)/minutes" })

    private static let agree = MeetingForm<MeetingFolder>(
        path: "/meetings/:meeting/minutes/agree", act: .holdMeeting, fields: [], otherwise: "main",
        done: "minutes-agreed",
        load: { try await held($0) },
        show: { look, folder, showing in
            look.visit.formPage(
                MinutesPage(look, folder, since: showing.since, problems: showing.problems), showing)
        }, read: { _, folder, _ in .command(.agreeMinutes(AgreeMinutes(meeting: folder.meeting.id))) },
        standing: { look, _ in [look.words("minutes.stands")] },
        next: { folder, _, _ in "/meetings/\(folder.meeting.id.number)/minutes" })

    private static let correct = MeetingForm<Meeting>(
        path: "/meetings/:meeting/minutes/correct", act: .holdMeeting, fields: ["said"], otherwise: "said",
        done: "minutes-corrected",
        load: { try await $0.meeting() }, canOpen: { $0.agreed != nil },
        show: { look, meeting, showing in
            look.visit.formPage(
                LastWordPage(
                    look, key: "correct-minutes", section: meeting.title,
                    facts: ["day": meeting.agreed?.on.printed ?? ""],
                    backHref: "/meetings/\(meeting.id.number)/minutes", marking: meeting.marking,
                    version: meeting.version,
                    text: TextArea(
                        "said", look.words("correct-minutes.text"), value: showing.form["said"],
                        hint: look.words("correct-minutes.hint"), limit: MeetingLimit.text,
                        problems: showing.problems), showing), showing)
        },
        read: { _, meeting, form in
            .command(.correctMinutes(CorrectMinutes(meeting: meeting.id, text: form["said"])))
        }, standing: { look, _ in [look.words("minutes.stands")] },
        next: { meeting, _, _ in "/meetings/\(meeting.id.number)/minutes" })
}
