import ActionPlans
import ArgumentParser
import Coordination
import Foundation
import Partnership
import Reporting
import Vocabulary

struct PlanExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "A plan as a spreadsheet file, to be edited and brought back with plan import --revises.",
        discussion: """
            The file holds what the member may see, and the journal keeps that it was taken out; so the command needs the \
            store to itself and ends with status 75 while a server runs. The file is written whole or not at all.
            """)

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions
    @OptionGroup var asAt: AsAtOption

    @Argument(help: "The plan's number; may be left out where there is only one.")
    var plan: Int?

    @Option(help: "xlsx, ods or csv. Otherwise as the output's name ends, otherwise xlsx.")
    var format: String?

    @Option(help: "Where the file is written; - for standard output. Otherwise plan-NUMBER-DAY in this folder.")
    var output: String?

    @Flag(help: "Replace a file that is there.")
    var replace = false

    @Flag(help: "JSON for programs: what was written, where, and its digest.")
    var json = false

    func run() async throws {
        let day = try asAt.day()
        let format = try chosenFormat()
        if output == "-", format.isBinary, isatty(STDOUT_FILENO) == 1 {
            throw ValidationError("A terminal cannot show this file. Give --output with the name of a file.")
        }
        if output == "-", json {
            throw ValidationError("Standard output takes the file or the JSON, not both. Give --output a file.")
        }
        try await store.house(.writing) { house in
            let member = try await who.member(in: house)
            let moment = try await house.plans.moment(asAt: day)
            let strategy = try await StrategyChoice.choose(plan, house, member, at: moment)
            let export = try await export(strategy.id, house, member, moment)
            let path = output ?? export.fileName(as: format)
            try refuseToReplace(path)
            let bytes = export.bytes(as: format)
            try await house.packs.logExport(
                ExportMade(
                    strategies: [strategy.id], format: format.logged, moment: moment, rows: export.mark.rows,
                    marking: export.marking),
                by: member)
            try write(bytes, as: format, to: path)
            try say(export, format, bytes, path)
        }
    }

    private func chosenFormat() throws -> SheetFormat {
        let ending = output.flatMap { $0.split(separator: ".").last }.map { String($0).lowercased() }
        let word = format?.lowercased() ?? ending.flatMap { SheetFormat(rawValue: $0)?.rawValue } ?? "xlsx"
        guard let found = SheetFormat(rawValue: word) else {
            throw ValidationError("Give --format xlsx, ods or csv.")
        }
        return found
    }

    private func export(
        _ id: StrategyID, _ house: House, _ member: Member, _ moment: Moment
    ) async throws -> PlanExport {
        let sight = Sight.of(member)
        let picture = try await house.plans.picture(of: id, sight, at: moment)
        let staff =
            moment.isToday
            ? try await house.membership.members() : try await house.membership.members(at: moment.sequence)
        return PlanExport(
            picture, said: try await house.plans.lastWords(in: picture, sight), names: StaffNames(staff),
            words: StatusWords(house.pack), isToday: moment.isToday)
    }

    private func refuseToReplace(_ path: String) throws {
        guard path != "-", !replace, FileManager.default.fileExists(atPath: path) else { return }
        Output.complain("\(path) is there already. Give another name, or --replace.")
        throw ExitStatus.cannotCreate
    }

    /// Beside its place first, then moved there, so that nobody finds half a file.
    private func write(_ bytes: [UInt8], as format: SheetFormat, to path: String) throws {
        if path == "-" {
            if format.isBinary { return FileHandle.standardOutput.write(Data(bytes)) }
            return Output.write(String(decoding: bytes, as: UTF8.self))
        }
        do {
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
        } catch {
            Output.complain("\(path) cannot be written. Check that its folder is there and may be written to.")
            throw ExitStatus.cannotCreate
        }
    }

    private func say(_ export: PlanExport, _ format: SheetFormat, _ bytes: [UInt8], _ path: String) throws {
        guard path != "-" else { return }
        if json {
            return try Output.json(
                Written(
                    format: 1, plan: export.mark.strategy.number, asAt: export.day.iso,
                    sequence: export.mark.sequence.number, marking: export.marking.rawValue, rows: export.mark.rows,
                    file: path, kind: format.rawValue, bytes: bytes.count, digest: Digest.hex(of: bytes)))
        }
        Output.line(
            "\(path): \(export.mark.rows.counted("action")) of “\(export.title)” as at \(export.day.printed), entry "
                + "\(export.mark.sequence). \(export.marking.printed).")
    }

    /// What `--json` prints.
    private struct Written: Encodable {
        let format: Int
        let plan: Int
        let asAt: String
        let sequence: Int64
        let marking: String
        let rows: Int
        let file: String
        let kind: String
        let bytes: Int
        let digest: String
    }
}
