import ActionPlans
import Coordination
import Partnership
import Vocabulary

@testable import Website

/// A fictional partnership with two small plans, one of them marked as a whole, and an action in the open one that is
/// marked and holds a canary in every text.
struct TestCity: Sendable {
    /// Stands in every text that may be seen with the higher clearance only.
    static let canary = "CANARY"

    let site: TestSite
    let cast: Cast
    let plan: StrategyID
    let closedPlan: StrategyID
    let round: RoundID

    /// The actions, by what they are to whom.
    enum Deed: Int, CaseIterable, Sendable {
        case ofLead = 1, ofClearedLead, ofContributor, ofNobody, ownRequest, delayAsked
        case markedOfClearedLead, markedOfLead, markedOfNobody
        case inClosedPlan

        var reference: String { ActionID(rawValue).reference }
        var path: String { "/actions/\(reference)" }
        var isMarked: Bool { rawValue >= Deed.markedOfClearedLead.rawValue }
    }

    /// What stands in the registers.
    enum Entry: Int, CaseIterable, Sendable {
        case risk = 1, markedRisk, pilot, markedGap

        var reference: String { ["R-0001", "R-0002", "P-0003", "E-0004"][rawValue - 1] }
        var marking: Marking { self == .markedRisk || self == .markedGap ? .officialSensitive : .official }

        /// Whether a page of it is there while it is open.
        func shows(_ path: String) -> Bool {
            if path.hasSuffix("/reopen") { return false }
            if path.hasSuffix("/decide") { return self == .pilot }
            return !path.hasSuffix("/answer") || self == .markedGap
        }
    }

    var path: String { "/plans/\(plan.number)" }
    var closedPath: String { "/plans/\(closedPlan.number)" }

    func browser(_ seat: Seat) async throws -> Browser {
        guard seat != .nobody else { return Browser(site) }
        return try await Browser.signedIn(try cast[seat], at: site)
    }

    static func make(
        seats: [Seat] = Seat.members, _ choose: (inout TestSite.Choices) -> Void = { _ in }
    ) async throws -> TestCity {
        let site = try await TestSite.make(choose)
        let cast = try await Cast.join(site.house, seats)
        let plans = site.house.plans
        let author = try cast[.clearedCoordinator]
        let open = try await plans.perform(
            .importPlan(
                ImportPlan(
                    title: "Open plan", year: .financial, marking: .official, source: source("open"),
                    actions: try actions(cast))), by: author)
        let closed = try await plans.perform(
            .importPlan(
                ImportPlan(
                    title: "\(canary) closed plan", year: .financial, marking: .officialSensitive,
                    source: PlanSource(name: "\(canary).csv", digest: source("closed").digest),
                    actions: [canaryAction(owner: try cast[.clearedLead].id)])), by: author)
        let plan = StrategyID(open.subject.number)
        let round = try await plans.perform(
            .openRound(
                OpenRound(
                    periodFrom: try day("2026-01-01"), periodTo: try day("2026-03-31"),
                    opens: try day("2026-05-01"), closes: try day("2026-05-15")), plan),
            by: author)
        let city = TestCity(
            site: site, cast: cast, plan: plan, closedPlan: StrategyID(closed.subject.number),
            round: RoundID(round.subject.number))
        try await city.live()
        try await city.meet()
        try await city.issuePacks()
        return city
    }

    /// A pack for everybody, and two for those who are cleared: of the open plan, and of the marked one.
    private func issuePacks() async throws {
        let author = try cast[.clearedCoordinator]
        let orders = [
            OrderPack(strategies: [plan]), OrderPack(strategies: [plan], audience: .cleared),
            OrderPack(strategies: [closedPlan], title: "\(Self.canary) pack", audience: .cleared),
        ]
        for order in orders { try await site.house.packs.issue(order, by: author) }
    }

    static func day(_ iso: String) throws -> Day { try require(Day(iso: iso), "the day \(iso)") }

    private func day(_ iso: String) throws -> Day { try TestCity.day(iso) }

    static func source(_ name: String) -> PlanSource {
        PlanSource(name: "\(name).csv", digest: Digest.hex(of: Array(name.utf8)))
    }

