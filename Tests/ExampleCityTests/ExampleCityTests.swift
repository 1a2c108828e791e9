import ActionPlans
import Coordination
import ExampleCity
import Partnership
import Records
import Testing
import Vocabulary

@Suite("The example city shows every state a plan can be in")
struct ExampleCityTests {
    struct Filled: Sendable {
        let house: House
        let store: Store
        let summary: ExampleSummary

        init(on day: String) async throws {
            let city = try TestHouse.city(on: try #require(Day(iso: day)))
            (house, store) = try await TestHouse.open(clock: city.clock)
            summary = try await city.fill(house)
        }

        func plans(for member: Member) async throws -> [PlanPicture] {
            var pictures: [PlanPicture] = []
            for id in summary.strategies {
                pictures.append(
                    try await house.plans.picture(of: id, Sight.of(member), at: house.plans.moment()))
            }
            return pictures
        }

        func member(_ post: String) throws -> Member {
            try #require(summary.members.first { $0.post == post })
        }
    }

    /// One city for all tests: in the middle of a quarter, when its own round is open early.
    static let filled = Task { try await Filled(on: "2026-11-21") }
    /// Another at the beginning of a quarter, when the round of the last one is open.
    static let early = Task { try await Filled(on: "2028-01-11") }

    @Test(
        "On any day its plans hold every status, slips once and twice, vacancies and requests",
        arguments: [filled, early])
    func states(task: Task<Filled, any Error>) async throws {
        let city = try await task.value
        let today = city.house.clock.today
        var statuses: Set<Status> = []
        var slips: Set<Int> = []
        var actions: [Action] = []
        for picture in try await city.plans(for: try city.member("Partnership Coordinator")) {
            let context = StandingContext(picture.plan, on: today)
            let standings = picture.plan.actions.map { ActionStanding.of($0, on: today, context) }
            statuses.formUnion(standings.flatMap(\.commitments).map(\.status))
            slips.formUnion(standings.map(\.slips))
            actions += picture.plan.actions
            #expect(picture.plan.rounds.count == 6)
            #expect(picture.plan.openRound(on: today) != nil)
        }
        #expect(statuses == Set(Status.allCases))
        #expect(slips.isSuperset(of: [0, 1, 2]))
        let promises = actions.flatMap(\.promises)
        #expect(actions.contains { $0.updateOwner == nil })
        #expect(actions.contains { $0.retired?.successor != nil })
        #expect(actions.contains { $0.promises.count > 1 })
        #expect(promises.contains { $0.request != nil })
        #expect(promises.contains { $0.commitment.repeats != nil && !$0.occurrences.isEmpty })
        #expect(promises.contains { $0.commitment.condition != nil })
        #expect(promises.contains { $0.commitment.undecided })
    }

    @Test("Its journal verifies, and the read tables follow from it")
    func genuine() async throws {
        let city = try await Self.filled.value
        #expect(try await city.house.keeping.verify().faults.isEmpty)
        #expect(try await city.house.keeping.rebuild().differed.isEmpty)
    }

    @Test("What is marked higher is there for those who are cleared, and for nobody else")
    func sensitive() async throws {
        let city = try await Self.filled.value
        let cleared = try await city.plans(for: try city.member("Drugs Team Inspector"))
        let reader = try await city.plans(for: try city.member("Regional Drugs Adviser"))
        let all = cleared.flatMap(\.plan.actions).count
        #expect(cleared.flatMap(\.plan.actions).count { $0.marking == .officialSensitive } == 4)
        #expect(reader.flatMap(\.plan.actions).count == all - 4)
        await #expect(throws: DeskRefusal.self) {
            try await city.plans(for: try city.member("System Administrator"))
        }
    }

    @Test("Everybody who is still here signs in with the printed password; who has left does not")
    func signIn() async throws {
        let city = try await Self.filled.value
        for member in city.summary.members.prefix(3) {
            _ = try await city.house.signIn.signIn(
                email: member.email, password: city.summary.password, network: "127.0.0.1")
        }
        #expect(!city.summary.members.contains { $0.post == "Young People's Commissioner" })
        await #expect(throws: SignInRefusal.self) {
            try await city.house.signIn.signIn(
                email: "young.people.commissioner@tarnchester.example", password: city.summary.password,
                network: "127.0.0.1")
        }
    }

    @Test("The same seed and day make the same journal, but for its random salts")
    func repeatable() async throws {
        let one = try await Self.filled.value
        let other = try await Filled(on: "2026-11-21")
        let ours = try await one.store.journal.entries(after: .none, limit: 5_000)
        let theirs = try await other.store.journal.entries(after: .none, limit: 5_000)
        #expect(ours.count > 500)
        #expect(ours.count == theirs.count)
        for (our, their) in zip(ours, theirs) {
            #expect(
                our.recorded == their.recorded && our.kind == their.kind && our.subject == their.subject
                    && our.author == their.author && our.happened == their.happened)
        }
    }

    @Test("A house that was made with another clock is not filled")
    func foreignClock() async throws {
        let day = try #require(Day(iso: "2026-11-21"))
        let city = try TestHouse.city(on: day)
        let (house, _) = try await TestHouse.open(
            clock: Clock(timeZone: TestHouse.timeZone) { TestHouse.noon(day) })
        await #expect(throws: ExampleCity.Fault.foreignClock) { try await city.fill(house) }
    }
}
