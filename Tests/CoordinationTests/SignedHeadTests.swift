import Foundation
import Partnership
import Records
import RecordsSQLite
import Testing
import Vocabulary

@testable import Coordination

@Suite("Signed heads")
struct SignedHeadTests {
    /// A store with some entries, and a head desk whose key lies in a folder of its own.
    private static func with(
        _ body: (Store, HeadDesk, _ folder: String) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let store = try await SQLiteStore.inMemory()
        try await store.members.append(
            [EntryDraft(author: .program, payload: .partnershipNamed(PartnershipProfile(name: "City\nPartnership ")))],
            expecting: [:], at: Instant(microseconds: 1_163_846_096_789_012))
        try await body(store, desk(store, "\(folder)/signing-key"), folder)
        try await store.close()
    }

    private static func desk(_ store: Store, _ path: String) -> HeadDesk {
        HeadDesk(keeping: store.keeping, members: store.members, key: SigningKeyFile(path: path))
    }

    private static func more(_ store: Store, _ count: Int) async throws {
        for number in 1...count {
            try await store.members.append(
                [
                    EntryDraft(
                        author: .program, payload: .agencyJoined(Agency(id: AgencyID(number), name: "A\(number)")))
                ],
                expecting: [:], at: Instant(microseconds: 1_163_846_096_789_012 + Int64(number)))
        }
    }

    @Test("The file holds seven lines, reads back as what was written, and its signature holds")
    func form() async throws {
        try await Self.with { _, heads, _ in
            let signed = try await heads.sign()
            let lines = signed.text.split(separator: "\n").map(String.init)
            #expect(lines.count == 7 && lines[0] == "cornerstone-head-1")
            #expect(lines[1] == "partnership: City Partnership")
            #expect(lines[2] == "sequence: 1")
            #expect(lines[3] == "recorded: 2006-11-18T10:34:56.789012Z")
            let read = try #require(SignedHead(text: signed.text))
            #expect(read == signed && read.isGenuine)
            let posted = signed.text.replacingOccurrences(of: "\n", with: " \r\n") + "\r\n"
            #expect(SignedHead(text: posted)?.isGenuine == true, "line ends may change on the way")
        }
    }

    @Test("The key is made once, for its owner only, and two who need it at once get the same")
    func key() async throws {
        try await Self.with { _, heads, folder in
            #expect(try heads.publicKey() == nil)
            let keys = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<16 { group.addTask { try await heads.sign().publicKey } }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(keys.count == 1)
            #expect(try heads.publicKey() == keys.first)
            let facts = try FileManager.default.attributesOfItem(atPath: "\(folder)/signing-key")
            #expect(facts[.posixPermissions] as? Int == 0o600)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["signing-key"])
        }
    }

