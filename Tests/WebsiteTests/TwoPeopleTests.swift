import ActionPlans
import Coordination
import Partnership
import Testing
import Vocabulary

@testable import Website

/// Two browsers, one form: the second to save sees both versions, loses neither, and sends again knowing both.
@Suite("Two people at one form")
struct TwoPeopleTests {
    private struct Two {
        let small: SmallPlan
        let one: Browser
        let other: Browser
    }

    private func two() async throws -> Two {
        let small = try await SmallPlan.make(seats: SmallPlan.seats + [.everyRole, .coordinator])
        return Two(
            small: small, one: try await small.browser(.clearedCoordinator), other: try await small.browser(.everyRole))
    }

    @Test("Update owners: who is asked now, and who was asked when the form was opened")
    func owners() async throws {
        let two = try await two()
        let path = "\(two.small.path)/owners"
        let contributor = String(try two.small.cast[.contributor].id.number)
        let every = String(try two.small.cast[.everyRole].id.number)
        let seen = try await two.other.get(path)
        let field = try require(
            seen.page.form()?.names.filter { $0.hasPrefix("lead") }.sorted().first, "a lead")
        #expect(try await two.one.fill(path, [field: [contributor]]).status == 303)
        let before = try await two.small.site.written()
        let stale = try await two.other.submit(seen, at: path, [field: [every]])
        #expect(stale.status == 409)
        #expect(stale.page.main.contains("is now \(Seat.contributor.post)"), "\(stale.page.main)")
        #expect(stale.page.form()?.value(field) == every)
        #expect(try await two.small.site.written() == before)
        #expect(try await two.other.submit(stale, at: path, [:]).status == 303)
        let owners = Set(try await (1...3).asyncMap { try await two.small.action($0).updateOwner?.number })
        #expect(owners.contains(Int(every)) && !owners.contains(Int(contributor)))
    }

    @Test("Past deadlines: how each was settled, by name")
    func settle() async throws {
        let two = try await two()
        let path = "\(two.small.path)/settle"
        let seen = try await two.other.get(path)
        #expect(try await two.one.fill(path, ["answer-3-1": ["missed"]]).status == 303)
        let stale = try await two.other.submit(
            seen, at: path, ["answer-3-1": ["done"], "note": ["Minutes, kept here"]])
        #expect(stale.status == 409)
        #expect(stale.page.main.contains("AP-0003, commitment 1: settled as “Missed”"))
        #expect(stale.page.main.contains("For AP-0003, commitment 1, you chose “Done”"))
    }

    @Test("Rounds and closing days: what was opened and moved, old and new")
    func rounds() async throws {
        let two = try await two()
        let path = "\(two.small.path)/rounds"
        let seen = try await two.other.get(path)
        #expect(try await two.one.fill(path, [:]).status == 303)
        let stale = try await two.other.submit(seen, at: path, ["closes-day": ["29"]])
        #expect(stale.status == 409)
        #expect(stale.page.main.contains("was opened: answers from"))
        #expect(stale.page.form()?.value("closes-day") == "29")
        let extend = try require(try await two.one.get(path).page.links.first { $0.hasSuffix("/extend") })
        let opened = try await two.other.get(extend)
        let later = ["closes-day": ["25"], "closes-month": ["7"], "closes-year": ["2026"], "reason": ["A"]]
        #expect(try await two.one.fill(extend, later).status == 303)
        let second = try await two.other.submit(
            opened, at: extend, later.merging(["closes-day": ["26"], "reason": ["Typed here"]]) { $1 })
        #expect(second.status == 409)
        #expect(second.page.main.contains("it closes on 25 July 2026 now"))
        #expect(second.page.form()?.value("reason") == "Typed here")
        #expect(try await two.other.submit(second, at: extend, [:]).status == 303)
    }

    @Test("A member: each detail that was changed, old and new")
    func member() async throws {
        let site = try await TestSite.make()
        let cast = try await Cast.join(site.house, [.administrator, .everyRole, .lead])
        let one = try await Browser.signedIn(try cast[.administrator], at: site)
        let other = try await Browser.signedIn(try cast[.everyRole], at: site)
        let path = "/members/\(try cast[.lead].id.number)"
        let seen = try await other.get(path)
        #expect(try await one.fill(path, ["post": ["First Post"], "roles": ["lead", "reader"]]).status == 303)
        let stale = try await other.submit(seen, at: path, ["post": ["Second Post"]])
        #expect(stale.status == 409)
        #expect(stale.page.main.contains("Post: was “\(Seat.lead.post)”, is now “First Post”."))
        #expect(stale.page.main.contains("Roles: was “Lead”, is now “Lead, Reader”."))
        #expect(!stale.page.main.contains("Name: was"))
        #expect(stale.page.element(id: "post")?["value"] == "Second Post")
    }

