import CommandLine
import Coordination
import ExampleCity
import Foundation
import Frameworks
import Logging
import Partnership
import Records
import RecordsSQLite
import Vocabulary
import Website

/// Joins the doors to the store: the only place that knows both.
struct SQLiteWiring: Wiring {
    func openHouse(_ settings: Settings, access: HouseAccess) async throws -> House {
        try await open(settings, access: access).house
    }

    /// - Parameter clock: the example city's own; otherwise the machine's, in the partnership's time zone.
    func open(
        _ settings: Settings, access: HouseAccess, clock: Clock? = nil
    ) async throws -> (house: House, store: Store) {
        if access == .writing {
            try makeDataFolder(settings)
        }
        let resources = ResourceFinder(setting: settings.resources)
        let (pack, packDigest) = try PackLibrary(resources).pack(PackLibrary.standard)
        let store = try await SQLiteStore.open(
            path: settings.databasePath, mode: access == .writing ? .readWrite : .readOnly)
        let zone = try await store.members.profile()?.timeZone ?? settings.timeZone
        var digests = [(name: "pack \(pack.name)", digest: packDigest)]
        if let folder = resources.folder(of: "Website") {
            digests.append((name: "templates and styles", digest: Digest.hex(of: try ResourceFinder.files(in: folder))))
        }
        let mail = MailSettings(
            carrier: access == .writing
                ? try MailSettings.carrier(
                    settings.mail, dataFolder: settings.dataFolder, from: settings.mailFrom) : nil,
            from: settings.mailFrom ?? MailSettings.usualSender(publicAddress: settings.publicAddress),
            publicAddress: PublicAddress(settings.publicAddress)?.origin ?? settings.publicAddress,
            contact: settings.contact)
        let house = House(
            strategies: store.strategies, members: store.members, signInRegister: store.signIn, drafts: store.drafts,
            formDrafts: store.formDrafts, meetings: store.meetings, registers: store.registers, packs: store.packs,
            mail: store.mail, leadLinks: store.leadLinks, book: store.book, jobs: store.jobs,
            columns: store.columns, keeping: store.keeping,
            clock: clock ?? Clock(timeZone: TimeZone(identifier: zone) ?? .gmt), pack: pack,
            cage: ReaderCage(readerPath: ReaderCage.readerPath(setting: settings.reader)),
            press: PaperPress(tools: PaperTools.found(pdfWriter: settings.pdfWriter)),
            signingKey: SigningKeyFile(path: settings.signingKeyPath), mailSettings: mail,
            frameworkDigest: packDigest, resourceDigests: digests,
            close: store.close)
        return (house, store)
    }

    /// Only its owner may look into it.
    private func makeDataFolder(_ settings: Settings) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: settings.dataFolder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw DeskRefusal.unreadable(
                "The folder \(settings.dataFolder) could not be made. Give another with --data, or change who may write there."
            )
        }
    }

    func serve(_ house: House, settings: Settings, demo: Bool) async throws {
        guard let address = PublicAddress(settings.publicAddress) else {
            throw DeskRefusal.unreadable(PublicAddress.problem(with: settings.publicAddress) ?? "")
        }
        guard let folder = ResourceFinder(setting: settings.resources).folder(of: "Website") else {
            throw DeskRefusal.unreadable(
                "The folder of templates was not found. Set CORNERSTONE_RESOURCES to the folder that holds Website.")
        }
        if let text = settings.securityContact, SecurityContact(text) == nil {
            throw DeskRefusal.unreadable(SecurityContact.problem)
        }
        let givingBack = Task { await Memory.giveBack() }
        defer { givingBack.cancel() }
        var logger = Logger(label: "cornerstone")
        logger.logLevel = .notice
        try await Website.serve(
            house: house,
            settings: WebsiteSettings(
                address: address, listening: .port(host: settings.host, number: settings.port), resources: folder,
                isDemo: demo, contact: settings.contact,
                securityContact: SecurityContact(settings.securityContact ?? settings.contact),
                headsFolder: settings.headsFolder),
            logger: logger)
    }

    func fillExampleCity(_ settings: Settings, bulk: BulkSize?) async throws -> String? {
        try await FillingDemo(wiring: self, settings: settings).fill(bulk)
    }

    func restore(from backup: String, settings: Settings) async throws -> BackupReport {
        try makeDataFolder(settings)
        return try await SQLiteStore.restore(from: backup, to: settings.databasePath)
    }
}

@main
enum Program {
    static func main() async {
        Memory.useFewArenas()
        LogLines.begin()
        await CurrentWiring.$value.withValue(SQLiteWiring()) {
            await CommandDoor.open()
        }
    }
}
