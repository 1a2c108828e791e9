public import ActionPlans
public import Frameworks
public import Intake
public import Tables
import Vocabulary

/// Reads a plan from a file without storing anything: the cage opens it, Intake says what it is.
public struct PlanReading: Sendable {
    private let cage: ReaderCage
    let pack: FrameworkPack

    public init(cage: ReaderCage, pack: FrameworkPack) {
        self.cage = cage
        self.pack = pack
    }

    /// The file's content as blocks.
    ///
    /// - Throws: `DeskRefusal.unreadable` with a sentence for the person who sent it.
    public func blocks(of bytes: [UInt8], name: String, kind: ReadKind = .auto) async throws -> [Block] {
        do {
            return try await cage.read(bytes: bytes, name: name, kind: kind)
        } catch .tooBusy {
            throw DeskRefusal.busy(ReadingRefusal.tooBusy.sentence)
        } catch {
            throw DeskRefusal.unreadable(error.sentence)
        }
    }

    /// What the blocks say as a plan. A file that was exported here or elsewhere is read cell by cell.
    public func plan(from blocks: [Block], source: PlanSource, choices: ReadingChoices) -> ReadPlan {
        if let export = OwnExport(blocks) {
            return export.plan(source: source, year: choices.year)
        }
        return PlanReader(headings: pack.columnHeadings, choices: choices).read(blocks, source: source)
    }

    /// Both in one: a file as a plan.
    public func read(
        _ bytes: [UInt8], name: String, kind: ReadKind = .auto, choices: ReadingChoices = ReadingChoices()
    ) async throws -> ReadPlan {
        let blocks = try await blocks(of: bytes, name: name, kind: kind)
        return plan(from: blocks, source: PlanSource(name: name, digest: Digest.hex(of: bytes)), choices: choices)
    }
}
