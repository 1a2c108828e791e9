import ActionPlans
import Coordination
import Partnership
import Testing
import Vocabulary

@Suite("The desk of the lead's link")
struct LeadLinkDeskTests {
    struct Scene: Sendable {
        let test: TestHouse
        let cast: TestHouse.Cast
        let plan: StrategyID
        let round: RoundID

        var desk: LeadLinkDesk { test.house.leadLinks }

        static func make(
            marking: Marking = .official, opens: String = "2026-05-01", closes: String = "2026-05-14"
        ) async throws -> Scene {
            let test = try await TestHouse.make(on: "2026-05-01")
            let cast = try await test.cast()
            let plan = try await test.importPlan(by: cast, marking: marking)
            let day: (String) throws -> Day = { try #require(Day(iso: $0)) }
            let done = try await test.house.plans.perform(
                .openRound(
                    OpenRound(
                        periodFrom: try day("2026-04-01"), periodTo: try day("2026-04-30"), opens: try day(opens),
                        closes: try day(closes)), plan), by: cast.coordinator)
            return Scene(test: test, cast: cast, plan: plan, round: RoundID(done.subject.number))
        }

        func look(_ token: SecretToken) async throws -> LeadLinkView { try #require(try await desk.look(token)) }

        func version(_ action: Int) async throws -> JournalSequence {
            let moment = try await test.house.plans.moment()
            let picture = try await test.house.plans.picture(of: plan, Sight.of(cast.coordinator), at: moment)
            return try #require(picture.plan.action(ActionID(action))).version
        }

        func answer(_ token: SecretToken, _ action: Int, _ what: LeadAnswer.What) async throws -> LeadAnswerOutcome {
            let one = LeadAnswer(action: ActionID(action), version: try await version(action), what: what)
            return try #require(try await desk.answer(token, [one])?.outcomes.first)
        }

        var head: JournalSequence { get async throws { try await test.house.keeping.head()?.sequence ?? .none } }
    }

    @Test("It shows the member's own actions of the round, takes answers as that member, and can be used again")
    func flow() async throws {
        let scene = try await Scene.make()
        let token = try await scene.desk.issue(for: scene.cast.lead.id, round: scene.round)
        let view = try await scene.look(token)
        #expect(view.items.map(\.action.id) == [ActionID(1), ActionID(2)])
        #expect(view.items.allSatisfy { $0.answers.isEmpty })
        #expect(!view.maySeeMoreSignedIn)
        guard case .recorded(let sequence) = try await scene.answer(token, 1, .noChange(note: "")) else {
            Issue.record("not recorded")
            return
        }
        let item = try #require(try await scene.look(token).items.first)
        #expect(item.answers.map(\.header.sequence) == [sequence])
        #expect(item.answers.first?.header.author == .member(scene.cast.lead.id))
        let later = try #require(Day(iso: "2026-09-30"))
        guard case .recorded = try await scene.answer(token, 1, .longer(promise: 1, newDay: later, reason: "Lease"))
        else {
            Issue.record("not recorded again")
            return
        }
        #expect(try await scene.look(token).items.first?.answers.count == 2)
    }

    @Test("The address is made of the public one and the secret")
    func address() async throws {
        let scene = try await Scene.make()
        let address = try await scene.desk.address(
            for: scene.cast.lead.id, round: scene.round, at: "https://plans.test.example")
        let token = try #require(address.split(separator: "/").last.map(String.init))
        #expect(address == "https://plans.test.example/answer/\(token)")
        #expect(token.utf8.count == 43, "256 bits in base64url")
        #expect(try await scene.desk.look(SecretToken(text: token)) != nil)
    }

    @Test("A new link voids the earlier one, and another member's stays")
    func reissue() async throws {
        let scene = try await Scene.make()
        let first = try await scene.desk.issue(for: scene.cast.lead.id, round: scene.round)
        let other = try await scene.desk.issue(for: scene.cast.contributor.id, round: scene.round)
        let second = try await scene.desk.issue(for: scene.cast.lead.id, round: scene.round)
        #expect(first.text != second.text)
        #expect(try await scene.desk.look(first) == nil)
        #expect(try await scene.desk.answer(first, []) == nil)
        #expect(try await scene.desk.look(second) != nil)
        #expect(try await scene.desk.look(other) != nil)
    }

    @Test("No link for a member or a round there is not, nor for a round that is long closed")
    func refusedIssue() async throws {
        let scene = try await Scene.make()
        await #expect(throws: DeskRefusal.self) {
            _ = try await scene.desk.issue(for: MemberID(99), round: scene.round)
        }
        await #expect(throws: DeskRefusal.self) {
            _ = try await scene.desk.issue(for: scene.cast.lead.id, round: RoundID(99))
        }
        scene.test.go(to: "2026-05-22")
        await #expect(throws: DeskRefusal.self) {
            _ = try await scene.desk.issue(for: scene.cast.lead.id, round: scene.round)
        }
    }

    @Test("Before it opens it takes nothing; after the close it shows what was answered, for seven days")
    func time() async throws {
        let scene = try await Scene.make(opens: "2026-05-04")
        let token = try await scene.desk.issue(for: scene.cast.lead.id, round: scene.round)
        #expect(try await scene.look(token).phase == .opens(try #require(Day(iso: "2026-05-04"))))
        #expect(try await scene.look(token).items.isEmpty)
        var outcome = try await scene.answer(token, 1, .noChange(note: ""))
        guard case .closed = outcome else {
            Issue.record("\(outcome)")
            return
        }
        scene.test.go(to: "2026-05-05")
        _ = try await scene.answer(token, 1, .noChange(note: "Counted"))
        scene.test.go(to: "2026-05-15")
        let closed = try await scene.look(token)
        #expect(closed.items.map(\.action.id) == [ActionID(1)])
        let before = try await scene.head
        outcome = try await scene.answer(token, 2, .noChange(note: ""))
        guard case .closed = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(try await scene.head == before)
        scene.test.go(to: "2026-05-21")
        #expect(try await scene.desk.look(token) != nil)
        scene.test.go(to: "2026-05-22")
        #expect(try await scene.desk.look(token) == nil)
        #expect(try await scene.desk.answer(token, []) == nil)
    }

    @Test("An extended round keeps its links; tidying forgets those of rounds that are over")
    func extendedAndTidied() async throws {
        let scene = try await Scene.make()
        let token = try await scene.desk.issue(for: scene.cast.lead.id, round: scene.round)
        let closes = try #require(Day(iso: "2026-06-10"))
        try await scene.test.house.plans.perform(
            .extendRound(ExtendRound(round: scene.round, closes: closes, reason: "Holidays"), scene.plan),
            by: scene.cast.coordinator)
        scene.test.go(to: "2026-05-30")
        try await scene.desk.tidy()
        #expect(try await scene.look(token).phase == .open(until: closes))
        scene.test.go(to: "2026-06-18")
        try await scene.desk.tidy()
        scene.test.go(to: "2026-05-30")
        #expect(try await scene.desk.look(token) == nil, "forgotten for good")
    }

    @Test("It is void at once when its member leaves, and shows nothing when the role is lost")
    func memberChanges() async throws {
        let scene = try await Scene.make()
        let lead = try await scene.desk.issue(for: scene.cast.lead.id, round: scene.round)
        let other = try await scene.desk.issue(for: scene.cast.contributor.id, round: scene.round)
        let administrator = scene.cast.administrator
        let member = scene.cast.contributor
        try await scene.test.house.membership.perform(
            .changeMember(
                ChangeMember(
                    member: member.id,
                    details: MemberDetails(
                        name: member.name, post: member.post, agency: member.agency, email: member.email,
                        roles: [.reader], clearance: member.clearance))), by: administrator)
        #expect(try await scene.look(other).items.isEmpty)
        let outcome = try await scene.answer(other, 1, .noChange(note: ""))
        guard case .notTheirs = outcome else {
            Issue.record("\(outcome)")
            return
        }
        try await scene.test.house.membership.perform(
            .memberLeaves(MemberLeaves(member: scene.cast.lead.id)), by: administrator)
        #expect(try await scene.desk.look(lead) == nil)
    }

    @Test("What is marked is neither shown nor taken, whoever the member is")
    func marked() async throws {
        let scene = try await Scene.make()
        // The coordinator, cleared, contributes to the marked action as a lead.
        let coordinator = scene.cast.coordinator
        try await scene.test.house.membership.perform(
            .changeMember(
                ChangeMember(
                    member: coordinator.id,
                    details: MemberDetails(
                        name: coordinator.name, post: coordinator.post, agency: coordinator.agency,
                        email: coordinator.email, roles: [.coordinator, .lead], clearance: .officialSensitive))),
            by: scene.cast.administrator)
        let lead = try #require(try await scene.test.house.membership.member(coordinator.id))
        try await scene.test.house.plans.perform(
            .confirmOwners(
                ConfirmOwners(assignments: [.init(action: ActionID(3), updateOwner: lead.id, contributing: [])]),
                scene.plan),
            by: lead)
        let token = try await scene.desk.issue(for: lead.id, round: scene.round)
        let view = try await scene.look(token)
        #expect(view.items.isEmpty)
        #expect(view.maySeeMoreSignedIn)
        let before = try await scene.head
        for what in [
            LeadAnswer.What.noChange(note: ""), .done(note: "", evidence: "x", completes: [.init(promise: 1)]),
        ] {
            let outcome = try await scene.answer(token, 3, what)
            guard case .notTheirs = outcome else {
                Issue.record("\(outcome)")
                return
            }
        }
        #expect(try await scene.head == before)
    }

    @Test("A plan that is marked as a whole shows nothing of itself")
    func markedPlan() async throws {
        let scene = try await Scene.make(marking: .officialSensitive)
        let token = try await scene.desk.issue(for: scene.cast.lead.id, round: scene.round)
        let view = try await scene.look(token)
        #expect(view.picture == nil && view.items.isEmpty)
        guard case .notTheirs = try await scene.answer(token, 1, .noChange(note: "")) else {
            Issue.record("taken")
            return
        }
    }

    @Test("Others' actions, actions passed on meanwhile and actions there are not: one answer, and nothing written")
    func notTheirs() async throws {
        let scene = try await Scene.make()
        let token = try await scene.desk.issue(for: scene.cast.contributor.id, round: scene.round)
        let reader = try await scene.desk.issue(for: scene.cast.reader.id, round: scene.round)
        #expect(try await scene.look(token).items.map(\.action.id) == [ActionID(1), ActionID(2)])
        try await scene.test.house.plans.perform(
            .confirmOwners(
                ConfirmOwners(assignments: [
                    .init(action: ActionID(1), updateOwner: scene.cast.lead.id, contributing: [])
                ]),
                scene.plan), by: scene.cast.coordinator)
        let before = try await scene.head
        let version = try await scene.version(1)
        for (token, action) in [(token, 1), (token, 3), (token, 99), (reader, 1), (reader, 2)] {
            let answer = LeadAnswer(action: ActionID(action), version: version, what: .noChange(note: ""))
            guard case .notTheirs = try await scene.desk.answer(token, [answer])?.outcomes.first else {
                Issue.record("action \(action) was taken")
                continue
            }
        }
        #expect(try await scene.head == before)
    }

    @Test("Every problem at once, each answer by itself: what is right beside it is recorded")
    func problems() async throws {
        let scene = try await Scene.make()
        let token = try await scene.desk.issue(for: scene.cast.lead.id, round: scene.round)
        let early = try #require(Day(iso: "2026-01-01"))
        let answers = [
            LeadAnswer(
                action: ActionID(1), version: try await scene.version(1),
                what: .longer(promise: 1, newDay: early, reason: "OFFICIAL SENSITIVE")),
            LeadAnswer(action: ActionID(2), version: try await scene.version(2), what: .noChange(note: "Met")),
        ]
        let outcomes = try #require(try await scene.desk.answer(token, answers)?.outcomes)
        guard case .problems(let refusals) = outcomes[0], case .recorded = outcomes[1] else {
            Issue.record("\(outcomes)")
            return
        }
        #expect(refusals.map(\.code) == ["carries-marking", "not-later-than-due"])
        #expect(try await scene.look(token).items.first?.answers.isEmpty == true)
    }

    @Test("Text with the marking is refused and reaches no entry")
    func markedText() async throws {
        let scene = try await Scene.make()
        let token = try await scene.desk.issue(for: scene.cast.lead.id, round: scene.round)
        let before = try await scene.head
        for text in ["OFFICIAL-SENSITIVE", "official sensitive: the visit"] {
            guard case .problems(let refusals) = try await scene.answer(token, 1, .noChange(note: text)) else {
                Issue.record("taken")
                return
            }
            #expect(refusals.map(\.code) == ["carries-marking"])
        }
        #expect(try await scene.head == before)
    }

    @Test("A form sent twice is recorded once, one after the other or both at once")
    func twice() async throws {
        let scene = try await Scene.make()
        let token = try await scene.desk.issue(for: scene.cast.lead.id, round: scene.round)
        let answers = [
            LeadAnswer(
                action: ActionID(1), version: try await scene.version(1),
                what: .done(note: "", evidence: "Open", completes: [.init(promise: 1)])),
            LeadAnswer(action: ActionID(2), version: try await scene.version(2), what: .noChange(note: "")),
        ]
        let before = try await scene.head
        let all = try await withThrowingTaskGroup(of: LeadAnswering?.self) { group in
            for _ in 0..<8 { group.addTask { try await scene.desk.answer(token, answers) } }
            return try await group.reduce(into: [LeadAnswerOutcome]()) { $0 += $1?.outcomes ?? [] }
        }
        var recorded = 0
        for outcome in all {
            switch outcome {
            case .recorded: recorded += 1
            case .already: break
            default: Issue.record("\(outcome)")
            }
        }
        #expect(all.count == 16 && recorded == 2)
        #expect(try await scene.head.number == before.number + 2)
        guard case .already = try await scene.desk.answer(token, answers)?.outcomes.first else {
            Issue.record("the ninth was not known")
            return
        }
    }

    @Test("What somebody else did meanwhile is shown, and nothing is recorded on top unseen")
    func stale() async throws {
        let scene = try await Scene.make()
        let token = try await scene.desk.issue(for: scene.cast.lead.id, round: scene.round)
        let seen = try await scene.version(1)
        try await scene.test.house.plans.perform(
            .reportProgress(ReportProgress(action: ActionID(1), note: "Meanwhile")), by: scene.cast.contributor)
        let before = try await scene.head
        let answer = LeadAnswer(action: ActionID(1), version: seen, what: .noChange(note: "Mine"))
        guard case .stale(let since) = try await scene.desk.answer(token, [answer])?.outcomes.first else {
            Issue.record("not stale")
            return
        }
        #expect(since.map(\.header.author) == [.member(scene.cast.contributor.id)])
        #expect(try await scene.head == before)
    }
}
