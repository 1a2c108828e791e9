import ActionPlans
public import ArgumentParser
import Coordination
import Foundation
import Frameworks
import Intake
import Tables
public import Vocabulary

struct PlanGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Action plans: read a file, import it, see where things stand.",
        subcommands: [
            PlanRead.self, PlanImport.self, PlanUndoImport.self, PlanStatus.self, PlanShow.self,
            PlanChangesCommand.self, PlanThread.self, PlanTimeline.self, PlanPrint.self,
            PlanExportCommand.self,
        ])
}

/// A file from outside, or standard input.
struct FileArgument {
    /// The largest file that is read at all.
    static let largest = ReadingLimits.fileBytes

    let name: String
    let bytes: [UInt8]

    /// - Parameter most: the largest file that is read, in bytes.
    /// - Throws: an exit code, after complaining in words.
    init(_ path: String, most: Int = FileArgument.largest) throws {
        if path == "-" {
            name = "standard input"
            bytes = try FileArgument.capped(FileHandle.standardInput, most)
            return
        }
        name = (path as NSString).lastPathComponent
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            Output.complain("There is no file \(path).")
            throw ExitStatus.noInput
        }
        guard !isFolder.boolValue else {
            Output.complain("\(path) is a folder. Give the file of the plan.")
            throw ExitStatus.noInput
        }
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        guard size <= most else {
            Output.complain(
                "\(path) is larger than \(most / 1_048_576) MB. Remove pictures, or send the plan's table alone.")
            throw ExitStatus.nothingRead
        }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            Output.complain("\(path) may not be read by this user. Change its permissions, or copy it.")
            throw ExitStatus.noInput
        }
        bytes = try FileArgument.capped(handle, most)
    }

    private static func capped(_ handle: FileHandle, _ most: Int) throws -> [UInt8] {
        let data = try handle.read(upToCount: most + 1) ?? Data()
        guard data.count <= most else {
            Output.complain(
                "The file is larger than \(most / 1_048_576) MB. Remove pictures, or send the plan's table alone.")
            throw ExitStatus.nothingRead
        }
        return [UInt8](data)
    }
}

extension PlanYear: ExpressibleByArgument {}
extension Marking: ExpressibleByArgument {}

struct PlanRead: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read", abstract: "Read a plan from a file without storing anything.",
        discussion: """
            Reads DOCX, ODT, XLSX, ODS, CSV, HTML, Markdown and text. Exit code 65 when nothing could be read; problems \
            in what was read do not change the exit code. The JSON form is described in Documentation/reference/plan-read.md.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

    @Argument(help: "The file, or - for standard input.")
    var file: String

    @Option(help: "A table to look at, or JSON for programs.")
    var format: Format = .table

    @Option(help: "What paired years such as 2008/09 mean in this plan.")
    var year: PlanYear = .financial

    func run() async throws {
        let file = try FileArgument(file)
        let settings = Settings(environment: ProcessInfo.processInfo.environment, dataFolder: nil)
        do {
            let resources = ResourceFinder(setting: settings.resources)
            let (pack, _) = try PackLibrary(resources).pack(PackLibrary.standard)
            let reading = PlanReading(
                cage: ReaderCage(readerPath: ReaderCage.readerPath(setting: settings.reader)), pack: pack)
            let plan = try await reading.read(file.bytes, name: file.name, choices: ReadingChoices(year: year))
            switch format {
            case .json: try Output.json(PlanReadDocument(plan))
            case .table: Output.write(PlanReadTable.text(plan))
            }
            if plan.isEmpty {
                if format == .table { Output.complain(ImportDesk.nothingFound(in: plan)) }
                throw ExitStatus.nothingRead
            }
        } catch {
            throw Complaint.exit(for: error)
        }
    }
}
