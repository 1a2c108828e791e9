import ActionPlans
import Foundation
import Frameworks
import Partnership
import Synchronization
import Testing
import Vocabulary

@testable import Coordination

/// A carrier that keeps what it is given, and fails as it is told.
final class FakeCarrier: MailCarrier {
    private let state = Mutex<(taken: [MailMessage], faults: [MailFault], always: MailFault?)>(([], [], nil))

    var taken: [MailMessage] { state.withLock { $0.taken } }

    /// The next tries fail, in this order.
    func fail(_ faults: MailFault...) { state.withLock { $0.faults = faults } }
    func failAlways(_ fault: MailFault?) { state.withLock { $0.always = fault } }

    func carry(_ message: MailMessage) async throws(MailFault) {
        let fault = state.withLock { state -> MailFault? in
            if let always = state.always { return always }
            if !state.faults.isEmpty { return state.faults.removeFirst() }
            state.taken.append(message)
            return nil
        }
        if let fault { throw fault }
    }
}

/// Makes links that can be told apart, and counts them.
struct FakeLinks: LeadLinkMaking {
    func link(for member: MemberID, round: RoundID) async throws -> String {
        "https://plans.test.example/answer/secret-of-\(member.number)-in-\(round.number)"
    }
}

@Suite("Mail is made with its entry, put together when it is sent, and sent at least once")
struct MailDeskTests {
    struct Setting {
        let test: TestHouse
        let cast: TestHouse.Cast
        let plan: StrategyID
        let carrier: FakeCarrier
        var house: House { test.house }

        func perform(_ command: PlanCommand, by member: Member? = nil) async throws {
            try await house.plans.perform(command, by: member ?? cast.coordinator)
        }

        func open(opens: String = "2026-05-01", closes: String = "2026-05-15") async throws {
            try await perform(
                .openRound(
                    OpenRound(
                        periodFrom: day("2026-01-01"), periodTo: day("2026-03-31"), opens: day(opens),
                        closes: day(closes)), plan))
        }

        func round() async throws -> Round {
            let picture = try await house.plans.picture(
                of: plan, Sight.of(cast.coordinator), at: try await house.plans.moment())
            return try #require(picture.plan.rounds.last)
        }

        func mail() async throws -> [OutgoingMail] {
            try await house.mail.list(by: cast.coordinator, limit: 100).mail.reversed()
        }

        func day(_ text: String) -> Day { Day(iso: text) ?? Day(number: 0) }
    }

    static func set(links: (any LeadLinkMaking)? = FakeLinks()) async throws -> Setting {
        let carrier = FakeCarrier()
        let test = try await TestHouse.make(
            mail: MailSettings(
                carrier: carrier, from: "plans@test.example", publicAddress: "https://plans.test.example",
                contact: "the partnership office", links: links))
        let cast = try await test.cast()
        return Setting(test: test, cast: cast, plan: try await test.importPlan(by: cast), carrier: carrier)
    }

    @Test("Opening a round asks everybody who owes with one mail, in the same transaction")
    func opening() async throws {
        let set = try await Self.set()
        let before = try await set.house.keeping.head()?.sequence.number ?? 0
        try await set.open()
        #expect(try await set.house.keeping.head()?.sequence.number == before + 2)
        let mail = try await set.mail()
        #expect(mail.map(\.member) == [set.cast.lead.id], "one for two actions; the vacant one is not mailed")
        #expect(mail.first?.entry.number == before + 2)
        #expect(try await set.round().reminders.map(\.members) == [[set.cast.lead.id]])
        #expect(set.carrier.taken.isEmpty, "nothing is sent before it is delivered")
        let report = try await set.house.mail.deliver()
        #expect(report.sent == 1)
        let message = try #require(set.carrier.taken.first)
        #expect(message.to == set.cast.lead.email && message.subject == "2 actions wait for an update by 15 May 2026")
        #expect(message.text.hasPrefix("Dear Treatment Commissioner,\n\n2 actions you report on"))
        #expect(message.text.contains("AP-0001, AP-0002"))
        #expect(message.text.contains("https://plans.test.example/answer/secret-of-\(set.cast.lead.id.number)-in-1"))
        #expect(message.text.contains("the partnership office"))
        for words in ["clinic", "Meet", "Secret", "AP-0003", "Test plan"] {
            #expect(!message.written().contains(words), "\(words)")
        }
        #expect(try await set.house.mail.deliver() == MailReport(), "once")
        #expect(set.carrier.taken.count == 1)
    }

