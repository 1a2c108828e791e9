import ActionPlans
public import ArgumentParser
import Coordination
import Foundation
import Partnership
import Reporting
import Vocabulary

struct PackGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pack", abstract: "Board packs: make them, issue them, verify them.",
        subcommands: [PackMake.self, PackVerify.self, PackListing.self])
}

struct PackMake: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "make", abstract: "A board pack of one plan or several, as a file; with --issue it is issued.",
        discussion: """
            Without --issue it is a draft and says so. What is taken out is written into the journal, so Cornerstone must \
            not be running beside it. With --all a file is made for each plan, in the folder given with --output.
            """)

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions
    @OptionGroup var asAt: AsAtOption
    @Argument(help: "The plans, by their numbers, in the order of the pack.") var plans: [Int] = []
    @Option(help: "For whom: readers, cleared or group.") var audience: PackAudience.Kind = .readers
    @Option(help: "The group it is made for, or whose last meeting it looks back to, by its number.") var group: Int?
    @Option(help: "The day it looks back to, YYYY-MM-DD. Otherwise the group's last meeting, or the last close.")
    var since: String?
    @Option(help: "Its title. Otherwise “Board pack”.") var title = ""
    @Option(help: "html, pdf, docx or json.") var format: ExportFormat = .pdf
    @Option(help: "The new file, with --all the folder. Otherwise standard output.") var output: String?
    @Flag(help: "Issue it, with the next edition.") var issue = false
    @Flag(help: "One pack for each plan in sight.") var all = false

    func validate() throws {
        guard ExportFormat.ofPacks.contains(format) else {
            throw ValidationError("Choose html, pdf, docx or json as the format.")
        }
        if all, output == nil { throw ValidationError("With --all, name the folder of the files with --output.") }
        if all, !plans.isEmpty { throw ValidationError("Name plans, or say --all: not both.") }
        if let since, Day(iso: since) == nil {
            throw ValidationError("Enter the day of --since as YYYY-MM-DD, for example 2026-11-21.")
        }
        _ = try asAt.day()
    }

    func run() async throws {
        try await store.house(.writing) { house in
            let member = try await who.reader(of: .issuePack, in: house)
            let order = OrderPack(
                strategies: plans.map { StrategyID($0) }, title: title, asAt: try asAt.day(),
                since: since.flatMap { Day(iso: $0) }, audience: audience, group: group.map { GroupID($0) })
            do {
                if all { try await makeAll(order, house, member) } else { try await makeOne(order, house, member) }
            } catch let refusal as PaperRefusal {
                Output.complain(refusal.sentence)
                throw ExitStatus.unavailable
            }
        }
    }

    private func makeOne(_ order: OrderPack, _ house: House, _ member: Member) async throws {
        let moment = try await house.plans.moment(asAt: order.asAt.map { min($0, house.clock.today) })
        let seen = Set(try await house.plans.strategies(Sight.of(member), at: moment).map(\.id))
        guard order.strategies.allSatisfy(seen.contains) else { throw DeskRefusal.notFound }
        let troubles = FilePlace.troubles([output].compactMap(\.self))
        try judge(troubles, try await house.packs.refusals(order, by: member))
        let made = try await house.packs.prepare(order, by: member, isDraft: !issue)
        // The file is made first: what cannot be handed out is not issued.
        let bytes = try await house.press.file(made.paper, as: format, created: made.terms.asAt)
        var pack: IssuedPack?
        if issue {
            pack = try await house.packs.issue(
                order, seen: PackSeen(edition: made.edition, digest: made.digest), by: member)
        }
        try await house.packs.logExport(
            ExportMade(
                strategies: made.terms.strategies, format: format,
                moment: Moment(day: made.terms.asAt, sequence: made.sequence, isToday: false), rows: made.actions,
                marking: made.paper.marking, pack: pack?.id), by: member)
        if let pack {
            Output.complain(
                "Pack \(pack.id.number) issued: edition \(pack.facts.edition), as at \(pack.facts.asAt.iso), digest \(pack.facts.digest)."
            )
        }
        try write(bytes, to: output)
    }

    private func makeAll(_ order: OrderPack, _ house: House, _ member: Member) async throws {
        let folder = output ?? "."
        let run = PackRun(desk: house.packs, press: house.press, order: order, isIssuing: issue, format: format) {
            ProgressLine.clear()
            try FilePlace.write($0.bytes, to: "\(folder)/\($0.name)")
        }
        let place = FilePlace.trouble(withFolder: folder, isMade: true)
        let names = try await run.names(by: member).map { "\(folder)/\($0)" }
        let troubles = place.map { [$0] } ?? FilePlace.troubles(names.filter(FileManager.default.fileExists))
        try judge(troubles, try await house.packs.refusalsOfEach(order, by: member))
        try FilePlace.make(folder)
        do {
            let result = try await ProgressLine.following { try await run.run(by: member, $0) }
            Output.complain(result.sentence ?? "")
        } catch let short as JobCutShort {
            Output.complain(short.result.sentence ?? "")
            throw short.cause
        }
    }

    /// Says everything that stands against it at once, before anything is made.
    private func judge(_ troubles: [String], _ refusals: [RefusalWords]) throws {
        for trouble in troubles { Output.complain(trouble) }
        guard refusals.isEmpty else { throw DeskRefusal.problems(refusals) }
        guard troubles.isEmpty else { throw ExitStatus.cannotCreate }
    }

    private func write(_ bytes: [UInt8], to path: String?) throws {
        if let path { return try FilePlace.write(bytes, to: path) }
        if let collector = Output.collector { return collector(String(decoding: bytes, as: UTF8.self)) }
        FileHandle.standardOutput.write(Data(bytes))
    }
}