    /// Two risks, a pilot and a gap; what is marked holds a canary in every text.
    private func register() async throws {
        let review = try day("2026-12-01")
        let canary = Self.canary
        let marked = ActionID(Deed.markedOfLead.rawValue)
        let records = [
            RegisterRecord(
                title: "The lease may end", strategy: plan, actions: [ActionID(1)], owner: try cast[.lead].id,
                review: review, details: .risk(RiskDetails(likelihood: 3, impact: 4))),
            RegisterRecord(
                title: "\(canary)-title", strategy: plan, actions: [ActionID(1), marked], review: review,
                details: .risk(
                    RiskDetails(
                        cause: "\(canary)-cause", effect: "\(canary)-effect", likelihood: 5, impact: 5,
                        mitigation: "\(canary)-mitigation"))),
            RegisterRecord(
                title: "Evening clinic",
                details: .pilot(
                    PilotDetails(
                        site: "East ward", begins: try day("2026-04-01"), ends: try day("2026-11-30"),
                        evaluationDue: try day("2026-12-31")))),
            RegisterRecord(
                title: "\(canary)-question", actions: [marked],
                details: .evidenceGap(
                    GapDetails(why: "\(canary)-why", fill: "\(canary)-fill", due: try day("2026-12-31")))),
        ]
        for record in records {
            try await site.house.registers.perform(.open(OpenItem(record)), by: try cast[.clearedCoordinator])
        }
    }

    /// What happened since: delays asked for, an update with canaries.
    private func live() async throws {
        try await register()
        try await ask(.ownRequest, by: .everyRole, "The building is late.")
        try await ask(.delayAsked, by: .lead, "The tender is late.")
        try await ask(.markedOfClearedLead, by: .clearedLead, "\(Self.canary)-reason")
        try await site.house.plans.perform(
            .reportProgress(
                ReportProgress(
                    action: ActionID(Deed.markedOfClearedLead.rawValue), note: "\(Self.canary)-note",
                    evidence: "\(Self.canary)-evidence")), by: try cast[.clearedLead])
    }

    private func ask(_ deed: Deed, by seat: Seat, _ reason: String) async throws {
        try await site.house.plans.perform(
            .askDelay(
                AskDelay(
                    action: ActionID(deed.rawValue), promise: 1, newDay: try day("2026-12-31"), reason: reason)),
            by: try cast[seat])
    }

    // MARK: Meetings

    /// One group, one meeting and one decision are marked and hold canaries; the meeting in the open looks at both plans.
    static let markedGroup = 2
    static let markedMeeting = 2
    static let markedDecision = 2

    /// Groups 1 to 3, meetings 1 to 4, decisions 1 and 2: see the numbers above.
    private func meet() async throws {
        let desk = site.house.meetings
        let author = try cast[.clearedCoordinator]
        func form(_ name: String, up: Int?, _ marking: Marking = .official) async throws {
            try await desk.perform(
                .formGroup(
                    FormGroup(name: name, purpose: name, reportsTo: up.map { GroupID($0) }, marking: marking)),
                by: author)
        }
        try await form("Steering group", up: nil)
        try await form("\(Self.canary) group", up: 1, .officialSensitive)
        try await form("Task group", up: 1)
        for group in 1...2 {
            try await desk.perform(
                .beginTerm(
                    BeginTerm(group: GroupID(group), member: author.id, office: .chair, from: try day("2026-01-01"))),
                by: author)
        }
        func call(_ group: Int, _ title: String, _ iso: String, _ marking: Marking = .official) async throws {
            try await desk.perform(
                .callMeeting(
                    CallMeeting(
                        group: GroupID(group), title: title, day: try day(iso), time: title, place: title,
                        strategies: [plan, closedPlan], marking: marking)), by: author)
        }
        try await call(1, "Quarterly", "2026-05-01")
        try await call(2, "\(Self.canary) meeting", "2026-05-01", .officialSensitive)
        try await call(1, "Next one", "2026-06-01")
        try await call(1, "Last one", "2026-04-30")
        for meeting in [1, 2, 4] {
            try await desk.perform(
                .recordAttendance(
                    RecordAttendance(
                        meeting: MeetingID(meeting), present: [author.id],
                        visitors: meeting == 2 ? ["\(Self.canary) visitor"] : [])), by: author,
                isScreeningConfirmed: true)
        }
        try await desk.perform(.agreeMinutes(AgreeMinutes(meeting: MeetingID(4))), by: author)
        try await desk.perform(.addItem(AddItem(meeting: MeetingID(1), text: "Budget")), by: author)
        try await desk.perform(
            .addItem(AddItem(meeting: MeetingID(2), text: "\(Self.canary) item")), by: author,
            isScreeningConfirmed: true)
        try await decide(desk, by: author)
    }