    @Test("The secret of a link is nowhere in the store")
    func secretNotStored() async throws {
        let set = try await Self.set()
        try await set.open()
        try await set.house.mail.deliver()
        let kept = try await set.mail().map { "\($0)" }.joined()
        #expect(!kept.contains("secret-of"))
        let look = try await set.house.mail.look(at: 1, by: set.cast.coordinator)
        #expect(look.text?.contains("secret-of") == false && look.text?.contains("(link left out)") == true)
        #expect(look.text?.contains("AP-0001, AP-0002") == true)
    }

    @Test("A round that opens later is asked on its day, by the program, once")
    func laterOpening() async throws {
        let set = try await Self.set()
        try await set.open(opens: "2026-05-04", closes: "2026-05-18")
        #expect(try await set.mail().isEmpty)
        #expect(try await set.house.plans.askByRule(.standard) == 0)
        set.test.go(to: "2026-05-04")
        #expect(try await set.house.plans.askByRule(.standard) == 1)
        #expect(try await set.house.plans.askByRule(.standard) == 0)
        #expect(try await set.mail().map(\.step) == [0])
    }

    @Test("The whole course of a round: asked, reminded twice, once after closing; each once a step")
    func course() async throws {
        let set = try await Self.set()
        try await set.open()
        var steps: [String: Int] = [:]
        for day in 1...25 {
            set.test.go(to: "2026-05-\(day < 10 ? "0" : "")\(day)")
            for _ in 0..<3 { try await set.house.plans.askByRule(.standard) }
            let step = try await set.round().reminders.last?.step ?? -1
            if steps.values.contains(step) { continue }
            steps["\(day)"] = step
        }
        #expect(steps == ["1": 0, "8": 1, "13": 2, "16": 3])
        #expect(try await set.mail().map(\.step) == [0, 1, 2, 3])
    }

    @Test("Who has answered by the time of sending gets no mail; who has left neither")
    func dropped() async throws {
        let set = try await Self.set()
        try await set.open()
        for action in [1, 2] {
            try await set.perform(.reportProgress(ReportProgress(action: ActionID(action))), by: set.cast.lead)
        }
        #expect(try await set.house.mail.deliver().dropped == 1)
        #expect(set.carrier.taken.isEmpty)
        let mail = try #require(try await set.mail().first)
        #expect(mail.state == .dropped && mail.problem?.contains("Nothing waited") == true)
        let other = try await Self.set()
        try await other.open()
        _ = try await other.house.membership.perform(
            .memberLeaves(MemberLeaves(member: other.cast.lead.id)), by: other.cast.administrator)
        #expect(try await other.house.mail.deliver().dropped == 1)
        #expect(try await other.mail().first?.problem?.contains("has left") == true)
    }

    @Test("After the round has closed the mail leads to the page, not to a secret link")
    func afterClosing() async throws {
        let set = try await Self.set()
        try await set.open()
        set.test.go(to: "2026-05-16")
        try await set.house.plans.askByRule(.standard)
        try await set.house.mail.deliver()
        let text = try #require(set.carrier.taken.last?.text)
        #expect(text.contains("https://plans.test.example/plans/\(set.plan.number)/rounds/1\n"))
        #expect(!text.contains("secret-of") && text.contains("The round closed at the end of 15 May 2026"))
        #expect(set.carrier.taken.last?.subject.hasPrefix("Late: ") == true)
    }

    @Test("Marked actions are counted for who may see them, never named, and are nothing to who may not")
    func marked() async throws {
        let set = try await Self.set()
        func own(_ member: Member) async throws {
            try await set.perform(
                .confirmOwners(
                    ConfirmOwners(assignments: [
                        .init(action: ActionID(3), updateOwner: member.id, contributing: [])
                    ]), set.plan))
        }
        try await own(set.cast.lead)
        try await set.open()
        try await set.house.mail.deliver()
        #expect(set.carrier.taken.first?.subject.hasPrefix("2 actions") == true)
        #expect(set.carrier.taken.first?.text.contains("signing in") == false)
        _ = try await set.house.membership.perform(
            .changeMember(
                ChangeMember(
                    member: set.cast.lead.id,
                    details: MemberDetails(
                        name: set.cast.lead.name, post: set.cast.lead.post, agency: set.cast.lead.agency,
                        email: set.cast.lead.email, roles: [.lead], clearance: .officialSensitive))),
            by: set.cast.administrator)
        set.test.go(to: "2026-05-08")
        try await set.house.plans.askByRule(.standard)
        try await set.house.mail.deliver()
        let text = try #require(set.carrier.taken.last?.text)
        #expect(text.contains("3 actions you report on") && text.contains("AP-0001, AP-0002"))
        #expect(text.contains("One other can be answered after signing in.") && !text.contains("AP-0003"))
    }

