import ActionPlans
import Partnership
import Reporting
import Vocabulary

/// The groups and who they answer to, in words and by indentation; printable.
struct GroupsPage: PageModel {
    struct Row: Sendable, Equatable {
        let name: String
        let href: String
        /// How deep it stands below the top, for the style sheet: 0 to 6.
        let depth: String
        let reports: String
        let chair: String
        let members: String
        let next: String
        let marking: String
    }

    struct Gone: Sendable, Equatable {
        let name: String
        let href: String
        let sentence: String
    }

    static let template = "meetings/groups"

    let page: Frame
    let tabs: [Tab]
    let rows: [Row]
    let isEmpty: Bool
    let gone: [Gone]
    let hasGone: Bool
    let mayManage: Bool

    init(_ look: MeetingLook, meetings: [Meeting]) {
        let words = look.words
        page = look.frame(
            words("groups.title"), marking: look.groups.map(\.marking).max() ?? .official)
        tabs = look.tabs("groups")
        let live = look.groups.filter { $0.dissolved == nil }
        rows = live.tree.map { group, depth in
            let next = meetings.first { $0.group == group.id && $0.cancelled == nil && $0.day >= look.today }
            let sitting = group.members(on: look.today)
            let chair = sitting.first { $0.office == .chair }
            let superior = group.reportsTo.flatMap { up in live.first { $0.id == up }?.name }
            return Row(
                name: group.name, href: "/groups/\(group.id.number)", depth: String(min(depth, 6)),
                reports: superior.map { words("groups.reports", ["name": $0]) } ?? words("groups.top"),
                chair: words(
                    "groups.chair", ["post": chair.map { look.names.post($0.member) } ?? words("groups.vacant")]),
                members: words.count("groups.members", sitting.count),
                next: next.map { words("groups.next", ["day": $0.day.printed]) } ?? words("groups.no-next"),
                marking: group.marking.printed)
        }
        isEmpty = rows.isEmpty
        gone = look.groups.compactMap { group in
            group.dissolved.map { end in
                Gone(
                    name: group.name, href: "/groups/\(group.id.number)",
                    sentence: words("group.dissolved", ["day": end.on.printed, "reason": end.reason]))
            }
        }
        hasGone = !gone.isEmpty
        mayManage = look.may(.manageGroups)
    }

    private init(page: Frame, isEmpty: Bool) {
        self.page = page
        tabs = Tab.examples
        rows =
            isEmpty
            ? []
            : [
                Row(
                    name: "Partnership board", href: "/groups/1", depth: "0", reports: "At the top.",
                    chair: "Chair: Board Chair.", members: "9 members", next: "Next meeting on 4 March 2009.",
                    marking: "OFFICIAL"),
                Row(
                    name: "Steering group", href: "/groups/2", depth: "1", reports: "Reports to Partnership board.",
                    chair: "Chair: vacant.", members: "4 members", next: "No meeting called.", marking: "OFFICIAL"),
            ]
        self.isEmpty = isEmpty
        gone =
            isEmpty ? [] : [Gone(name: "Task group", href: "/groups/3", sentence: "Dissolved on 1 April 2009: Done.")]
        hasGone = !isEmpty
        mayManage = true
    }

    static var examples: [GroupsPage] {
        [GroupsPage(page: Frame.examples[1], isEmpty: false), GroupsPage(page: Frame.examples[1], isEmpty: true)]
    }
}

/// One group: what it is for, whom it answers to, who sits on it now and did before, its meetings, what it decided and
/// still stands.
struct GroupPage: PageModel {
    struct TermRow: Sendable, Equatable {
        let post: String
        let office: String
        let from: String
        let until: String
        let endHref: String?
    }

    struct MeetingLine: Sendable, Equatable {
        let day: String
        let title: String
        let href: String
        let state: String
    }

    struct DecisionLine: Sendable, Equatable {
        let number: String
        let href: String
        let text: String
        let facts: String
    }

    static let template = "meetings/group"

    let page: Frame
    let heading: String
    let purpose: String
    let line: String
    let facts: [SummaryRow]
    let gone: String?
    let members: [TermRow]
    let hasMembers: Bool
    let former: [TermRow]
    let hasFormer: Bool
    let meetings: [MeetingLine]
    let hasMeetings: Bool
    let allMeetingsHref: String
    let decisions: [DecisionLine]
    let hasDecisions: Bool
    let allDecisionsHref: String
    let path: String
    let mayManage: Bool
    let mayCall: Bool

