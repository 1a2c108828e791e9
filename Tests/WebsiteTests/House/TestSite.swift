import ActionPlans
import Coordination
import Foundation
import Frameworks
import Hummingbird
import HummingbirdTesting
import Logging
import Partnership
import Records
import RecordsSQLite
import Synchronization
import Vocabulary

@testable import Website

/// A website over a store in memory, asked in process, with a clock that stands where the test puts it.
final class TestSite: Sendable {
    static let localAddress = "http://127.0.0.1:8080"
    static let secureAddress = "https://plans.test.example"

    let house: House
    /// Desks of their own over the same store, which they leave open: for commands, which close what they opened.
    let commandHouse: House
    let settings: WebsiteSettings
    let client: any TestClientProtocol
    private let time: Time

    private init(
        house: House, commandHouse: House, settings: WebsiteSettings, client: any TestClientProtocol, time: Time
    ) {
        self.house = house
        self.commandHouse = commandHouse
        self.settings = settings
        self.client = client
        self.time = time
    }

    /// What a test may want otherwise than usual.
    struct Choices: Sendable {
        var day = "2026-05-01"
        var address = TestSite.localAddress
        var isDemo = false
        var securityContact = SecurityContact("security@example.org")
        var limits = WebsiteLimits()
        /// Where the key lies that signs heads.
        var signingKey: String? = FileManager.default.temporaryDirectory.appendingPathComponent(
            "cornerstone-test-signing-key"
        ).path
        /// Stands between the desk and the store: a disk that is full, a store that fails.
        var strategies: @Sendable (any StrategyRegister) -> any StrategyRegister = { $0 }
        var members: @Sendable (any MemberRegister) -> any MemberRegister = { $0 }
        /// Routes put beside those of the website.
        var further: @Sendable (Router<SiteContext>) -> Void = { _ in }
        var mail = MailSettings()
        var log = LogBook()
    }

    static func make(_ choose: (inout Choices) -> Void = { _ in }) async throws -> TestSite {
        var choices = Choices()
        choose(&choices)
        let time = Time()
        time.set(try noon(of: choices.day))
        let store = try await SQLiteStore.inMemory()
        let house = try makeHouse(store, choices, time, close: store.close)
        let commandHouse = try makeHouse(store, choices, time, close: {})
        let settings = WebsiteSettings(
            address: try require(PublicAddress(choices.address)), listening: .port(host: "127.0.0.1", number: 0),
            resources: try resources(), isDemo: choices.isDemo, contact: "the office",
            securityContact: choices.securityContact, limits: choices.limits)
        let router = try Website.router(house: house, settings: settings)
        choices.further(router)
        let log = choices.log
        let application = Application(router: router, logger: Logger(label: "test") { _ in LogBook.Handler(book: log) })
        // In process there is no server that would end with the closure.
        let client = try await application.test(.router) { $0 }
        return TestSite(house: house, commandHouse: commandHouse, settings: settings, client: client, time: time)
    }

    private static func makeHouse(
        _ store: Store, _ choices: Choices, _ time: Time, close: @escaping @Sendable () async throws -> Void
    ) throws -> House {
        House(
            strategies: choices.strategies(store.strategies), members: choices.members(store.members),
            signInRegister: store.signIn, drafts: store.drafts, formDrafts: store.formDrafts, meetings: store.meetings,
            registers: store.registers, packs: store.packs, mail: store.mail, leadLinks: store.leadLinks,
            book: store.book, jobs: store.jobs,
            columns: store.columns,
            keeping: store.keeping,
            clock: Clock(timeZone: TimeZone(identifier: "Europe/London") ?? .gmt, now: time.read), pack: try pack(),
            cage: ReaderCage(readerPath: ReaderCage.readerPath(setting: nil)),
            press: PaperPress(tools: PaperTools()), signingKey: SigningKeyFile(path: choices.signingKey),
            hasher: PasswordHasher(cost: .init(rounds: 16, blockSize: 1, parallelism: 1)), mailSettings: choices.mail,
            close: close)
    }

    /// The folder of templates, words and assets, beside the test program.
    static func resources() throws -> String { try require(ResourceFinder(setting: nil).folder(of: "Website")) }

    static func pack() throws -> FrameworkPack {
        try PackLibrary(ResourceFinder(setting: nil)).pack(PackLibrary.standard).pack
    }

    /// Every route with its policy.
    func routes() throws -> [RouteEntry] {
        Website.entries(
            Site(
                house: house, settings: settings, pages: try Pages(folder: settings.resources),
                cookies: SiteCookies(isSecure: settings.address.isSecure), faces: StatusFaces(house.pack)))
    }

    // MARK: Time

    private final class Time: Sendable {
        private let value = Mutex(Instant(microseconds: 0))
        var read: @Sendable () -> Instant { { self.value.withLock { $0 } } }
        func set(_ instant: Instant) { value.withLock { $0 = instant } }
    }

    private static func noon(of day: String) throws -> Instant {
        Instant(microseconds: Int64(try require(Day(iso: day)).number) * 86_400_000_000 + 43_200_000_000)
    }

    func go(to day: String) throws { time.set(try TestSite.noon(of: day)) }

    func wait(seconds: Int64) { time.set(house.clock.now.adding(seconds: seconds)) }

    // MARK: What is written

    /// The last entry of the journal and the drafts of a member: equal before and after when nothing was written.
    func written(drafts member: Member? = nil) async throws -> Written {
        let drafts = if let member { try await house.imports.drafts(of: member).map(\.id.number) } else { [Int]() }
        return Written(head: try await house.keeping.head(), drafts: drafts)
    }

    struct Written: Equatable {
        let head: JournalHead?
        let drafts: [Int]
    }
}

/// Keeps what is logged, for a test to read.
final class LogBook: Sendable {
    private let kept = Mutex<[String]>([])

    var lines: [String] { kept.withLock { $0 } }

    struct Handler: LogHandler {
        let book: LogBook
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
            book.kept.withLock { $0.append("\(event.level) \(event.message) \(all)") }
        }
    }
}

/// A fixture that is not as a test needs it.
struct NotThere: Error, CustomStringConvertible {
    let description: String
}

/// The value, or a fault that ends the test.
func require<Value>(_ value: Value?, _ what: String = "a fixture") throws -> Value {
    guard let value else { throw NotThere(description: "\(what) is not there") }
    return value
}