    // MARK: A carrier that fails

    @Test("A failure that may pass is tried again after a growing time, with the same Message-ID")
    func growingDelay() async throws {
        let set = try await Self.set()
        try await set.open()
        set.carrier.failAlways(.later("The line is busy."))
        let begun = set.house.clock.now
        #expect(try await set.house.mail.deliver().waiting == 1)
        var mail = try #require(try await set.mail().first)
        #expect(mail.state == .waiting && mail.attempts == 1 && mail.problem == "The line is busy.")
        #expect(mail.nextTry == begun.adding(seconds: 300))
        #expect(try await set.house.mail.deliver() == MailReport(), "not before its time")
        set.test.wait(seconds: 300)
        try await set.house.mail.deliver()
        mail = try #require(try await set.mail().first)
        #expect(mail.attempts == 2 && mail.nextTry == begun.adding(seconds: 900))
        set.carrier.failAlways(nil)
        set.test.wait(seconds: 600)
        #expect(try await set.house.mail.deliver().sent == 1)
        #expect(set.carrier.taken.first?.id == "\(mail.messageID)@test.example")
        #expect(try await set.mail().first?.problem == nil)
    }

    @Test("After the last try it has failed, and trying again by hand begins anew")
    func givenUp() async throws {
        let set = try await Self.set()
        try await set.open()
        set.carrier.failAlways(.later("The line is busy."))
        for _ in 0..<MailDesk.mostAttempts {
            try await set.house.mail.deliver()
            set.test.wait(seconds: 21_600)
        }
        #expect(try await set.mail().first?.state == .failed)
        #expect(try await set.house.mail.deliver() == MailReport())
        set.carrier.failAlways(nil)
        await #expect(throws: DeskRefusal.self) { try await set.house.mail.tryAgain(1, by: set.cast.lead) }
        try await set.house.mail.tryAgain(1, by: set.cast.coordinator)
        #expect(try await set.house.mail.deliver().sent == 1)
        await #expect(throws: DeskRefusal.self) { try await set.house.mail.tryAgain(1, by: set.cast.coordinator) }
    }

    @Test("A refusal for good is not tried again, and does not hold up others")
    func refused() async throws {
        let set = try await Self.set()
        try await set.open()
        try await set.perform(
            .rerouteAction(RerouteAction(action: ActionID(2), to: set.cast.contributor.id)), by: set.cast.lead)
        set.test.go(to: "2026-05-08")
        try await set.house.plans.askByRule(.standard)
        set.carrier.fail(.never("No such address."))
        let report = try await set.house.mail.deliver()
        #expect(report.failed == 1 && report.sent == 2)
        #expect(try await set.mail().map(\.state) == [.failed, .sent, .sent])
    }

    @Test("A later mail never overtakes an earlier one to the same member")
    func inOrder() async throws {
        let set = try await Self.set()
        try await set.open()
        set.carrier.failAlways(.later("The line is busy."))
        try await set.house.mail.deliver()
        set.carrier.failAlways(nil)
        try await set.perform(
            .rerouteAction(RerouteAction(action: ActionID(2), to: set.cast.contributor.id)), by: set.cast.lead)
        set.test.go(to: "2026-05-08")
        set.test.wait(seconds: -7 * 86_400 + 60)
        // Back on the first day: the first mail still waits for its time.
        #expect(try await set.house.mail.deliver() == MailReport())
        set.test.go(to: "2026-05-08")
        try await set.house.plans.askByRule(.standard)
        try await set.house.mail.deliver()
        let lead = set.carrier.taken.filter { $0.to == set.cast.lead.email }
        #expect(lead.map(\.number) == [1, 2])
    }

