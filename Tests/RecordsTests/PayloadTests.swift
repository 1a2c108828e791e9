import ActionPlans
import Foundation
import Partnership
import Testing
import Vocabulary

@testable import Records

@Suite("Payloads that were written are read for ever")
struct PayloadTests {
    private static let folder = Beside.folder.appendingPathComponent("Fixtures/payloads")

    private static func decode<Payload: EntryPayload>(_ type: Payload.Type, _ file: String) throws -> Payload {
        let parts = file.split(separator: ".")
        let kind = EntryKind(String(parts[1]), version: try #require(Int(parts[2])))
        let data = try Data(contentsOf: folder.appendingPathComponent(file + ".json"))
        return try data.withUnsafeBytes { try PayloadCoder.decode(type, kind: kind, body: $0) }
    }

    @Test("Each plan payload is read as what was written", arguments: PayloadFixtures.plans.map(\.file))
    func plans(file: String) throws {
        let fixture = try #require(PayloadFixtures.plans.first { $0.file == file })
        let read = try Self.decode(PlanEntry.self, file)
        #expect(read == fixture.payload)
        #expect(read.kind.name == String(file.split(separator: ".")[1]))
    }

    @Test("Each partnership payload is read as what was written", arguments: PayloadFixtures.partnership.map(\.file))
    func partnership(file: String) throws {
        let fixture = try #require(PayloadFixtures.partnership.first { $0.file == file })
        #expect(try Self.decode(PartnershipEntry.self, file) == fixture.payload)
    }

    @Test("Each register payload is read as what was written", arguments: PayloadFixtures.registers.map(\.file))
    func registers(file: String) throws {
        let fixture = try #require(PayloadFixtures.registers.first { $0.file == file })
        #expect(try Self.decode(RegisterEntry.self, file) == fixture.payload)
    }

    @Test("Each pack payload is read as what was written", arguments: PackFixtures.entries.map(\.file))
    func packs(file: String) throws {
        let fixture = try #require(PackFixtures.entries.first { $0.file == file })
        #expect(try Self.decode(PackEntry.self, file) == fixture.payload)
    }

    @Test("An erasure is read as what was written")
    func erasure() throws {
        let erased = Erased(
            rule: "Reports, 6 years", sequence: JournalSequence(17),
            touched: [.action(ActionID(1)), .strategy(StrategyID(1))])
        #expect(try Self.decode(JournalEntry.self, "journal.erased.1") == .erased(erased))
    }

    @Test("What is written today is what the newest fixture holds, byte for byte")
    func stillWritten() throws {
        func written(_ file: String) throws -> String {
            try String(contentsOf: Self.folder.appendingPathComponent(file + ".json"), encoding: .utf8)
        }
        if ProcessInfo.processInfo.environment["CORNERSTONE_WRITE_REFERENCE"] == "1" { try Self.writeMissing() }
        for fixture in PayloadFixtures.plans where fixture.file.hasSuffix(".\(fixture.payload.kind.version)") {
            #expect(try PayloadCoder.encode(fixture.payload) == written(fixture.file))
        }
        for fixture in PayloadFixtures.registers {
            #expect(try PayloadCoder.encode(fixture.payload) == written(fixture.file))
        }
        for fixture in PackFixtures.entries {
            #expect(try PayloadCoder.encode(fixture.payload) == written(fixture.file))
        }
        for fixture in PayloadFixtures.partnership where fixture.file.hasSuffix(".\(fixture.payload.kind.version)") {
            #expect(try PayloadCoder.encode(fixture.payload) == written(fixture.file))
        }
    }

    /// A fixture of a new kind, as the program writes it today; one that is there is never touched.
    private static func writeMissing() throws {
        let plans = try PayloadFixtures.plans.map { ($0.file, try PayloadCoder.encode($0.payload)) }
        let registers = try PayloadFixtures.registers.map { ($0.file, try PayloadCoder.encode($0.payload)) }
        let packs = try PackFixtures.entries.map { ($0.file, try PayloadCoder.encode($0.payload)) }
        for (file, text) in plans + registers + packs {
            let place = folder.appendingPathComponent(file + ".json")
            guard !FileManager.default.fileExists(atPath: place.path) else { continue }
            try text.write(to: place, atomically: true, encoding: .utf8)
        }
    }

    @Test("Every fixture file is read by a test")
    func everyFile() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter {
            $0.hasSuffix(".json")
        }
        let known =
            PayloadFixtures.plans.map(\.file) + PayloadFixtures.partnership.map(\.file)
            + PayloadFixtures.registers.map(\.file) + MeetingFixtures.entries.map(\.file) + ["journal.erased.1"]
            + PackFixtures.entries.map(\.file)
        #expect(Set(files) == Set(known.map { $0 + ".json" }))
    }

    @Test("A kind nobody knows is refused by name")
    func unknown() {
        let kind = EntryKind("plan-imported", version: 99)
        #expect(throws: UnknownEntry(room: "plans", kind: kind)) {
            try Array("{}".utf8).withUnsafeBytes { try PayloadCoder.decode(PlanEntry.self, kind: kind, body: $0) }
        }
    }
}