    @Test("A delay that somebody else has decided meanwhile: what was typed stays to be copied")
    func decided() async throws {
        let two = try await two()
        try await two.small.site.house.plans.perform(
            .askDelay(
                AskDelay(action: ActionID(1), promise: 2, newDay: try TestCity.day("2027-01-31"), reason: "Early")),
            by: try two.small.cast[.lead])
        let path = "/actions/AP-0001/delay/2"
        let seen = try await two.other.get(path)
        #expect(try await two.one.fill(path, ["agrees": ["yes"]]).status == 303)
        let stale = try await two.other.submit(seen, at: path, ["agrees": ["no"], "note": ["Typed at length"]])
        #expect(stale.status == 409)
        #expect(stale.page.main.contains("decided meanwhile") && stale.page.main.contains("Typed at length"))
        #expect(stale.page.form() == nil, "nothing can be sent a second time")
    }

    // MARK: Owners and days

    @Test("Vacant, chosen against a proposal, is recorded and not proposed again; several owners are left as they are")
    func chosenVacant() async throws {
        let small = try await SmallPlan.make { _ in
        } actions: { cast in
            let due = Commitment(wording: "By June 2026", due: try TestCity.day("2026-06-30"))
            var vacant = TestCity.action("Open a clinic", [due], nil)
            vacant.wording.leads = [Seat.lead.post]
            var mixed = [
                TestCity.action("One", [due], try cast[.lead]), TestCity.action("Two", [due], try cast[.contributor]),
            ]
            for index in mixed.indices { mixed[index].wording.leads = ["Council"] }
            return [vacant] + mixed
        }
        let coordinator = try await small.browser(.clearedCoordinator)
        let path = "\(small.path)/owners"
        let shown = try await coordinator.get(path)
        #expect(shown.page.form()?.value("lead") == String(try small.cast[.lead].id.number), "proposed")
        #expect(shown.page.form()?.value("lead-2") == LeadGroup.keep)
        let done = try await coordinator.submit(shown, at: path, ["lead": [""]])
        #expect(try await coordinator.follow(done).page.banner?.contains("1 of the actions") == true)
        let again = try await coordinator.get(path)
        #expect(again.page.form()?.value("lead") == "" && again.page.main.contains("Vacant was chosen here"))
        let before = try await small.site.written()
        #expect(try await coordinator.submit(again, at: path, [:]).status == 303)
        #expect(try await small.site.written() == before, "said once, recorded once")
        #expect(try await small.action(3).updateOwner == small.cast[.contributor].id)
    }

    @Test("A delay on the settle list may have a day of its own, typed in one line")
    func ownDay() async throws {
        let small = try await SmallPlan.make()
        let coordinator = try await small.browser(.clearedCoordinator)
        let path = "\(small.path)/settle"
        let wrong = try await coordinator.fill(path, ["answer-3-1": ["delay"], "until-3-1": ["31 February 2027"]])
        #expect(wrong.status == 422 && wrong.page.problems.map(\.field) == ["until-3-1"])
        #expect(wrong.page.form()?.value("until-3-1") == "31 February 2027")
        let done = try await coordinator.submit(wrong, at: path, ["until-3-1": ["31 Jan 2027"], "note": ["Board"]])
        #expect(done.status == 303)
        #expect(
            try await small.action(3).promise(1)?.settled == .delayAgreed(until: try TestCity.day("2027-01-31")))
    }

    @Test(
        "A day in one line is read as people write it",
        arguments: [
            ("31 March 2009", "2009-03-31"), ("31/3/2009", "2009-03-31"), ("2009-03-31", "2009-03-31"),
            ("1.4.09", "2009-04-01"), ("31 March", nil), ("31 Feb 2009", nil), ("soon", nil),
        ] as [(String, String?)])
    func oneLine(text: String, iso: String?) {
        let boxes = DateBoxes(line: text)
        #expect(boxes.flatMap { if case .day(let day) = $0.reading { day.iso } else { nil } } == iso)
    }
}

extension Sequence {
    fileprivate func asyncMap<Value>(_ body: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await body(element)) }
        return values
    }
}