struct PackVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Make an issued pack again from the journal and compare, part by part.",
        discussion: """
            With --file it also holds a JSON file of the pack against the digest it was issued with. Exit codes: 0 equal; \
            1 it differs, with the parts and the reasons; 66 no such pack or file.
            """)

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions
    @Argument(help: "The pack's number.") var pack: Int
    @Option(help: "The pack as JSON: a file, or - for standard input.") var file: String?
    @Flag(help: "JSON for programs.") var json = false

    private struct Answer: Encodable {
        let pack: Int
        let edition: Int
        let digest: String
        let madeDigest: String?
        let isEqual: Bool
        let differences: [Part]
        let reasons: [String]
        var fileIsEqual: Bool?

        struct Part: Encodable {
            let part: String
            let title: String
            let state: String
        }
    }

    func run() async throws {
        let file = try file.map { try FileArgument($0) }
        try await store.house(.reading) { house in
            let member = try await who.reader(of: .readPacks, in: house)
            let verdict = try await house.packs.verify(PackID(pack), Sight.of(member))
            let facts = verdict.pack.facts
            let isSame = file.map { Digest.hex(of: $0.bytes) == facts.digest }
            let answer = Answer(
                pack: pack, edition: facts.edition, digest: facts.digest, madeDigest: verdict.made?.digest,
                isEqual: verdict.isEqual,
                differences: verdict.differences.map {
                    .init(part: $0.id, title: $0.title, state: $0.kind.rawValue)
                }, reasons: verdict.reasons.map(\.sentence), fileIsEqual: isSame)
            if json { try Output.json(answer) } else { show(answer) }
            if !answer.isEqual || isSame == false { throw ExitStatus.found }
        }
    }

    private func show(_ answer: Answer) {
        Output.line(
            answer.isEqual
                ? "Pack \(answer.pack), edition \(answer.edition): equal. Digest \(answer.digest)"
                : "Pack \(answer.pack), edition \(answer.edition): made again, it differs. Issued as \(answer.digest)")
        for part in answer.differences { Output.line("  \(part.state): \(part.title)") }
        for reason in answer.reasons { Output.line("  \(reason)") }
        guard let isSame = answer.fileIsEqual else { return }
        Output.line(isSame ? "The file is the pack that was issued." : "The file is not the pack that was issued.")
    }
}

struct PackListing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "The issued packs, newest first.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions
    @Flag(help: "JSON for programs.") var json = false

    private struct Line: Encodable {
        let pack: Int
        let plans: [Int]
        let title: String
        let edition: Int
        let asAt: String
        let issued: String
        let audience: String
        let marking: Marking
        let digest: String
    }

    func run() async throws {
        try await store.house(.reading) { house in
            let member = try await who.reader(of: .readPacks, in: house)
            let lines = try await house.packs.packs(Sight.of(member)).map { pack in
                let facts = pack.facts
                return Line(
                    pack: pack.id.number, plans: facts.strategies.map(\.number), title: facts.title,
                    edition: facts.edition, asAt: facts.asAt.iso, issued: facts.on.iso,
                    audience: facts.audience.kind.rawValue, marking: facts.marking, digest: facts.digest)
            }
            if json { return try Output.json(lines) }
            if lines.isEmpty { Output.line("No pack has been issued yet.") }
            for line in lines {
                let plans = line.plans.map(String.init).joined(separator: ", ")
                Output.line(
                    "\(line.pack)  edition \(line.edition)  as at \(line.asAt)  plan \(plans)  \(line.title)  \(line.marking.printed)  \(line.digest.prefix(12))"
                )
            }
        }
    }
}

extension PackAudience.Kind: ExpressibleByArgument {}
extension ExportFormat: ExpressibleByArgument {}
