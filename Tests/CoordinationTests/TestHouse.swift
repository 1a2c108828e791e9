import ActionPlans
import Coordination
import Foundation
import Frameworks
import Partnership
import Records
import RecordsSQLite
import Synchronization
import Vocabulary

/// A house over a store in memory, with a clock that stands where the test puts it.
final class TestHouse: Sendable {
    let house: House
    let store: Store
    private let time: Time

    private init(house: House, store: Store, time: Time) {
        self.house = house
        self.store = store
        self.time = time
    }

    static func make(
        on day: String = "2026-05-01", mail: MailSettings = MailSettings()
    ) async throws -> TestHouse {
        let time = Time()
        let store = try await SQLiteStore.inMemory()
        let clock = Clock(timeZone: TimeZone(identifier: "Europe/London") ?? .gmt, now: time.read)
        let pack = FrameworkPack(
            name: "test", title: "Test", source: "Test", statuses: [], cycle: Recurrence(every: 3, unit: .month),
            closingDays: 14, planYear: .financial,
            columnHeadings: [
                ColumnHeading(heading: "no", meaning: ColumnReading(.number)),
                ColumnHeading(heading: "objective", meaning: ColumnReading(.objective)),
                ColumnHeading(heading: "action", meaning: ColumnReading(.text)),
                ColumnHeading(heading: "lead", meaning: ColumnReading(.leads)),
                ColumnHeading(heading: "by when", meaning: ColumnReading(.timescale)),
                ColumnHeading(heading: "measure", meaning: ColumnReading(.measure)),
            ])
        let house = House(
            strategies: store.strategies, members: store.members, signInRegister: store.signIn, drafts: store.drafts,
            formDrafts: store.formDrafts, meetings: store.meetings, registers: store.registers, packs: store.packs,
            mail: store.mail, leadLinks: store.leadLinks, book: store.book, jobs: store.jobs,
            columns: store.columns,
            keeping: store.keeping, clock: clock, pack: pack, cage: ReaderCage(readerPath: readerPath),
            hasher: PasswordHasher(cost: .init(rounds: 1 << 10, blockSize: 8, parallelism: 1)), mailSettings: mail,
            close: store.close)
        let made = TestHouse(house: house, store: store, time: time)
        made.go(to: day)
        return made
    }

    /// What the clock reads.
    private final class Time: Sendable {
        private let value = Mutex(Instant(microseconds: 0))
        var read: @Sendable () -> Instant { { self.value.withLock { $0 } } }
        func set(_ instant: Instant) { value.withLock { $0 = instant } }
    }

    /// Noon of a day.
    func go(to day: String) {
        guard let day = Day(iso: day) else { return }
        time.set(Instant(microseconds: Int64(day.number) * 86_400_000_000 + 43_200_000_000))
    }

    func wait(seconds: Int64) { time.set(house.clock.now.adding(seconds: seconds)) }

    /// `cornerstone-reader`, beside the test bundle.
    static let readerPath: String = {
        let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        for argument in CommandLine.arguments + [program] where argument.contains(".build/") {
            guard let range = argument.range(of: "/debug/") ?? argument.range(of: "/release/") else { continue }
            let path = argument[..<range.upperBound] + "cornerstone-reader"
            if FileManager.default.isExecutableFile(atPath: String(path)) { return String(path) }
        }
        return ".build/debug/cornerstone-reader"
    }()
}

extension TestHouse {
    struct Cast: Sendable {
        let coordinator: Member
        let approver: Member
        let lead: Member
        let contributor: Member
        let reader: Member
        let administrator: Member
    }

    /// The first administrator sets up; one member a role joins.
    func cast() async throws -> Cast {
        let first = try await house.membership.setUp(
            FirstSetUp(
                partnership: "Test Partnership", agency: "City Council", name: "Administrator", post: "Administrator",
                email: "administrator@test.example"))
        func join(_ post: String, _ roles: Set<Role>, _ clearance: Marking = .official) async throws -> Member {
            let email = post.lowercased().replacingOccurrences(of: " ", with: ".") + "@test.example"
            _ = try await house.membership.perform(
                .joinMember(
                    JoinMember(
                        MemberDetails(
                            name: post, post: post, agency: AgencyID(1), email: email, roles: roles,
                            clearance: clearance))), by: first)
            guard let member = try await house.membership.member(email: email) else { throw DeskRefusal.notFound }
            return member
        }
        return Cast(
            coordinator: try await join("Coordinator", [.coordinator], .officialSensitive),
            approver: try await join("Board Chair", [.approver], .officialSensitive),
            lead: try await join("Treatment Commissioner", [.lead]),
            contributor: try await join("Outreach Manager", [.contributor]),
            reader: try await join("Ward Member", [.reader]), administrator: first)
    }

    /// Three actions: due on a day, repeated, undecided.
    func importPlan(by cast: Cast, marking: Marking = .official) async throws -> StrategyID {
        func action(_ text: String, _ commitment: Commitment, owner: MemberID?, marking: Marking? = nil) -> NewAction {
            NewAction(
                wording: ActionWording(
                    path: [PlanLevel(level: .aim, number: nil, text: "Treatment")], text: text,
                    leads: ["Treatment Commissioner"],
                    timescale: Timescale(wording: commitment.wording, commitments: [commitment])),
                marking: marking, updateOwner: owner, contributing: [cast.contributor.id])
        }
        let due = Day(year: 2026, month: 6, day: 30)
        let command = ImportPlan(
            title: "Test plan", year: .financial, marking: marking,
            source: PlanSource(name: "plan.csv", digest: Digest.hex(of: Array("plan".utf8))),
            actions: [
                action("Open a clinic", Commitment(wording: "June 2026", due: due), owner: cast.lead.id),
                action(
                    "Meet", Commitment(wording: "Quarterly", repeats: Recurrence(every: 3, unit: .month)),
                    owner: cast.lead.id),
                action(
                    "Secret work", Commitment(wording: "TBD", undecided: true), owner: nil, marking: .officialSensitive),
            ])
        let done = try await house.plans.perform(.importPlan(command), by: cast.coordinator)
        return StrategyID(done.subject.number)
    }
}
