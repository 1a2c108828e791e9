import ActionPlans
import Coordination
import Foundation
import HTTPTypes
import Partnership
import Testing
import Vocabulary

@testable import Website

/// The same matrix at the two other doors: commands put to the desks themselves, and commands of the program.
@Suite("Desks and commands answer as the policy says, and nothing crosses to who may not see it")
struct PermissionCommandTests {
    private func expectNothingCrosses(_ name: String, _ seat: Seat, _ said: String) {
        let seesPlans = !seat.roles.subtracting([.administrator]).isEmpty
        if !seesPlans || seat.clearance == .official { #expect(!said.contains(TestCity.canary), "\(name)") }
        if !seesPlans {
            for text in ["Open plan", "weekly clinic", "The tender is late"] {
                #expect(!said.contains(text), "\(name): \(text)")
            }
        }
    }

    @Test("Every act that a form asks about is one whose command the matrix knows")
    func whole() async throws {
        let site = try await TestSite.make()
        for route in try site.routes() where route.method == .post {
            guard case .act(let act) = route.policy else { continue }
            #expect(DeskCommands.acts.contains(act), "add the command of \(act.rawValue) to DeskCommands")
        }
    }

    @Test("Every command of a desk answers every seat as policy, ties and markings say, and none writes")
    func desks() async throws {
        let prepared = try await PermissionTests.prepare()
        let city = prepared.city
        let before = try await city.site.house.keeping.head()
        let all = try DeskCase.all(city, prepared.cases.actions)
        #expect(all.count >= 1_900, "\(all.count) cases")
        for one in all {
            let (outcome, said) = await one.ask(city.site.house, try city.cast[one.seat])
            #expect(one.expected.contains(outcome), "\(one.name): \(outcome.rawValue)")
            expectNothingCrosses(one.name, one.seat, said)
        }
        #expect(try await city.site.house.keeping.head() == before)
        print("Permission matrix, desks: \(all.count) of \(all.count) cases asked.")
    }

    @Test("Whatever a desk hands out is what the seat may see, today and looking back")
    func reading() async throws {
        let prepared = try await PermissionTests.prepare()
        let city = prepared.city
        try city.site.go(to: "2026-05-04")
        let house = city.site.house
        var asked = 0
        for seat in Seat.everywhere where seat != .nobody {
            let member = try city.cast[seat]
            let sight = Sight.of(member)
            func expect(_ name: String, isSeen: Bool, _ read: () async throws -> Any) async {
                asked += 1
                var said = ""
                do {
                    let value = try await read()
                    dump(value, to: &said)
                    #expect(isSeen, "\(name) by \(seat.rawValue)")
                } catch {
                    #expect(!isSeen, "\(name) by \(seat.rawValue): \(error)")
                }
                expectNothingCrosses("\(name) by \(seat.rawValue)", seat, said)
            }
            let isReader = Policy.may(.readJournal, member).isAllowed
            await expect("journal", isSeen: isReader) {
                try await house.journal.leaf(JournalAsk(), at: .newest, size: 100, by: member).records
            }
            await expect("journal file", isSeen: isReader) {
                try await house.journal.file(JournalAsk(), limit: 100, by: member).records
            }
            for moment in [
                try await house.plans.moment(), try await house.plans.moment(asAt: try TestCity.day("2026-05-01")),
            ] {
                await expect("plans", isSeen: true) { try await house.plans.strategies(sight, at: moment) }
                for (plan, marking) in [(city.plan, Marking.official), (city.closedPlan, .officialSensitive)] {
                    await expect("plan \(plan.number)", isSeen: sight.maySee(markedAs: marking)) {
                        try await house.plans.picture(of: plan, sight, at: moment)
                    }
                }
                for (deed, action) in prepared.cases.actions {
                    let isSeen = sight.maySee(markedAs: action.marking)
                    await expect("\(deed)", isSeen: isSeen) {
                        try await house.plans.picture(with: action.id, sight, at: moment)
                    }
                    guard isSeen else { continue }
                    await expect("history of \(deed)", isSeen: true) {
                        try await house.plans.history(of: action.id, sight, at: moment)
                    }
                }
            }
        }
        #expect(asked >= 1_000)
        print("Permission matrix, reading desks: \(asked) of \(asked) cases asked.")
    }

    @Test("Meetings, registers, mail and search hand out what the seat may see, and all of it")
    func readingFurther() async throws {
        let prepared = try await PermissionTests.prepare()
        let city = prepared.city
        try city.site.go(to: "2026-05-04")
        let house = city.site.house
        var asked = 0
        for seat in Seat.everywhere where seat != .nobody {
            let member = try city.cast[seat]
            let mayTell = Sight.of(member).maySee(markedAs: .officialSensitive)
            for moment in [
                try await house.plans.moment(), try await house.plans.moment(asAt: try TestCity.day("2026-05-01")),
            ] {
                for one in FurtherRead.all(city, member) {
                    asked += 1
                    let name = "\(one.name) by \(seat.rawValue)"
                    var said = ""
                    do {
                        dump(try await one.read(house, member, moment), to: &said)
                        #expect(one.isSeen, "\(name)")
                        if mayTell, one.isTelling { #expect(said.contains(TestCity.canary), "\(name)") }
                    } catch {
                        #expect(!one.isSeen, "\(name): \(error)")
                    }
                    expectNothingCrosses(name, seat, said)
                }
            }
        }
        #expect(asked >= 2_000, "\(asked) cases")
        print("Permission matrix, further reading: \(asked) of \(asked) cases asked.")
    }

    @Test("What one may not know of is refused in the same words as what is not there")
    func sameWords() async throws {
        let city = try await TestCity.make()
        for (hidden, missing) in DeskCase.pairs() {
            let member = try city.cast[hidden.seat]
            let (one, other) = (await hidden.ask(city.site.house, member), await missing.ask(city.site.house, member))
            #expect(one.0 == other.0 && one.0 != .done, "\(hidden.name): \(one.0.rawValue), \(other.0.rawValue)")
            // What was typed may be said back.
            let typed = [TestCity.Deed.markedOfLead, .markedOfNobody].map(\.reference)
            let said = typed.reduce(one.said) { $0.replacing($1, with: "AP-0999") }
            #expect(said == other.said, "\(hidden.name)")
        }
    }

    @Test("The program has the commands the matrix knows, and no other")
    func commands() {
        let known = Set(ProgramCommands.forMembers.keys).union(ProgramCommands.forOperators)
        for name in ProgramCommands.names.union(known).sorted() {
            #expect(
                ProgramCommands.names.contains(name) == known.contains(name),
                "\(name): add it to ProgramCommands, or take it out")
        }
    }

    @Test("Every command of the program ends for every seat as policy and markings say")
    func program() async throws {
        let prepared = try await PermissionTests.prepare()
        let city = prepared.city
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).csv")
        try Data(FormTokenTests.plan.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let writer = try city.cast[.clearedCoordinator]
        let before = try await city.site.written(drafts: writer)
        let all = try ProgramCase.all(city, prepared.cases.actions, file: file.path)
        #expect(all.count >= 1_000, "\(all.count) cases")
        let chosen = MatrixSize.sample(all)
        for one in chosen {
            let (code, said) = try await one.run(city)
            #expect(code == one.expected, "\(one.name): \(said)")
            expectNothingCrosses(one.name, one.seat, said)
        }
        // What is taken out is written down, once each time; nothing else was.
        let taken = chosen.count { $0.name.hasPrefix("plan export") && $0.expected == 0 }
        let after = try await city.site.written(drafts: writer)
        #expect(taken > 0 && after.drafts == before.drafts)
        #expect(after.head?.sequence.number == before.head.map { $0.sequence.number + Int64(taken) })
        print("Permission matrix, program: \(chosen.count) of \(all.count) cases asked.")
    }
}

@Suite("What one may not know of takes as long to refuse as what does not exist")
struct SightTimeTests {
    @Test(
        "The medians of forty askings lie within 20 ms of each other", .enabled(if: MatrixSize.isProof),
        arguments: [
            ("/actions/AP-0008", "/actions/AP-0999"), ("/plans/2", "/plans/999"), ("/journal/40", "/journal/9999"),
        ])
    func medians(hidden: String, missing: String) async throws {
        let city = try await TestCity.make()
        let browser = try await city.browser(.coordinator)
        func time(_ path: String) async throws -> Duration {
            let start = ContinuousClock.now
            let status = try await browser.get(path).status
            let taken = start.duration(to: .now)
            #expect(status == 404, "\(path)")
            return taken
        }
        // The last entry is a report on a marked action.
        let last = try #require(try await city.site.house.keeping.head()?.sequence.number)
        let hidden = hidden == "/journal/40" ? "/journal/\(last)" : hidden
        var times: (hidden: [Duration], missing: [Duration]) = ([], [])
        for _ in 0..<40 {
            times.hidden.append(try await time(hidden))
            times.missing.append(try await time(missing))
        }
        let difference = times.hidden.sorted()[20] - times.missing.sorted()[20]
        #expect(abs(difference / .milliseconds(1)) <= 20, "\(hidden): \(difference)")
    }
}