    @Test("A carrier that is away is left alone after three failures in a row")
    func leftAlone() async throws {
        let set = try await Self.set()
        for number in 1...5 {
            _ = try await set.house.membership.perform(
                .joinMember(
                    JoinMember(
                        MemberDetails(
                            name: "Lead \(number)", post: "Lead \(number)", agency: AgencyID(1),
                            email: "lead\(number)@test.example", roles: [.lead]))), by: set.cast.administrator)
        }
        let leads = try await set.house.membership.members().filter { $0.post.hasPrefix("Lead ") }
        let commitment = Commitment(wording: "June 2026", due: Day(year: 2026, month: 6, day: 30))
        try await set.perform(
            .importPlan(
                ImportPlan(
                    title: "Second", year: .financial, marking: .official,
                    source: PlanSource(name: "second.csv", digest: Digest.hex(of: Array("second".utf8))),
                    actions: leads.map {
                        NewAction(
                            wording: ActionWording(
                                text: "Work of \($0.post)",
                                timescale: Timescale(wording: "June 2026", commitments: [commitment])),
                            updateOwner: $0.id, contributing: [])
                    })))
        try await set.perform(
            .openRound(
                OpenRound(
                    periodFrom: set.day("2026-01-01"), periodTo: set.day("2026-03-31"), opens: set.day("2026-05-01"),
                    closes: set.day("2026-05-15")), StrategyID(2)))
        set.carrier.failAlways(.later("Away."))
        #expect(try await set.house.mail.deliver().waiting == MailDesk.mostFailuresInARow)
        set.carrier.failAlways(nil)
        #expect(try await set.house.mail.deliver().sent == 2, "those that were not tried")
        set.test.wait(seconds: 300)
        #expect(try await set.house.mail.deliver().sent == 3)
        #expect(Set(set.carrier.taken.map(\.id)).count == 5)
    }

    // MARK: By hand, and who may look

    @Test("A reminder by hand goes to who still owes; twice on a day is refused; stale too")
    func byHand() async throws {
        let set = try await Self.set()
        try await set.open()
        let round = try await set.round()
        await #expect(throws: DeskRefusal.self) {
            try await set.perform(.remindRound(RemindRound(round: round.id), set.plan))
        }
        set.test.go(to: "2026-05-04")
        await #expect(throws: DeskRefusal.self) {
            try await set.house.plans.perform(
                .remindRound(RemindRound(round: round.id), set.plan), by: set.cast.coordinator,
                expecting: JournalSequence(1))
        }
        await #expect(throws: DeskRefusal.self) {
            try await set.perform(.remindRound(RemindRound(round: round.id), set.plan), by: set.cast.lead)
        }
        try await set.perform(.remindRound(RemindRound(round: round.id), set.plan))
        #expect(try await set.mail().map(\.step) == [0, 1])
    }

    @Test("A round that is reopened ends silence from its day on, and earlier pictures stay")
    func reopening() async throws {
        let set = try await Self.set()
        try await set.open()
        set.test.go(to: "2026-05-20")
        func status(_ day: String) async throws -> Status? {
            let asked = set.day(day) == set.house.clock.today ? nil : set.day(day)
            let moment = try await set.house.plans.moment(asAt: asked)
            return try await set.house.plans.picture(of: set.plan, Sight.of(set.cast.reader), at: moment)
                .standing(of: ActionID(1))?.status
        }
        #expect(try await status("2026-05-20") == .silent)
        set.test.go(to: "2026-05-21")
        try await set.perform(
            .reopenRound(
                ReopenRound(round: RoundID(1), closes: set.day("2026-05-28"), reason: "A flood"), set.plan))
        #expect(try await status("2026-05-21") == .underWay)
        #expect(try await status("2026-05-20") == .silent)
        set.test.go(to: "2026-05-29")
        #expect(try await status("2026-05-29") == .silent)
        #expect(try await status("2026-05-28") == .underWay)
    }

    @Test("An administrator sees that mail left, and nothing it says; others see no mail at all")
    func whoLooks() async throws {
        let set = try await Self.set()
        try await set.open()
        try await set.house.mail.deliver()
        let only = Member.onlyAdministrator(set.cast.administrator)
        #expect(try await set.house.mail.list(by: only).mail.count == 1)
        let look = try await set.house.mail.look(at: 1, by: only)
        #expect(look.text == nil && look.subject == nil && !look.reachesPlan)
        for member in [set.cast.lead, set.cast.reader, set.cast.approver, set.cast.contributor] {
            await #expect(throws: DeskRefusal.self) { try await set.house.mail.list(by: member) }
            await #expect(throws: DeskRefusal.self) { try await set.house.mail.look(at: 1, by: member) }
        }
        await #expect(throws: DeskRefusal.self) { try await set.house.mail.look(at: 99, by: set.cast.coordinator) }
    }
}
