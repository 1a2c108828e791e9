import ArgumentParser
import Coordination
import Foundation
import Partnership
import Vocabulary

/// Where the server listens, for the commands that serve.
struct ServingOptions: ParsableArguments {
    @Option(help: "Address to listen on. Otherwise CORNERSTONE_HOST, otherwise 127.0.0.1.") var host: String?
    @Option(help: "Port to listen on. Otherwise CORNERSTONE_PORT, otherwise 8080.") var port: Int?
    @Option(help: "Address people use. Otherwise CORNERSTONE_PUBLIC_ADDRESS, otherwise this machine's.")
    var publicAddress: String?

    func settings(_ base: Settings) -> Settings {
        var settings = base
        if let host { settings.host = host }
        if let port {
            settings.port = port
            if ProcessInfo.processInfo.environment["CORNERSTONE_PUBLIC_ADDRESS"] == nil {
                settings.publicAddress = "http://127.0.0.1:\(port)"
            }
        }
        if let publicAddress { settings.publicAddress = publicAddress }
        return settings
    }
}

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the pages.",
        discussion:
            "At the first start it prints a one-time link by which the first administrator sets the partnership up.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var serving: ServingOptions

    func run() async throws {
        let settings = serving.settings(store.settings)
        try await store.house(.writing) { house in
            if let link = try await house.signIn.makeFirstLink() {
                Output.line("Nobody is set up yet. Open this link once, within a day:")
                Output.line("  \(settings.publicAddress)/set-up/\(link.text)")
            }
            Output.line(
                "Cornerstone serves \(settings.publicAddress) (data in \(settings.dataFolder)). Stop it with Control-C."
            )
            try await store.wiring().serve(house, settings: settings, demo: false)
        }
    }
}

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Load the example city, a fictional partnership, and serve it on this machine.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var serving: ServingOptions
    @Flag(help: ArgumentHelp("Fill the store and stop.", visibility: .private)) var fillOnly = false
    @Flag(help: ArgumentHelp("A large plan for measuring, instead of the city.", visibility: .private)) var bulk = false
    @Option(help: ArgumentHelp("Actions of the large plan.", visibility: .private)) var actions = 2000
    @Option(help: ArgumentHelp("Updates of the large plan.", visibility: .private)) var updates = 40_000

    func run() async throws {
        let settings = serving.settings(store.settings)
        do {
            let summary = try await store.wiring().fillExampleCity(
                settings, bulk: bulk ? BulkSize(actions: actions, updates: updates) : nil)
            if let summary { Output.line(summary) }
        } catch {
            throw Complaint.exit(for: error)
        }
        if fillOnly { return }
        try await store.house(.writing) { house in
            Output.line("The example city is at \(settings.publicAddress). Stop it with Control-C.")
            try await store.wiring().serve(house, settings: settings, demo: true)
        }
    }
}

struct MemberGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "member", abstract: "Members of the partnership.",
        subcommands: [MemberList.self, MemberLink.self])
}

struct MemberList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Who the members are.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions

    func run() async throws {
        try await store.house(.reading) { house in
            let member = try await who.member(in: house)
            if case .denied(let sentence) = Policy.may(.readMembers, member) { throw DeskRefusal.notAllowed(sentence) }
            for member in try await house.membership.members() where member.isActive {
                let roles = member.roles.sorted().map(\.rawValue).joined(separator: ", ")
                Output.line("\(member.email)  \(PlanReadTable.flat(member.post, 60)) (\(roles))")
            }
        }
    }
}

struct MemberLink: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link", abstract: "Make the one-time link by which a member chooses a password.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions
    @Argument(help: "E-mail address of the member.") var email: String

    func run() async throws {
        try await store.house(.writing) { house in
            let author = try await who.member(in: house)
            guard let member = try await house.membership.member(email: email) else { throw DeskRefusal.notFound }
            let link = try await house.signIn.invite(member.id, by: author)
            Output.line("\(store.settings.publicAddress)/invitation/\(link.text)")
        }
    }
}