    @Test("A key that others may open, or that is none, is refused with what to do")
    func badKey() async throws {
        try await Self.with { store, heads, folder in
            _ = try await heads.sign()
            let path = "\(folder)/signing-key"
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
            await #expect(throws: HeadRefusal.keyOpenToOthers(path: path)) { try await heads.sign() }
            #expect(heads.lines(keptIn: nil).map(\.verdict) == [.wrong])
            try Data("cornerstone-signing-key-1 12\n".utf8).write(to: URL(fileURLWithPath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            await #expect(throws: HeadRefusal.keyDamaged(path: path)) { try await heads.sign() }
            let nowhere = Self.desk(store, "\(folder)/none/signing-key")
            await #expect(throws: HeadRefusal.keyNotMade(path: "\(folder)/none/signing-key")) {
                try await nowhere.sign()
            }
        }
    }

    @Test("Every alteration of the file is found: damaged, or signed otherwise")
    func alterations() async throws {
        try await Self.with { _, heads, _ in
            let text = Array(try await heads.sign().text.utf8)
            for index in text.indices where text[index] != 0x0A {
                var altered = text
                altered[index] = altered[index] == 0x30 ? 0x31 : 0x30
                let (verdict, report) = try await heads.verify(String(decoding: altered, as: UTF8.self), key: nil)
                #expect(verdict == .damaged || verdict == .badSignature, "byte \(index)")
                #expect(report == nil)
            }
            for wrong in ["", "cornerstone-head-1", String(decoding: text.dropLast(10), as: UTF8.self)] {
                #expect(try await heads.verify(wrong, key: nil).0 == .damaged)
            }
        }
    }

    @Test("A journal that grew is whole up to the head; nothing since is said, too")
    func grown() async throws {
        try await Self.with { store, heads, _ in
            try await Self.more(store, 3)
            let signed = try await heads.sign()
            #expect(
                try await heads.verify(signed.text, key: nil).0 == .compared(signed, .grown(by: 0), isKeyKnown: true))
            try await Self.more(store, 4)
            let (verdict, report) = try await heads.verify(signed.text, key: signed.publicKey.uppercased())
            #expect(verdict == .compared(signed, .grown(by: 4), isKeyKnown: true))
            #expect(
                verdict.sentence
                    == "The journal is whole up to entry 4, where the head was signed, and has grown by 4 since.")
            #expect(report?.faults == [])
        }
    }

    @Test("Another key is found out, and a head whose key nobody knows says so")
    func keys() async throws {
        try await Self.with { store, heads, folder in
            let signed = try await heads.sign()
            let other = try await Self.desk(store, "\(folder)/other-key").sign()
            #expect(
                try await heads.verify(other.text, key: nil).0
                    == .otherKey(found: other.publicKey, expected: signed.publicKey))
            #expect(
                try await heads.verify(signed.text, key: other.publicKey).0
                    == .otherKey(found: signed.publicKey, expected: other.publicKey))
            let elsewhere = Self.desk(store, "\(folder)/not-made")
            let verdict = try await elsewhere.verify(signed.text, key: nil).0
            #expect(verdict == .compared(signed, .grown(by: 0), isKeyKnown: false))
            #expect(verdict.sentence.contains("--key"))
        }
    }

    @Test("A journal that ends before the head, and one that is another from there, are told apart")
    func cutAndAnew() async throws {
        try await Self.with { store, heads, folder in
            try await Self.more(store, 5)
            let signed = try await heads.sign()
            let other = try await SQLiteStore.inMemory()
            try await other.members.append(
                [EntryDraft(author: .program, payload: .partnershipNamed(PartnershipProfile(name: "Other")))],
                expecting: [:], at: Instant(microseconds: 0))
            let short = Self.desk(other, "\(folder)/signing-key")
            #expect(
                try await short.verify(signed.text, key: nil).0
                    == .compared(signed, .cutShort(endsAt: JournalSequence(1)), isKeyKnown: true))
            try await Self.more(other, 9)
            #expect(
                try await short.verify(signed.text, key: nil).0 == .compared(signed, .writtenAnew, isKeyKnown: true))
            try await other.close()
        }
    }

    @Test("Kept in a folder: a file for each head, none twice, nothing lost when the folder is not there")
    func kept() async throws {
        try await Self.with { store, heads, folder in
            let place = "\(folder)/heads"
            await #expect(throws: HeadRefusal.self) { try await heads.keep(in: place) }
            #expect(heads.lines(keptIn: place).last?.verdict == .wrong)
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
            #expect(try await heads.keep(in: place) != nil)
            #expect(try await heads.keep(in: place) == nil)
            try await Self.more(store, 1)
            let path = try #require(try await heads.keep(in: place))
            #expect(try FileManager.default.contentsOfDirectory(atPath: place).count == 2)
            let signed = try #require(SignedHead(text: try String(contentsOfFile: path, encoding: .utf8)))
            #expect(signed.isGenuine && signed.head.sequence == JournalSequence(2))
            #expect(heads.lines(keptIn: place).map(\.verdict) == [.well, .well])
        }
    }

    @Test("An empty journal has no head; instants are written and read to the microsecond")
    func edges() async throws {
        let store = try await SQLiteStore.inMemory()
        let heads = Self.desk(store, "/nowhere/key")
        await #expect(throws: HeadRefusal.emptyJournal) { try await heads.sign() }
        #expect(try await heads.keep(in: "/nowhere") == nil)
        try await store.close()
        for microseconds in [0, 1, -1, 951_782_399_999_999, 1_795_267_800_000_000] as [Int64] {
            let instant = Instant(microseconds: microseconds)
            #expect(InstantText.read(InstantText.written(instant)) == instant)
        }
        for wrong in [
            "", "2026-11-21", "2026-11-21T09:30:00.00000Z", "2026-13-21T09:30:00.000000Z",
            "2026-11-21 09:30:00.000000Z",
        ] {
            #expect(InstantText.read(wrong) == nil)
        }
    }
}
