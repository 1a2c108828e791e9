import Coordination
import ExampleCity
import Foundation
import Frameworks
import Records
import RecordsSQLite
import Vocabulary

/// A house over a store in memory, made with the clock of an example city.
enum TestHouse {
    static let timeZone = TimeZone(identifier: "Europe/London") ?? .gmt

    /// Noon of a day, in London.
    static func noon(_ day: Day) -> Instant {
        let clock = Clock(timeZone: timeZone) { Instant(microseconds: 0) }
        return clock.end(of: day.adding(days: -1)).adding(seconds: 12 * 3600)
    }

    /// Beside the test program, where the build puts them.
    static let finder = ResourceFinder(setting: nil)

    static func city(seed: UInt64 = 2003, on day: Day) throws -> ExampleCity {
        guard let folder = finder.folder(of: "ExampleCity") else { throw ExampleCity.Fault.missingResource("all") }
        return ExampleCity(seed: seed, now: noon(day), timeZone: timeZone, folder: folder)
    }

    static func open(clock: Clock) async throws -> (house: House, store: Store) {
        let store = try await SQLiteStore.inMemory()
        let pack = try PackLibrary(finder).pack(PackLibrary.standard).pack
        let house = House(
            strategies: store.strategies, members: store.members, signInRegister: store.signIn, drafts: store.drafts,
            formDrafts: store.formDrafts, meetings: store.meetings, registers: store.registers, packs: store.packs,
            mail: store.mail, leadLinks: store.leadLinks, book: store.book, jobs: store.jobs,
            columns: store.columns,
            keeping: store.keeping, clock: clock, pack: pack,
            cage: ReaderCage(readerPath: ReaderCage.readerPath(setting: nil)),
            hasher: PasswordHasher(cost: .init(rounds: 16, blockSize: 1, parallelism: 1)), close: store.close)
        return (house, store)
    }
}
