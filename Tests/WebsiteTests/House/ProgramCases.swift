import ActionPlans
import ArgumentParser
import Coordination
import Foundation
import Partnership
import Synchronization
import Vocabulary

@testable import CommandLine
@testable import Website

/// Every command of the program, run in process over the city's store, and with which code it should end.
///
/// A new command adds itself: under `forMembers` where it acts for a member, with what it asks for and who may have it;
/// else under `forOperators`, whoever may open the data folder.
enum ProgramCommands {
    struct ForMember: Sendable {
        /// Its words; `PLAN`, `ACTION`, `GROUP`, `MEETING`, `ITEM`, `FILE` and `EMAIL` stand for things.
        let words: [String]
        let act: Act
        /// How it ends for who may: 0, or 65 where its words cannot be done, so that nothing is written.
        let end: Int32
        /// Whether the policy speaks before the thing is looked for.
        var policyFirst = false
        /// The thing only narrows what is asked: one that is not there, or not in sight, ends as any other.
        var isFilter = false
        /// How it ends for a thing that is there, by its words, where not as for the others.
        var endFor: [String: Int32] = [:]
    }

    static let forMembers = ofPlans.merging(further) { $0 + $1 }

    private static let ofPlans: [String: [ForMember]] = [
        "plan status": [
            ForMember(words: ["plan", "status", "PLAN"], act: .readPlan, end: 0),
            ForMember(words: ["plan", "status", "PLAN", "--json"], act: .readPlan, end: 0),
            ForMember(words: ["plan", "status", "PLAN", "--as-at", "2026-05-01"], act: .readPlan, end: 0),
        ],
        "plan show": [
            ForMember(words: ["plan", "show", "PLAN"], act: .readPlan, end: 0),
            ForMember(words: ["plan", "show", "PLAN", "--json"], act: .readPlan, end: 0),
            ForMember(words: ["plan", "show", "ACTION"], act: .readPlan, end: 0),
            ForMember(words: ["plan", "show", "ACTION", "--json"], act: .readPlan, end: 0),
        ],
        "plan import": [
            ForMember(words: ["plan", "import", "FILE", "--dry-run"], act: .importPlan, end: 0, policyFirst: true),
            ForMember(
                words: ["plan", "import", "FILE", "--revises", "PLAN", "--dry-run"], act: .revisePlan, end: 0,
                policyFirst: true),
        ],
        "plan print": [
            ForMember(words: ["plan", "print", "PLAN"], act: .readPlan, end: 0),
            ForMember(words: ["plan", "print", "PLAN", "--layout", "birmingham-2005"], act: .readPlan, end: 0),
            ForMember(words: ["plan", "print", "PLAN", "--as-at", "2026-05-01"], act: .readPlan, end: 0),
        ],
        "plan changes": [
            ForMember(words: ["plan", "changes", "PLAN"], act: .readPlan, end: 0),
            ForMember(words: ["plan", "changes", "PLAN", "--json"], act: .readPlan, end: 0),
        ],
        "plan export": [
            ForMember(
                words: ["plan", "export", "PLAN", "--format", "csv", "--output", "-"], act: .readPlan, end: 0),
            ForMember(
                words: ["plan", "export", "PLAN", "--format", "csv", "--output", "-", "--as-at", "2026-05-01"],
                act: .readPlan, end: 0),
        ],
        "plan timeline": [
            ForMember(words: ["plan", "timeline", "PLAN"], act: .readPlan, end: 0),
            ForMember(words: ["plan", "timeline", "PLAN", "--format", "svg"], act: .readPlan, end: 0),
            ForMember(
                words: ["plan", "timeline", "PLAN", "--format", "json", "--rows", "lead"], act: .readPlan, end: 0),
            ForMember(
                words: ["plan", "timeline", "PLAN", "--format", "csv", "--rows", "strategy"], act: .readPlan, end: 0),
            ForMember(words: ["plan", "timeline", "PLAN", "--as-at", "2026-05-01"], act: .readPlan, end: 0),
        ],
        "plan thread": [
            ForMember(words: ["plan", "thread", "PLAN"], act: .readPlan, end: 0),
            ForMember(words: ["plan", "thread", "PLAN", "--json"], act: .readPlan, end: 0),
            ForMember(words: ["plan", "thread", "PLAN", "--as-at", "2026-05-01"], act: .readPlan, end: 0),
        ],
        "plan undo-import": [
            ForMember(words: ["plan", "undo-import", "PLAN", "--reason", ""], act: .undoImport, end: 65)
        ],
        "round list": [ForMember(words: ["round", "list", "PLAN"], act: .readPlan, end: 0)],
        "round open": [
            ForMember(
                words: ["round", "open", "PLAN", "--from", "2026-03-31", "--to", "2026-01-01"], act: .openRound, end: 65
            )
        ],
        "round extend": [
            ForMember(
                words: ["round", "extend", "7", "--closes", "2026-05-20", "--reason", "Late", "--plan", "PLAN"],
                act: .extendRound, end: 65)
        ],
        "member list": [ForMember(words: ["member", "list"], act: .readMembers, end: 0)],
        "member link": [ForMember(words: ["member", "link", "EMAIL"], act: .manageMembers, end: 0)],
    ]

    static let forOperators: Set<String> = [
        "plan read", "analyse", "journal verify", "journal head", "serve", "demo", "check", "backup", "restore",
        "rebuild",
    ]