    init(_ look: MeetingLook, _ group: Group, meetings: [Meeting], decisions: [Decision]) {
        let words = look.words
        let shown = decisions.prefix(50)
        page = look.frame(
            group.name, section: words("groups.title"),
            marking: max(
                group.marking, meetings.map(\.marking).max() ?? .official, shown.map(\.marking).max() ?? .official))
        heading = group.name
        purpose = group.purpose
        path = "/groups/\(group.id.number)"
        let way = look.groups.line(of: group.id).dropFirst().map(\.name)
        line = way.isEmpty ? words("groups.top") : words("group.line", ["way": way.joined(separator: " › ")])
        let below = look.groups.filter { $0.reportsTo == group.id && $0.dissolved == nil }.map(\.name)
        facts =
            [SummaryRow(words("group.formed"), group.formed.printed)]
            + (below.isEmpty ? [] : [SummaryRow(words("group.below"), lines: below)])
            + [SummaryRow(words("meetings.marking"), group.marking.printed)]
        gone = group.dissolved.map { words("group.dissolved", ["day": $0.on.printed, "reason": $0.reason]) }
        let isLive = group.dissolved == nil
        mayManage = look.may(.manageGroups) && isLive
        mayCall = look.may(.holdMeeting) && isLive
        let mayEnd = mayManage
        func row(_ term: GroupTerm) -> TermRow {
            TermRow(
                post: look.names.post(term.member), office: words("office.\(term.office.rawValue)"),
                from: PageTime.short(term.from), until: term.until.map(PageTime.short) ?? words("group.no-end"),
                endHref: mayEnd && term.until.map { $0 >= look.today } ?? mayEnd
                    ? "/groups/\(group.id.number)/terms/\(term.number)/end" : nil)
        }
        members = (group.members(on: look.today) + group.coming(after: look.today)).map(row)
        hasMembers = !members.isEmpty
        former = group.former(on: look.today).map(row)
        hasFormer = !former.isEmpty
        self.meetings = meetings.sorted { ($0.day, $0.id) > ($1.day, $1.id) }.prefix(20).map { meeting in
            MeetingLine(
                day: PageTime.short(meeting.day), title: meeting.title, href: "/meetings/\(meeting.id.number)",
                state: words("meeting.state.\(meeting.state(on: look.today).rawValue)"))
        }
        hasMeetings = !meetings.isEmpty
        allMeetingsHref = "/meetings?group=\(group.id.number)"
        self.decisions = shown.map { decision in
            DecisionLine(
                number: decision.id.reference, href: "/decisions/\(decision.id.reference)", text: decision.text,
                facts: DecisionWords.facts(decision, look))
        }
        hasDecisions = !decisions.isEmpty
        allDecisionsHref = "/decisions?group=\(group.id.number)"
    }

    private init(page: Frame, isEmpty: Bool) {
        self.page = page
        heading = "Steering group"
        purpose = "Oversees the delivery of the strategy."
        line = "Reports to Partnership board."
        facts = SummaryRow.examples
        gone = "Dissolved on 1 April 2009: Done."
        let row = TermRow(
            post: "Treatment Commissioner", office: "Chair", from: "1 Apr 2008", until: "no end yet",
            endHref: "/groups/1/terms/1/end")
        members = isEmpty ? [] : [row]
        hasMembers = !isEmpty
        former = [row]
        hasFormer = true
        meetings =
            isEmpty ? [] : [MeetingLine(day: "4 Mar 2009", title: "Quarterly", href: "/meetings/1", state: "Held")]
        hasMeetings = !isEmpty
        allMeetingsHref = "/meetings?group=1"
        decisions =
            isEmpty
            ? []
            : [
                DecisionLine(
                    number: "D-0001", href: "/decisions/D-0001", text: "Open a second base.",
                    facts: "Owner: Treatment Commissioner.")
            ]
        hasDecisions = !isEmpty
        allDecisionsHref = "/decisions?group=1"
        path = "/groups/1"
        mayManage = true
        mayCall = true
    }

    static var examples: [GroupPage] {
        [GroupPage(page: Frame.examples[1], isEmpty: false), GroupPage(page: Frame.examples[1], isEmpty: true)]
    }
}

/// A decision on the record of an action it is about.
struct ActionDecision: Sendable, Equatable {
    let number: String
    let href: String
    let text: String
    let facts: String

    init(_ decision: Decision) {
        number = decision.id.reference
        href = "/decisions/\(number)"
        text = decision.text
        facts = "\(decision.taken.printed). \(decision.state.sentence)"
    }

    private init() {
        number = "D-0001"
        href = "/decisions/D-0001"
        text = "Open a second base."
        facts = "4 March 2009. Stands"
    }

    static let examples = [ActionDecision()]
}

/// How decisions are worded on pages.
enum DecisionWords {
    /// "Taken on ... by ... Owner: ... Comes back on ..."
    static func facts(_ decision: Decision, _ look: MeetingLook) -> String {
        let words = look.words
        var parts = [
            words("decision.taken", ["day": decision.taken.printed, "group": look.name(of: decision.group)])
        ]
        if let owner = decision.owner { parts.append(words("decision.owner-is", ["post": look.names.post(owner)])) }
        if let day = decision.comesBack { parts.append(words("decision.comes-back-on", ["day": day.printed])) }
        return parts.joined(separator: " ")
    }
}