    private func decide(_ desk: MeetingDesk, by author: Member) async throws {
        let secret = ActionID(Deed.markedOfLead.rawValue)
        try await desk.perform(
            .takeDecision(
                TakeDecision(
                    meeting: MeetingID(1), text: "Open on Fridays", actions: [ActionID(Deed.ofLead.rawValue)])),
            by: author)
        // Taken at the open meeting, but about a marked action: so it is marked itself.
        try await desk.perform(
            .takeDecision(TakeDecision(meeting: MeetingID(1), text: "\(Self.canary) decision", actions: [secret])),
            by: author, isScreeningConfirmed: true)
        try await desk.perform(
            .noteDiscussed(
                NoteDiscussed(meeting: MeetingID(1), about: .action(secret), text: "\(Self.canary) said")),
            by: author, isScreeningConfirmed: true)
    }

    // MARK: Actions

    private static func actions(_ cast: Cast) throws -> [NewAction] {
        func due(_ month: Int, _ day: Int) -> Commitment {
            Commitment(wording: "By \(day)/\(month)/2026", due: Day(year: 2026, month: month, day: day))
        }
        return [
            action("Open a weekly clinic", [due(6, 30)], try cast[.lead], [try cast[.contributor]]),
            action(
                "Visit the market area", [due(9, 30), due(12, 31)], try cast[.clearedLead],
                [try cast[.clearedContributor]]),
            action(
                "Meet every quarter",
                [Commitment(wording: "Quarterly", repeats: Recurrence(every: 3, unit: .month))], try cast[.contributor],
                [try cast[.lead]]),
            action("Write the protocol", [due(3, 31)], nil),
            action("Hire a building", [due(6, 30), due(11, 30)], try cast[.everyRole]),
            action("Tender the service", [due(6, 30)], try cast[.lead]),
            canaryAction(owner: try cast[.clearedLead].id, contributing: [try cast[.clearedContributor].id]),
            canaryAction(owner: try cast[.lead].id, contributing: [try cast[.contributor].id]),
            canaryAction(owner: nil),
        ]
    }

    static func action(
        _ text: String, _ commitments: [Commitment], _ owner: Member?, _ contributing: [Member] = []
    ) -> NewAction {
        NewAction(
            wording: ActionWording(
                path: [PlanLevel(level: .aim, number: "1", text: "Treatment")], text: text,
                leads: [owner?.post ?? "TBA"],
                timescale: Timescale(wording: commitments.first?.wording, commitments: commitments)),
            updateOwner: owner?.id, contributing: contributing.map(\.id))
    }

    /// Marked, with a canary in every text there is, and a deadline that had passed at import.
    private static func canaryAction(owner: MemberID?, contributing: [MemberID] = []) -> NewAction {
        let commitment = Commitment(
            wording: "\(canary)-deadline", label: "\(canary)-label", due: Day(year: 2026, month: 2, day: 28),
            condition: "\(canary)-condition",
            relative: RelativeTerm(every: 1, unit: .month, anchor: "\(canary)-anchor"))
        return NewAction(
            wording: ActionWording(
                number: "\(canary)-n",
                path: [
                    PlanLevel(level: .aim, number: "\(canary)-9", text: "\(canary)-aim"),
                    PlanLevel(level: .objective, number: nil, text: "\(canary)-objective"),
                ], text: "\(canary)-text", owner: "\(canary)-owner", leads: ["\(canary)-lead"],
                contributors: ["\(canary)-contributor"], resources: "\(canary)-resources",
                coverage: "\(canary)-coverage", outcome: "\(canary)-outcome", measure: "\(canary)-measure",
                progress: "\(canary)-progress", equality: "\(canary)-equality", notes: "\(canary)-notes",
                timescale: Timescale(wording: "\(canary)-timescale", commitments: [commitment])),
            marking: .officialSensitive, updateOwner: owner, contributing: contributing)
    }
}
