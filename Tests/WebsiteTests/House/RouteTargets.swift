import ActionPlans
import Coordination
import Partnership
import Vocabulary

@testable import Website

/// Things a path can name beside plans, actions and drafts, by the parameter that stands for them.
///
/// A new route with a parameter of its own adds it here, with one thing of each marking and one that is not there; as
/// long as it does not, the matrix fails at its name.
struct RouteTargets: Sendable {
    /// One thing, and who may know of it.
    struct Thing: Sendable {
        enum Reach: Sendable, Equatable { case everybody, cleared, nobody, only(Seat) }
        let value: String
        let reach: Reach

        init(_ value: String, _ reach: Reach) {
            self.value = value
            self.reach = reach
        }
    }

    let byParameter: [String: [Thing]]

    /// Parameters that need no things of their own: each seat's own member, a secret, an asset, the one round, the
    /// entry that brought an action, the first term of a group.
    static let plain: Set<String> = [
        ":member", ":secret", ":name", ":round", ":promise", ":token", ":mail", ":agency", ":entry",
        ":term", ":file",
    ]

    /// Questions put to lists, by path: filters that name what is marked, other orders, other days. Whatever is asked, the
    /// answer is the list of what one may see. Texts are cut short, so that an echo of the question is no crossing.
    static let questions: [String: [String]] = [
        "/plans": ["as-at=2026-05-01"],
        "/plans/:plan": [
            "text=CANAR", "lead=CANAR", "status=overdue", "owner=vacant", "need=delay-asked", "aim=2",
            "sort=due&order=down", "page=2", "as-at=2026-05-01",
        ],
        "/plans/:plan/actions.csv": ["text=CANAR", "sort=due", "need=vacant"],
        "/plans/:plan/wall": ["as-at=2026-05-01"],
        "/plans/:plan/print": ["as-at=2026-05-01", "layout=metropolitan-2003"],
        "/actions/:action": ["before=99999", "as-at=2026-05-01"],
        "/journal": [
            "about=AP-0007", "about=plan+2", "about=plan+1", "what=plans%2Fprogress-reported", "who=program",
            "before=40",
            "after=3", "from=2026-05-01&to=2026-05-01",
        ],
        "/registers": ["state=all&text=CANAR", "kind=risk&plan=2", "kind=evidence-gap&due=soon", "kind=pilot&plan=1"],
        "/registers/items.csv": ["state=all&text=CANAR"],
        "/decisions": ["text=CANAR", "strategy=2", "group=2&state=standing"], "/decisions.csv": ["text=CANAR"],
        "/meetings": ["group=1"],
        "/search": ["q=CANAR", "q=weekly+clinic", "q=lease&kind=register"],
        "/mail": ["state=waiting"],
        "/plans/:plan/changes": ["from=2026-05-01&to=2026-05-01"],
        "/plans/:plan/thread": ["as-at=2026-05-01"],
        "/plans/:plan/timeline": ["by=lead&lead=CANAR", "by=strategy&all=yes", "text=CANAR", "as-at=2026-05-01"],
        "/plans/:plan/timeline.csv": ["by=lead"], "/timeline": ["by=lead", "status=overdue", "as-at=2026-05-01"],
        "/timeline.csv": ["by=aim"],
        "/journal/entries.csv": ["about=AP-0007", "about=plan+2", "what=plans", "to=2026-05-01"],
    ]

    static func make(_ city: TestCity) async throws -> RouteTargets {
        RouteTargets(byParameter: [":sequence": try await entries(city), ":job": try await jobs(city)])
    }

    /// Long work of one seat, marked, with a canary in its title, its sentence and its file.
    private static func jobs(_ city: TestCity) async throws -> [Thing] {
        let desk = city.site.house.jobs
        let member = try city.cast[.clearedCoordinator]
        let id = try await desk.begin(
            "test", "\(TestCity.canary)-title", marking: .officialSensitive, by: member
        ) { _ in
            JobResult(
                files: [
                    JobFile(
                        name: "\(TestCity.canary)-file.txt", mediaType: "text/plain",
                        bytes: Array("\(TestCity.canary)-bytes".utf8))
                ], marking: .officialSensitive, sentence: "\(TestCity.canary)-sentence")
        }
        while try await !desk.job(id, by: member).job.state.isEnd { try await Task.sleep(for: .milliseconds(5)) }
        return [
            Thing(String(id.number), .only(.clearedCoordinator)), Thing("999", .nobody), Thing("first", .nobody),
        ]
    }

    /// Every entry of the journal, judged by what it touches and by what the city's plans were made of.
    private static func entries(_ city: TestCity) async throws -> [Thing] {
        let reader = try city.cast[.everyRole]
        let last = try await city.site.house.keeping.head()?.sequence.number ?? 0
        var things: [Thing] = []
        for number in 1...last {
            let record = try await city.site.house.journal.entry(JournalSequence(number), by: reader)
            things.append(Thing(String(number), isClosed(record, city) ? .cleared : .everybody))
        }
        return things + [Thing("9999", .nobody), Thing("99999999999999", .nobody), Thing("first", .nobody)]
    }

    private static func isClosed(_ record: JournalRecord, _ city: TestCity) -> Bool {
        let actions = record.touched.filter { $0.kind == .action }
        let marked = actions.filter { TestCity.Deed(rawValue: $0.number)?.isMarked == true }
        if record.touched.contains(.strategy(city.closedPlan)) { return true }
        let items = TestCity.Entry.allCases.filter { $0.marking == .officialSensitive }
        let closed: Set<Subject> = Set(items.map { .registerItem(RegisterItemID($0.rawValue)) }).union([
            .group(GroupID(TestCity.markedGroup)), .meeting(MeetingID(TestCity.markedMeeting)),
            .decision(DecisionID(TestCity.markedDecision)),
        ])
        if !closed.isDisjoint(with: record.touched) { return true }
        if record.touched.contains(.pack(PackID(2))) || record.touched.contains(.pack(PackID(3))) { return true }
        // What was said at an open meeting about a marked action.
        if case .said(let payload) = record.content, case .itemDiscussed(let note)? = payload as? MeetingEntry,
            case .action(let action)? = note.about, TestCity.Deed(rawValue: action.number)?.isMarked == true
        {
            return true
        }
        return !actions.isEmpty && marked.count == actions.count
    }
}