    /// Every command there is, by its words.
    static var names: Set<String> { names(of: Cornerstone.self, after: []) }

    private static func names(of type: any ParsableCommand.Type, after words: [String]) -> Set<String> {
        let inner = type.configuration.subcommands
        guard !inner.isEmpty else { return [words.joined(separator: " ")] }
        return inner.reduce(into: []) { $0.formUnion(names(of: $1, after: words + [$1._commandName])) }
    }
}

/// One command of the program for one seat.
struct ProgramCase: Sendable {
    let words: [String]
    let seat: Seat
    let expected: Int32

    var name: String { words.joined(separator: " ") + " by \(seat.rawValue)" }

    static func all(_ city: TestCity, _ actions: [TestCity.Deed: Action], file: String) throws -> [ProgramCase] {
        try Seat.everywhere.flatMap { seat in
            try ProgramCommands.forMembers.sorted { $0.key < $1.key }.flatMap(\.value).flatMap {
                try cases($0, seat, city, actions, file)
            }
        }
    }

    /// One thing a command may name: its words, its marking where it is there, the action that it is.
    private struct Thing {
        let words: String
        let marking: Marking?
        var action: Action?

        init(_ words: String, _ marking: Marking?, _ action: Action? = nil) {
            (self.words, self.marking, self.action) = (words, marking, action)
        }
    }

    private static let kinds = ["PLAN", "ACTION", "GROUP", "MEETING", "ITEM", "PACK"]

    private static func things(
        _ kind: String?, _ city: TestCity, _ actions: [TestCity.Deed: Action]
    ) -> [Thing] {
        let nowhere = String(RouteCases.nowhere)
        return switch kind {
        case "PLAN":
            [
                Thing(String(city.plan.number), .official), Thing(String(city.closedPlan.number), .officialSensitive),
                Thing(nowhere, nil),
            ]
        case "ACTION":
            TestCity.Deed.allCases.map {
                Thing($0.reference, $0.isMarked ? .officialSensitive : .official, actions[$0])
            } + [Thing("AP-0999", nil)]
        case "GROUP": [Thing("1", .official), Thing("2", .officialSensitive), Thing(nowhere, nil)]
        case "MEETING":
            (1...4).map { Thing(String($0), $0 == TestCity.markedMeeting ? .officialSensitive : .official) }
                + [Thing(nowhere, nil)]
        case "PACK":
            [
                Thing("1", .official), Thing("2", .officialSensitive), Thing("3", .officialSensitive),
                Thing(nowhere, nil),
            ]
        case "ITEM": TestCity.Entry.allCases.map { Thing($0.reference, $0.marking) } + [Thing("R-0999", nil)]
        default: [Thing("", .official)]
        }
    }

    private static func cases(
        _ command: ProgramCommands.ForMember, _ seat: Seat, _ city: TestCity, _ actions: [TestCity.Deed: Action],
        _ file: String
    ) throws -> [ProgramCase] {
        let kind = command.words.first { kinds.contains($0) }
        return try things(kind, city, actions).map { thing in
            let words = command.words.map { word in
                switch word {
                case kind: thing.words
                case "FILE": file
                case "EMAIL": Seat.reader.email
                default: word
                }
            }
            return ProgramCase(
                words: words, seat: seat,
                expected: try end(command, seat, city, thing, isLookedFor: kind != nil && !command.isFilter))
        }
    }

    private static func end(
        _ command: ProgramCommands.ForMember, _ seat: Seat, _ city: TestCity, _ thing: Thing, isLookedFor: Bool
    ) throws -> Int32 {
        guard seat != .nobody else { return 77 }
        let member = try city.cast[seat]
        let may =
            thing.action.map { ActionPolicy.may(command.act, member, on: $0, promise: nil).isAllowed }
            ?? Policy.may(command.act, member).isAllowed
        if command.policyFirst, !may { return 77 }
        if isLookedFor {
            guard let marking = thing.marking, Sight.of(member).maySee(markedAs: marking) else { return 66 }
        }
        return may ? command.endFor[thing.words] ?? command.end : 77
    }

    /// Runs it as the program would: its exit code, and everything it said on either stream.
    func run(_ city: TestCity) async throws -> (code: Int32, said: String) {
        let said = Mutex("")
        let address = seat == .nobody ? "nobody@nowhere.example" : seat.email
        let code = await CurrentWiring.$value.withValue(CityWiring(house: city.site.commandHouse)) {
            await Output.$collector.withValue({ text in said.withLock { $0 += text } }) {
                do {
                    let command = try Cornerstone.parseAsRoot(words + ["--by", address])
                    guard var command = command as? any AsyncParsableCommand else { return Int32(-1) }
                    try await command.run()
                    return 0
                } catch {
                    return Cornerstone.exitCode(for: error).rawValue
                }
            }
        }
        return (code, said.withLock { $0 })
    }
}

/// Every command works in the same house.
private struct CityWiring: Wiring {
    let house: House

    func openHouse(_ settings: Settings, access: HouseAccess) async throws -> House { house }
    func serve(_ house: House, settings: Settings, demo: Bool) async throws {}
    func fillExampleCity(_ settings: Settings, bulk: BulkSize?) async throws -> String? { nil }
    func restore(from backup: String, settings: Settings) async throws -> BackupReport {
        throw KeepingRefusal.noSuchFile(path: backup)
    }
}
